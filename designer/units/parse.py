"""Reading unit text: the only place where "400 Gbit/s" becomes a number."""

from __future__ import annotations

import math
import re
from difflib import get_close_matches
from typing import Final

from designer.wording.wording import worded

_SPELLINGS: Final[dict[str, tuple[str, float]]] = {
    "1": ("1", 1.0),
    "count": ("1", 1.0),
    "ratio": ("ratio", 1.0),
    "fraction": ("fraction", 1.0),
    "%": ("fraction", 0.01),
    "hop": ("hop", 1.0),
    "W": ("W", 1.0),
    "kW": ("W", 1e3),
    "MW": ("W", 1e6),
    "GW": ("W", 1e9),
    "bit/s": ("bit/s", 1.0),
    "Mbit/s": ("bit/s", 1e6),
    "Gbit/s": ("bit/s", 1e9),
    "Tbit/s": ("bit/s", 1e12),
    "byte/s": ("byte/s", 1.0),
    "GB/s": ("byte/s", 1e9),
    "TB/s": ("byte/s", 1e12),
    "PB/s": ("byte/s", 1e15),
    "EB/s": ("byte/s", 1e18),
    "byte": ("byte", 1.0),
    "GB": ("byte", 1e9),
    "TB": ("byte", 1e12),
    "PB": ("byte", 1e15),
    "EB": ("byte", 1e18),
    "FLOP/s": ("FLOP/s", 1.0),
    "TFLOP/s": ("FLOP/s", 1e12),
    "TOP/s": ("FLOP/s", 1e12),
    "PFLOP/s": ("FLOP/s", 1e15),
    "EFLOP/s": ("FLOP/s", 1e18),
    "kg": ("kg", 1.0),
    "m": ("m", 1.0),
    "mm": ("m", 1e-3),
    "m2": ("m2", 1.0),
    "mm2": ("m2", 1e-6),
    "U": ("U", 1.0),
    "TPP": ("TPP", 1.0),
    "TPP/mm2": ("TPP/m2", 1e6),
    "GB/s/mm2": ("byte/s/m2", 1e15),
    "USD": ("USD", 1.0),
    "kUSD": ("USD", 1e3),
    "MUSD": ("USD", 1e6),
    "BUSD": ("USD", 1e9),
    "USD/m": ("USD/m", 1.0),
    "s": ("s", 1.0),
    "us": ("s", 1e-6),
    "ns": ("s", 1e-9),
}
_SHORTHAND: Final[dict[str, str]] = {
    "G": "Gbit/s",
    "T": "Tbit/s",
    "Gb/s": "Gbit/s",
    "Gbps": "Gbit/s",
    "Tb/s": "Tbit/s",
    "Tbps": "Tbit/s",
    "M$": "MUSD",
    "$": "USD",
}
_NUMBER_AND_UNIT: Final = re.compile(r"^\s*([+-]?\d[\d,]*(?:\.\d+)?(?:[eE][+-]?\d+)?)\s*(\S*)\s*$")


def si_factor(unit_text: str) -> tuple[str, float]:
    """Return the SI symbol and the factor of a unit spelling.

    Parameters
    ----------
    unit_text
        A spelling from the closed table, for example ``kW`` or ``Gbit/s``.

    Returns
    -------
    tuple[str, float]
        SI symbol, and what one of the unit is worth in it. [1]

    Raises
    ------
    ValueError
        If the spelling is unknown; the message suggests the nearest one.
    """
    text = _SHORTHAND.get(unit_text, unit_text)
    if text in _SPELLINGS:
        return _SPELLINGS[text]
    known = [*_SPELLINGS, *_SHORTHAND]
    near = [spelling for spelling in known if spelling.casefold() == unit_text.casefold()]
    near = near or get_close_matches(unit_text, known, n=1, cutoff=0.3)
    hint = worded('; did you mean "{near}"?', near=near[0]) if near else ""
    raise ValueError(worded('unknown unit "{unit_text}"{hint}', unit_text=unit_text, hint=hint))


def quantity_from_text(text: str, symbol: str) -> float:
    """Read a number with its unit, as typed by a user.

    Parameters
    ----------
    text
        For example ``"1.2 MW"``, ``"400G"`` or ``"3"``. A bare number is in ``symbol``.
    symbol
        SI symbol of the wanted quantity.

    Returns
    -------
    float
        The value in SI units of ``symbol``.

    Raises
    ------
    ValueError
        If the text is not a finite number, or its unit is unknown or measures something else.
    """
    match = _NUMBER_AND_UNIT.match(text)
    if match is None:
        raise ValueError(
            worded('"{text}" is not a number with a unit, such as "1.2 MW" or "400G"', text=text)
        )
    number = float(match.group(1).replace(",", ""))
    if not math.isfinite(number):
        raise ValueError(worded('"{text}" is too large', text=text))
    if not match.group(2):
        return number
    found, factor = si_factor(match.group(2))
    if found == "bit/s" and symbol == "byte/s":
        return number * factor / 8.0
    if found != symbol:
        raise ValueError(
            worded(
                '"{text}" is in {found}, but {symbol} is wanted',
                text=text,
                found=found,
                symbol=symbol,
            )
        )
    return number * factor
