"""Move: drags the selected instances, also into a rack or node; with Ctrl it drags a copy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from designer.commands.editing import plural
from designer.commands.housing import PutInto
from designer.commands.insertion import DuplicateInstances
from designer.ui.canvas.tools.gesture import Desk, Gesture, Pointer
from designer.ui.canvas.tools.hosts import host_at
from designer.ui.canvas.tools.positions import move_command, rack_unit_at, snap_of, snapped
from designer.ui.language.text import tr
from designer.viewmodel.aligning import GuideSnap, guide_snap
from designer.viewmodel.cells import CellForm
from designer.viewmodel.grid import Box
from designer.viewmodel.layout import RACK_UNIT_M

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.ui.canvas.tools.hosts import Host
    from designer.ui.canvas.view import CanvasView

_MAX_GHOSTS = 600
_GUIDE_REACH_PX = 5.0


class MoveGesture(Gesture):
    """Shows ghosts and live readouts while dragging, and commits one edit at release."""

    def __init__(self, desk: Desk, start: Pointer) -> None:
        super().__init__(desk, start)
        bridge, view = desk.bridge, desk.view
        selected = bridge.selection.paths
        self._ids = tuple(dict.fromkeys(path[-1].instance_id for path in selected))
        self._is_copy = start.has_ctrl
        self._last: tuple[float, float] | None = None
        self._families = {
            child.cell.family for child in view.cell.children if child.instance_id in self._ids
        }
        self._last_put: PutInto | None = None
        self._boxes: list[Box] = []
        self._guides: tuple[Box, ...] = ()
        self._bounds, self._still = _bounds_of(view, self._ids)
        for instance_id in self._ids:
            child = view.child(instance_id)
            if child is not None:
                for ix in range(min(child.grid.count, _MAX_GHOSTS - len(self._boxes))):
                    self._boxes.append(view.box_px(child.grid.box(ix)))

    @override
    def move(self, pointer: Pointer) -> None:
        if self._moves_inside(pointer):
            return
        dx_m, dy_m = self._distance(pointer)
        if (dx_m, dy_m) == self._last:
            return
        self._last, self._last_put = (dx_m, dy_m), None
        scale = self.desk.view.camera.pixels_per_m
        dx, dy = dx_m * scale, dy_m * scale
        overlay = self.desk.overlay
        overlay.hover = None
        overlay.handles = ()
        overlay.drop_target = None
        overlay.guides = self._guides
        overlay.ghosts = [Box(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy) for b in self._boxes]
        verb = tr("Duplicate") if self._is_copy else tr("Move")
        if self.desk.view.is_rack:
            overlay.ghost_text = f"{round(-dy_m / RACK_UNIT_M):+d} U"
        else:
            overlay.ghost_text = f"{dx_m:+.2f} m, {dy_m:+.2f} m"
        self.desk.bridge.hint.emit(
            tr(
                "{verb} {what} by {distance}; Alt: no snap, Esc: cancel",
                verb=verb,
                what=plural(len(self._ids), "instance"),
                distance=overlay.ghost_text,
            )
        )
        command = self._command(dx_m, dy_m)
        reason = self.desk.bridge.preview(command) if command is not None else ""
        overlay.is_refused = bool(reason)
        overlay.note, overlay.note_x, overlay.note_y = reason, pointer.x, pointer.y

    def _moves_inside(self, pointer: Pointer) -> bool:
        """Show what a release would put into the block at the pointer, if there is one."""
        host = self._host(pointer)
        if host is None:
            return False
        view, overlay, bridge = self.desk.view, self.desk.overlay, self.desk.bridge
        dx, dy = pointer.x - self.start.x, pointer.y - self.start.y
        overlay.hover, overlay.handles, overlay.guides = None, (), ()
        overlay.ghosts = [Box(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy) for b in self._boxes]
        overlay.ghost_text = tr("into {title}", title=host.cell.title)
        overlay.drop_target = view.box_px(host.box)
        command = self._put_command(host, pointer)
        if command != self._last_put:
            self._last, self._last_put = None, command
            reason = bridge.preview(command)
            overlay.is_refused = bool(reason)
            overlay.note = reason
        overlay.note_x, overlay.note_y = pointer.x, pointer.y
        bridge.hint.emit(
            overlay.note
            or tr(
                "Release to put {what} into {title}; Alt: beside it, Esc: cancel",
                what=plural(len(self._ids), "instance"),
                title=host.cell.title,
            )
        )
        return True

    def _host(self, pointer: Pointer) -> Host | None:
        view = self.desk.view
        if self._is_copy or pointer.has_alt or not view.cell.has_positions or view.is_rack:
            return None
        host = host_at(view, pointer, self._families, set(self._ids))
        return host if len(host.path) == 1 else None

    def _put_command(self, host: Host, pointer: Pointer) -> PutInto:
        view = self.desk.view
        x, y = view.to_cell(pointer.x, pointer.y)
        x_m = (x - host.box.x0) / host.scale - host.cell.origin_x
        y_m = (y - host.box.y0) / host.scale - host.cell.origin_y
        at_u = None
        if host.is_footprint:
            x_m = y_m = 0.0
        elif host.cell.form is CellForm.ELEVATION:
            at_u, x_m, y_m = rack_unit_at(y_m), 0.0, 0.0
        else:
            step = snap_of(host.cell)
            x_m, y_m = snapped(x_m, step, is_free=False), snapped(y_m, step, is_free=False)
        return PutInto.model_validate({
            "block": self.desk.bridge.scope_block.id,
            "instances": self._ids,
            "host": host.path[0].instance_id,
            "x_m": x_m,
            "y_m": y_m,
            "at_u": at_u,
        })

    @override
    def finish(self, pointer: Pointer) -> None:
        bridge = self.desk.bridge
        host = self._host(pointer)
        if host is not None:
            self.desk.overlay.clear()
            if bridge.apply(self._put_command(host, pointer)):
                bridge.select(((*self.desk.view.scope, *host.path),))
            return
        command = self._command(*self._distance(pointer))
        self.desk.overlay.clear()
        before = {i.id for i in bridge.scope_block.instances}
        if command is None:
            bridge.clear_preview()
        elif bridge.apply(command) and self._is_copy:
            new = [i for i in bridge.scope_block.instances if i.id not in before]
            view = self.desk.view
            paths = [(*view.scope, step) for i in new for step in view.steps_of(i.id)]
            bridge.select(tuple(paths))

    def _distance(self, pointer: Pointer) -> tuple[float, float]:
        view = self.desk.view
        scale = view.camera.pixels_per_m
        dx_m, dy_m = (pointer.x - self.start.x) / scale, (pointer.y - self.start.y) / scale
        step = snap_of(view.cell)
        is_free = pointer.has_alt and not view.is_rack
        snap = GuideSnap(None, None, ())
        if not is_free and not view.is_rack and self._bounds is not None:
            at = Box(*(v + (dx_m, dy_m)[n % 2] for n, v in enumerate(self._bounds)))
            snap = guide_snap(at, self._still, _GUIDE_REACH_PX / scale)
        self._guides = tuple(view.box_px(Box(*guide)) for guide in snap.guides)
        if snap.dx_m is None:
            dx_m = snapped(dx_m, step, is_free=is_free)
        else:
            dx_m = round(dx_m + snap.dx_m, 5)
        if snap.dy_m is None:
            dy_m = snapped(dy_m, step, is_free=is_free)
        else:
            dy_m = round(dy_m + snap.dy_m, 5)
        return (0.0 if view.is_rack else dx_m), dy_m

    def _command(self, dx_m: float, dy_m: float) -> Command | None:
        block = self.desk.bridge.scope_block
        if self._is_copy:
            if dx_m == 0 and dy_m == 0:
                return None
            return DuplicateInstances(block=block.id, instances=self._ids, dx_m=dx_m, dy_m=dy_m)
        return move_command(block, self.desk.view.cell, self._ids, dx_m=dx_m, dy_m=dy_m)


def _bounds_of(view: CanvasView, ids: tuple[str, ...]) -> tuple[Box | None, list[Box]]:
    # Box around what moves, and the boxes of what stays.
    moving: Box | None = None
    still: list[Box] = []
    for child in view.cell.children:
        bounds = child.grid.bounds
        if child.instance_id in ids:
            moving = bounds if moving is None else moving.union(bounds)
        else:
            still.append(bounds)
    return moving, still
