"""The totals of what a form would build, in two columns of names and values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QWidget

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label

if TYPE_CHECKING:
    from designer.viewmodel.fabric_form import TotalRow

_N_COLUMNS = 2


class TotalsGrid(QFrame):
    """A card of totals; the places of names and values stay while the values change."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Totals"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        for column in range(_N_COLUMNS):
            self._grid.setColumnStretch(2 * column + 1, 1)
        self._names: list[QLabel] = []
        self._values: list[QLabel] = []

    @property
    def text(self) -> str:
        """All totals, a line for each."""
        pairs = zip(self._names, self._values, strict=True)
        return "\n".join(f"{name.text()}: {value.text()}" for name, value in pairs)

    def show_rows(self, rows: tuple[TotalRow, ...]) -> None:
        """Show other totals."""
        while len(self._names) > len(rows):
            for label in (self._names.pop(), self._values.pop()):
                self._grid.removeWidget(label)
                label.deleteLater()
        while len(self._names) < len(rows):
            self._names.append(plain_label("", "muted", self))
            self._values.append(plain_label("", "", self))
        n_lines = -(-len(rows) // _N_COLUMNS)
        for ix, row in enumerate(rows):
            column, line = divmod(ix, n_lines)
            name, value = self._names[ix], self._values[ix]
            name.setText(shown(row.label))
            value.setText(row.text)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(shown(row.label))
            self._grid.addWidget(name, line, 2 * column)
            self._grid.addWidget(value, line, 2 * column + 1)
