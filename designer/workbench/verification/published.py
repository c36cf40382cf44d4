"""Published numbers: what a source printed, and whether a computed value agrees with it."""

from __future__ import annotations

import csv
import json
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from designer.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Mapping

FLOAT_NOISE: Final = 1e-12


class VerifyStatus(StrEnum):
    """What comparing a row came to.

    ``misprint`` passes against the corrected value where the source printed a wrong or truncated
    one.
    """

    PASS = "pass"  # noqa: S105 - a status, not a password
    FAIL = "fail"
    MISPRINT = "misprint"
    LEFT_OUT = "left-out"


@dataclass(frozen=True)
class PublishedNumber:
    """One number of a source.

    Attributes
    ----------
    id
        ``group.metric``.
    value, corrected_value
        As printed, and the right one where that is known to be wrong or truncated.
    unit, tolerance, convention, source
        As the table has them.
    parameters
        Inputs of the number.
    grade
        How well the printed number is established: ``A`` printed and reproduced from the inputs
        that the source states, ``A-`` from a graph file of the authors, ``B`` simulated, measured
        or claimed, ``C+`` recomputed from stated inputs but not seen in print, ``C`` not confirmed.
    """

    id: str
    value: float
    corrected_value: float | None
    unit: str
    tolerance: str
    convention: str
    parameters: Mapping[str, object]
    source: str
    grade: str = ""

    @property
    def group(self) -> str:
        """Everything before the last dot of the id."""
        return self.id.rpartition(".")[0]

    @property
    def metric(self) -> str:
        """What is after the last dot of the id."""
        return self.id.rpartition(".")[2]

    @property
    def expected(self) -> float:
        """The value to compare with: the corrected one where there is one."""
        return self.value if self.corrected_value is None else self.corrected_value

    @property
    def tolerance_amount(self) -> float:
        """How much a computed value may differ, in the unit of the row.

        Raises
        ------
        ValueError
            If the tolerance cannot be read.
        """
        expected, text = self.expected, self.tolerance
        if text == "exact":
            return FLOAT_NOISE * max(1.0, abs(expected))
        if text.endswith("%"):
            return float(text[:-1]) / 100 * abs(expected)
        # Half a unit of the last printed digit would be enough; the table states more.
        return float(text.removesuffix(" pp"))

    def agrees(self, computed: float) -> bool:
        """Return whether a computed value is within the tolerance.

        Parameters
        ----------
        computed
            In the unit of the row.

        Returns
        -------
        bool
            Whether it agrees.

        Raises
        ------
        ValueError
            If the tolerance cannot be read.
        """
        return abs(computed - self.expected) <= self.tolerance_amount * (1 + FLOAT_NOISE)


def published_numbers() -> tuple[PublishedNumber, ...]:
    """Return the published numbers that come with the program.

    Returns
    -------
    tuple[PublishedNumber, ...]
        In the order of the table.
    """
    path = resources_dir() / "verify" / "published.csv"
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            PublishedNumber(
                id=row["id"],
                value=float(row["value"]),
                corrected_value=float(row["corrected_value"]) if row["corrected_value"] else None,
                unit=row["unit"],
                tolerance=row["tolerance"],
                convention=row["convention"],
                parameters=json.loads(row["parameters_json"]),
                source=row["source"],
                grade=row["grade"],
            )
            for row in csv.DictReader(file)
        )
