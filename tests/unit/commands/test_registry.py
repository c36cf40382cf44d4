from __future__ import annotations

import inspect
import pkgutil
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import designer.commands
from designer.commands.base import Aspect, Command
from designer.commands.macro import Macro
from designer.commands.placement import Move, MoveInstances
from designer.commands.properties import RenameDesign
from designer.commands.registry import COMMANDS, OPS, command_from_json, command_json
from designer.commands.structure import AddPart, RemoveInstances, SetCount
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

ROOT = BlockId("root")
RACKS = InstanceId("racks")


def test_that_every_command_class_is_registered_under_its_own_op() -> None:
    found = set()
    for info in pkgutil.iter_modules(designer.commands.__path__, "designer.commands."):
        for _, thing in inspect.getmembers(import_module(info.name), inspect.isclass):
            if issubclass(thing, Command) and thing is not Command:
                found.add(thing)
    assert found == set(COMMANDS)
    assert len(set(OPS)) == len(OPS)


def test_that_commands_survive_json() -> None:
    steps = (
        MoveInstances(block=ROOT, moves=(Move(instance=RACKS, x_m=1.5, y_m=0.1),)),
        SetCount(block=ROOT, instance=RACKS, dims=(Dimension(name="row", size=3),)),
    )
    for command in (*steps, Macro.of("Both", steps)):
        assert command_from_json(command_json(command)) == command
    assert command_from_json({"op": "rename-design", "name": "x"}) == RenameDesign(name="x")


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("{", "Invalid JSON"),
        ("{}", "op"),
        ('{"op": "fly"}', "'fly'"),
        ('{"op": "add-part", "block": "root"}', "add-part.part: Field required"),
        ('{"op": "rename-design", "name": "x", "more": 1}', "more"),
        ('{"op": "set-assumption", "name": "x", "value": NaN}', "value"),
    ],
)
def test_that_text_that_is_no_command_is_refused_with_its_place(text: str, reason: str) -> None:
    with pytest.raises(CommandError, match=reason):
        command_from_json(text)


def test_that_an_object_that_json_cannot_hold_is_refused() -> None:
    with pytest.raises(CommandError, match="not JSON serializable"):
        command_from_json({"op": object()})


def test_that_a_macro_is_one_change(design: Design, library: CatalogLibrary) -> None:
    macro = Macro(
        title="Grow",
        steps=(
            AddPart(block=ROOT, part="leaf"),
            MoveInstances(block=ROOT, moves=(Move(instance=InstanceId("leaf"), x_m=1, y_m=2),)),
        ),
    )
    change = macro.apply(design, library)
    assert change.design.root_block.instances[-1].placement.x_m == 1
    assert change.change_set.aspects == Aspect.STRUCTURE | Aspect.PLACEMENT
    assert change.change_set.touched == {"root/leaf"}
    assert macro.label == "Grow"


def test_that_a_macro_does_nothing_if_its_steps_do(design: Design, library: CatalogLibrary) -> None:
    idle = Macro(title="Idle", steps=(RemoveInstances(block=ROOT, instances=()),))
    change = idle.apply(design, library)
    assert change.design is design
    assert change.change_set.aspects is Aspect.NONE


def test_that_a_macro_with_a_refused_step_is_refused_whole(
    design: Design, library: CatalogLibrary
) -> None:
    before = design.model_dump_json()
    macro = Macro(
        title="Half",
        steps=(AddPart(block=ROOT, part="leaf"), AddPart(block=ROOT, part="unknown")),
    )
    with pytest.raises(CommandError, match="unknown"):
        macro.apply(design, library)
    assert design.model_dump_json() == before


def test_that_every_command_is_named_in_the_scripting_page() -> None:
    page = (Path(__file__).parents[3] / "docs" / "scripting.md").read_text(encoding="utf-8")
    assert [op for op in OPS if f"| `{op}` |" not in page] == []
