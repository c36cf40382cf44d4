"""The minimap: all of the block in a corner of the canvas, and what part of it is seen."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from designer.ui.canvas.camera import Camera
from designer.ui.canvas.painter import ScenePainter, SceneView
from designer.ui.language.text import tr
from designer.viewmodel.grid import Box

if TYPE_CHECKING:
    from designer.ui.canvas.colors import CanvasColors
    from designer.ui.canvas.view import CanvasView
    from designer.ui.theme.theme import Theme

_SIZE: Final = QSize(208, 138)
_PAD_PX: Final = 6.0
_MIN_VIEWPORT_PX: Final = 6.0
_STEP: Final = 0.1
_WHOLE_SLACK: Final = 1e-6


class Minimap(QWidget):
    """A small picture of the block with a frame around what the canvas shows.

    Signals
    -------
    centre_chosen(float, float)
        Point of the block that the canvas shall show in its middle [m].
    """

    centre_chosen = Signal(float, float)

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("minimap")
        self.setAccessibleName(tr("Minimap: drag to move the canvas"))
        self.setToolTip(tr("Drag the frame to move the canvas"))
        self.setFixedSize(_SIZE)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.theme = theme
        self.is_wanted = True
        self._painter = ScenePainter()
        self._picture = QPixmap()
        self._kept: tuple[object, ...] = ()
        self._camera = Camera()
        self._seen = Box(0.0, 0.0, 1.0, 1.0)
        self._grab = QPointF()

    def follow(self, view: CanvasView, colors: CanvasColors) -> None:
        """Show what a view shows; hidden where that is all there is."""
        content = view.content_box_m()
        x0, y0 = view.camera.to_m(0.0, 0.0)
        x1, y1 = view.camera.to_m(view.width, view.height)
        self._seen = Box(x0, y0, x1, y1)
        slack = _WHOLE_SLACK + 0.02 * max(content.width, content.height)
        is_whole = (
            x0 <= content.x0 + slack and y0 <= content.y0 + slack
            and x1 >= content.x1 - slack and y1 >= content.y1 - slack
        )  # fmt: skip
        has_room = view.width > 3 * _SIZE.width() and view.height > 2.5 * _SIZE.height()
        self.setVisible(self.is_wanted and not is_whole and has_room and bool(view.cell.children))
        if self.isHidden():
            return
        self._camera.show_in(content, Box(0.0, 0.0, self.width(), self.height()), _PAD_PX)
        self._draw(view, colors)
        self.update()

    def _draw(self, view: CanvasView, colors: CanvasColors) -> None:
        ratio = self.devicePixelRatioF()
        key = (
            view.plan,
            view.cell,
            colors,
            view.scope,
            view.hidden_fabrics,
            view.hidden_planes,
            ratio,
        )
        if self._kept and all(a is b or a == b for a, b in zip(key, self._kept, strict=True)):
            return
        self._kept = key
        cell = view.cell
        x, y = self._camera.to_px(-cell.origin_x, -cell.origin_y)
        scene = SceneView(
            plan=view.plan,
            cell=cell,
            scale=self._camera.pixels_per_m * ratio,
            x=x * ratio,
            y=y * ratio,
            width=round(self.width() * ratio),
            height=round(self.height() * ratio),
            ratio=ratio,
            has_frame=bool(view.scope),
            exceptions=view.inherited_exceptions,
            hidden_fabrics=view.hidden_fabrics,
            hidden_planes=view.hidden_planes,
            has_labels=False,
        )
        self._picture = QPixmap(scene.width, scene.height)
        with QPainter(self._picture) as painter:
            self._painter.paint(painter, scene, colors)
        self._picture.setDevicePixelRatio(ratio)

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.drawPixmap(0, 0, self._picture)
            frame = self._viewport_px()
            shade = QColor(self.theme.window)
            shade.setAlpha(120)
            whole = QRectF(self.rect())
            for side in _around(whole, frame):
                painter.fillRect(side, shade)
            painter.setPen(QPen(QColor(self.theme.selection), 2))
            painter.drawRect(frame.adjusted(1, 1, -1, -1))
            painter.setPen(QPen(QColor(self.theme.border), 1))
            painter.drawRect(whole.adjusted(0.5, 0.5, -0.5, -0.5))

    def _viewport_px(self) -> QRectF:
        x0, y0 = self._camera.to_px(self._seen.x0, self._seen.y0)
        x1, y1 = self._camera.to_px(self._seen.x1, self._seen.y1)
        frame = QRectF(
            round(x0), round(y0),
            max(_MIN_VIEWPORT_PX, round(x1 - x0)), max(_MIN_VIEWPORT_PX, round(y1 - y0)),
        )  # fmt: skip
        return frame.intersected(QRectF(self.rect())) if frame.intersects(self.rect()) else frame

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        frame = self._viewport_px()
        at = event.position()
        # Inside the frame it is dragged by the point that was grabbed; elsewhere it jumps there.
        self._grab = at - frame.center() if frame.contains(at) else QPointF()
        self._move_to(at - self._grab)
        event.accept()

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._move_to(event.position() - self._grab)
            event.accept()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: (-_STEP, 0.0),
            Qt.Key.Key_Right: (_STEP, 0.0),
            Qt.Key.Key_Up: (0.0, -_STEP),
            Qt.Key.Key_Down: (0.0, _STEP),
        }
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        seen = self._seen
        self.centre_chosen.emit(
            (seen.x0 + seen.x1) / 2 + step[0] * seen.width,
            (seen.y0 + seen.y1) / 2 + step[1] * seen.height,
        )

    def _move_to(self, at: QPointF) -> None:
        x_m, y_m = self._camera.to_m(at.x(), at.y())
        self.centre_chosen.emit(x_m, y_m)


def _around(whole: QRectF, inner: QRectF) -> tuple[QRectF, ...]:
    """Return four rectangles that fill an area around another one in it."""
    inner = inner.intersected(whole)
    return (
        QRectF(whole.left(), whole.top(), whole.width(), inner.top() - whole.top()),
        QRectF(whole.left(), inner.bottom(), whole.width(), whole.bottom() - inner.bottom()),
        QRectF(whole.left(), inner.top(), inner.left() - whole.left(), inner.height()),
        QRectF(inner.right(), inner.top(), whole.right() - inner.right(), inner.height()),
    )
