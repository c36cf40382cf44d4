"""The charts beside the numbers: bandwidth, power and cost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget
from typing_extensions import override

from designer.ui.language.text import tr
from designer.ui.panels.plain import plain_label
from designer.ui.plots.bars import Bar, BarChart
from designer.ui.plots.stack import StackChart
from designer.ui.theme.palette import fabric_colour
from designer.units.display import quantity_text
from designer.viewmodel.chart_rows import ChartBar, fabric_bars, share_bars

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent
    from PySide6.QtWidgets import QLabel

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look
    from designer.workbench.snapshot import Snapshot


class ChartsPanel(QScrollArea):
    """Charts that follow edits and gestures; they are drawn only while they are seen."""

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Charts"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._bridge = bridge
        self._look = look
        self._preview: Snapshot | None = None
        self.bandwidth = BarChart(tr("Bandwidth per endpoint"), "byte/s")
        self.power = StackChart(tr("Peak IT power by group"), "W")
        self.cost = BarChart(tr("Capex by group"), "USD")
        self._captions: list[QLabel] = []
        body = QWidget()
        body.setObjectName("panel")
        body.setAccessibleName(tr("Charts"))
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(12, 8, 12, 12)
        self._column.setSpacing(4)
        self._bandwidth_note = self._add(
            tr("Bandwidth per endpoint and direction"), self.bandwidth.widget
        )
        self._power_note = self._add(tr("Peak IT power by group"), self.power.widget)
        self._cost_note = self._add(
            tr("Capex by group, likely with low and high"), self.cost.widget
        )
        self._column.addStretch(1)
        self.setWidget(body)
        bridge.snapshot_changed.connect(self._show_committed)
        bridge.preview_changed.connect(self._show_preview)
        bridge.numbers_changed.connect(self.refresh)

    def set_look(self, look: Look) -> None:
        self._look = look
        self.refresh()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    def refresh(self) -> None:
        """Draw the charts of the state that is shown; hidden charts wait until they are seen."""
        if not self.isVisible():
            return
        snapshot = self._preview or self._bridge.snapshot
        self._show_bandwidth(snapshot)
        self._show_shares(snapshot)

    def _show_committed(self) -> None:
        self._preview = None
        self.refresh()

    def _show_preview(self, snapshot: Snapshot | None) -> None:
        self._preview = snapshot
        self.refresh()

    def _show_bandwidth(self, snapshot: Snapshot) -> None:
        theme = self._look.theme
        bars = []
        for one in fabric_bars(snapshot):
            colour = fabric_colour(theme, one.role)
            for label, value in (
                (tr("injection"), one.injection),
                (tr("bisection"), one.bisection),
                (tr("all-to-all"), one.all_to_all),
            ):
                if value is not None:
                    bars.append(Bar(f"{_short(one.fabric)} {label}", value, value, value, colour))
        self.bandwidth.show(bars, self._look)
        self.bandwidth.widget.setVisible(bool(bars))
        self._bandwidth_note.setText(
            tr(
                "Bisection bandwidth is divided by half of the endpoints, so that it can be "
                "compared."
            )
            if bars
            else tr("Connect accelerators through switches to see bandwidth.")
        )

    def _show_shares(self, snapshot: Snapshot) -> None:
        theme = self._look.theme
        power = share_bars(snapshot.readouts, "power_it_w")
        self.power.show(power, self._look)
        self._show_note(self._power_note, self.power.widget, power, "W")
        cost = share_bars(snapshot.readouts, "capex_usd")
        bars = [Bar(b.label, b.value, b.low, b.high, theme.part_accelerator) for b in cost]
        self.cost.show(bars, self._look)
        self._show_note(self._cost_note, self.cost.widget, cost, "USD")

    @staticmethod
    def _show_note(note: QLabel, chart: QWidget, bars: tuple[ChartBar, ...], unit: str) -> None:
        chart.setVisible(bool(bars))
        total = sum(bar.value for bar in bars)
        note.setText(
            tr("Sum {total}", total=quantity_text(total, unit))
            if bars
            else tr("Add parts from the catalog to see their share.")
        )

    def _add(self, title: str, chart: QWidget) -> QLabel:
        self._column.addSpacing(4)
        self._column.addWidget(plain_label(title, "section"))
        self._column.addWidget(chart)
        note = plain_label("", "small")
        self._column.addWidget(note)
        return note


def _short(name: str) -> str:
    return name if len(name) <= 12 else f"{name[:11]}…"
