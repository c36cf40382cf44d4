"""Parameters of a family of fabrics: what they are, how text becomes a value, what is legal."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import TYPE_CHECKING, Final, TypeAlias

from designer.units.parse import quantity_from_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Value: TypeAlias = int | float | str | Fraction | tuple[int, ...]

MAX_DIGITS: Final = 9
MAX_TEXT: Final = 200


class ParameterKind(StrEnum):
    """How the text of a parameter is read."""

    COUNT = "count"
    RATE = "rate"
    RATIO = "ratio"
    SHAPE = "shape"
    CHOICE = "choice"
    PART = "part"


@dataclass(frozen=True, slots=True)
class Parameter:
    """What the user may choose.

    Attributes
    ----------
    name
        Identifier, as on the command line.
    label
        As in the window.
    default
        Text of the value taken if none is given; empty means that it follows from the others.
    help
        One line.
    kind
        How the text is read.
    minimum, maximum
        Range of a count, of each number of a shape, or of a ratio. [1]
    unit
        As printed beside the value.
    choices
        Values of a choice, or the family of a part.
    """

    name: str
    label: str
    default: str
    help: str
    kind: ParameterKind = ParameterKind.COUNT
    minimum: int = 1
    maximum: int = 4_000_000
    unit: str = ""
    choices: tuple[str, ...] = ()


class ParameterError(ValueError):
    """A value that a family cannot be built with.

    Parameters
    ----------
    name
        Parameter.
    value
        What was given.
    reason
        Why that does not exist, as the rest of the sentence "q is 6: ...".
    nearest
        Legal values next to it, in order; empty if there are none or they follow from the reason.

    Attributes
    ----------
    hint
        The rest of the sentence after the reason, which names the nearest legal values.
    """

    def __init__(
        self, name: str, value: object, reason: str, nearest: Iterable[object] = ()
    ) -> None:
        self.name = name
        self.reason = reason
        self.nearest = tuple(str(n) for n in nearest)
        shown = str(value)
        self.value = shown if len(shown) <= 40 else f"{shown[:40]}..."
        self.hint = (
            worded("; nearest legal: {nearest}", nearest=", ".join(self.nearest))
            if self.nearest
            else ""
        )
        super().__init__(
            worded(
                "{name} is {value}: {reason}{hint}",
                name=name,
                value=self.value,
                reason=reason,
                hint=self.hint,
            )
        )


class Values:
    """Values of the parameters of one family, read and within their ranges.

    Parameters
    ----------
    parameters
        Parameters of the family.
    texts
        Text by parameter name; those not given take their default.

    Raises
    ------
    ParameterError
        If a parameter does not exist, or its text or range is wrong.
    """

    def __init__(self, parameters: tuple[Parameter, ...], texts: Mapping[str, str]) -> None:
        known = {p.name: p for p in parameters}
        for name in texts:
            if name not in known:
                raise ParameterError(
                    name[:40],
                    texts[name],
                    worded(
                        "there is no such parameter; there are: {known}", known=", ".join(known)
                    ),
                )
        self._values: dict[str, Value | None] = {}
        for parameter in parameters:
            text = texts.get(parameter.name, "").strip() or parameter.default
            self._values[parameter.name] = _read(parameter, text) if text else None

    def is_given(self, name: str) -> bool:
        """Return whether a parameter has a value, given or by default.

        Returns
        -------
        bool
            Whether a parameter has a value, given or by default.
        """
        return self._values.get(name) is not None

    def count(self, name: str) -> int:
        """Return a count.

        Returns
        -------
        int
            A count. [1]
        """
        value = self._values[name]
        return value if isinstance(value, int) else 0

    def rate_bps(self, name: str = "rate") -> float:
        """Return a line rate per direction.

        Returns
        -------
        float
            A line rate per direction. [bit/s]
        """
        value = self._values[name]
        return value if isinstance(value, float) else 0.0

    def ratio(self, name: str) -> Fraction:
        """Return a ratio.

        Returns
        -------
        Fraction
            A ratio. [1]
        """
        value = self._values[name]
        return value if isinstance(value, Fraction) else Fraction(1)

    def shape(self, name: str) -> tuple[int, ...]:
        """Return the numbers of a shape.

        Returns
        -------
        tuple[int, ...]
            The numbers of a shape. [1]
        """
        value = self._values[name]
        return value if isinstance(value, tuple) else ()

    def text(self, name: str) -> str:
        """Return a choice or a part slug; empty if it follows from the others.

        Returns
        -------
        str
            A choice or a part slug; empty if it follows from the others.
        """
        value = self._values[name]
        return value if isinstance(value, str) else ""


def _read(parameter: Parameter, text: str) -> Value:
    if len(text) > MAX_TEXT:
        raise ParameterError(parameter.name, text, worded("that is too long"))
    kind = parameter.kind
    if kind is ParameterKind.COUNT:
        return _count(parameter, text)
    if kind is ParameterKind.RATE:
        return _rate(parameter, text)
    if kind is ParameterKind.RATIO:
        return _ratio(parameter, text)
    if kind is ParameterKind.SHAPE:
        return tuple(_count(parameter, part) for part in re.split(r"[x,×*]", text))
    if kind is ParameterKind.CHOICE and text not in parameter.choices:
        raise ParameterError(
            parameter.name,
            text,
            worded("it must be one of {choices}", choices=", ".join(parameter.choices)),
        )
    return text


def _count(parameter: Parameter, text: str) -> int:
    digits = text.strip().replace(",", "")
    if not re.fullmatch(r"-?[0-9]+", digits):
        example = (
            worded("sizes such as 4x4x4")
            if parameter.kind is ParameterKind.SHAPE
            else worded("a whole number")
        )
        raise ParameterError(parameter.name, text, worded("it must be {example}", example=example))
    low, high = parameter.minimum, parameter.maximum
    reason = worded("it must be from {low:,} to {high:,}", low=low, high=high)
    if len(digits) > MAX_DIGITS:
        raise ParameterError(parameter.name, text, reason, [low if digits[0] == "-" else high])
    value = int(digits)
    if not low <= value <= high:
        raise ParameterError(parameter.name, text, reason, [min(max(value, low), high)])
    return value


def _rate(parameter: Parameter, text: str) -> float:
    try:
        rate_bps = quantity_from_text(text, "bit/s")
    except ValueError as error:
        raise ParameterError(
            parameter.name, text, worded("it must be a rate such as 400G")
        ) from error
    if not 1e9 <= rate_bps <= 1e14:
        raise ParameterError(parameter.name, text, worded("it must be from 1G to 100T"))
    return rate_bps


def _ratio(parameter: Parameter, text: str) -> Fraction:
    reason = worded("it must be a ratio such as 1, 1.5 or 3:1")
    match = re.fullmatch(r"(\d{1,4}(?:\.\d{1,3})?)(?::(\d{1,3}))?", text)
    if match is None:
        raise ParameterError(parameter.name, text, reason)
    below = int(match.group(2) or 1)
    if not below:
        raise ParameterError(parameter.name, text, reason)
    value = Fraction(match.group(1)) / below
    low, high = parameter.minimum, parameter.maximum
    if not low <= value <= high:
        nearest = low if value < low else high
        raise ParameterError(
            parameter.name,
            text,
            worded("it must be from {low} to {high}", low=low, high=high),
            [nearest],
        )
    return value
