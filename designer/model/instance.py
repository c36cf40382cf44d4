"""Instances: the use of a block or part, with a count."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field, model_validator

from designer.catalog.provenance import Slug
from designer.model.ids import ID_PATTERN, BlockId, InstanceId, Name, Note
from designer.model.placement import Placement
from designer.units.quantity import MAX_COUNT, Count
from designer.units.record import FrozenRecord
from designer.wording.wording import worded


class Dimension(FrozenRecord):
    """One index of an array of copies.

    ``is_plane`` marks the index that tells the disjoint parallel planes of a fabric apart.
    """

    name: Annotated[str, Field(pattern=ID_PATTERN)]
    size: Count
    is_plane: bool = False


class Instance(FrozenRecord):
    """A block or a part, used once or as an array over one or more dimensions.

    Exactly one of ``block`` and ``part`` is given. Copies are numbered row-major over ``dims``.
    ``is_assumed`` says that the source does not state this part of the design.
    """

    id: Annotated[InstanceId, Field(pattern=ID_PATTERN)]
    name: Name = ""
    block: Annotated[BlockId, Field(pattern=ID_PATTERN)] | None = None
    part: Slug | None = None
    dims: tuple[Dimension, ...] = Field(
        default=(Dimension(name="i", size=1),), min_length=1, max_length=4
    )
    placement: Placement = Placement()
    is_assumed: bool = False
    note: Note = ""

    @model_validator(mode="after")
    def _check(self) -> Instance:
        if (self.block is None) == (self.part is None):
            raise ValueError(worded("an instance is of exactly one block or one part"))
        if len({dim.name for dim in self.dims}) != len(self.dims):
            raise ValueError(worded("dimension names of an instance must differ"))
        if self.count > MAX_COUNT:
            raise ValueError(
                worded("count {count:,} exceeds {limit:,}", count=self.count, limit=MAX_COUNT)
            )
        return self

    @property
    def count(self) -> int:
        """Number of copies: the product of the dimensions."""
        return math.prod(dim.size for dim in self.dims)

    @property
    def of(self) -> str:
        """Id of the block or slug of the part."""
        return self.block or self.part or ""
