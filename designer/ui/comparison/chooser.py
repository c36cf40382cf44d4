"""Choosing a design for a comparison: this one, a shipped system, or a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from designer.ui.language.text import shown
from designer.wording.wording import worded
from designer.workbench.opening import system_names

if TYPE_CHECKING:
    from designer.evaluate.comparison import Side
    from designer.ui.comparison.opened_sides import OpenedSides
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
        self, sides: OpenedSides, documents: Documents, parent: QWidget, *, may_be_none: bool
    ) -> None:
        super().__init__(parent)
        self._documents = documents
        self._sides = sides
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

    @property
    def wanted(self) -> str:
        """Name of the design to open; empty for none, and for that of the window."""
        text = self.currentText()
        return "" if text in {shown(NONE), shown(THIS)} else text

    def side(self) -> Side | None:
        """Return the chosen design, evaluated; ``None`` for none, and until it is."""
        if self.currentText() == shown(THIS):
            return self._sides.of_window(self._documents)
        return self._sides.side(self.wanted)

    def refuse(self) -> None:
        """Choose the first entry again, because what was chosen cannot be opened."""
        with QSignalBlocker(self):
            self.setCurrentIndex(0)

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
