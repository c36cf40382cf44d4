"""Numbers of Cartesian products from those of their factors.

With ``theta_i`` the all-to-all traffic per pair of a factor with ``n_i`` of the ``N`` vertices,
the product carries ``min theta_i * n_i / N`` (``docs/methods/products.md``): dimension-order
routing reaches it, lengths on one factor prove it. So a torus of a million endpoints takes as
long as its rings.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import permutations
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.bisection import half_cuts
from designer.evaluate.certificates import is_closed
from designer.evaluate.certified import between, exact
from designer.evaluate.cut_orders import orders
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.link_loads import Load
from designer.evaluate.theorems import clique_product_cut, product_cut_low
from designer.topology.fold import base_fold
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.link_loads import LinkLoad
    from designer.topology.fold import BaseFold
    from designer.topology.space import FabricSpace

    Evaluate = Callable[[FabricSpace], FabricNumbers]

MAX_PERMUTED = 5
"""Most factors whose orders are all tried for a cut."""


class Factor(NamedTuple):
    """One factor of a product.

    Attributes
    ----------
    numbers
        Its own numbers.
    n
        Its vertices. [1]
    cuts_bytes_per_s
        Capacity of a cut that leaves half of the vertices, rounded down, on the first side; and of
        the same cut with the middle vertex there. [byte/s]
    clique_bytes_per_s
        Capacity between every two vertices if it is a clique of equal links, else 0. [byte/s]
    """

    numbers: FabricNumbers
    n: int
    cuts_bytes_per_s: tuple[int, int]
    clique_bytes_per_s: int


class CutBounds(NamedTuple):
    """Bounds on a bisection with what proves the lower one. [byte/s]."""

    low_bytes_per_s: float
    high_bytes_per_s: float
    method: str


def _key(space: FabricSpace) -> tuple[object, ...]:
    # What tells factors apart, whatever they are called.
    rules = tuple(rule._replace(link_ix=0) for rule in space.rules)
    return (tuple(dim.size for dim in space.dims), space.axis_kinds, rules)


def factors_of(spaces: Sequence[FabricSpace], evaluate: Evaluate) -> tuple[Factor, ...]:
    """Evaluate the factors of a product, like ones once.

    Parameters
    ----------
    spaces
        Factors.
    evaluate
        Gives the numbers of a fabric space.

    Returns
    -------
    tuple[Factor, ...]
        One per space; their link loads keep the link classes of that space.
    """
    known: dict[tuple[object, ...], Factor] = {}
    found: list[Factor] = []
    for space in spaces:
        key = _key(space)
        if key not in known:
            known[key] = _factor(space, evaluate(space))
            found.append(known[key])
            continue
        link_ixs = sorted({rule.link_ix for rule in space.rules})
        alike = known[key].numbers
        loads = tuple(
            replace(load, link_ix=ix) for load, ix in zip(alike.link_loads, link_ixs, strict=False)
        )
        found.append(known[key]._replace(numbers=replace(alike, link_loads=loads)))
    return tuple(found)


def _factor(space: FabricSpace, numbers: FabricNumbers) -> Factor:
    base = base_fold(space)
    cuts = min(half_cuts(base, order) for order in orders(base))
    return Factor(numbers, numbers.n_endpoints, cuts, _clique(base))


def _clique(base: BaseFold) -> int:
    # Capacity between every two vertices if it is the same for all, else 0.
    found: set[int] = set()
    for base_ix in range(base.fold.n_cells):
        fold = base.around(base_ix)
        source_ix = base.source_cell(fold, base_ix)
        capacity = [0] * fold.n_cells
        unit = base.orbits.unit_bytes_per_s[fold.arc_orbit_ix]
        for arc in np.flatnonzero(fold.arc_from_ix == source_ix).tolist():
            capacity[fold.arc_to_ix[arc]] += int(fold.arc_degree[arc]) * int(unit[arc])
        sizes = fold.cell_size.tolist()
        found |= {
            c // n for ix, (c, n) in enumerate(zip(capacity, sizes, strict=True)) if ix != source_ix
        }
        if any(c % n for c, n in zip(capacity, sizes, strict=True)):
            return 0
    return found.pop() if len(found) == 1 else 0


def _pair_rates(factors: Sequence[Factor]) -> tuple[list[float], list[float]]:
    # Certain and possible all-to-all traffic per pair of every factor, zero if there is none.
    lows, highs = [], []
    for factor in factors:
        rate = factor.numbers.throughput_all_to_all_bytes_per_s
        low = rate.low if rate is not None and rate.low is not None else 0.0
        high = rate.high if rate is not None and rate.high is not None else np.inf
        lows.append(low / (factor.n - 1))
        highs.append(high / (factor.n - 1))
    return lows, highs


def _cut_high(factors: Sequence[Factor]) -> float:
    # Capacity cut by halves in lexicographic order, the factors in the best order found.
    return min(_cut_of_order(order) for order in _orders(factors))


def _orders(factors: Sequence[Factor]) -> Iterator[tuple[Factor, ...]]:
    if len(factors) <= MAX_PERMUTED:
        yield from permutations(factors)
        return
    by_size = sorted(factors, key=lambda factor: factor.n)
    for ordered in (by_size, by_size[::-1]):
        for ix, first in enumerate(ordered):
            yield (first, *ordered[:ix], *ordered[ix + 1 :])


def _cut_of_order(factors: Sequence[Factor]) -> float:
    n_left = 1
    for factor in factors:
        n_left *= factor.n
    total = 0
    for factor in factors:
        n_left //= factor.n
        without, with_middle = factor.cuts_bytes_per_s
        if factor.n % 2 == 0:
            return total + without * n_left
        # The middle vertex of every line is first for half of what follows, rounded down.
        total += with_middle * (n_left // 2) + without * (n_left - n_left // 2)
    return total


def cut_bounds(factors: Sequence[Factor]) -> CutBounds:
    """Return bounds on the bisection of a product.

    Parameters
    ----------
    factors
        Its factors.

    Returns
    -------
    CutBounds
        Bounds that agree where a theorem holds or an even factor decides.
    """
    high = _cut_high(factors)
    sizes = [factor.n for factor in factors]
    lows, _ = _pair_rates(factors)
    capacities = {factor.clique_bytes_per_s for factor in factors}
    if len(capacities) == 1 and 0 not in capacities:
        cut = clique_product_cut(sizes) * capacities.pop()
        return CutBounds(float(cut), high, worded("product of cliques of equal links (Lindsey)"))
    found = product_cut_low(sizes, lows)
    n = int(np.prod(np.array(sizes, dtype=object)))
    pairs = (
        min(low * size / n for low, size in zip(lows, sizes, strict=True)) * (n // 2) * (n - n // 2)
    )
    if pairs > found:
        return CutBounds(
            pairs, high, worded("all-to-all of the factors, and halves in lexicographic order")
        )
    return CutBounds(found, high, worded("normalised boundary of the product of the factors"))


def product_totals(endpoint_family: str, factors: Sequence[Factor]) -> FabricNumbers:
    """Return endpoints and injection of a product, which add up over the factors.

    Parameters
    ----------
    endpoint_family
        Family of the endpoints.
    factors
        The factors.

    Returns
    -------
    FabricNumbers
        Numbers of endpoints and injection alone; just the former if a factor has a problem.
    """
    n = math.prod(factor.n for factor in factors)
    low, high, total = 0.0, 0.0, 0.0
    for factor in factors:
        own = factor.numbers.injection_bytes_per_s
        every = factor.numbers.injection_total_bytes_per_s
        if own is None or own.low is None or own.high is None or every is None:
            return FabricNumbers(n, endpoint_family)
        low, high = low + own.low, high + own.high
        total += every.value * (n // factor.n)
    per_endpoint = between(low, high, worded("sum of the injection of the factors"))
    every_one = exact(total, worded("sum over all endpoints of the port rates in use"))
    return FabricNumbers(n, endpoint_family, per_endpoint, every_one)


def product_numbers(totals: FabricNumbers, factors: Sequence[Factor]) -> FabricNumbers:
    """Return the numbers of a product.

    Parameters
    ----------
    totals
        Numbers of endpoints and injection of the whole.
    factors
        Its factors.

    Returns
    -------
    FabricNumbers
        Numbers, or the problem of a factor. There are none for the equal split, which does not
        follow from the factors.
    """
    problem = next((f.numbers.problem for f in factors if f.numbers.problem), "")
    if problem:
        return replace(totals, problem=problem)
    n = totals.n_endpoints
    lows, highs = _pair_rates(factors)
    scaled = [f.n / n for f in factors]
    low = min(t * s for t, s in zip(lows, scaled, strict=True)) * (n - 1)
    high = min(t * s for t, s in zip(highs, scaled, strict=True)) * (n - 1)
    cut = cut_bounds(factors)
    worst_low = low * n / (n - 1) / 2
    caps = [cut.high_bytes_per_s / (n // 2)]
    for factor in factors:
        worst = factor.numbers.throughput_worst_case_bytes_per_s
        if worst is not None and worst.high is not None:
            caps.append(worst.high)
    injection = totals.injection_bytes_per_s
    if injection is not None and is_closed(min(high, injection.value), max(high, injection.value)):
        high = injection.value
    diameter, mean = _hops(factors, n)
    names = " x ".join(f"{factor.n:,}" for factor in factors)
    return replace(
        totals,
        throughput_all_to_all_bytes_per_s=between(
            min(low, high),
            high,
            worded("product theorem, factors of {names} endpoints", names=names),
        ),
        throughput_worst_case_bytes_per_s=between(
            min(worst_low, *caps),
            min(caps),
            worded("two-phase all-to-all; at most the bisection or the worst case of a factor"),
        ),
        bisection_bytes_per_s=between(
            min(cut.low_bytes_per_s, cut.high_bytes_per_s), cut.high_bytes_per_s, cut.method
        ),
        diameter_hops=diameter,
        mean_hops=mean,
        link_loads=_loads(factors, low / (n - 1), n),
    )


def _hops(factors: Sequence[Factor], n: int) -> tuple[Estimate | None, Estimate | None]:
    # Distances add up over factors; a path passes one vertex less than it has links.
    method = worded("sum of the distances in the factors")
    longest, total = 0.0, 0
    for factor in factors:
        diameter, mean = factor.numbers.diameter_hops, factor.numbers.mean_hops
        if diameter is None or mean is None:
            return None, None
        longest += diameter.value + 1
        n_pairs = factor.n * (factor.n - 1)
        total += round((mean.value + 1) * n_pairs) * (n // factor.n) ** 2
    return exact(longest - 1, method), exact(total / (n * (n - 1)) - 1, method)


def _loads(factors: Sequence[Factor], pair_rate: float, n: int) -> tuple[LinkLoad, ...]:
    # Dimension-order routing loads a factor by what its pairs send, n over its size together.
    lows, _ = _pair_rates(factors)
    least = min(low * f.n for low, f in zip(lows, factors, strict=True))
    found: list[LinkLoad] = []
    for factor, low in zip(factors, lows, strict=True):
        scale = pair_rate * n / factor.n / low if low > 0 else 0.0
        decides = is_closed(least, low * factor.n)
        found += [
            replace(
                load,
                optimum=Load(load.optimum.mean_ratio * scale, load.optimum.peak_ratio * scale),
                ecmp=None,
                wcmp=None,
                proof_ratio=load.proof_ratio if decides else 0.0,
            )
            for load in factor.numbers.link_loads
        ]
    return tuple(sorted(found, key=lambda load: load.link_ix))
