"""Readouts: the result records that every panel, export and script reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from designer.errors.findings import Finding
    from designer.evaluate.bounds import Estimate, Exactness, Input
    from designer.evaluate.cabling import CableRun
    from designer.evaluate.link_loads import FabricLoads
    from designer.evaluate.rack_load import RackLoad


class Readout(NamedTuple):
    """One number about the design, with everything needed to trust it.

    Attributes
    ----------
    id
        Stable id, listed in ``docs/readouts.md``, for example ``power_it_w``.
    group
        Heading in panels and sheets: ``Counts``, ``Compute``, ``Memory``, a fabric's display
        name, ``Cabling``, ``Power`` or ``Cost``.
    label
        What it is, in words.
    value, low, high
        SI value and ends; ``low`` and ``high`` are ``None`` where that side is not known.
    unit
        SI symbol.
    exactness
        How sure the value is.
    method
        How it was computed, in one line.
    formula
        The formula with the numbers put in.
    inputs
        Catalog figures and assumptions used.
    sources
        Slugs of all sources of the inputs, each once.
    revision
        Revision of the design that the value belongs to.
    """

    id: str
    group: str
    label: str
    value: float
    low: float | None
    high: float | None
    unit: str
    exactness: Exactness
    method: str
    formula: str = ""
    inputs: tuple[Input, ...] = ()
    sources: tuple[str, ...] = ()
    revision: int = 0


@dataclass(frozen=True)
class Readouts:
    """All readouts of one revision, in display order.

    Attributes
    ----------
    revision
        Revision of the design. [1]
    rows
        The readouts.
    findings
        What was found while computing: numbers that are not finite, missing assumptions.
    cable_runs
        Length of the cables of each link class, for the reach rule and the cable schedule.
    rack_loads
        Power of each kind of rack, for the rack rules.
    fabric_loads
        How full the links of each fabric are, for the canvas and scripts.
    """

    revision: int
    rows: tuple[Readout, ...] = field(default=())
    findings: tuple[Finding, ...] = ()
    cable_runs: tuple[CableRun, ...] = ()
    rack_loads: tuple[RackLoad, ...] = ()
    fabric_loads: tuple[FabricLoads, ...] = ()

    @cached_property
    def by_id(self) -> dict[str, Readout]:
        """Readouts by id."""
        return {row.id: row for row in self.rows}

    def value(self, readout_id: str) -> float:
        """Return the value of one readout.

        Parameters
        ----------
        readout_id
            Stable id.

        Returns
        -------
        float
            Its value, SI.

        Raises
        ------
        KeyError
            If the design has no such readout.
        """
        return self.by_id[readout_id].value


class Heading(NamedTuple):
    """What a readout is, apart from its value; see :class:`Readout`."""

    id: str
    group: str
    label: str
    unit: str = "1"


def readout(heading: Heading, estimate: Estimate, formula: str, revision: int) -> Readout:
    """Return an estimate as a readout.

    Parameters
    ----------
    heading
        Id, group, label and unit.
    estimate
        The value and how sure it is.
    formula
        The formula with the numbers put in.
    revision
        Revision of the design. [1]

    Returns
    -------
    Readout
        The record; its sources are those of the inputs, each once, in order.
    """
    seen: dict[str, None] = {}
    for given in estimate.inputs:
        for slug in given.sources:
            seen[slug] = None
    return Readout(
        heading.id,
        heading.group,
        heading.label,
        estimate.value,
        estimate.low,
        estimate.high,
        heading.unit,
        estimate.exactness,
        estimate.method,
        formula,
        estimate.inputs,
        tuple(seen),
        revision,
    )


def stamped(row: Readout, revision: int) -> Readout:
    """Return a readout that still holds at a later revision.

    Parameters
    ----------
    row
        Readout of an earlier revision whose inputs have not changed since.
    revision
        Revision of the design now. [1]

    Returns
    -------
    Readout
        The same readout with the new revision.
    """
    return row if row.revision == revision else row._replace(revision=revision)
