"""The table of failures, worst first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.ui.row_table import RowModel, RowView
from designer.viewmodel.failure_rows import HEADING_TIPS, HEADINGS

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from designer.ui.theme.look import Look
    from designer.viewmodel.failure_rows import FailureRow

_WIDTHS = (104, 300, 72, 128, 168, 168, 168)
_FIRST_NUMBER = 2


class FailureModel(RowModel["FailureRow"]):
    """Failures as rows of text."""

    @override
    def cell(self, row: FailureRow, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(row.cells[column])
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(row.tip)
        if role == Qt.ItemDataRole.FontRole and column >= _FIRST_NUMBER:
            return self.look.number_font
        return None

    @override
    def heading_tip(self, column: int) -> str:
        return plain_tip(HEADING_TIPS[column])


class FailureView(RowView):
    """Shows failures; a click on one says where it is."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(tr("Failures"), 26, parent)
        self.failures = FailureModel(look, HEADINGS, self)
        self.setModel(self.failures)
        self.set_widths(_WIDTHS)

    def set_look(self, look: Look) -> None:
        self.failures.set_look(look)
        self.viewport().update()
