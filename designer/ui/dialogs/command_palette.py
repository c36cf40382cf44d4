"""The command palette: every action by a few letters of its name."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSortFilterProxyModel, Qt
from PySide6.QtGui import QKeyEvent, QStandardItemModel
from PySide6.QtWidgets import QDialog, QLabel, QLineEdit, QListView, QVBoxLayout, QWidget
from typing_extensions import override

from designer.ui.dialogs.command_rows import (
    ACTION_ROLE,
    WORDS_ROLE,
    CommandDelegate,
    command_item,
)
from designer.ui.language.text import tr

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtGui import QAction

    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

_SIZE_PX = (620, 440)
_MOVES = frozenset({
    Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp,
})  # fmt: skip


class ActionFilter(QSortFilterProxyModel):
    """Leaves the actions in whose name or description every word stands."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._words: list[str] = []

    def search(self, text: str) -> None:
        self._words = text.casefold().split()
        self.invalidate()

    @override
    def filterAcceptsRow(self, source_row: int, source_parent: Index) -> bool:
        index = self.sourceModel().index(source_row, 0, source_parent)
        text = str(index.data(WORDS_ROLE))
        return all(word in text for word in self._words)


class CommandPalette(QDialog):
    """A field and the actions that match; Enter runs the first of them.

    Parameters
    ----------
    actions
        Actions that can be run, in menu order; those that are disabled now are greyed.
    look
        Colours and fonts.
    parent
        The window.
    menus
        Where each action stands in the menus.
    """

    def __init__(
        self,
        actions: Sequence[QAction],
        look: Look,
        parent: QWidget,
        menus: Mapping[QAction, str] = MappingProxyType({}),
    ) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("popup")
        self.setAccessibleName(tr("Command palette"))
        self._source = QStandardItemModel(self)
        for action in actions:
            self._source.appendRow(command_item(action, menus.get(action, "")))
        self._found = ActionFilter(self)
        self._found.setSourceModel(self._source)
        self._field = QLineEdit(self)
        self._field.setPlaceholderText(tr("Type what you want to do"))
        self._field.setAccessibleName(tr("Search commands"))
        self._field.installEventFilter(self)
        self._field.textChanged.connect(self._search)
        self._view = QListView(self)
        self._view.setAccessibleName(tr("Commands"))
        self._view.setModel(self._found)
        self._view.setUniformItemSizes(True)
        self._view.setItemDelegate(CommandDelegate(look, self._view))
        self._view.clicked.connect(self._run)
        self._nothing = QLabel(self)
        self._nothing.setTextFormat(Qt.TextFormat.PlainText)
        self._nothing.setObjectName("muted")
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._field)
        layout.addWidget(self._view, 1)
        layout.addWidget(self._nothing, 1)
        self.resize(*_SIZE_PX)
        self.move(parent.mapToGlobal(parent.rect().center()) - self.rect().center())
        self._search("")
        self._field.setFocus()

    @property
    def shown(self) -> tuple[str, ...]:
        """Texts of the actions that are left."""
        rows = range(self._found.rowCount())
        return tuple(str(self._found.index(row, 0).data()) for row in rows)

    @property
    def field(self) -> QLineEdit:
        return self._field

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in _MOVES:
                self._step(-1 if event.key() in {Qt.Key.Key_Up, Qt.Key.Key_PageUp} else 1)
                return True
            if event.type() == QEvent.Type.KeyPress and event.key() in {
                Qt.Key.Key_Return,
                Qt.Key.Key_Enter,
            }:
                self._run(self._view.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _search(self, text: str) -> None:
        self._found.search(text)
        rows = range(self._found.rowCount())
        first = next((row for row in rows if self._is_enabled(row)), 0)
        self._view.setCurrentIndex(self._found.index(first, 0))
        self._view.setVisible(bool(rows))
        self._nothing.setVisible(not rows)
        if not rows:
            self._nothing.setText(
                tr("No command has “{text}” in its name or description", text=text[:60])
            )

    def _is_enabled(self, row: int) -> bool:
        return bool(self._found.flags(self._found.index(row, 0)) & Qt.ItemFlag.ItemIsEnabled)

    def _step(self, by: int) -> None:
        row = self._view.currentIndex().row() + by
        while 0 <= row < self._found.rowCount() and not self._is_enabled(row):
            row += by
        if 0 <= row < self._found.rowCount():
            self._view.setCurrentIndex(self._found.index(row, 0))

    def _run(self, index: QModelIndex) -> None:
        if not index.isValid() or not self._is_enabled(index.row()):
            return
        action: QAction = index.data(ACTION_ROLE)
        self.accept()
        action.trigger()
