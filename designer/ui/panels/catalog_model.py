"""The entries of the palette as a tree: groups with what a search and a filter leave of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QAbstractItemModel,
    QMimeData,
    QModelIndex,
    Qt,
)
from PySide6.QtGui import QColor
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.ui.theme.fonts import SMALL_PX, emphasised
from designer.viewmodel.catalog_rows import (
    EVERYTHING,
    CatalogEntry,
    CatalogGroup,
    EntryKind,
    narrowed_groups,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtWidgets import QWidget

    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

PART_MIME: Final = "application/x-designer-part"
ASSEMBLY_MIME: Final = "application/x-designer-assembly"
FIGURES_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 1
MARKED_ROLE: Final = int(Qt.ItemDataRole.UserRole) + 2
_MIME = {EntryKind.PART: PART_MIME, EntryKind.ASSEMBLY: ASSEMBLY_MIME}
_GROUP_ID = 2**32 - 1


class CatalogModel(QAbstractItemModel):
    """Groups with their entries, narrowed by a search."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self._all: tuple[CatalogGroup, ...] = ()
        self._in_use: frozenset[str] = frozenset()
        self.query = ""
        self.kept = EVERYTHING
        self.favourites: frozenset[str] = frozenset()
        self.groups: tuple[CatalogGroup, ...] = ()

    def show(self, groups: tuple[CatalogGroup, ...]) -> None:
        self._all = groups
        self.narrow()

    def narrow(
        self,
        *,
        query: str | None = None,
        kept: str | None = None,
        favourites: frozenset[str] | None = None,
        in_use: frozenset[str] | None = None,
    ) -> None:
        """Show what a search and a filter leave; what is not given stays as it was."""
        self.query = self.query if query is None else query
        self.kept = self.kept if kept is None else kept
        self.favourites = self.favourites if favourites is None else favourites
        self._in_use = self._in_use if in_use is None else in_use
        groups = narrowed_groups(
            self._all,
            query=self.query,
            kept=self.kept,
            favourites=self.favourites,
            in_use=self._in_use,
        )
        self.beginResetModel()
        self.groups = groups
        self.endResetModel()

    def know_in_use(self, slugs: frozenset[str]) -> None:
        self._in_use = slugs

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
                marked = tr(", favourite") if entry.payload in self.favourites else ""
                return f"{entry.name}, {shown(entry.figures)}{marked}"
            case Qt.ItemDataRole.ToolTipRole:
                is_part_of_links = (
                    "" if entry.is_placeable else tr("\nChosen on links, not placed.")
                )
                return plain_tip(entry.tooltip + is_part_of_links)
            case Qt.ItemDataRole.DecorationRole:
                return self._look.icons.icon(entry.icon)
            case _:
                own = {
                    MARKED_ROLE: entry.payload in self.favourites,
                    FIGURES_ROLE: shown(entry.figures),
                }
                return own.get(role)

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
            return shown(self.groups[index.row()].title)
        if role == Qt.ItemDataRole.FontRole:
            return emphasised(self._look.font, size_px=SMALL_PX)
        if role == Qt.ItemDataRole.ForegroundRole:
            return QColor(self._look.theme.text_muted)
        return None
