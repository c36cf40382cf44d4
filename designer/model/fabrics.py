"""Fabrics: all links and switches of one role."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from designer.catalog.part import FabricRole
from designer.catalog.provenance import Slug
from designer.model.ids import ID_PATTERN, FabricId, Name, Note
from designer.units.quantity import Count
from designer.units.record import FrozenRecord


class Fabric(FrozenRecord):
    """A fabric of the design.

    ``leaves_design`` says that its switches stand outside the design: what is drawn ends in free
    ports of adapters. ``display_name`` keeps the vendor's word (for example "UB plane").
    ``n_planes`` is the number of disjoint parallel copies. ``is_assumed`` marks wiring that no
    source states; its readouts wear the estimate badge.
    """

    id: Annotated[FabricId, Field(pattern=ID_PATTERN)]
    role: FabricRole
    display_name: Name
    n_planes: Count = 1
    is_assumed: bool = False
    leaves_design: bool = False
    note: Note = ""
    sources: tuple[Slug, ...] = ()
