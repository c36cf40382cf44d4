"""The palette: parts and assemblies to drag onto the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QSignalBlocker,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLineEdit,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.catalog_rows import (
    EVERYTHING,
    FAVOURITES,
    IN_USE,
    CatalogGroup,
    EntryKind,
    filter_choices,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QObject, QPersistentModelIndex
    from PySide6.QtGui import QKeyEvent

    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

from designer.ui.panels.catalog_delegate import EntryDelegate
from designer.ui.panels.catalog_model import CatalogModel


class CatalogPanel(QWidget):
    """Search field and tree of what can be added.

    Signals
    -------
    part_chosen(str), assembly_chosen(str)
        Slug of a part, or ``system-slug/block-id``, to be added at the centre of the canvas.
    favourites_changed(object)
        Payloads of the entries that are marked now, sorted.
    """

    part_chosen = Signal(str)
    assembly_chosen = Signal(str)
    favourites_changed = Signal(object)

    def __init__(self, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Catalog panel"))
        self._model = CatalogModel(look, self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(tr("Search parts and assemblies"))
        self._search.setAccessibleName(tr("Search the catalog"))
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._kept = QComboBox(self)
        self._kept.setAccessibleName(tr("Show in the catalog"))
        self._kept.view().setAccessibleName(tr("Show in the catalog"))
        self._kept.currentIndexChanged.connect(self._filter)
        self._tree = QTreeView(self)
        self._tree.setAccessibleName(tr("Catalog"))
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
        self._delegate.starred.connect(self._toggle_favourite)
        self._tree.setMouseTracking(True)
        self._tree.installEventFilter(self)
        self._tree.activated.connect(self._choose)
        self._hint = plain_label(
            tr("Drag onto the canvas, or press Enter to add at its centre. Space marks ★."), "small"
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for widget, margins, stretch in (
            (self._search, (8, 8, 8, 4), 0),
            (self._kept, (8, 0, 8, 8), 0),
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
    def filter_box(self) -> QComboBox:
        return self._kept

    @property
    def search_field(self) -> QLineEdit:
        return self._search

    def set_look(self, look: Look) -> None:
        self._model.set_look(look)
        self._delegate.set_look(look)
        self._tree.viewport().update()

    @property
    def groups(self) -> tuple[CatalogGroup, ...]:
        return self._model.groups

    def show_groups(self, groups: tuple[CatalogGroup, ...]) -> None:
        self._offer_filters(groups)
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

    def set_favourites(self, payloads: Iterable[str]) -> None:
        """Mark what the user marked before."""
        self._narrow_to(favourites=frozenset(payloads))

    def set_in_use(self, slugs: frozenset[str]) -> None:
        """Know which parts the design uses; the palette changes only if that is shown."""
        if self._model.kept == IN_USE:
            self._narrow_to(in_use=slugs)
        else:
            self._model.know_in_use(slugs)

    def toggle_favourite(self) -> None:
        """Mark the current entry as a favourite, or no longer."""
        self._toggle_favourite(self._tree.currentIndex())

    def _toggle_favourite(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is None:
            return
        marked = self._model.favourites ^ {entry.payload}
        self._narrow_to(favourites=marked)
        self._select_payload(entry.payload)
        self.favourites_changed.emit(tuple(sorted(marked)))

    def _select_payload(self, payload: str) -> None:
        for group_ix, group in enumerate(self._model.groups):
            for ix, entry in enumerate(group.entries):
                is_home = entry.payload == payload and (group_ix or len(self._model.groups) == 1)
                if is_home:
                    self._tree.setCurrentIndex(
                        self._model.index(ix, 0, self._model.index(group_ix, 0))
                    )
                    return

    def _offer_filters(self, groups: tuple[CatalogGroup, ...]) -> None:
        kept = self._kept.currentData()
        with QSignalBlocker(self._kept):
            self._kept.clear()
            for key, words in filter_choices(groups):
                self._kept.addItem(shown(words), key)
            self._kept.setCurrentIndex(max(0, self._kept.findData(kept)))

    def _filter(self) -> None:
        self._narrow_to(kept=str(self._kept.currentData()))

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
        if watched is self._tree and event.type() == QEvent.Type.KeyPress:
            pressed = event  # type: ignore[assignment]
            if pressed.key() == Qt.Key.Key_Space and self._tree.currentIndex().isValid():
                self.toggle_favourite()
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
        self._narrow_to(query=query)

    def _narrow_to(
        self,
        *,
        query: str | None = None,
        kept: str | None = None,
        favourites: frozenset[str] | None = None,
        in_use: frozenset[str] | None = None,
    ) -> None:
        closed = {
            group.title
            for row, group in enumerate(self._model.groups)
            if not self._tree.isExpanded(self._model.index(row, 0))
        }
        known = {group.title for group in self._model.groups}
        self._model.narrow(query=query, kept=kept, favourites=favourites, in_use=in_use)
        is_narrow = bool(self._model.query) or self._model.kept != EVERYTHING
        for row, group in enumerate(self._model.groups):
            is_open = group.title not in closed if group.title in known else group.is_open
            self._tree.setExpanded(self._model.index(row, 0), is_open or is_narrow)
        found = sum(len(group.entries) for group in self._model.groups)
        if found:
            text = tr("Drag onto the canvas, or press Enter to add at its centre. Space marks ★.")
        elif self._model.kept == FAVOURITES and not self._model.favourites:
            text = tr("No favourites yet: press Space on an entry, or click its star.")
        else:
            text = tr(
                'Nothing matches "{query}". Try a family, such as "switch", or show everything.',
                query=self._model.query,
            )
        self._hint.setText(text)

    def _choose(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is None or not entry.is_placeable:
            return
        if entry.kind is EntryKind.PART:
            self.part_chosen.emit(entry.payload)
        else:
            self.assembly_chosen.emit(entry.payload)
