"""The layers panel: fabrics with their planes, and the texts, each switched by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from designer.ui.language.text import shown, tr
from designer.ui.panels.fabrics import fabric_line
from designer.ui.panels.plain import plain_tip
from designer.wording.wording import worded

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

    from designer.model.fabrics import Fabric
    from designer.ui.actions import Actions
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.panels.fabrics import FabricLegend
    from designer.ui.theme.look import Look

TEXT_ACTIONS: Final = ("view.labels", "view.layer-power", "view.layer-cooling", "view.minimap")
MAX_PLANES: Final = 256
_PLANE = Qt.ItemDataRole.UserRole
_ON, _OFF = Qt.CheckState.Checked, Qt.CheckState.Unchecked
_LINKS = worded("Links")
_ON_CANVAS = worded("On the canvas")


class LayersPanel(QWidget):
    """Tree of layers with a box to tick for each.

    Fabrics are switched together with the legend above the canvas, texts together with the
    entries of the View menu.

    Parameters
    ----------
    bridge
        Its design has the fabrics.
    look
        Colours of the fabrics.
    legend
        Switches of the fabrics above the canvas.

    Signals
    -------
    planes_changed(object)
        Frozen set of the planes to hide, as (fabric id, index).
    """

    planes_changed = Signal(object)

    def __init__(self, bridge: WorkbenchBridge, look: Look, legend: FabricLegend) -> None:
        super().__init__()
        self.setObjectName("panel")
        self.setAccessibleName(tr("Layers panel"))
        self._bridge = bridge
        self._look = look
        self._legend = legend
        self._fabrics: tuple[Fabric, ...] | None = None
        self._hidden: frozenset[tuple[str, int]] = frozenset()
        self.tree = QTreeWidget(self)
        self.tree.setAccessibleName(tr("Layers"))
        self.tree.setHeaderHidden(True)
        self.tree.setIndentation(16)
        self.tree.setIconSize(QSize(20, 12))
        self.tree.setUniformRowHeights(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self._links = self._group(shown(_LINKS))
        self._texts = self._group(shown(_ON_CANVAS))
        self._actions: list[tuple[QAction, QTreeWidgetItem]] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 6, 0, 0)
        layout.addWidget(self.tree)
        self.tree.itemChanged.connect(self._switch)
        bridge.snapshot_changed.connect(self.refresh)
        legend.shown_changed.connect(self._follow_legend)
        self.refresh()

    @property
    def hidden_planes(self) -> frozenset[tuple[str, int]]:
        return self._hidden

    def set_look(self, look: Look) -> None:
        self._look = look
        self._fabrics = None
        self.refresh()

    def follow(self, actions: Actions) -> None:
        """Offer the texts, which the View menu switches as well."""
        with QSignalBlocker(self.tree):
            for action in (actions[key] for key in TEXT_ACTIONS):
                item = self._item(self._texts, action.text().replace("&", ""))
                item.setToolTip(0, plain_tip(action.statusTip()))
                item.setCheckState(0, _ON if action.isChecked() else _OFF)
                self._actions.append((action, item))
                action.toggled.connect(self._follow_actions)

    def adopt(self, other: LayersPanel) -> None:
        """Show the layers that another window of the same design shows."""
        for fabric_id, button in self._legend.buttons.items():
            before = other._legend.buttons.get(fabric_id)
            button.setChecked(before is None or before.isChecked())
        for (action, _), (model, _) in zip(self._actions, other._actions, strict=True):
            if action.isChecked() is not model.isChecked():
                action.trigger()
        self._hide(other.hidden_planes)
        self._follow_legend()

    def refresh(self) -> None:
        """Show the fabrics of the design as it is now."""
        fabrics = self._bridge.snapshot.design.fabrics
        if fabrics == self._fabrics:
            return
        n_planes = {str(fabric.id): fabric.n_planes for fabric in fabrics}
        hidden = frozenset(p for p in self._hidden if p[1] < n_planes.get(p[0], 0))
        opened = {item.text(0) for item in _children(self._links) if item.isExpanded()}
        self._fabrics = fabrics
        with QSignalBlocker(self.tree):
            self._links.takeChildren()
            for fabric in fabrics:
                self._add(fabric, opened)
            self._links.setHidden(not fabrics)
        self._hide(hidden)

    def _add(self, fabric: Fabric, opened: set[str]) -> None:
        item = self._item(self._links, fabric.display_name or str(fabric.id))
        item.setIcon(0, fabric_line(self._look.theme, fabric))
        item.setData(0, _PLANE, (str(fabric.id), -1))
        is_on = self._legend.buttons[str(fabric.id)].isChecked()
        item.setCheckState(0, _ON if is_on else _OFF)
        if 1 < fabric.n_planes <= MAX_PLANES:
            for ix in range(fabric.n_planes):
                plane = self._item(item, tr("Plane {ix}", ix=ix))
                plane.setData(0, _PLANE, (str(fabric.id), ix))
                is_shown = is_on and (str(fabric.id), ix) not in self._hidden
                plane.setCheckState(0, _ON if is_shown else _OFF)
            item.setExpanded(not opened or item.text(0) in opened)
            self._tick(item)

    def _switch(self, item: QTreeWidgetItem, _column: int) -> None:
        is_on = item.checkState(0) is not _OFF
        for action, own in self._actions:
            if own is item and action.isChecked() is not is_on:
                action.trigger()
        found = item.data(0, _PLANE)
        if found is None:
            return
        fabric_id, ix = found
        button = self._legend.buttons[fabric_id]
        if ix < 0:
            self._hide(frozenset(p for p in self._hidden if p[0] != fabric_id))
            button.setChecked(is_on)
            return
        planes = _children(item.parent())
        hidden = {p for p in self._hidden if p[0] != fabric_id}
        off = {k for k, plane in enumerate(planes) if plane.checkState(0) is _OFF}
        if len(off) < len(planes):
            hidden |= {(fabric_id, k) for k in off}
        self._hide(frozenset(hidden))
        button.setChecked(len(off) < len(planes))
        self._follow_legend()

    def _hide(self, hidden: frozenset[tuple[str, int]]) -> None:
        if hidden != self._hidden:
            self._hidden = hidden
            self.planes_changed.emit(hidden)

    def _follow_legend(self) -> None:
        with QSignalBlocker(self.tree):
            for item in _children(self._links):
                fabric_id = item.data(0, _PLANE)[0]
                is_on = self._legend.buttons[fabric_id].isChecked()
                item.setCheckState(0, _ON if is_on else _OFF)
                for ix, plane in enumerate(_children(item)):
                    is_shown = is_on and (fabric_id, ix) not in self._hidden
                    plane.setCheckState(0, _ON if is_shown else _OFF)
                self._tick(item)

    def _follow_actions(self) -> None:
        with QSignalBlocker(self.tree):
            for action, item in self._actions:
                item.setCheckState(0, _ON if action.isChecked() else _OFF)

    @staticmethod
    def _tick(fabric: QTreeWidgetItem) -> None:
        # A fabric of which only some planes are shown is neither on nor off.
        states = {plane.checkState(0) for plane in _children(fabric)}
        if len(states) > 1:
            fabric.setCheckState(0, Qt.CheckState.PartiallyChecked)

    def _group(self, title: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(self.tree, [title])
        item.setFlags(Qt.ItemFlag.ItemIsEnabled)
        item.setExpanded(True)
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        return item

    @staticmethod
    def _item(parent: QTreeWidgetItem, text: str) -> QTreeWidgetItem:
        item = QTreeWidgetItem(parent, [text])
        flag = Qt.ItemFlag
        item.setFlags(flag.ItemIsEnabled | flag.ItemIsSelectable | flag.ItemIsUserCheckable)
        return item


def _children(item: QTreeWidgetItem | None) -> list[QTreeWidgetItem]:
    found = [] if item is None else [item.child(ix) for ix in range(item.childCount())]
    return [child for child in found if child is not None]
