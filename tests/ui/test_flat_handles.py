"""Trays in a rack are too flat for port handles: they fan out beside it, and links start there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest

from designer.commands.structure import AddPart
from designer.model.ids import BlockId
from designer.ui.canvas.drops import ASSEMBLY_MIME
from designer.ui.theme.theme import LIGHT
from tests.ui.test_canvas_gestures import open_design  # noqa: F401 - a fixture

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.ui.test_canvas_gestures import Desk


def inside_a_rack(make: Callable[[str], Desk]) -> Desk:
    desk = make("new")
    desk.bridge.apply(AddPart(block=desk.bridge.scope_block.id, part="nvl72", name="rack"))
    desk.canvas.zoom_to_fit()
    up = QPoint(0, 60)
    assert desk.drop("gb200-nvl72/compute-tray", desk.at("rack") - up, ASSEMBLY_MIME)
    assert desk.drop("gb200-nvl72/switch-tray", desk.at("rack") + up, ASSEMBLY_MIME)
    desk.bridge.enter(desk.bridge.selection.paths[0])
    desk.canvas.zoom_to_fit()
    return desk


def inner(desk: Desk, prefix: str) -> str:
    ids = [i for i in desk.instance_ids() if i.startswith(prefix)]
    assert len(ids) == 1
    return f"rack[0]/{ids[0]}[0]"


def test_that_a_link_is_drawn_from_a_flat_tray_at_the_scale_of_the_rack(
    open_design: Callable[[str], Desk],  # noqa: F811
) -> None:
    desk = inside_a_rack(open_design)
    tray, switch = desk.at(inner(desk, "compute")), desk.at(inner(desk, "switch"))
    QTest.mouseMove(desk.canvas, tray)
    handles = desk.canvas.overlay.handles
    assert handles
    assert all(handle.x > tray.x() for handle in handles)
    assert all(b.y - a.y >= 20 for a, b in pairwise(handles))

    nvlink = next(h for h in handles if h.color == LIGHT.fabric_scale_up)
    aim = QPoint(round(nvlink.x), round(nvlink.y))
    # The way there leads past the rack, over nothing: the handles stay.
    for n in range(1, 6):
        QTest.mouseMove(desk.canvas, QPoint(tray.x() + (aim.x() - tray.x()) * n // 5, tray.y()))
    QTest.mouseMove(desk.canvas, aim)
    assert desk.canvas.overlay.handles == handles
    before = desk.values()["n_links.scale-up"]
    desk.drag(aim, switch)
    assert desk.values()["n_links.scale-up"] > before
    bundles = desk.bridge.snapshot.design.block_by_id[BlockId("rack")].link_bundles
    assert len(bundles) == 1
    QTest.mouseMove(desk.canvas, QPoint(5, 5))
    assert desk.canvas.overlay.handles == ()
