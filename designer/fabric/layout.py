"""Where a builder puts things: rows of parts on a board, stacks in a rack, rows of racks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.racks import RackRecord
from designer.errors.tree import CatalogError
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.catalog.library import CatalogLibrary

RACK_UNIT_M: Final = 0.044_45
"""Height of one rack unit. [m]"""

CELL_PITCH_M: Final = 0.07
"""Pitch of parts on a board: a cell of 0.05 m and a gap of 0.02 m. [m]"""

BOARD_ROW_PITCH_M: Final = 0.14
"""Pitch of the rows of parts on a board, which leaves room to see the links. [m]"""

RACK_WIDTH_M: Final = 0.6
"""Pitch of racks that stand side by side. [m]"""

RACK_ROW_PITCH_M: Final = 3.2
"""Pitch of rack rows, aisle included. [m]"""


def require_parts(library: CatalogLibrary, slugs: Iterable[str]) -> None:
    """Check that a catalog has every part that a builder uses.

    Parameters
    ----------
    library
        Catalog to build from.
    slugs
        Part slugs.

    Raises
    ------
    CatalogError
        If parts are missing; the message names all of them.
    """
    missing = sorted({slug for slug in slugs if library.part(slug) is None})
    if missing:
        raise CatalogError(
            worded(
                "the catalog has no part {missing}; add it or reinstall", missing=", ".join(missing)
            )
        )


def require_count(name: str, value: int, maximum: int) -> None:
    """Check a count that the user of a builder chooses.

    Parameters
    ----------
    name
        Parameter name.
    value
        What the user gave. [1]
    maximum
        Largest count that the wiring allows. [1]

    Raises
    ------
    ValueError
        If the value is not from 1 to ``maximum``.
    """
    if not 1 <= value <= maximum:
        raise ValueError(
            worded(
                "{name} is {value}; it must be from 1 to {maximum}",
                name=name,
                value=value,
                maximum=maximum,
            )
        )


def part_height_u(library: CatalogLibrary, slug: str) -> int:
    """Return how many rack units a part takes.

    Parameters
    ----------
    library
        Catalog to build from.
    slug
        Part slug.

    Returns
    -------
    int
        Height, rounded up. [U]

    Raises
    ------
    CatalogError
        If the part is unknown or has no height.
    """
    part = library.part(slug)
    if part is None or part.height_u is None:
        raise CatalogError(
            worded('the catalog gives no height in rack units for "{slug}"', slug=slug)
        )
    return max(1, int(-(-part.height_u.value // 1)))


def stacked(at_u: int, height_u: int) -> Placement:
    """Return the placement of copies that stand on top of each other in a rack.

    Parameters
    ----------
    at_u
        Lowest rack unit of the first copy, counted from 1. [U]
    height_u
        Height of one copy. [U]

    Returns
    -------
    Placement
        One column, bottom up.
    """
    return Placement(
        y_m=round((at_u - 1) * RACK_UNIT_M, 5),
        pitch_y_m=round(height_u * RACK_UNIT_M, 5),
        at_u=at_u,
    )


def board_row(row_ix: int, count: int, first_column_ix: float = 0) -> Placement:
    """Return the placement of parts in one row of a board.

    Parameters
    ----------
    row_ix
        Row of the board. [1]
    count
        Parts in the row. [1]
    first_column_ix
        Column of the first part; halves centre a row. [1]

    Returns
    -------
    Placement
        One row, left to right.
    """
    return Placement(
        x_m=round(first_column_ix * CELL_PITCH_M, 5),
        y_m=round(row_ix * BOARD_ROW_PITCH_M, 5),
        n_columns=count,
        pitch_x_m=CELL_PITCH_M,
    )


def part_width_m(library: CatalogLibrary, slug: str) -> float:
    """Return how wide a rack is.

    Parameters
    ----------
    library
        Catalog to build from.
    slug
        Part slug.

    Returns
    -------
    float
        Width, at least that of a usual rack. [m]

    Raises
    ------
    CatalogError
        If the part is unknown or no rack.
    """
    part = library.part(slug)
    if not isinstance(part, RackRecord):
        raise CatalogError(worded('the catalog has no rack "{slug}"', slug=slug))
    return max(RACK_WIDTH_M, part.width_m.value)


def rack_rows(
    first_column_ix: int, n_columns: int, pitch_m: float = RACK_WIDTH_M, first_x_m: float = 0.0
) -> Placement:
    """Return the placement of racks that stand side by side in rows.

    Parameters
    ----------
    first_column_ix
        Column of the first rack, counted in rack widths. [1]
    n_columns
        Racks in a row. [1]
    pitch_m
        Width of a rack. [m]
    first_x_m
        Where the row of columns begins. [m]

    Returns
    -------
    Placement
        Rows of racks, an aisle apart.
    """
    return Placement(
        x_m=round(first_x_m + first_column_ix * pitch_m, 5),
        n_columns=n_columns,
        pitch_x_m=pitch_m,
        pitch_y_m=RACK_ROW_PITCH_M,
    )
