"""The legend of fabrics above the canvas: colour, name, and whether its links are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.ui.theme.palette import fabric_colour
from designer.wording.terms import term

if TYPE_CHECKING:
    from designer.model.fabrics import Fabric
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look
    from designer.ui.theme.theme import Theme


class FabricLegend(QWidget):
    """One switch per fabric of the design.

    Signals
    -------
    shown_changed(object)
        Frozen set of the ids of the fabrics to show.
    """

    shown_changed = Signal(object)

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Fabrics shown"))
        self._bridge = bridge
        self._look = look
        self._fabrics: tuple[Fabric, ...] = ()
        self._buttons: dict[str, QToolButton] = {}
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(4)
        bridge.snapshot_changed.connect(self.refresh)
        self.refresh()

    @property
    def buttons(self) -> dict[str, QToolButton]:
        return self._buttons

    def set_look(self, look: Look) -> None:
        self._look = look
        self._fabrics = ()
        self.refresh()

    def refresh(self) -> None:
        fabrics = self._bridge.snapshot.design.fabrics
        if fabrics == self._fabrics:
            return
        self._fabrics = fabrics
        hidden = {key for key, button in self._buttons.items() if not button.isChecked()}
        for button in self._buttons.values():
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = {str(f.id): self._button(f, is_on=str(f.id) not in hidden) for f in fabrics}

    def _button(self, fabric: Fabric, *, is_on: bool) -> QToolButton:
        button = QToolButton(self)
        name = fabric.display_name or str(fabric.id)
        button.setText(" " + name.replace("&", "&&")[:32])
        button.setIcon(fabric_line(self._look.theme, fabric))
        button.setIconSize(QSize(20, 12))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setCheckable(True)
        button.setChecked(is_on)
        button.setAccessibleName(tr("Show links of {name}", name=name))
        assumed = tr("\nNo source states its wiring: assumed.") if fabric.is_assumed else ""
        button.setToolTip(
            plain_tip(
                tr(
                    "Show or hide the links of {name} ({id}){assumed}",
                    name=name,
                    id=shown(term(str(fabric.id))),
                    assumed=assumed,
                )
            )
        )
        button.toggled.connect(self._tell)
        self._row.addWidget(button)
        return button

    def _tell(self) -> None:
        shown = frozenset(key for key, button in self._buttons.items() if button.isChecked())
        self.shown_changed.emit(shown)


def fabric_line(theme: Theme, fabric: Fabric) -> QIcon:
    """Return a piece of line as the links of a fabric are drawn."""
    colour = fabric_colour(theme, fabric.role)
    pixmap = QPixmap(40, 24)
    pixmap.setDevicePixelRatio(2)
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        line = QPen(QColor(colour), 3)
        if fabric.is_assumed:
            line.setDashPattern([1.6, 1.2])
        painter.setPen(line)
        painter.drawLine(0, 6, 20, 6)
    return QIcon(pixmap)
