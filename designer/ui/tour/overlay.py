"""The tour: the window darkens around one part after the other, and a card says what it is for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.tour_steps import TOUR

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QKeyEvent, QMouseEvent, QPaintEvent

    from designer.ui.theme.look import Look

_SHADE_ALPHA: Final = 140
_CARD_WIDTH: Final = 360
_GAP: Final = 16
_FORWARD: Final = frozenset({
    Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_PageDown,
})  # fmt: skip
_BACK: Final = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp})


class TourOverlay(QWidget):
    """Lies over the window until the last step or until it is skipped.

    Parameters
    ----------
    window
        The window; it stays as it is.
    look
        Colours.
    place_of
        Brings the part of a step to the front and returns it.

    Signals
    -------
    ended()
        The tour is over.
    """

    ended = Signal()

    def __init__(self, window: QWidget, look: Look, place_of: Callable[[str], QWidget]) -> None:
        super().__init__(window)
        self.setObjectName("tour")
        self.setAccessibleName(tr("Tour"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._window = window
        self._look = look
        self._place_of = place_of
        self._step_ix = 0
        self._before = window.focusWidget()
        self._card = QFrame(self)
        self._card.setObjectName("panel")
        self._card.setAutoFillBackground(True)
        self._card.setFrameShape(QFrame.Shape.StyledPanel)
        self._title = plain_label("", "title", self._card)
        self._text = plain_label("", "", self._card)
        self._where = plain_label("", "small", self._card)
        self._skip = self._button(tr("Skip"), tr("End the tour (Esc)"), self.end)
        self._back = self._button(tr("Back"), tr("The step before (Left)"), self.back)
        self._next = self._button(tr("Next"), tr("The next step (Right)"), self.forward)
        self._next.setDefault(True)
        self._lay_out()
        window.installEventFilter(self)

    @property
    def step_ix(self) -> int:
        return self._step_ix

    @property
    def title(self) -> str:
        return self._title.text()

    def start(self) -> None:
        """Show the first step."""
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_step(0)

    def forward(self) -> None:
        """Show the next step, or end after the last one."""
        if self._step_ix + 1 < len(TOUR):
            self._show_step(self._step_ix + 1)
        else:
            self.end()

    def back(self) -> None:
        """Show the step before."""
        self._show_step(max(0, self._step_ix - 1))

    def end(self) -> None:
        """Take the overlay away; the focus goes back to where it was."""
        self._window.removeEventFilter(self)
        self.hide()
        if self._before is not None:
            self._before.setFocus(Qt.FocusReason.OtherFocusReason)
        self.ended.emit()
        self.deleteLater()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._place_card()
        return super().eventFilter(watched, event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.end()
        elif event.key() in _FORWARD:
            self.forward()
        elif event.key() in _BACK:
            self.back()
        else:
            super().keyPressEvent(event)

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        # The window below waits until the tour is over.
        event.accept()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        hole = QRectF(self._hole())
        path = QPainterPath()
        path.addRect(QRectF(self.rect()))
        inner = QPainterPath()
        inner.addRoundedRect(hole, 6, 6)
        with QPainter(self) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.fillPath(path.subtracted(inner), QColor(0, 0, 0, _SHADE_ALPHA))
            pen = painter.pen()
            pen.setColor(QColor(self._look.theme.accent))
            pen.setWidth(3)
            painter.setPen(pen)
            painter.drawRoundedRect(hole, 6, 6)

    def _show_step(self, step_ix: int) -> None:
        self._step_ix = step_ix
        step = TOUR[step_ix]
        self._title.setText(shown(step.title))
        self._text.setText(shown(step.text))
        self._where.setText(tr("Step {n_step} of {n_steps}", n_step=step_ix + 1, n_steps=len(TOUR)))
        self._back.setEnabled(step_ix > 0)
        self._next.setText(tr("Next") if step_ix + 1 < len(TOUR) else tr("Done"))
        said = QAccessibleAnnouncementEvent(self, f"{self.title}. {self._text.text()}")
        QAccessible.updateAccessibility(said)
        self._place_card()
        self.update()

    def _hole(self) -> QRect:
        place = self._place_of(TOUR[self._step_ix].place)
        corner = place.mapTo(self._window, QPoint(0, 0))
        return QRect(corner, place.size()).adjusted(2, 2, -2, -2).intersected(self.rect())

    def _place_card(self) -> None:
        hole = self._hole()
        self._card.setFixedWidth(_CARD_WIDTH)
        self._card.adjustSize()
        size = self._card.size()
        beside = (
            QPoint(hole.right() + _GAP, hole.top() + _GAP),
            QPoint(hole.left() - _GAP - size.width(), hole.top() + _GAP),
            QPoint(hole.left() + _GAP, hole.bottom() + _GAP),
            QPoint(hole.left() + _GAP, hole.top() - _GAP - size.height()),
        )
        room = self.rect().adjusted(8, 8, -8, -8)
        fits = (at for at in beside if room.contains(QRect(at, size)))
        inside = QPoint(hole.center().x() - size.width() // 2, hole.center().y() - size.height())
        self._card.move(next(fits, inside))
        self._card.raise_()

    def _button(self, text: str, tip: str, slot: object) -> QPushButton:
        button = QPushButton(text, self._card)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addWidget(self._where, 1)
        for button in (self._skip, self._back, self._next):
            buttons.addWidget(button)
        layout = QVBoxLayout(self._card)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(self._title)
        layout.addWidget(self._text)
        layout.addLayout(buttons)
