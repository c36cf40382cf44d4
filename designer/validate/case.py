"""What rules look at: the design, its class graph, and views of it that several rules share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from designer.model.query import resolve_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary, Part
    from designer.catalog.part import PartPort
    from designer.evaluate.readouts import Readouts
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.links import LinkBundle
    from designer.model.query import ResolvedEnd
    from designer.topology.classes import ClassGraph, LinkClass


class BundleInUse(NamedTuple):
    """A bundle of a block that the design uses, with its ends as far as they resolve."""

    block: Block
    bundle: LinkBundle
    a: ResolvedEnd | None
    b: ResolvedEnd | None

    @property
    def key(self) -> str:
        """``block-id/bundle-id``."""
        return f"{self.block.id}/{self.bundle.id}"


class LinkInUse(NamedTuple):
    """A link class with the bundle that makes it and the ports at its ends."""

    link: LinkClass
    bundle: LinkBundle
    ports: tuple[PartPort, PartPort]
    slugs: tuple[str, str]


class PortUse(NamedTuple):
    """One port group of one vertex class, and how many of its ports links take.

    ``n_used`` is over all copies; links of a class spread evenly over its copies.
    """

    vertex_ix: int
    port: PartPort
    n_used: int


@dataclass(frozen=True)
class Case:
    """The subject of all rules of one revision."""

    design: Design
    library: CatalogLibrary
    graph: ClassGraph
    readouts: Readouts

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """Blocks that the design uses, each once, outermost first."""
        ids = dict.fromkeys(e.block_id for e in self.graph.enclosure_classes)
        return tuple(self.design.block_by_id[block_id] for block_id in ids)

    @cached_property
    def bundles(self) -> tuple[BundleInUse, ...]:
        """Bundles of the blocks in use."""
        return tuple(
            BundleInUse(
                block,
                bundle,
                resolve_end(self.design, block, bundle.a),
                resolve_end(self.design, block, bundle.b),
            )
            for block in self.blocks
            for bundle in block.link_bundles
        )

    @cached_property
    def links(self) -> tuple[LinkInUse, ...]:
        """Link classes with their bundles and ports."""
        by_key = {b.key: b.bundle for b in self.bundles}
        return tuple(
            LinkInUse(link, by_key[link.bundle_key], (a_port, b_port), (a_slug, b_slug))
            for link in self.graph.link_classes
            for a_slug, a_port in self._end_ports(link.a_ix, link.a_port)
            for b_slug, b_port in self._end_ports(link.b_ix, link.b_port)
        )

    def _end_ports(self, vertex_ix: int, name: str) -> Iterator[tuple[str, PartPort]]:
        slug = self.graph.vertex_classes[vertex_ix].part_slug
        return ((slug, port) for port in self.design.part_by_slug[slug].ports if port.name == name)

    @cached_property
    def port_uses(self) -> tuple[PortUse, ...]:
        """Every port group of every vertex class that is present."""
        used: dict[tuple[int, str], int] = {}
        for link in self.graph.link_classes:
            for end in ((link.a_ix, link.a_port), (link.b_ix, link.b_port)):
                used[end] = used.get(end, 0) + link.n_links
        return tuple(
            PortUse(ix, port, used.get((ix, port.name), 0))
            for ix, vertex in enumerate(self.graph.vertex_classes)
            if vertex.n_copies and (part := self.part(vertex.part_slug)) is not None
            for port in part.ports
        )

    def part(self, slug: str | None) -> Part | None:
        """Return a part of the design.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        Part | None
            The embedded record, or ``None``.
        """
        return None if slug is None else self.design.part_by_slug.get(slug)

    def path(self, vertex_ix: int) -> str:
        """Return the path of all copies of a vertex class.

        Parameters
        ----------
        vertex_ix
            Index into the vertex classes of the graph.

        Returns
        -------
        str
            Path without indices.
        """
        return "/".join(self.graph.vertex_classes[vertex_ix].chain)
