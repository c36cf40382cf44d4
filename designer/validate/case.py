"""What rules look at: the design, its class graph, and views of it that several rules share."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from designer.model.port_counts import port_uses
from designer.model.query import resolve_end
from designer.topology.degrees import class_degrees

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
    from designer.topology.degrees import Degrees


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

    ``n_used`` is over all copies, ``n_most`` at the copy that has most links there.
    """

    vertex_ix: int
    port: PartPort
    n_used: int
    n_most: int


class CagePool(NamedTuple):
    """Cages that several port groups of a part share, and how many the fullest copy fills.

    ``uses`` are pairs of port group and links at that copy.
    """

    vertex_ix: int
    name: str
    n_cages: int
    n_filled: int
    uses: tuple[tuple[PartPort, int], ...]


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
            PortUse(ix, port, used.get((ix, port.name), 0), n_most)
            for ix, part in self._present
            for port in part.ports
            for n_most in (max((d.get(port.name, 0) for d in self._degrees[ix]), default=0),)
        )

    @cached_property
    def _present(self) -> tuple[tuple[int, Part], ...]:
        return tuple(
            (ix, part)
            for ix, vertex in enumerate(self.graph.vertex_classes)
            if vertex.n_copies and (part := self.part(vertex.part_slug)) is not None
        )

    @cached_property
    def _degrees(self) -> dict[int, tuple[Degrees, ...]]:
        most: dict[tuple[str, ...], Degrees] = {}
        for use in port_uses(self.design):
            most.setdefault(use.chain, {})[use.port] = use.n_used
        classes = self.graph.vertex_classes
        return {
            ix: class_degrees(self.graph, ix, most.get(classes[ix].chain))
            for ix, _ in self._present
        }

    @cached_property
    def cage_pools(self) -> tuple[CagePool, ...]:
        """Every set of cages that port groups of a present vertex class share."""
        return tuple(
            self._cage_pool(ix, name, tuple(p for p in part.ports if p.cage_pool == name))
            for ix, part in self._present
            for name in dict.fromkeys(p.cage_pool for p in part.ports)
            if name is not None
        )

    def _cage_pool(self, ix: int, name: str, ports: tuple[PartPort, ...]) -> CagePool:
        def n_filled(degrees: Degrees) -> int:
            return sum(-(-degrees.get(p.name, 0) // p.n_per_pool_cage) for p in ports)

        n_cages = max(-(-p.count // p.n_per_pool_cage) for p in ports)
        fullest = max(self._degrees[ix], key=n_filled, default={})
        uses = tuple((p, fullest[p.name]) for p in ports if fullest.get(p.name))
        return CagePool(ix, name, n_cages, n_filled(fullest), uses)

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
