"""The gallery window: start from a shipped system, a recent file, or nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from designer.errors.tree import DesignerError
from designer.ui.gallery.cards import CARD_SIZE, PICTURE_SIZE, CardDelegate, CardModel
from designer.ui.panels.plain import plain_label
from designer.viewmodel.gallery_rows import GalleryCard, headlines
from designer.workbench.opening import open_named_or_file, system_names
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.ui.theme.look import Look

EMPTY = GalleryCard("", "Empty design", "Drag racks, nodes and switches from the catalog.")
_ENLARGED = 3
"""Pictures are drawn larger and shrunk, so that margins and labels take less of the room."""


class GalleryDialog(QDialog):
    """Every system as a card; numbers and pictures come in one by one.

    Signals
    -------
    chosen(str)
        Name of a system, or empty for an empty design.
    file_wanted()
        The user wants to open a file instead.
    """

    chosen = Signal(str)
    file_wanted = Signal()

    def __init__(self, library: CatalogLibrary, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle("Start a design")
        self.setAccessibleName("Gallery")
        self.resize(900, 680)
        self._library = library
        self._look = look
        self._pending = list(system_names())
        self._model = CardModel((EMPTY, *_system_cards()), self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText("Search systems")
        self._search.setAccessibleName("Search systems")
        self._search.setClearButtonEnabled(True)
        self._search.textChanged.connect(self._model.search)
        self._view = self._make_view()
        self._open = QPushButton("Start", self)
        self._open.setDefault(True)
        self._open.clicked.connect(self._choose_current)
        self._file = QPushButton("Open a file…", self)
        self._file.setAutoDefault(False)
        self._file.clicked.connect(self._want_file)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.load_next)
        self._timer.start()

    @property
    def cards(self) -> tuple[GalleryCard, ...]:
        """The cards that are shown."""
        return self._model.shown

    @property
    def view(self) -> QListView:
        return self._view

    @property
    def is_complete(self) -> bool:
        """Whether every system has been drawn."""
        return not self._pending

    def load_next(self) -> None:
        """Evaluate and draw the next system; the window stays usable between two of them."""
        if not self._pending:
            return
        from designer.ui.printing.image import render_png

        name = self._pending.pop(0)
        try:
            snapshot = Workbench(self._library, open_named_or_file(name).document.design).snapshot
            size = (_ENLARGED * PICTURE_SIZE.width(), _ENLARGED * PICTURE_SIZE.height())
            data = render_png(snapshot, self._look.theme, size)
            picture = QPixmap()
            picture.loadFromData(data)
            self._model.complete(name, headlines(snapshot.readouts), picture)
        except DesignerError as problem:
            self._model.complete(name, (str(problem),), None)
        if self._pending:
            self._timer.start()

    def _make_view(self) -> QListView:
        view = QListView(self)
        view.setAccessibleName("Systems")
        view.setModel(self._model)
        view.setItemDelegate(CardDelegate(self._look, view))
        view.setViewMode(QListView.ViewMode.IconMode)
        view.setResizeMode(QListView.ResizeMode.Adjust)
        view.setMovement(QListView.Movement.Static)
        view.setUniformItemSizes(True)
        view.setGridSize(CARD_SIZE + QSize(8, 8))
        view.setMouseTracking(True)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setCurrentIndex(self._model.index(0))
        view.activated.connect(self._choose_current)
        return view

    def _choose_current(self) -> None:
        row = self._view.currentIndex().row()
        if not 0 <= row < len(self._model.shown):
            row = 0
        if self._model.shown:
            name = self._model.shown[row].name
            self.accept()
            self.chosen.emit(name)

    def _want_file(self) -> None:
        self.accept()
        self.file_wanted.emit()

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(plain_label("Start from a system, or from nothing", "title"), 1)
        self._search.setMinimumWidth(260)
        bar.addWidget(self._search)
        buttons = QHBoxLayout()
        buttons.addWidget(self._file)
        buttons.addStretch(1)
        buttons.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addLayout(bar)
        layout.addWidget(self._view, 1)
        layout.addLayout(buttons)
        self._search.setFocus(Qt.FocusReason.OtherFocusReason)


def _system_cards() -> tuple[GalleryCard, ...]:
    cards: list[GalleryCard] = []
    for name in system_names():
        try:
            design = open_named_or_file(name).document.design
        except DesignerError as problem:
            cards.append(GalleryCard(name, name, str(problem)))
            continue
        cards.append(GalleryCard(name, design.name, design.description))
    return tuple(cards)
