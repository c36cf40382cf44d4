"""What is known about a chosen traffic in one fabric."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from designer.evaluate.certificates import is_closed
from designer.evaluate.certified import between, exact
from designer.evaluate.ecmp import Split
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.bounds import Estimate
    from designer.evaluate.flat_demand import FlatDemand
    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.flat_traffic import TrafficBounds


@dataclass(frozen=True)
class TrafficNumbers:
    """Throughput of a traffic matrix in one fabric.

    Attributes
    ----------
    name
        What the matrix is, in words.
    n_senders
        Endpoints that send. [1]
    ideal_bytes_per_s, ecmp_bytes_per_s
        Rate out of the busiest endpoint, by ideal routing and by equal split. [byte/s]
    ratio
        How many times the stated traffic fits, for a matrix of rates. [1]
    problem
        Why there is no number, or empty.
    """

    name: str
    n_senders: int = 0
    ideal_bytes_per_s: Estimate | None = None
    ecmp_bytes_per_s: Estimate | None = None
    ratio: Estimate | None = None
    problem: str = ""


def numbers_of_bounds(
    name: str, fabric: FlatFabric, demand: FlatDemand, bounds: TrafficBounds, *, is_rate: bool
) -> TrafficNumbers:
    """Return bounds on a multiple of a demand as the rate of its busiest endpoint.

    Parameters
    ----------
    name
        What the demand is, in words.
    fabric, demand
        The fabric, and what is asked of it.
    bounds
        What is known.
    is_rate
        Whether the demand is in byte/s.

    Returns
    -------
    TrafficNumbers
        The numbers.
    """
    busiest = float(demand.out.max())
    network = fabric.network
    injection = float(network.degree_bytes_per_s[network.weight > 0].max())
    rate_low, rate_high = bounds.low * busiest, bounds.high * busiest
    if is_closed(min(rate_high, injection), max(rate_high, injection)):
        # Both are bounds; the sum of port rates is free of rounding.
        rate_high = injection
    split = worded("shortest paths, {split}", split=term(Split.PER_LINK.value))
    return TrafficNumbers(
        name,
        int((demand.out > 0).sum()),
        between(min(rate_low, rate_high), rate_high, bounds.method),
        None if bounds.ecmp is None else exact(bounds.ecmp * busiest, split),
        between(min(bounds.low, bounds.high), bounds.high, bounds.method) if is_rate else None,
    )


def tighter(folded: TrafficNumbers, copies: TrafficNumbers) -> TrafficNumbers:
    """Return the numbers of a fold with the bounds that single copies add to them.

    Parameters
    ----------
    folded, copies
        Two answers about the same traffic.

    Returns
    -------
    TrafficNumbers
        The tighter end of both intervals.
    """
    if copies.problem or copies.ideal_bytes_per_s is None or folded.ideal_bytes_per_s is None:
        return folded

    def both(a: Estimate, b: Estimate) -> Estimate:
        lows = [one.low for one in (a, b) if one.low is not None]
        highs = [one.high for one in (a, b) if one.high is not None]
        low, high = max(lows, default=None), min(highs, default=None)
        return between(low, high, b.method if (low, high) != (a.low, a.high) else a.method)

    ratio = folded.ratio
    if ratio is not None and copies.ratio is not None:
        ratio = both(ratio, copies.ratio)
    ideal = both(folded.ideal_bytes_per_s, copies.ideal_bytes_per_s)
    return replace(folded, ideal_bytes_per_s=ideal, ratio=ratio)
