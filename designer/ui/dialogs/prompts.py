"""Questions to the user about files; tests put their own answers in."""

from __future__ import annotations

from enum import Enum, auto
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QInputDialog, QMessageBox, QWidget

from designer.ui.language.text import shown, tr
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

GRAPH_FILTER = worded("Graphs (*.json *.graphml *.xml);;All files (*)")
DESIGN_FILTER = worded("Designs (*.cluster.json);;All files (*)")


class SaveChoice(Enum):
    """Answer to whether changes are to be saved."""

    SAVE = auto()
    DISCARD = auto()
    CANCEL = auto()


class Prompts(Protocol):
    """What the document flow asks the user."""

    def save_changes(self, name: str) -> SaveChoice: ...

    def save_recording(self, n_steps: int) -> SaveChoice: ...

    def path_to_open(self) -> Path | None: ...

    def path_to_import(self) -> Path | None: ...

    def path_to_save(self, suggested: str) -> Path | None: ...

    def path_to_export(self, suggested: str, file_filter: str) -> Path | None: ...

    def folder_to_export(self) -> Path | None: ...

    def reason(self, about: str) -> str | None: ...

    def text(self, title: str, label: str, present: str) -> str | None: ...

    def problem(self, title: str, lines: Sequence[str]) -> None: ...


class DialogPrompts:
    """Asks with dialogs over the window."""

    def __init__(self, window: QWidget) -> None:
        self._window = window

    def save_changes(self, name: str) -> SaveChoice:
        box = _box(
            self._window, QMessageBox.Icon.Question, tr('Save changes to "{name}"?', name=name)
        )
        box.setInformativeText(tr("Without saving, the changes since the last save are lost."))
        return _saved_or_not(box)

    def save_recording(self, n_steps: int) -> SaveChoice:
        box = _box(
            self._window,
            QMessageBox.Icon.Question,
            tr("Save the recorded script? It has {n_steps} steps.", n_steps=n_steps),
        )
        box.setInformativeText(tr("Without saving, the recording is lost; the design stays."))
        return _saved_or_not(box)

    def path_to_open(self) -> Path | None:
        text, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open design"), "", shown(DESIGN_FILTER)
        )
        return Path(text) if text else None

    def path_to_import(self) -> Path | None:
        text, _ = QFileDialog.getOpenFileName(
            self._window, tr("Import graph"), "", shown(GRAPH_FILTER)
        )
        return Path(text) if text else None

    def path_to_save(self, suggested: str) -> Path | None:
        text, _ = QFileDialog.getSaveFileName(
            self._window, tr("Save design"), suggested, shown(DESIGN_FILTER)
        )
        return Path(text) if text else None

    def path_to_export(self, suggested: str, file_filter: str) -> Path | None:
        text, _ = QFileDialog.getSaveFileName(self._window, tr("Export"), suggested, file_filter)
        return Path(text) if text else None

    def folder_to_export(self) -> Path | None:
        text = QFileDialog.getExistingDirectory(self._window, tr("Export into folder"))
        return Path(text) if text else None

    def reason(self, about: str) -> str | None:
        return self.text(
            tr("Approve finding"), tr("Why is this acceptable?\n{about}", about=about), ""
        )

    def text(self, title: str, label: str, present: str) -> str | None:
        dialog = QInputDialog(self._window)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label.replace("<", "‹").replace(">", "›"))
        dialog.setTextValue(present)
        dialog.setMinimumWidth(420)
        if dialog.exec() != QInputDialog.DialogCode.Accepted:
            return None
        return dialog.textValue().strip()

    def problem(self, title: str, lines: Sequence[str]) -> None:
        box = _box(self._window, QMessageBox.Icon.Warning, title)
        kept = list(lines[:12])
        if len(lines) > len(kept):
            kept.append(tr("and {n} more", n=len(lines) - len(kept)))
        box.setInformativeText("\n".join(kept))
        box.exec()


def _saved_or_not(box: QMessageBox) -> SaveChoice:
    button = QMessageBox.StandardButton
    box.setStandardButtons(button.Save | button.Discard | button.Cancel)
    box.setDefaultButton(button.Save)
    answers = {int(button.Save): SaveChoice.SAVE, int(button.Discard): SaveChoice.DISCARD}
    return answers.get(box.exec(), SaveChoice.CANCEL)


def _box(parent: QWidget, icon: QMessageBox.Icon, text: str) -> QMessageBox:
    box = QMessageBox(parent)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setIcon(icon)
    box.setText(text)
    return box
