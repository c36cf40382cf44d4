"""Where a new instance stands until the user moves it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.fabric.layout import (
    BOARD_ROW_PITCH_M,
    CELL_PITCH_M,
    RACK_ROW_PITCH_M,
    RACK_UNIT_M,
    RACK_WIDTH_M,
)
from designer.model.block import BlockKind
from designer.model.evolve import evolve

if TYPE_CHECKING:
    from designer.catalog.library import Part
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.placement import Placement

_MAX_RACKS_PER_ROW: Final = 12
_MAX_CELLS_PER_ROW: Final = 8
_BLOCK_COLUMNS: Final = 4
_BLOCK_PITCH_M: Final = 4.0


def default_placement(
    owner: Block, part: Part | None, n_copies: int, start: Placement
) -> Placement:
    """Return a placement in which the copies do not cover each other.

    Parameters
    ----------
    owner
        Block that the instance stands in.
    part
        The part, or the enclosure part of the block; ``None`` for a block without one.
    n_copies
        Number of copies. [1]
    start
        Position of the first copy; columns and pitches are set anew.

    Returns
    -------
    Placement
        Racks in rows with an aisle between, enclosures in a rack on top of each other, parts on a
        board in short rows.
    """
    family = part.family if part is not None else "block"
    if family == "rack":
        columns, pitch_x_m, pitch_y_m = _MAX_RACKS_PER_ROW, RACK_WIDTH_M, RACK_ROW_PITCH_M
    elif family == "block":
        columns, pitch_x_m, pitch_y_m = _BLOCK_COLUMNS, _BLOCK_PITCH_M, _BLOCK_PITCH_M
    elif owner.kind is BlockKind.RACK and part is not None and part.height_u is not None:
        columns, pitch_x_m = 1, 0.0
        pitch_y_m = round(max(1.0, part.height_u.value) * RACK_UNIT_M, 5)
    elif family in {"node", "switch-box"}:
        columns, pitch_x_m, pitch_y_m = _MAX_CELLS_PER_ROW, RACK_WIDTH_M, RACK_WIDTH_M
    else:
        columns, pitch_x_m, pitch_y_m = _MAX_CELLS_PER_ROW, CELL_PITCH_M, BOARD_ROW_PITCH_M
    is_single = n_copies == 1
    return evolve(
        start,
        n_columns=max(1, min(columns, n_copies)),
        pitch_x_m=0.0 if is_single else pitch_x_m,
        pitch_y_m=0.0 if is_single else pitch_y_m,
    )


def spread_placement(design: Design, owner: Block, instance: Instance, n_copies: int) -> Placement:
    """Return the placement of an instance whose count changes.

    Parameters
    ----------
    design
        The document.
    owner
        Block that the instance stands in.
    instance
        The instance before the change.
    n_copies
        New number of copies. [1]

    Returns
    -------
    Placement
        Its own placement if that keeps the copies apart, otherwise the default one.
    """
    placement = instance.placement
    is_apart = placement.pitch_y_m > 0 and (placement.n_columns == 1 or placement.pitch_x_m > 0)
    is_row = placement.pitch_x_m > 0 and placement.n_columns >= n_copies
    if n_copies == 1 or is_apart or is_row:
        return placement
    return default_placement(owner, part_of(design, instance), n_copies, placement)


def part_of(design: Design, instance: Instance) -> Part | None:
    """Return the part of an instance, or the enclosure part of its block.

    Parameters
    ----------
    design
        The document.
    instance
        The instance.

    Returns
    -------
    Part | None
        ``None`` for a block without enclosure.
    """
    slug = instance.part
    if instance.block is not None:
        block = design.block_by_id.get(instance.block)
        slug = block.part if block is not None else None
    return design.part_by_slug.get(slug or "")
