"""Certified bounds as estimates."""

from __future__ import annotations

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.certificates import is_closed


def exact(value: float, method: str) -> Estimate:
    """Return an exact estimate.

    Parameters
    ----------
    value
        The value, SI.
    method
        How it was computed.

    Returns
    -------
    Estimate
        The value as both bounds.
    """
    return Estimate(value, value, value, Exactness.EXACT, method)


def between(low: float | None, high: float | None, method: str) -> Estimate:
    """Return what two certified bounds say.

    Parameters
    ----------
    low, high
        Bounds, ``None`` where there is none.
    method
        How they were computed.

    Returns
    -------
    Estimate
        Exact if they agree; else an interval or the one bound.
    """
    if low is None or low <= 0:
        value = 0.0 if high is None else high
        return Estimate(value, None, high, Exactness.UPPER, method)
    if high is None:
        return Estimate(low, low, None, Exactness.LOWER, method)
    if is_closed(low, high):
        return exact(high, method)
    return Estimate(low, low, max(low, high), Exactness.INTERVAL, method)
