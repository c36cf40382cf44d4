"""Throughput of a demand of few pairs: shares of paths, then linear programs over paths.

A routing proves a lower bound by its fullest row, lengths prove an upper bound by all paths, not
only those of the pool. So the pool and the solver decide how tight the bounds are, never whether
they hold (``docs/methods/traffic.md``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.evaluate.lp import LinearProgram, Method, available_solvers, solve
from designer.evaluate.path_pool import PathPool

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.path_pool import TalkingPairs
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.sparse import Network

MAX_SEARCHED: Final = 4_000_000
"""Most senders times arcs of one search for shortest paths."""
N_ROUNDS: Final = 60
"""Rounds of shares; each adds the paths that its prices make cheap."""
N_SHIFTS: Final = 40
"""Shifts of shares in a round."""
N_PROGRAMS: Final = 30
"""Most programs."""
MAX_PROGRAM_PATHS: Final = 9_000
"""Most paths of a program, so that none takes much longer than a second."""
N_DRAWN: Final = 20
"""Searches with disturbed prices after a program, so that the pool grows in its neighbourhood."""
DRAWN_BASE: Final = 1.0
"""Price added to all rows before, over the mean, so that detours stay short. [ratio]"""
DRAWN_SPREAD: Final = 0.35
"""Standard deviation of the logarithm of a disturbance."""
ENOUGH_RATIO: Final = 1e-3
"""Gap below which it ends. [ratio]"""


class PathBounds(NamedTuple):
    """Certified bounds on the multiple of the demand that fits.

    Attributes
    ----------
    low, high
        The bounds; they only tighten. [1]
    n_paths
        Paths that they were found with. [1]
    """

    low: float
    high: float
    n_paths: int

    @property
    def gap_ratio(self) -> float:
        """Distance of the bounds over the upper one. [ratio]."""
        return 1.0 - self.low / self.high


def is_searched(network: Network, pairs: TalkingPairs) -> bool:
    """Return whether there are few enough pairs for paths.

    Parameters
    ----------
    network
        The network.
    pairs
        Who sends to whom.

    Returns
    -------
    bool
        Whether one search is quick.
    """
    n_senders = len(np.unique(pairs.sender_ix))
    return 0 < n_senders * len(network.arcs.from_ix) <= MAX_SEARCHED


def path_bounds(
    network: Network,
    pairs: TalkingPairs,
    cancelled: Callable[[], bool],
    time_limit_s: float,
) -> Iterator[PathBounds]:
    """Yield bounds on the multiple of a demand of pairs that fits, each tighter than the last.

    Parameters
    ----------
    network
        A network where every sender reaches its receiver.
    pairs
        Who sends to whom.
    cancelled
        Asked between steps.
    time_limit_s
        Longest time for one program. [s]

    Yields
    ------
    PathBounds
        Bounds after each round and each program.
    """
    pool = PathPool(network, pairs)
    found = PathBounds(0.0, np.inf, 0)
    for steps in (_rounds, lambda p, stop: _programs(p, stop, time_limit_s)):
        for low, high in steps(pool, cancelled):
            found = PathBounds(max(found.low, low), min(found.high, high), pool.n_paths)
            yield found
            if cancelled() or found.gap_ratio <= ENOUGH_RATIO:
                return


def _high(pool: PathPool, price: FloatArray) -> float:
    # Keeps the paths that prices of rows make cheapest, and returns what they prove.
    length = price / pool.row_capacity_bytes_per_s
    length = length + 1e-6 * float(length.mean())
    search = pool.search(length)
    pool.add(search)
    return pool.rate_high(length, search)


def _rounds(pool: PathPool, cancelled: Callable[[], bool]) -> Iterator[tuple[float, float]]:
    # Shares shift to cheap paths; prices follow the fill, the sharper the later.
    yield 0.0, _high(pool, pool.row_capacity_bytes_per_s)
    weight = np.zeros(pool.n_paths)
    sharpness = 8.0
    for _ in range(N_ROUNDS):
        if cancelled():
            return
        shares = _Shares(pool, weight)
        low, price = shares.shifted(sharpness)
        weight = shares.weight
        high = min(_high(pool, one) for one in price)
        yield low, high
        sharpness = min(1.12 * sharpness, 400.0)


class _Shares:
    """How every pair spreads over its paths; weights are logarithms of shares."""

    def __init__(self, pool: PathPool, weight: FloatArray) -> None:
        self.fill_of = pool.fill_of_shares()
        self.price_of = self.fill_of.T.tocsr()
        self.pair = pool.pair_of_path
        self.n_pairs = pool.n_pairs
        n_new = pool.n_paths - len(weight)
        best = self._of_pairs(np.maximum, weight, self.pair[: len(weight)], -np.inf)
        new = np.where(np.isfinite(best), best - 1.5, 0.0)[self.pair[len(weight) :]]
        self.weight: FloatArray = np.concatenate([weight, new]) if n_new else weight

    def _of_pairs(
        self, what: np.ufunc, values: FloatArray, pair: IntArray, start: float
    ) -> FloatArray:
        found = np.full(self.n_pairs, start)
        what.at(found, pair, values)
        return found

    def _shares(self) -> FloatArray:
        best = self._of_pairs(np.maximum, self.weight, self.pair, -np.inf)
        self.weight = np.maximum(self.weight - best[self.pair], -12.0)
        share = np.exp(self.weight)
        found: FloatArray = share / np.bincount(self.pair, share, self.n_pairs)[self.pair]
        return found

    def shifted(self, sharpness: float) -> tuple[float, tuple[FloatArray, FloatArray]]:
        low = 0.0
        mean = np.zeros(self.fill_of.shape[0])
        price = mean
        for _ in range(N_SHIFTS):
            fill = np.asarray(self.fill_of @ self._shares())
            peak = float(fill.max())
            low = max(low, 1.0 / peak)
            price = np.exp(sharpness * (fill / peak - 1.0))
            price /= price.sum()
            mean = mean + price
            cost = np.asarray(self.price_of @ price)
            least = self._of_pairs(np.minimum, cost, self.pair, np.inf)[self.pair]
            excess = cost / np.maximum(least, 1e-300) - 1.0
            self.weight = self.weight - 6.0 / sharpness * np.minimum(excess, 3.0)
        return low, (mean, price)


def _programs(
    pool: PathPool, cancelled: Callable[[], bool], time_limit_s: float
) -> Iterator[tuple[float, float]]:
    draw = np.random.default_rng(1)
    for _ in range(N_PROGRAMS):
        if cancelled() or pool.n_paths > MAX_PROGRAM_PATHS:
            return
        found = _solved(pool, time_limit_s)
        if found is None:
            return
        low, price = found
        n_before = pool.n_paths
        high = _high(pool, price)
        yield low, high
        spread = price + DRAWN_BASE * float(price.mean())
        for _ in range(N_DRAWN):
            if cancelled():
                return
            noise = np.exp(DRAWN_SPREAD * draw.standard_normal(len(price)))
            high = min(high, _high(pool, spread * noise))
        yield low, high
        if pool.n_paths == n_before:
            return


def _solved(pool: PathPool, time_limit_s: float) -> tuple[float, FloatArray] | None:
    # Lower bound by the routing of the program, and its price of each row.
    start, row = pool.entries()
    pair, n_pairs, n_paths = pool.pair_of_path, pool.n_pairs, pool.n_paths
    capacity, amount = pool.row_capacity_bytes_per_s, pool.pairs.amount_bytes_per_s
    # Columns: the multiple, then a flow per path; a path has an entry for its pair and its rows.
    share = amount / amount.sum()
    scale = float(capacity.max())
    at = np.concatenate([[0, n_pairs], n_pairs + start[1:] + np.arange(1, n_paths + 1)])
    rows = np.insert(n_pairs + row, start[:-1], pair)
    values = np.insert(-scale / capacity[row], start[:-1], 1.0)
    program = LinearProgram(
        np.concatenate([[-1.0], np.zeros(n_paths)]),
        at,
        np.concatenate([np.arange(n_pairs), rows]),
        np.concatenate([-share, values]),
        np.concatenate([np.zeros(n_pairs), np.full(len(capacity), -1.0)]),
        np.full(n_pairs + len(capacity), np.inf),
    )
    answer = solve(program, available_solvers()[0], time_limit_s, Method.INTERIOR)
    if answer is None:
        return None
    flow = np.maximum(answer.x[1:], 0.0)
    sent = np.bincount(pair, flow, n_pairs)
    if not (sent > 0).all():
        return None
    fill = np.asarray(pool.fill_of_shares() @ (flow / sent[pair]))
    return 1.0 / float(fill.max()), np.abs(answer.row_dual[n_pairs:])
