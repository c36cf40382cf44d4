"""Random edits of shipped systems: class graph, spaces and degrees are those of a fresh start."""

from __future__ import annotations

import random
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.topology.degrees import adopt_degrees, class_degrees
from designer.topology.hops import different_planes
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import adopt_spaces, build_space, joined_space
from designer.workbench.opening import open_named_or_file, shipped_library
from tests.perf.edits import KINDS, command_of, is_accepted

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.space import FabricSpace

LIBRARY = shipped_library()
N_STEPS = 60
GRAPH_KINDS = tuple(kind for kind in KINDS if kind not in {"move", "rename"})


def spaces(graph: ClassGraph) -> list[FabricSpace | None]:
    """Return the spaces of all fabrics, of their planes, and of all fabrics joined."""
    ids = [fabric_id for fabric_id, _ in graph.fabric_roles]
    found: list[FabricSpace | None] = []
    for fabric_id in ids:
        planes = (None, *different_planes(graph, fabric_id).listed)
        found += [space_or_none(graph, fabric_id, plane_ix) for plane_ix in planes]
    try:
        found.append(joined_space(graph, ids))
    except SpaceTooLargeError:
        found.append(None)
    return found


def space_or_none(
    graph: ClassGraph, fabric_id: FabricId, plane_ix: int | None
) -> FabricSpace | None:
    """Return a space, or ``None`` where the wiring is too irregular."""
    try:
        return build_space(graph, fabric_id, plane_ix)
    except SpaceTooLargeError:
        return None


def everything(space: FabricSpace | None) -> object:
    """Return what a space consists of, by value."""
    if space is None:
        return None
    values = {f.name: getattr(space, f.name) for f in fields(space) if f.compare}
    return {**values, "names": None}, space.key, space.place_key, space.shape


def steps(design: Design, rng: random.Random) -> list[Design]:
    """Return a walk of designs; one step in three goes back to where it began."""
    found = [design]
    while len(found) < N_STEPS:
        before = found[-1]
        command = command_of(rng.choice(GRAPH_KINDS), before, LIBRARY, rng)
        if len(before.root_block.exceptions) > 3 or rng.random() < 0.33:
            found.append(design)
        elif command is not None and is_accepted(command, before, LIBRARY):
            found.append(command.apply(before, LIBRARY).design)
    return found


@pytest.mark.parametrize("name", ["cloudmatrix-384", "gb200-nvl72", "dgx-b200-superpod"])
def test_that_what_is_taken_over_from_an_earlier_graph_equals_a_fresh_one(name: str) -> None:
    rng = random.Random(name)  # noqa: S311 - a walk that can be repeated
    walk = steps(open_named_or_file(name).document.design, rng)
    graph = build_class_graph(walk[0])
    n_taken_over = 0
    for design in walk[1:]:
        spaces(graph)
        for ix in range(len(graph.vertex_classes)):
            class_degrees(graph, ix)
        earlier, graph = graph, build_class_graph(design, previous=graph)
        adopt_spaces(graph, earlier)
        adopt_degrees(graph, earlier)
        n_taken_over += len(graph.spaces) + len(graph.degrees)
        fresh = build_class_graph(design)
        assert graph == fresh
        for ix in range(len(fresh.vertex_classes)):
            assert class_degrees(graph, ix) == class_degrees(fresh, ix)
        for ours, theirs in zip(spaces(graph), spaces(fresh), strict=True):
            assert everything(ours) == everything(theirs)
    assert n_taken_over > N_STEPS


def test_that_a_check_since_an_earlier_state_finds_what_is_wrong_with_new_exceptions() -> None:
    rng = random.Random(3)  # noqa: S311 - edits that can be repeated
    design = open_named_or_file("cloudmatrix-384").document.design
    for _ in range(40):
        command = command_of("device out", design, LIBRARY, rng)
        assert command is not None
        after = command.apply(design, LIBRARY).design
        root = after.root_block
        broken = root.exceptions[-1].model_copy(update={"path": rng.choice((
            "nowhere[0]", root.exceptions[-1].path.replace("[", "[99"), "bus-rack/bus-device[0]",
        ))})  # fmt: skip
        wrong_root = root.model_copy(update={"exceptions": (*root.exceptions, broken)})
        blocks = tuple(wrong_root if b is root else b for b in after.blocks)
        wrong = after.model_copy(update={"blocks": blocks})
        assert check_structure(after, design) == check_structure(after) == ()
        assert check_structure(wrong, design) == check_structure(wrong) != ()
