"""One array in which the copies of several instances stand where they stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.commands.editing import edited
from designer.errors.tree import CommandError
from designer.fabric.layout import RACK_UNIT_M
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.instance import Instance
    from designer.model.placement import Placement

_TOLERANCE_M: Final = 1e-4
_MAX_COPIES: Final = 200_000


def merged_order(instances: Sequence[Instance]) -> list[Instance]:
    """Return instances in the order in which they can be counted on from one to the next.

    Parameters
    ----------
    instances
        Instances.

    Returns
    -------
    list[Instance]
        By rack unit, or row by row as on paper.
    """
    return sorted(
        instances,
        key=lambda i: (
            i.placement.at_u or 0,
            round(i.placement.y_m, 4),
            round(i.placement.x_m, 4),
        ),
    )


def merged_placement(ordered: Sequence[Instance]) -> Placement:
    """Return the placement of one instance that has the copies of several.

    Parameters
    ----------
    ordered
        The instances, in the order of their copies.

    Returns
    -------
    Placement
        Every copy stands where it stood.

    Raises
    ------
    CommandError
        If the copies do not stand in one regular array.
    """
    first = ordered[0].placement
    if sum(instance.count for instance in ordered) > _MAX_COPIES:
        raise CommandError(worded("more than {most:,} copies cannot be merged", most=_MAX_COPIES))
    if all(instance.placement.at_u is not None for instance in ordered):
        return _in_units(ordered)
    places = [place for instance in ordered for place in _places(instance)]
    columns = [i.placement.n_columns for i in ordered if i.count > 1]
    row = next((n for n, (_, y) in enumerate(places) if abs(y - places[0][1]) > _TOLERANCE_M), 0)
    for n_columns in dict.fromkeys((*columns, row or len(places), len(places), 1)):
        pitch_x = places[1][0] - places[0][0] if n_columns > 1 else first.pitch_x_m
        pitch_y = (
            places[n_columns][1] - places[0][1] if n_columns < len(places) else first.pitch_y_m
        )
        if pitch_x < -_TOLERANCE_M or pitch_y < -_TOLERANCE_M:
            continue
        pitch_x, pitch_y = max(0.0, round(pitch_x, 6)), max(0.0, round(pitch_y, 6))
        if _is_grid(places, n_columns, pitch_x, pitch_y):
            return edited(first, n_columns=n_columns, pitch_x_m=pitch_x, pitch_y_m=pitch_y)
    raise CommandError(
        worded("the copies do not stand in one regular array of rows and columns; align them first")
    )


def _places(instance: Instance) -> list[tuple[float, float]]:
    at = instance.placement
    return [
        (
            at.x_m + ix % at.n_columns * at.pitch_x_m,
            at.y_m + ix // at.n_columns * at.pitch_y_m,
        )
        for ix in range(instance.count)
    ]


def _is_grid(
    places: Sequence[tuple[float, float]], n_columns: int, pitch_x: float, pitch_y: float
) -> bool:
    x0, y0 = places[0]
    return all(
        abs(x0 + ix % n_columns * pitch_x - x) <= _TOLERANCE_M
        and abs(y0 + ix // n_columns * pitch_y - y) <= _TOLERANCE_M
        for ix, (x, y) in enumerate(places)
    )


def _in_units(ordered: Sequence[Instance]) -> Placement:
    first = ordered[0].placement
    n_columns = max(i.placement.n_columns for i in ordered)
    units = [
        (i.placement.at_u or 1) + round(row * i.placement.pitch_y_m / RACK_UNIT_M)
        for i in ordered
        for row in (ix // i.placement.n_columns for ix in range(i.count))
    ]
    step = units[n_columns] - units[0] if n_columns < len(units) else 0
    if step < 0 or any(u != units[0] + ix // n_columns * step for ix, u in enumerate(units)):
        raise CommandError(worded("the copies do not stand in units at equal distances"))
    pitch_y_m = round(step * RACK_UNIT_M, 5) if step else first.pitch_y_m
    return edited(first, n_columns=n_columns, pitch_y_m=pitch_y_m)
