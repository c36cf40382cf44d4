"""The design: the whole document."""

from __future__ import annotations

from functools import cached_property
from typing import Annotated

from pydantic import Field

from designer.catalog.library import Part
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Slug, Source
from designer.model.block import Block
from designer.model.fabrics import Fabric
from designer.model.ids import ID_PATTERN, BlockId, FabricId, Name, Note
from designer.model.risk_groups import RiskGroup
from designer.units.record import FrozenRecord


class AssumptionOverride(FrozenRecord):
    """The design's own value of an assumption, in the unit of its suffix, and where it is from."""

    name: Slug
    value: float
    note: Note = ""
    source: Slug | None = None


class AssumptionChoice(FrozenRecord):
    """Which assumption set the design uses, and what the user changed in it."""

    set: Slug
    overrides: tuple[AssumptionOverride, ...] = ()


class Approval(FrozenRecord):
    """A finding that the user accepts, with the reason."""

    key: Annotated[str, Field(max_length=1024)]
    reason: Note


class ViewState(FrozenRecord):
    """What the window remembers in the file: the block last shown and the camera."""

    block: Annotated[BlockId, Field(pattern=ID_PATTERN)] | None = None
    center_x_m: float = 0.0
    center_y_m: float = 0.0
    pixels_per_m: Annotated[float, Field(gt=0)] | None = None


class Design(FrozenRecord):
    """A design document.

    ``parts``, ``prices`` and ``sources`` are the catalog records in use, embedded so that the
    file opens to the same numbers without the catalog it was made with.
    """

    name: Name
    description: Note = ""
    root: Annotated[BlockId, Field(pattern=ID_PATTERN)]
    assumptions: AssumptionChoice
    fabrics: tuple[Fabric, ...] = ()
    blocks: tuple[Block, ...]
    parts: tuple[Part, ...] = ()
    prices: tuple[PriceQuote, ...] = ()
    sources: tuple[Source, ...] = ()
    approvals: tuple[Approval, ...] = ()
    risk_groups: tuple[RiskGroup, ...] = ()
    view: ViewState = ViewState()

    @cached_property
    def block_by_id(self) -> dict[BlockId, Block]:
        """Blocks by id."""
        return {block.id: block for block in self.blocks}

    @cached_property
    def part_by_slug(self) -> dict[str, Part]:
        """Embedded parts by slug."""
        return {part.slug: part for part in self.parts}

    @cached_property
    def price_by_part(self) -> dict[str, PriceQuote]:
        """Embedded price quotes by part slug."""
        return {quote.part: quote for quote in self.prices}

    @cached_property
    def source_by_slug(self) -> dict[str, Source]:
        """Embedded sources by slug."""
        return {source.slug: source for source in self.sources}

    @cached_property
    def fabric_by_id(self) -> dict[FabricId, Fabric]:
        """Fabrics by id."""
        return {fabric.id: fabric for fabric in self.fabrics}

    @cached_property
    def resolved_ends(self) -> dict[tuple[BlockId, str, str], object]:
        """Ends of bundles that :func:`designer.model.query.resolve_end` has looked up."""
        return {}

    @property
    def root_block(self) -> Block:
        """The block that is the whole design."""
        return self.block_by_id[self.root]
