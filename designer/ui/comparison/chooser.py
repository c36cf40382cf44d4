"""Choosing a design for a comparison: this one, a shipped system, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from designer.errors.tree import DesignerError
from designer.ui.language.text import shown, tr
from designer.wording.wording import worded
from designer.workbench.comparing import opened_side, side_of
from designer.workbench.opening import system_names

if TYPE_CHECKING:
    from designer.evaluate.comparison import Side
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents

THIS: Final = worded("This design")
NONE: Final = worded("None")
FILE: Final = worded("Open a file…")
_RIVALS: Final = ("gb200-nvl72", "cloudmatrix-384")
"""Systems that most others are measured against, tried first."""


class DesignChooser(QComboBox):
    """A list of designs; a file that was opened joins the list.

    Signals
    -------
    chosen()
        Another design was chosen.
    """

    chosen = Signal()

    def __init__(
        self, bridge: WorkbenchBridge, documents: Documents, parent: QWidget, *, may_be_none: bool
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._documents = documents
        self._opened: dict[str, Side] = {}
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.addItems([
            *([shown(NONE)] if may_be_none else []),
            shown(THIS),
            *system_names(),
            shown(FILE),
        ])
        self.currentTextChanged.connect(self._choose)

    def choose_other_system(self) -> None:
        """Choose a shipped system that is not the design of the window."""
        offered = system_names()
        first = [name for name in _RIVALS if name in offered]
        others = [n for n in (*first, *offered) if n != self._documents.system_name]
        with QSignalBlocker(self):
            self.setCurrentText(others[0] if others else shown(THIS))

    def offer(self, name: str) -> None:
        """Choose a design by its name, which joins the list; an empty name chooses none.

        Parameters
        ----------
        name
            Name of a shipped system or slug of an accelerator.
        """
        with QSignalBlocker(self):
            if name:
                self.setCurrentIndex(self._index_of(name))
            else:
                self.setCurrentIndex(max(0, self.findText(shown(NONE))))

    def side(self) -> Side | None:
        """Return the chosen design, evaluated; ``None`` for none."""
        text = self.currentText()
        if text == shown(NONE):
            return None
        if text == shown(THIS):
            is_edited = self._bridge.workbench.is_modified
            return side_of(self._bridge.snapshot, "" if is_edited else self._documents.system_name)
        if text not in self._opened:
            try:
                self._opened[text] = opened_side(self._bridge.workbench.library, text)
            except DesignerError as problem:
                self._documents.report(tr("{text} cannot be opened", text=text), problem)
                with QSignalBlocker(self):
                    self.setCurrentIndex(0)
                return self.side()
        return self._opened[text]

    def _choose(self, text: str) -> None:
        if text == shown(FILE):
            path = self._documents.prompts.path_to_open()
            with QSignalBlocker(self):
                self.setCurrentIndex(0 if path is None else self._index_of(str(path)))
        self.chosen.emit()

    def _index_of(self, path: str) -> int:
        at = self.findText(path)
        if at < 0:
            at = self.count() - 1
            self.insertItem(at, path)
        return at
