"""Point-to-point cabling: one row per cable, in the columns that cable validation tools read."""

from __future__ import annotations

import itertools
from collections import Counter
from typing import TYPE_CHECKING, Final, TypeAlias

from designer.catalog.cables import CableRecord
from designer.export.cable_lengths import CableLengths, order_length_m
from designer.export.cable_runs import CableRuns
from designer.export.subject import part_of
from designer.export.table import CellFormat, Column, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.export.cable_runs import CableRun
    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Row
    from designer.topology.classes import LinkClass

_LengthKey: TypeAlias = tuple[str, str, str, str, float]

MAX_ROWS: Final = 100_000
"""Most cables listed one by one; a workbook sheet holds 1,048,575 rows. [1]"""

_METRES: Final = CellFormat.NUMBER

_COLUMNS: Final = (
    Column("A-Rack", n_chars=20),
    Column("A-U", CellFormat.WHOLE, n_chars=6),
    Column("A-Node Name", n_chars=30),
    Column("A-Type", n_chars=8),
    Column("A-Port", n_chars=18),
    Column("Z-Rack", n_chars=20),
    Column("Z-RU", CellFormat.WHOLE, n_chars=6),
    Column("Z-Node Name", n_chars=30),
    Column("Z-Type", n_chars=8),
    Column("Z-Port", n_chars=18),
    Column("Cable ID", n_chars=24),
    Column("Bundle", n_chars=30),
    Column("Fabric", n_chars=12),
    Column("Plane", CellFormat.WHOLE, n_chars=7),
    Column("Links", CellFormat.WHOLE, n_chars=7),
    Column("Medium", n_chars=10),
    Column("Cable part", n_chars=16),
    Column("A-Optic", n_chars=14),
    Column("Z-Optic", n_chars=14),
    Column("Computed length", _METRES, "m", 11),
    Column("Order length", _METRES, "m", 11),
    Column("Assumed", n_chars=10),
)


class _CablingRows:
    """Rows made while they are read, up to a cap."""

    def __init__(self, subject: EvaluatedDesign, max_rows: int) -> None:
        self._subject = subject
        self._max_rows = max_rows

    def __iter__(self) -> Iterator[Row]:
        lengths = CableLengths(self._subject)
        for run in itertools.islice(CableRuns(self._subject), self._max_rows):
            yield _row(self._subject, lengths, run)


def cabling_table(subject: EvaluatedDesign, max_rows: int = MAX_ROWS) -> Table:
    """Return the cable list.

    The first ten columns are those of NVIDIA's Cable Validation Tool. Names are instance paths;
    ports are numbered from 0 on the chip they belong to, or on the enclosure where a cable
    serves several chips in it.

    Parameters
    ----------
    subject
        The evaluated design.
    max_rows
        Most rows. [1]

    Returns
    -------
    Table
        One row per cable, by bundle, then by the copies at the A end, then at the Z end. Rows are
        made while they are read. A note says how many cables are not listed, if any.
    """
    n_cables = len(CableRuns(subject))
    notes = [
        (
            "Computed length: way between racks in right angles, risers, runs in the racks and "
            "slack, by the assumptions of the design; order length: rounded up to whole metres."
        ),
    ]
    if n_cables > max_rows:
        notes.append(
            f"The design has {n_cables:,} cables; the first {max_rows:,} are listed. Export a "
            "smaller part of the design, such as one supernode, for the others."
        )
    if any(_is_partly_used(subject, link_class) for link_class in subject.graph.link_classes):
        notes.append(
            "Cables whose Links are below the others of their bundle have free strands; the counts "
            "of cables elsewhere put the links of such cables together."
        )
    rows = _CablingRows(subject, max_rows)
    return Table("cabling", "Cabling", _COLUMNS, rows, tuple(notes))


def _is_partly_used(subject: EvaluatedDesign, link_class: LinkClass) -> bool:
    return link_class.cable is not None and bool(subject.graph.boxes)


def _row(subject: EvaluatedDesign, lengths: CableLengths, run: CableRun) -> Row:
    link_class = run.link_class
    cable = part_of(subject, link_class.cable or "")
    length_m = lengths.length_m(run)
    optic = link_class.optic or ""
    return (
        run.a.place.rack,
        run.a.place.rack_u,
        run.a.place.node,
        run.a.place.kind,
        run.a.port,
        run.z.place.rack,
        run.z.place.rack_u,
        run.z.place.node,
        run.z.place.kind,
        run.z.port,
        run.cable_id,
        link_class.bundle_key,
        link_class.fabric_id,
        run.plane_ix,
        run.n_links,
        cable.medium.value if isinstance(cable, CableRecord) else "",
        link_class.cable,
        optic,
        # a circuit switch passes light on and has no module
        (link_class.b_optic or optic) if link_class.via is None else "",
        round(length_m, 2),
        order_length_m(length_m),
        "assumed" if _is_assumed(subject, link_class) else "",
    )


def _is_assumed(subject: EvaluatedDesign, link_class: LinkClass) -> bool:
    ends = (link_class.a_ix, link_class.b_ix)
    return link_class.is_assumed or any(
        subject.graph.vertex_classes[index].is_assumed for index in ends
    )


def _by_length(counts: Counter[_LengthKey]) -> list[tuple[_LengthKey, int]]:
    bundles = list(dict.fromkeys(key[0] for key in counts))
    return sorted(counts.items(), key=lambda item: (bundles.index(item[0][0]), *item[0]))


def cable_summary_table(subject: EvaluatedDesign, max_rows: int = MAX_ROWS) -> Table:
    """Return the cables by bundle and order length, for the printed report and the buyer.

    Parameters
    ----------
    subject
        The evaluated design.
    max_rows
        Most cables looked at. [1]

    Returns
    -------
    Table
        One row per bundle, cable part and order length, with the count.
    """
    lengths = CableLengths(subject)
    counts: Counter[_LengthKey] = Counter()
    for run in itertools.islice(CableRuns(subject), max_rows):
        link_class = run.link_class
        order_m = order_length_m(lengths.length_m(run))
        optic = link_class.optic or ""
        key = (link_class.bundle_key, link_class.fabric_id, link_class.cable or "", optic, order_m)
        counts[key] += 1
    columns = (
        Column("Bundle", n_chars=34),
        Column("Fabric", n_chars=14),
        Column("Cable part", n_chars=18),
        Column("Optic", n_chars=16),
        Column("Order length", _METRES, "m", 12),
        Column("Cables", CellFormat.WHOLE, n_chars=10, is_summed=True),
    )
    n_cables = len(CableRuns(subject))
    notes = (
        (f"Counted over the first {max_rows:,} of {n_cables:,} cables.",)
        if n_cables > max_rows
        else ()
    )
    rows = tuple((*key, count) for key, count in _by_length(counts))
    return Table("cable-summary", "Cables by length", columns, rows, notes, has_totals=True)
