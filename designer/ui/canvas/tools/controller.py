"""Decides which gesture a press starts, and passes events to the one in progress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from designer.ui.canvas.routes_of import bundle_boxes_px
from designer.ui.canvas.tools.connect import ConnectGesture
from designer.ui.canvas.tools.handles import OfferedHandles
from designer.ui.canvas.tools.move import MoveGesture
from designer.ui.canvas.tools.pan import PanGesture
from designer.ui.canvas.tools.positions import move_command, snap_of
from designer.ui.canvas.tools.rubber_band import RubberBandGesture
from designer.ui.canvas.tools.select import SelectCableGesture, SelectGesture, is_selected
from designer.ui.language.text import tr
from designer.viewmodel.overrides import overridden
from designer.viewmodel.selection_commands import delete_command, duplicate_command

if TYPE_CHECKING:
    from designer.model.ids import PathStep
    from designer.ui.canvas.tools.gesture import Desk, Gesture, Pointer
    from designer.ui.theme.theme import Theme
    from designer.viewmodel.cells import Child

_LARGE_STEP = 10
_ARROWS: dict[int, tuple[int, int]] = {
    Qt.Key.Key_Left: (-1, 0),
    Qt.Key.Key_Right: (1, 0),
    Qt.Key.Key_Up: (0, -1),
    Qt.Key.Key_Down: (0, 1),
}


class GestureController:
    """One gesture at a time; without one, hovering."""

    def __init__(self, desk: Desk, theme: Theme) -> None:
        self._desk = desk
        self.theme = theme
        self._gesture: Gesture | None = None
        self._offered = OfferedHandles(desk)
        self._has_space = False

    @property
    def is_active(self) -> bool:
        return self._gesture is not None

    @property
    def cursor(self) -> Qt.CursorShape:
        if isinstance(self._gesture, PanGesture):
            return Qt.CursorShape.ClosedHandCursor
        if self._has_space:
            return Qt.CursorShape.OpenHandCursor
        if isinstance(self._gesture, (MoveGesture, ConnectGesture)):
            is_refused = self._desk.overlay.is_refused
            return Qt.CursorShape.ForbiddenCursor if is_refused else Qt.CursorShape.CrossCursor
        return Qt.CursorShape.ArrowCursor

    def set_space(self, *, is_down: bool) -> None:
        self._has_space = is_down

    def press(self, pointer: Pointer, *, is_pan: bool) -> None:
        if self._gesture is not None:
            return
        desk, view = self._desk, self._desk.view
        if is_pan or self._has_space:
            self._gesture = PanGesture(desk, pointer)
            return
        ix, offered = self._offered.at(pointer), self._offered
        step = view.copy_at_px(pointer.x, pointer.y)
        desk.overlay.hover = None
        if ix is not None and offered.step is not None:
            port, handle = offered.ports[ix], offered.handles[ix]
            self._gesture = ConnectGesture(desk, pointer, offered.step, port=port, handle=handle)
        elif step is not None:
            self._gesture = SelectGesture(desk, pointer, (*view.scope, step))
        elif (route := view.route_at_px(pointer.x, pointer.y)) is not None:
            self._gesture = SelectCableGesture(desk, pointer, route)
        else:
            self._gesture = RubberBandGesture(desk, pointer)

    def select_for_menu(self, pointer: Pointer) -> None:
        """Select what is under the pointer, unless it is part of the selection."""
        bridge, view = self._desk.bridge, self._desk.view
        step = view.copy_at_px(pointer.x, pointer.y)
        if step is not None:
            if not is_selected(bridge, (*view.scope, step)):
                bridge.select(((*view.scope, step),))
            return
        route = view.route_at_px(pointer.x, pointer.y)
        keys = () if route is None else route.bundle_keys
        if not keys or not set(keys) & set(bridge.selection.bundle_keys):
            bridge.select((), keys)

    def move(self, pointer: Pointer) -> None:
        gesture = self._gesture
        if gesture is None:
            self._hover(pointer)
            return
        if isinstance(gesture, SelectGesture):
            if not pointer.is_far_from(gesture.start):
                return
            if not self._desk.view.cell.has_positions:
                self._desk.bridge.hint.emit(
                    tr("This view places things by itself: move them in Structure or Floor plan")
                )
                return
            if not is_selected(self._desk.bridge, gesture.path):
                gesture.finish(pointer)
            gesture = self._gesture = MoveGesture(self._desk, gesture.start)
        gesture.move(pointer)

    def release(self, pointer: Pointer) -> None:
        gesture, self._gesture = self._gesture, None
        if gesture is not None:
            gesture.finish(pointer)
            self._desk.bridge.hint.emit("")
            self.forget()

    def cancel(self) -> bool:
        """End the gesture without a trace; return whether there was one."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return False
        gesture.cancel()
        self._desk.bridge.hint.emit("")
        return True

    def forget(self) -> None:
        """Hide hover marks, which no longer stand where they were."""
        self._offered.forget()
        if self._gesture is None:
            self._desk.overlay.clear()

    def _hover(self, pointer: Pointer) -> None:
        view, overlay = self._desk.view, self._desk.overlay
        overlay.hover_routes = []
        ix = self._offered.at(pointer)
        if ix is not None:
            port = self._offered.ports[ix]
            self._desk.bridge.hint.emit(tr("Drag to connect {text}", text=port.text))
            return
        step = view.copy_at_px(pointer.x, pointer.y)
        if step is None and self._offered.is_on_the_way(pointer):
            return
        if step is None:
            overlay.hover, overlay.handles = None, ()
            self._offered.forget()
            route = view.route_at_px(pointer.x, pointer.y)
            if route is not None:
                overlay.hover_routes = bundle_boxes_px(view, route.bundle_keys)
                self._desk.bridge.hint.emit(f"{', '.join(route.bundle_keys)}: {route.fabric_id}")
            return
        overlay.hover = view.path_box_px((*view.scope, step))
        self._offer(step)

    def _offer(self, step: PathStep) -> None:
        view, bridge = self._desk.view, self._desk.bridge
        if not self._offered.offer(step, self.theme):
            return
        self._desk.overlay.handles = self._offered.handles
        child = view.child(step.instance_id)
        if child is not None:
            bridge.hint.emit(self._about(child, step))

    def _about(self, child: Child, step: PathStep) -> str:
        view = self._desk.view
        n_changed = overridden(view.cell, view.inherited_exceptions).get(step, 0)
        values = {
            "name": child.name,
            "number": step.copy_ix,
            "n_copies": child.grid.count,
            "title": child.cell.title,
            "n_changed": n_changed,
        }
        if n_changed:
            return tr(
                "{name} {number} ({n_copies:,} copies): {title}; differences inside: "
                "{n_changed:,}, Edit > Reset Changed Copies takes them back",
                **values,
            )
        if child.cell.is_part:
            return tr("{name} {number} ({n_copies:,} copies): {title}", **values)
        return tr("{name} {number} ({n_copies:,} copies): {title}; double click to enter", **values)

    def key(self, key: int, held: Qt.KeyboardModifier) -> bool:
        """Handle a key; return whether it meant something."""
        bridge = self._desk.bridge
        if key == Qt.Key.Key_Escape:
            if not self.cancel():
                bridge.select()
            return True
        if self._gesture is not None:
            self._gesture.key(key)
            return True
        if key == Qt.Key.Key_Space:
            self.set_space(is_down=True)
            return True
        has_alt = bool(held & Qt.KeyboardModifier.AltModifier)
        if key == Qt.Key.Key_Backspace or (key == Qt.Key.Key_Up and has_alt):
            bridge.leave()
            return True
        arrow = _ARROWS.get(key)
        if arrow is None:
            return self._edit_key(key, held)
        n_steps = _LARGE_STEP if held & Qt.KeyboardModifier.ShiftModifier else 1
        return self._nudge(arrow[0] * n_steps, arrow[1] * n_steps)

    def _edit_key(self, key: int, held: Qt.KeyboardModifier) -> bool:
        bridge = self._desk.bridge
        has_ctrl = bool(held & Qt.KeyboardModifier.ControlModifier)
        if key == Qt.Key.Key_Delete:
            self._apply_delete()
        elif key == Qt.Key.Key_D and has_ctrl:
            command = duplicate_command(bridge.scope_block, bridge.selection)
            if command is not None:
                bridge.apply(command)
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and bridge.selection.paths:
            first = bridge.selection.paths[0]
            bridge.enter((*first[:-1], first[-1]._replace(copy_ix=first[-1].copy_ix or 0)))
        else:
            return False
        return True

    def _nudge(self, right: int, down: int) -> bool:
        bridge, cell = self._desk.bridge, self._desk.view.cell
        step_m = snap_of(cell)
        ids = [path[-1].instance_id for path in bridge.selection.paths]
        command = move_command(
            bridge.scope_block, cell, ids, dx_m=right * step_m, dy_m=down * step_m
        )
        if command is not None:
            bridge.apply(command)
        return True

    def _apply_delete(self) -> None:
        bridge = self._desk.bridge
        command = delete_command(bridge.snapshot.design, bridge.scope_block, bridge.selection)
        if command is not None:
            bridge.apply(command)
