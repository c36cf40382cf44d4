"""Deviations of computed from published numbers, in units of what is tolerated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QColor

from designer.ui.language.text import tr
from designer.ui.plots import _pg
from designer.viewmodel.verification_rows import PLOT_LIMIT, STATUS_KINDS
from designer.workbench.verification.published import VerifyStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.ui.theme.look import Look
    from designer.viewmodel.verification_rows import VerifyPoint

_SHAPES = {VerifyStatus.PASS: "o", VerifyStatus.MISPRINT: "d", VerifyStatus.FAIL: "x"}
_SIZES = {VerifyStatus.PASS: 6, VerifyStatus.MISPRINT: 10, VerifyStatus.FAIL: 11}
_BAND_ALPHA = 28


class DeviationPlot(QObject):
    """A point per number; those inside the band agree. A click on a point chooses its row.

    Signals
    -------
    chosen(int)
        Position of the row among those drawn.
    """

    chosen = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._points: tuple[VerifyPoint, ...] = ()
        self._look: Look | None = None
        self._n_rows = 0
        self.widget = _pg.new_plot(tr("Deviation of each number in units of its tolerance"))
        self._band = _pg.Band(values=(-1, 1), orientation="horizontal", movable=False)
        self._middle = _pg.Rule(pos=0, angle=0)
        self._item = _pg.Points(pxMode=True)
        for item in (self._band, self._middle, self._item):
            self.widget.addItem(item)
        self._item.sigClicked.connect(self._choose)
        self.widget.hideAxis("bottom")
        self.widget.setLabel("left", "deviation / tolerance")
        self.widget.getAxis("left").setTicks([[(-1.0, "−1"), (0.0, "0"), (1.0, "+1")]])
        self.widget.setMinimumHeight(120)

    @property
    def points(self) -> tuple[VerifyPoint, ...]:
        return self._points

    def show(self, points: Sequence[VerifyPoint], n_rows: int, look: Look) -> None:
        """Show other points; ``n_rows`` is how many rows the table shows."""
        shown = tuple(points)
        if shown == self._points and n_rows == self._n_rows and look is self._look:
            return
        self._points, self._n_rows, self._look = shown, n_rows, look
        _pg.dress(self.widget, look)
        fill = QColor(look.theme.good)
        fill.setAlpha(_BAND_ALPHA)
        self._band.setBrush(fill)
        for line in self._band.lines:
            line.setPen(_pg.pen(look.theme.border))
        self._middle.setPen(_pg.pen(look.theme.border))
        colours = [look.colour(STATUS_KINDS[p.status]) for p in shown]
        self._item.setData(
            x=[float(p.row_ix) for p in shown],
            y=[p.share for p in shown],
            data=[p.row_ix for p in shown],
            symbol=[_SHAPES[p.status] for p in shown],
            size=[_SIZES[p.status] for p in shown],
            brush=[_pg.brush(colour) for colour in colours],
            pen=[_pg.pen(colour) for colour in colours],
        )
        self.widget.setXRange(-1, max(1, n_rows), padding=0)
        self.widget.setYRange(-PLOT_LIMIT - 0.2, PLOT_LIMIT + 0.2, padding=0)

    def _choose(self, _item: object, points: Sequence[object], *_: object) -> None:
        if len(points):
            self.chosen.emit(int(points[0].data()))  # type: ignore[attr-defined]
