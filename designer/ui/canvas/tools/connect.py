"""Connect: drags a cable from a port handle to another child, and says what it would give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from typing_extensions import override

from designer.commands.connection import plan_connection
from designer.ui.canvas.routes_of import lines_px
from designer.ui.canvas.tools.gesture import Desk, Gesture, Pointer
from designer.ui.language.text import shown, tr
from designer.viewmodel.link_preview import preview_pairs

if TYPE_CHECKING:
    from designer.commands.connection import ConnectionCandidate
    from designer.model.ids import InstancePath, PathStep
    from designer.ui.canvas.overlay import Handle
    from designer.viewmodel.port_handles import PortHandle

_DEEPER = frozenset({Qt.Key.Key_Down, Qt.Key.Key_Plus, Qt.Key.Key_Equal})
_OUTER = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Minus})


class ConnectGesture(Gesture):
    """A cable in the hand.

    Keys choose what it would make: P the next pattern, arrows down and up how deep in the target
    it ends, O only the two copies or all copies.
    """

    def __init__(
        self, desk: Desk, start: Pointer, from_step: PathStep, *, port: PortHandle, handle: Handle
    ) -> None:
        super().__init__(desk, start)
        self._from = from_step
        self._port = port
        self._handle = handle
        self._pointer = start
        self._wanted: InstancePath = ()
        self._target: InstancePath = ()
        self._n_steps = 1
        self._choice = 0
        self._is_only = False
        self._candidates: list[ConnectionCandidate] = []
        self._reason = ""

    @override
    def key(self, key: int) -> None:
        if key == Qt.Key.Key_P and self._candidates:
            self._choice = (self._choice + 1) % len(self._candidates)
            self._show_choice()
        elif key in _DEEPER or key in _OUTER:
            self._n_steps = max(1, self._n_steps + (1 if key in _DEEPER else -1))
        elif key == Qt.Key.Key_O:
            self._is_only = not self._is_only
            self._wanted = ()
        else:
            return
        self.move(self._pointer)

    @override
    def move(self, pointer: Pointer) -> None:
        self._pointer = pointer
        overlay, view, bridge = self.desk.overlay, self.desk.view, self.desk.bridge
        inside = view.path_at_px(pointer.x, pointer.y)[len(view.scope) :]
        self._n_steps = min(self._n_steps, max(1, len(inside)))
        self._target = inside[: self._n_steps]
        # Which copy is meant matters only where single copies are linked.
        wanted = self._target
        if not self._is_only:
            wanted = tuple(step._replace(copy_ix=None) for step in wanted)
        if wanted != self._wanted:
            self._wanted = wanted
            self._plan()
        overlay.handles = (self._handle,)
        overlay.cable = (self._handle.x, self._handle.y, pointer.x, pointer.y)
        overlay.cable_color = self._handle.color
        overlay.is_refused = bool(self._reason)
        has_target = bool(self._target)
        overlay.hover = view.path_box_px((*view.scope, *self._target)) if has_target else None
        overlay.note = self._reason or self._text()
        overlay.note_x, overlay.note_y = pointer.x, pointer.y
        bridge.hint.emit(f"{overlay.note}  {self._keys_text()}" if has_target else overlay.note)

    @override
    def finish(self, pointer: Pointer) -> None:
        self.move(pointer)
        bridge = self.desk.bridge
        candidate, reason = self._candidate, self._reason
        self.desk.overlay.clear()
        bridge.clear_preview()
        if candidate is None:
            if reason:
                bridge.refused.emit(reason)
            return
        before = {bundle.id for bundle in bridge.scope_block.link_bundles}
        if bridge.apply(candidate.command):
            block = bridge.scope_block
            new = [f"{block.id}/{b.id}" for b in block.link_bundles if b.id not in before]
            bridge.select((), tuple(new))
            bridge.hint.emit(tr("Connected: {text}", text=shown(candidate.text)))

    @property
    def _candidate(self) -> ConnectionCandidate | None:
        return self._candidates[self._choice] if self._candidates else None

    def _plan(self) -> None:
        bridge = self.desk.bridge
        pattern = self._candidate.pattern if self._candidate is not None else ""
        self._candidates, self._choice, self._reason = [], 0, ""
        if not self._wanted:
            self._show_choice()
            return
        snapshot = bridge.snapshot
        plan = plan_connection(
            snapshot.design,
            snapshot.library,
            bridge.scope_block.id,
            (self._from,),
            self._wanted,
            fabric_role=self._port.role,
            is_only_named=self._is_only,
        )
        self._candidates = [
            c for c in plan.candidates if not self._port.port or c.bundle.a.port == self._port.port
        ]
        if not self._candidates:
            self._reason = shown(plan.refusal) or tr(
                'no fitting port for "{port}" there', port=self._port.port
            )
        # The pattern that was chosen stays chosen where the next target allows it.
        chosen = (ix for ix, c in enumerate(self._candidates) if c.pattern == pattern)
        self._choice = next(chosen, 0)
        self._show_choice()

    def _show_choice(self) -> None:
        bridge, view, candidate = self.desk.bridge, self.desk.view, self._candidate
        self.desk.overlay.links = ()
        if candidate is None:
            bridge.clear_preview()
            return
        self._reason = bridge.preview(candidate.command)
        pairs = preview_pairs(bridge.snapshot.design, bridge.scope_block, candidate.bundle)
        self.desk.overlay.links = lines_px(view, pairs)

    def _text(self) -> str:
        candidate = self._candidate
        if candidate is None:
            return tr("{text}: drop on the other end", text=shown(self._port.text))
        return tr(
            "{text} in {fabric} ({pattern}), {free:,} {port} ports stay free",
            text=shown(candidate.text),
            fabric=candidate.fabric.display_name,
            pattern=shown(candidate.pattern),
            free=candidate.n_ports_free_a - candidate.n_ports_taken_a,
            port=candidate.bundle.a.port,
        )

    def _keys_text(self) -> str:
        return tr(
            "P: pattern {number} of {n_patterns}; down, up: level {level}; O: {copies}",
            number=self._choice + 1 if self._candidates else 0,
            n_patterns=len(self._candidates),
            level=self._n_steps,
            copies=tr("all copies") if self._is_only else tr("only these copies"),
        )
