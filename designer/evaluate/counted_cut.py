"""The least half cut of a small or regular fabric by trying every choice, in whole numbers.

A cut is a number of each class of twins (:mod:`designer.evaluate.cut_kernel`); all are tried, with
what hangs on or between them placed best. The least is the bisection: its capacity is summed again
over the links, and no choice cuts less (``docs/methods/bisection.md``).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.evaluate.cut_kernel import cut_kernel
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.cut_kernel import CutKernel
    from designer.topology.fold import BoolArray, FloatArray
    from designer.topology.sparse import Network

COUNTED_METHOD: Final = worded("every choice of how many of each class of twins stand on one side")
"""How a bisection that was found by trying all choices was computed."""
MAX_WORK: Final = 30_000_000
"""Most choices times terms of each; about two seconds."""
SHORT_WORK: Final = 3_000_000
"""The same where other numbers wait; about a fifth of a second."""
MAX_COUNTED_LINKS: Final = 20_000
"""Most linked pairs of a network that is looked at."""
_CHUNK: Final = 1 << 14
_MAX_UNITS: Final = 1 << 50


class CountedCut(NamedTuple):
    """A least half cut.

    Attributes
    ----------
    capacity_bytes_per_s
        Its capacity in one direction: the bisection. [byte/s]
    is_first
        Side of each vertex. (n_vertices,)
    """

    capacity_bytes_per_s: int
    is_first: BoolArray


class _Terms(NamedTuple):
    """What one choice costs, as arrays over classes.

    Attributes
    ----------
    sizes, weight
        Members of each counted class, and endpoints that each and what hangs on it are.
    linear, square
        Capacity cut among counted classes: ``n @ linear - n @ square @ n``.
    to_free
        Capacity of a free member to one of each counted class. (n_free, n_counted)
    free_sizes, is_end
        Members of each free class, and whether they are endpoints. (n_free,)
    hung_capacity
        Capacities by which endpoints hang on members of counted classes, ascending. (n_pools,)
    hung_number
        Endpoints that hang on one member by each. (n_pools, n_counted)
    """

    sizes: FloatArray
    weight: FloatArray
    linear: FloatArray
    square: FloatArray
    to_free: FloatArray
    free_sizes: FloatArray
    is_end: BoolArray
    hung_capacity: FloatArray
    hung_number: FloatArray


def _terms(kernel: CutKernel) -> _Terms:
    n = len(kernel.counted)
    square = np.zeros((n, n))
    to_free = np.zeros((len(kernel.free), n))
    for ix, row in enumerate(kernel.rows):
        for other, c in row.items():
            if ix < n and other < n:
                square[ix, other] = c
            elif ix >= n:
                to_free[ix - n, other] = c
    sizes = np.array([len(one.members) for one in kernel.counted], dtype=np.float64)
    pools = sorted({c for one in kernel.counted for c in one.hosts})
    number = [[one.hosts.count(c) for one in kernel.counted] for c in pools]
    return _Terms(
        sizes,
        np.array([one.weight + len(one.hosts) for one in kernel.counted], dtype=np.float64),
        square @ sizes,
        square,
        to_free,
        np.array([len(one.members) for one in kernel.free], dtype=np.float64),
        np.array([one.weight > 0 for one in kernel.free], dtype=bool),
        np.array(pools, dtype=np.float64),
        np.array(number, dtype=np.float64).reshape(len(pools), n),
    )


def _costs(terms: _Terms, n: FloatArray, n_half: int) -> FloatArray:
    """Return the least cut of every choice.

    Parameters
    ----------
    terms
        What choices cost.
    n
        How many of each counted class are on the first side. (n_choices, n_counted)
    n_half
        Endpoints of the first side. [1]

    Returns
    -------
    FloatArray
        Capacity, infinite where no placement halves the endpoints. (n_choices,)
    """
    cut = n @ terms.linear - np.einsum("ij,ij->i", n @ terms.square, n)
    first = n @ terms.weight
    to_first = n @ terms.to_free.T
    to_second = (terms.to_free @ terms.sizes) - to_first
    cut += np.minimum(to_first, to_second) @ terms.free_sizes
    # An endpoint on the first side cuts its links to the second.
    is_with_first = to_second <= to_first
    ends = terms.is_end
    first += is_with_first[:, ends] @ terms.free_sizes[ends]
    wanted = n_half - first
    hung = n @ terms.hung_number.T
    other = (terms.sizes - n) @ terms.hung_number.T
    grows = (wanted > 0)[:, None]
    number = np.concatenate(
        [
            np.where(grows, other, hung),
            np.where(grows != is_with_first[:, ends], terms.free_sizes[ends], 0.0),
        ],
        axis=1,
    )
    price = np.concatenate(
        [
            np.broadcast_to(terms.hung_capacity, hung.shape),
            np.abs(to_first - to_second)[:, ends],
        ],
        axis=1,
    )
    if ends.any():
        order = np.argsort(price, axis=1, kind="stable")
        price = np.take_along_axis(price, order, axis=1)
        number = np.take_along_axis(number, order, axis=1)
    need = np.abs(wanted)
    before = np.cumsum(number, axis=1)
    taken = np.clip(need[:, None] - (before - number), 0.0, number)
    cut += (taken * price).sum(axis=1)
    is_short = before[:, -1] < need if number.shape[1] else need > 0
    found: FloatArray = np.where(is_short, np.inf, cut)
    return found


def least_half_cut(
    network: Network, cancelled: Callable[[], bool], max_work: int = MAX_WORK
) -> CountedCut | None:
    """Return the least half cut of a network.

    Parameters
    ----------
    network
        The network; every vertex holds one endpoint at most.
    cancelled
        Asked often; nothing is returned once it says yes.
    max_work
        Most choices times terms of each. [1]

    Returns
    -------
    CountedCut | None
        ``None`` if there are too many choices, or too few endpoints.

    Raises
    ------
    RuntimeError
        If the links of the cut do not add up to what was counted.

    Notes
    -----
    **Exactness**: exact, in whole numbers.
    """
    if network.n_links > MAX_COUNTED_LINKS or network.n_endpoints < 2:
        return None
    kernel = cut_kernel(network)
    terms = _terms(kernel)
    n_terms = len(terms.sizes) + len(terms.free_sizes) + 4 * len(terms.hung_capacity) + 4
    total = int(network.capacity_bytes_per_s.sum()) // kernel.unit_bytes_per_s
    if kernel.n_choices * n_terms > max_work or total > _MAX_UNITS:
        return None
    best, choice = np.inf, terms.sizes * 0
    for n in _choices(terms, is_even=network.n_endpoints % 2 == 0):
        if cancelled():
            return None
        cut = _costs(terms, n, kernel.n_half)
        at = int(np.argmin(cut))
        if cut[at] < best:
            best, choice = float(cut[at]), n[at]
    is_first = _placed(kernel, terms, choice, network.n_vertices)
    is_cut = is_first[network.a_ix] != is_first[network.b_ix]
    capacity = int(network.capacity_bytes_per_s[is_cut].sum())
    if capacity != int(best) * kernel.unit_bytes_per_s:
        raise RuntimeError("a counted cut does not cut what was counted")
    return CountedCut(capacity, is_first)


def _choices(terms: _Terms, *, is_even: bool) -> Iterator[FloatArray]:
    # Of an even number of endpoints either side may be called the first.
    radix = [int(size) + 1 for size in terms.sizes]
    if is_even and radix:
        radix[0] = (radix[0] - 1) // 2 + 1
    stride = [math.prod(radix[at + 1 :]) for at in range(len(radix))]
    total = math.prod(radix)
    for start in range(0, total, _CHUNK):
        ix = np.arange(start, min(start + _CHUNK, total))
        n: FloatArray = np.zeros((len(ix), len(radix)))
        for at, (size, step) in enumerate(zip(radix, stride, strict=True)):
            n[:, at] = ix // step % size
        yield n


def _placed(kernel: CutKernel, terms: _Terms, choice: FloatArray, n_vertices: int) -> BoolArray:
    # Sides of all vertices for the best choice, each placed as its cost was counted.
    is_first = np.zeros(n_vertices, dtype=bool)
    for one, n in zip(kernel.counted, choice.tolist(), strict=True):
        is_first[list(one.members[: int(n)])] = True
        for v in one.members:
            is_first[[host for _, host in kernel.hosts.get(v, ())]] = is_first[v]
    to_first = terms.to_free @ choice
    to_second = terms.to_free @ terms.sizes - to_first
    movable = [(c, host) for own in kernel.hosts.values() for c, host in own]
    for ix, one in enumerate(kernel.free):
        is_first[list(one.members)] = to_second[ix] <= to_first[ix]
        if one.weight:
            movable += [(abs(to_first[ix] - to_second[ix]), v) for v in one.members]
    ends = [v for one in (*kernel.counted, *kernel.free) if one.weight for v in one.members]
    ends += [host for own in kernel.hosts.values() for _, host in own]
    missing = kernel.n_half - int(is_first[ends].sum())
    for _, v in sorted(movable):
        if missing and is_first[v] == (missing < 0):
            is_first[v] = missing > 0
            missing += -1 if missing > 0 else 1
    for v, row in reversed(kernel.placed):
        own = [0, 0]
        for u, c in row.items():
            own[int(is_first[u])] += c
        is_first[v] = own[1] > own[0]
    return is_first
