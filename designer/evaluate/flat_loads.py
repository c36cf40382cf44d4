"""How full the links of a fabric are that is computed copy by copy, by class and one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.evaluate.certificates import TOLERANCE_RATIO
from designer.evaluate.ecmp import Split
from designer.evaluate.link_loads import FullLink, LinkLoad, Load
from designer.topology.space_builder import space_links

if TYPE_CHECKING:
    from designer.evaluate.flat_network import FlatFabric
    from designer.topology.fold import BoolArray, FloatArray, IntArray

MAX_FULL_LINKS = 64
"""Most full links that are named one by one."""


class SplitLoad(NamedTuple):
    """What a split carries.

    Attributes
    ----------
    factor
        Largest multiple of the demand that fits, infinite without demand.
    fill
        Load over capacity of each row of links then, the busier direction. (n_rows,)
    link_fill
        The same per link of the network, over all its rows. (n_links,)
    """

    factor: float
    fill: FloatArray
    link_fill: FloatArray


def split_load(fabric: FlatFabric, flow: FloatArray, split: Split) -> SplitLoad:
    """Return how much of a demand a split carries, from the flow of the whole demand.

    Parameters
    ----------
    fabric
        The fabric.
    flow
        Flow per direction of each link of the network. (2, n_links)
    split
        How vertices split.

    Returns
    -------
    SplitLoad
        Parallel links of one pair share its flow as vertices share theirs.
    """
    rows, network = fabric.rows, fabric.network
    busier = flow.max(axis=0)
    if split is Split.PER_LINK:
        share = rows.n_links / network.n_parallel[rows.link_ix]
    else:
        share = rows.capacity_bytes_per_s / network.capacity_bytes_per_s[rows.link_ix]
    fill: FloatArray = busier[rows.link_ix] * share / rows.capacity_bytes_per_s
    link_fill: FloatArray = busier / network.capacity_bytes_per_s
    peak = float(fill.max(initial=0.0))
    if peak <= 0:
        return SplitLoad(float("inf"), fill, link_fill)
    return SplitLoad(1.0 / peak, fill / peak, link_fill / peak)


class FillOfLinks(NamedTuple):
    """What is known of how full links are.

    Attributes
    ----------
    optimum
        Load over capacity of each link of the network at the best routing found. (n_links,)
    splits
        The two splits, or ``None`` before they are computed.
    proof_volume
        Capacity times length of each link, for lengths that prove that the routing cannot be
        better; zero everywhere while it may be. (n_links,)
    """

    optimum: FloatArray
    splits: tuple[SplitLoad, SplitLoad] | None
    proof_volume: FloatArray


def class_loads(fabric: FlatFabric, found: FillOfLinks) -> tuple[LinkLoad, ...]:
    """Return how full the links of every class are.

    Parameters
    ----------
    fabric
        The fabric.
    found
        How full its links are.

    Returns
    -------
    tuple[LinkLoad, ...]
        One per link class that has links, in order.
    """
    rows, graph = fabric.rows, fabric.flat.graph
    if not len(rows.link_ix):
        return ()
    class_ix, place = np.unique(rows.class_ix, return_inverse=True)
    fabric_id = graph.link_classes[int(class_ix[0])].fabric_id
    order = {id(link): ix for ix, link in enumerate(space_links(graph, fabric_id))}
    volume = rows.capacity_bytes_per_s.astype(np.float64)
    share = volume / fabric.network.capacity_bytes_per_s[rows.link_ix]
    proof = np.bincount(place, found.proof_volume[rows.link_ix] * share, len(class_ix))
    total = float(proof.sum())
    shares = proof / total if total > 0 else proof.astype(np.float64)
    columns = [_by_class(place, volume, found.optimum[rows.link_ix])]
    if found.splits is not None:
        columns += [_by_class(place, volume, one.fill) for one in found.splits]
    loads = [
        LinkLoad(
            order[id(graph.link_classes[ix])],
            columns[0][at],
            columns[1][at] if len(columns) > 1 else None,
            columns[2][at] if len(columns) > 1 else None,
            float(shares[at]),
        )
        for at, ix in enumerate(class_ix.tolist())
    ]
    return tuple(sorted(loads, key=lambda load: load.link_ix))


def _by_class(place: IntArray, volume: FloatArray, fill: FloatArray) -> list[Load]:
    n = int(place.max()) + 1
    peak = np.zeros(n)
    np.maximum.at(peak, place, fill)
    # Without rounding no mean is above its peak.
    mean = np.minimum(np.bincount(place, volume * fill, n) / np.bincount(place, volume, n), peak)
    return [Load(float(m), float(p)) for m, p in zip(mean, peak, strict=True)]


def full_links(fabric: FlatFabric, found: FillOfLinks) -> tuple[FullLink, ...]:
    """Return the links that hold traffic up, by the names of their ends.

    Parameters
    ----------
    fabric
        The fabric.
    found
        How full its links are.

    Returns
    -------
    tuple[FullLink, ...]
        Links in the proof of ideal routing and links that are full under the equal split, at most
        :data:`MAX_FULL_LINKS` of each.
    """
    proof = found.proof_volume
    chosen = [(proof > 1e-6 * max(float(proof.sum()), 1e-300), "ideal", proof)]
    if found.splits is not None:
        rows = fabric.rows
        fill = np.zeros(fabric.network.n_links)
        np.maximum.at(fill, rows.link_ix, found.splits[0].fill)
        chosen.append((fill >= 1 - TOLERANCE_RATIO, "ecmp", fill))
    return tuple(one for which, kind, by in chosen for one in _named(fabric, which, kind, by))


def _named(fabric: FlatFabric, which: BoolArray, kind: str, by: FloatArray) -> list[FullLink]:
    links = np.flatnonzero(which)
    links = links[np.argsort(-by[links], kind="stable")][:MAX_FULL_LINKS]
    network = fabric.network
    n_all = int(which.sum())
    return [
        FullLink(
            kind,
            fabric.path(int(network.a_ix[ix])),
            fabric.path(int(network.b_ix[ix])),
            n_all,
        )
        for ix in links.tolist()
    ]
