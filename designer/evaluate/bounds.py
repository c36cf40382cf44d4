"""Estimates: a value that knows how sure it is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Exactness(StrEnum):
    """How sure a number is."""

    EXACT = "exact"
    INTERVAL = "interval"
    LOWER = "lower"
    UPPER = "upper"
    ESTIMATE = "estimate"


class Input(NamedTuple):
    """One catalog figure or assumption that a number was computed from.

    Attributes
    ----------
    name
        What it is, for example ``ascend-910c.memory_bytes``.
    value, unit
        Value in SI units.
    kind
        Kind of figure (vendor-announced ...), ``graph`` for counts and capacities of the design.
    sources
        Slugs of the sources.
    note
        Remark of the figure, for example why the sources disagree.
    """

    name: str
    value: float
    unit: str
    kind: str = "graph"
    sources: tuple[str, ...] = ()
    note: str = ""


class Estimate(NamedTuple):
    """A value with its bounds.

    Attributes
    ----------
    value
        Best value, SI. For ``lower`` and ``upper`` it is that bound; for ``interval`` the lower.
    low, high
        Certified ends for ``exact`` and ``interval``; the band of inputs for ``estimate``.
        ``None`` where that side is not known.
    exactness
        How sure the value is.
    method
        How it was computed, in one line.
    inputs
        What it was computed from.
    """

    value: float
    low: float | None
    high: float | None
    exactness: Exactness
    method: str
    inputs: tuple[Input, ...] = ()
