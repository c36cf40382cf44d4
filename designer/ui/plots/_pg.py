"""The only importer of pyqtgraph."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyqtgraph as pg  # type: ignore[import-untyped]
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont

if TYPE_CHECKING:
    from designer.ui.theme.look import Look

Plot = pg.PlotWidget
Bars = pg.BarGraphItem
Whiskers = pg.ErrorBarItem
Text = pg.TextItem
Points = pg.ScatterPlotItem
Band = pg.LinearRegionItem
Rule = pg.InfiniteLine


def new_plot(name: str) -> pg.PlotWidget:
    """Return an empty plot that stands still under the mouse."""
    plot = pg.PlotWidget()
    plot.setAccessibleName(name)
    plot.viewport().setAccessibleName(name)
    plot.setMenuEnabled(False)
    plot.setMouseEnabled(x=False, y=False)
    plot.hideButtons()
    plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    plot.getAxis("left").setStyle(tickLength=0)
    return plot


def first_row_on_top(plot: pg.PlotWidget) -> None:
    """Count rows downwards."""
    plot.getViewBox().invertY()


def dress(plot: pg.PlotWidget, look: Look) -> None:
    """Give a plot the colours and the font of the program."""
    plot.setBackground(look.theme.surface)
    font = QFont(look.number_font)
    font.setPixelSize(11)
    for side in ("left", "bottom"):
        axis = plot.getAxis(side)
        axis.setPen(pg.mkPen(look.theme.border))
        axis.setTextPen(pg.mkPen(look.theme.text_muted))
        axis.setTickFont(font)
        axis.label.setFont(font)


def pen(colour: str, width: float = 1.0) -> object:
    """Return a pen of a colour."""
    return pg.mkPen(colour, width=width)


def brush(colour: str) -> object:
    """Return a brush of a colour."""
    return pg.mkBrush(colour)
