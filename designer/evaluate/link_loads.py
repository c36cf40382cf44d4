"""How full links are: load over capacity per link class, and which classes hold traffic up.

The optimum is one optimal routing; another may load links that have room otherwise. A class is a
*bottleneck* of the optimum where the lengths that prove the upper bound are positive: such links
are full in every optimal routing (``docs/methods/link-loads.md``).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.certificates import TOLERANCE_RATIO
from designer.topology.space_builder import space_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.bisection import Cut
    from designer.evaluate.copy_cut import CopyCut
    from designer.evaluate.ecmp import SplitRate
    from designer.evaluate.flows import FlowSpace
    from designer.evaluate.throughput import PairRate
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph, LinkClass
    from designer.topology.fold import BaseFold, FloatArray

MIN_SHARE_RATIO = 1e-6
"""Least share of the proof that a class must have to be named a bottleneck."""


class Load(NamedTuple):
    """Load over capacity of the links of a class: mean and highest, of the busier direction."""

    mean_ratio: float
    peak_ratio: float


@dataclass(frozen=True)
class LinkLoad:
    """How full the links of one class are when all pairs send the same.

    Attributes
    ----------
    link_ix
        Link class, in the order of :func:`~designer.topology.space_builder.space_links`.
    optimum
        At the optimum of ideal routing.
    ecmp, wcmp
        At the throughput of the equal split per link, and of the split by capacity; ``None`` where
        those are not computed.
    proof_ratio
        Share of the class in the proof of the upper bound, 0 to 1; positive where its links are
        full in every optimal routing.
    """

    link_ix: int
    optimum: Load
    ecmp: Load | None
    wcmp: Load | None
    proof_ratio: float

    @property
    def is_bottleneck(self) -> bool:
        """Whether the class holds up ideal routing."""
        return self.proof_ratio > MIN_SHARE_RATIO

    @property
    def is_ecmp_bottleneck(self) -> bool:
        """Whether a link of the class is full under the equal split."""
        return self.ecmp is not None and self.ecmp.peak_ratio >= 1 - TOLERANCE_RATIO


class FullLink(NamedTuple):
    """One link that holds traffic up, of a fabric that is computed copy by copy.

    Attributes
    ----------
    kind
        ``ideal`` if it holds up ideal routing, ``ecmp`` if it is full under the equal split.
    a_path, b_path
        Paths of its ends, for example ``rack[3]/leaf[0]``.
    n_all
        Links of that kind in the fabric, named or not. [1]
    """

    kind: str
    a_path: str
    b_path: str
    n_all: int


def _by_class(merged: BaseFold, merged_load: FloatArray, n_classes: int) -> list[Load]:
    # Merged orbits may have links of several classes, all equally full.
    base, orbit_load = merged.finer, merged_load[merged.orbit_of]
    link_of_rule = np.array([rule.link_ix for rule in base.space.rules], dtype=np.int64)
    link_ix = link_of_rule[base.orbits.rule_ix]
    capacity = base.orbits.capacity_bytes_per_s
    busier = np.maximum(orbit_load, orbit_load[base.orbits.reverse_ix])
    total = np.bincount(link_ix, capacity, n_classes)
    used = np.bincount(link_ix, capacity * busier, n_classes)
    peak = np.zeros(n_classes)
    np.maximum.at(peak, link_ix, busier)
    # Without rounding no mean is above its peak.
    mean = np.minimum(used / np.where(total > 0, total, 1.0), peak)
    return [Load(float(m), float(p)) for m, p in zip(mean, peak, strict=True)]


def _proof_shares(flows: FlowSpace, class_length: FloatArray, n_classes: int) -> FloatArray:
    base = flows.base.finer
    link_of_rule = np.array([rule.link_ix for rule in base.space.rules], dtype=np.int64)
    length = np.maximum(class_length, 0.0)[flows.class_of_orbit][flows.base.orbit_of]
    volume = base.orbits.capacity_bytes_per_s * length
    by_class = np.bincount(link_of_rule[base.orbits.rule_ix], volume, n_classes).astype(np.float64)
    total = float(by_class.sum())
    return by_class / total if total > 0 else by_class


def link_loads(
    flows: FlowSpace, pair: PairRate, ecmp: SplitRate, wcmp: SplitRate
) -> tuple[LinkLoad, ...]:
    """Return the loads of all link classes of a fabric.

    Parameters
    ----------
    flows
        Flow space.
    pair
        Bounds on all-to-all traffic with their witnesses.
    ecmp, wcmp
        Rates of the two splits with their loads.

    Returns
    -------
    tuple[LinkLoad, ...]
        One per link class that has links, in order.
    """
    base = flows.base
    n_classes = 1 + max((rule.link_ix for rule in base.space.rules), default=-1)
    per_row = flows.load(pair.flow) / flows.class_capacity_bytes_per_s
    optimum = _by_class(base, per_row[flows.class_of_orbit], n_classes)
    equal = _by_class(base, ecmp.orbit_load, n_classes)
    weighted = _by_class(base, wcmp.orbit_load, n_classes)
    share = _proof_shares(flows, pair.class_length, n_classes)
    present = {base.space.rules[ix].link_ix for ix in base.finer.orbits.rule_ix.tolist()}
    return tuple(
        LinkLoad(ix, optimum[ix], equal[ix], weighted[ix], float(share[ix]))
        for ix in sorted(present)
    )


def with_split_loads(
    base: BaseFold, loads: Sequence[LinkLoad], ecmp: SplitRate, wcmp: SplitRate
) -> tuple[LinkLoad, ...]:
    """Return loads with those of the two splits.

    Parameters
    ----------
    base
        Base fold.
    loads
        Loads of its link classes.
    ecmp, wcmp
        Rates of the two splits with their loads.

    Returns
    -------
    tuple[LinkLoad, ...]
        The same classes.
    """
    n_classes = 1 + max((load.link_ix for load in loads), default=-1)
    equal = _by_class(base, ecmp.orbit_load, n_classes)
    weighted = _by_class(base, wcmp.orbit_load, n_classes)
    return tuple(
        replace(load, ecmp=equal[load.link_ix], wcmp=weighted[load.link_ix]) for load in loads
    )


@dataclass(frozen=True)
class NamedLoad:
    """The load of a link class with what it is.

    Attributes
    ----------
    link_class_ix
        Link class, as an index into ``ClassGraph.link_classes``.
    bundle_key
        ``block-id/bundle-id``.
    a_text, b_text
        Chain and port of each end, for example ``compute-rack/node/l1:up``.
    load
        How full it is.
    """

    link_class_ix: int
    bundle_key: str
    a_text: str
    b_text: str
    load: LinkLoad


class FabricLoads(NamedTuple):
    """The loads of all link classes of a fabric, and the witness of its bisection."""

    fabric_id: FabricId
    links: tuple[NamedLoad, ...]
    cut: Cut | CopyCut | None = None
    full: tuple[FullLink, ...] = ()

    @property
    def bottlenecks(self) -> tuple[NamedLoad, ...]:
        """What holds up ideal routing, the largest share of the proof first."""
        found = [one for one in self.links if one.load.is_bottleneck]
        return tuple(sorted(found, key=lambda one: -one.load.proof_ratio))

    @property
    def ecmp_bottlenecks(self) -> tuple[NamedLoad, ...]:
        """What holds up the equal split, in document order."""
        return tuple(one for one in self.links if one.load.is_ecmp_bottleneck)


def named_loads(graph: ClassGraph, fabric_id: FabricId, loads: Sequence[LinkLoad]) -> FabricLoads:
    """Return the loads of a fabric with the names of its link classes.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    loads
        Loads of its link classes.

    Returns
    -------
    FabricLoads
        The same with names.
    """
    links = space_links(graph, fabric_id)
    ix_of = {id(link): ix for ix, link in enumerate(graph.link_classes)}
    return FabricLoads(
        fabric_id,
        tuple(
            NamedLoad(
                ix_of[id(links[load.link_ix])],
                links[load.link_ix].bundle_key,
                *_end_texts(graph, links[load.link_ix]),
                load,
            )
            for load in loads
        ),
    )


def _end_texts(graph: ClassGraph, link: LinkClass) -> tuple[str, str]:
    a, b = graph.vertex_classes[link.a_ix], graph.vertex_classes[link.b_ix]
    return f"{'/'.join(a.chain)}:{link.a_port}", f"{'/'.join(b.chain)}:{link.b_port}"
