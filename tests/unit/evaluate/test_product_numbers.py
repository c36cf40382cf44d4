"""Products by their factors, against the fold, the full program and mixed-integer programs."""

from __future__ import annotations

from itertools import combinations, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.evaluate.bounds import Exactness
from designer.evaluate.network import evaluate_space
from designer.evaluate.theorems import (
    clique_product_cut,
    normalised_boundary,
    product_cut_low,
)
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold, base_fold
from designer.topology.products import n_cells_around, product_factors
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import (
    PlainGraph,
    all_to_all_per_pair,
    bisection,
    hops,
    worst_case_by_enumeration,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.design import Design
    from designer.model.links import LinkBundle
    from designer.topology.space import FabricSpace

NAMES = ("x", "y", "z", "u")


def product_of(*factors: tuple[str, int, int], removed: Sequence[str] = ()) -> Design:
    """A product of rings and cliques: kind, size, links per pair."""
    names = NAMES[: len(factors)]
    links = []
    for name, (kind, _, n) in zip(names, factors, strict=True):
        own: tuple[str, str, str] | tuple[str, str, str, int] = (
            (f"acc.{name}", "shift", f"acc.{name}", 1)
            if kind == "ring"
            else (f"acc.{name}", "not-equal", f"acc.{name}")
        )
        others = [(f"acc.{o}", "equal", f"acc.{o}") for o in names if o != name]
        links.append(bundle(name, "acc", "acc", own, *others, n=n))
    sizes = {name: size for name, (_, size, _) in zip(names, factors, strict=True)}
    root = block("root", [instance("acc", "acc", block=False, **sizes)], links, removed=removed)
    return design([root], [accelerator()])


def space_of(drawn: Design) -> FabricSpace:
    return build_space(build_class_graph(drawn), FabricId("scale-up"))


def by_factors(drawn: Design, monkeypatch: pytest.MonkeyPatch) -> FabricNumbers:
    monkeypatch.setattr("designer.evaluate.network.MAX_CELLS_AROUND", 1)
    found = evaluate_space(space_of(drawn))
    method = found.throughput_all_to_all_bytes_per_s
    assert method is not None
    assert method.method.startswith("product theorem")
    return found


MIXED = [
    (("ring", 5, 1), ("clique", 4, 1)),
    (("ring", 4, 2), ("clique", 3, 1)),
    (("ring", 3, 1), ("ring", 5, 3)),
    (("clique", 4, 1), ("clique", 2, 3), ("ring", 4, 1)),
    (("ring", 4, 1), ("ring", 4, 1)),
    (("clique", 3, 1), ("clique", 5, 1)),
    (("clique", 2, 1), ("clique", 2, 1), ("clique", 2, 1), ("clique", 2, 1)),
]


@pytest.mark.parametrize("factors", MIXED, ids=str)
def test_that_factors_fold_and_full_program_agree(
    factors: tuple[tuple[str, int, int], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = product_of(*factors)
    folded = evaluate_space(space_of(drawn))
    found = by_factors(drawn, monkeypatch)
    plain = plain_graph(build_class_graph(drawn))
    n = len(plain.endpoints)
    rate = found.throughput_all_to_all_bytes_per_s
    assert rate is not None
    assert rate.exactness is Exactness.EXACT
    full = all_to_all_per_pair(plain) * (n - 1) * UNIT_BYTES_PER_S
    assert rate.value == pytest.approx(full, rel=1e-7)
    diameter, mean = hops(plain, [1] * plain.n)
    assert found.diameter_hops is not None
    assert found.mean_hops is not None
    assert (found.diameter_hops.value, found.mean_hops.value) == pytest.approx((diameter, mean))
    for name in ("throughput_ecmp_bytes_per_s", "throughput_wcmp_bytes_per_s"):
        assert getattr(found, name).value == pytest.approx(getattr(folded, name).value, rel=1e-12)
    assert [one.link_ix for one in found.link_loads] == [one.link_ix for one in folded.link_loads]
    for one, other in zip(found.link_loads, folded.link_loads, strict=True):
        assert one.ecmp == pytest.approx(other.ecmp)
        assert one.optimum.peak_ratio <= 1 + 1e-9
        assert not one.is_bottleneck or one.optimum.peak_ratio == pytest.approx(1)
    assert any(one.is_bottleneck for one in found.link_loads)


@pytest.mark.parametrize("factors", MIXED, ids=str)
def test_that_bisection_and_worst_case_hold_the_truth(
    factors: tuple[tuple[str, int, int], ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = product_of(*factors)
    plain = plain_graph(build_class_graph(drawn))
    least = bisection(plain) * UNIT_BYTES_PER_S
    for found in (evaluate_space(space_of(drawn)), by_factors(drawn, monkeypatch)):
        cut, worst = found.bisection_bytes_per_s, found.throughput_worst_case_bytes_per_s
        assert cut is not None
        assert cut.low is not None
        assert cut.high is not None
        assert cut.low <= least * (1 + 1e-9)
        assert cut.high == pytest.approx(least, rel=1e-9)
        assert worst is not None
        assert worst.low is not None
        assert worst.high is not None
        assert worst.low <= worst.high <= 2 * least / (len(plain.endpoints) - 1) * (1 + 1e-9)


def test_that_the_worst_permutation_of_a_small_product_is_inside(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn = product_of(("clique", 2, 2), ("clique", 2, 1))
    found = by_factors(drawn, monkeypatch).throughput_worst_case_bytes_per_s
    graph = plain_graph(build_class_graph(drawn))
    assert found is not None
    assert found.low is not None
    assert found.high is not None
    worst = worst_case_by_enumeration(graph) * UNIT_BYTES_PER_S
    assert found.low <= worst * (1 + 1e-9)
    assert found.high >= worst * (1 - 1e-9)


@pytest.mark.parametrize(
    ("factors", "cut"),
    [
        ((("ring", 9, 1), ("ring", 9, 1), ("ring", 9, 1)), 182),
        ((("ring", 5, 1), ("ring", 3, 1)), 8),
        ((("ring", 7, 2), ("ring", 5, 2), ("ring", 3, 2)), 76),
        ((("clique", 5, 1), ("clique", 3, 1)), 16),
        ((("clique", 7, 1), ("clique", 5, 1), ("clique", 3, 1)), 124),
    ],
)
def test_that_odd_sizes_are_exact_by_theorem(
    factors: tuple[tuple[str, int, int], ...], cut: int
) -> None:
    found = evaluate_space(space_of(product_of(*factors))).bisection_bytes_per_s
    assert found is not None
    assert found.exactness is Exactness.EXACT
    assert found.value == pytest.approx(cut * UNIT_BYTES_PER_S)


def links_of(*rows: tuple[str, str]) -> list[LinkBundle]:
    """Bundles over both dimensions: the relation of x, and of y."""
    return [
        bundle(f"l{ix}", "acc", "acc", relation("x", x), relation("y", y))
        for ix, (x, y) in enumerate(rows)
    ]


def relation(name: str, kind: str) -> tuple[str, str, str] | tuple[str, str, str, int]:
    dim = f"acc.{name}"
    return (dim, kind, dim, 1) if kind == "shift" else (dim, kind, dim)


NO_PRODUCTS = {
    "broken": product_of(("ring", 5, 1), ("ring", 3, 1), removed=["acc[0]"]),
    "one factor": product_of(("ring", 5, 1)),
    "with a switch": design(
        [
            block(
                "root",
                [instance("acc", "acc", x=3, y=3), instance("sw", "sw")],
                [*links_of(("shift", "equal"), ("equal", "shift")), bundle("s", "acc", "sw")],
            )
        ],
        [accelerator(), switch()],
    ),
    "links that change both indices": design(
        [
            block(
                "root",
                [instance("acc", "acc", x=3, y=3)],
                links_of(("not-equal", "equal"), ("not-equal", "not-equal")),
            )
        ],
        [accelerator()],
    ),
}


@pytest.mark.parametrize("drawn", NO_PRODUCTS.values(), ids=NO_PRODUCTS)
def test_that_what_is_no_product_is_not_taken_for_one(drawn: Design) -> None:
    assert product_factors(space_of(drawn)) == ()


def test_that_unlike_links_leave_the_theorem_of_cliques_aside() -> None:
    drawn = product_of(("clique", 5, 1), ("clique", 3, 2))
    found = evaluate_space(space_of(drawn)).bisection_bytes_per_s
    least = bisection(plain_graph(build_class_graph(drawn))) * UNIT_BYTES_PER_S
    assert found is not None
    assert found.low is not None
    assert found.low <= least * (1 + 1e-9)
    assert "Lindsey" not in found.method


def test_that_a_factor_in_pieces_is_a_problem_with_an_example(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("designer.evaluate.network.MAX_CELLS_AROUND", 1)
    links = [
        bundle("x", "acc", "acc", ("acc.x", "shift", "acc.x", 2), ("acc.y", "equal", "acc.y")),
        bundle("y", "acc", "acc", ("acc.y", "not-equal", "acc.y"), ("acc.x", "equal", "acc.x")),
    ]
    drawn = design([block("root", [instance("acc", "acc", x=4, y=3)], links)], [accelerator()])
    found = evaluate_space(space_of(drawn))
    assert "cannot reach" in found.problem
    assert found.throughput_all_to_all_bytes_per_s is None


def test_that_a_million_endpoints_take_a_few_rings() -> None:
    drawn = product_of(("ring", 128, 1), ("ring", 128, 1), ("ring", 64, 1))
    assert n_cells_around(space_of(drawn)) == 128 * 128 * 64
    found = evaluate_space(space_of(drawn))
    assert found.n_endpoints == 1_048_576
    assert found.bisection_bytes_per_s is not None
    assert found.bisection_bytes_per_s.exactness is Exactness.EXACT
    assert found.bisection_bytes_per_s.value == 2 * 128 * 64 * UNIT_BYTES_PER_S
    # Rings of 128 hold half of the traffic up: 8 / 128 of a link for what comes from a line.
    assert found.throughput_all_to_all_bytes_per_s is not None
    assert found.throughput_all_to_all_bytes_per_s.exactness is Exactness.EXACT
    rate = 8 / 128 * (found.n_endpoints - 1) / found.n_endpoints * UNIT_BYTES_PER_S
    assert found.throughput_all_to_all_bytes_per_s.value == pytest.approx(rate, rel=1e-9)
    assert found.diameter_hops is not None
    assert found.diameter_hops.value == 64 + 64 + 32 - 1


def lattice(sizes: Sequence[int], weights: Sequence[float]) -> PlainGraph:
    """A product of cliques whose links weigh by dimension."""
    vertices = list(product(*(range(size) for size in sizes)))
    links = []
    for (a, v), (b, w) in combinations(enumerate(vertices), 2):
        changed = [d for d in range(len(sizes)) if v[d] != w[d]]
        if len(changed) == 1:
            links.append((a, b, weights[changed[0]]))
    return PlainGraph(len(vertices), tuple(links), tuple(range(len(vertices))))


@settings(max_examples=12, deadline=None)
@given(st.lists(st.integers(2, 5), min_size=1, max_size=3).filter(lambda s: _size(s) <= 24))
def test_that_both_theorems_equal_the_mixed_integer_program(sizes: list[int]) -> None:
    alike = bisection(lattice(sizes, [1.0] * len(sizes)))
    assert clique_product_cut(sizes) == pytest.approx(alike)
    weights = [1 / (k * k - k % 2) for k in sizes]
    assert normalised_boundary(sizes) == pytest.approx(bisection(lattice(sizes, weights)))


@settings(max_examples=12, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(2, 5), st.sampled_from([1.0, 2.0, 3.0])), min_size=2, max_size=3
    ).filter(lambda s: _size([k for k, _ in s]) <= 24)
)
def test_that_the_bound_holds_for_unlike_links(factors: list[tuple[int, float]]) -> None:
    sizes, weights = [k for k, _ in factors], [w for _, w in factors]
    assert product_cut_low(sizes, weights) <= bisection(lattice(sizes, weights)) * (1 + 1e-9)


def _size(sizes: Sequence[int]) -> int:
    n = 1
    for size in sizes:
        n *= size
    return n


@pytest.mark.parametrize("removed", [(), ("acc[5]",)])
@pytest.mark.parametrize("shape", [(4, 3), (3, 5), (2, 3, 3)])
def test_that_products_of_lines_that_do_not_fold_hold_the_full_programs(
    shape: tuple[int, ...], removed: Sequence[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names = NAMES[: len(shape)]
    links = [
        bundle(
            d,
            "acc",
            "acc",
            (f"acc.{d}", "step", f"acc.{d}", 1),
            *((f"acc.{o}", "equal", f"acc.{o}") for o in names if o != d),
        )
        for d in names
    ]
    sizes = dict(zip(names, shape, strict=True))
    root = block("root", [instance("acc", "acc", block=False, **sizes)], links, removed=removed)
    drawn = design([root], [accelerator()])

    def small_fold(space: FabricSpace) -> BaseFold:
        if len(space.dims) > 1:
            raise SpaceTooLargeError
        return base_fold(space)

    monkeypatch.setattr("designer.evaluate.network.base_fold", small_fold)
    monkeypatch.setattr("designer.evaluate.reroute.base_fold", small_fold)
    found = evaluate_space(space_of(drawn))
    plain = plain_graph(build_class_graph(drawn))
    n = len(plain.endpoints)
    assert found.n_endpoints == n
    cut = bisection(plain) * UNIT_BYTES_PER_S
    rate = all_to_all_per_pair(plain) * (n - 1) * UNIT_BYTES_PER_S
    own = [sum(c for a, b, c in plain.links if v in {a, b}) for v in plain.endpoints]
    for estimate, truth in (
        (found.bisection_bytes_per_s, cut),
        (found.throughput_all_to_all_bytes_per_s, rate),
        (found.injection_total_bytes_per_s, sum(own) * UNIT_BYTES_PER_S),
    ):
        assert estimate is not None
        assert estimate.low is None or estimate.low <= truth * (1 + 1e-7)
        assert estimate.high is not None
        assert estimate.high >= truth * (1 - 1e-7)
        assert removed or estimate.exactness is Exactness.EXACT
    injection = found.injection_bytes_per_s
    assert injection is not None
    assert injection.low is not None
    assert injection.low <= min(own) * UNIT_BYTES_PER_S
    assert removed or injection.high == max(own) * UNIT_BYTES_PER_S
