"""What is reused after an edit is what computing everything anew would give."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.commands.assumptions import ApproveFinding, SetAssumption
from designer.commands.base import EVERYTHING
from designer.commands.copies import RemoveCopies, ReplaceCopy, RestoreCopies
from designer.commands.placement import Move, MoveInstances, SetPlacement
from designer.commands.properties import RenameDesign, RenameInstance, ReplacePart
from designer.commands.structure import AddPart, RemoveInstances, SetCount
from designer.commands.wiring import EditBundle, EditFabric, RemoveBundles, RemoveFabric
from designer.errors.tree import CommandError
from designer.evaluate.stages import EvaluationState, compute_readouts
from designer.model.evolve import evolve
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.placement import Placement
from designer.topology.build import build_class_graph
from designer.validate.runner import ValidationState, run_rules
from tests.unit.evaluate.hall import hall, hall_blocks, hall_library, hall_parts

if TYPE_CHECKING:
    from designer.commands.base import ChangeSet, Command
    from designer.model.design import Design

ROOT = BlockId("root")
LIBRARY = replace(hall_library(), parts=tuple(hall_parts().values()), prices=hall().prices)
UPLINK = hall_blocks()["root"].link_bundles[0]
SCALE_UP = hall().fabrics[0]

EDITS: dict[str, tuple[Command, set[str]]] = {
    "move": (
        MoveInstances(block=ROOT, moves=(Move(instance=InstanceId("spines"), x_m=80.0, y_m=9.0),)),
        {"cabling", "cost"},
    ),
    "place": (
        SetPlacement(
            block=BlockId("rack"), instance=InstanceId("node"), placement=Placement(at_u=42)
        ),
        {"cabling", "cost"},
    ),
    "rename": (RenameDesign(name="other"), set()),
    "rename-instance": (
        RenameInstance(block=ROOT, instance=InstanceId("rack"), name="other"),
        set(),
    ),
    "approve": (
        ApproveFinding(key="port-dangling:rack/node/acc", reason="spare"),
        set(),
    ),
    "assume": (
        SetAssumption(name="pue_ratio", value=2.0),
        {"assumptions", "cabling", "power", "cost"},
    ),
    "count": (
        SetCount(block=ROOT, instance=InstanceId("rack"), n_copies=5),
        {
            "arrays",
            "counts",
            "compute",
            "memory",
            "network",
            "parts",
            "traffic",
            "cabling",
            "power",
            "cost",
        },
    ),
    "remove-copy": (
        RemoveCopies(paths=("rack[1]/node[0]/leaf[0]",)),
        {
            "arrays",
            "counts",
            "compute",
            "memory",
            "network",
            "parts",
            "traffic",
            "cabling",
            "power",
            "cost",
        },
    ),
    "add": (
        AddPart(block=ROOT, part="acc"),
        {
            "arrays",
            "counts",
            "compute",
            "memory",
            "network",
            "parts",
            "traffic",
            "cabling",
            "power",
            "cost",
        },
    ),
    "bundle": (
        EditBundle(block=ROOT, bundle=evolve(UPLINK, length_m=500.0, is_assumed=True)),
        {"arrays", "counts", "network", "parts", "traffic", "cabling", "power", "cost"},
    ),
    "unlink": (
        RemoveBundles(block=ROOT, bundles=(BundleId("uplink"),)),
        {"arrays", "counts", "network", "parts", "traffic", "cabling", "power", "cost"},
    ),
    "fabric": (
        EditFabric(fabric=evolve(SCALE_UP, display_name="Net", is_assumed=True)),
        {"arrays", "counts", "network", "parts", "traffic", "cabling", "power", "cost"},
    ),
    "remove-fabric": (
        RemoveFabric(fabric=FabricId("scale-up")),
        {"arrays", "counts", "network", "parts", "traffic", "cabling", "power", "cost"},
    ),
}
MORE_EDITS: tuple[Command, ...] = (
    RestoreCopies(paths=("rack[1]/node[0]/leaf[0]",)),
    ReplaceCopy(path="spines[0]/spine[1]", part="spine"),
    ReplacePart(block=BlockId("node"), instance=InstanceId("cpu"), part="cpu"),
    RemoveInstances(block=ROOT, instances=(InstanceId("spines"),)),
    SetCount(block=BlockId("node"), instance=InstanceId("acc"), n_copies=3),
)

States = tuple[EvaluationState, ValidationState]


def computed(subject: Design, change: ChangeSet, previous: States | None) -> States:
    graph = build_class_graph(subject)
    before = previous or (None, None)
    evaluation = compute_readouts(
        subject, LIBRARY, graph, revision=1, change=change, previous=before[0]
    )
    validation = run_rules(
        subject, LIBRARY, graph, evaluation.readouts, change=change, previous=before[1]
    )
    return evaluation, validation


def assert_same(one: States, other: States) -> None:
    assert one[0].readouts == other[0].readouts
    assert one[1].findings == other[1].findings


@pytest.mark.parametrize("name", EDITS)
def test_that_an_edit_runs_the_stages_it_needs_and_no_others(name: str) -> None:
    command, expected = EDITS[name]
    subject = hall()
    before = computed(subject, EVERYTHING, None)
    change = command.apply(subject, LIBRARY)
    assert change.design is not subject
    after = computed(change.design, change.change_set, before)
    assert set(after[0].stages_run) == expected
    assert_same(after, computed(change.design, EVERYTHING, None))


@given(st.lists(st.sampled_from([*(c for c, _ in EDITS.values()), *MORE_EDITS]), max_size=5))
def test_that_any_row_of_edits_gives_what_a_fresh_start_gives(commands: list[Command]) -> None:
    subject = hall()
    states = computed(subject, EVERYTHING, None)
    for command in commands:
        try:
            change = command.apply(subject, LIBRARY)
        except CommandError:
            continue
        subject = change.design
        states = computed(subject, change.change_set, states)
    assert_same(states, computed(subject, EVERYTHING, None))


PATHS = (
    "rack[0]", "rack[1]/node[0]", "rack[1]/node[1]/acc[2]", "rack[2]/node[0]/leaf[0]", "spines[0]",
    "rack[1]/node[0]/cpu[0]", "spines[0]/spine[1]",
)  # fmt: skip


@given(st.sets(st.sampled_from(PATHS)))
def test_that_the_racks_together_draw_what_the_design_draws(paths: set[str]) -> None:
    change = RemoveCopies(paths=tuple(sorted(paths))).apply(hall(), LIBRARY) if paths else None
    subject = change.design if change is not None else hall()
    readouts = computed(subject, EVERYTHING, None)[0].readouts
    in_racks = sum(load.n_racks * load.peak_w[1] for load in readouts.rack_loads)
    assert in_racks == pytest.approx(readouts.value("power_it_w"))
    assert sum(load.n_racks for load in readouts.rack_loads) == readouts.value("n_racks")
