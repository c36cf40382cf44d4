"""What differs is folded exactly: links, copies and blocks that fail, in every family."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.block import ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.topology.fold import BaseFold
from designer.topology.hops import path_of
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space
from designer.workbench.opening import open_named_or_file
from tests.oracle.broken_designs import FAMILIES, PARTS, broken
from tests.oracle.designs import block, bundle, design, instance
from tests.oracle.expansion import plain_graph
from tests.oracle.random_wiring import random_wiring
from tests.oracle.witness import cells_of_paths

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")
REMOVED = ExceptionKind.REMOVED


def check_every_arc(subject: Design) -> None:
    """Compare the fold around every kind of source with the expansion, vertex by vertex."""
    graph = build_class_graph(subject)
    plain = plain_graph(graph)
    try:
        base = BaseFold(build_space(graph, SCALE_UP))
    except SpaceTooLargeError:
        return
    base_of = cells_of_paths(base.space, base.fold, plain.paths)
    for source_ix in np.flatnonzero(base.is_endpoint).tolist():
        fold = base.refined(base.source_point(source_ix))
        cell_of = cells_of_paths(base.space, fold, plain.paths)
        assert np.bincount(cell_of, minlength=fold.n_cells).tolist() == fold.cell_size.tolist()
        assert (fold.cell_base_ix[cell_of] == base_of).all()
        stated = np.zeros((fold.n_cells, fold.n_cells))
        unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix] / 1e9
        np.add.at(stated, (fold.arc_from_ix, fold.arc_to_ix), fold.arc_degree * unit)
        found = np.zeros((plain.n, fold.n_cells))
        for a, b, capacity in plain.arcs:
            found[a, cell_of[b]] += capacity
        np.testing.assert_allclose(found, stated[cell_of], rtol=1e-12)
    total = sum(capacity for _, _, capacity in plain.arcs)
    assert base.orbits.capacity_bytes_per_s.sum() / 1e9 == pytest.approx(total)


@pytest.mark.parametrize("make", FAMILIES)
@settings(max_examples=40, deadline=None)
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(0, 4))
def test_that_every_vertex_of_a_broken_fabric_has_the_arcs_the_fold_states(
    make: Callable[[], Design], rng: Random, n_failures: int
) -> None:
    subject = broken(make(), rng, n_failures)
    assert check_structure(subject) == ()
    check_every_arc(subject)


@settings(max_examples=150, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_folds_of_any_wiring_state_the_arcs_of_the_expansion(rng: Random) -> None:
    check_every_arc(random_wiring(rng))


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("bus-rack[2]/bus-device[5]/l2[1]", "bus-rack[0]/bus-device[12]/l2[0]"),
        ("compute-rack[7]/node[1]/npu[3]", "compute-rack[0]/node[3]/npu[6]"),
        ("compute-rack[7]/node[1]/l1[3]", "compute-rack[0]/node[3]/l1[6]"),
        ("compute-rack[7]", "compute-rack[2]"),
        ("compute-rack[7]/node[1]", "compute-rack[2]/node[0]"),
        ("bus-rack[3]", "bus-rack[0]"),
    ],
)
def test_that_copies_of_one_kind_leave_the_same_fabric_wherever_they_are_removed(
    first: str, second: str
) -> None:
    document = open_named_or_file("cloudmatrix-384").document.design
    root = document.root_block
    graphs = [
        build_class_graph(
            evolve(
                document,
                blocks=tuple(
                    evolve(b, exceptions=(InstanceException(path=path, kind=REMOVED),))
                    if b is root
                    else b
                    for b in document.blocks
                ),
            )
        )
        for path in (first, second)
    ]
    for fabric_id, _ in graphs[0].fabric_roles:
        spaces = [build_space(graph, fabric_id) for graph in graphs]
        assert spaces[0].key == spaces[1].key
        paths = [
            path_of(space, box.type_ixs[-1], (0,) * len(space.types[box.type_ixs[-1]].dim_ixs))
            for space, wanted in zip(spaces, (first, second), strict=True)
            for box in space.boxes
            if wanted.count("/") + 1 == len(space.types[box.type_ixs[-1]].chain)
        ]
        assert paths in ([], [first, second])


def test_that_an_index_is_singled_out_only_in_the_context_that_a_path_names() -> None:
    rack = block(
        "rack",
        [instance("acc", "acc", i=2), instance("sw", "sw", i=3)],
        [bundle("d", "acc", "sw")],
    )
    root = block(
        "root",
        [instance("rack", "rack", block=True, g=3)],
        [bundle("among", "rack/sw:q", "rack[0]/sw[0]:q")],
    )
    check_every_arc(design([root, rack], PARTS))
