"""Showing SI numbers as the field writes them."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Final

from designer.units.quantity import UNIT_BY_SYMBOL

_FACTOR: Final[dict[str, float]] = {
    "E": 1e18, "P": 1e15, "T": 1e12, "G": 1e9, "B": 1e9, "M": 1e6, "k": 1e3, "": 1.0, "m": 1e-3,
    "u": 1e-6,     "n": 1e-9,
}  # fmt: skip
_SMALL_AREA_M2: Final = 0.01
"""Areas below this are of dies and packages, which the field gives in square millimetres. [m2]"""

_PER_SQUARE_MILLIMETRE: Final[dict[str, tuple[float, str]]] = {
    "TPP/m2": (1e6, "TPP/mm2"),
    "byte/s/m2": (1e15, "GB/s/mm2"),
}

_SHORT: Final[dict[str, str]] = {"byte/s": "B/s", "byte": "B", "1": "", "ratio": "", "fraction": ""}


def significant(number: float, n_digits: int = 4) -> str:
    """Return a number with at most ``n_digits`` significant digits and thousands separators.

    Parameters
    ----------
    number
        Any finite number. [1]
    n_digits
        Significant digits kept after the decimal point; integers are printed whole. [1]

    Returns
    -------
    str
        For example ``"2,688"``, ``"75.26"`` or ``"0.9634"``.
    """
    if number == 0:
        return "0"
    magnitude = math.floor(math.log10(abs(number)))
    n_decimals = max(0, n_digits - 1 - magnitude)
    text = f"{number:,.{n_decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def scaled(value: float, symbol: str) -> tuple[float, str]:
    """Return a value in the prefix that shows it best, and the unit text.

    Parameters
    ----------
    value
        Value in SI units of ``symbol``.
    symbol
        SI symbol.

    Returns
    -------
    tuple[float, str]
        Scaled number, and unit text such as ``"TB/s"``; empty for counts.
    """
    unit = UNIT_BY_SYMBOL.get(symbol)
    short = _SHORT.get(symbol, symbol)
    if symbol == "m2" and 0 < abs(value) < _SMALL_AREA_M2:
        return value * 1e6, "mm2"
    if symbol in _PER_SQUARE_MILLIMETRE:
        factor, text = _PER_SQUARE_MILLIMETRE[symbol]
        return value / factor, text
    prefixes = unit.prefixes if unit is not None else ()
    for prefix in prefixes:
        if abs(value) >= _FACTOR[prefix] * 0.9999995:
            return value / _FACTOR[prefix], _join(prefix, short)
    if prefixes and value:
        return value / _FACTOR[prefixes[-1]], _join(prefixes[-1], short)
    return value, short


def _join(prefix: str, short: str) -> str:
    if short == "USD" and prefix:
        return f"{prefix}USD" if prefix != "B" else "BUSD"
    return f"{prefix}{short}"


@lru_cache(maxsize=16_384)
def quantity_text(value: float, symbol: str, n_digits: int = 4) -> str:
    """Return a value with its unit, as shown to users.

    Parameters
    ----------
    value
        Value in SI units of ``symbol``.
    symbol
        SI symbol.
    n_digits
        Significant digits. [1]

    Returns
    -------
    str
        For example ``"75.26 TB/s"`` or ``"2,688"``.
    """
    number, unit_text = scaled(value, symbol)
    if symbol == "1":
        return f"{value:,.0f}" if float(value).is_integer() else significant(value, n_digits)
    return f"{significant(number, n_digits)} {unit_text}".rstrip()
