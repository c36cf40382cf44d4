"""Where instances stand inside their block."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from designer.units.quantity import Count, LengthM, PositionM
from designer.units.record import FrozenRecord


class Placement(FrozenRecord):
    """Position of the first copy and the pitch of the others, in the coordinates of the block.

    Copies are laid out row by row, ``n_columns`` to a row: copy ``i`` stands at
    ``x_m + (i mod n_columns) * pitch_x_m``, ``y_m + (i div n_columns) * pitch_y_m``. In a block
    that holds racks these are floor coordinates, and cable lengths follow from them. ``at_u`` is
    the lowest rack unit of the first copy, counted from 1, inside a rack block.
    """

    x_m: PositionM = 0.0
    y_m: PositionM = 0.0
    n_columns: Count = 1
    pitch_x_m: LengthM = 0.0
    pitch_y_m: LengthM = 0.0
    at_u: Annotated[int, Field(ge=1, le=100)] | None = None
