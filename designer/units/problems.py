"""What is wrong with a value of a record, as a text that a window can translate."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from designer.wording.wording import Wording, worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

_LIMITS: Final[Mapping[str, Any]] = {
    "ge": 0, "gt": 0, "le": 0, "lt": 0, "max_length": 0, "min_length": 0, "expected": "",
}  # fmt: skip
_PROBLEMS: Final[Mapping[str, Wording]] = {
    "greater_than_equal": worded("Input should be greater than or equal to {ge}", **_LIMITS),
    "greater_than": worded("Input should be greater than {gt}", **_LIMITS),
    "less_than_equal": worded("Input should be less than or equal to {le}", **_LIMITS),
    "less_than": worded("Input should be less than {lt}", **_LIMITS),
    "finite_number": worded("Input should be a finite number"),
    "int_type": worded("Input should be a valid integer"),
    "float_type": worded("Input should be a valid number"),
    "string_type": worded("Input should be a valid string"),
    "bool_type": worded("Input should be a valid boolean"),
    "string_too_long": worded("String should have at most {max_length} characters", **_LIMITS),
    "string_too_short": worded("String should have at least {min_length} character", **_LIMITS),
    "enum": worded("Input should be {expected}", **_LIMITS),
    "literal_error": worded("Input should be {expected}", **_LIMITS),
}


def problem_of_value(detail: ErrorDetails) -> str:
    """Return what pydantic found, as a text that can be translated where it is a common one.

    Parameters
    ----------
    detail
        One of the errors of a record.

    Returns
    -------
    str
        The words of pydantic; a wording with the same words if they are known.
    """
    message = detail["msg"]
    context = detail.get("ctx", {})
    if isinstance(context.get("error"), ValueError):
        found: str = str(context["error"])
        return found if isinstance(found, Wording) else message
    known = _PROBLEMS.get(detail["type"])
    if known is None:
        return message
    text = Wording(known.template, context if known.values else {})
    return text if text == message else message
