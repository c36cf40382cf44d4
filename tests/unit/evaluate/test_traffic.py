"""Traffic inside groups, rails and by rows, against full programs and routing vertex by vertex."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.traffic_choice import TrafficChoice, TrafficRow, choice_from_text
from designer.evaluate.traffic_rate import traffic_numbers
from designer.model.block import BlockKind
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.broken_designs import mesh as plain_mesh
from tests.oracle.broken_designs import torus
from tests.oracle.designs import accelerator, block, bundle, design, instance, nic, port, switch
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.reference import concurrent_rate
from tests.oracle.routing import split_factor

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

    from designer.evaluate.traffic_answer import TrafficNumbers
    from designer.model.block import Block
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")
Sends = "Callable[[str, str], float]"


def numbers_of(drawn: Design, words: str) -> TrafficNumbers:
    return traffic_numbers(build_class_graph(drawn), SCALE_UP, choice_from_text(words))


def prefix(path: str, name: str) -> str:
    """The path down to an instance."""
    steps = path.split("/")
    ends = [at for at, step in enumerate(steps, start=1) if step.startswith(f"{name}[")]
    return "/".join(steps[: ends[0]]) if ends else f"none:{path}"


def inside(name: str) -> Callable[[str, str], float]:
    return lambda a, b: float(prefix(a, name) == prefix(b, name))


def same_index(name: str) -> Callable[[str, str], float]:
    def sends(a: str, b: str) -> float:
        own = [re.search(rf"{name}\[(\d+)\]", path) for path in (a, b)]
        return float(own[0] is not None and own[1] is not None and own[0][0] == own[1][0])

    return sends


def in_runs(size: int, counts: Sequence[int]) -> Callable[[str, str], float]:
    def place(path: str) -> int:
        flat = 0
        for n, step in zip(counts, path.split("/"), strict=True):
            flat = flat * n + int(step[step.index("[") + 1 : -1])
        return flat // size

    return lambda a, b: float(place(a) == place(b))


def check(drawn: Design, found: TrafficNumbers, sends: Callable[[str, str], float]) -> None:
    plain = plain_graph(build_class_graph(drawn))

    def demand(s: int, t: int) -> float:
        return 0.0 if s == t else sends(plain.paths[s], plain.paths[t])

    out = [sum(demand(s, t) for t in plain.endpoints) for s in plain.endpoints]
    if not any(out):
        assert found.ideal_bytes_per_s is None
        return
    if found.problem:
        assert "cannot reach" in found.problem
        return
    assert found.n_senders == sum(1 for one in out if one)
    assert found.ideal_bytes_per_s is not None
    assert found.ecmp_bytes_per_s is not None
    assert found.ideal_bytes_per_s.exactness is Exactness.EXACT
    ideal = concurrent_rate(plain, demand) * max(out) * UNIT_BYTES_PER_S
    assert found.ideal_bytes_per_s.value == pytest.approx(ideal, rel=1e-7)
    ecmp = split_factor(plain, demand, by_capacity=False) * max(out) * UNIT_BYTES_PER_S
    assert found.ecmp_bytes_per_s.value == pytest.approx(ecmp, rel=1e-9)


def two_levels(removed: Sequence[str] = (), n_uplinks: int = 1) -> Design:
    node = block(
        "node",
        [instance("acc", "acc", i=4), instance("l1", "sw", plane=2)],
        [bundle("d", "acc", "l1")],
        kind=BlockKind.NODE,
    )
    rack = block("rack", [instance("node", "node", block=True, i=2)], kind=BlockKind.RACK)
    root = block(
        "root",
        [instance("r", "rack", block=True, i=2), instance("l2", "sw", plane=2)],
        [bundle("u", "r/node/l1", "l2", ("l1.plane", "equal", "l2.plane"), n=n_uplinks)],
        removed=removed,
    )
    return design([root, rack, node], [accelerator(), switch()])


def rails(removed: Sequence[str] = ()) -> Design:
    node = block("node", [instance("acc", "acc", i=3)])
    root = block(
        "root",
        [
            instance("node", "node", block=True, i=4),
            instance("leaf", "sw", i=3),
            instance("spine", "sw"),
        ],
        [
            bundle("d", "node/acc", "leaf", ("acc.i", "equal", "leaf.i")),
            bundle("u", "leaf", "spine", n=2),
        ],
        removed=removed,
    )
    return design([root, node], [accelerator(), switch()])


def mesh(n: int) -> Design:
    links = [
        bundle("m", "acc", "acc", ("acc.i", "not-equal", "acc.i")),
        bundle("d", "acc", "sw", ("acc.i", "equal", "sw.i")),
        bundle("t", "sw", "top"),
    ]
    instances = [instance("acc", "acc", i=n), instance("sw", "sw", i=n), instance("top", "sw")]
    return design([block("root", instances, links)], [accelerator(), switch()])


CASES: list[tuple[Design, str, Callable[[str, str], float]]] = [
    (two_levels(), "group:node", inside("node")),
    (two_levels(), "group:rack", inside("r")),
    (two_levels(["r[1]/node[0]/l1[1]"]), "group:r", inside("r")),
    (two_levels(["r[1]/node[0]/acc[1]"]), "group-size:8", in_runs(8, (2, 2, 4))),
    (two_levels(["r[1]/node[0]/acc[1]"]), "group-size:2", in_runs(2, (2, 2, 4))),
    (two_levels(), "rail:acc", same_index("acc")),
    (two_levels(["r[1]/node[0]/acc[1]"]), "rail:acc", same_index("acc")),
    (rails(), "rail:acc", same_index("acc")),
    (rails(), "group:node", inside("node")),
    (rails(["node[2]/acc[1]", "leaf[0]"]), "rail:acc", same_index("acc")),
    (rails(), "group-size:6", in_runs(6, (4, 3))),
    (mesh(6), "group-size:2", in_runs(2, (6,))),
    (mesh(6), "group-size:3", in_runs(3, (6,))),
    (mesh(6), "all-to-all", lambda _a, _b: 1.0),
]


@pytest.mark.parametrize(("drawn", "words", "sends"), CASES)
def test_that_groups_equal_the_full_program(
    drawn: Design, words: str, sends: Callable[[str, str], float]
) -> None:
    check(drawn, numbers_of(drawn, words), sends)


def test_that_traffic_inside_a_node_does_not_feel_the_uplinks() -> None:
    found = numbers_of(two_levels(), "group:node")
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.value == 2e9
    across = numbers_of(two_levels(), "rail:acc")
    assert across.ideal_bytes_per_s is not None
    assert across.ideal_bytes_per_s.value == pytest.approx(0.5e9)


def test_that_the_domains_of_a_split_fabric_are_groups_of_another() -> None:
    node = block(
        "node",
        [instance("acc", "acc", i=4), instance("sw", "sw"), instance("nic", "nic", i=4)],
        [
            bundle("d", "acc:q", "sw", fabric="scale-up"),
            bundle("n", "acc", "nic", ("acc.i", "equal", "nic.i"), fabric="scale-out"),
        ],
    )
    root = block(
        "root",
        [instance("node", "node", block=True, i=3), instance("leaf", "sw")],
        [bundle("u", "node/nic", "leaf", fabric="scale-out")],
    )
    drawn = design([root, node], [accelerator("acc", port("p"), port("q", 9)), switch(), nic()])
    graph = build_class_graph(drawn)
    of_domain = traffic_numbers(graph, FabricId("scale-out"), choice_from_text("group:scale-up"))
    of_node = traffic_numbers(graph, FabricId("scale-out"), choice_from_text("group:node"))
    assert of_domain.ideal_bytes_per_s == of_node.ideal_bytes_per_s
    assert of_domain.ideal_bytes_per_s is not None
    assert of_domain.ideal_bytes_per_s.value == 1e9
    inside_scale_up = traffic_numbers(graph, SCALE_UP, choice_from_text("group:node"))
    assert inside_scale_up.ideal_bytes_per_s is not None
    assert inside_scale_up.ideal_bytes_per_s.value == 1e9
    everywhere = traffic_numbers(graph, SCALE_UP, choice_from_text("all-to-all"))
    assert "cannot reach" in everywhere.problem


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["rack", "node", "acc", "size"]))
def test_that_groups_of_random_designs_equal_the_full_program(rng: Random, what: str) -> None:
    drawn = random_design(rng)
    plain = plain_graph(build_class_graph(drawn))
    if len(plain.endpoints) * len(plain.arcs) > 800:
        return
    if what == "size":
        sizes = [d.size for i in ("rack", "node", "acc") for d in _instance(drawn, i).dims]
        size = rng.choice([sizes[2], sizes[2] * sizes[1]])
        if size > 1:
            check(drawn, numbers_of(drawn, f"group-size:{size}"), in_runs(size, sizes))
    elif what == "acc":
        check(drawn, numbers_of(drawn, "rail:acc"), same_index("acc"))
    else:
        check(drawn, numbers_of(drawn, f"group:{what}"), inside(what))


def _instance(drawn: Design, instance_id: str):  # type: ignore[no-untyped-def]
    return next(i for b in drawn.blocks for i in b.instances if i.id == instance_id)


def rows(*given_rows: TrafficRow) -> TrafficChoice:
    return TrafficChoice("some.json", "rows", rows=given_rows)


def test_that_one_way_traffic_has_each_direction_of_a_link_to_itself() -> None:
    root = block(
        "root",
        [
            instance("a", "acc", i=2),
            instance("b", "acc", i=2),
            instance("x", "sw"),
            instance("y", "sw"),
        ],
        [bundle("p", "a", "x"), bundle("q", "b", "y"), bundle("m", "x", "y")],
    )
    drawn = design([root], [accelerator(), switch()])
    graph = build_class_graph(drawn)
    one_way = rows(TrafficRow("a", "b", "", "", None, 0.5e9))
    found = traffic_numbers(graph, SCALE_UP, one_way)
    check(drawn, found, lambda s, t: 0.25e9 * (s[0] == "a" and t[0] == "b"))
    assert found.ratio is not None
    assert found.ratio.value == pytest.approx(1.0)
    both = rows(TrafficRow("a", "b", "", "", 1.0, None), TrafficRow("b", "a", "", "", 3.0, None))
    found = traffic_numbers(graph, SCALE_UP, both)
    check(drawn, found, lambda s, t: (1.0 if s[0] == "a" else 3.0) * (s[0] != t[0]))
    assert found.ratio is None


def test_that_rows_add_up_and_leave_out_who_shares_an_instance() -> None:
    drawn = two_levels(["r[1]/node[0]/acc[1]"])
    both = rows(
        TrafficRow("r", "r/node/acc", "r", "node", 2.0, None),
        TrafficRow("r", "r", "", "r", 1.0, None),
    )
    found = traffic_numbers(build_class_graph(drawn), SCALE_UP, both)

    def sends(a: str, b: str) -> float:
        if prefix(a, "r") != prefix(b, "r"):
            return 1.0
        return 2.0 * (prefix(a, "node") != prefix(b, "node"))

    check(drawn, found, sends)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            TrafficRow("nope", "r", "", "", 1.0, None),
            'row 1, from: no instance chain starts with "nope"',
        ),
        (
            TrafficRow("r", "r/x", "", "", 1.0, None),
            'row 1, to: no instance chain starts with "r/x"',
        ),
        (
            TrafficRow("r", "r", "l2", "", 1.0, None),
            'row 1, same: not all endpoints lie in one "l2"',
        ),
        (
            TrafficRow("r", "r", "", "zzz", 1.0, None),
            'row 1, differ: not all endpoints lie in one "zzz"',
        ),
    ],
)
def test_that_a_row_that_names_nothing_says_so(row: TrafficRow, problem: str) -> None:
    with pytest.raises(EvaluationError, match=re.escape(problem)):
        traffic_numbers(build_class_graph(two_levels()), SCALE_UP, rows(row))


@pytest.mark.parametrize(
    "words",
    [
        "",
        "group",
        "group:",
        "group-size:1",
        "group-size:x",
        "rail:A",
        "ring",
        "group-size:" + "9" * 40,
    ],
)
def test_that_unknown_words_are_refused_with_the_grammar(words: str) -> None:
    with pytest.raises(EvaluationError, match="group-size:N"):
        choice_from_text(words)


def test_that_groups_larger_than_everything_say_what_there_is() -> None:
    with pytest.raises(EvaluationError, match="groups of 32 do not fit"):
        numbers_of(two_levels(), "group-size:32")


def ring(n: int, by: int = 1) -> Design:
    links = bundle("r", "acc", "acc", ("acc.i", "shift", "acc.i", by))
    return design([block("root", [instance("acc", "acc", i=n)], [links])], [accelerator()])


@pytest.mark.parametrize(
    ("drawn", "size", "shape"),
    [
        (ring(8), 4, (8,)),
        (ring(12), 3, (12,)),
        (ring(12, 5), 4, (12,)),
        (torus(4, 4), 2, (16,)),
        (torus(4, 4), 8, (16,)),
        (torus(3, 6), 3, (18,)),
        (plain_mesh(4, 4), 2, (1, 16)),
        (plain_mesh(4, 4), 8, (1, 16)),
    ],
)
def test_that_groups_that_cut_a_ring_or_a_line_equal_the_full_program(
    drawn: Design, size: int, shape: tuple[int, ...]
) -> None:
    check(drawn, numbers_of(drawn, f"group-size:{size}"), in_runs(size, shape))


@pytest.mark.parametrize(
    ("drawn", "size", "shape"),
    [
        (two_levels(), 3, (2, 2, 4)),
        (two_levels(["r[1]/node[0]/acc[1]"]), 6, (2, 2, 4)),
        (mesh(6), 4, (6,)),
        (torus(4, 4), 6, (16,)),
        (torus(3, 5), 2, (15,)),
    ],
)
def test_that_groups_across_dimensions_equal_the_full_program(
    drawn: Design, size: int, shape: tuple[int, ...]
) -> None:
    found = numbers_of(drawn, f"group-size:{size}")
    check(drawn, found, in_runs(size, shape))
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.exactness.value == "exact"


def ragged(n_last: int) -> Design:
    def rack(name: str, n: int) -> Block:
        return block(
            name, [instance("acc", "acc", i=n), instance("sw", "sw")], [bundle("d", "acc", "sw")]
        )

    root = block(
        "root",
        [
            instance("rack", "rack", block=True, r=3),
            instance("last", "last", block=True, r=1),
            instance("top", "sw", i=1),
        ],
        [bundle("u", "rack/sw", "top"), bundle("v", "last/sw", "top")],
    )
    return design([root, rack("rack", 4), rack("last", n_last)], [accelerator(), switch()])


def in_runs_of_each_chain(
    size: int, counts: dict[str, Sequence[int]]
) -> Callable[[str, str], float]:
    def sends(a: str, b: str) -> float:
        chains = [path.split("[")[0] for path in (a, b)]
        return in_runs(size, counts[chains[0]])(a, b) if chains[0] == chains[1] else 0.0

    return sends


@pytest.mark.parametrize("size", range(2, 13))
@pytest.mark.parametrize("n_last", [2, 3])
def test_that_the_last_group_of_every_chain_may_be_smaller(size: int, n_last: int) -> None:
    drawn = ragged(n_last)
    found = numbers_of(drawn, f"group-size:{size}")
    counts: dict[str, Sequence[int]] = {"rack": (3, 4), "last": (1, n_last)}
    check(drawn, found, in_runs_of_each_chain(size, counts))
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.exactness.value == "exact"


@settings(max_examples=30, deadline=None)
@given(st.randoms(use_true_random=False), st.integers(2, 9))
def test_that_groups_of_any_size_of_random_designs_equal_the_full_program(
    rng: Random, size: int
) -> None:
    drawn = random_design(rng)
    plain = plain_graph(build_class_graph(drawn))
    sizes = [d.size for i in ("rack", "node", "acc") for d in _instance(drawn, i).dims]
    if math.prod(sizes) < size or len(plain.endpoints) * len(plain.arcs) > 800:
        return
    check(drawn, numbers_of(drawn, f"group-size:{size}"), in_runs(size, sizes))


def test_that_groups_across_the_dimensions_of_a_large_fabric_keep_an_interval() -> None:
    found = numbers_of(torus(12, 12), "group-size:5").ideal_bytes_per_s
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    assert 0 < found.low <= found.high


def test_that_groups_that_hold_no_pair_give_no_number() -> None:
    found = numbers_of(two_levels(), "group:l2")
    assert (found.ideal_bytes_per_s, found.problem) == (None, "")
    assert numbers_of(two_levels(), "group:acc").ideal_bytes_per_s is None


def test_that_a_million_endpoints_in_racks_fold_as_well() -> None:
    node = block(
        "node", [instance("acc", "acc", i=8), instance("sw", "sw")], [bundle("d", "acc", "sw")]
    )
    root = block(
        "root",
        [instance("node", "node", block=True, r=128, i=1024), instance("top", "sw", i=8)],
        [bundle("u", "node/sw", "top")],
    )
    drawn = design([root, node], [accelerator(), switch()])
    found = numbers_of(drawn, "group-size:8192")
    assert found.n_senders == 1_048_576
    assert found.ideal_bytes_per_s is not None
    assert found.ideal_bytes_per_s.exactness is Exactness.EXACT
    # 8 uplinks carry what 8 endpoints send to 8,184 of their 8,191 peers
    assert found.ideal_bytes_per_s.value == pytest.approx(1e9, rel=1e-9)
