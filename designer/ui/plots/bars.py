"""One horizontal bar chart: labels on the left, values written at the end of the bars."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtGui import QFont, QFontMetrics

from designer.ui.plots import _pg
from designer.units.display import quantity_text, scaled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.ui.theme.look import Look

ROW_PX = 22
AXIS_PX = 44


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; ``low`` and ``high`` draw a whisker where they differ."""

    label: str
    value: float
    low: float
    high: float
    colour: str


class BarChart:
    """Horizontal bars that are updated in place.

    Parameters
    ----------
    name
        What the chart shows, for people who do not see it.
    unit
        SI symbol of the values.
    """

    def __init__(self, name: str, unit: str) -> None:
        self._unit = unit
        self._bars: tuple[Bar, ...] = ()
        self._look: Look | None = None
        self.widget = _pg.new_plot(name)
        self._item = _pg.Bars(x0=[], y=[], width=[], height=0.6)
        self._whiskers = _pg.Whiskers(beam=0.25)
        self.widget.addItem(self._item)
        self.widget.addItem(self._whiskers)
        _pg.first_row_on_top(self.widget)
        self._texts: list[object] = []

    @property
    def bars(self) -> tuple[Bar, ...]:
        return self._bars

    def show(self, bars: Sequence[Bar], look: Look) -> None:
        """Show other bars; nothing is redrawn if they are the same."""
        if tuple(bars) == self._bars and look is self._look:
            return
        self._bars, self._look = tuple(bars), look
        _pg.dress(self.widget, look)
        rows = [float(ix) for ix in range(len(bars))]
        end = max((bar.high for bar in bars), default=0.0) or 1.0
        factor_value, unit_text = scaled(end, self._unit)
        factor = factor_value / end
        self._item.setOpts(
            x0=[0.0] * len(rows),
            y=rows,
            width=[bar.value * factor for bar in bars],
            height=0.6,
            brushes=[_pg.brush(bar.colour) for bar in bars],
            pens=[_pg.pen(bar.colour) for bar in bars],
        )
        banded = [(row, bar) for row, bar in zip(rows, bars, strict=True) if bar.high > bar.low]
        self._whiskers.setVisible(bool(banded))
        if banded:
            self._whiskers.setData(
                x=_array([bar.value * factor for _, bar in banded]),
                y=_array([row for row, _ in banded]),
                left=_array([(bar.value - bar.low) * factor for _, bar in banded]),
                right=_array([(bar.high - bar.value) * factor for _, bar in banded]),
                beam=0.25,
                pen=_pg.pen(look.theme.text, 1.2),
            )
        labels = [(row, bar.label) for row, bar in zip(rows, bars, strict=True)]
        self.widget.getAxis("left").setTicks([labels])
        self.widget.getAxis("left").setWidth(self._label_width(look))
        self.widget.setLabel("bottom", unit_text)
        self._write_values(rows, factor, look)
        self.widget.setXRange(0, end * factor * 1.4, padding=0)
        self.widget.setYRange(-0.6, len(rows) - 0.4, padding=0)
        self.widget.setFixedHeight(len(rows) * ROW_PX + AXIS_PX)

    def _label_width(self, look: Look) -> int:
        font = QFont(look.number_font)
        font.setPixelSize(11)
        metrics = QFontMetrics(font)
        return max((metrics.horizontalAdvance(b.label) for b in self._bars), default=40) + 12

    def _write_values(self, rows: Sequence[float], factor: float, look: Look) -> None:
        while len(self._texts) < len(rows):
            text = _pg.Text("", anchor=(0, 0.5))
            self._texts.append(text)
            self.widget.addItem(text)
        font = QFont(look.number_font)
        font.setPixelSize(11)
        for ix, text in enumerate(self._texts):
            is_used = ix < len(rows)
            text.setVisible(is_used)  # type: ignore[attr-defined]
            if is_used:
                bar = self._bars[ix]
                text.setText(quantity_text(bar.value, self._unit, 3), color=look.theme.text)  # type: ignore[attr-defined]
                text.setFont(font)  # type: ignore[attr-defined]
                text.setPos(max(bar.high, bar.value) * factor, rows[ix])  # type: ignore[attr-defined]


def _array(values: Sequence[float]) -> object:
    import numpy as np  # noqa: PLC0415 - after the first paint

    return np.asarray(values, dtype=float)
