"""The panels of the main window: made, put into its docks, and given its colours together.

Those that show the design are painted with the drawing; the others are loaded after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.ui.panels.breadcrumb import Breadcrumb
from designer.ui.panels.catalog import CatalogPanel
from designer.ui.panels.outline import OutlinePanel
from designer.viewmodel.catalog_rows import part_groups

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.docks import Docks
    from designer.ui.documents import Documents
    from designer.ui.theme.look import Look


class WindowPanels:
    """All panels of a window, by name; at first only those that are painted with the drawing.

    Parameters
    ----------
    bridge
        Door to the workbench.
    look
        Colours and icons.
    docks
        Where the panels go.
    """

    def __init__(self, bridge: WorkbenchBridge, look: Look, docks: Docks) -> None:
        self._docks = docks
        self._bridge = bridge
        self._look = look
        self.breadcrumb = Breadcrumb(bridge, look)
        self.catalog = CatalogPanel(look)
        self.catalog.show_groups(part_groups(bridge.workbench.library))
        self.outline = OutlinePanel(bridge, look)
        docks.put("catalog", self.catalog)
        docks.put("outline", self.outline)

    def complete(self, documents: Documents, application: QApplication) -> None:
        """Make the other panels and put them into their docks.

        Parameters
        ----------
        documents
            File of the design; it asks for the reason of an approval.
        application
            Its clipboard takes explanations of readouts.
        """
        from designer.ui.numbers import NumbersPanel
        from designer.ui.panels.fabrics import FabricLegend
        from designer.ui.panels.findings import FindingsPanel
        from designer.ui.panels.history import HistoryPanel
        from designer.ui.panels.inspector import InspectorPanel
        from designer.ui.panels.layers import LayersPanel
        from designer.ui.panels.readouts import ReadoutsPanel
        from designer.ui.panels.status import StatusLine

        bridge, look = self._bridge, self._look
        self._documents = documents
        self.fabrics = FabricLegend(bridge, look)
        self.history = HistoryPanel(bridge, look)
        self.inspector = InspectorPanel(bridge, look)
        self.layers = LayersPanel(bridge, look, self.fabrics)
        self.readouts = ReadoutsPanel(bridge, look, application)
        self.numbers = NumbersPanel(bridge, look, self.readouts)
        self.findings = FindingsPanel(bridge, look, self._ask_reason)
        self.status = StatusLine(bridge, documents)
        self._docks.put("history", self.history)
        self._docks.put("inspector", self.inspector)
        self._docks.put("layers", self.layers)
        self._docks.put("readouts", self.numbers)
        self._docks.put("findings", self.findings)

    def set_look(self, look: Look) -> None:
        for panel in (
            self.breadcrumb,
            self.fabrics,
            self.catalog,
            self.outline,
            self.history,
            self.inspector,
            self.layers,
            self.readouts,
            self.numbers,
            self.findings,
        ):
            panel.set_look(look)

    def _ask_reason(self, about: str) -> str | None:
        return self._documents.prompts.reason(about)
