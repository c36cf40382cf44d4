"""The catalog as loaded: find parts, prices, assumptions and sources by slug."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, TypeAlias

from pydantic import Field

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.cables import CableRecord
from designer.catalog.cpus import CpuRecord
from designer.catalog.facility import FacilityRecord
from designer.catalog.nodes import NodeRecord, SwitchBoxRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.racks import RackRecord
from designer.catalog.switches import CircuitSwitchRecord, NicRecord, SwitchRecord

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.catalog.assumptions import AssumptionSet
    from designer.catalog.prices import PriceQuote
    from designer.catalog.provenance import Source
    from designer.catalog.published import Claim, PublishedSystem, RuleClaim, WorkedComparison
    from designer.catalog.rulesets import RuleSet

Part: TypeAlias = Annotated[
    AcceleratorRecord
    | CpuRecord
    | NodeRecord
    | SwitchBoxRecord
    | SwitchRecord
    | CircuitSwitchRecord
    | NicRecord
    | OpticRecord
    | CableRecord
    | RackRecord
    | FacilityRecord,
    Field(discriminator="family"),
]

FAMILIES: tuple[str, ...] = (
    "accelerator", "cpu", "node", "switch-box", "switch", "circuit-switch", "nic", "optic", "cable",
    "rack", "facility",
)  # fmt: skip


@dataclass(frozen=True)
class CatalogLibrary:
    """All catalog records, passed to whoever needs them; several can be open at once.

    Attributes
    ----------
    version
        Version of the catalog data, for example ``2026.11``.
    parts, prices, assumption_sets, sources
        Records in slug order.
    published, claims, rule_claims, comparisons
        What is published about whole systems, what is claimed, and which comparisons are worked
        out; no design depends on it.
    rulesets
        Export rules; no design depends on them.
    """

    version: str
    parts: tuple[Part, ...] = ()
    prices: tuple[PriceQuote, ...] = ()
    assumption_sets: tuple[AssumptionSet, ...] = ()
    sources: tuple[Source, ...] = ()
    published: tuple[PublishedSystem, ...] = ()
    rulesets: tuple[RuleSet, ...] = ()
    claims: tuple[Claim, ...] = ()
    rule_claims: tuple[RuleClaim, ...] = ()
    comparisons: tuple[WorkedComparison, ...] = ()

    @cached_property
    def _part_by_slug(self) -> dict[str, Part]:
        return {part.slug: part for part in self.parts}

    @cached_property
    def _price_by_part(self) -> dict[str, PriceQuote]:
        return {quote.part: quote for quote in self.prices}

    @cached_property
    def _source_by_slug(self) -> dict[str, Source]:
        return {source.slug: source for source in self.sources}

    def part(self, slug: str) -> Part | None:
        """Return the part of that slug.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        Part | None
            The record, or ``None``.
        """
        return self._part_by_slug.get(slug)

    def price(self, slug: str) -> PriceQuote | None:
        """Return the price quote of a part.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        PriceQuote | None
            The quote, or ``None`` where no price is known.
        """
        return self._price_by_part.get(slug)

    def source(self, slug: str) -> Source | None:
        """Return the source of that slug.

        Parameters
        ----------
        slug
            Source slug.

        Returns
        -------
        Source | None
            The record, or ``None``.
        """
        return self._source_by_slug.get(slug)

    def assumption_set(self, slug: str) -> AssumptionSet | None:
        """Return the assumption set of that slug.

        Parameters
        ----------
        slug
            Set slug.

        Returns
        -------
        AssumptionSet | None
            The record, or ``None``.
        """
        return next((s for s in self.assumption_sets if s.slug == slug), None)

    def ruleset(self, slug: str) -> RuleSet | None:
        """Return the export rules of that slug.

        Parameters
        ----------
        slug
            Slug of a rule set.

        Returns
        -------
        RuleSet | None
            The record, or ``None``.
        """
        return next((one for one in self.rulesets if one.slug == slug), None)

    def published_system(self, slug: str) -> PublishedSystem | None:
        """Return what is published about a shipped system.

        Parameters
        ----------
        slug
            Slug of the system.

        Returns
        -------
        PublishedSystem | None
            The record, or ``None``.
        """
        return next((one for one in self.published if one.slug == slug), None)

    def digest_of(self, part_slugs: Iterable[str], assumption_set: str) -> str:
        """Return a digest of the records that a design uses.

        Parts, prices and assumptions that the design does not use may change without changing
        the digest, so a design file tells by it whether the catalog still says the same.

        Parameters
        ----------
        part_slugs
            Parts of the design, in any order.
        assumption_set
            Its assumption set.

        Returns
        -------
        str
            SHA-256 as hexadecimal text; records that the catalog does not have are left out.
        """
        slugs = sorted(set(part_slugs))
        found = [
            *(self.part(slug) for slug in slugs),
            *(self.price(slug) for slug in slugs),
            self.assumption_set(assumption_set),
        ]
        records = [record.model_dump(mode="json") for record in found if record is not None]
        text = json.dumps(records, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()
