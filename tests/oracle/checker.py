"""Checks exported witnesses by plain sums over links and cells; imports nothing of the program."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.oracle.reference import PlainGraph


def cut_capacity(graph: PlainGraph, side: Sequence[int]) -> float:
    """Capacity of the links between the two sides, one direction."""
    return sum(c for a, b, c in graph.links if side[a] != side[b])


def is_bisection(graph: PlainGraph, side: Sequence[int]) -> bool:
    """Whether the endpoints are halved, up to one."""
    n_first = sum(1 for v in graph.endpoints if side[v] == 0)
    return abs(2 * n_first - len(graph.endpoints)) <= 1


def length_bound(graph: PlainGraph, length: Sequence[float]) -> float:
    """Upper bound on all-to-all traffic per pair from one length per link."""
    need = 0.0
    for s in graph.endpoints:
        found = [float("inf")] * graph.n
        found[s] = 0.0
        before: list[float] = []
        while found != before:
            before = found.copy()
            for (a, b, _), d in zip(graph.links, length, strict=True):
                found[b] = min(found[b], found[a] + d)
                found[a] = min(found[a], found[b] + d)
        need += sum(found[t] for t in graph.endpoints)
    return 2 * sum(c * d for (_, _, c), d in zip(graph.links, length, strict=True)) / need


Witness = dict[str, Any]
SLACK = 1e-9


class Rejected(Exception):  # noqa: N818 - the verdict, not a fault of the checker
    """A witness does not prove what it says."""


def demand(what: str, *, holds: bool) -> None:
    """Reject unless something holds."""
    if not holds:
        raise Rejected(what)


def at_most(a: float, b: float) -> bool:
    """Whether a number is at most another, up to rounding."""
    return a <= b + SLACK * max(abs(a), abs(b))


def check_fold(witness: Witness) -> None:
    """The folds around the sources are partitions of one graph, with arcs both ways."""
    orbits = witness["orbits"]
    capacity, unit = orbits["capacity_bytes_per_s"], orbits["unit_bytes_per_s"]
    reverse = orbits["reverse"]
    base = witness["base_cells"]
    n = sum(cell["n"] for cell in base if cell["is_endpoint"])
    demand("endpoints", holds=n == witness["n_endpoints"])
    kinds = [ix for ix, cell in enumerate(base) if cell["is_endpoint"]]
    sources = [source["base_cell"] for source in witness["sources"]]
    demand("one source per kind of endpoint", holds=sources == kinds)
    for source in witness["sources"]:
        demand("source count", holds=base[source["base_cell"]]["n"] == source["n"])
        cells, arcs = source["cells"], source["arcs"]
        demand("one source", holds=cells[source["cell"]]["n"] == 1)
        for ix, one in enumerate(base):
            parts = [c for c in cells if c["base_cell"] == ix]
            demand("cells of a base cell", holds=sum(c["n"] for c in parts) == one["n"])
            demand("kind", holds=all(c["is_endpoint"] == one["is_endpoint"] for c in parts))
        total = [0] * len(capacity)
        both: dict[tuple[int, int, int], int] = {}
        for a, b, degree, orbit in arcs:
            total[orbit] += cells[a]["n"] * degree * unit[orbit]
            both[a, b, orbit] = both.get((a, b, orbit), 0) + cells[a]["n"] * degree
        for found, stated in zip(total, capacity, strict=True):
            demand("capacity of orbits", holds=math.isclose(found, stated, rel_tol=1e-12))
        for (a, b, orbit), count in both.items():
            demand("opposite arcs", holds=both.get((b, a, reverse[orbit])) == count)


def _loads(witness: Witness, flows: Sequence[Sequence[float]]) -> list[float]:
    load = [0.0] * len(witness["orbits"]["reverse"])
    for source, flow in zip(witness["sources"], flows, strict=True):
        for (_, _, _, orbit), amount in zip(source["arcs"], flow, strict=True):
            demand("flow is not negative", holds=amount >= 0)
            load[orbit] += source["n"] * amount
    return load


def _delivers(source: Witness, flow: Sequence[float], wanted: Sequence[float]) -> bool:
    net = [0.0] * len(source["cells"])
    scale = max([1.0, *flow])
    for (a, b, _, _), amount in zip(source["arcs"], flow, strict=True):
        net[a] -= amount
        net[b] += amount
    return all(
        net[ix] >= want - SLACK * scale for ix, want in enumerate(wanted) if ix != source["cell"]
    )


def check_routing(witness: Witness) -> float:
    """All-to-all: what every pair certainly gets. Loads are averaged over both directions."""
    proof = witness["all_to_all"]
    rate = proof["pair_low_bytes_per_s"]
    load = _loads(witness, proof["flow_bytes_per_s"])
    capacity, reverse = witness["orbits"]["capacity_bytes_per_s"], witness["orbits"]["reverse"]
    for ix, other in enumerate(reverse):
        demand("load", holds=at_most(load[ix] + load[other], capacity[ix] + capacity[other]))
    for source, flow in zip(witness["sources"], proof["flow_bytes_per_s"], strict=True):
        wanted = [rate * c["n"] if c["is_endpoint"] else 0.0 for c in source["cells"]]
        demand("all-to-all delivery", holds=_delivers(source, flow, wanted))
    return float(rate)


def _distances(source: Witness, length: Sequence[float]) -> list[float]:
    found = [math.inf] * len(source["cells"])
    found[source["cell"]] = 0.0
    changed = True
    while changed:
        changed = False
        for a, b, _, orbit in source["arcs"]:
            if found[a] + length[orbit] < found[b]:
                found[b], changed = found[a] + length[orbit], True
    return found


def check_lengths(witness: Witness) -> float:
    """All-to-all: what no pair can get more of."""
    length = witness["all_to_all"]["orbit_length"]
    reverse = witness["orbits"]["reverse"]
    demand("lengths", holds=all(x >= 0 for x in length))
    demand(
        "one length per link", holds=all(length[ix] == length[o] for ix, o in enumerate(reverse))
    )
    volume = sum(
        c * x for c, x in zip(witness["orbits"]["capacity_bytes_per_s"], length, strict=True)
    )
    need = 0.0
    for source in witness["sources"]:
        distance = _distances(source, length)
        need += source["n"] * sum(
            c["n"] * d for c, d in zip(source["cells"], distance, strict=True) if c["is_endpoint"]
        )
    return float(volume / need)


def check_hubs(witness: Witness) -> float:
    """Worst case: the sum of shares that everybody can send to and get from everybody at once."""
    proof = witness["hubs"]
    base, share = witness["base_cells"], proof["share_bytes_per_s"]
    load = _loads(witness, proof["flow_bytes_per_s"])
    capacity, reverse = witness["orbits"]["capacity_bytes_per_s"], witness["orbits"]["reverse"]
    for ix, other in enumerate(reverse):
        demand("hub load", holds=at_most(load[ix] + load[other], capacity[ix]))
    for source, flow in zip(witness["sources"], proof["flow_bytes_per_s"], strict=True):
        wanted = [
            share[c["base_cell"]] * c["n"] / base[c["base_cell"]]["n"] for c in source["cells"]
        ]
        demand("hub delivery", holds=_delivers(source, flow, wanted))
    return float(sum(share))


def check_half_hubs(witness: Witness) -> float:
    """Bisection: the smallest shares of half of the endpoints, summed over all hubs."""
    proof = witness["half_hubs"]
    base, share = witness["base_cells"], proof["share_bytes_per_s"]
    load = _loads(witness, proof["flow_bytes_per_s"])
    capacity, reverse = witness["orbits"]["capacity_bytes_per_s"], witness["orbits"]["reverse"]
    for ix, other in enumerate(reverse):
        demand("half hub load", holds=at_most(load[ix] + load[other], capacity[ix]))
    for at, source in enumerate(witness["sources"]):
        wanted = [
            share[at][c["base_cell"]] * c["n"] / base[c["base_cell"]]["n"] for c in source["cells"]
        ]
        flow = proof["flow_bytes_per_s"][at]
        demand("half hub delivery", holds=_delivers(source, flow, wanted))
    total = 0.0
    for hub in range(len(base)):
        left = witness["n_endpoints"] // 2
        for value, n in sorted((share[at][hub], s["n"]) for at, s in enumerate(witness["sources"])):
            total += value * min(n, left)
            left -= min(n, left)
    return total


def check_cut(cut: Witness, witness: Witness, *, is_halving: bool) -> int:
    """A cut between cells: its capacity in one direction."""
    cells, unit = cut["cells"], witness["orbits"]["unit_bytes_per_s"]
    counts = [
        sum(c["n"] for c in cells if c["is_endpoint"] and c["side"] == side) for side in (0, 1)
    ]
    demand("sizes of the sides", holds=counts == [cut["n_first"], cut["n_second"]])
    demand("all endpoints", holds=sum(counts) == witness["n_endpoints"])
    if is_halving:
        demand("halves", holds=abs(counts[0] - counts[1]) <= 1)
    forward = backward = 0
    for a, b, degree, orbit in cut["arcs"]:
        if (cells[a]["side"], cells[b]["side"]) == (0, 1):
            forward += cells[a]["n"] * degree * unit[orbit]
        if (cells[a]["side"], cells[b]["side"]) == (1, 0):
            backward += cells[a]["n"] * degree * unit[orbit]
    demand("both directions", holds=forward == backward)
    demand("capacity of the cut", holds=forward == cut["capacity_bytes_per_s"])
    return int(forward)


def check_ceiling(witness: Witness) -> float:
    """Worst case: what some traffic cannot exceed."""
    proof = witness["ceiling"]
    if "orbit_length" in proof:
        length = proof["orbit_length"]
        demand("ceiling lengths", holds=all(x >= 0 for x in length))
        volume = sum(
            c * x for c, x in zip(witness["orbits"]["capacity_bytes_per_s"], length, strict=True)
        )
        got = [0.0] * len(witness["base_cells"])
        need = 0.0
        for source, sent in zip(witness["sources"], proof["sent"], strict=True):
            amounts = [x * c["n"] for x, c in zip(sent, source["cells"], strict=True)]
            demand("sent", holds=min(amounts) >= 0 and at_most(sum(amounts), 1.0))
            distance = _distances(source, length)
            need += source["n"] * sum(x * d for x, d in zip(amounts, distance, strict=True) if x)
            for amount, cell in zip(amounts, source["cells"], strict=True):
                demand("sent to endpoints", holds=amount == 0 or cell["is_endpoint"])
                got[cell["base_cell"]] += source["n"] * amount
        for amount, cell in zip(got, witness["base_cells"], strict=True):
            demand("received", holds=at_most(amount, cell["n"]))
        return float(volume / need)
    if "cut" in proof:
        cut = proof["cut"]
        smaller = int(min(cut["n_first"], cut["n_second"]))
        return check_cut(cut, witness, is_halving=False) / smaller
    demand("a known proof", holds=proof["proof"].startswith("injection"))
    unit = witness["orbits"]["unit_bytes_per_s"]
    return float(min(
        sum(d * unit[o] for a, _, d, o in s["arcs"] if a == s["cell"]) for s in witness["sources"]
    ))  # fmt: skip


def split_factor(
    witness: Witness, received: Sequence[Sequence[float]], *, by_capacity: bool
) -> float:
    """Multiple of a demand that fits when vertices split over links to vertices nearer a target."""
    orbits = witness["orbits"]
    weight = orbits["unit_bytes_per_s" if by_capacity else "n_links"]
    load = [0.0] * len(weight)
    for target, sent in zip(witness["sources"], received, strict=True):
        depth = _distances(target, [1.0] * len(weight))
        held = [x * c["n"] for x, c in zip(sent, target["cells"], strict=True)]
        out: dict[int, list[tuple[int, int, float]]] = {}
        for a, b, degree, orbit in target["arcs"]:
            if depth[b] == depth[a] - 1:
                out.setdefault(a, []).append((b, orbit, degree * weight[orbit]))
        for cell in sorted(out, key=lambda ix: -depth[ix]):
            total = sum(share for *_, share in out[cell])
            for b, orbit, share in out[cell]:
                amount = held[cell] * share / total
                held[b] += amount
                load[orbit] += target["n"] * amount
    capacity = orbits["capacity_bytes_per_s"]
    return 1.0 / float(max(used / c for used, c in zip(load, capacity, strict=True)))


def check_splits(witness: Witness) -> None:
    """Equal split and split by capacity, computed again from the folds."""
    every = [
        [float(c["is_endpoint"] and ix != s["cell"]) for ix, c in enumerate(s["cells"])]
        for s in witness["sources"]
    ]
    for name, by_capacity in (("ecmp", False), ("wcmp", True)):
        stated = witness["numbers"][f"throughput_{name}_bytes_per_s"]
        found = split_factor(witness, every, by_capacity=by_capacity)
        found *= witness["n_endpoints"] - 1
        for end in ("low", "high"):
            demand(name, holds=math.isclose(found, stated[end], rel_tol=1e-9))


def check_traffic(witness: Witness) -> None:
    """A chosen traffic: delivery and loads below, lengths above, and the equal split."""
    check_fold(witness)
    sources, numbers = witness["sources"], witness["numbers"]
    out = [
        sum(x * c["n"] for x, c in zip(sent, s["cells"], strict=True))
        for sent, s in zip(witness["sent"], sources, strict=True)
    ]
    demand("senders", holds=witness["senders"] == [ix for ix, one in enumerate(out) if one > 0])
    got = sum(
        s["n"] * sum(x * c["n"] for x, c in zip(own, s["cells"], strict=True))
        for own, s in zip(witness["received"], sources, strict=True)
    )
    sent_in_all = sum(s["n"] * one for s, one in zip(sources, out, strict=True))
    demand("all that is sent is received", holds=math.isclose(got, sent_in_all, rel_tol=1e-9))
    low = _traffic_low(witness)
    high = _traffic_high(witness)
    demand("traffic bounds", holds=at_most(low, high))
    busiest, unit = max(out), witness["orbits"]["unit_bytes_per_s"]
    injection = max(sum(d * unit[o] for a, _, d, o in s["arcs"] if a == s["cell"]) for s in sources)
    ideal = numbers["ideal_bytes_per_s"]
    demand("traffic low", holds=at_most(ideal["low"], low * busiest))
    demand("traffic high", holds=at_most(min(high * busiest, injection), ideal["high"]))
    ecmp = split_factor(witness, witness["received"], by_capacity=False) * busiest
    demand(
        "traffic split",
        holds=math.isclose(ecmp, numbers["ecmp_bytes_per_s"]["low"], rel_tol=1e-9),
    )


def _senders(witness: Witness) -> list[tuple[Witness, Sequence[float]]]:
    return [(witness["sources"][ix], witness["sent"][ix]) for ix in witness["senders"]]


def _traffic_low(witness: Witness) -> float:
    rate = witness["low_multiple"]
    capacity, reverse = witness["orbits"]["capacity_bytes_per_s"], witness["orbits"]["reverse"]
    load = [0.0] * len(capacity)
    for (source, sent), flow in zip(_senders(witness), witness["flow_bytes_per_s"], strict=True):
        for (_, _, _, orbit), amount in zip(source["arcs"], flow, strict=True):
            demand("traffic flow is not negative", holds=amount >= 0)
            load[orbit] += source["n"] * amount
        wanted = [rate * x * c["n"] for x, c in zip(sent, source["cells"], strict=True)]
        demand("traffic delivery", holds=_delivers(source, flow, wanted))
    for ix, other in enumerate(reverse):
        if witness["is_symmetric"]:
            demand("traffic load", holds=at_most(load[ix] + load[other], capacity[ix] * 2))
        else:
            demand("traffic load", holds=at_most(load[ix], capacity[ix]))
    return float(rate)


def _traffic_high(witness: Witness) -> float:
    length = witness["orbit_length"]
    demand("traffic lengths", holds=all(x >= 0 for x in length))
    capacity = witness["orbits"]["capacity_bytes_per_s"]
    volume = sum(c * x for c, x in zip(capacity, length, strict=True))
    need = 0.0
    for source, sent in _senders(witness):
        distance = _distances(source, length)
        amounts = [x * c["n"] for x, c in zip(sent, source["cells"], strict=True)]
        need += source["n"] * sum(x * d for x, d in zip(amounts, distance, strict=True) if x)
    return float(volume / need)


def check_flat(witness: Witness) -> None:
    """The cut and the lengths once more, link by link."""
    from tests.oracle.reference import PlainGraph

    flat = witness["flat"]
    graph = PlainGraph(
        len(flat["vertices"]),
        tuple((a, b, float(c)) for a, b, c in flat["links"]),
        tuple(flat["endpoints"]),
    )
    demand("flat endpoints", holds=len(graph.endpoints) == witness["n_endpoints"])
    if "cut" in witness:
        side = witness["cut"]["side_of_vertex"]
        demand("flat halves", holds=is_bisection(graph, side))
        demand(
            "flat cut", holds=cut_capacity(graph, side) == witness["cut"]["capacity_bytes_per_s"]
        )
    for name, by_capacity in (("ecmp", False), ("wcmp", True)):
        _check_flat_split(witness, name, by_capacity=by_capacity)
    bound = length_bound(graph, flat["link_length"])
    demand("flat lengths", holds=math.isclose(bound, check_lengths(witness), rel_tol=1e-9))


MAX_TRIED_HEADS = 12


def _head_bound(witness: Witness) -> float | None:
    from tests.oracle.reference import PlainGraph

    flat = witness.get("flat")
    if flat is None:
        return None
    links = tuple((a, b, float(c)) for a, b, c in flat["links"])
    return head_bound(PlainGraph(len(flat["vertices"]), links, tuple(flat["endpoints"])))


def _hanging(graph: PlainGraph) -> tuple[dict[int, int], float] | None:
    # The one switch of every endpoint, and the capacity that all have to it.
    ends = set(graph.endpoints)
    head: dict[int, int] = {}
    access: set[float] = set()
    for a, b, c in graph.links:
        for end, other in ((a, b), (b, a)):
            if end in ends:
                if end in head or other in ends:
                    return None
                head[end] = other
                access.add(c)
    return (head, access.pop()) if len(head) == len(ends) and len(access) == 1 else None


def _cut_of_heads(links: Sequence[tuple[int, int, float]], side: dict[int, int]) -> float:
    # Links between heads on two sides, and other switches where they cut least.
    cut = 0.0
    core: dict[int, list[float]] = {}
    for a, b, c in links:
        if a in side and b in side:
            cut += c * (side[a] != side[b])
        else:
            switch, at = (b, side[a]) if a in side else (a, side[b])
            core.setdefault(switch, [0.0, 0.0])[at] += c
    return cut + sum(min(both) for both in core.values())


def head_bound(graph: PlainGraph) -> float | None:
    """Least cut over every set of heads, where endpoints hang on one switch each; else None."""
    hanging = _hanging(graph)
    if hanging is None:
        return None
    head, access = hanging
    heads = sorted(set(head.values()))
    hosts = {sum(1 for h in head.values() if h == one) for one in heads}
    rest = [one for one in graph.links if one[0] not in head and one[1] not in head]
    is_known = all(a in heads or b in heads for a, b, _ in rest)
    if len(hosts) != 1 or len(heads) > MAX_TRIED_HEADS or not is_known:
        return None
    best = math.inf
    for mask in range(1 << len(heads)):
        side = {h: mask >> at & 1 for at, h in enumerate(heads)}
        parted = abs(sum(side.values()) * min(hosts) - len(head) // 2)
        best = min(best, _cut_of_heads(rest, side) + parted * access)
    return best


def _check_flat_split(witness: Witness, name: str, *, by_capacity: bool) -> None:
    # The split once more, vertex by vertex.
    from tests.oracle import routing
    from tests.oracle.reference import PlainGraph

    flat = witness["flat"]
    links = tuple((a, b, float(c)) for a, b, c in flat["links"])
    ends = tuple(flat["endpoints"])
    graph = PlainGraph(len(flat["vertices"]), links, ends, (), tuple(flat["n_links"]))
    known = set(ends)

    def every(a: int, b: int) -> float:
        return float(a != b and a in known and b in known)

    found = routing.split_factor(graph, every, by_capacity=by_capacity) * (len(ends) - 1)
    stated = witness["numbers"][f"throughput_{name}_bytes_per_s"]["low"]
    demand(f"flat {name}", holds=math.isclose(found, stated, rel_tol=1e-9))


def check_witness(witness: Witness) -> None:
    """Check every number of a fabric against its witness."""
    from tests.oracle.checker_copies import check_copies, check_counted, solved_low

    if "copies" in witness:
        check_copies(witness)
        return
    check_fold(witness)
    n = witness["n_endpoints"]
    numbers = witness["numbers"]
    pair_low, pair_high = check_routing(witness), check_lengths(witness)
    demand("pair bounds", holds=at_most(pair_low, pair_high))
    rate = numbers["throughput_all_to_all_bytes_per_s"]
    demand("all-to-all low", holds=at_most(rate["low"], pair_low * (n - 1)))
    low = max(pair_low * n / 2, check_hubs(witness) if "hubs" in witness else 0.0)
    high = check_ceiling(witness)
    if "counted_cut" in witness:
        high = min(high, check_counted(witness) / (n // 2))
    worst = numbers["throughput_worst_case_bytes_per_s"]
    demand("worst case low", holds=at_most(worst["low"], low))
    demand("worst case high", holds=at_most(high, worst["high"]))
    injection = numbers["injection_bytes_per_s"]["low"]
    demand("all-to-all high", holds=at_most(min(pair_high * (n - 1), injection), rate["high"]))
    if "cut" in witness:
        cut = numbers["bisection_bytes_per_s"]
        capacity = check_cut(witness["cut"], witness, is_halving=True)
        lows = [low * (n // 2), pair_low * (n // 2) * (n - n // 2)]
        lows += [check_half_hubs(witness)] if "half_hubs" in witness else []
        if "counted_cut" in witness:
            capacity = min(capacity, witness["counted_cut"]["capacity_bytes_per_s"])
        demand("bisection high", holds=at_most(capacity, cut["high"]))
        is_by_theorem = "normalised" in cut["method"] or "Lindsey" in cut["method"]
        if "heads" in cut["method"]:
            # Several planes, or too many heads to try, rest on the theorem.
            bound = _head_bound(witness)
            is_by_theorem = bound is None or at_most(cut["low"], bound)
        if "less what is missing" in cut["method"]:
            is_by_theorem = at_most(cut["low"], solved_low(witness))
        if "every choice" in cut["method"]:
            is_by_theorem = at_most(cut["low"], check_counted(witness))
        unit = math.gcd(*witness["orbits"]["unit_bytes_per_s"])
        whole = math.ceil(max(lows) * (1 - SLACK) / unit) * unit
        demand("bisection low", holds=is_by_theorem or at_most(cut["low"], whole))
    check_splits(witness)
    if "flat" in witness:
        check_flat(witness)
