"""Traffic where single endpoints have partners: random permutations, and the longest matching.

Neither leaves a symmetry. A longest matching is what Jyothi et al. (SC 2016) propose as a traffic
that is hard for any fabric; random permutations are what a scheduler without a map gives. The
definitions stand in ``docs/methods/traffic.md``.
"""

from __future__ import annotations

import math
from itertools import zip_longest
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.flat_demand import paired_demand
from designer.evaluate.flat_traffic import traffic_bounds, unreached
from designer.evaluate.partition import contracted
from designer.evaluate.traffic_answer import TrafficNumbers, numbers_of_bounds
from designer.topology.pairing import longest_pairing
from designer.topology.reach import UNREACHED, distances
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.topology.fold import IntArray

N_DRAWS: Final = 8
"""Permutations whose mean is shown."""
STUDENT_T: Final = 2.365
"""Quantile 0.975 of Student's t with ``N_DRAWS - 1`` degrees of freedom."""
MAX_DRAWN_LINKS: Final = 200_000
"""Most links of a fabric for which several permutations are kept at a time."""
MAX_MATCHED: Final = 1_500
"""Most switches that are matched by distance."""


class Partners(NamedTuple):
    """Who sends one unit to whom.

    Attributes
    ----------
    sender_ix, receiver_ix
        Vertices of the network. (n_senders,)
    name
        What the traffic is, in words.
    """

    sender_ix: IntArray
    receiver_ix: IntArray
    name: str


def longest_partners(fabric: FlatFabric, active_percent: int) -> Partners | str:
    """Return the partners of a longest matching.

    Parameters
    ----------
    fabric
        The fabric.
    active_percent
        Part of the switches with endpoints that takes part, those furthest from their partner
        first. [%]

    Returns
    -------
    Partners | str
        The endpoints of a switch with those of its partner, one to one in index order and both
        ways; or why there are none. An endpoint with several neighbours stands for itself.
    """
    whole = contracted(fabric.network)
    ends = np.flatnonzero(fabric.network.weight > 0)
    home = whole.parent_ix[ends]
    homes = np.unique(home)
    if len(homes) > MAX_MATCHED:
        return worded(
            "{n:,} switches hold endpoints; at most {n_most:,} are matched by distance",
            n=len(homes),
            n_most=MAX_MATCHED,
        )
    if len(homes) < 2:
        return worded("only one switch holds endpoints")
    table = distances(whole.network, homes)[homes].astype(np.int64)
    if (table == UNREACHED).any():
        return worded("some switches cannot reach each other")
    found = longest_pairing(table)
    n_pairs = len(homes) * active_percent // 200
    first, second = homes[found.first_ix[:n_pairs]], homes[found.second_ix[:n_pairs]]
    if not n_pairs:
        return worded(
            "{percent} % of {n:,} switches with endpoints is not one pair",
            percent=active_percent,
            n=len(homes),
        )
    by_home = np.argsort(home, kind="stable")
    start = np.searchsorted(home[by_home], np.append(homes, homes[-1] + 1))
    own = {int(h): ends[by_home[start[at] : start[at + 1]]] for at, h in enumerate(homes)}
    senders: list[IntArray] = []
    receivers: list[IntArray] = []
    for one, other in zip(first.tolist(), second.tolist(), strict=True):
        n = min(len(own[one]), len(own[other]))
        senders += [own[one][:n], own[other][:n]]
        receivers += [own[other][:n], own[one][:n]]
    name = (
        worded("a longest matching of the switches, {n_pairs:,} pairs", n_pairs=n_pairs)
        if found.is_longest
        else worded("a long matching of the switches, {n_pairs:,} pairs", n_pairs=n_pairs)
    )
    return Partners(np.concatenate(senders), np.concatenate(receivers), name)


def random_partners(fabric: FlatFabric, seed: int) -> Partners:
    """Return the partners of a permutation drawn among those that send nobody to himself.

    Parameters
    ----------
    fabric
        The fabric.
    seed
        Seed of the draw.

    Returns
    -------
    Partners
        Every endpoint with the one that it sends to.
    """
    ends = np.flatnonzero(fabric.network.weight > 0)
    draw = np.random.default_rng(seed)
    drawn = draw.permutation(len(ends))
    while len(ends) > 1 and (drawn == np.arange(len(ends))).any():
        drawn = draw.permutation(len(ends))
    is_other = drawn != np.arange(len(ends))
    name = worded("the random permutation of seed {seed}", seed=seed)
    return Partners(ends[is_other], ends[drawn[is_other]], name)


