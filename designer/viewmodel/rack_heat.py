"""Overlay of rack power: what each rack draws at peak, against what it can supply."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from designer.catalog.racks import RackRecord
from designer.model.block import BlockKind
from designer.model.ids import BlockId, path_from_text
from designer.units.display import quantity_text, scaled, significant
from designer.viewmodel.box_marks import BoxCollector, Spot, blocks_inside
from designer.viewmodel.data_overlay import DataOverlay, percent_text, step_of
from designer.viewmodel.overlay_kind import OverlayKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from designer.catalog.library import Part
    from designer.evaluate.rack_load import RackLoad
    from designer.model.ids import InstanceId, InstancePath
    from designer.viewmodel.cells import Child
    from designer.workbench.snapshot import Snapshot

    AddRacks = Callable[[NDArray[np.float64], RackLoad], None]

MAX_FACTS = 4


class RackLoads:
    """The loads of all racks, by chain; those with an index come first."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._design = snapshot.design
        self._by_chain: dict[tuple[InstanceId, ...], list[tuple[InstancePath, RackLoad]]] = {}
        for load in snapshot.readouts.rack_loads:
            path = path_from_text(load.path) if load.path else ()
            chain = tuple(step.instance_id for step in path)
            self._by_chain.setdefault(chain, []).append((path, load))

    def of(self, spot: Spot, child: Child) -> list[tuple[int | None, RackLoad]]:
        """Return the loads of the copies of a child.

        Parameters
        ----------
        spot
            The cell around it.
        child
            A rack in that cell.

        Returns
        -------
        list[tuple[int | None, RackLoad]]
            Loads with the copy they are of; no index where all others are meant.
        """
        chain = (*(step.instance_id for step in spot.path), child.instance_id)
        found: list[tuple[int | None, RackLoad]] = []
        for path, load in self._by_chain.get(chain, ()):
            outer_fits = all(
                step.copy_ix is None or step.copy_ix == here.copy_ix
                for step, here in zip(path[:-1], spot.path, strict=True)
            )
            if outer_fits:
                found.append((path[-1].copy_ix, load))
        return found

    def at(self, path: InstancePath) -> list[RackLoad]:
        """Return the loads that may be those of the rack at a path; the nearest comes first.

        Parameters
        ----------
        path
            Indexed path of a rack.

        Returns
        -------
        list[RackLoad]
            Loads whose path fits.
        """
        found = [
            load
            for known, load in self._by_chain.get(tuple(step.instance_id for step in path), ())
            if all(
                step.copy_ix is None or step.copy_ix == here.copy_ix
                for step, here in zip(known, path, strict=True)
            )
        ]
        return sorted(found, key=lambda load: "[" not in load.path)

    def part(self, load: RackLoad) -> Part | None:
        """Return the rack of a load as a part.

        Parameters
        ----------
        load
            One of the loads.

        Returns
        -------
        Part | None
            The rack, if it is one of the catalog.
        """
        return self._design.part_by_slug.get(load.part_slug or "")

    def limit_w(self, load: RackLoad) -> float | None:
        """Return what a rack can supply.

        Parameters
        ----------
        load
            One of the loads.

        Returns
        -------
        float | None
            The limit, if one is known. [W]
        """
        part = self.part(load)
        return part.limit_w.value if isinstance(part, RackRecord) else None


def power_overlay(snapshot: Snapshot, spot: Spot) -> DataOverlay:
    """Return what the racks in a scope draw.

    Parameters
    ----------
    snapshot
        The design with its rack loads.
    spot
        The scope.

    Returns
    -------
    DataOverlay
        A box per rack, filled to the share of its limit; racks without a limit are not filled.
    """
    loads = RackLoads(snapshot)
    collector = BoxCollector()

    def add(boxes: NDArray[np.float64], load: RackLoad) -> None:
        limit_w = loads.limit_w(load)
        ratio = load.peak_w[1] / limit_w if limit_w else 0.0
        number, unit = scaled(load.peak_w[1], "W")
        text = f"{significant(round(number) if number >= 10 else number, 2)} {unit}"
        if ratio > 1:
            text = f"▲ {text}"
        collector.add(boxes, step_of(ratio), text=text, ratio=ratio)

    walk_racks(snapshot, loads, spot, collector, add=add)
    facts: list[str] = [worded("Peak draw of a rack, over what it supplies")]
    if not len(collector.marks()):
        inside = (
            worded("Racks are outside this block.")
            if spot.path
            else worded("The design has no racks.")
        )
        facts.append(inside)
    facts += [
        worded(
            "{n_racks:,} × {path}: {load}",
            n_racks=load.n_racks,
            path=load.path or worded("this rack"),
            load=_text(loads, load),
        )
        for load in snapshot.readouts.rack_loads[:MAX_FACTS]
    ]
    if len(snapshot.readouts.rack_loads) > MAX_FACTS:
        facts.append(
            worded("{n:,} more kinds of rack", n=len(snapshot.readouts.rack_loads) - MAX_FACTS)
        )
    return DataOverlay(OverlayKind.POWER, tuple(facts), boxes=collector.marks())


def _text(loads: RackLoads, load: RackLoad) -> str:
    limit_w = loads.limit_w(load)
    draw = quantity_text(load.peak_w[1], "W")
    if not limit_w:
        return worded("{draw}, no limit known", draw=draw)
    return worded(
        "{draw} of {limit}, {percent}",
        draw=draw,
        limit=quantity_text(limit_w, "W"),
        percent=percent_text(load.peak_w[1] / limit_w),
    )


def walk_racks(
    snapshot: Snapshot, loads: RackLoads, spot: Spot, collector: BoxCollector, *, add: AddRacks
) -> None:
    """Tell of all racks that a scope shows.

    Parameters
    ----------
    snapshot, loads
        The design and the loads of its racks.
    spot
        The scope.
    collector
        Where the marks go; nothing is opened any more when it is full.
    add
        Called with the boxes of racks that are alike, and their load.
    """
    for child in blocks_inside(spot):
        block = snapshot.design.block_by_id.get(BlockId(child.cell.block_id))
        if block is not None and block.kind is BlockKind.RACK:
            _add_racks(loads, spot, child, add)
            continue
        if block is None or block.kind is BlockKind.NODE:
            continue
        for copy_ix in range(child.grid.count):
            if collector.is_full:
                return
            collector.n_opened += 1
            walk_racks(snapshot, loads, spot.inner(child, copy_ix), collector, add=add)


def _add_racks(loads: RackLoads, spot: Spot, child: Child, add: AddRacks) -> None:
    found = loads.of(spot, child)
    rest = np.ones(child.grid.count, dtype=bool)
    for copy_ix, load in sorted(found, key=lambda one: one[0] is None):
        if copy_ix is None:
            ixs = np.flatnonzero(rest)
        else:
            ixs = np.array([copy_ix]) if rest[copy_ix] else np.empty(0, dtype=np.int64)
            rest[copy_ix] = False
        add(spot.boxes(child, ixs), load)
