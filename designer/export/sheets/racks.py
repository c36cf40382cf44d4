"""The racks: space, power and mass of each, against what they allow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.racks import RackRecord
from designer.export.draws import PartDraws
from designer.export.rack_contents import rack_contents
from designer.export.subject import part_of
from designer.export.table import CellFormat, Column, Table

if TYPE_CHECKING:
    from designer.export.rack_contents import RackContents
    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Row

_NUMBER: Final = CellFormat.NUMBER
_COLUMNS: Final = (
    Column("Rack", n_chars=36),
    Column("Type", n_chars=30),
    Column("Count", CellFormat.WHOLE, n_chars=8, is_summed=True),
    Column("Used", _NUMBER, "U", 9),
    Column("Usable", _NUMBER, "U", 11),
    Column("Typical power", _NUMBER, "kW", 11),
    Column("Peak power", _NUMBER, "kW", 11),
    Column("Power limit", _NUMBER, "kW", 11),
    Column("Mass", _NUMBER, "kg", 10),
    Column("Accelerators", CellFormat.WHOLE, n_chars=17),
    Column("Contents", n_chars=70),
)


def racks_table(subject: EvaluatedDesign) -> Table:
    """Return the racks; racks with the same contents share a row.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        One row per kind of rack. Power and mass are of one rack.
    """
    draws = PartDraws(subject)
    rows = tuple(_row(subject, draws, contents) for contents in rack_contents(subject))
    notes = (
        (
            "Power is at the inlet of one rack, losses of power conversion included; modules and "
            "cables are spread evenly over the racks of a kind."
        ),
        (
            "Mass is given where the catalog states that of the rack, with the parts in it that "
            "state their own."
        ),
    )
    return Table("racks", "Racks", _COLUMNS, rows, notes, has_totals=True)


def _row(subject: EvaluatedDesign, draws: PartDraws, contents: RackContents) -> Row:
    rack = part_of(subject, contents.rack_slug)
    pieces = {slug: float(count) for slug, count in contents.parts.items()}
    if contents.rack_slug:
        pieces[contents.rack_slug] = 1.0
    plugged = dict(contents.n_optics)
    for slug, n_ends in contents.n_cable_ends.items():
        plugged[slug] = plugged.get(slug, 0.0) + n_ends / 2
    all_pieces = {
        slug: pieces.get(slug, 0.0) + plugged.get(slug, 0.0) for slug in {**pieces, **plugged}
    }
    n_accelerators = sum(
        count
        for slug, count in contents.parts.items()
        if (part := part_of(subject, slug)) is not None and part.family == "accelerator"
    )
    limits = rack if isinstance(rack, RackRecord) else None
    has_mass = rack is not None and rack.mass_kg is not None
    return (
        contents.first_name
        if contents.n_racks == 1
        else f"{contents.first_name} \u2026 {contents.last_name}",
        rack.name if rack is not None else contents.chain[-1],
        contents.n_racks,
        contents.n_used_u,
        limits.usable_u.value if limits is not None else None,
        draws.inlet_w(sum(draws.typical_w(slug) * n for slug, n in all_pieces.items())) / 1e3,
        draws.inlet_w(sum(draws.peak_w(slug) * n for slug, n in all_pieces.items())) / 1e3,
        limits.limit_w.value / 1e3 if limits is not None else None,
        sum(draws.mass_kg(slug) * n for slug, n in pieces.items()) if has_mass else None,
        n_accelerators,
        ", ".join(f"{count:,} {slug}" for slug, count in contents.parts.items()),
    )
