"""What the evaluation has to say when it cannot give numbers."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.evaluate.arrays import MAX_EXACT_COUNT
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readout


def too_large() -> Finding:
    """Return that the design has too many parts or links.

    Returns
    -------
    Finding
        An error about the whole design.
    """
    return Finding(
        FindingCode.DESIGN_TOO_LARGE,
        Severity.ERROR,
        worded(
            "the design has more than {limit:,} parts or links; nothing is computed",
            limit=MAX_EXACT_COUNT,
        ),
        hint=worded("reduce the counts along the longest chain of instances"),
        locus=Locus(field="design"),
    )


def is_finite(row: Readout) -> bool:
    """Return whether a readout and its ends are numbers that can be shown.

    Parameters
    ----------
    row
        The readout.

    Returns
    -------
    bool
        False for NaN and infinity.
    """
    low = row.value if row.low is None else row.low
    high = row.value if row.high is None else row.high
    return math.isfinite(row.value) and math.isfinite(low) and math.isfinite(high)


def not_finite(row: Readout) -> Finding:
    """Return that a readout is left out.

    Parameters
    ----------
    row
        The readout, which is no number that can be shown.

    Returns
    -------
    Finding
        An error that names the formula.
    """
    return Finding(
        FindingCode.NUMBER_NOT_FINITE,
        Severity.ERROR,
        worded("{label} is not a finite number and is left out", label=row.label),
        hint=worded(
            "check the figures that {id} is computed from: {formula}",
            id=row.id,
            formula=row.formula[:200],
        ),
        locus=Locus(field=row.id),
    )
