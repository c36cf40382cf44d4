"""The docks around the canvas: where they stand and how much room they get."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QDockWidget, QMainWindow, QTabBar, QTabWidget, QWidget

from designer.ui.language.text import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

_AREA = Qt.DockWidgetArea
_NAMED_BY_TABS = frozenset({"catalog", "outline", "history", "inspector", "layers", "readouts"})
_WIDE_PX = 1500


class Docks:
    """The docks of a window, by name."""

    def __init__(self, window: QMainWindow) -> None:
        self._window = window
        self._by_name: dict[str, QDockWidget] = {}
        self._areas: dict[str, Qt.DockWidgetArea] = {}

    def add(self, name: str, title: str, area: Qt.DockWidgetArea) -> None:
        """Add an empty dock; docks that are named by tabs have no title bar."""
        dock = QDockWidget(title, self._window)
        dock.setObjectName(f"dock-{name}")
        dock.setAccessibleName(title)
        feature = QDockWidget.DockWidgetFeature
        dock.setFeatures(feature.DockWidgetMovable | feature.DockWidgetClosable)
        dock.setWidget(QWidget(dock))
        if name in _NAMED_BY_TABS:
            bar = QWidget(dock)
            bar.setAccessibleName(title)
            dock.setTitleBarWidget(bar)
        self._window.addDockWidget(area, dock)
        self._areas[name] = area
        dock.dockLocationChanged.connect(lambda _: QTimer.singleShot(0, self.name_tabs))
        self._by_name[name] = dock

    def put(self, name: str, panel: QWidget) -> None:
        """Put a panel into a dock."""
        dock = self._by_name[name]
        placeholder = dock.widget()
        dock.setWidget(panel)
        if placeholder is not None:
            placeholder.deleteLater()

    def all(self) -> Iterable[QDockWidget]:
        return self._by_name.values()

    def arrange(self) -> None:
        """Lay the left panels over each other and let the side docks reach to the bottom."""
        window = self._window
        window.tabifyDockWidget(self._by_name["catalog"], self._by_name["outline"])
        window.tabifyDockWidget(self._by_name["outline"], self._by_name["history"])
        window.tabifyDockWidget(self._by_name["inspector"], self._by_name["layers"])
        self._by_name["inspector"].raise_()
        self._by_name["catalog"].raise_()
        self._by_name["catalog"].setMinimumWidth(200)
        self._by_name["readouts"].setMinimumWidth(320)
        window.setCorner(Qt.Corner.BottomLeftCorner, _AREA.LeftDockWidgetArea)
        window.setCorner(Qt.Corner.BottomRightCorner, _AREA.RightDockWidgetArea)
        window.setTabPosition(_AREA.AllDockWidgetAreas, QTabWidget.TabPosition.North)

    def name_tabs(self) -> None:
        """Name the tabs of docks that share a place, which the window makes by itself."""
        for bar in self._window.findChildren(QTabBar):
            if not bar.accessibleName():
                bar.setAccessibleName(tr("Panels in this place"))

    def bring(self, name: str) -> QDockWidget:
        """Show a dock in front of those it shares its place with, and return it."""
        dock = self._by_name[name]
        dock.show()
        dock.raise_()
        return dock

    def reset(self) -> None:
        """Show every dock again, where it stood at the first start."""
        for name, dock in self._by_name.items():
            self._window.addDockWidget(self._areas[name], dock)
            dock.show()
        self.arrange()
        self.share_out()

    def share_out(self) -> None:
        """Give the docks their share of the window as it is now."""
        docks, height = self._by_name, self._window.height()
        widths = [296, 440] if self._window.width() >= _WIDE_PX else [240, 416]
        sides = [docks["catalog"], docks["readouts"]]
        self._window.resizeDocks(sides, widths, Qt.Orientation.Horizontal)
        self.name_tabs()
        vertical = Qt.Orientation.Vertical
        upper = int(height * 0.4)
        right = [docks["inspector"], docks["readouts"]]
        self._window.resizeDocks(right, [upper, height - upper], vertical)
        self._window.resizeDocks([docks["findings"]], [int(height * 0.2)], vertical)
