"""A table of readouts before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QWidget
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.row_table import RowModel, RowView
from designer.wording.wording import worded

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from designer.ui.theme.look import Look
    from designer.viewmodel.change_rows import ChangeRow

_HEADERS: Final = (worded("Quantity"), worded("Before"), worded("After"), worded("Change"))
_NARROW_PX: Final = 400
_NUMBERS: Final = frozenset({1, 2, 3})


class ChangesModel(RowModel["ChangeRow"]):
    """Readouts that differ between two states."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(look, _HEADERS, parent, right=_NUMBERS)
        self.is_narrow = False

    @override
    def cell(self, row: ChangeRow, column: int, role: int) -> object:
        if role in {Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole}:
            both = f"{row.before or '–'} → {row.after or '–'}"
            after = both if self.is_narrow else row.after
            return (shown(row.label), row.before, after, row.delta)[column]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.alignment(column)
        if role == Qt.ItemDataRole.FontRole and column in _NUMBERS:
            return self.look.number_font
        return None


class ChangesView(RowView):
    """Shows what an edit changes."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(tr("Readouts that change"), 24, parent)
        self.changes = ChangesModel(look, self)
        self.setModel(self.changes)
        header = self.horizontalHeader()
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)

    def show_rows(self, rows: tuple[ChangeRow, ...]) -> None:
        self.changes.show(rows)

    def set_look(self, look: Look) -> None:
        self.changes.set_look(look)
        self.viewport().update()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        # In a narrow dock before and after share a column, and the change is left out.
        is_narrow = self.width() < _NARROW_PX
        if is_narrow != self.changes.is_narrow:
            self.changes.is_narrow = is_narrow
            self.setColumnHidden(1, is_narrow)
            self.setColumnHidden(3, is_narrow)
        super().resizeEvent(event)
