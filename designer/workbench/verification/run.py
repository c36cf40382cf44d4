"""Compute published numbers again and compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.errors.tree import DesignerError
from designer.wording.wording import worded
from designer.workbench.verification.left_out import reason_left_out
from designer.workbench.verification.published import FLOAT_NOISE, VerifyStatus, published_numbers
from designer.workbench.verification.recipes import computed_value
from designer.workbench.verification.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.workbench.verification.published import PublishedNumber
    from designer.workbench.verification.subjects import Subject


class VerifiedNumber(NamedTuple):
    """A published number and what comparing it came to.

    ``computed`` is ``None`` where it is left out or cannot be computed, and ``note`` says why.
    ``subject`` is the design that it was computed from.
    """

    published: PublishedNumber
    status: VerifyStatus
    computed: float | None
    note: str = ""
    subject: Subject | None = None

    @property
    def deviation_ratio(self) -> float | None:
        """Computed less expected value, over the expected one; ``None`` if not computed [1]."""
        if self.computed is None:
            return None
        difference = self.computed - self.published.expected
        if abs(difference) <= FLOAT_NOISE * max(1.0, abs(self.published.expected)):
            return 0.0
        return difference / abs(self.published.expected or 1.0)

    @property
    def tolerance_share(self) -> float | None:
        """Computed less expected value, over what is tolerated; ``None`` if not computed [1]."""
        if self.computed is None:
            return None
        return (self.computed - self.published.expected) / self.published.tolerance_amount


def verified(row: PublishedNumber, subjects: Subjects) -> VerifiedNumber:
    """Compute one published number and compare.

    Parameters
    ----------
    row
        The number.
    subjects
        Makes the designs.

    Returns
    -------
    VerifiedNumber
        With its status.
    """
    reason = reason_left_out(row.id)
    if reason:
        return VerifiedNumber(row, VerifyStatus.LEFT_OUT, None, reason)
    subjects.forget_used()
    try:
        computed = computed_value(row, subjects)
    except (LookupError, TypeError, ValueError, ZeroDivisionError, DesignerError) as problem:
        note = worded("cannot be computed: {problem}", problem=str(problem))
        return VerifiedNumber(row, VerifyStatus.FAIL, None, note, subjects.used)
    if not row.agrees(computed):
        note = worded("{expected:g} is expected", expected=row.expected)
        return VerifiedNumber(row, VerifyStatus.FAIL, computed, note, subjects.used)
    if row.corrected_value is None:
        return VerifiedNumber(row, VerifyStatus.PASS, computed, subject=subjects.used)
    note = worded(
        "printed {printed:g}, right is {right:g}",
        printed=row.value,
        right=row.corrected_value,
    )
    return VerifiedNumber(row, VerifyStatus.MISPRINT, computed, note, subjects.used)


def verify_all(library: CatalogLibrary) -> Iterator[VerifiedNumber]:
    """Compute every published number and compare.

    Parameters
    ----------
    library
        Catalog.

    Yields
    ------
    VerifiedNumber
        In the order of the table.

    Returns
    -------
    Iterator[VerifiedNumber]
        Compute every published number and compare.
    """
    subjects = Subjects(library)
    for row in published_numbers():
        yield verified(row, subjects)
