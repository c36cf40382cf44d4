"""The palette: parts and assemblies to drag onto the canvas."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QMimeData,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.ui.panels.plain import plain_label, plain_tip
from designer.ui.theme.fonts import SMALL_PX, emphasised
from designer.viewmodel.catalog_rows import CatalogEntry, CatalogGroup, EntryKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QObject, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

PART_MIME: Final = "application/x-designer-part"
ASSEMBLY_MIME: Final = "application/x-designer-assembly"
_MIME = {EntryKind.PART: PART_MIME, EntryKind.ASSEMBLY: ASSEMBLY_MIME}
_GROUP_ID = 2**32 - 1
_FIGURES_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class CatalogModel(QAbstractItemModel):
    """Groups with their entries, narrowed by a search."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._all: tuple[CatalogGroup, ...] = ()
        self._query = ""
        self.groups: tuple[CatalogGroup, ...] = ()

    def show(self, groups: tuple[CatalogGroup, ...]) -> None:
        self._all = groups
        self.search(self._query)

    def search(self, query: str) -> None:
        self.beginResetModel()
        self._query = query
        narrowed = (
            replace(group, entries=tuple(e for e in group.entries if e.matches(query)))
            for group in self._all
        )
        self.groups = tuple(group for group in narrowed if group.entries)
        self.endResetModel()

    def set_look(self, look: Look) -> None:
        self._look = look

    def entry(self, index: Index) -> CatalogEntry | None:
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return None
        return self.groups[index.internalId()].entries[index.row()]

    @override
    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if parent is None or not parent.isValid():
            if 0 <= row < len(self.groups):
                return self.createIndex(row, column, _GROUP_ID)
        elif 0 <= row < len(self.groups[parent.row()].entries):
            return self.createIndex(row, column, parent.row())
        return QModelIndex()

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId(), 0, _GROUP_ID)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self.groups)
        return len(self.groups[parent.row()].entries) if parent.internalId() == _GROUP_ID else 0

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        del parent
        return 1

    @override
    def flags(self, index: Index) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        entry = self.entry(index)
        if entry is not None and entry.is_placeable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        entry = self.entry(index)
        if entry is None:
            return self._group_data(index, role)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return entry.name
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{entry.name}, {entry.figures}"
            case Qt.ItemDataRole.ToolTipRole:
                is_part_of_links = "" if entry.is_placeable else "\nChosen on links, not placed."
                return plain_tip(entry.tooltip + is_part_of_links)
            case Qt.ItemDataRole.DecorationRole:
                return self._look.icons.icon(entry.icon)
            case _:
                return entry.figures if role == _FIGURES_ROLE else None

    @override
    def mimeTypes(self) -> list[str]:
        return [PART_MIME, ASSEMBLY_MIME]

    @override
    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        data = QMimeData()
        entry = next((e for e in map(self.entry, indexes) if e is not None), None)
        if entry is not None:
            data.setData(_MIME[entry.kind], entry.payload.encode())
        return data

    def _group_data(self, index: Index, role: int) -> object:
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.groups[index.row()].title
        if role == Qt.ItemDataRole.FontRole:
            return emphasised(self._look.font, size_px=SMALL_PX)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._look.theme.text_muted)
        return None


