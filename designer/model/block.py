"""Blocks: reusable groups of instances and the links between them."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import Annotated

from pydantic import Field

from designer.catalog.provenance import Slug
from designer.model.ids import (
    BUNDLE_KEY_PATTERN,
    ID_PATTERN,
    BlockId,
    BundleId,
    InstanceId,
    Name,
    Note,
    PathText,
)
from designer.model.instance import Instance
from designer.model.links import LinkBundle
from designer.model.ports import PortGroup
from designer.units.quantity import Count
from designer.units.record import FrozenRecord


class BlockKind(StrEnum):
    """What a block stands for in the building."""

    CLUSTER = "cluster"
    SUPERNODE = "supernode"
    RACK = "rack"
    NODE = "node"
    SWITCH_BOX = "switch-box"
    GROUP = "group"


class ExceptionKind(StrEnum):
    """How one copy differs from the others."""

    REMOVED = "removed"
    REPLACED = "replaced"


class InstanceException(FrozenRecord):
    """One copy that differs; ``path`` is relative to the block and has every index.

    It holds in every use of the block that owns it; in the root block it holds once.
    ``part`` is the other part of a ``replaced`` copy.
    """

    path: PathText
    kind: ExceptionKind
    part: Slug | None = None


class LinkException(FrozenRecord):
    """Links between two copies that are missing: failed, or never laid.

    ``bundle`` is ``block-id/bundle-id`` of the bundle that would make them. ``a`` and ``b`` lead
    to the two parts, with every index, relative to the block that owns the exception: the block
    of the bundle or one around it. It holds in every use of the owning block; in the root block
    it holds once. ``n_links`` are missing, all links of the two copies if it is not given.
    """

    bundle: Annotated[str, Field(pattern=BUNDLE_KEY_PATTERN)]
    a: PathText
    b: PathText
    n_links: Count | None = None


class Block(FrozenRecord):
    """A reusable group.

    ``part`` is the enclosure itself: the rack, node or switch-box record that carries the
    instances and brings its own power, mass and price.
    """

    id: Annotated[BlockId, Field(pattern=ID_PATTERN)]
    name: Name
    kind: BlockKind = BlockKind.GROUP
    part: Slug | None = None
    instances: tuple[Instance, ...] = ()
    port_groups: tuple[PortGroup, ...] = ()
    link_bundles: tuple[LinkBundle, ...] = ()
    exceptions: tuple[InstanceException, ...] = ()
    link_exceptions: tuple[LinkException, ...] = ()
    note: Note = ""

    @cached_property
    def instance_by_id(self) -> dict[InstanceId, Instance]:
        """Instances of this block by id."""
        return {instance.id: instance for instance in self.instances}

    @cached_property
    def part_slugs(self) -> frozenset[str]:
        """Parts that the block, its instances, exceptions and bundles name."""
        named = (
            self.part,
            *(i.part for i in self.instances),
            *(e.part for e in self.exceptions),
            *(slug for b in self.link_bundles for slug in (b.cable, b.optic, b.b_optic)),
        )
        return frozenset(slug for slug in named if slug is not None)

    @cached_property
    def bundle_by_id(self) -> dict[BundleId, LinkBundle]:
        """Link bundles of this block by id."""
        return {bundle.id: bundle for bundle in self.link_bundles}
