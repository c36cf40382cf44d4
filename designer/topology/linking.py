"""Link classes of the bundles of a design, with their numbers of links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.link_counts import plain_kind, wiring_problem
from designer.model.links import RelationKind
from designer.model.query import resolve_end
from designer.topology.cable_space import CableRule, cable_slots, enclosure_chain
from designer.topology.cables import cable_groups
from designer.topology.classes import DimRelation, LinkClass, PairList
from designer.topology.counting import EndBoxes, Slot, count_pairs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, Relation
    from designer.model.query import ResolvedEnd
    from designer.topology.chains import DocumentWalk, Place
    from designer.topology.classes import Chain, ClassDimension, FixedIndices

_MOVES = frozenset({RelationKind.SHIFT, RelationKind.STEP})


class _Wired(NamedTuple):
    """Chain and usual part of each end of a bundle in use, and what says which copies it links."""

    a: tuple[Chain, str]
    b: tuple[Chain, str]
    relations: tuple[DimRelation, ...]
    a_fixed: FixedIndices
    b_fixed: FixedIndices
    pairs: PairList | None

    @property
    def is_regular(self) -> bool:
        """Whether relations between all copies, none of them a step, say what is linked."""
        is_whole = not self.a_fixed and not self.b_fixed and self.pairs is None
        return is_whole and all(r.kind is not RelationKind.STEP for r in self.relations)


class LinkClasses:
    """Makes the link classes of the bundles that a walk has found."""

    def __init__(self, walk: DocumentWalk) -> None:
        self.walk = walk
        self.design = walk.design
        self.dims = walk.dims

    def links_of(self, place: Place, bundle: LinkBundle) -> list[LinkClass]:
        """Return the link classes of a bundle of a block in use.

        Parameters
        ----------
        place
            The block in use.
        bundle
            A bundle of it.

        Returns
        -------
        list[LinkClass]
            One per pair of parts at the ends; none if something does not resolve.
        """
        fabric = self.design.fabric_by_id.get(bundle.fabric)
        a_end = resolve_end(self.design, place.block, bundle.a)
        b_end = resolve_end(self.design, place.block, bundle.b)
        if fabric is None or a_end is None or b_end is None:
            return []
        a_chain = (*place.chain, *(i.id for i in a_end.instances))
        b_chain = (*place.chain, *(i.id for i in b_end.instances))
        if a_chain not in self.walk.dim_ixs_by_chain or b_chain not in self.walk.dim_ixs_by_chain:
            return []
        relations = self._relations(place, bundle, (a_end, b_end), (a_chain, b_chain))
        if relations is None or (bundle.pairs is not None and wiring_problem(a_end, b_end, bundle)):
            return []
        wired = _Wired(
            (a_chain, a_end.part_slug),
            (b_chain, b_end.part_slug),
            relations,
            self.walk.fixed(place.chain, a_end.instances, a_end.copy_ixs),
            self.walk.fixed(place.chain, b_end.instances, b_end.copy_ixs),
            self._pair_list(place, bundle, (a_chain, b_chain)),
        )
        counts = self._pair_counts(wired)
        ends = ((a_chain, a_end), (b_chain, b_end))
        n_groups = self._cable_groups(bundle, wired, ends)
        classes: list[LinkClass] = []
        for (a_slug, b_slug), n_pairs in counts.items():
            rate_bps = self._rate_bps((a_slug, a_end.port.name), (b_slug, b_end.port.name))
            if rate_bps is None or n_pairs == 0:
                continue
            n_links = n_pairs * bundle.n_links_per_pair
            n_shared = n_groups(a_slug, b_slug, n_links)
            n_cables = n_shared * bundle.n_cables_per_link if bundle.cable is not None else 0
            classes.append(
                LinkClass(
                    bundle_key=f"{place.block.id}/{bundle.id}",
                    fabric_id=bundle.fabric,
                    a_ix=self.walk.vertex_ix[a_chain, a_slug],
                    b_ix=self.walk.vertex_ix[b_chain, b_slug],
                    a_port=a_end.port.name,
                    b_port=b_end.port.name,
                    relations=relations,
                    n_links_per_pair=bundle.n_links_per_pair,
                    rate_bps=rate_bps,
                    n_links=n_links,
                    cable=bundle.cable,
                    optic=bundle.optic,
                    n_cables=n_cables,
                    n_optics=2 * n_cables if bundle.optic is not None else 0,
                    length_m=bundle.length_m,
                    is_assumed=bundle.is_assumed or fabric.is_assumed,
                    a_fixed=wired.a_fixed,
                    b_fixed=wired.b_fixed,
                    pairs=wired.pairs,
                )
            )
        return classes

    def _cable_groups(
        self,
        bundle: LinkBundle,
        wired: _Wired,
        ends: tuple[tuple[Chain, ResolvedEnd], tuple[Chain, ResolvedEnd]],
    ) -> Callable[[str, str, int], int]:
        # How many times a cable is needed for links between two parts.
        if bundle.n_links_per_cable == 1 or bundle.cable is None:
            return lambda _a, _b, n_links: n_links
        if not wired.is_regular:
            return lambda _a, _b, n_links: -(-n_links // bundle.n_links_per_cable)
        (a_chain, a_end), (b_chain, b_end) = ends
        outer = tuple(
            self.walk.dim_ixs_by_chain[enclosure_chain(self.walk.kind_by_chain, c)]
            for c in (a_chain, b_chain)
        )
        rule = CableRule(
            slots=cable_slots(
                tuple(self.dims),
                (self.walk.dim_ixs_by_chain[a_chain], self.walk.dim_ixs_by_chain[b_chain]),
                (outer[0], outer[1]),
                wired.relations,
            ),
            a_end=self.walk.end_boxes(a_chain, a_end.part_slug),
            b_end=self.walk.end_boxes(b_chain, b_end.part_slug),
            is_same_chain=a_chain == b_chain,
            n_links_per_pair=bundle.n_links_per_pair,
            n_links_per_cable=bundle.n_links_per_cable,
            can_link=lambda a, b: (
                self._rate_bps((a, a_end.port.name), (b, b_end.port.name)) is not None
            ),
        )
        groups = cable_groups(rule)
        if groups is None:
            return lambda _a, _b, n_links: -(-n_links // bundle.n_links_per_cable)
        turned = {(b, a): n for (a, b), n in groups.items() if rule.is_same_chain and a != b}
        return lambda a, b, _n_links: groups.get((a, b), 0) + turned.get((a, b), 0)

    def _pair_list(
        self, place: Place, bundle: LinkBundle, chains: tuple[Chain, Chain]
    ) -> PairList | None:
        if bundle.pairs is None:
            return None
        n_outer = len(place.dim_ixs)
        a_dims, b_dims = (self.walk.dim_ixs_by_chain[chain][n_outer:] for chain in chains)
        return PairList(bundle.pairs, a_dims, b_dims)

    def _rate_bps(self, *ends: tuple[str, str]) -> float | None:
        rates: list[float] = []
        for slug, port_name in ends:
            part = self.design.part_by_slug.get(slug)
            port = part.port(port_name) if part is not None else None
            if port is None:
                return None
            rates.append(port.rate_bps.value)
        return min(rates)

    def _relations(
        self,
        place: Place,
        bundle: LinkBundle,
        ends: tuple[ResolvedEnd, ResolvedEnd],
        chains: tuple[Chain, Chain],
    ) -> tuple[DimRelation, ...] | None:
        found: dict[tuple[int, int], DimRelation] = {
            (ix, ix): DimRelation(ix, ix, RelationKind.EQUAL) for ix in place.dim_ixs
        }
        for relation in bundle.relations:
            a_dim_ix = self._dim_ix(place, ends[0].instances, relation.a_dim)
            b_dim_ix = self._dim_ix(place, ends[1].instances, relation.b_dim)
            if a_dim_ix is None or b_dim_ix is None:
                return None
            size = self.dims[a_dim_ix].size
            if size != self.dims[b_dim_ix].size:
                return None
            merged = _merged(found.get((a_dim_ix, b_dim_ix)), relation, (a_dim_ix, b_dim_ix), size)
            if merged is None:
                return None
            found[a_dim_ix, b_dim_ix] = merged
        is_ambiguous = len({a for a, _ in found}) < len(found) or len({b for _, b in found}) < len(
            found
        )
        is_crossed = chains[0] == chains[1] and any(a != b for a, b in found)
        return None if is_ambiguous or is_crossed else tuple(found.values())

    def _dim_ix(self, place: Place, instances: tuple[Instance, ...], text: str) -> int | None:
        instance_id, _, name = text.rpartition(".")
        chain = place.chain
        for instance in instances:
            outer = self.walk.dim_ixs_by_chain[chain]
            chain = (*chain, instance.id)
            if instance.id == instance_id:
                own = self.walk.dim_ixs_by_chain[chain][len(outer) :]
                return next((ix for ix in own if self.dims[ix].name == name), None)
        return None

    def _pair_counts(self, wired: _Wired) -> dict[tuple[str, str], int]:
        if wired.pairs is not None:
            return self._listed_counts(wired, wired.pairs)
        a_fixed, b_fixed = dict(wired.a_fixed), dict(wired.b_fixed)
        counts = self._ordered_counts(wired, a_fixed, b_fixed)
        if wired.a[0] != wired.b[0]:
            return counts
        # Between copies of one chain each unordered pair counts once, and no copy with itself.
        both = a_fixed | b_fixed
        is_apart = any(d in a_fixed and a_fixed[d] != v for d, v in b_fixed.items())
        mutual: dict[tuple[str, str], int] = {}
        loops: dict[str, int] = {}
        if not is_apart and all(_is_symmetric(r, self.dims) for r in wired.relations):
            mutual = self._ordered_counts(wired, both, both)
        if not is_apart and all(r.kind is RelationKind.EQUAL for r in wired.relations):
            loops = self.walk.counts(*wired.a, both)
        return _unordered(counts, mutual, loops)

    def _ordered_counts(
        self, wired: _Wired, a_fixed: Mapping[int, int], b_fixed: Mapping[int, int]
    ) -> dict[tuple[str, str], int]:
        a_dims = tuple(d for d in self.walk.dim_ixs_by_chain[wired.a[0]] if d not in a_fixed)
        b_dims = tuple(d for d in self.walk.dim_ixs_by_chain[wired.b[0]] if d not in b_fixed)
        slots = slots_of(self.dims, a_dims, b_dims, wired.relations)
        a_boxes, b_boxes = self.walk.end_boxes(*wired.a), self.walk.end_boxes(*wired.b)
        return count_pairs(slots, a_boxes.at(a_fixed), b_boxes.at(b_fixed))

    def _listed_counts(self, wired: _Wired, pairs: PairList) -> dict[tuple[str, str], int]:
        # Numbers of links in multiples of the links per pair, so a pair may count several times.
        a_boxes, b_boxes = self.walk.end_boxes(*wired.a), self.walk.end_boxes(*wired.b)
        a_touched = self._touched_copies(a_boxes, pairs.a_dim_ixs)
        b_touched = self._touched_copies(b_boxes, pairs.b_dim_ixs)
        n_usual = 0
        special: dict[tuple[int | None, int | None], int] = {}
        for a, b, n in pairs.rows:
            if a in a_touched or b in b_touched:
                key = (a if a in a_touched else None, b if b in b_touched else None)
                special[key] = special.get(key, 0) + n
            else:
                n_usual += n
        special[None, None] = n_usual
        total: dict[tuple[str, str], int] = {}
        outer = tuple(
            Slot(r.a_dim_ix, r.b_dim_ix, self.dims[r.a_dim_ix].size) for r in wired.relations
        )
        for (a_ix, b_ix), n in special.items():
            ends = (
                _inner_boxes(
                    a_boxes,
                    pairs.a_dim_ixs,
                    None if a_ix is None else self._values(a_ix, pairs.a_dim_ixs),
                ),
                _inner_boxes(
                    b_boxes,
                    pairs.b_dim_ixs,
                    None if b_ix is None else self._values(b_ix, pairs.b_dim_ixs),
                ),
            )
            for slugs, n_outer in count_pairs(outer, *ends).items():
                total[slugs] = total.get(slugs, 0) + n * n_outer
        return _unordered(total, {}, {}) if wired.a[0] == wired.b[0] else total

    def _values(self, copy_ix: int, dim_ixs: tuple[int, ...]) -> dict[int, int]:
        values: dict[int, int] = {}
        for dim_ix in reversed(dim_ixs):
            copy_ix, values[dim_ix] = divmod(copy_ix, self.dims[dim_ix].size)
        return values

    def _touched_copies(self, end: EndBoxes, dim_ixs: tuple[int, ...]) -> set[int]:
        # Copy numbers that lie in a box which tells the copies inside one block apart.
        touched: set[int] = set()
        for box in end.boxes:
            if not any(d in box.fixed for d in dim_ixs):
                continue
            ixs = [0]
            for d in dim_ixs:
                size = self.dims[d].size
                values = [box.fixed[d]] if d in box.fixed else range(size)
                ixs = [ix * size + value for ix in ixs for value in values]
            touched.update(ixs)
        return touched


def _inner_boxes(
    end: EndBoxes, dim_ixs: tuple[int, ...], values: Mapping[int, int] | None
) -> EndBoxes:
    # Boxes of one copy, or without values of the copies that only boxes around their block touch.
    if values is not None:
        return end.at(values)
    kept = tuple(b for b in end.boxes if not any(d in b.fixed for d in dim_ixs))
    return EndBoxes(kept, end.part_slug)


def _unordered(
    counts: Mapping[tuple[str, str], int],
    mutual: Mapping[tuple[str, str], int],
    loops: Mapping[str, int],
) -> dict[tuple[str, str], int]:
    # From ordered pairs, those that hold both ways, and copies paired with themselves.
    merged: dict[tuple[str, str], int] = {}
    for (a_slug, b_slug), n in counts.items():
        if a_slug == b_slug:
            n_loops = loops.get(a_slug, 0)
            merged[a_slug, a_slug] = n - n_loops - (mutual.get((a_slug, a_slug), 0) - n_loops) // 2
        elif (b_slug, a_slug) in merged:
            merged[b_slug, a_slug] += n - mutual.get((a_slug, b_slug), 0)
        else:
            merged[a_slug, b_slug] = n
    return merged


def _merged(
    old: DimRelation | None, new: Relation, dim_ixs: tuple[int, int], size: int
) -> DimRelation | None:
    kind, offset = plain_kind(new.kind, new.offset, size)
    relation = DimRelation(*dim_ixs, kind, offset)
    if old is None or old == relation:
        return relation
    if old.kind is RelationKind.NOT_EQUAL and kind in _MOVES:
        return relation
    if old.kind in _MOVES and kind is RelationKind.NOT_EQUAL:
        return old
    return None


def _is_symmetric(relation: DimRelation, dims: list[ClassDimension]) -> bool:
    if relation.kind is RelationKind.SHIFT:
        return 2 * relation.offset % dims[relation.a_dim_ix].size == 0
    return relation.kind is not RelationKind.STEP


def slots_of(
    dims: list[ClassDimension] | tuple[ClassDimension, ...],
    a_dim_ixs: tuple[int, ...],
    b_dim_ixs: tuple[int, ...],
    relations: tuple[DimRelation, ...],
) -> tuple[Slot, ...]:
    """Return the index space of the pairs of a link class as independent slots.

    Parameters
    ----------
    dims
        Dimensions of the class graph.
    a_dim_ixs, b_dim_ixs
        Dimensions of each end.
    relations
        Conditions between them, each dimension in one at most.

    Returns
    -------
    tuple[Slot, ...]
        Related pairs first, then the other dimensions of each end.
    """
    related = tuple(
        Slot(r.a_dim_ix, r.b_dim_ix, dims[r.a_dim_ix].size, r.kind, r.offset) for r in relations
    )
    a_used = {r.a_dim_ix for r in relations}
    b_used = {r.b_dim_ix for r in relations}
    a_free = tuple(Slot(ix, None, dims[ix].size) for ix in a_dim_ixs if ix not in a_used)
    b_free = tuple(Slot(None, ix, dims[ix].size) for ix in b_dim_ixs if ix not in b_used)
    return (*related, *a_free, *b_free)
