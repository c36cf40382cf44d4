"""Overlay of oversubscription: capacity toward the endpoints over capacity away from them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.viewmodel.data_overlay import BundleMark, DataOverlay, PartMark
from designer.viewmodel.overlay_kind import OverlayKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.topology.classes import ClassGraph, LinkClass
    from designer.workbench.snapshot import Snapshot

EDGES: Final = (1.0 + 1e-9, 1.5 + 1e-9, 2.0 + 1e-9, 3.0 + 1e-9, 4.0 + 1e-9)
STEP_TEXTS: Final = ("≤1:1", ">1", ">1.5", ">2", ">3", ">4:1")
MAX_FACTS: Final = 4
_UNREACHED: Final = 1e9


class TierRatio(NamedTuple):
    """Downlink over uplink capacity of all switches of one class in one fabric.

    ``up_keys`` are the bundles of the uplinks; ``ratio`` is the mean where switches of the class
    differ. [1]
    """

    vertex_ix: int
    fabric_id: str
    tier: int
    ratio: float
    up_keys: tuple[str, ...]


def tier_ratios(graph: ClassGraph) -> Iterator[TierRatio]:
    """Return the oversubscription of every class of switches that has uplinks.

    Parameters
    ----------
    graph
        The class graph.

    Yields
    ------
    TierRatio
        By fabric and class; tiers are those of ``docs/methods/oversubscription.md``.
    """
    by_fabric: dict[str, list[LinkClass]] = defaultdict(list)
    for link in graph.link_classes:
        ends = {graph.vertex_classes[ix].family for ix in (link.a_ix, link.b_ix)}
        if "cpu" not in ends and link.n_links:
            by_fabric[str(link.fabric_id)].append(link)
    for fabric_id, links in by_fabric.items():
        yield from _fabric_ratios(graph, fabric_id, links)


def _fabric_ratios(
    graph: ClassGraph, fabric_id: str, links: list[LinkClass]
) -> Iterator[TierRatio]:
    tiers = _tiers(graph, links)
    up: dict[int, float] = defaultdict(float)
    down: dict[int, float] = defaultdict(float)
    up_keys: dict[int, list[str]] = defaultdict(list)
    for own, other, link in _arcs(links):
        rise = tiers.get(other, _UNREACHED) - tiers.get(own, _UNREACHED)
        if rise > 0:
            up[own] += link.n_links * link.rate_bps
            up_keys[own].append(link.bundle_key)
        elif rise < 0:
            down[own] += link.n_links * link.rate_bps
    for ix, capacity in up.items():
        if graph.vertex_classes[ix].family == "switch" and down[ix]:
            keys = tuple(dict.fromkeys(up_keys[ix]))
            yield TierRatio(ix, fabric_id, int(tiers[ix]), down[ix] / capacity, keys)


def _arcs(links: list[LinkClass]) -> Iterator[tuple[int, int, LinkClass]]:
    for link in links:
        yield link.a_ix, link.b_ix, link
        yield link.b_ix, link.a_ix, link


def _tiers(graph: ClassGraph, links: list[LinkClass]) -> dict[int, float]:
    # 0 for endpoints; for others the switches on the way to the nearest one, themselves included,
    # a half for adapters, which do not count.
    ixs = {ix for link in links for ix in (link.a_ix, link.b_ix)}
    ends: set[int] = set()
    for family in ("accelerator", "nic"):
        ends = ends or {ix for ix in ixs if graph.vertex_classes[ix].family == family}
    cost = {ix: 1.0 if graph.vertex_classes[ix].family == "switch" else 0.0 for ix in ixs - ends}
    reach = dict.fromkeys(ends, 0.0)
    for _ in ixs:
        for own, other, _link in _arcs(links):
            through = reach.get(own, _UNREACHED) + cost.get(own, 0.0)
            if through < reach.get(other, _UNREACHED):
                reach[other] = through
    return {
        ix: 0.0 if ix in ends else hops + (1.0 if cost[ix] else 0.5) for ix, hops in reach.items()
    }


def step_of_ratio(ratio: float) -> int:
    """Return the step of the ramp for an oversubscription.

    Parameters
    ----------
    ratio
        Downlink over uplink capacity. [1]

    Returns
    -------
    int
        From 0 for at most 1:1 to 5 for more than 4:1.
    """
    return sum(ratio > edge for edge in EDGES)


def ratio_text(ratio: float) -> str:
    """Return an oversubscription as engineers write it.

    Parameters
    ----------
    ratio
        Downlink over uplink capacity. [1]

    Returns
    -------
    str
        For example ``3:1`` or ``1.07:1``.
    """
    return f"{ratio:.3g}:1"


def tier_overlay(snapshot: Snapshot) -> DataOverlay:
    """Return how much the switches are oversubscribed.

    Parameters
    ----------
    snapshot
        The design.

    Returns
    -------
    DataOverlay
        A mark per instance of a switch that has uplinks, and per bundle of uplinks.
    """
    design, graph = snapshot.design, snapshot.graph
    names = {str(f.id): f.display_name or str(f.id) for f in design.fabrics}
    parts: dict[tuple[str, str], PartMark] = {}
    bundles: dict[str, BundleMark] = {}
    worst: dict[tuple[str, int], TierRatio] = {}
    for one in tier_ratios(graph):
        mark = PartMark(step_of_ratio(one.ratio), ratio_text(one.ratio))
        chain = graph.vertex_classes[one.vertex_ix].chain
        block = design.root_block
        for step in chain[:-1]:
            inner = block.instance_by_id[step].block
            block = design.block_by_id[inner] if inner is not None else block
        place = (str(block.id), str(chain[-1]))
        if place not in parts or parts[place].step <= mark.step:
            parts[place] = mark
        for key in one.up_keys:
            if key not in bundles or bundles[key].step <= mark.step:
                is_over = one.ratio > EDGES[0]
                text = f"▲ {mark.text}" if is_over else mark.text
                bundles[key] = BundleMark(mark.step, text, is_over)
        known = worst.get((one.fabric_id, one.tier))
        if known is None or known.ratio < one.ratio:
            worst[one.fabric_id, one.tier] = one
    facts: list[str] = [worded("Downlink over uplink capacity of the switches")]
    facts += [
        worded(
            "{fabric}, tier {tier}: {ratio}",
            fabric=names[fabric_id], tier=tier, ratio=ratio_text(one.ratio),
        )
        for (fabric_id, tier), one in sorted(worst.items())[:MAX_FACTS]
    ]  # fmt: skip
    if not worst:
        facts.append(worded("No switch has links to a higher tier."))
    return DataOverlay(OverlayKind.TIERS, tuple(facts), bundles, parts=parts, step_texts=STEP_TEXTS)
