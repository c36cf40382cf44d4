"""One stacked bar with a legend that gives every part its value."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from designer.ui.panels.plain import plain_label
from designer.ui.plots import _pg
from designer.ui.theme.palette import blend
from designer.units.display import quantity_text

if TYPE_CHECKING:
    from designer.ui.theme.look import Look
    from designer.ui.theme.theme import Theme
    from designer.viewmodel.chart_rows import ChartBar


class StackChart:
    """Parts of a total side by side in one bar, updated in place."""

    def __init__(self, name: str, unit: str) -> None:
        self._unit = unit
        self._parts: tuple[ChartBar, ...] = ()
        self._look: Look | None = None
        self.widget = QWidget()
        self.widget.setAccessibleName(name)
        self._plot = _pg.new_plot(name)
        self._plot.setFixedHeight(36)
        self._plot.hideAxis("left")
        self._plot.hideAxis("bottom")
        self._item = _pg.Bars(x0=[], y=[], width=[], height=1.0)
        self._plot.addItem(self._item)
        self._legend = QGridLayout()
        self._legend.setHorizontalSpacing(8)
        self._legend.setVerticalSpacing(2)
        self._legend.setColumnStretch(1, 1)
        self._entries: list[tuple[QLabel, QLabel, QLabel, QLabel]] = []
        layout = QVBoxLayout(self.widget)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._plot)
        layout.addLayout(self._legend)

    @property
    def parts(self) -> tuple[ChartBar, ...]:
        return self._parts

    def show(self, parts: tuple[ChartBar, ...], look: Look) -> None:
        """Show other parts; nothing is redrawn if they are the same."""
        if parts == self._parts and look is self._look:
            return
        self._parts, self._look = parts, look
        _pg.dress(self._plot, look)
        colours = part_colours(look.theme, len(parts))
        starts, total = [], 0.0
        for part in parts:
            starts.append(total)
            total += part.value
        self._item.setOpts(
            x0=starts,
            y=[0.0] * len(parts),
            width=[part.value for part in parts],
            height=1.0,
            brushes=[_pg.brush(colour) for colour in colours],
            pens=[_pg.pen(look.theme.surface) for _ in colours],
        )
        self._plot.setXRange(0, total or 1.0, padding=0)
        self._plot.setYRange(-0.5, 0.5, padding=0)
        self._write_legend(colours, total, look)

    def _write_legend(self, colours: list[str], total: float, look: Look) -> None:
        while len(self._entries) < len(self._parts):
            self._add_entry()
        for ix, entry in enumerate(self._entries):
            is_used = ix < len(self._parts)
            for label in entry:
                label.setVisible(is_used)
            if not is_used:
                continue
            swatch, name, value, share = entry
            part = self._parts[ix]
            swatch.setStyleSheet(f"background: {colours[ix]}; border-radius: 2px;")
            name.setText(part.label)
            value.setText(quantity_text(part.value, self._unit))
            share.setText(f"{100 * part.value / total:.1f} %" if total else "")
            for label in (value, share):
                label.setFont(look.number_font)

    def _add_entry(self) -> None:
        row = len(self._entries)
        swatch = QLabel(self.widget)
        swatch.setFixedSize(10, 10)
        labels = [plain_label("", name, self.widget) for name in ("", "", "muted")]
        self._legend.addWidget(swatch, row, 0)
        for column, label in enumerate(labels, start=1):
            if column > 1:
                label.setWordWrap(False)
                label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._legend.addWidget(label, row, column)
        self._entries.append((swatch, labels[0], labels[1], labels[2]))


def part_colours(theme: Theme, n_parts: int) -> list[str]:
    """Return colours that stay apart, going round the part colours in lighter steps."""
    base = (
        theme.part_accelerator,
        theme.part_switch,
        theme.part_nic,
        theme.part_host,
        theme.part_other,
    )
    return [
        blend(base[ix % len(base)], theme.surface, 0.0 if ix < len(base) else 0.45)
        for ix in range(n_parts)
    ]
