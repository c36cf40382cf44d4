"""Folds are equitable partitions of the expansion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold, base_fold
from designer.topology.hops import path_of
from designer.topology.symmetry import build_space
from tests.oracle.designs import cloudmatrix_like
from tests.oracle.expansion import plain_graph
from tests.oracle.random_designs import random_design
from tests.oracle.witness import cells_of_paths

if TYPE_CHECKING:
    from random import Random

SCALE_UP = FabricId("scale-up")


def test_that_a_supernode_with_a_removed_chip_folds_to_nine_cells_around_a_source() -> None:
    design = cloudmatrix_like(removed=["bus-rack[2]/bus-device[5]/l2[1]"])
    base = BaseFold(build_space(build_class_graph(design), SCALE_UP))
    assert base.fold.cell_size.tolist() == [384, 48, 288, 15, 96]
    assert base.refined(base.source_point(0)).n_cells == 9


def test_that_removed_chips_of_the_same_kind_share_a_cell() -> None:
    removed = [f"bus-rack[0]/bus-device[{2 * plane}]/l2[0]" for plane in range(5)]
    base = BaseFold(build_space(build_class_graph(cloudmatrix_like(removed)), SCALE_UP))
    assert base.fold.n_cells == 5


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_every_vertex_of_a_cell_has_the_arcs_the_fold_states(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    plain = plain_graph(graph)
    base = BaseFold(build_space(graph, SCALE_UP))
    if not base.is_endpoint.any():
        return
    source_ix = int(np.flatnonzero(base.is_endpoint)[-1])
    fold = base.refined(base.source_point(source_ix))
    cell_of = cells_of_paths(base.space, fold, plain.paths)
    assert np.bincount(cell_of, minlength=fold.n_cells).tolist() == fold.cell_size.tolist()
    stated = np.zeros((fold.n_cells, fold.n_cells))
    unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix] / 1e9
    np.add.at(stated, (fold.arc_from_ix, fold.arc_to_ix), fold.arc_degree * unit)
    found = np.zeros((plain.n, fold.n_cells))
    for a, b, capacity in plain.arcs:
        found[a, cell_of[b]] += capacity
    np.testing.assert_allclose(found, stated[cell_of], rtol=1e-12)


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_the_example_path_of_a_cell_lies_in_the_cell(rng: Random) -> None:
    graph = build_class_graph(random_design(rng))
    base = BaseFold(build_space(graph, SCALE_UP))
    paths = [path_of(base.space, cell.type_ix, cell.reps) for cell in base.fold.cells]
    assert cells_of_paths(base.space, base.fold, paths).tolist() == list(range(len(paths)))


def test_that_changed_copies_of_a_graph_or_space_remember_nothing_of_the_original() -> None:
    graph = build_class_graph(cloudmatrix_like())
    space = build_space(graph, SCALE_UP)
    assert base_fold(space) is base_fold(space)
    fewer = replace(space, boxes=())
    assert base_fold(fewer) is not base_fold(space)
    assert base_fold(fewer).space is fewer
    other = replace(graph, boxes=())
    assert build_space(other, SCALE_UP) is not space
