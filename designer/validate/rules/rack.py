"""Rules about room: heights inside a rack, and racks on the floor."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.catalog.racks import RackRecord
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.fabric.layout import RACK_UNIT_M
from designer.model.block import BlockKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.block import Block
    from designer.model.instance import Instance
    from designer.validate.case import Case

MAX_RACKS_COMPARED: Final = 1000
"""Most racks in one block that are compared pair by pair."""

_WIDTH_M: Final = 0.6
_DEPTH_M: Final = 1.0
_TOLERANCE_M: Final = 1e-6


class _Slot(NamedTuple):
    """Rack units that one copy takes, from ``low_u`` up to but not including ``high_u``."""

    instance: Instance
    low_u: int
    high_u: int


def _racks(case: Case) -> Iterator[tuple[str, Block, RackRecord | None]]:
    # Yield every rack block once, with the path of its first use.
    seen: set[str] = set()
    for enclosure in case.graph.enclosure_classes:
        if enclosure.kind is BlockKind.RACK and enclosure.block_id not in seen:
            seen.add(enclosure.block_id)
            block = case.design.block_by_id[enclosure.block_id]
            part = case.part(block.part)
            rack = part if isinstance(part, RackRecord) else None
            yield "/".join(enclosure.chain), block, rack


def _height_u(case: Case, instance: Instance) -> int:
    slug = instance.part
    if instance.block is not None:
        inner = case.design.block_by_id.get(instance.block)
        slug = inner.part if inner is not None else None
    part = case.part(slug)
    figure = part.height_u if part is not None else None
    return math.ceil(figure.value) if figure is not None else 0


def _slots(case: Case, block: Block) -> tuple[_Slot, ...]:
    slots: list[_Slot] = []
    for instance in block.instances:
        place, height_u = instance.placement, _height_u(case, instance)
        if place.at_u is None or not height_u:
            continue
        n_rows = -(-instance.count // place.n_columns)
        for row_ix in range(min(n_rows, 1000)):
            low_u = place.at_u + round(row_ix * place.pitch_y_m / RACK_UNIT_M)
            slots.append(_Slot(instance, low_u, low_u + height_u))
    return tuple(slots)


def rack_space_exceeded(case: Case) -> Iterator[Finding]:
    """Report racks that hold more height than they have, or hold it too high up.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per rack block.
    """
    for path, block, rack in _racks(case):
        if rack is None:
            continue
        usable_u = rack.usable_u.value
        needed_u = sum(_height_u(case, i) * -(-i.count // _n_abreast(i)) for i in block.instances)
        top_u = max((slot.high_u - 1 for slot in _slots(case, block)), default=0)
        if needed_u <= usable_u and top_u <= usable_u:
            continue
        what = (
            worded("its contents are {needed_u} U high", needed_u=needed_u)
            if needed_u > usable_u
            else ""
        )
        what = what or worded("its contents reach up to unit {top_u}", top_u=top_u)
        yield Finding(
            FindingCode.RACK_SPACE_EXCEEDED,
            Severity.ERROR,
            worded(
                'rack "{id}": {what}; {name} has {usable_u:.0f} U',
                id=block.id,
                what=what,
                name=rack.name,
                usable_u=usable_u,
            ),
            hint=worded("take nodes out, move them down, or choose a taller rack"),
            locus=Locus(paths=(path,) if path else (), field=block.id),
        )


def _n_abreast(instance: Instance) -> int:
    # Return how many copies stand side by side in one rack position.
    return instance.placement.n_columns if instance.placement.at_u is not None else 1


def rack_position_overlap(case: Case) -> Iterator[Finding]:
    """Report things that stand in the same place: units in a rack, racks on the floor.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per pair of instances, or per instance whose copies overlap each other.

    Notes
    -----
    Racks of one block are compared pair by pair up to :data:`MAX_RACKS_COMPARED`.
    """
    for path, block, _ in _racks(case):
        yield from _unit_overlaps(path, block, _slots(case, block))
    for block in case.blocks:
        yield from _floor_overlaps(case, block)


def _unit_overlaps(path: str, block: Block, slots: tuple[_Slot, ...]) -> Iterator[Finding]:
    reported: set[tuple[str, str]] = set()
    ordered = sorted(slots, key=lambda slot: slot.low_u)
    tallest = ordered[:1]
    for above in ordered[1:]:
        slot = tallest[0]
        tallest = [max(slot, above, key=lambda one: one.high_u)]
        pair = (slot.instance.id, above.instance.id)
        if above.low_u >= slot.high_u or pair in reported:
            continue
        reported.add(pair)
        prefix = f"{path}/" if path else ""
        yield Finding(
            FindingCode.RACK_POSITION_OVERLAP,
            Severity.ERROR,
            worded(
                'rack "{id}": {below} and {above} both take unit {low_u}',
                id=block.id,
                below=slot.instance.id,
                above=above.instance.id,
                low_u=above.low_u,
            ),
            hint=worded("move one of them to free rack units"),
            locus=Locus(paths=tuple(dict.fromkeys(prefix + instance_id for instance_id in pair))),
        )


def _floor_overlaps(case: Case, block: Block) -> Iterator[Finding]:
    standing: list[Instance] = []
    for instance in block.instances:
        inner = case.design.block_by_id.get(instance.block) if instance.block is not None else None
        if inner is not None and inner.kind is BlockKind.RACK:
            standing.append(instance)
    if not standing or sum(i.count for i in standing) > MAX_RACKS_COMPARED:
        return
    floor = tuple(_on_floor(case, instance) for instance in standing)
    for (one, other), n_pairs in _near_pairs(floor):
        names = tuple(dict.fromkeys((standing[one].id, standing[other].id)))
        what = (
            worded("copies of {names}", names=names[0])
            if len(names) == 1
            else worded("{one} and {other}", one=names[0], other=names[1])
        )
        yield Finding(
            FindingCode.RACK_POSITION_OVERLAP,
            Severity.WARNING,
            worded(
                "{n_pairs:,} pairs of racks stand in the same place: {what}",
                n_pairs=n_pairs,
                what=what,
            ),
            hint=worded("move the racks apart, or set the pitch to the width of a rack"),
            locus=Locus(paths=_paths(case, block, names)),
        )


class _OnFloor(NamedTuple):
    """Copies of a rack instance on the floor: how many, in how many columns, where, how large."""

    n_racks: int
    n_columns: int
    x_m: float
    y_m: float
    pitch_x_m: float
    pitch_y_m: float
    width_m: float
    depth_m: float


def _on_floor(case: Case, instance: Instance) -> _OnFloor:
    place = instance.placement
    part = case.part(case.design.block_by_id[instance.block].part) if instance.block else None
    rack = part if isinstance(part, RackRecord) else None
    return _OnFloor(
        instance.count,
        place.n_columns,
        place.x_m,
        place.y_m,
        place.pitch_x_m,
        place.pitch_y_m,
        rack.width_m.value if rack is not None else _WIDTH_M,
        rack.depth_m.value if rack is not None else _DEPTH_M,
    )


@lru_cache(maxsize=64)
def _near_pairs(floor: tuple[_OnFloor, ...]) -> tuple[tuple[tuple[int, int], int], ...]:
    # How many racks of two instances stand in the same place, by the numbers of the instances.
    owner = np.repeat(np.arange(len(floor)), [one.n_racks for one in floor])
    x_m, y_m, width_m, depth_m = np.concatenate([_footprints_m(one) for one in floor], axis=1)
    near_x = np.abs(x_m[:, None] - x_m) < (width_m[:, None] + width_m) / 2 - _TOLERANCE_M
    near_y = np.abs(y_m[:, None] - y_m) < (depth_m[:, None] + depth_m) / 2 - _TOLERANCE_M
    first, second = np.nonzero(np.triu(near_x & near_y, k=1))
    pairs: dict[tuple[int, int], int] = {}
    for one, other in zip(owner[first].tolist(), owner[second].tolist(), strict=True):
        pairs[one, other] = pairs.get((one, other), 0) + 1
    return tuple(pairs.items())


def _footprints_m(floor: _OnFloor) -> np.ndarray[tuple[int, int], np.dtype[np.float64]]:
    # Return x, y, width and depth of the copies of a rack instance, shape ``(4, n_racks)``.
    row_ix, column_ix = np.divmod(np.arange(floor.n_racks), floor.n_columns)
    footprints = np.empty((4, floor.n_racks))
    footprints[0] = floor.x_m + column_ix * floor.pitch_x_m
    footprints[1] = floor.y_m + row_ix * floor.pitch_y_m
    footprints[2], footprints[3] = floor.width_m, floor.depth_m
    return footprints


def _paths(case: Case, block: Block, names: tuple[str, ...]) -> tuple[str, ...]:
    chain = next(e.chain for e in case.graph.enclosure_classes if e.block_id == block.id)
    return tuple("/".join((*chain, name)) for name in names)
