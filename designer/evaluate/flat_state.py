"""What is known of a fabric that is computed copy by copy; every bound only tightens."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.certificates import is_closed, whole_links_low
from designer.evaluate.certified import between, exact
from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.counted_cut import COUNTED_METHOD
from designer.evaluate.ecmp import Split
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.flat_loads import FillOfLinks, class_loads, full_links
from designer.evaluate.local_cuts import oversubscription_ratios, subtrees, vertex_tiers
from designer.evaluate.partition import contracted
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.evaluate.flat_loads import SplitLoad
    from designer.evaluate.flat_network import FlatFabric
    from designer.evaluate.partition import Contraction, HalfCut
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.reach import HopCounts
    from designer.topology.refine import OrbitGroup
    from designer.topology.sparse import Network

_CUT_METHOD = worded("hub, all-to-all and spectral bound, and the least balanced cut found")
_SHORTEST = worded("breadth-first search over all copies")

LEAST_SHARE: Final = 50
"""One destination in so many is the smallest sample that a rate is told from. [1]"""


@dataclass
class SplitsFound:
    """The two splits over shortest paths.

    Attributes
    ----------
    loads
        What each carries, in the order of :class:`~designer.evaluate.ecmp.Split`.
    n_done, n_all
        Destinations that it counts, and all of them. [1]
    """

    loads: tuple[SplitLoad, SplitLoad]
    n_done: int
    n_all: int

    @property
    def is_whole(self) -> bool:
        """Whether all destinations are counted, so that the numbers are exact."""
        return self.n_done == self.n_all

    @property
    def is_fair(self) -> bool:
        """Whether enough destinations are counted for their loads, scaled up, to tell the fullest.

        Links next to a counted destination carry all that goes there, so in a small sample the
        fullest link is one of them, whatever it carries of the rest.
        """
        return self.n_done * LEAST_SHARE >= self.n_all

    def estimate(self, split: Split, n: int) -> Estimate:
        """Return the rate of one endpoint.

        Parameters
        ----------
        split
            How vertices split.
        n
            Number of endpoints. [1]

        Returns
        -------
        Estimate
            Exact once all destinations are counted, an estimate from a sample before. [byte/s]
        """
        rate = self.loads[tuple(Split).index(split)].factor * (n - 1)
        if self.is_whole:
            return exact(rate, worded("shortest paths, {split}", split=term(split.value)))
        method = worded(
            "shortest paths, {split}; loads of a random sample of {n_done:,} of {n_all:,} "
            "destinations scaled up",
            split=term(split.value),
            n_done=self.n_done,
            n_all=self.n_all,
        )
        return Estimate(rate, None, None, Exactness.ESTIMATE, method)


@dataclass
class FlatState:
    """Everything known so far.

    Attributes
    ----------
    fabric
        The fabric.
    own_bytes_per_s
        Capacity out of each endpoint. (n_endpoints,)
    tier
        Distance of each vertex from the nearest endpoint. (n_vertices,)
    whole
        Its contraction.
    ratios
        Oversubscription per tier.
    pair_low, pair_high
        Bounds on the all-to-all rate of one ordered pair. [byte/s]
    pair_method
        What gave them.
    fill
        Load over capacity of each link at ``pair_low``, once a routing is known. (n_links,)
    proof_volume
        Capacity times length of each link, for lengths that prove ``pair_high``. (n_links,)
    half_low
        Lower bound on the bisection. [byte/s]
    cut
        Best balanced cut.
    is_counted
        Whether every choice was tried, so that the cut is the bisection.
    worst_low, worst_high
        Bounds on the rate under any traffic. [byte/s]
    hops
        Diameter and total hops.
    splits
        The splits over shortest paths.
    group
        Orbits of the last network whose symmetries were sought.
    """

    fabric: FlatFabric
    own_bytes_per_s: FloatArray
    tier: FloatArray
    whole: Contraction
    ratios: tuple[tuple[int, Estimate], ...] = ()
    pair_low: float = 0.0
    pair_high: float = float("inf")
    pair_method: str = worded("local cuts")
    fill: FloatArray | None = None
    proof_volume: FloatArray | None = None
    half_low: float = 0.0
    cut: HalfCut | None = None
    is_counted: bool = False
    worst_low: float = 0.0
    worst_high: float = float("inf")
    hops: HopCounts | None = None
    splits: SplitsFound | None = None
    group: OrbitGroup | None = None

    @property
    def network(self) -> Network:
        """The network of the fabric."""
        return self.fabric.network

    @property
    def n(self) -> int:
        """Number of endpoints [1]."""
        return self.network.n_endpoints

    @property
    def is_exact(self) -> bool:
        """Whether the bounds on all-to-all agree."""
        return bool(np.isfinite(self.pair_high)) and is_closed(self.pair_low, self.pair_high)

    def take_cut(self, cut: HalfCut) -> None:
        """Keep a balanced cut if it is the best so far.

        Parameters
        ----------
        cut
            The cut.
        """
        if abs(cut.n_first - cut.n_second) > 1:
            return
        if self.cut is None or cut.capacity_bytes_per_s < self.cut.capacity_bytes_per_s:
            self.cut = cut

    def take_low(self, low: float, method: str, fill: FloatArray | None) -> None:
        """Keep a lower bound on all-to-all if it is the best so far.

        Parameters
        ----------
        low
            Rate of one ordered pair. [byte/s]
        method
            What gave it.
        fill
            Load over capacity of each link for one byte per second of every pair, or ``None``.
            (n_links,)
        """
        if low > self.pair_low:
            self.pair_low, self.pair_method = low, method
            self.fill = None if fill is None else np.minimum(fill * low, 1.0)

    def take_high(self, high: float, method: str, volume: FloatArray | None) -> None:
        """Keep an upper bound on all-to-all if it is the best so far.

        Parameters
        ----------
        high
            Rate of one ordered pair. [byte/s]
        method
            What gave it.
        volume
            Capacity times length of each link, for the lengths that prove it. (n_links,)
        """
        if high < self.pair_high:
            self.pair_high, self.pair_method, self.proof_volume = high, method, volume

    def labels(self) -> Iterator[IntArray]:
        """Yield groups of copies whose cuts may be what limits: copies, leaves, subtrees, blocks.

        Yields
        ------
        IntArray
            Group of each vertex, -1 for none. (n_vertices,)
        """
        yield np.arange(self.network.n_vertices)
        yield self.whole.parent_ix
        yield from subtrees(self.network, self.tier)
        yield from self.fabric.groupings()

    def _cut(self) -> CopyCut | None:
        cut = self.cut
        if cut is None:
            return None
        return CopyCut(
            cut.capacity_bytes_per_s, cut.n_first, cut.n_second, self.fabric, cut.is_first
        )

    def _links(self) -> FillOfLinks | None:
        if self.fill is None:
            return None
        splits = self.splits.loads if self.splits is not None and self.splits.is_whole else None
        none = np.zeros(self.network.n_links)
        volume = self.proof_volume if self.is_exact else None
        return FillOfLinks(self.fill, splits, none if volume is None else volume)

    def numbers(self) -> FabricNumbers:
        """Return the numbers so far.

        Returns
        -------
        FabricNumbers
            Numbers of the fabric.
        """
        n, n_half = self.n, self.n // 2
        least = float(self.own_bytes_per_s.min())
        all_high = self.pair_high * (n - 1)
        if all_high > least or is_closed(all_high, least):
            all_high = least
        # Without a cut yet: all switches on the side of the half that injects more.
        cut_high = float(self.own_bytes_per_s.sum()) / 2
        if self.cut is not None:
            cut_high = float(self.cut.capacity_bytes_per_s)
        worst_high = min(least, cut_high / n_half, self.worst_high, all_high)
        worst_low = max(self.worst_low, self.pair_low * n / 2)
        half_low = max(self.half_low, self.pair_low * n_half * (n - n_half), worst_low * n_half)
        unit = int(np.gcd.reduce(self.network.capacity_bytes_per_s))
        half_low = whole_links_low(half_low, unit)
        per_endpoint, total = _injection(self.own_bytes_per_s)
        links, hops = self._links(), self.hops
        splits = self.splits if self.splits is not None and self.splits.is_fair else None
        return FabricNumbers(
            n,
            self.fabric.endpoint_family,
            per_endpoint,
            total,
            between(
                min(half_low, cut_high),
                cut_high,
                COUNTED_METHOD if self.is_counted else _CUT_METHOD,
            ),
            between(min(self.pair_low * (n - 1), all_high), all_high, self.pair_method),
            between(
                min(worst_low, worst_high), worst_high, worded("fixed hubs, and cuts and distances")
            ),
            None if splits is None else splits.estimate(Split.PER_LINK, n),
            None if splits is None else splits.estimate(Split.BY_CAPACITY, n),
            oversubscription=self.ratios,
            diameter_hops=None if hops is None else exact(hops.diameter_hops, _SHORTEST),
            mean_hops=None if hops is None else exact(hops.total_hops / (n * (n - 1)), _SHORTEST),
            bisection_cut=self._cut(),
            link_loads=() if links is None else class_loads(self.fabric, links),
            full_links=() if links is None else full_links(self.fabric, links),
        )


def _injection(own: FloatArray) -> tuple[Estimate, Estimate]:
    low, high = float(own.min()), float(own.max())
    per_endpoint = exact(low, worded("sum of the port rates in use of one endpoint"))
    if low != high:
        method = worded("sum of the port rates in use, lowest to highest endpoint")
        per_endpoint = Estimate(low, low, high, Exactness.INTERVAL, method)
    return per_endpoint, exact(
        float(own.sum()), worded("sum over all endpoints of the port rates in use")
    )


def first_state(fabric: FlatFabric) -> FlatState:
    """Return what sums over links say.

    Parameters
    ----------
    fabric
        A connected fabric.

    Returns
    -------
    FlatState
        With injection and oversubscription.
    """
    network = fabric.network
    own = network.degree_bytes_per_s[network.weight > 0].astype(np.float64)
    tier = vertex_tiers(network)
    method = worded("downlink over uplink capacity of a switch")
    ratios = tuple(
        (
            t,
            exact(
                worst,
                method
                + (
                    worded(", worst of {best:.4g} to {worst:.4g}", best=best, worst=worst)
                    if worst > best
                    else ""
                ),
            ),
        )
        for t, worst, best in oversubscription_ratios(network, tier)
    )
    return FlatState(fabric, own, tier, contracted(network), ratios)
