"""Power: peak and typical, of the IT equipment and of the facility, by group and by rack."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.evaluate.arrays import GROUPS, POWERED_GROUPS
from designer.evaluate.assumptions import CONVERSION_EFFICIENCY, PUE, TYPICAL_POWER
from designer.evaluate.bounds import Estimate, Exactness, Input
from designer.evaluate.figures import amount_text
from designer.evaluate.readouts import Heading, readout
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.evaluate.arrays import EvalArrays, Item
    from designer.evaluate.assumptions import AssumptionTable
    from designer.evaluate.figures import KnownFigure
    from designer.evaluate.rack_load import RackLoad
    from designer.evaluate.readouts import Readout

    Band = tuple[float, float, float]

_BANDS: Final = worded(
    "low and high are sums of the part lows and highs (all errors in one direction)"
)


class _Total(NamedTuple):
    """A sum over items: its band, the inputs, and the sum written out by group."""

    band: Band
    inputs: tuple[Input, ...]
    formula: str


def loss_band(assumptions: AssumptionTable) -> Band:
    """Return the share of input power that conversion takes.

    Parameters
    ----------
    assumptions
        Assumptions in use.

    Returns
    -------
    tuple[float, float, float]
        Low, value and high; zeros where nobody gives it. [1]
    """
    known = assumptions.get(CONVERSION_EFFICIENCY)
    if known is None or known.low <= 0:  # a set of the catalog may say anything
        return (0.0, 0.0, 0.0)
    return (1 - known.high, 1 - known.value, 1 - known.low)


def items_without_power(arrays: EvalArrays) -> tuple[Item, ...]:
    """Return the items that should draw power but have no figure.

    Parameters
    ----------
    arrays
        The compiled design.

    Returns
    -------
    tuple[Item, ...]
        Items of :data:`~designer.evaluate.arrays.POWERED_GROUPS` without a power figure, and
        items whose part nobody knows.
    """
    return tuple(
        item
        for item in arrays.items
        if (item.group in POWERED_GROUPS or item.group == "other")
        and arrays.figures[item.slug].tdp is None
        and arrays.figures[item.slug].typical is None
    )


def _with_loss(parts_w: Band, loss: Band) -> Band:
    low, value, high = (w / (1 - f) for w, f in zip(parts_w, loss, strict=True))
    return low, value, high


class _PowerSheet:
    def __init__(self, arrays: EvalArrays, assumptions: AssumptionTable, revision: int) -> None:
        self.arrays = arrays
        self.assumptions = assumptions
        self.revision = revision
        self.rows: list[Readout] = []
        self.loss = loss_band(assumptions)
        self.known_efficiency = assumptions.get(CONVERSION_EFFICIENCY)
        missing = [item.slug for item in items_without_power(arrays)]
        self.missing_text = (
            worded("; no power figure, counted as 0: {missing}", missing=", ".join(missing))
            if missing
            else ""
        )

    def add(self, heading: Heading, band: Band, method: str, more: _Total) -> None:
        low, value, high = band
        estimate = Estimate(value, low, high, Exactness.ESTIMATE, method, more.inputs)
        self.rows.append(readout(heading, estimate, more.formula, self.revision))

    def scaled_typical_w(self) -> tuple[NDArray[np.float64], tuple[Input, ...]]:
        # A part without a typical figure draws the assumed typical share of its peak.
        known = self.assumptions.get(TYPICAL_POWER)
        figures = [self.arrays.figures[item.slug] for item in self.arrays.items]
        lacking = np.array([f.typical is None for f in figures], dtype=np.bool_)
        inputs = tuple(k.input for f in figures if (k := f.typical or f.tdp) is not None)
        if known is None or not lacking.any():
            return self.arrays.typical_w, inputs
        factor = np.array([[known.low], [known.value], [known.high]])
        scaled: NDArray[np.float64] = np.where(
            lacking, self.arrays.typical_w * factor, self.arrays.typical_w
        )
        return scaled, (*inputs, known.input)

    def group_bands(self, piece_w: NDArray[np.float64]) -> dict[str, Band]:
        with np.errstate(over="ignore"):
            products = piece_w * self.arrays.n_copies
        bands: dict[str, Band] = {}
        for group in GROUPS:
            if group in self.arrays.slices:
                low, value, high = products[:, self.arrays.slices[group]].sum(axis=1).tolist()
                bands[group] = (low, value, high)
        return bands

    def total(self, bands: dict[str, Band], inputs: tuple[Input, ...]) -> _Total:
        parts_w = tuple(sum(band[ix] for band in bands.values()) for ix in range(3))
        band = _with_loss((parts_w[0], parts_w[1], parts_w[2]), self.loss)
        terms = [joined(" ", (term(group), _watts(b[1]))) for group, b in bands.items() if b[1]]
        share = f" / {1 - self.loss[1]:g}" if self.loss[1] else ""
        formula = joined(
            "", ("(", joined(" + ", terms or ("0 W",)), f"){share} = {_watts(band[1])}")
        )
        return _Total(band, (*inputs, *_inputs(self.known_efficiency)), formula)

    def add_facility(self, readout_id: str, label: str, total: _Total, kind: str) -> None:
        pue = self.assumptions.get(PUE)
        if pue is None:
            return
        low, value, high = total.band
        band = (low * pue.low, value * pue.value, high * pue.high)
        formula = f"{pue.value:g} x {_watts(value)} = {_watts(band[1])}"
        method = worded(
            "PUE times {kind} IT power, with one PUE at every load; {bands}",
            kind=term(kind),
            bands=_BANDS,
        )
        more = _Total(band, (*total.inputs, pue.input), formula)
        self.add(Heading(readout_id, worded("Power"), label, "W"), band, method, more)

    def add_groups(self, bands: dict[str, Band], total: _Total) -> None:
        for group, band in bands.items():
            terms = [(i, self.arrays.figures[i.slug]) for i in self.arrays.items_of(group)]
            known = [(i, k) for i, f in terms if (k := f.tdp or f.typical) is not None]
            products = " + ".join(f"{item.n:,} x {k.text}" for item, k in known)
            formula = f"{products or '0 W'} = {_watts(band[1])}"
            more = _Total(band, tuple(k.input for _, k in known), formula)
            heading = Heading(
                f"power_it_w.{group}",
                worded("Power"),
                worded("Peak power: {group}", group=term(group)),
                "W",
            )
            method = worded(
                "pieces times peak power of one, before conversion losses; {bands}", bands=_BANDS
            )
            self.add(heading, band, method, more)
        low, value, high = (
            t - sum(b[ix] for b in bands.values()) for ix, t in enumerate(total.band)
        )
        formula = f"{_watts(total.band[1])} - {_watts(total.band[1] - value)} = {_watts(value)}"
        heading = Heading(
            "power_it_w.conversion", worded("Power"), worded("Peak power: conversion losses"), "W"
        )
        method = worded("IT power less the power of the parts")
        more = _Total((low, value, high), _inputs(self.known_efficiency), formula)
        self.add(heading, more.band, method, more)

    def add_rack_max(self, loads: tuple[RackLoad, ...]) -> None:
        if not loads:
            return
        highest = max(loads, key=lambda load: load.peak_w[1])
        method = worded(
            "highest peak power of one rack, conversion losses included; modules are spread "
            "evenly over the parts they are plugged into{missing_text}; {bands}",
            missing_text=self.missing_text,
            bands=_BANDS,
        )
        place = highest.path or worded("the design")
        more = _Total(highest.peak_w, (), f"{place}: {_watts(highest.peak_w[1])}")
        heading = Heading("power_rack_max_w", worded("Power"), worded("Highest rack"), "W")
        self.add(heading, highest.peak_w, method, more)

    def add_per_accelerator(self, total: _Total) -> None:
        n = self.arrays.n_of("accelerators")
        if not n:
            return
        low, value, high = (w / n for w in total.band)
        formula = f"{_watts(total.band[1])} / {n:,} = {_watts(value)}"
        more = _Total((low, value, high), total.inputs, formula)
        heading = Heading(
            "power_w_per_accelerator", worded("Power"), worded("Peak IT power per accelerator"), "W"
        )
        self.add(
            heading,
            more.band,
            worded("peak IT power over accelerators; {bands}", bands=_BANDS),
            more,
        )


def _watts(value: float) -> str:
    return amount_text(value, "W")


def _inputs(known: KnownFigure | None) -> tuple[Input, ...]:
    return () if known is None else (known.input,)


def power_readouts(
    arrays: EvalArrays,
    assumptions: AssumptionTable,
    loads: tuple[RackLoad, ...],
    revision: int,
) -> tuple[Readout, ...]:
    """Return the power readouts of a design.

    Parameters
    ----------
    arrays
        The compiled design.
    assumptions
        PUE, conversion efficiency and typical share of peak; without a PUE there is no facility
        power.
    loads
        Power of each kind of rack.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[Readout, ...]
        IT and facility power, peak and typical, the highest rack, each group, per accelerator.

    Notes
    -----
    **Exactness**: estimate; counts are exact, the band is that of the figures.
    """
    sheet = _PowerSheet(arrays, assumptions, revision)
    inputs = tuple(
        k.input
        for item in arrays.items
        if (k := arrays.figures[item.slug].tdp or arrays.figures[item.slug].typical) is not None
    )
    bands = sheet.group_bands(arrays.tdp_w)
    total = sheet.total(bands, inputs)
    method = worded("nameplate peak of all parts over conversion efficiency; {bands}", bands=_BANDS)
    method += sheet.missing_text
    sheet.add(
        Heading("power_it_w", worded("Power"), worded("IT power, peak"), "W"),
        total.band,
        method,
        total,
    )
    piece_w, typical_inputs = sheet.scaled_typical_w()
    typical = sheet.total(sheet.group_bands(piece_w), typical_inputs)
    method = worded(
        "typical power of all parts over conversion efficiency; parts without a typical figure "
        "at a typical share of their peak; {bands}{missing_text}",
        bands=_BANDS,
        missing_text=sheet.missing_text,
    )
    heading = Heading("power_it_typical_w", worded("Power"), worded("IT power, typical"), "W")
    sheet.add(heading, typical.band, method, typical)
    sheet.add_facility("power_facility_w", worded("Facility power, peak"), total, "peak")
    sheet.add_facility(
        "power_facility_typical_w", worded("Facility power, typical"), typical, "typical"
    )
    sheet.add_rack_max(loads)
    sheet.add_groups(bands, total)
    sheet.add_per_accelerator(total)
    return tuple(sheet.rows)
