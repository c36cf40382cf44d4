"""The gallery window: start from nothing, a recent file, a shipped system or a fabric family."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QPushButton,
    QTabBar,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.errors.tree import DesignerError
from designer.ui.gallery.cards import CARD_SIZE, PICTURE_SIZE, CardDelegate, CardModel
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.fabric_form import has_sizes
from designer.viewmodel.gallery_rows import (
    CardFacts,
    CardKind,
    GalleryCard,
    gallery_cards,
    gallery_request,
)
from designer.wording.wording import worded
from designer.workbench.worker import Lane

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from PySide6.QtGui import QHideEvent, QShowEvent

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look

_ENLARGED: Final = 3
"""Pictures are drawn larger and shrunk, so that margins and labels take less of the room."""

_TABS: Final = (
    (worded("All"), None),
    (worded("Recent files"), CardKind.FILE),
    (worded("Systems"), CardKind.SYSTEM),
    (worded("Comparisons"), CardKind.COMPARISON),
    (worded("Fabric families"), CardKind.FAMILY),
)


class GalleryDialog(QDialog):
    """Everything to start from as a card; numbers and pictures are made beside the window.

    Signals
    -------
    chosen(object)
        The ``GalleryCard`` to start from.
    size_wanted(object)
        The ``GalleryCard`` of a system that is wanted in another size.
    file_wanted()
        The user wants to open a file instead.
    tour_wanted()
        The user wants to be shown around.
    """

    chosen = Signal(object)
    size_wanted = Signal(object)
    file_wanted = Signal()
    tour_wanted = Signal()

    def __init__(
        self, bridge: WorkbenchBridge, recent: Iterable[Path], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Start a design"))
        self.setAccessibleName(tr("Gallery"))
        self.resize(900, 720)
        self._bridge = bridge
        self._look = look
        self._executor = ThreadPoolExecutor(1, "designer-gallery")
        self._lane = Lane(self._executor, bridge.post)
        self._model = CardModel(self._cards(recent), self)
        self._search = QLineEdit(self)
        self._search.setPlaceholderText(tr("Search systems, files and families"))
        self._search.setAccessibleName(tr("Search the gallery"))
        self._search.setClearButtonEnabled(True)
        self._tabs = QTabBar(self)
        self._tabs.setAccessibleName(tr("Kind of start"))
        self._tabs.setDrawBase(False)
        for title, _ in _TABS:
            self._tabs.addTab(shown(title))
        self._view = self._make_view()
        self._open = self._button(
            tr("Start"), tr("Start from the chosen card"), self._choose_current
        )
        self._open.setDefault(True)
        self._size = self._button(
            tr("Choose its size…"), tr("Build the system in another size"), self._want_size
        )
        self._file = self._button(tr("Open a file…"), tr("Choose a design file"), self._want_file)
        self._tour = self._button(
            tr("60-second tour"), tr("See what is where, step by step"), self._want_tour
        )
        self._lay_out()
        self._search.textChanged.connect(self._narrow)
        self._search.installEventFilter(self)
        self._view.installEventFilter(self)
        self._tabs.currentChanged.connect(self._narrow)

    @property
    def cards(self) -> tuple[GalleryCard, ...]:
        """The cards that are shown."""
        return self._model.shown

    @property
    def view(self) -> QListView:
        return self._view

    @property
    def tabs(self) -> QTabBar:
        return self._tabs

    @property
    def is_complete(self) -> bool:
        """Whether every card has been looked at."""
        return not self._model.unknown()

    def show_recent(self, recent: Iterable[Path]) -> None:
        """List the files opened last anew, as when the gallery is opened again."""
        self._model.replace_cards(self._cards(recent))

    def shut_down(self) -> None:
        """Want nothing more, as when the main window is closed."""
        self._lane.drop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._view.setCurrentIndex(self._model.index(0))
        self._follow_current()
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        unknown = self._model.unknown()
        if unknown:
            library = self._bridge.workbench.library
            self._lane.submit(gallery_request(unknown, library, self._land))

    @override
    def hideEvent(self, event: QHideEvent) -> None:
        # What is not known yet is looked at when the gallery is opened again.
        self._lane.drop()
        super().hideEvent(event)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self._view and event.text().isalnum():
                # Letters typed on the cards are what the user looks for.
                self._search.setFocus(Qt.FocusReason.OtherFocusReason)
                self._search.insert(event.text())
                return True
            if watched is self._search and event.key() == Qt.Key.Key_Down:
                self._view.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _cards(self, recent: Iterable[Path]) -> tuple[GalleryCard, ...]:
        return gallery_cards(recent, self._bridge.workbench.library.comparisons)

    def _land(self, facts: CardFacts) -> None:
        self._model.complete(facts.card, self._picture(facts))

    def _picture(self, facts: CardFacts) -> QPixmap | None:
        from designer.ui.printing.image import render_png

        n_shown = len(facts.snapshots)
        if not n_shown:
            return None
        whole = QSize(_ENLARGED * PICTURE_SIZE.width(), _ENLARGED * PICTURE_SIZE.height())
        size = ((whole.width() - (n_shown - 1) * _ENLARGED) // n_shown, whole.height())
        picture = QPixmap(whole)
        picture.fill(QColor(self._look.theme.border))
        with QPainter(picture) as painter:
            for ix, snapshot in enumerate(facts.snapshots):
                one = QPixmap()
                try:
                    one.loadFromData(render_png(snapshot, self._look.theme, size))
                except DesignerError:
                    return None
                painter.drawPixmap(ix * (size[0] + _ENLARGED), 0, one)
        return picture

    def _narrow(self) -> None:
        self._model.search(self._search.text(), _TABS[self._tabs.currentIndex()][1])
        self._view.setCurrentIndex(self._model.index(0))
        self._follow_current()

    def _make_view(self) -> QListView:
        view = QListView(self)
        view.setAccessibleName(tr("Designs to start from"))
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
        view.selectionModel().currentChanged.connect(self._follow_current)
        return view

    def _current(self) -> GalleryCard | None:
        row = self._view.currentIndex().row()
        if not 0 <= row < len(self._model.shown):
            row = 0
        return self._model.shown[row] if self._model.shown else None

    def _choose_current(self) -> None:
        card = self._current()
        if card is not None:
            self.accept()
            self.chosen.emit(card)

    def _want_size(self) -> None:
        card = self._current()
        if card is not None:
            self.accept()
            self.size_wanted.emit(card)

    def _follow_current(self) -> None:
        card = self._current()
        self._size.setEnabled(card is not None and has_sizes(card.name))

    def _want_file(self) -> None:
        self.accept()
        self.file_wanted.emit()

    def _want_tour(self) -> None:
        self.accept()
        self.tour_wanted.emit()

    def _button(self, text: str, tip: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setToolTip(tip)
        button.setAccessibleName(text)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(plain_label(tr("Start a design"), "title"), 1)
        self._search.setMinimumWidth(280)
        bar.addWidget(self._search)
        buttons = QHBoxLayout()
        buttons.addWidget(self._file)
        buttons.addWidget(self._tour)
        buttons.addStretch(1)
        buttons.addWidget(self._size)
        buttons.addWidget(self._open)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(8)
        layout.addLayout(bar)
        layout.addWidget(self._tabs)
        layout.addWidget(self._view, 1)
        layout.addLayout(buttons)
