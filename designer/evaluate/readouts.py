"""Readouts: the result records that every panel, export and script reads."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.evaluate.bounds import Exactness, Input


@dataclass(frozen=True, slots=True)
class Readout:
    """One number about the design, with everything needed to trust it.

    Attributes
    ----------
    id
        Stable id, listed in ``docs/readouts.md``, for example ``power_it_w``.
    group
        Heading in panels and sheets: ``Counts``, ``Compute``, ``Memory``, a fabric's display
        name, ``Power`` or ``Cost``.
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
    """All readouts of one revision, in display order."""

    revision: int
    rows: tuple[Readout, ...] = field(default=())

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