def paired_numbers(
    fabric: FlatFabric, choice: TrafficChoice, cancelled: Callable[[], bool]
) -> Iterator[TrafficNumbers]:
    """Yield the numbers of a traffic with partners, each tighter than the one before.

    Parameters
    ----------
    fabric
        The fabric.
    choice
        ``longest-matching`` or ``random-permutation``.
    cancelled
        Asked often; the iterator ends soon after it says yes.

    Yields
    ------
    TrafficNumbers
        An interval; for the mean of several permutations an estimate once each has a lower bound.
    """
    if choice.kind == "longest-matching":
        partners = longest_partners(fabric, choice.active_percent)
        if isinstance(partners, str):
            yield TrafficNumbers(choice.text, problem=partners)
            return
        yield from _of_partners(fabric, partners, cancelled, is_symmetric=True)
        return
    if choice.seed is not None:
        yield from _of_partners(fabric, random_partners(fabric, choice.seed), cancelled)
        return
    name = worded("the mean of {n_draws} random permutations", n_draws=N_DRAWS)
    if fabric.network.n_links > MAX_DRAWN_LINKS:
        problem = worded(
            "the fabric has more than {n_links:,} links; choose one permutation, such as "
            "random-permutation:1",
            n_links=MAX_DRAWN_LINKS,
        )
        yield TrafficNumbers(name, problem=problem)
        return
    draws = [
        _of_partners(fabric, random_partners(fabric, seed), cancelled)
        for seed in range(1, N_DRAWS + 1)
    ]
    latest: dict[int, TrafficNumbers] = {}
    for turn in zip_longest(*draws):
        latest.update({at: one for at, one in enumerate(turn) if one is not None})
        yield mean_of(name, [latest[at] for at in sorted(latest)])


def _of_partners(
    fabric: FlatFabric,
    partners: Partners,
    cancelled: Callable[[], bool],
    *,
    is_symmetric: bool = False,
) -> Iterator[TrafficNumbers]:
    n = fabric.network.n_vertices
    demand = paired_demand(n, partners.sender_ix, partners.receiver_ix)
    problem = unreached(fabric, demand)
    if problem or not demand.out.any():
        yield TrafficNumbers(partners.name, problem=problem)
        return
    for bounds in traffic_bounds(fabric, demand, cancelled, is_symmetric=is_symmetric):
        yield numbers_of_bounds(partners.name, fabric, demand, bounds, is_rate=False)


def mean_of(name: str, found: Sequence[TrafficNumbers]) -> TrafficNumbers:
    """Return the mean of several draws as an estimate.

    Parameters
    ----------
    name
        What was drawn, in words.
    found
        The numbers of each draw.

    Returns
    -------
    TrafficNumbers
        With the 95 % confidence interval of the mean, widened by what the bounds of the draws
        leave open; the first problem if a draw has one.
    """
    problem = next((one.problem for one in found if one.problem), "")
    rates = [one.ideal_bytes_per_s for one in found]
    if problem or any(rate is None for rate in rates):
        return TrafficNumbers(name, problem=problem)
    lows = [rate.low or 0.0 for rate in rates if rate is not None]
    highs = [rate.high or math.inf for rate in rates if rate is not None]
    splits = [one.ecmp_bytes_per_s for one in found if one.ecmp_bytes_per_s is not None]
    is_known = all(low > 0 for low in lows)
    ideal = _estimate(lows, highs) if is_known else _above(highs)
    ecmp = _estimate([s.value for s in splits], [s.value for s in splits])
    return TrafficNumbers(
        name,
        found[0].n_senders,
        ideal,
        ecmp if len(splits) == len(found) else None,
    )


def _above(highs: Sequence[float]) -> Estimate:
    mean = sum(highs) / len(highs)
    return Estimate(mean, None, None, Exactness.ESTIMATE, worded("upper bounds of the draws"))


def _estimate(lows: Sequence[float], highs: Sequence[float]) -> Estimate | None:
    if not lows:
        return None
    half = STUDENT_T * max(_error_of_mean(lows), _error_of_mean(highs))
    low, high = float(np.mean(lows)), float(np.mean(highs))
    method = worded("certified bounds of each draw; 95 % confidence interval of the mean")
    return Estimate((low + high) / 2, low - half, high + half, Exactness.ESTIMATE, method)


def _error_of_mean(values: Sequence[float]) -> float:
    return float(np.std(values, ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else 0.0
