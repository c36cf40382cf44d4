"""The sign in the status bar that a script is being recorded; a click ends it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtWidgets import QPushButton

from designer.ui.language.text import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from designer.ui.recording import Recording
    from designer.ui.theme.look import Look

_DOT_PX = 10
_GAP_PX = 5
_SHARP = 3


class RecordingSign(QPushButton):
    """Shown while something is recorded."""

    def __init__(self, recording: Recording, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._recording = recording
        self.setAccessibleName(tr("Stop recording"))
        self.setToolTip(tr("Stop recording and save the script"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setIconSize(QSize(_DOT_PX + _GAP_PX, _DOT_PX))
        self.clicked.connect(recording.toggle)
        recording.changed.connect(self.refresh)
        self.set_look(look)
        self.refresh()

    def set_look(self, look: Look) -> None:
        picture = QPixmap((_DOT_PX + _GAP_PX) * _SHARP, _DOT_PX * _SHARP)
        picture.setDevicePixelRatio(_SHARP)
        picture.fill(Qt.GlobalColor.transparent)
        with QPainter(picture) as painter:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(look.theme.error))
            painter.drawEllipse(0, 0, _DOT_PX, _DOT_PX)
        self.setIcon(QIcon(picture))

    def refresh(self) -> None:
        n = self._recording.n_steps
        text = tr("Recording, 1 step") if n == 1 else tr("Recording, {n:,} steps", n=n)
        self.setText(text)
        self.setVisible(self._recording.is_on)
