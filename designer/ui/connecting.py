"""What Insert > Links by Pattern does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from designer.ui.canvas.pinning import pin_links
from designer.ui.editing.connect_dialog import ConnectDialog
from designer.ui.language.text import shown, tr
from designer.viewmodel.link_preview import preview_pairs

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from designer.commands.connection import ConnectionCandidate
    from designer.model.ids import InstancePath
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.canvas.widget import CanvasWidget


class Connecting(QObject):
    """Opens the dialog that links two selected things, and draws on the canvas what it would do.

    Attributes
    ----------
    dialog
        The dialog while it is open, or the last one.
    """

    def __init__(self, bridge: WorkbenchBridge, canvas: CanvasWidget, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._canvas = canvas
        self._window = window
        self.dialog: ConnectDialog | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the action does."""
        return {"insert.links": self.show}

    def enabled(self) -> dict[str, bool]:
        """Return whether it can be done now."""
        return {"insert.links": self._ends() is not None}

    def show(self) -> None:
        """Open the dialog for the two selected instances, or for the copies of one."""
        ends = self._ends()
        if ends is None:
            self._bridge.hint.emit(tr("Select the two things that are to be linked"))
            return
        bridge = self._bridge
        self.dialog = ConnectDialog(bridge.snapshot, bridge.scope_block, ends, self._window)
        self.dialog.changed.connect(self._preview)
        self.dialog.accepted.connect(self._make)
        self.dialog.rejected.connect(self._forget)
        self.dialog.open()
        self._preview(self.dialog.candidate)

    def _ends(self) -> tuple[InstancePath, InstancePath] | None:
        n = len(self._bridge.scope)
        first: dict[str, InstancePath] = {}
        for path in self._bridge.selection.paths:
            first.setdefault(path[-1].instance_id, path[n:])
        found = list(first.values())
        if len(found) == 1:
            others = [p[n:] for p in self._bridge.selection.paths[1:2]]
            return found[0], others[0] if others else found[0]
        return (found[0], found[1]) if len(found) == 2 else None

    def _preview(self, candidate: ConnectionCandidate | None) -> None:
        bridge = self._bridge
        if candidate is None:
            pin_links(self._canvas, [])
            bridge.clear_preview()
            return
        reason = bridge.preview(candidate.command)
        if reason and self.dialog is not None:
            self.dialog.show_outcome(reason)
        pin_links(
            self._canvas,
            preview_pairs(bridge.snapshot.design, bridge.scope_block, candidate.bundle),
        )

    def _make(self) -> None:
        candidate = self.dialog.candidate if self.dialog is not None else None
        bridge = self._bridge
        pin_links(self._canvas, [])
        if candidate is None:
            bridge.clear_preview()
            return
        before = {bundle.id for bundle in bridge.scope_block.link_bundles}
        if bridge.apply(candidate.command):
            block = bridge.scope_block
            new = [f"{block.id}/{b.id}" for b in block.link_bundles if b.id not in before]
            bridge.select((), tuple(new))
            bridge.hint.emit(tr("Connected: {text}", text=shown(candidate.text)))

    def _forget(self) -> None:
        pin_links(self._canvas, [])
        self._bridge.clear_preview()
