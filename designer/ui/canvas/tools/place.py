"""Place: drops a part or an assembly from the palette where the pointer is."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from designer.commands.clipboard import insert_design
from designer.commands.structure import AddPart
from designer.errors.tree import DesignerError
from designer.model.evolve import evolve
from designer.model.ids import BlockId
from designer.topology.build import build_class_graph
from designer.ui.canvas.tools.hosts import host_at
from designer.ui.canvas.tools.positions import rack_unit_at, snap_of, snapped
from designer.ui.language.text import told, tr
from designer.viewmodel.cells import CellForm
from designer.viewmodel.floor_plan import part_footprint_m
from designer.viewmodel.grid import Box
from designer.viewmodel.layout import RACK_UNIT_M
from designer.viewmodel.scene_plan import build_scene_plan
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from designer.catalog.library import Part
    from designer.commands.base import Command
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.ui.canvas.tools.gesture import Desk, Pointer
    from designer.ui.canvas.tools.hosts import Host
    from designer.viewmodel.cells import Cell

_PART_SIZE_M = 0.05
_FLOOR_PART_M = 0.3
_BOX_SIZE_M = {"rack": (0.6, 2.2), "node": (0.5, 0.36), "switch-box": (0.5, 0.1)}


class Drop(NamedTuple):
    """A drop as it would happen now."""

    command: Command
    ghost: Box
    target: Box | None
    target_path: InstancePath
    text: str


class PlaceGesture:
    """A drag from the palette over the canvas.

    Parameters
    ----------
    desk
        What to work on.
    slug
        Part slug, or ``system-slug/block-id`` of an assembly.
    is_assembly
        Which of the two it is.
    """

    def __init__(self, desk: Desk, slug: str, *, is_assembly: bool) -> None:
        self.desk = desk
        self.slug = slug
        self._is_assembly = is_assembly
        self._assembly: Design | None = None
        self._last: Command | None = None

    def move(self, pointer: Pointer) -> bool:
        """Show where the drop would go; return whether it would be accepted."""
        overlay, bridge = self.desk.overlay, self.desk.bridge
        try:
            drop = self.drop_at(pointer)
        except DesignerError as error:
            return self._refuse(pointer, told(error))
        overlay.hover = None
        overlay.handles = ()
        overlay.ghosts = [drop.ghost]
        overlay.ghost_text = drop.text
        overlay.drop_target = drop.target
        if drop.command != self._last:
            self._last = drop.command
            reason = bridge.preview(drop.command)
            overlay.is_refused = bool(reason)
            overlay.note = reason
        overlay.note_x, overlay.note_y = pointer.x, pointer.y
        bridge.hint.emit(overlay.note or tr("Drop to add {text}", text=drop.text))
        return not overlay.is_refused

    def finish(self, pointer: Pointer) -> bool:
        """Commit the drop and select what came."""
        bridge, view = self.desk.bridge, self.desk.view
        self.desk.overlay.clear()
        try:
            drop = self.drop_at(pointer)
        except DesignerError as error:
            bridge.clear_preview()
            bridge.refused.emit(told(error))
            return False
        before = {i.id for i in bridge.scope_block.instances}
        if not bridge.apply(drop.command):
            return False
        new = [i.id for i in bridge.scope_block.instances if i.id not in before]
        if new:
            paths = [(*view.scope, step) for key in new for step in view.steps_of(key)]
            bridge.select(tuple(paths))
        else:
            bridge.select((drop.target_path,) if drop.target_path else ())
        return True

    def cancel(self) -> None:
        self.desk.bridge.clear_preview()
        self.desk.overlay.clear()

    def _refuse(self, pointer: Pointer, reason: str) -> bool:
        overlay = self.desk.overlay
        overlay.clear()
        overlay.is_refused = True
        overlay.note, overlay.note_x, overlay.note_y = reason, pointer.x, pointer.y
        self.desk.bridge.clear_preview()
        self.desk.bridge.hint.emit(reason)
        return False

    def drop_at(self, pointer: Pointer) -> Drop:
        """Return what a drop at the pointer would do."""
        view = self.desk.view
        family, name = self._what()
        host = host_at(view, pointer, {family})
        cell, scale = host.cell, host.scale
        if host.is_footprint:
            return self._drop_on_footprint(host, name)
        x, y = view.to_cell(pointer.x, pointer.y)
        width, height = self._size(family, cell)
        x_m = (x - host.box.x0) / scale - cell.origin_x - width / 2
        y_m = (y - host.box.y0) / scale - cell.origin_y - height / 2
        at_u = None
        if cell.form is CellForm.ELEVATION:
            height_u = max(1, round(height / RACK_UNIT_M))
            at_u = rack_unit_at(y_m, height_u)
            x_m, y_m = 0.0, -(at_u - 1 + height_u) * RACK_UNIT_M
        elif not cell.has_positions:
            # Where it was dropped means nothing here: it stands where the other views put it.
            x_m, y_m = 0.0, 0.0
        else:
            x_m = snapped(x_m, snap_of(cell), is_free=pointer.has_alt)
            y_m = snapped(y_m, snap_of(cell), is_free=pointer.has_alt)
        left = host.box.x0 + (x_m + cell.origin_x) * scale
        top = host.box.y0 + (y_m + cell.origin_y) * scale
        where = tr(" to {title}", title=cell.title) if host.path else ""
        if at_u is not None:
            where += tr(" at U{at_u}", at_u=at_u)
        return Drop(
            self._command(cell.block_id, x_m, y_m, at_u),
            view.box_px(Box(left, top, left + width * scale, top + height * scale)),
            view.box_px(host.box) if host.path else None,
            (*view.scope, *host.path) if host.path else (),
            f"{name}{where}",
        )

    def _drop_on_footprint(self, host: Host, name: str) -> Drop:
        # Seen from above there are no units to aim at: it goes on top of what is inside.
        view = self.desk.view
        box = view.box_px(host.box)
        command = self._command(host.cell.block_id, 0.0, 0.0, None)
        path = (*view.scope, *host.path)
        return Drop(
            command, box, box, path, tr("{name} to {title}", name=name, title=host.cell.title)
        )

    def _what(self) -> tuple[str, str]:
        if self._is_assembly:
            block = self._assembled().root_block
            return block.kind.value, block.name or block.id
        part = self.desk.bridge.snapshot.library.part(self.slug)
        return (part.family, part.name) if part is not None else ("", self.slug)

    @staticmethod
    def _size_in_rack(cell: Cell) -> float:
        return cell.width - cell.origin_x - 0.05

    def _size(self, family: str, cell: Cell) -> tuple[float, float]:
        if cell.form is CellForm.ELEVATION:
            part = self._enclosure()
            height = part.height_u if part is not None else None
            n_units = max(1, math.ceil(height.value)) if height is not None else 1
            return self._size_in_rack(cell), n_units * RACK_UNIT_M
        if self._is_assembly:
            design = self._assembled()
            root = build_scene_plan(design, build_class_graph(design)).root
            return root.width, root.height
        if cell.form is CellForm.PLAN and family in _BOX_SIZE_M:
            return part_footprint_m(self.desk.bridge.snapshot.library.part(self.slug))
        if family in _BOX_SIZE_M:
            return _BOX_SIZE_M[family]
        is_floor = cell.form in {CellForm.FLOOR, CellForm.PLAN}
        size = _FLOOR_PART_M if is_floor else _PART_SIZE_M
        return size, size

    def _command(self, block: str, x_m: float, y_m: float, at_u: int | None) -> Command:
        if not self._is_assembly:
            return AddPart.model_validate({
                "block": block,
                "part": self.slug,
                "x_m": 0.0 if at_u else x_m,
                "y_m": 0.0 if at_u else y_m,
                "at_u": at_u,
            })
        if at_u is not None:
            return insert_design(self._assembled(), BlockId(block), at_u=at_u)
        return insert_design(self._assembled(), BlockId(block), x_m, y_m)

    def _enclosure(self) -> Part | None:
        if not self._is_assembly:
            return self.desk.bridge.snapshot.library.part(self.slug)
        design = self._assembled()
        return design.part_by_slug.get(design.root_block.part or "")

    def _assembled(self) -> Design:
        if self._assembly is None:
            system, _, block_id = self.slug.partition("/")
            design = open_named_or_file(system).document.design
            block = design.block_by_id.get(BlockId(block_id))
            if block is not None and block.id != design.root:
                design = evolve(design, root=block.id, name=block.name or block.id)
            self._assembly = design
        return self._assembly
