"""Symmetries of several dimensions: checked on the expansion, and merged in the fold."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.evaluate.ecmp import Split, pair_demand, split_rate
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.network import evaluate_space
from designer.evaluate.throughput import all_to_all
from designer.model.block import LinkException
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.merged_fold import MergedFold, equitable_classes, merged_fold
from designer.topology.similarity import further_symmetries
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space
from tests.oracle.broken_designs import (
    FAMILIES,
    PARTS,
    broken,
    fat_tree,
    hyperx,
    mesh,
    torus,
)
from tests.oracle.designs import block, bundle, design, instance
from tests.oracle.expansion import plain_graph
from tests.oracle.random_wiring import random_wiring
from tests.oracle.reference import all_to_all_per_pair
from tests.oracle.routing import split_factor
from tests.oracle.witness import cells_of_paths, vector_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.model.design import Design
    from designer.topology.fold import IntArray

SCALE_UP = FabricId("scale-up")


def square_torus() -> Design:
    return torus(4, 4)


def square_hyperx() -> Design:
    return hyperx(3, 3, 2)


def square_mesh() -> Design:
    return mesh(3, 3)


SQUARES = (square_torus, square_hyperx, square_mesh)


def spines_failed(n_failures: int, n_pods: int = 7, n_half: int = 6) -> Design:
    """A fat tree without one link at each of some spines, each in a pod of its own."""
    whole = fat_tree(n_pods, n_half)
    cuts = tuple(
        LinkException(
            bundle="root/t",
            a=f"pod[{(3 * j + 1) % n_pods}]/agg[{j}]",
            b=f"core[{j * n_half + (2 * j) % n_half}]",
        )
        for j in range(n_failures)
    )
    return evolve(whole, blocks=(evolve(whole.root_block, link_exceptions=cuts), *whole.blocks[1:]))


def check_symmetries(subject: Design) -> int:
    """Apply every symmetry to the expansion: kinds and links must stay as they are."""
    graph = build_class_graph(subject)
    try:
        space = build_space(graph, SCALE_UP)
    except SpaceTooLargeError:
        return 0
    plain = plain_graph(graph)
    places = [vector_of(space, path) for path in plain.paths]
    number = {place: ix for ix, place in enumerate(places)}
    links = Counter(
        {(min(a, b), max(a, b), c): 0 for a, b, c in plain.links}
    )  # fmt: skip
    links.update((min(a, b), max(a, b), c) for a, b, c in plain.links)
    found = further_symmetries(space)
    for checked in found:
        to: list[int] = []
        for type_ix, vector in places:
            dim_ixs = space.types[type_ix].dim_ixs
            image = checked.symmetry.image(dict(zip(dim_ixs, vector, strict=True)))
            to.append(number[type_ix, tuple(image[d] for d in dim_ixs)])
        assert sorted(to) == list(range(plain.n))
        moved = Counter(
            (min(to[a], to[b]), max(to[a], to[b]), c) for a, b, c in plain.links
        )  # fmt: skip
        assert moved == links
        assert {to[v] for v in plain.endpoints} == set(plain.endpoints)
    return len(found)


@pytest.mark.parametrize("make", [*FAMILIES, *SQUARES])
@settings(max_examples=15, deadline=None)
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(0, 4))
def test_that_every_symmetry_maps_the_expansion_onto_itself(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    check_symmetries(broken(make(), rng, n_failures))


@settings(max_examples=40, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_symmetries_of_any_wiring_map_the_expansion_onto_itself(rng: Random) -> None:
    check_symmetries(random_wiring(rng))


def test_that_equal_dimensions_are_swapped_and_rings_turned_round() -> None:
    assert check_symmetries(square_torus()) == 3
    assert check_symmetries(torus(4, 3)) == 2
    assert check_symmetries(square_hyperx()) == 1
    assert check_symmetries(hyperx(3, 4)) == 0
    assert check_symmetries(square_mesh()) == 2


def zcube(n: int = 4) -> Design:
    """Accelerators of two indices, each at two of the same leaf switches."""
    wiring = [
        bundle("x", "acc", "leaf", ("acc.x", "equal", "leaf.i")),
        bundle("y", "acc", "leaf", ("acc.y", "equal", "leaf.i")),
    ]
    instances = [instance("acc", "acc", x=n, y=n), instance("leaf", "sw", i=n)]
    return design([block("root", instances, wiring)], PARTS)


def test_that_indices_of_an_axis_with_two_dimensions_of_a_type_are_merged() -> None:
    assert check_symmetries(zcube()) == 4
    check_merged(zcube())
    merged = merged_fold(BaseFold(build_space(build_class_graph(zcube()), SCALE_UP)))
    assert merged.fold.cell_size.tolist() == [4, 12, 4]


def test_that_failures_at_different_spines_are_carried_to_each_other() -> None:
    assert check_symmetries(spines_failed(1)) == 0
    assert check_symmetries(spines_failed(5)) == 4


def check_merged(subject: Design) -> None:
    """Compare merged folds with the expansion, vertex by vertex."""
    graph = build_class_graph(subject)
    try:
        base = BaseFold(build_space(graph, SCALE_UP))
    except SpaceTooLargeError:
        return
    merged = merged_fold(base)
    plain = plain_graph(graph)
    base_of = cells_of_paths(base.space, base.fold, plain.paths)
    for ix in np.flatnonzero(merged.is_endpoint).tolist():
        fold = merged.around(ix)
        fine = base.around(merged.first_of(ix))
        fine_of = cells_of_paths(base.space, fine, plain.paths)
        class_of = _classes(merged, ix)
        cell_of = class_of[fine_of]
        assert np.bincount(cell_of, minlength=fold.n_cells).tolist() == fold.cell_size.tolist()
        assert (fold.cell_base_ix[cell_of] == merged.cell_of[base_of]).all()
        assert fold.cell_size[merged.source_cell(fold, ix)] == 1
        stated = np.zeros((fold.n_cells, fold.n_cells))
        unit = merged.orbits.unit_bytes_per_s[fold.arc_orbit_ix] / 1e9
        np.add.at(stated, (fold.arc_from_ix, fold.arc_to_ix), fold.arc_degree * unit)
        found = np.zeros((plain.n, fold.n_cells))
        for a, b, capacity in plain.arcs:
            found[a, cell_of[b]] += capacity
        np.testing.assert_allclose(found, stated[cell_of], rtol=1e-12)
    total = sum(capacity for _, _, capacity in plain.arcs)
    assert merged.orbits.capacity_bytes_per_s.sum() / 1e9 == pytest.approx(total)


def _classes(merged: BaseFold, ix: int) -> IntArray:
    fine = merged.finer.around(merged.first_of(ix))
    if merged.finer is merged:
        return np.arange(fine.n_cells)
    color = merged.cell_of[fine.cell_base_ix].copy()
    color[merged.finer.source_cell(fine, merged.first_of(ix))] = color.max() + 1
    return equitable_classes(fine, color, merged.orbit_of[fine.arc_orbit_ix])


@pytest.mark.parametrize("make", [*FAMILIES, *SQUARES])
@settings(max_examples=8, deadline=None)
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(0, 3))
def test_that_every_vertex_has_the_arcs_that_a_merged_fold_states(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    check_merged(broken(make(), rng, n_failures))


def test_that_merged_failures_have_the_arcs_that_the_fold_states() -> None:
    check_merged(spines_failed(3, 4, 3))


@pytest.mark.parametrize("make", SQUARES)
def test_that_equal_split_on_a_merged_fold_equals_the_expansion(
    make: Callable[[], Design],
) -> None:
    graph = build_class_graph(make())
    merged = merged_fold(BaseFold(build_space(graph, SCALE_UP)))
    assert isinstance(merged, MergedFold)
    targets = source_folds(merged)
    plain = plain_graph(graph)
    ends = set(plain.endpoints)
    expected = split_factor(
        plain, lambda a, b: float(a != b and a in ends and b in ends), by_capacity=False
    )
    found = split_rate(merged, targets, pair_demand(targets), Split.PER_LINK)
    assert found.factor / 1e9 == pytest.approx(expected, rel=1e-9)


def test_that_failures_of_a_kind_at_different_spines_cost_what_few_cost() -> None:
    sizes = []
    for n_failures in (3, 6, 12):
        whole = spines_failed(n_failures, 16, 14)
        merged = merged_fold(BaseFold(build_space(build_class_graph(whole), SCALE_UP)))
        flows = make_flow_space(merged, source_folds(merged), 1e9)
        sizes.append((merged.fold.n_cells, len(flows.sources), flows.n_vars))
    assert sizes[0] == sizes[1] == sizes[2]
    assert sizes[0][2] < 150


def test_that_sixteen_failures_at_different_spines_are_exact_among_a_million() -> None:
    pods, half = 160, 80
    whole = spines_failed(16, pods, half)
    numbers = evaluate_space(build_space(build_class_graph(whole), SCALE_UP))
    assert numbers.n_endpoints == pods * half * half
    assert numbers.throughput_all_to_all_bytes_per_s is not None
    assert numbers.throughput_all_to_all_bytes_per_s.exactness.value == "exact"
    # Links above the leaves have twice the rate of those below, so that the injection decides.
    assert numbers.throughput_all_to_all_bytes_per_s.value == pytest.approx(1e9, rel=1e-9)


def test_that_merged_failures_give_the_value_of_the_full_program() -> None:
    graph = build_class_graph(spines_failed(3, 4, 3))
    merged = merged_fold(BaseFold(build_space(graph, SCALE_UP)))
    assert isinstance(merged, MergedFold)
    found = all_to_all(make_flow_space(merged, source_folds(merged), 1e9), 60.0)
    assert found is not None
    rate = all_to_all_per_pair(plain_graph(graph)) * 1e9
    assert found.low_bytes_per_s == pytest.approx(rate, rel=1e-7)
    assert found.high_bytes_per_s == pytest.approx(rate, rel=1e-7)


@pytest.mark.parametrize(
    ("whole", "n_vars", "n_merged"),
    [(torus(6, 6), 140, 23), (hyperx(4, 4, 2), 17, 11), (mesh(4, 4), 1216, 304)],
)
def test_that_merging_equal_dimensions_makes_programs_smaller(
    whole: Design, n_vars: int, n_merged: int
) -> None:
    base = BaseFold(build_space(build_class_graph(whole), SCALE_UP))
    sizes = [
        make_flow_space(one, source_folds(one), 1e9).n_vars for one in (base, merged_fold(base))
    ]
    assert sizes == [n_vars, n_merged]
