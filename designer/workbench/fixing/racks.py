"""Fixes of findings about racks: room, place and power."""

from __future__ import annotations

import math
from functools import partial
from typing import TYPE_CHECKING, Final

from designer.catalog.racks import RackRecord
from designer.commands.default_placement import default_placement, part_of
from designer.commands.macro import Macro
from designer.commands.placement import Move, MoveInstances, SetPlacement
from designer.commands.properties import ReplacePart
from designer.commands.structure import SetCount
from designer.fabric.layout import RACK_UNIT_M, RACK_WIDTH_M
from designer.model.block import BlockKind
from designer.model.evolve import evolve
from designer.units.display import quantity_text
from designer.wording.wording import worded
from designer.workbench.fixing.fix import Fix, place_of, with_size

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.errors.findings import Finding
    from designer.model.block import Block
    from designer.model.instance import Instance
    from designer.validate.case import Case
    from designer.workbench.fixing.fix import Place

MAX_RACKS: Final = 3
"""Most other racks that are offered."""

MAX_UNIT: Final = 100
"""Highest rack unit of a placement; racks without a part have no other limit."""


def no_room(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer to stack the contents from the bottom, a taller rack, or fewer nodes.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``rack-space-exceeded``.

    Yields
    ------
    Fix
        In this order.
    """
    block = case.design.block_by_id.get(finding.locus.field)  # type: ignore[call-overload]
    rack = case.part(block.part) if block is not None else None
    if block is None or not isinstance(rack, RackRecord):
        return
    needed_u = sum(_height_u(case, i) * _n_levels(i) for i in block.instances)
    if needed_u <= rack.usable_u.value:
        yield from _stacked(case, block)
    for path in finding.locus.paths:
        place = place_of(case, path)
        if place is not None:
            yield from _other_racks(
                case, place, lambda r: r.usable_u.value >= needed_u, lambda r: r.usable_u.value
            )
    spare_u = rack.usable_u.value
    for instance in sorted(block.instances, key=lambda i: -_height_u(case, i) * i.count):
        height_u = _height_u(case, instance)
        if height_u:
            others_u = needed_u - height_u * _n_levels(instance)
            n_levels = int((spare_u - others_u) // height_u)
            abreast = -(-instance.count // _n_levels(instance))
            yield from _fewer(block, instance, n_levels * abreast)


def overlap(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer to stack a rack anew, to spread copies, or to put one thing beside the other.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``rack-position-overlap``.

    Yields
    ------
    Fix
        What suits the block.
    """
    places = [place for path in finding.locus.paths if (place := place_of(case, path)) is not None]
    if not places:
        return
    block, last = places[-1]
    if block.kind is BlockKind.RACK and last.placement.at_u is not None:
        yield from _stacked(case, block)
        return
    for _, instance in places:
        if instance.count > 1:
            spread = default_placement(
                block, part_of(case.design, instance), instance.count, instance.placement
            )
            yield Fix(
                worded("Spread the copies of {instance}", instance=instance.name or instance.id),
                SetPlacement(block=block.id, instance=instance.id, placement=spread),
            )
    if len(places) > 1:
        end_m = max(_right_m(case, i) for i in block.instances)
        move = Move(
            instance=last.id, x_m=round(end_m + RACK_WIDTH_M / 2, 6), y_m=last.placement.y_m
        )
        yield Fix(
            worded("Move {instance} to free floor", instance=last.name or last.id),
            MoveInstances(block=block.id, moves=(move,)),
        )


def no_power(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer a rack with a higher limit, or fewer nodes.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``rack-power-exceeded``.

    Yields
    ------
    Fix
        In this order.
    """
    for path in finding.locus.paths:
        place = place_of(case, path)
        load = next((one for one in case.readouts.rack_loads if one.path == path), None)
        if place is None or load is None or place.instance.block is None:
            continue
        peak_w = load.peak_w[1]
        yield from _other_racks(case, place, partial(_supplies, peak_w), lambda r: r.limit_w.value)
        inner = case.design.block_by_id.get(place.instance.block)
        rack = case.part(inner.part) if inner is not None else None
        if inner is None or not isinstance(rack, RackRecord):
            continue
        for instance in inner.instances:
            yield from _fewer(
                inner, instance, math.floor(instance.count * rack.limit_w.value / peak_w)
            )


def _supplies(peak_w: float, rack: RackRecord) -> bool:
    return rack.limit_w.value >= peak_w


def _other_racks(
    case: Case,
    place: Place,
    is_enough: Callable[[RackRecord], bool],
    size: Callable[[RackRecord], float],
) -> Iterator[Fix]:
    now = part_of(case.design, place.instance)
    racks = [
        part
        for part in case.library.parts
        if isinstance(part, RackRecord)
        and is_enough(part)
        and part.slug != (now.slug if now is not None else "")
    ]
    for rack in sorted(racks, key=lambda r: (size(r), r.slug))[:MAX_RACKS]:
        yield Fix(
            worded(
                "Use the rack {rack}, with {n_units:.0f} U and {power}",
                rack=rack.name,
                n_units=rack.usable_u.value,
                power=quantity_text(rack.limit_w.value, "W"),
            ),
            ReplacePart(block=place.block.id, instance=place.instance.id, part=rack.slug),
        )


def _fewer(block: Block, instance: Instance, n_copies: int) -> Iterator[Fix]:
    changed = with_size(instance, n_copies)
    if changed is not None:
        yield Fix(
            worded(
                "Have {n_copies:,} × {instance} instead of {n_before:,}",
                n_copies=n_copies,
                instance=instance.name or instance.id,
                n_before=instance.count,
            ),
            SetCount(block=block.id, instance=instance.id, n_copies=n_copies),
        )


def _stacked(case: Case, block: Block) -> Iterator[Fix]:
    # Everything stands on top of each other in the present order, without gaps.
    placed = [i for i in block.instances if i.placement.at_u is not None and _height_u(case, i)]
    rack = case.part(block.part)
    usable_u = rack.usable_u.value if isinstance(rack, RackRecord) else MAX_UNIT
    if sum(_height_u(case, i) * _n_levels(i) for i in placed) > usable_u:
        return
    steps, next_u = [], 1
    for instance in sorted(placed, key=lambda i: i.placement.at_u or 0):
        height_u = _height_u(case, instance)
        placement = evolve(
            instance.placement,
            at_u=next_u,
            pitch_y_m=round(height_u * RACK_UNIT_M, 5) if instance.count > 1 else 0.0,
        )
        next_u += height_u * _n_levels(instance)
        if placement != instance.placement:
            steps.append(SetPlacement(block=block.id, instance=instance.id, placement=placement))
    label = worded("Stack the contents of {block} from the bottom", block=block.name or block.id)
    yield Fix(label, Macro.of(str(label), steps))


def _height_u(case: Case, instance: Instance) -> int:
    part = part_of(case.design, instance)
    figure = part.height_u if part is not None else None
    return math.ceil(figure.value) if figure is not None else 0


def _n_levels(instance: Instance) -> int:
    place = instance.placement
    return -(-instance.count // (place.n_columns if place.at_u is not None else 1))


def _right_m(case: Case, instance: Instance) -> float:
    part = part_of(case.design, instance)
    width_m = part.width_m.value if isinstance(part, RackRecord) else RACK_WIDTH_M
    place = instance.placement
    n_columns = min(place.n_columns, instance.count)
    return place.x_m + (n_columns - 1) * place.pitch_x_m + width_m
