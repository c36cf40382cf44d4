"""Cut, copy and paste, within a window and between windows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QMimeData, QObject

from designer.errors.tree import CommandError
from designer.storage.clip import FORMAT, MAX_BYTES, decode_clip, encode_clip
from designer.ui.language.text import told, tr
from designer.viewmodel.clip_commands import copy_command, placed_paste, table_command, table_text
from designer.viewmodel.selection_commands import delete_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QClipboard

    from designer.commands.base import Command
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.edits import Edits

CLIP_MIME: Final = "application/x-designer-clip+json"


class Clipping(QObject):
    """Puts the selection into the clipboard and brings it back from there.

    Parameters
    ----------
    bridge
        Door to the workbench.
    edits
        Commits what is pasted and selects it.
    clipboard
        The clipboard of the system.
    centre
        Point in the middle of the canvas, in metres of the block being edited.
    """

    def __init__(
        self,
        bridge: WorkbenchBridge,
        edits: Edits,
        clipboard: QClipboard,
        centre: Callable[[], tuple[float, float]],
    ) -> None:
        super().__init__(edits)
        self._bridge = bridge
        self._edits = edits
        self._clipboard = clipboard
        self._centre = centre

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what the actions do."""
        return {
            "edit.cut": self.cut,
            "edit.copy": self.copy,
            "edit.paste": self.paste,
            "edit.paste-in-place": self.paste_in_place,
        }

    def copy(self) -> bool:
        """Put the selection into the clipboard; return whether there was one."""
        bridge = self._bridge
        command = copy_command(bridge.snapshot.design, bridge.scope_block, bridge.selection)
        if command is None:
            bridge.hint.emit(tr("Nothing is selected"))
            return False
        data = QMimeData()
        data.setData(CLIP_MIME, encode_clip(command))
        data.setText(table_text(command))
        self._clipboard.setMimeData(data)
        bridge.hint.emit(tr("Copied; Ctrl+V pastes it here or in another window"))
        return True

    def cut(self) -> None:
        """Put the selection into the clipboard and delete it, which is one step to undo."""
        bridge = self._bridge
        if not self.copy():
            return
        command = delete_command(bridge.snapshot.design, bridge.scope_block, bridge.selection)
        if command is not None:
            bridge.apply(command)

    def paste(self) -> None:
        """Insert what the clipboard has in the middle of the canvas."""
        x_m, y_m = self._centre()
        self._paste((x_m, y_m))

    def paste_in_place(self) -> None:
        """Insert what the clipboard has where it was."""
        self._paste(None)

    def _paste(self, at_m: tuple[float, float] | None) -> None:
        try:
            command = self._command(at_m)
        except CommandError as refusal:
            self._bridge.refused.emit(told(refusal))
            return
        self._edits.add(command)

    def _command(self, at_m: tuple[float, float] | None) -> Command:
        data, block = self._clipboard.mimeData(), self._bridge.scope_block
        if data.hasFormat(CLIP_MIME):
            held = data.data(CLIP_MIME)
            # A size too large is refused by decode_clip before the bytes are copied.
            kept = held.size() if held.size() <= MAX_BYTES else MAX_BYTES + 1
            return placed_paste(decode_clip(bytes(held.data()[:kept])), block, at_m)
        text = data.text() if data.hasText() else ""
        if text.lstrip()[:1] == "{" and FORMAT in text[:200]:
            return placed_paste(decode_clip(text.encode()), block, at_m)
        library = self._bridge.workbench.library
        command = table_command(text[:200_000], library, block, at_m or (0.0, 0.0))
        return command if command is not None else decode_clip(b"")
