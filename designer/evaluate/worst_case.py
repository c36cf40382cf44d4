"""The upper end of worst-case throughput: the least of several certified bounds, by name.

The lower end is the hub bound. Above stand the injection of the weakest endpoint, cuts, and
permutations that are heavy in several lengths; the permutation that is hardest so far is routed,
and the lengths that prove its throughput look for a harder one (``docs/methods/worst-case.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.bisection import least_group_cut
from designer.evaluate.certificates import is_closed
from designer.evaluate.throughput import concurrent_rate
from designer.evaluate.tub import Matching, heaviest_matching, matching_bound
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.evaluate.bisection import Cut
    from designer.evaluate.flows import FlowSpace
    from designer.evaluate.throughput import PairRate
    from designer.topology.fold import FloatArray

MAX_LENGTHS = 12
"""Most link classes whose own length is tried."""
MAX_VARS = 3000
"""Most flow variables of a program that is solved for a permutation."""
TIME_LIMIT_S = 3.0
"""Longest time for one program, a guard. [s]"""
MAX_ROUNDS = 3
"""Most permutations that are routed to find harder ones."""


class Ceiling(NamedTuple):
    """An upper bound on worst-case throughput with what proves it.

    Attributes
    ----------
    bytes_per_s
        The bound. [byte/s]
    witness
        What proves it, in words.
    cut
        The cut, if it is one.
    class_length, sent
        Lengths, and a permutation as in :class:`~designer.evaluate.tub.Matching`, if it is one.
    """

    bytes_per_s: float
    witness: str
    cut: Cut | None = None
    class_length: FloatArray | None = None
    sent: tuple[FloatArray, ...] = ()


def least(*ceilings: Ceiling) -> Ceiling:
    """Return the lowest of some bounds, the first of equal ones.

    Parameters
    ----------
    *ceilings
        Bounds.

    Returns
    -------
    Ceiling
        One of them.
    """
    return min(ceilings, key=lambda one: one.bytes_per_s)


def _names(flows: FlowSpace) -> list[str]:
    # The ends of every link class of the space.
    space = flows.base.space
    names: dict[int, str] = {}
    for rule in space.rules:
        chains = [
            space.types[space.kinds[ix].type_ix].chain for ix in (rule.a_kind_ix, rule.b_kind_ix)
        ]
        names.setdefault(rule.link_ix, " to ".join("/".join(chain) for chain in chains))
    return [names.get(ix, "") for ix in range(1 + max(names, default=-1))]


def _lengths(flows: FlowSpace, pair: PairRate) -> Iterator[tuple[str, FloatArray]]:
    capacity = flows.class_capacity_bytes_per_s
    yield worded("counted in links"), np.ones(len(capacity))
    yield worded("in the lengths that prove all-to-all"), np.maximum(pair.class_length, 0.0)
    base = flows.base
    link_of_rule = np.array([rule.link_ix for rule in base.space.rules], dtype=np.int64)
    link_of_row = np.zeros(len(capacity), dtype=np.int64)
    link_of_row[flows.class_of_orbit] = link_of_rule[base.orbits.rule_ix]
    for ix, name in enumerate(_names(flows)[:MAX_LENGTHS]):
        yield (
            worded("counted in links from {name}", name=name),
            (link_of_row == ix).astype(np.float64),
        )
    yield worded("in links over their capacity"), capacity.min() / capacity


def permutation_ceiling(
    flows: FlowSpace, pair: PairRate, low_bytes_per_s: float, time_limit_s: float
) -> Ceiling:
    """Return the least upper bound that heavy permutations prove.

    Parameters
    ----------
    flows
        Flow space of all endpoints.
    pair
        Bounds on all-to-all traffic with their witnesses.
    low_bytes_per_s
        A lower bound; the search stops at a bound that meets it. [byte/s]
    time_limit_s
        Longest time for each program. [s]

    Returns
    -------
    Ceiling
        The bound, infinite if nothing is proved.
    """
    best, hardest = Ceiling(np.inf, ""), None
    for name, length in _lengths(flows, pair):
        matching = heaviest_matching(flows, length, time_limit_s)
        if matching is None:
            return best
        bound = matching_bound(flows, length, matching)
        if bound < best.bytes_per_s:
            best = Ceiling(
                bound, worded("heaviest permutation {name}", name=name), None, length, matching.sent
            )
            hardest = matching
        if is_closed(low_bytes_per_s, best.bytes_per_s):
            return best
    for _ in range(MAX_ROUNDS):
        ceiling, hardest = _round(flows, hardest, time_limit_s)
        if ceiling.bytes_per_s >= best.bytes_per_s:
            break
        best = ceiling
        if is_closed(low_bytes_per_s, best.bytes_per_s):
            break
    return best


def _round(
    flows: FlowSpace, matching: Matching | None, time_limit_s: float
) -> tuple[Ceiling, Matching | None]:
    # Routes a permutation, and looks for the heaviest one in the lengths that prove its rate.
    nothing = Ceiling(np.inf, "")
    if matching is None or matching.length <= 0:
        return nothing, None
    demand = np.concatenate([
        own * one.fold.cell_size for own, one in zip(matching.sent, flows.sources, strict=True)
    ])
    found = concurrent_rate(flows, demand, time_limit_s)
    if found is None:
        return nothing, None
    length = np.maximum(found.class_length, 0.0)
    harder = heaviest_matching(flows, length, time_limit_s)
    routed = Ceiling(
        found.high_bytes_per_s, worded("rate of a heavy permutation"), None, length, matching.sent
    )
    if harder is None:
        return routed, None
    bound = matching_bound(flows, length, harder)
    name = worded("heaviest permutation by the lengths of another")
    return least(routed, Ceiling(bound, name, None, length, harder.sent)), harder


def worst_ceiling(
    flows: FlowSpace, pair: PairRate, low_bytes_per_s: float, caps: Sequence[Ceiling]
) -> Ceiling:
    """Return the least upper bound on worst-case throughput, dearer ones only while it is open.

    Parameters
    ----------
    flows
        Flow space of all endpoints.
    pair
        Bounds on all-to-all traffic with their witnesses.
    low_bytes_per_s
        A lower bound. [byte/s]
    caps
        Bounds that are known already.

    Returns
    -------
    Ceiling
        The least of those, of cuts around groups and of heavy permutations.
    """
    best = least(*caps)
    if is_closed(low_bytes_per_s, best.bytes_per_s):
        return best
    cut = least_group_cut(flows.base, flows.sources)
    if cut is not None:
        name = worded("cut around a group over its endpoints")
        best = least(best, Ceiling(cut.rate_bytes_per_s, name, cut))
    if is_closed(low_bytes_per_s, best.bytes_per_s) or flows.n_vars > MAX_VARS:
        return best
    return least(best, permutation_ceiling(flows, pair, low_bytes_per_s, TIME_LIMIT_S))
