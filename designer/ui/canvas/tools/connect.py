"""Connect: drags a cable from a port handle to another child, and says what it would give."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from typing_extensions import override

from designer.commands.connection import plan_connection
from designer.model.ids import PathStep, path_from_text
from designer.model.query import chain_from_path
from designer.ui.canvas.tools.gesture import Desk, Gesture, Pointer
from designer.ui.language.text import shown, tr

if TYPE_CHECKING:
    from designer.commands.connection import ConnectionCandidate
    from designer.model.ids import InstanceId
    from designer.ui.canvas.overlay import Handle
    from designer.viewmodel.port_handles import PortHandle


class ConnectGesture(Gesture):
    """A cable in the hand."""

    def __init__(
        self, desk: Desk, start: Pointer, from_id: InstanceId, *, port: PortHandle, handle: Handle
    ) -> None:
        super().__init__(desk, start)
        self._from_id = from_id
        self._port = port
        self._handle = handle
        self._target: InstanceId | None = None
        self._candidate: ConnectionCandidate | None = None
        self._reason = ""

    @override
    def move(self, pointer: Pointer) -> None:
        overlay, view, bridge = self.desk.overlay, self.desk.view, self.desk.bridge
        step = view.copy_at_px(pointer.x, pointer.y)
        target = step.instance_id if step is not None else None
        if target != self._target:
            self._target = target
            self._plan(target)
        overlay.handles = (self._handle,)
        overlay.cable = (self._handle.x, self._handle.y, pointer.x, pointer.y)
        overlay.cable_color = self._handle.color
        overlay.is_refused = bool(self._reason)
        overlay.hover = view.path_box_px((*view.scope, step)) if step is not None else None
        overlay.note = self._reason or self._text()
        overlay.note_x, overlay.note_y = pointer.x, pointer.y
        bridge.hint.emit(overlay.note)

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
            bridge.hint.emit(tr("Connected: {text}", text=candidate.text))

    def _plan(self, target: InstanceId | None) -> None:
        bridge = self.desk.bridge
        self._candidate, self._reason = None, ""
        if target is None:
            bridge.clear_preview()
            return
        snapshot = bridge.snapshot
        plan = plan_connection(
            snapshot.design,
            snapshot.library,
            bridge.scope_block.id,
            (PathStep(self._from_id),),
            (PathStep(target),),
            fabric_role=self._port.role,
        )
        fitting = [
            c for c in plan.candidates if not self._port.port or c.bundle.a.port == self._port.port
        ]
        if not fitting:
            self._reason = shown(plan.refusal) or tr(
                'no fitting port for "{port}" there', port=self._port.port
            )
            bridge.clear_preview()
            return
        self._candidate = fitting[0]
        self._reason = bridge.preview(fitting[0].command)

    def _text(self) -> str:
        candidate = self._candidate
        if candidate is None:
            return tr("{text}: drop on the other end", text=self._port.text)
        free = candidate.n_ports_free_a - self._ports_taken(candidate)
        return tr(
            "{text} in {fabric} ({pattern}), {free:,} {port} ports stay free",
            text=candidate.text,
            fabric=candidate.fabric.display_name,
            pattern=candidate.pattern,
            free=free,
            port=candidate.bundle.a.port,
        )

    def _ports_taken(self, candidate: ConnectionCandidate) -> int:
        """Return the ports that one copy of the first end takes."""
        bridge, bundle = self.desk.bridge, candidate.bundle
        chain = chain_from_path(
            bridge.snapshot.design, bridge.scope_block, path_from_text(bundle.a.path)
        )
        n_copies = math.prod(instance.count for instance in chain or ())
        n_ends = 2 if bundle.a.path == bundle.b.path else 1
        return n_ends * candidate.n_pairs * candidate.n_links_per_pair // n_copies
