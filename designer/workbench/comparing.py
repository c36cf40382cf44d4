"""Comparing designs that are opened side by side, each evaluated on its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.claims import ClaimCheck, check_claim
from designer.evaluate.comparison import Side
from designer.workbench.opening import open_named_or_file, system_names
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.workbench.snapshot import Snapshot


def side_of(snapshot: Snapshot, system_name: str = "") -> Side:
    """Return an open design as one side of a comparison.

    Parameters
    ----------
    snapshot
        The design with its numbers.
    system_name
        Slug of the shipped system that it is, unchanged; empty for all else, since what is
        published about a system does not hold for an edited one.

    Returns
    -------
    Side
        The side.
    """
    published = snapshot.library.published_system(system_name) if system_name else None
    return Side(snapshot.design.name or "Untitled", snapshot.readouts, published)


def opened_side(library: CatalogLibrary, text: str) -> Side:
    """Open and evaluate a design as one side of a comparison.

    Parameters
    ----------
    library
        The catalog.
    text
        Name of a shipped system, or design file.

    Returns
    -------
    Side
        The side.
    """
    opened = open_named_or_file(text)
    return side_of(Workbench(library, opened.document.design).snapshot, opened.system_name)


def distinct_names(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Return the sides with names that tell them apart.

    Parameters
    ----------
    sides
        The sides.

    Returns
    -------
    tuple[Side, ...]
        Equal names get a number.
    """
    names = [side.name for side in sides]
    found: list[Side] = []
    for ix, side in enumerate(sides):
        n_before = names[:ix].count(side.name)
        is_repeated = names.count(side.name) > 1
        name = f"{side.name} ({n_before + 1})" if is_repeated else side.name
        found.append(side._replace(name=name))
    return tuple(found)


def checked_claims(library: CatalogLibrary) -> tuple[ClaimCheck, ...]:
    """Return every claim of the catalog beside what the shipped systems give.

    Parameters
    ----------
    library
        The catalog.

    Returns
    -------
    tuple[ClaimCheck, ...]
        In catalog order; claims about systems that are not shipped are left out.
    """
    shipped = set(system_names())
    wanted = [c for c in library.claims if {c.first, c.second} <= shipped]
    slugs = dict.fromkeys(slug for claim in wanted for slug in (claim.first, claim.second))
    sides = {slug: opened_side(library, slug) for slug in slugs}
    return tuple(check_claim(claim, sides[claim.first], sides[claim.second]) for claim in wanted)
