"""The one way to make a changed copy of a record."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from pydantic import ValidationError

from designer.units.problems import problem_of_value
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

    from designer.units.record import FrozenRecord

RecordT = TypeVar("RecordT", bound="FrozenRecord")


def evolve(record: RecordT, **changes: object) -> RecordT:
    """Return a copy of a record with some fields changed, validated.

    Parameters
    ----------
    record
        Any frozen record.
    **changes
        New values by field name.

    Returns
    -------
    RecordT
        The changed copy; unchanged sub-records are shared with the original.

    Raises
    ------
    ValueError
        If a new value is not allowed, or a field does not exist.
    """
    fields = {name: getattr(record, name) for name in type(record).model_fields}
    try:
        return type(record).model_validate({**fields, **changes})
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        reason = _reason(first)
        raise ValueError(joined(": ", (place, reason)) if place else reason) from error


def _reason(problem: ErrorDetails) -> str:
    # A pattern that only keeps signs out says nothing to a person.
    pattern = str(problem.get("ctx", {}).get("pattern", ""))
    if problem["type"] == "string_pattern_mismatch" and pattern.startswith(r"^[^\x00"):
        return worded("it has control or text-direction characters")
    return problem_of_value(problem)
