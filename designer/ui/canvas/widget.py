"""The canvas: shows the block being edited, and turns pointer and keys into gestures."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from designer.model.ids import path_from_text
from designer.ui.canvas.camera import ZOOM_STEP
from designer.ui.canvas.colors import canvas_colors
from designer.ui.canvas.drops import PaletteDrops
from designer.ui.canvas.empty_state import paint_empty_state
from designer.ui.canvas.layers import Backdrop
from designer.ui.canvas.locating import place_of
from designer.ui.canvas.minimap import Minimap
from designer.ui.canvas.missing_layer import MissingLayer
from designer.ui.canvas.overlay import OverlayPainter, OverlayState
from designer.ui.canvas.overlay_colors import overlaid
from designer.ui.canvas.overlay_panel import OverlayPanel
from designer.ui.canvas.override_badges import OverrideBadges
from designer.ui.canvas.routes_of import bundle_boxes_px, bundle_rects_px, selected_boxes_px
from designer.ui.canvas.scale_bar import paint_scale_bar
from designer.ui.canvas.showing import sight_of
from designer.ui.canvas.tools.gesture import Desk
from designer.ui.canvas.tools.pointers import pointer_of
from designer.ui.canvas.view import CanvasView
from designer.ui.language.text import tr
from designer.viewmodel.cells import CellForm
from designer.viewmodel.grid import Box
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.view_kind import ViewKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import (
        QContextMenuEvent,
        QDragEnterEvent,
        QDragLeaveEvent,
        QDragMoveEvent,
        QDropEvent,
        QFocusEvent,
        QKeyEvent,
        QMouseEvent,
        QPaintEvent,
        QResizeEvent,
        QWheelEvent,
    )

    from designer.model.ids import InstancePath
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.canvas.tools.controller import GestureController
    from designer.ui.theme.theme import Theme
    from designer.viewmodel.selection import Selection
    from designer.viewmodel.sight import Sight
    from designer.workbench.snapshot import Snapshot

_WHEEL_NOTCH = 120.0
_PANEL_MARGIN_PX = 12

_log = logging.getLogger(__name__)


class CanvasWidget(QWidget):  # noqa: PLR0904 - Qt calls its events by name
    """The hierarchical canvas.

    Parameters
    ----------
    bridge
        Door to the workbench.
    theme
        Colours.

    Signals
    -------
    zoom_changed(float)
        Pixels per metre of the block being edited.
    overlay_changed(str)
        Value of the ``OverlayKind`` that is shown.
    kind_changed(str)
        Value of the ``ViewKind`` that is shown.
    menu_wanted(QPoint)
        Where on the screen a menu for the selection is wanted.
    """

    zoom_changed = Signal(float)
    overlay_changed = Signal(str)
    kind_changed = Signal(str)
    menu_wanted = Signal(QPoint)

    def __init__(
        self, bridge: WorkbenchBridge, theme: Theme, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._theme = theme
        self._view = CanvasView(bridge.snapshot)
        self._view.scope = bridge.scope
        self._overlay = OverlayState()
        self._overlay_painter = OverlayPainter(theme)
        self._backdrop = Backdrop()
        self._data, self._racks = self._backdrop.data, self._backdrop.racks
        self._badges = OverrideBadges()
        self.missing = MissingLayer()
        self.overlay_panel = OverlayPanel(theme, self)
        self.overlay_panel.kind_chosen.connect(self.show_overlay)
        self.overlay_panel.fabric_chosen.connect(self._show_cut_of)
        self.minimap = Minimap(theme, self)
        self.minimap.centre_chosen.connect(self.show_point)
        self._colors = canvas_colors(theme, bridge.snapshot.design.fabrics)
        self._desk = Desk(bridge, self._view, self._overlay)
        self._late_gestures: GestureController | None = None
        self._drops = PaletteDrops(self._desk)
        self._has_fitted = False
        self._is_whole = False
        self._selected: list[Box] | None = None
        self.setObjectName("canvas")
        self.setAccessibleName(tr("Canvas"))
        self.setMouseTracking(True)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(240, 180)
        bridge.snapshot_changed.connect(self._show_snapshot)
        bridge.numbers_changed.connect(self._show_snapshot)
        bridge.scope_changed.connect(self._show_scope)
        bridge.selection_changed.connect(self._show_selection)

    @property
    def _gestures(self) -> GestureController:
        # Edits are loaded with the first thing that the pointer does, not before the first paint.
        if self._late_gestures is None:
            from designer.ui.canvas.tools import controller  # noqa: PLC0415 - as above

            self._late_gestures = controller.GestureController(self._desk, self._theme)
        return self._late_gestures

    # --- for the window ---

    def load_gestures(self) -> None:
        """Make the pointer do things without delay from now on."""
        self._gestures.forget()

    @property
    def pixels_per_m(self) -> float:
        return self._view.camera.pixels_per_m

    @property
    def view(self) -> CanvasView:
        return self._view

    @property
    def overlay(self) -> OverlayState:
        return self._overlay

    def sight(self) -> Sight:
        """Return what is shown, for pictures of it."""
        return sight_of(self._view, self._data, self._racks)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._overlay_painter.theme = theme
        if self._late_gestures is not None:
            self._late_gestures.theme = theme
        self.overlay_panel.set_theme(theme)
        self.minimap.theme = theme
        self._recolor()

    def show_fabrics(self, fabric_ids: Iterable[str]) -> None:
        """Show the cables of these fabrics only."""
        shown = set(fabric_ids)
        every = {str(fabric.id) for fabric in self._bridge.snapshot.design.fabrics}
        self._view.hidden_fabrics = frozenset(every - shown)
        self.update()

    def show_labels(self, *, is_on: bool) -> None:
        """Write names of copies and counts of links, or leave them out."""
        self._view.has_labels = is_on
        self.update()

    def show_kind(self, kind: str) -> None:
        """Show another view of the document; ``kind`` is the value of a ``ViewKind``."""
        wanted = ViewKind(kind)
        if wanted is not self._view.kind:
            self._gestures.cancel()
            self._view.kind = wanted
            self._selected = None
            self._refresh_overlay()
            self.zoom_to_fit()
        self.kind_changed.emit(kind)

    def show_minimap(self, *, is_on: bool) -> None:
        """Show where in the block the canvas is, whenever it does not show all of it."""
        self.minimap.is_wanted = is_on
        self._follow()

    def show_point(self, x_m: float, y_m: float) -> None:
        """Bring a point of the block into the middle."""
        x, y = self._view.camera.to_px(x_m, y_m)
        self._view.camera.pan(self.width() / 2 - x, self.height() / 2 - y)
        self._camera_moved()

    def _follow(self) -> None:
        self.minimap.follow(self._view, self._colors)

    def show_racks(self, *, has_power: bool, has_cooling: bool) -> None:
        """Write onto the racks what they draw and how they are cooled."""
        self._racks.has_power, self._racks.has_cooling = has_power, has_cooling
        self._racks.refresh(self._view)
        self.update()

    def show_overlay(self, kind: str) -> None:
        """Show data over the drawing; ``kind`` is the value of an ``OverlayKind``."""
        self._data.kind = OverlayKind(kind)
        self._refresh_overlay()
        self.overlay_changed.emit(kind)

    def _show_cut_of(self, fabric_id: str) -> None:
        self._data.wanted_id = fabric_id
        self._refresh_overlay()

    def _refresh_overlay(self) -> None:
        """Make the overlay for what is shown now, and place its legend."""
        self._data.refresh(self._view)
        self._racks.refresh(self._view)
        choices = self._data.cut_choices(self._view)
        self.overlay_panel.show_overlay(self._data.overlay, choices, self._data.fabric_id)
        self._place_panel()
        self._recolor()
        if self._is_whole:
            self.zoom_to_fit()

    def _place_panel(self) -> None:
        panel = self.overlay_panel
        panel.move(_PANEL_MARGIN_PX, self.height() - panel.height() - _PANEL_MARGIN_PX)
        self.minimap.move(
            self.width() - self.minimap.width() - _PANEL_MARGIN_PX,
            self.height() - self.minimap.height() - _PANEL_MARGIN_PX,
        )

    def zoom_to_fit(self) -> None:
        panel = self.overlay_panel.geometry()
        self._view.fit(Box(panel.left(), panel.top(), panel.right(), panel.bottom()))
        self._has_fitted = True
        self._camera_moved()
        self._is_whole = True

    def zoom_to_selection(self) -> None:
        keys = self._bridge.selection.bundle_keys
        boxes = self._selected_boxes() + bundle_boxes_px(self._view, keys)
        if not boxes:
            self.zoom_to_fit()
            return
        box = boxes[0]
        for other in boxes[1:]:
            box = box.union(other)
        self._view.fit_box_px(box)
        self._camera_moved()

    def zoom_in(self) -> None:
        self._zoom(ZOOM_STEP**2)

    def zoom_out(self) -> None:
        self._zoom(ZOOM_STEP**-2)

    def centre_m(self) -> tuple[float, float]:
        """Return the middle of the canvas in metres of the block being edited."""
        x_m, y_m = self._view.camera.to_m(self.width() / 2, self.height() / 2)
        return round(x_m, 1), round(y_m, 1)

    def position_of(self, path: InstancePath | str) -> QPoint:
        """Return the middle of a copy on the canvas; (-1, -1) if it is not in the scope."""
        steps = path_from_text(path) if isinstance(path, str) else path
        box = self._view.path_box_px(steps)
        if box is None:
            return QPoint(-1, -1)
        return QPoint(round((box.x0 + box.x1) / 2), round((box.y0 + box.y1) / 2))

    def locate(
        self, paths: Iterable[InstancePath | str] = (), bundle_keys: Iterable[str] = ()
    ) -> None:
        """Enter the block that has these places, select them and bring them into view."""
        keys = tuple(bundle_keys)
        scope, inside = place_of(self._bridge.snapshot.design, self._bridge.scope, paths, keys)
        self._bridge.enter(scope)
        self._bridge.select(inside, keys)
        self.zoom_to_selection()

    # --- signals of the bridge ---

    def _show_snapshot(self, snapshot: Snapshot) -> None:
        was_empty = not self._view.cell.children
        is_other = snapshot.design.root != self._view.snapshot.design.root
        if self._view.show_snapshot(snapshot):
            self._recolor()
            self._forget_hover()
        self._racks.refresh(self._view)
        if self._data.kind is not OverlayKind.NONE:
            self._refresh_overlay()
        if is_other or (was_empty and not self._has_fitted):
            self.zoom_to_fit()
        self._selected = None
        self.update()

    def _show_scope(self, scope: InstancePath) -> None:
        if self._late_gestures is not None:
            self._late_gestures.cancel()
        self._view.scope = scope
        self._refresh_overlay()
        self._selected = None
        self.zoom_to_fit()

    def _show_selection(self, _selection: Selection) -> None:
        self._selected = None
        self.update()

    def _recolor(self) -> None:
        colors = canvas_colors(self._theme, self._bridge.snapshot.design.fabrics)
        self._colors = overlaid(colors, self._theme, self._data.overlay)
        self._backdrop.scene.forget()
        self._follow()
        self.update()

    # --- painting ---

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        try:
            with QPainter(self) as painter:
                self._paint(painter)
        except Exception:  # noqa: BLE001 - an error in a paint event must not end the program
            _log.exception("the canvas could not be painted")

    def _paint(self, painter: QPainter) -> None:
        ratio = self.devicePixelRatioF()
        picture = self._backdrop.picture(self._view, self._colors, self._theme, ratio)
        painter.drawPixmap(0, 0, picture)
        if not self._view.cell.children and not self._overlay.ghosts:
            paint_empty_state(painter, self.rect(), self._theme)
        if self._view.cell.form is CellForm.PLAN:
            right = self.width() if self.minimap.isHidden() else self.minimap.x()
            paint_scale_bar(
                painter, right, self.height(), pixels_per_m=self.pixels_per_m, theme=self._theme
            )
        self.missing.paint(painter, self._view, self._theme)
        self._badges.paint(painter, self._view, self._theme)
        self._overlay_painter.paint(
            painter,
            self._overlay,
            self._selected_boxes(),
            bundle_rects_px(self._view, self._bridge.selection.bundle_keys),
            size=(float(self.width()), float(self.height())),
        )

    def _selected_boxes(self) -> list[Box]:
        if self._selected is None:
            self._selected = selected_boxes_px(self._view, self._bridge.selection.paths)
        return self._selected

    # --- events ---

    def _camera_moved(self) -> None:
        self._is_whole = False
        self._selected = None
        self._forget_hover()
        self.zoom_changed.emit(self.pixels_per_m)
        self._follow()
        self.update()

    def _forget_hover(self) -> None:
        if self._late_gestures is not None:
            self._late_gestures.forget()

    def _zoom(self, factor: float, at: tuple[float, float] | None = None) -> None:
        x, y = at or (self.width() / 2, self.height() / 2)
        self._view.camera.zoom(factor, x, y)
        self._camera_moved()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._view.width, self._view.height = float(self.width()), float(self.height())
        self._place_panel()
        if not self._has_fitted or self._is_whole or not event.oldSize().isValid():
            self.zoom_to_fit()
        self._selected = None

    @override
    def wheelEvent(self, event: QWheelEvent) -> None:
        delta = event.angleDelta()
        at = event.position()
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self._view.camera.pan(delta.y() / 2 or delta.x() / 2, 0.0)
            self._camera_moved()
        else:
            self._zoom(ZOOM_STEP ** (delta.y() / _WHEEL_NOTCH), (at.x(), at.y()))
        event.accept()

    @override
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.RightButton:
            self._gestures.select_for_menu(pointer_of(event))
            event.ignore()
            return
        self._gestures.press(
            pointer_of(event), is_pan=event.button() is Qt.MouseButton.MiddleButton
        )
        self._after_gesture()

    @override
    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()
        self.menu_wanted.emit(event.globalPos())

    @override
    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._gestures.move(pointer_of(event))
        self._after_gesture()

    @override
    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._gestures.release(pointer_of(event))
        self._after_gesture()

    @override
    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() is not Qt.MouseButton.LeftButton:
            return
        self._gestures.cancel()
        step = self._view.copy_at_px(event.position().x(), event.position().y())
        if step is not None:
            self._bridge.enter((*self._view.scope, step))

    @override
    def leaveEvent(self, event: QEvent) -> None:
        if not self._gestures.is_active:
            self._overlay.clear()
            self.update()

    @override
    def focusOutEvent(self, event: QFocusEvent) -> None:
        self._gestures.set_space(is_down=False)

    @override
    def event(self, event: QEvent) -> bool:
        # A gesture in progress gets Escape before any shortcut of the window.
        if event.type() is QEvent.Type.ShortcutOverride and self._gestures.is_active:
            event.accept()
            return True
        return super().event(event)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._gestures.key(event.key(), event.modifiers()):
            super().keyPressEvent(event)
            return
        event.accept()
        self._after_gesture()

    @override
    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._gestures.set_space(is_down=False)
            self._after_gesture()
        super().keyReleaseEvent(event)

    def _after_gesture(self) -> None:
        self._selected = None
        self.setCursor(self._gestures.cursor)
        self.update()

    # --- drops ---

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._drops.enter(event):
            self._gestures.cancel()

    @override
    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._drops.move(event)
        self.update()

    @override
    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._drops.leave()
        self.update()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        self._has_fitted = True
        if self._drops.finish(event):
            self.setFocus()
        self.update()
