"""Groups of things that fail together."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from designer.model.ids import Name, Note, PathText
from designer.units.record import FrozenRecord

MAX_RISK_PATHS = 1_000
"""Most places of one group."""


class RiskGroup(FrozenRecord):
    """Places that share a risk: a power feed, a coolant loop, a duct, a maintenance window.

    ``paths`` lead from the root; a step without an index means all copies of that instance.
    """

    name: Annotated[Name, Field(min_length=1)]
    paths: tuple[PathText, ...] = Field(min_length=1, max_length=MAX_RISK_PATHS)
    note: Note = ""
