"""Witnesses: a checker that knows nothing of the program accepts them, and rejects changed ones."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.witness import fabric_witness
from designer.evaluate.witness_traffic import traffic_witness
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.broken_designs import FAMILIES, broken
from tests.oracle.checker import (
    Rejected,
    check_fold,
    check_lengths,
    check_routing,
    check_traffic,
    check_witness,
)
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    port,
    switch,
)
from tests.oracle.generated import generated
from tests.oracle.random_designs import random_design

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")
Witness = dict[str, Any]


def witness_of(drawn: Design) -> Witness:
    plain = json.dumps(fabric_witness(build_class_graph(drawn), SCALE_UP), allow_nan=False)
    found: Witness = json.loads(plain)
    return found


def torus(x: int, y: int) -> Design:
    links = [
        bundle("x", "acc", "acc", ("acc.x", "shift", "acc.x", 1), ("acc.y", "equal", "acc.y")),
        bundle("y", "acc", "acc", ("acc.y", "shift", "acc.y", 1), ("acc.x", "equal", "acc.x")),
    ]
    return design([block("root", [instance("acc", "acc", x=x, y=y)], links)], [accelerator()])


def weak_nodes(removed: tuple[str, ...] = ("node[1]/l1[1]",)) -> Design:
    inner = [instance("acc", "acc", i=2), instance("l1", "sw", plane=2)]
    node = block("node", inner, [bundle("d", "acc", "l1")])
    root = block(
        "root",
        [instance("node", "node", block=True, i=4), instance("l2", "sw", plane=2)],
        [bundle("u", "node/l1", "l2", ("l1.plane", "equal", "l2.plane"))],
        removed=removed,
    )
    return design([root, node], [accelerator(), switch()])


def thin_mesh() -> Design:
    links = [bundle("m", "acc", "acc", ("acc.i", "not-equal", "acc.i")), bundle("d", "acc:q", "sw")]
    root = block("root", [instance("acc", "acc", i=5), instance("sw", "sw")], links)
    return design([root], [accelerator("acc", port("p"), port("q", 0.5)), switch()])


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_every_number_of_random_designs_is_proved(rng: Random) -> None:
    found = witness_of(random_design(rng))
    if "problem" in found:
        assert "numbers" not in found
        return
    check_witness(found)
    assert found["flat"]["vertices"]


@pytest.mark.parametrize("make", FAMILIES)
@settings(max_examples=4, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(1, 3))
def test_that_the_numbers_of_broken_fabrics_are_proved(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    found = witness_of(broken(make(), rng, n_failures))
    if "problem" not in found:
        check_witness(found)


@pytest.mark.parametrize(
    "drawn",
    [
        cloudmatrix_like(["bus-rack[2]/bus-device[5]/l2[1]"], n_nodes=1),
        torus(5, 3),
        torus(4, 6),
        weak_nodes(),
        weak_nodes(("node[1]/l1[1]", "node[2]/acc[0]")),
        thin_mesh(),
    ],
)
def test_that_the_proofs_of_structured_fabrics_are_accepted(drawn: Design) -> None:
    check_witness(witness_of(drawn))


def test_that_a_product_is_proved_by_its_factors() -> None:
    found = witness_of(torus(40, 30))
    assert [one["n_endpoints"] for one in found["factors"]] == [40, 30]
    rates = []
    for one in found["factors"]:
        check_fold(one)
        assert check_routing(one) == pytest.approx(check_lengths(one), rel=1e-9)
        rates.append(check_routing(one) * one["n_endpoints"] / 1200)
    stated = found["numbers"]["throughput_all_to_all_bytes_per_s"]
    assert stated["low"] == pytest.approx(min(rates) * 1199, rel=1e-9)


def scaled(values: list[Any], factor: float) -> list[Any]:
    return [scaled(v, factor) if isinstance(v, list) else v * factor for v in values]


def claim_more(name: str) -> Callable[[Witness], None]:
    def change(witness: Witness) -> None:
        witness["numbers"][name]["low"] *= 1.001

    return change


def claim_less(name: str) -> Callable[[Witness], None]:
    def change(witness: Witness) -> None:
        witness["numbers"][name]["high"] *= 0.999

    return change


def double_capacity(witness: Witness) -> None:
    witness["orbits"]["capacity_bytes_per_s"] = scaled(witness["orbits"]["capacity_bytes_per_s"], 2)


def double_everything(witness: Witness) -> None:
    double_capacity(witness)
    witness["orbits"]["unit_bytes_per_s"] = scaled(witness["orbits"]["unit_bytes_per_s"], 2)


def more_flow(witness: Witness) -> None:
    proof = witness["all_to_all"]
    proof["flow_bytes_per_s"] = scaled(proof["flow_bytes_per_s"], 1.01)


def less_flow(witness: Witness) -> None:
    proof = witness["all_to_all"]
    proof["flow_bytes_per_s"] = scaled(proof["flow_bytes_per_s"], 0.99)


def negative_length(witness: Witness) -> None:
    lengths = witness["all_to_all"]["orbit_length"]
    lengths[0] = lengths[witness["orbits"]["reverse"][0]] = -1.0


def one_sided_length(witness: Witness) -> None:
    lengths, reverse = witness["all_to_all"]["orbit_length"], witness["orbits"]["reverse"]
    ix = next(i for i, other in enumerate(reverse) if other != i)
    lengths[ix] += 1.0


def more_hub_share(witness: Witness) -> None:
    witness["hubs"]["share_bytes_per_s"] = scaled(witness["hubs"]["share_bytes_per_s"], 1.01)


def unbalanced_cut(witness: Witness) -> None:
    cell = next(c for c in witness["cut"]["cells"] if c["is_endpoint"])
    cell["side"] = 1 - cell["side"]


def both_directions(witness: Witness) -> None:
    witness["cut"]["capacity_bytes_per_s"] *= 2
    witness["numbers"]["bisection_bytes_per_s"]["high"] *= 2
    witness["numbers"]["bisection_bytes_per_s"]["low"] *= 2


def lost_endpoint(witness: Witness) -> None:
    next(c for c in witness["base_cells"] if c["is_endpoint"])["n"] -= 1


def lost_arc(witness: Witness) -> None:
    witness["sources"][0]["arcs"].pop()
    for name in ("all_to_all", "hubs"):
        witness[name]["flow_bytes_per_s"][0].pop()


CHANGES: list[Callable[[Witness], None]] = [
    claim_more("throughput_all_to_all_bytes_per_s"),
    claim_less("throughput_all_to_all_bytes_per_s"),
    claim_more("throughput_worst_case_bytes_per_s"),
    claim_less("throughput_worst_case_bytes_per_s"),
    claim_more("bisection_bytes_per_s"),
    claim_less("bisection_bytes_per_s"),
    double_capacity,
    double_everything,
    more_flow,
    less_flow,
    negative_length,
    one_sided_length,
    more_hub_share,
    unbalanced_cut,
    both_directions,
    lost_endpoint,
    lost_arc,
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.__qualname__)
def test_that_a_changed_witness_is_rejected(change: Callable[[Witness], None]) -> None:
    whole = witness_of(weak_nodes())
    check_witness(whole)
    changed = deepcopy(whole)
    change(changed)
    with pytest.raises((Rejected, AssertionError)):
        check_witness(changed)


@pytest.mark.parametrize(
    ("drawn", "problem"),
    [
        (weak_nodes(("node[0]", "node[1]", "node[2]", "node[3]")), "no endpoints"),
        (weak_nodes(("l2[0]", "l2[1]")), "cannot reach"),
    ],
)
def test_that_where_there_is_no_number_there_is_a_reason(drawn: Design, problem: str) -> None:
    found = witness_of(drawn)
    assert problem in found["problem"]
    assert "numbers" not in found


CHOSEN = ["all-to-all", "group:node", "rail:acc", "group-size:2", "permutation"]


@pytest.mark.parametrize("words", CHOSEN)
@pytest.mark.parametrize("drawn", [weak_nodes(), cloudmatrix_like(), torus(4, 3)])
def test_that_the_numbers_of_chosen_traffic_are_proved(drawn: Design, words: str) -> None:
    graph = build_class_graph(drawn)
    found = traffic_witness(graph, SCALE_UP, choice_from_text(words))
    plain = json.loads(json.dumps(found, allow_nan=False))
    if "problem" in plain:
        assert "numbers" not in plain
        return
    check_traffic(plain)


def test_that_traffic_without_a_fold_says_why() -> None:
    graph = build_class_graph(torus(4, 3))
    assert (
        "do not fit"
        in traffic_witness(graph, SCALE_UP, choice_from_text("group-size:5"))["problem"]
    )


@pytest.mark.parametrize(
    ("what", "change"),
    [
        ("low_multiple", lambda w: w.update(low_multiple=w["low_multiple"] * 1.01)),
        (
            "flow",
            lambda w: w.update(flow_bytes_per_s=[[0.0] * len(f) for f in w["flow_bytes_per_s"]]),
        ),
        ("lengths", lambda w: w.update(orbit_length=[-1.0] * len(w["orbit_length"]))),
        ("high", lambda w: w["numbers"]["ideal_bytes_per_s"].update(high=1.0)),
        ("split", lambda w: w["numbers"]["ecmp_bytes_per_s"].update(low=1.0)),
        ("sent", lambda w: w.update(sent=[[x * 2 for x in s] for s in w["sent"]])),
        ("senders", lambda w: w.update(senders=[])),
    ],
)
def test_that_a_changed_witness_of_traffic_is_rejected(
    what: str, change: Callable[[Witness], None]
) -> None:
    graph = build_class_graph(weak_nodes())
    found = json.loads(
        json.dumps(traffic_witness(graph, SCALE_UP, choice_from_text("group-size:4")))
    )
    check_traffic(found)
    change(found)
    with pytest.raises(Rejected):
        check_traffic(found)
    assert what


def test_that_a_split_that_is_not_the_stated_one_is_rejected() -> None:
    found = witness_of(weak_nodes())
    check_witness(found)
    for name in ("ecmp", "wcmp"):
        changed = deepcopy(found)
        changed["numbers"][f"throughput_{name}_bytes_per_s"]["high"] *= 1.001
        with pytest.raises(Rejected):
            check_witness(changed)


def test_that_a_bisection_by_counting_is_proved_and_a_changed_one_rejected() -> None:
    drawn = generated("rail-only", "nodes=5 node_size=2 radix=4")
    graph = build_class_graph(drawn)
    found = json.loads(json.dumps(fabric_witness(graph, drawn.fabrics[0].id)))
    cut = found["numbers"]["bisection_bytes_per_s"]
    assert "every choice" in cut["method"]
    assert cut["low"] == cut["high"]
    check_witness(found)
    wrong: list[tuple[str, dict[str, object]]] = [
        ("counted_cut", {"side_of_vertex": found["counted_cut"]["side_of_vertex"][::-1]}),
        ("counted_cut", {"capacity_bytes_per_s": int(cut["high"]) - 1}),
        ("numbers", {"bisection_bytes_per_s": cut | {"low": cut["low"] * 1.1}}),
        ("numbers", {"bisection_bytes_per_s": cut | {"high": cut["high"] * 0.9}}),
    ]
    for key, change in wrong:
        changed = deepcopy(found)
        changed[key] |= change
        with pytest.raises(Rejected):
            check_witness(changed)
