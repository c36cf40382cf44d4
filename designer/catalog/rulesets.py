"""Export rules as dated data: thresholds with sources. Not legal advice.

A rule set holds from a day on. A rule applies to a part when all of its limits are met; rules of
the same name are alternatives. The quantities are those of the rules themselves: total processing
performance is the largest product of dense rate and bits over the number formats of a package,
performance density that over the area of its compute dies.
"""

from __future__ import annotations

from datetime import date

from pydantic import Field, model_validator

from designer.catalog.provenance import Figure, Slug, Text
from designer.units.record import FrozenRecord
from designer.wording.wording import worded


class ExportRule(FrozenRecord):
    """A test of a part; ``min`` limits are met from the value on, ``max`` limits below it.

    ``outcome`` says what follows if every limit is met, ``applies_to`` what it is tested on.
    """

    name: Text
    outcome: Text
    applies_to: Text = ""
    min_processing_tpp: Figure | None = None
    max_processing_tpp: Figure | None = None
    min_density_tpp_per_m2: Figure | None = None
    max_density_tpp_per_m2: Figure | None = None
    min_memory_bytes_per_s: Figure | None = None
    max_memory_bytes_per_s: Figure | None = None
    min_io_bytes_per_s: Figure | None = None
    min_memory_and_io_bytes_per_s: Figure | None = None
    min_memory_density_bytes_per_s_per_m2: Figure | None = None
    note: Text = ""

    @model_validator(mode="after")
    def _check(self) -> ExportRule:
        if not any(isinstance(getattr(self, name), Figure) for name in type(self).model_fields):
            raise ValueError(worded("a rule needs at least one limit"))
        return self


class RuleSet(FrozenRecord):
    """Export rules that hold from ``effective_from`` on; ``source`` is the text they stand in."""

    slug: Slug
    name: Text
    authority: Text
    source: Slug
    published_on: date | None = None
    effective_from: date
    rules: tuple[ExportRule, ...] = Field(min_length=1)
    note: Text = ""
