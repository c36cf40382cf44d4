"""Numbers of a fabric whose exceptions are too many to fold: the intact numbers, and detours.

What is missing only takes capacity away, so the intact fabric bounds from above, and so do cuts
around what is damaged. Below, the optimal routing of the intact fabric is kept, and what it sent
over missing links takes detours around them: that is a routing, and its fullest link gives a
certain rate (``docs/methods/exceptions.md``). Only the copies around exceptions are looked at, so
the size of the fabric does not matter.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.certificates import is_closed
from designer.evaluate.certified import between, exact
from designer.evaluate.damage import Damage, damage_of, is_endpoint, lost_of_half_cuts
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.trace import note
from designer.topology.fold import base_fold
from designer.topology.space import SpaceTooLargeError
from designer.topology.vicinity import Vicinity
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.topology.space import FabricSpace
    from designer.topology.vicinity import Copy, Link

MAX_DETOURS = 40_000
"""Most detours of one missing link."""
_METHOD = worded(
    "intact fabric above, its optimal routing with detours around what is missing below"
)


class NoDetourError(Exception):
    """Something missing carried traffic and has no detour of at most three links."""


@dataclass
class _Loads:
    """How full arcs become: what they carry in the intact routing, and what detours add.

    ``fill`` is load over capacity per link class in the intact routing. Both directions of a link
    get the same.
    """

    near: Vicinity
    fill: Callable[[int], float]
    extra: dict[tuple[Copy, Copy], float] = field(default_factory=dict)

    def missing(self, links: Sequence[Link]) -> float:
        # Load of what is missing between two copies.
        return sum(self.fill(x.link_ix) * x.n_missing * x.per_link_bytes_per_s for x in links)

    def whole(self, links: Sequence[Link]) -> float:
        # Load of all links between two copies before any of them was missing.
        return sum(self.fill(x.link_ix) * x.n_links * x.per_link_bytes_per_s for x in links)

    def add(self, path: tuple[Copy, ...], amount: float) -> None:
        for a, b in pairwise(path):
            key = min(a, b), max(a, b)
            self.extra[key] = self.extra.get(key, 0.0) + amount

    def peak(self) -> float:
        # Load over capacity of the fullest arc that a detour uses; 0 if there is none.
        worst = 0.0
        for (a, b), amount in self.extra.items():
            links = self.near.between(a, b)
            left = sum(x.left_bytes_per_s for x in links)
            kept = sum(self.fill(x.link_ix) * x.left_bytes_per_s for x in links)
            worst = max(worst, (kept + amount) / left)
        return worst


def _left(near: Vicinity, copy: Copy) -> dict[Copy, int]:
    # Capacity that is left to every neighbour.
    found: dict[Copy, int] = {}
    for other, links in near.links(copy).items():
        left = sum(x.left_bytes_per_s for x in links)
        if left:
            found[other] = left
    return found


def _detours(near: Vicinity, a: Copy, b: Copy) -> list[list[tuple[Copy, ...]]]:
    # Paths around the link between two copies, of two links and of three, grouped by their first
    # copy on the way.
    at_a, at_b = _left(near, a), _left(near, b)
    at_a.pop(b, None)
    at_b.pop(a, None)
    found: list[list[tuple[Copy, ...]]] = [[(a, x, b)] for x in at_a if x in at_b]
    if found:
        return found
    n = 0
    for x in at_a:
        own: list[tuple[Copy, ...]] = [(a, x, y, b) for y in _left(near, x) if y in at_b and y != a]
        n += len(own)
        if n > MAX_DETOURS:
            raise SpaceTooLargeError
        if own:
            found.append(own)
    return found


def _twins(near: Vicinity, removed: Copy) -> list[Copy]:
    # Copies that are linked like a removed one to all that it was linked to and that is there.
    links = near.links(removed)
    if not links:
        return []
    first = next(iter(links))
    found = []
    for other in near.links(first):
        if other[0] != removed[0] or other == removed:
            continue
        own = near.links(other)
        if all(
            at in own and _units(own[at]) == _units(want) and not any(x.n_missing for x in own[at])
            for at, want in links.items()
        ):
            found.append(other)
    return found


def _units(links: Sequence[Link]) -> list[tuple[int, int]]:
    return sorted((x.link_ix, x.n_links) for x in links)


class _Ways(NamedTuple):
    """Detours of everything missing.

    Attributes
    ----------
    of_links
        Per damaged link its detours, grouped by their first copy on the way.
    of_copies
        Per removed copy that is no endpoint the copies that take its place.
    """

    of_links: dict[tuple[Copy, Copy], list[list[tuple[Copy, ...]]]]
    of_copies: dict[Copy, list[Copy]]


def _ways(space: FabricSpace, near: Vicinity, damage: Damage) -> _Ways:
    of_links = {(a, b): _detours(near, a, b) for a, b in damage.links}
    plain = [one for one in damage.removed if not is_endpoint(space, one)]
    return _Ways(of_links, {one: _twins(near, one) for one in plain})


def _fullest(near: Vicinity, ways: _Ways, fill: Callable[[int], float]) -> float:
    # Load over capacity of the fullest link once all detours are taken, at least 1.
    loads = _Loads(near, fill)
    _detour_links(near, ways, loads)
    for copy, twins in ways.of_copies.items():
        through = {at: loads.whole(links) for at, links in near.links(copy).items()}
        if not any(through.values()):
            continue
        if not twins:
            raise NoDetourError
        for at, amount in through.items():
            for twin in twins:
                loads.add((at, twin), amount / len(twins))
    return max(1.0, loads.peak())


def _detour_links(near: Vicinity, ways: _Ways, loads: _Loads) -> None:
    for (a, b), own in ways.of_links.items():
        amount = loads.missing(near.between(a, b))
        if amount <= 0:
            continue
        if not own:
            raise NoDetourError
        for paths in own:
            for path in paths:
                loads.add(path, amount / len(own) / len(paths))


def _relays(near: Vicinity, copy: Copy, fill: Callable[[int], float], rate: float) -> bool:
    # Whether an endpoint may pass on traffic in a routing: its links carry more than its own.
    links = near.links(copy, with_removed=True)
    if len(links) <= 1:
        return False
    own = sum(
        fill(x.link_ix) * x.n_links * x.per_link_bytes_per_s for y in links.values() for x in y
    )
    return own > rate * (1 + 1e-9)


class _Counted(NamedTuple):
    """Endpoints that are left, their injection, and how much less a half cut can be.

    ``cap`` is a certain upper bound on the injection of the weakest endpoint.
    """

    n: int
    n_removed: int
    least: float
    most: float
    cap: float
    total: float
    lost: int


def _counted(space: FabricSpace, near: Vicinity, damage: Damage, intact: FabricNumbers) -> _Counted:
    per_endpoint, total = intact.injection_bytes_per_s, intact.injection_total_bytes_per_s
    assert per_endpoint is not None and total is not None  # noqa: PT018, S101 - it has numbers
    least, most = per_endpoint.value, per_endpoint.high or per_endpoint.value
    gone = [one for one in damage.removed if is_endpoint(space, one)]
    touched: dict[Copy, None] = {}
    for a, b in damage.links:
        touched |= dict.fromkeys(one for one in (a, b) if is_endpoint(space, one))
    for copy in damage.removed:
        for other in near.links(copy, with_removed=True):
            if near.is_there(other) and is_endpoint(space, other):
                touched[other] = None
    left = total.value - sum(_whole_capacity(near, one) for one in gone)
    weakest = math.inf
    for one in touched:
        own = float(sum(_left(near, one).values()))
        left += own - _whole_capacity(near, one)
        weakest = min(weakest, own)
    n = intact.n_endpoints - len(gone)
    # The weakest endpoint of the intact fabric may be among those that are gone.
    known = least if not gone or least == most else left / max(n, 1)
    cap = min(weakest, known)
    lost = lost_of_half_cuts(space, near, damage, n)
    return _Counted(n, len(gone), min(least, weakest), most, cap, left, lost)


def _whole_capacity(near: Vicinity, copy: Copy) -> float:
    links = near.links(copy, with_removed=True).values()
    return float(sum(x.n_links * x.per_link_bytes_per_s for own in links for x in own))


def _group_rates(
    space: FabricSpace, near: Vicinity, damage: Damage, n: int
) -> Iterator[tuple[int, int]]:
    # Endpoints and capacity of each damaged copy with the endpoints that hang on it alone.
    copies = {one for pair in damage.links for one in pair}
    for gone in damage.removed:
        copies |= set(near.links(gone))
    for copy in copies:
        left = _left(near, copy)
        hung = {x for x in left if is_endpoint(space, x) and set(_left(near, x)) == {copy}}
        n_inside = len(hung) + int(is_endpoint(space, copy))
        if 0 < n_inside < n:
            yield n_inside, sum(c for x, c in left.items() if x not in hung)


def rerouted_numbers(
    space: FabricSpace, evaluate: Callable[[FabricSpace], FabricNumbers]
) -> FabricNumbers | None:
    """Return bounds on the numbers of a fabric with exceptions from those of the intact fabric.

    Parameters
    ----------
    space
        Index space of the fabric.
    evaluate
        Gives the numbers of a fabric space.

    Returns
    -------
    FabricNumbers | None
        Certified numbers; ``None`` if nothing is missing, copies have other parts, or the intact
        fabric has no numbers. A ``problem`` if an endpoint has lost all its links.
    """
    if not (space.boxes or space.cuts) or any(box.part_slug is not None for box in space.boxes):
        return None
    whole = replace(space, boxes=(), cuts=())
    intact = evaluate(whole)
    if intact.problem or intact.throughput_all_to_all_bytes_per_s is None:
        return None
    near = Vicinity(space)
    try:
        damage = damage_of(space, near)
        counted = _counted(space, near, damage, intact)
        groups = list(_group_rates(space, near, damage, counted.n))
    except SpaceTooLargeError:
        return None
    note(
        worded(
            "{n_links:,} damaged links and {n_removed:,} removed copies: bounds from the intact "
            "fabric and detours",
            n_links=len(damage.links),
            n_removed=len(damage.removed),
        )
    )
    if counted.least <= 0 or counted.n < 2 or any(capacity == 0 for _, capacity in groups):
        problem = worded("too few endpoints are left, or some have lost all links to the others")
        return FabricNumbers(counted.n, intact.endpoint_family, problem=problem)
    left = _Left(counted, groups, _factors(space, near, damage, intact))
    return _bounded(whole, intact, left)


def _factors(
    space: FabricSpace, near: Vicinity, damage: Damage, intact: FabricNumbers
) -> tuple[float, float]:
    # What is left of the intact rates of all-to-all and of any traffic; 0 if no detour is found.
    peaks = {load.link_ix: load.optimum.peak_ratio for load in intact.link_loads}
    rates = (
        (_low(intact.throughput_all_to_all_bytes_per_s), lambda ix: min(1.0, peaks.get(ix, 1.0))),
        (_low(intact.throughput_worst_case_bytes_per_s), lambda _: 1.0),
    )
    gone = [one for one in damage.removed if is_endpoint(space, one)]
    found: list[float] = []
    try:
        ways = _ways(space, near, damage)
    except SpaceTooLargeError:
        return 0.0, 0.0
    for rate, fill in rates:
        try:
            is_lost = any(_relays(near, one, fill, rate) for one in gone)
            found.append(0.0 if is_lost else 1.0 / _fullest(near, ways, fill))
        except NoDetourError:
            found.append(0.0)
    return found[0], found[1]


class _Left(NamedTuple):
    """What is left: sums, damaged groups, and the factors of :func:`_factors`."""

    counted: _Counted
    groups: list[tuple[int, int]]
    factors: tuple[float, float]


def _bounded(whole: FabricSpace, intact: FabricNumbers, left: _Left) -> FabricNumbers:
    counted = left.counted
    n, n_half = counted.n, counted.n // 2
    pair_high, worst_high = _highs(whole, intact, left)
    half = intact.bisection_bytes_per_s
    moved = math.ceil(counted.n_removed / 2) * counted.most
    half_high = min(_high(half) + moved, counted.total / 2)
    all_high = pair_high * (n - 1)
    if all_high > counted.cap or is_closed(all_high, counted.cap):
        all_high = counted.cap
    worst_high = min(worst_high, counted.cap, half_high / n_half, all_high)
    rate = _low(intact.throughput_all_to_all_bytes_per_s)
    pair_low = rate * left.factors[0] / (intact.n_endpoints - 1)
    worst = _low(intact.throughput_worst_case_bytes_per_s)
    worst_low = max(worst * left.factors[1], pair_low * n / 2)
    half_low = max(_low(half) - counted.lost, pair_low * n_half * (n - n_half), worst_low * n_half)
    injection = exact(counted.least, worded("sum of the port rates in use of one endpoint"))
    if counted.least != counted.most:
        method = worded("sum of the port rates in use, lowest to highest endpoint")
        least, most = counted.least, counted.most
        injection = Estimate(least, least, most, Exactness.INTERVAL, method)
    return FabricNumbers(
        n,
        intact.endpoint_family,
        injection,
        exact(counted.total, worded("sum over all endpoints of the port rates in use")),
        between(min(half_low, half_high), half_high, _METHOD),
        between(min(pair_low * (n - 1), all_high), all_high, _METHOD),
        between(min(worst_low, worst_high), worst_high, _METHOD),
    )


def _has_one_orbit(whole: FabricSpace) -> bool:
    try:
        return int(base_fold(whole).is_endpoint.sum()) == 1
    except SpaceTooLargeError:
        return False


def _highs(whole: FabricSpace, intact: FabricNumbers, left: _Left) -> tuple[float, float]:
    # Upper bounds on the rate of one ordered pair and on that of any traffic.
    counted, groups, _ = left
    n = counted.n
    pair_high = min([c / (k * (n - k)) for k, c in groups], default=math.inf)
    worst_high = min([c / min(k, n - k) for k, c in groups], default=math.inf)
    high = _high(intact.throughput_all_to_all_bytes_per_s) / (intact.n_endpoints - 1)
    if not counted.n_removed:
        worst = _high(intact.throughput_worst_case_bytes_per_s)
        return min(pair_high, high), min(worst_high, worst)
    if n > counted.n_removed and _has_one_orbit(whole):
        # Every endpoint has the same sum of distances in any lengths that symmetry keeps.
        pair_high = min(pair_high, high / (1 - 2 * counted.n_removed / intact.n_endpoints))
    return pair_high, worst_high


def _low(one: Estimate | None) -> float:
    return 0.0 if one is None or one.low is None else one.low


def _high(one: Estimate | None) -> float:
    return math.inf if one is None or one.high is None else one.high
