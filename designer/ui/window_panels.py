"""The panels of the main window: made, put into its docks, and given its colours together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.ui.numbers import NumbersPanel
from designer.ui.panels.breadcrumb import Breadcrumb
from designer.ui.panels.catalog import CatalogPanel
from designer.ui.panels.fabrics import FabricLegend
from designer.ui.panels.findings import FindingsPanel
from designer.ui.panels.history import HistoryPanel
from designer.ui.panels.inspector import InspectorPanel
from designer.ui.panels.outline import OutlinePanel
from designer.ui.panels.readouts import ReadoutsPanel
from designer.ui.panels.status import StatusLine

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.docks import Docks
    from designer.ui.documents import Documents
    from designer.ui.theme.look import Look


class WindowPanels:
    """All panels of a window, by name.

    Parameters
    ----------
    bridge
        Door to the workbench.
    documents
        File of the design; it asks for the reason of an approval.
    look
        Colours and icons.
    application
        Its clipboard takes explanations of readouts.
    """

    def __init__(
        self,
        bridge: WorkbenchBridge,
        documents: Documents,
        look: Look,
        application: QApplication,
    ) -> None:
        self._documents = documents
        self.breadcrumb = Breadcrumb(bridge, look)
        self.fabrics = FabricLegend(bridge, look)
        self.catalog = CatalogPanel(look)
        self.outline = OutlinePanel(bridge, look)
        self.history = HistoryPanel(bridge, look)
        self.inspector = InspectorPanel(bridge, look)
        self.readouts = ReadoutsPanel(bridge, look, application)
        self.numbers = NumbersPanel(bridge, look, self.readouts)
        self.findings = FindingsPanel(bridge, look, self._ask_reason)
        self.status = StatusLine(bridge, documents)

    def put_into(self, docks: Docks) -> None:
        """Put the panels that have a dock into it."""
        docks.put("catalog", self.catalog)
        docks.put("outline", self.outline)
        docks.put("history", self.history)
        docks.put("inspector", self.inspector)
        docks.put("readouts", self.numbers)
        docks.put("findings", self.findings)

    def set_look(self, look: Look) -> None:
        for panel in (
            self.breadcrumb,
            self.fabrics,
            self.catalog,
            self.outline,
            self.history,
            self.inspector,
            self.readouts,
            self.numbers,
            self.findings,
        ):
            panel.set_look(look)

    def _ask_reason(self, about: str) -> str | None:
        return self._documents.prompts.reason(about)
