"""Published numbers beside computed ones, as rows, as points of a plot and as a table."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.export.table import CellFormat, Column, Table
from designer.units.display import significant
from designer.wording.terms import term
from designer.wording.wording import joined, worded
from designer.workbench.verification.published import VerifyStatus

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.workbench.verification.run import VerifiedNumber

HEADINGS: Final = (
    worded("Id"),
    worded("Computed"),
    worded("Published"),
    worded("Unit"),
    worded("Deviation"),
    worded("Tolerance"),
    worded("Status"),
    worded("Grade"),
    worded("Source"),
    worded("Note"),
)
"""Headings of the columns."""

HEADING_TIPS: Final = (
    worded("Group and metric of the number"),
    worded("What the program computes on this computer, now"),
    worded("What the source printed; where that is a misprint, the note says what is right"),
    worded("Unit of both numbers"),
    worded("Computed less published, over published; for a misprint against the right value"),
    worded("How much they may differ"),
    worded("Whether they agree"),
    worded("How well the printed number is established"),
    worded("Where it was printed"),
    worded("Why a number is left out, wrong in print, or fails"),
)

STATUS_WORDS: Final = {
    VerifyStatus.PASS: worded("agrees"),
    VerifyStatus.FAIL: worded("differs"),
    VerifyStatus.MISPRINT: worded("misprint"),
    VerifyStatus.LEFT_OUT: worded("left out"),
}
"""Words for the outcomes."""

STATUS_KINDS: Final = {
    VerifyStatus.PASS: "good",
    VerifyStatus.FAIL: "error",
    VerifyStatus.MISPRINT: "info",
    VerifyStatus.LEFT_OUT: "",
}
"""Colour roles of the outcomes."""

GRADES: Final = {
    "A": worded("printed in the source, and reproduced from the inputs that it states"),
    "A-": worded("a graph file of the authors, with the value of an exact matching on it"),
    "B": worded("printed in the source: simulated, measured or claimed by the vendor"),
    "C+": worded(
        "not confirmed against the printed page, but recomputed exactly from stated inputs"
    ),
    "C": worded("not confirmed"),
}
"""What the grades mean."""

PLOT_LIMIT: Final = 1.5
"""Deviations beyond so many tolerances are drawn at the edge. [1]"""

_ORDER: Final = {
    VerifyStatus.FAIL: 0,
    VerifyStatus.MISPRINT: 1,
    VerifyStatus.PASS: 2,
    VerifyStatus.LEFT_OUT: 3,
}
_UNITLESS: Final = frozenset({"count", "1", ""})


@dataclass(frozen=True, slots=True)
class VerifyRow:
    """One published number as shown.

    Attributes
    ----------
    number
        The comparison itself.
    cells
        A text for each heading.
    keys
        What each column is sorted by.
    tip
        Everything about it.
    """

    number: VerifiedNumber
    cells: tuple[str, ...]
    keys: tuple[float | str, ...]
    tip: str

    def matches(self, words: str) -> bool:
        """Return whether every word stands somewhere in the row.

        Parameters
        ----------
        words
            What the user searches for.

        Returns
        -------
        bool
            Whether the row is shown.
        """
        text = " ".join(self.cells).casefold()
        return all(word in text for word in words.casefold().split())


@dataclass(frozen=True, slots=True)
class VerifyPoint:
    """One point of the plot: row, deviation in tolerances (clipped), and outcome."""

    row_ix: int
    share: float
    status: VerifyStatus


def verify_row(number: VerifiedNumber) -> VerifyRow:
    """Return a comparison as a row.

    Parameters
    ----------
    number
        The comparison.

    Returns
    -------
    VerifyRow
        The row.
    """
    printed = number.published
    deviation = number.deviation_ratio
    unit = "" if printed.unit in _UNITLESS else term(printed.unit)
    cells = (
        printed.id,
        "" if number.computed is None else _number(number.computed),
        _number(printed.value),
        unit,
        _deviation_text(deviation),
        printed.tolerance,
        STATUS_WORDS[number.status],
        printed.grade,
        printed.source,
        number.note,
    )
    keys: tuple[float | str, ...] = (
        printed.id.casefold(),
        -math.inf if number.computed is None else number.computed,
        printed.value,
        unit,
        -1.0 if deviation is None else abs(deviation),
        printed.tolerance_amount / abs(printed.expected) if printed.expected else 0.0,
        float(_ORDER[number.status]),
        printed.grade,
        printed.source.casefold(),
        number.note.casefold(),
    )
    grade = GRADES.get(printed.grade, "")
    lines: list[str] = [
        joined(": ", (printed.id, STATUS_WORDS[number.status])),
        worded("Published: {number}", number=_with_unit(_number(printed.value), unit)),
    ]
    if number.computed is not None:
        lines.append(
            worded("Computed: {number}", number=_with_unit(f"{number.computed:.12g}", unit))
        )
    if number.note:
        lines.append(number.note)
    if printed.convention:
        lines.append(worded("Counted as: {convention}", convention=printed.convention))
    if grade:
        lines.append(worded("Grade {grade}: {meaning}", grade=printed.grade, meaning=grade))
    lines.append(worded("Source: {source}", source=printed.source))
    return VerifyRow(number, cells, keys, joined("\n", lines))


def verify_points(rows: Sequence[VerifyRow]) -> tuple[VerifyPoint, ...]:
    """Return the deviations of compared numbers in units of their tolerance.

    Parameters
    ----------
    rows
        Rows in the order in which they are drawn.

    Returns
    -------
    tuple[VerifyPoint, ...]
        One per row that was computed; within -1 to 1 the number agrees.
    """
    points: list[VerifyPoint] = []
    for ix, row in enumerate(rows):
        share = row.number.tolerance_share
        if share is not None:
            clipped = max(-PLOT_LIMIT, min(PLOT_LIMIT, share))
            points.append(VerifyPoint(ix, clipped, row.number.status))
    return tuple(points)


def verify_summary(numbers: Iterable[VerifiedNumber]) -> str:
    """Return how many numbers there are of each outcome.

    Parameters
    ----------
    numbers
        Compared numbers.

    Returns
    -------
    str
        For example ``257 agree, 0 differ, 2 misprints, 60 left out``.
    """
    counts = Counter(number.status for number in numbers)
    return worded(
        "{n_pass:,} agree, {n_fail:,} differ, {n_misprint:,} misprints, {n_left:,} left out",
        n_pass=counts[VerifyStatus.PASS],
        n_fail=counts[VerifyStatus.FAIL],
        n_misprint=counts[VerifyStatus.MISPRINT],
        n_left=counts[VerifyStatus.LEFT_OUT],
    )


def choice_text(number: VerifiedNumber) -> str:
    """Return one line about a number.

    Parameters
    ----------
    number
        The comparison.

    Returns
    -------
    str
        Its outcome with the note, or with the source where there is no note.
    """
    return worded(
        "{id}: {status}, {note}",
        id=number.published.id,
        status=STATUS_WORDS[number.status],
        note=number.note or number.published.source,
    )


def verification_table(rows: Iterable[VerifyRow]) -> Table:
    """Return compared numbers as a table to be written to a file.

    Parameters
    ----------
    rows
        Rows in the order of the file.

    Returns
    -------
    Table
        Numbers as numbers, in the unit beside them.
    """
    number = CellFormat.NUMBER
    columns = (
        Column("Id", n_chars=34),
        Column("Computed", number),
        Column("Published", number),
        Column("Corrected", number),
        Column("Unit"),
        Column("Deviation", number, unit="%"),
        Column("Tolerance"),
        Column("Status"),
        Column("Grade"),
        Column("Source", n_chars=60),
        Column("Note", n_chars=60),
    )
    cells = []
    for row in rows:
        printed, deviation = row.number.published, row.number.deviation_ratio
        cells.append((
            printed.id,
            row.number.computed,
            printed.value,
            printed.corrected_value,
            printed.unit,
            None if deviation is None else 100.0 * deviation,
            printed.tolerance,
            STATUS_WORDS[row.number.status],
            printed.grade,
            printed.source,
            row.number.note,
        ))
    return Table("verification", "Published numbers", columns, tuple(cells))


def rows_as_text(rows: Iterable[VerifyRow]) -> str:
    """Return rows as text that a spreadsheet takes apart.

    Parameters
    ----------
    rows
        Rows to copy.

    Returns
    -------
    str
        Headings and one line per row, cells apart by tabs.
    """
    lines = ["\t".join(HEADINGS)]
    lines += ["\t".join(" ".join(cell.split()) for cell in row.cells) for row in rows]
    return "\n".join(lines)


def _with_unit(number: str, unit: str) -> str:
    return joined(" ", (number, unit)) if unit else number


def _number(value: float) -> str:
    if value == 0 or (float(value).is_integer() and abs(value) < 1e15):
        return f"{value:,.0f}"
    return f"{value:,.6g}" if 1e-4 <= abs(value) < 1e9 else f"{value:.6g}"


def _deviation_text(ratio: float | None) -> str:
    if ratio is None:
        return ""
    if ratio == 0:
        return "0 %"
    mark = "+" if ratio > 0 else "−"
    percent = 100.0 * abs(ratio)
    shown = significant(percent, 3) if percent >= 1e-4 else f"{percent:.1e}"
    return f"{mark}{shown} %"
