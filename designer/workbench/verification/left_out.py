"""Published numbers that the program does not compute, with the reason."""

from __future__ import annotations

import re
from typing import Final

from designer.wording.wording import worded

LEFT_OUT: Final[tuple[tuple[str, str], ...]] = (
    (
        r"TUB-(jfH7N7994|jfH8N16000|jfH7N15995|jfH6N15996|xpH7N8008|xpH8N16000)\..*",
        worded(
            "how many switches of the authors' one random graph are furthest apart decides its "
            "digits; a graph of the same size from another seed differs by up to 1 %"
        ),
    ),
    (
        r"TUB-fc.*",
        worded(
            "FatClique is no family of the generator; its links between blocks are in files of the "
            "authors, without a rule that gives them"
        ),
    ),
    (
        r"TB-JF360-([4-9])\..*",
        worded(
            "the certified interval of so many pairs takes longer than 20 s to become narrower "
            "than half of the tolerance"
        ),
    ),
    (
        r"ZC3-1024-Dragonfly\.ap(l-srv|s-srv|l-srv-one-switch-failed)",
        worded("its servers span two groups, which nodes of the generator do not"),
    ),
    (
        r"HM-S-DF\..*",
        worded(
            "the paper counts all 128 global ports of a group as cabled, but 128 cables do not "
            "spread evenly over the 7 other groups; the generated fabric has 126"
        ),
    ),
    (
        r"HM-(S-FT75|L-FT50|L-FT75)\..*",
        worded(
            "counted by the paper from sums of ports, 273 uplinks on 5 spines for the small tree; "
            "no tree whose leaves are wired alike has so few, and the generator makes no other"
        ),
    ),
)
"""Published numbers that are not computed, as patterns of ids with the reason."""


def reason_left_out(row_id: str) -> str:
    """Return why a number is not computed.

    Parameters
    ----------
    row_id
        Id of the number.

    Returns
    -------
    str
        One line; empty if it is computed.
    """
    return next((why for pattern, why in LEFT_OUT if re.fullmatch(pattern, row_id)), "")
