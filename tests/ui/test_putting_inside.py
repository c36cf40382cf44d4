"""Things go into the rack that they are dropped on: from the palette, and from the floor."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from designer.commands.structure import AddPart, SetCount
from designer.model.ids import BlockId, InstanceId
from designer.ui.canvas.drops import ASSEMBLY_MIME
from tests.ui.test_canvas_gestures import LEFT, Desk, open_design  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from collections.abc import Callable

ALT = Qt.KeyboardModifier.AltModifier


def with_rack(make: Callable[[str], Desk]) -> Desk:
    """Open a floor with an empty rack and, two metres beside it, a switch."""
    desk = make("new")
    root = desk.bridge.scope_block.id
    desk.bridge.apply(AddPart(block=root, part="nvl72", name="rack"))
    desk.bridge.apply(AddPart(block=root, part="gb200-nvsw", name="tray", x_m=2.0))
    desk.canvas.zoom_to_fit()
    return desk


def inside(desk: Desk, block: str = "rack") -> dict[str, int | None]:
    held = desk.bridge.snapshot.design.block_by_id[BlockId(block)].instances
    return {i.id: i.placement.at_u for i in held}


def test_that_a_ready_tray_goes_to_the_rack_unit_it_is_dropped_on(
    open_design: Callable[[str], Desk],  # noqa: F811
) -> None:
    desk = with_rack(open_design)
    assert desk.drop("gb200-nvl72/compute-tray", desk.at("rack"), ASSEMBLY_MIME)
    ((name, at_u),) = inside(desk).items()
    assert name.startswith("compute-tray")
    assert at_u is not None
    assert 20 <= at_u <= 28
    assert desk.values()["n_accelerators"] == 4
    assert desk.instance_ids() == ["rack", "tray"]
    assert desk.selected == ["rack[0]"]


def test_that_a_ready_rack_dropped_on_a_rack_stands_beside_it(
    open_design: Callable[[str], Desk],  # noqa: F811
) -> None:
    desk = with_rack(open_design)
    assert desk.drop("gb200-nvl72/nvl72-rack", desk.at("rack"), ASSEMBLY_MIME)
    assert len(desk.instance_ids()) == 3


def test_that_what_is_dragged_onto_a_rack_goes_into_it_as_one_step(
    open_design: Callable[[str], Desk],  # noqa: F811
) -> None:
    desk = with_rack(open_design)
    desk.click("tray")
    before = desk.bridge.snapshot.design
    desk.drag(desk.at("tray"), desk.at("rack"), is_released=False)
    overlay = desk.canvas.overlay
    assert overlay.drop_target is not None
    assert overlay.ghost_text == "into rack"
    assert desk.previews[-1] is not None
    QTest.mouseRelease(desk.canvas, LEFT, Qt.KeyboardModifier.NoModifier, desk.at("rack"))
    assert desk.instance_ids() == ["rack"]
    assert list(inside(desk)) == ["tray"]
    desk.bridge.undo()
    assert desk.bridge.snapshot.design == before


def test_that_alt_and_escape_leave_it_beside_the_rack(
    open_design: Callable[[str], Desk],  # noqa: F811
) -> None:
    desk = with_rack(open_design)
    desk.click("tray")
    desk.drag(desk.at("tray"), desk.at("rack"), is_released=False)
    QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert desk.instance_ids() == ["rack", "tray"]
    assert desk.canvas.overlay.drop_target is None
    desk.drag(desk.at("tray"), desk.at("rack") + QPoint(3, 0), ALT)
    assert desk.instance_ids() == ["rack", "tray"]
    moved = desk.bridge.scope_block.instance_by_id[InstanceId("tray")].placement
    assert moved.x_m < 1.0


def test_that_a_rack_of_several_copies_is_refused_with_what_to_do(
    open_design: Callable[[str], Desk],  # noqa: F811
) -> None:
    desk = with_rack(open_design)
    root = desk.bridge.scope_block.id
    desk.bridge.apply(SetCount(block=root, instance=InstanceId("rack"), n_copies=2))
    desk.canvas.zoom_to_fit()
    desk.click("tray")
    desk.drag(desk.at("tray"), desk.at("rack[0]"), is_released=False)
    assert desk.canvas.overlay.is_refused
    assert "unique first" in str(desk.canvas.overlay.note)
    QTest.mouseRelease(desk.canvas, LEFT, Qt.KeyboardModifier.NoModifier, desk.at("rack[0]"))
    assert desk.instance_ids() == ["rack", "tray"]
    assert any("unique first" in text for text in desk.refusals)
