"""Checks what witnesses say of a fabric copy by copy; imports nothing of the program."""

from __future__ import annotations

import math

from tests.oracle.checker import (
    SLACK,
    Witness,
    at_most,
    cut_capacity,
    demand,
    is_bisection,
    length_bound,
)
from tests.oracle.reference import PlainGraph, bisection
from tests.oracle.routing import split_factor

MAX_SOLVED = 40
"""Most vertices of a fabric whose bisection the checker solves itself."""


def flat_graph(witness: Witness) -> tuple[PlainGraph, int]:
    """The fabric link by link, capacities in the greatest unit that divides all of them."""
    flat = witness["flat"]
    unit = math.gcd(*(c for _, _, c in flat["links"]))
    links = tuple((a, b, float(c // unit)) for a, b, c in flat["links"])
    return PlainGraph(len(flat["vertices"]), links, tuple(flat["endpoints"])), unit


def solved_low(witness: Witness) -> float:
    """The bisection of a small fabric; of a larger one nothing, which rests on its proof."""
    if len(witness.get("flat", {}).get("vertices", ())) not in range(1, MAX_SOLVED + 1):
        return math.inf
    graph, unit = flat_graph(witness)
    return round(bisection(graph)) * float(unit)


def check_counted(witness: Witness) -> float:
    """The bisection of a small fabric, by a program of its own; and the sides that reach it."""
    (graph, unit), cut = flat_graph(witness), witness["counted_cut"]
    side = cut["side_of_vertex"]
    demand("counted halves", holds=is_bisection(graph, side))
    found = round(cut_capacity(graph, side)) * unit
    demand("counted capacity", holds=found == cut["capacity_bytes_per_s"])
    demand("counted least", holds=at_most(found, solved_low(witness)))
    return float(found)


def copies_routing(witness: Witness) -> float:
    """All-to-all link by link: what every pair certainly gets, between the heads of endpoints."""
    copies = witness["copies"]
    proof, parent, flat = copies["routing"], copies["parent"], copies["flat"]
    rate, n = proof["pair_low_bytes_per_s"], len(flat["endpoints"])
    degree = [0] * len(parent)
    for a, b, _ in flat["links"]:
        degree[a] += 1
        degree[b] += 1
    kept = [0] * (max(parent) + 1)
    for group in parent:
        kept[group] += 1
    capacity: dict[tuple[int, int], int] = {}
    weight = [0] * len(kept)
    for v in flat["endpoints"]:
        weight[parent[v]] += 1
    hung = 0
    for a, b, c in flat["links"]:
        pair = (parent[a], parent[b])
        if pair[0] != pair[1]:
            capacity[pair] = capacity.get(pair, 0) + c
            capacity[pair[::-1]] = capacity.get(pair[::-1], 0) + c
            continue
        # An endpoint and what it hangs on.
        ends = [v for v in (a, b) if v in flat["endpoints"] and degree[v] == 1]
        demand("hanging endpoints", holds=len(ends) == 1)
        demand("access", holds=at_most(rate * (n - 1), c))
        hung += 1
    demand("heads", holds=hung == sum(one - 1 for one in kept))
    demand("all heads", holds=proof["heads"] == [v for v, w in enumerate(weight) if w])
    load = dict.fromkeys(capacity, 0.0)
    for head, flow in zip(proof["heads"], proof["flow_bytes_per_s"], strict=True):
        net = [0.0] * len(weight)
        for arc, amount in flow:
            a, b = proof["arcs"][arc]
            demand("flow is not negative", holds=amount >= 0)
            demand("flow over links", holds=(a, b) in capacity)
            net[a] -= amount
            net[b] += amount
            load[a, b] += amount
        scale = max(1.0, *(amount for _, amount in flow)) if flow else 1.0
        for v, w in enumerate(weight):
            wanted = rate * weight[head] * w
            demand("delivery", holds=v == head or net[v] >= wanted - SLACK * scale)
    for (a, b), c in capacity.items():
        demand("load", holds=at_most(load[a, b] + load[b, a], 2 * c))
    return float(rate)


def check_copies(witness: Witness) -> None:
    """Every number of a fabric link by link, but for the ends that it says it does not prove."""
    copies, numbers, n = witness["copies"], witness["numbers"], witness["n_endpoints"]
    flat, unproved = copies["flat"], copies["unproved"]
    demand("endpoints", holds=len(flat["endpoints"]) == n)
    links = tuple((a, b, float(c)) for a, b, c in flat["links"])
    graph = PlainGraph(
        len(flat["vertices"]), links, tuple(flat["endpoints"]), n_links=tuple(flat["n_links"])
    )
    own = [sum(c for a, b, c in links if v in {a, b}) for v in flat["endpoints"]]
    pair_low = copies_routing(witness) if "routing" in copies else 0.0
    pair_high = length_bound(graph, copies["link_length"])
    demand("pair bounds", holds=at_most(pair_low, pair_high))
    all_high = min(pair_high * (n - 1), *own)
    cut_low, cut_high = pair_low * (n // 2) * (n - n // 2), math.inf
    if "cut" in copies:
        side = copies["cut"]["side_of_vertex"]
        demand("halves", holds=is_bisection(graph, side))
        cut_high = cut_capacity(graph, side)
        demand("cut", holds=cut_high == copies["cut"]["capacity_bytes_per_s"])
        if "every choice" in numbers["bisection_bytes_per_s"]["method"]:
            least = solved_low({"flat": flat})
            demand("counted least", holds=at_most(cut_high, least))
            cut_low = max(cut_low, cut_high)
    proved = {
        "bisection": (cut_low, cut_high),
        "throughput_all_to_all": (pair_low * (n - 1), all_high),
        "throughput_worst_case": (pair_low * n / 2, min(cut_high / (n // 2), all_high)),
    }
    for short, (low, high) in proved.items():
        name = f"{short}_bytes_per_s"
        stated = numbers.get(name, {"low": None, "high": None})
        if f"{name} low" not in unproved and stated["low"] is not None:
            demand(f"{name} low", holds=at_most(stated["low"], low))
        if f"{name} high" not in unproved and stated["high"] is not None:
            demand(f"{name} high", holds=at_most(high, stated["high"]))
    for short, by_capacity in (("ecmp", False), ("wcmp", True)):
        name = f"throughput_{short}_bytes_per_s"
        if name in numbers and name not in unproved:
            found = split_factor(graph, lambda _s, _t: 1.0, by_capacity=by_capacity) * (n - 1)
            demand(name, holds=math.isclose(found, numbers[name]["low"], rel_tol=1e-9))
