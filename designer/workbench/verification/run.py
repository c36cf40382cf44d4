"""Compute published numbers again and compare."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.errors.tree import DesignerError
from designer.workbench.verification.published import VerifyStatus, published_numbers
from designer.workbench.verification.recipes import computed_value, reason_left_out
from designer.workbench.verification.subjects import Subjects

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.workbench.verification.published import PublishedNumber


class VerifiedNumber(NamedTuple):
    """A published number and what comparing it came to.

    ``computed`` is ``None`` where it is left out or cannot be computed, and ``note`` says why.
    """

    published: PublishedNumber
    status: VerifyStatus
    computed: float | None
    note: str = ""


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
    try:
        computed = computed_value(row, subjects)
    except (LookupError, TypeError, ValueError, ZeroDivisionError, DesignerError) as problem:
        return VerifiedNumber(row, VerifyStatus.FAIL, None, f"cannot be computed: {problem}")
    if not row.agrees(computed):
        return VerifiedNumber(row, VerifyStatus.FAIL, computed, f"{row.expected:g} is expected")
    if row.corrected_value is None:
        return VerifiedNumber(row, VerifyStatus.PASS, computed)
    note = f"printed {row.value:g}, right is {row.corrected_value:g}"
    return VerifiedNumber(row, VerifyStatus.MISPRINT, computed, note)


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
