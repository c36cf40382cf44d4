"""Readouts and charts, in one place behind two tabs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QTabWidget, QWidget

from designer.ui.language.text import tr

if TYPE_CHECKING:
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.panels.readouts import ReadoutsPanel
    from designer.ui.plots.charts import ChartsPanel
    from designer.ui.theme.look import Look


class NumbersPanel(QTabWidget):
    """The readouts, and the charts once somebody looks at them.

    Parameters
    ----------
    bridge
        Door to the workbench.
    look
        Colours and icons.
    readouts
        What stands in the first tab.
    """

    def __init__(self, bridge: WorkbenchBridge, look: Look, readouts: ReadoutsPanel) -> None:
        super().__init__()
        self._bridge = bridge
        self._look = look
        self.charts: ChartsPanel | None = None
        self._no_charts = QWidget()
        self._no_charts.setAccessibleName(tr("Charts"))
        self.setDocumentMode(True)
        self.setAccessibleName(tr("Readouts and charts"))
        self.addTab(readouts, tr("Readouts"))
        self.addTab(self._no_charts, tr("Charts"))
        self.currentChanged.connect(self._show_charts)

    def set_look(self, look: Look) -> None:
        self._look = look
        if self.charts is not None:
            self.charts.set_look(look)

    def _show_charts(self, ix: int) -> None:
        # The library of the plots takes a quarter of a second to load: only if they are looked at.
        if self.charts is None and self.widget(ix) is self._no_charts:
            from designer.ui.plots.charts import ChartsPanel

            self.charts = ChartsPanel(self._bridge, self._look)
            with QSignalBlocker(self):
                self.removeTab(ix)
                self.insertTab(ix, self.charts, tr("Charts"))
                self.setCurrentIndex(ix)
