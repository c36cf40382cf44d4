"""Overlays of links and ports: how full links are, and how many ports are in use."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

from designer.model.port_counts import port_uses
from designer.viewmodel.data_overlay import BundleMark, DataOverlay, PartMark, percent_text, step_of
from designer.viewmodel.overlay_kind import OverlayKind
from designer.wording.wording import joined, listed, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.evaluate.link_loads import LinkLoad, NamedLoad
    from designer.model.design import Design
    from designer.workbench.snapshot import Snapshot

MAX_FACTS = 4


class _Full(NamedTuple):
    peak: float
    mean: float
    is_bottleneck: bool


def _fullness(load: LinkLoad, kind: OverlayKind) -> _Full | None:
    # How full a class is; ``None`` where the equal split is not computed, as in large products.
    if kind is OverlayKind.ECMP:
        if load.ecmp is None:
            return None
        return _Full(load.ecmp.peak_ratio, load.ecmp.mean_ratio, load.is_ecmp_bottleneck)
    return _Full(load.optimum.peak_ratio, load.optimum.mean_ratio, load.is_bottleneck)


def load_overlay(snapshot: Snapshot, kind: OverlayKind) -> DataOverlay:
    """Return how full links are when all endpoints send to all others.

    Parameters
    ----------
    snapshot
        The design with its link loads.
    kind
        ``LOAD`` for ideal routing, ``ECMP`` for the equal split over shortest paths.

    Returns
    -------
    DataOverlay
        A mark per bundle: the mean load of its links; bottlenecks stand out.
    """
    names = {fabric.id: fabric.display_name or str(fabric.id) for fabric in snapshot.design.fabrics}
    by_bundle: dict[str, list[_Full]] = defaultdict(list)
    facts: list[str] = [worded("All-to-all traffic: load over capacity")]
    for fabric in snapshot.readouts.fabric_loads:
        full: list[NamedLoad] = []
        for one in fabric.links:
            fullness = _fullness(one.load, kind)
            if fullness is None:
                continue
            by_bundle[one.bundle_key].append(fullness)
            if fullness.is_bottleneck:
                full.append(one)
        facts += _bottleneck_facts(names[fabric.fabric_id], full)
    bundles = {key: _bundle_mark(found) for key, found in by_bundle.items()}
    if not bundles:
        facts.append(worded("No fabric has link loads yet."))
    return DataOverlay(kind, tuple(facts), bundles)


def _bottleneck_facts(fabric: str, full: list[NamedLoad]) -> Iterator[str]:
    pairs = ([text.rpartition("/")[2] for text in (one.a_text, one.b_text)] for one in full)
    ends = [worded("{a} to {b}", a=a, b=b) for a, b in pairs]
    shown = list(dict.fromkeys(ends))
    if shown:
        more = worded(" and {n:,} more", n=len(shown) - MAX_FACTS) if len(shown) > MAX_FACTS else ""
        yield worded(
            "▲ {fabric}: full from {names}{more}",
            fabric=fabric,
            names=listed(shown[:MAX_FACTS]),
            more=more,
        )


def _bundle_mark(found: list[_Full]) -> BundleMark:
    peak = max(one.peak for one in found)
    mean = max(one.mean for one in found)
    is_bottleneck = any(one.is_bottleneck for one in found)
    text = percent_text(mean)
    if step_of(peak) > step_of(mean):
        text = worded("{text}, busiest {percent}", text=text, percent=percent_text(peak))
    return BundleMark(
        step_of(mean), joined("▲ ", ("", text)) if is_bottleneck else text, is_bottleneck
    )


def ports_overlay(snapshot: Snapshot) -> DataOverlay:
    """Return how many ports of each part have a link.

    Parameters
    ----------
    snapshot
        The design.

    Returns
    -------
    DataOverlay
        A mark per instance of a part that has ports: links over ports of its most used port
        group, the highest of all uses of its block.
    """
    used: dict[tuple[str, str], float] = {}
    seen: dict[tuple[str, str], str] = {}
    for place, name, ratio in _port_ratios(snapshot.design):
        if ratio >= used.get(place, -1.0):
            used[place] = ratio
            seen[place] = name
    parts = {place: PartMark(step_of(r), percent_text(r)) for place, r in used.items()}
    over = [seen[place] for place, ratio in used.items() if ratio > 1 + 1e-9]
    facts = [worded("Links over ports, most used port group of each part")]
    facts += [worded("▲ {name}: more links than ports", name=name) for name in over[:MAX_FACTS]]
    return DataOverlay(OverlayKind.PORTS, tuple(facts), parts=parts)


def _port_ratios(design: Design) -> Iterator[tuple[tuple[str, str], str, float]]:
    for use in port_uses(design):
        block = design.root_block
        for instance_id in use.chain[:-1]:
            inner = block.instance_by_id[instance_id].block
            block = design.block_by_id[inner] if inner is not None else block
        if use.n_ports:
            name = f"{'/'.join(use.chain)}:{use.port}"
            yield (str(block.id), str(use.chain[-1])), name, use.n_used / use.n_ports
