"""The overlay chooser on the canvas: which data is shown, its legend and its numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLabel, QVBoxLayout, QWidget
from typing_extensions import override

from designer.ui.canvas.legend import paint_steps
from designer.ui.language.text import shown, tr
from designer.viewmodel.data_overlay import NO_OVERLAY, TITLES
from designer.viewmodel.overlay_kind import OverlayKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.ui.theme.theme import Theme
    from designer.viewmodel.data_overlay import DataOverlay

_WIDTH: Final = 268


class OverlayPanel(QFrame):
    """Chooser and legend; only the chooser is there while nothing is shown.

    Signals
    -------
    kind_chosen(str), fabric_chosen(str)
        Value of an ``OverlayKind``, and id of the fabric whose cut is wanted.
    """

    kind_chosen = Signal(str)
    fabric_chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(tr("Overlay"))
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self._kinds = QComboBox(self)
        self._kinds.setAccessibleName(tr("Overlay shown"))
        self._kinds.setToolTip(tr("Data to show over the drawing"))
        for kind, title in TITLES.items():
            self._kinds.addItem(shown(title), kind.value)
        self._fabrics = QComboBox(self)
        self._fabrics.setAccessibleName(tr("Fabric of the cut"))
        self._fabrics.setToolTip(tr("Fabric whose bisection cut is shown"))
        for chooser in (self._kinds, self._fabrics):
            chooser.view().setAccessibleName(chooser.accessibleName())
        self._legend = _Legend(theme, self)
        self._facts = QLabel(self)
        self._facts.setAccessibleName(tr("Numbers of the overlay"))
        self._facts.setTextFormat(Qt.TextFormat.PlainText)
        self._facts.setWordWrap(True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        for widget in (self._kinds, self._fabrics, self._legend, self._facts):
            layout.addWidget(widget)
        self._kinds.activated.connect(lambda _: self.kind_chosen.emit(self._kinds.currentData()))
        self._fabrics.activated.connect(
            lambda _: self.fabric_chosen.emit(self._fabrics.currentData())
        )
        self.show_overlay(NO_OVERLAY, (), "")

    @property
    def facts(self) -> str:
        """What the legend says."""
        return self._facts.text()

    def set_theme(self, theme: Theme) -> None:
        self._legend.theme = theme
        self._legend.update()

    def show_overlay(
        self, overlay: DataOverlay, fabrics: Sequence[tuple[str, str]], fabric_id: str
    ) -> None:
        """Show the legend of an overlay; ``fabrics`` are ids and names of those with a cut."""
        self._kinds.setCurrentIndex(self._kinds.findData(overlay.kind.value))
        self._fabrics.clear()
        for key, name in fabrics:
            self._fabrics.addItem(name, key)
        self._fabrics.setCurrentIndex(self._fabrics.findData(fabric_id))
        is_on = overlay.kind is not OverlayKind.NONE
        self._fabrics.setVisible(overlay.kind is OverlayKind.CUT and len(fabrics) > 1)
        self._legend.overlay = overlay
        self._legend.setVisible(is_on)
        self._facts.setVisible(is_on)
        self._facts.setText("\n".join(shown(fact) for fact in overlay.facts))
        self._facts.setMinimumHeight(max(0, self._facts.heightForWidth(_WIDTH - 18)))
        self.setFixedWidth(_WIDTH if is_on else self._kinds.sizeHint().width() + 18)
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.setFixedHeight(self._height())

    def _height(self) -> int:
        layout = self.layout()
        if layout is None:
            return self.sizeHint().height()
        if layout.hasHeightForWidth():
            return layout.heightForWidth(self.width())
        return layout.sizeHint().height()


class _Legend(QWidget):
    """The steps of the ramp with their limits, or the two sides of a cut."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Legend"))
        self.theme = theme
        self.overlay = NO_OVERLAY

    @override
    def sizeHint(self) -> QSize:
        return QSize(_WIDTH - 16, 30)

    @override
    def minimumSizeHint(self) -> QSize:
        return QSize(120, 30)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            paint_steps(painter, self.width(), self.overlay, self.theme)
