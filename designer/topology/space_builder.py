"""What the index space of a fabric is made of: its links, chains, and the copies that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from designer.model.block import ExceptionKind
from designer.model.links import RelationKind
from designer.topology.tied_axes import TiedPair, alike_ties
from designer.topology.winding import unwound, wind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.ids import FabricId
    from designer.topology.classes import Chain, ClassGraph, DimRelation, FixedIndices, LinkClass

Pattern: TypeAlias = tuple[object, ...]
"""Of what differs in a space everything but the indices, for looking up what does not need them."""


def space_links(graph: ClassGraph, fabric_id: FabricId) -> tuple[LinkClass, ...]:
    """Return the link classes that the space of a fabric is made of.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    tuple[LinkClass, ...]
        Those between parts other than hosts; the rules of the whole fabric's space count them in
        this order (``Rule.link_ix``).
    """
    return without_hosts(graph, graph.link_classes_by_fabric.get(fabric_id, ()))


def without_hosts(graph: ClassGraph, links: Sequence[LinkClass]) -> tuple[LinkClass, ...]:
    """Return the link classes between parts other than hosts.

    Parameters
    ----------
    graph
        The class graph.
    links
        Some of its link classes.

    Returns
    -------
    tuple[LinkClass, ...]
        Those that take part in an index space, in the same order.
    """
    hosts = {ix for ix, v in enumerate(graph.vertex_classes) if v.family == "cpu"}
    return tuple(link for link in links if link.a_ix not in hosts and link.b_ix not in hosts)


def is_in_plane(graph: ClassGraph, fixed: FixedIndices, plane_ix: int | None) -> bool:
    """Return whether copies with some indices belong to a plane.

    Parameters
    ----------
    graph
        The class graph.
    fixed
        Their indices.
    plane_ix
        The plane, or ``None`` for all of them.

    Returns
    -------
    bool
        Not if they are of another plane.
    """
    return plane_ix is None or all(v == plane_ix for d, v in fixed if graph.dims[d].is_plane)


class _Cut(NamedTuple):
    """Missing links by dimensions of the class graph."""

    link_ixs: tuple[int, ...]
    a_fixed: dict[int, int]
    b_fixed: dict[int, int]
    n_links: int


class SpaceBuilder:
    """Links, chains and differing copies of the space of some links.

    Parameters
    ----------
    graph
        The class graph.
    links
        Link classes of the space, as :func:`space_links` has them.
    plane_ix, read_dims
        As in :func:`designer.topology.symmetry.build_space`.

    Attributes
    ----------
    links
        Link classes of the plane, those of rings taken together.
    chains, class_ixs
        Instance chains and vertex classes that they join.
    boxes
        Copies that differ: places of their chains in ``chains``, fixed indices, other part.
    cuts
        Links that are missing.
    """

    def __init__(
        self,
        graph: ClassGraph,
        links: tuple[LinkClass, ...],
        plane_ix: int | None,
        read_dims: tuple[frozenset[int], ...],
    ) -> None:
        self.graph = graph
        self.read_dims = read_dims
        self.sizes = [dim.size for dim in graph.dims]
        self.plane_ix = plane_ix
        families = [v.family for v in graph.vertex_classes]
        # Traffic that reads single dimensions, and single planes, keep the digits apart.
        is_whole = plane_ix is None and not read_dims
        self.winding = wind(graph, links) if is_whole else unwound(links)
        self.links = self.winding.links
        self._drop_other_planes()
        used = {ix for link in self.links for ix in (link.a_ix, link.b_ix)}
        self.class_ixs = tuple(sorted(used))
        has_accelerator = any(families[ix] == "accelerator" for ix in used)
        self.endpoint_family = "accelerator" if has_accelerator else "nic"
        chains: dict[Chain, None] = dict.fromkeys(
            graph.vertex_classes[ix].chain for ix in self.class_ixs
        )
        self.chains = tuple(chains)
        self.dims_by_chain = {
            graph.vertex_classes[ix].chain: graph.vertex_classes[ix].dim_ixs
            for ix in self.class_ixs
        }
        self.boxes = self._boxes()
        self.cuts = self._cuts()

    def _drop_other_planes(self) -> None:
        if self.plane_ix is None:
            return
        missing = set()
        for ix, dim in enumerate(self.graph.dims):
            if dim.is_plane:
                self.sizes[ix] = 1
                if dim.size <= self.plane_ix:
                    missing.add(ix)
        classes = self.graph.vertex_classes
        self.links = tuple(
            link
            for link in self.links
            if not missing & {*classes[link.a_ix].dim_ixs, *classes[link.b_ix].dim_ixs}
            and self._is_in_plane(link.a_fixed + link.b_fixed)
            and all(self._keeps_plane(r) for r in link.relations)
        )

    def _is_in_plane(self, fixed: FixedIndices) -> bool:
        return is_in_plane(self.graph, fixed, self.plane_ix)

    def _keeps_plane(self, relation: DimRelation) -> bool:
        dims = self.graph.dims
        is_plane = dims[relation.a_dim_ix].is_plane and dims[relation.b_dim_ix].is_plane
        return not is_plane or relation.kind is RelationKind.EQUAL

    @property
    def pattern(self) -> Pattern:
        """What differs, without its indices."""
        return (
            tuple((types, tuple(fixed)) for types, fixed, _ in self.boxes),
            tuple((cut.link_ixs, tuple(cut.a_fixed), tuple(cut.b_fixed)) for cut in self.cuts),
        )

    @property
    def is_plain(self) -> bool:
        """Whether no link class names single copies, so that no rule has an index."""
        return not any(link.a_fixed or link.b_fixed for link in self.links)

    def left(self, fixed: FixedIndices) -> dict[int, int]:
        """Return the indices of dimensions that the space has.

        Parameters
        ----------
        fixed
            Indices of some copies.

        Returns
        -------
        dict[int, int]
            Value by dimension of the class graph.
        """
        return {d: v for d, v in fixed if self.sizes[d] > 1}

    def _boxes(self) -> list[tuple[tuple[int, ...], dict[int, int], str | None]]:
        found = []
        for box in self.graph.boxes:
            is_removal = box.kind is ExceptionKind.REMOVED
            type_ixs = tuple(
                ix
                for ix, chain in enumerate(self.chains)
                if chain[: len(box.chain)] == box.chain and (is_removal or chain == box.chain)
            )
            if type_ixs and self._is_in_plane(box.fixed):
                found.append((type_ixs, self.left(box.fixed), box.part_slug))
        return found

    def _cuts(self) -> list[_Cut]:
        by_bundle: dict[tuple[str, Chain, Chain], list[int]] = {}
        classes = self.graph.vertex_classes
        for ix, link in enumerate(self.links):
            chains = (classes[link.a_ix].chain, classes[link.b_ix].chain)
            by_bundle.setdefault((link.bundle_key, *chains), []).append(ix)
        return [
            _Cut(tuple(ixs), self.left(cut.a_fixed), self.left(cut.b_fixed), cut.n_links)
            for ixs in by_bundle.values()
            for cut in self.links[ixs[0]].cuts
            if self._is_in_plane(cut.a_fixed + cut.b_fixed)
        ]

    def merge(self) -> tuple[list[list[int]], dict[int, int]]:
        """Return which dimensions act as one.

        Returns
        -------
        list[list[int]]
            Dimensions of the class graph that make up each dimension of the space.
        dict[int, int]
            Dimension of the space by dimension of the class graph.
        """
        used = dict.fromkeys(d for chain in self.chains for d in self.dims_by_chain[chain])
        groups: dict[object, list[int]] = {}
        ring_of = {d: ix for ix, dims in enumerate(self.winding.groups) for d in dims}
        tied = {
            d
            for link in self.links
            for r in link.relations
            if r.a_dim_ix != r.b_dim_ix or r.kind is not RelationKind.EQUAL
            for d in (r.a_dim_ix, r.b_dim_ix)
        }
        equal = [frozenset(r.a_dim_ix for r in link.relations) for link in self.links]
        members = {
            d: tuple(ix for ix, c in enumerate(self.chains) if d in self.dims_by_chain[c])
            for d in used
        }
        named = [
            *(fixed for _, fixed, _ in self.boxes),
            *(own for cut in self.cuts for own in (cut.a_fixed, cut.b_fixed)),
            *(self.left(own) for link in self.links for own in (link.a_fixed, link.b_fixed)),
        ]
        marks = {
            d: (*(d in fixed for fixed in named), *(d in read for read in self.read_dims))
            for d in used
        }
        own = {d: members[d] for d in used if self.sizes[d] > 1}
        ties = alike_ties(
            {d: types for d, types in own.items() if d not in ring_of}, marks, self._ties(ring_of)
        )
        axis_of = {d: axis for d, (_, axis) in ties.items()}
        for d in own:
            signature: object = ("ring", ring_of[d]) if d in ring_of else d
            if d in ties:
                signature = ties[d][0]
            elif d not in tied and d not in ring_of:
                signature = (members[d], tuple(d in dims for dims in equal), marks[d])
            groups.setdefault(signature, []).append(d)
        # The same order of axes in every group, so that equal indices stay equal.
        for group in groups.values():
            group.sort(key=lambda d: axis_of.get(d, 0))
        lists = list(groups.values())
        return lists, {d: ix for ix, group in enumerate(lists) for d in group}

    def _ties(self, ring_of: dict[int, int]) -> list[list[TiedPair]]:
        return [
            [
                TiedPair(r.a_dim_ix, r.b_dim_ix, r.kind is RelationKind.EQUAL)
                for r in link.relations
                if self.sizes[r.a_dim_ix] > 1 and not {r.a_dim_ix, r.b_dim_ix} & ring_of.keys()
            ]
            for link in self.links
        ]