class EntryDelegate(QStyledItemDelegate):
    """Draws the headline figures under the name of an entry."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look

    def set_look(self, look: Look) -> None:
        self._look = look

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        size = super().sizeHint(option, index)
        is_entry = index.data(_FIGURES_ROLE) is not None
        return QSize(size.width(), 44 if is_entry else 28)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        figures = index.data(_FIGURES_ROLE)
        if figures is None:
            super().paint(painter, option, index)
            return
        super().paint(painter, option, index)
        area: QRect = option.rect
        text_area = area.adjusted(32, 4, -8, -4)
        painter.save()
        try:
            painter.setFont(self._look.font)
            self._line(painter, text_area, str(index.data()), self._look.theme.text)
            small = QFont(self._look.number_font)
            small.setPixelSize(SMALL_PX - 1)
            painter.setFont(small)
            lower = text_area.adjusted(0, 18, 0, 0)
            self._line(painter, lower, str(figures), self._look.theme.text_muted)
        finally:
            painter.restore()

    @override
    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        super().initStyleOption(option, index)
        if index.data(_FIGURES_ROLE) is not None:
            option.text = ""

    @staticmethod
    def _line(painter: QPainter, area: QRect, text: str, colour: str) -> None:
        painter.setPen(QColor(colour))
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop), shown)


class CatalogPanel(QWidget):
    """Search field and tree of what can be added.

    Signals
    -------
    part_chosen(str), assembly_chosen(str)
        Slug of a part, or ``system-slug/block-id``, to be added at the centre of the canvas.
    """

    part_chosen = Signal(str)
    assembly_chosen = Signal(str)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Catalog panel")
        self._model = CatalogModel(look, self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText("Search parts and assemblies")
        self._search.setAccessibleName("Search the catalog")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._tree = QTreeView(self)
        self._tree.setAccessibleName("Catalog")
        self._tree.setModel(self._model)
        self._tree.setHeaderHidden(True)
        self._tree.setIndentation(8)
        self._tree.setIconSize(QSize(20, 20))
        self._tree.setDragEnabled(True)
        self._tree.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._tree.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._delegate = EntryDelegate(look, self._tree)
        self._tree.setItemDelegate(self._delegate)
        self._tree.activated.connect(self._choose)
        self._hint = plain_label(
            "Drag onto the canvas, or press Enter to add at its centre.", "small"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, margins, stretch in (
            (self._search, (8, 8, 8, 8), 0),
            (self._tree, (0, 0, 0, 0), 1),
            (self._hint, (12, 6, 12, 8), 0),
        ):
            inner = QVBoxLayout()
            inner.setContentsMargins(*margins)
            inner.addWidget(widget)
            layout.addLayout(inner, stretch)

    @property
    def tree(self) -> QTreeView:
        return self._tree

    @property
    def model(self) -> CatalogModel:
        return self._model

    @property
    def search_field(self) -> QLineEdit:
        return self._search

    def set_look(self, look: Look) -> None:
        self._model.set_look(look)
        self._delegate.set_look(look)
        self._tree.viewport().update()

    def show_groups(self, groups: tuple[CatalogGroup, ...]) -> None:
        opened = {
            group.title
            for row, group in enumerate(self._model.groups)
            if self._tree.isExpanded(self._model.index(row, 0))
        }
        known = {group.title for group in self._model.groups}
        self._model.show(groups)
        for row, group in enumerate(self._model.groups):
            is_open = group.title in opened if group.title in known else group.is_open
            self._tree.setExpanded(self._model.index(row, 0), is_open or bool(self._search.text()))

    def focus_search(self) -> None:
        self._search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._search.selectAll()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._search and event.type() == QEvent.Type.KeyPress:
            pressed: QKeyEvent = event  # type: ignore[assignment]
            if pressed.key() == Qt.Key.Key_Down:
                self._tree.setFocus()
                self._tree.setCurrentIndex(self._first_entry())
                return True
            if pressed.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
                self._choose(self._first_entry())
                return True
        return super().eventFilter(watched, event)

    def _first_entry(self) -> QModelIndex:
        """Return the first entry found by its name, or else the first one found."""
        words = self._search.text().casefold().split()
        for group_ix, group in enumerate(self._model.groups):
            for row, entry in enumerate(group.entries):
                if all(word in entry.name.casefold() for word in words):
                    return self._model.index(row, 0, self._model.index(group_ix, 0))
        return self._model.index(0, 0, self._model.index(0, 0))

    def _narrow(self, query: str) -> None:
        self._model.search(query)
        for row, group in enumerate(self._model.groups):
            self._tree.setExpanded(self._model.index(row, 0), group.is_open or bool(query))
        found = sum(len(group.entries) for group in self._model.groups)
        self._hint.setText(
            "Drag onto the canvas, or press Enter to add at its centre."
            if found
            else f'Nothing in the catalog matches "{query}". Try a family, such as "switch".'
        )

    def _choose(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is None or not entry.is_placeable:
            return
        if entry.kind is EntryKind.PART:
            self.part_chosen.emit(entry.payload)
        else:
            self.assembly_chosen.emit(entry.payload)
