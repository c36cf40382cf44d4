"""Link classes of the bundles of a design, with their numbers of links."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from designer.catalog.optics import OpticRecord
from designer.model.ids import BlockId, BundleId
from designer.model.link_counts import plain_kind, wiring_problem
from designer.model.link_exceptions import missing_links
from designer.model.links import RelationKind
from designer.model.query import resolve_end
from designer.topology.bundle_cables import BundleCables
from designer.topology.cable_space import enclosure_chain
from designer.topology.classes import DimRelation, LinkClass, LinkCut, PairList
from designer.topology.pair_counting import PairCounts
from designer.topology.wired import Wired

if TYPE_CHECKING:
    from designer.model.block import BlockKind, LinkException
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, Relation
    from designer.model.query import ResolvedEnd
    from designer.topology.chains import DocumentWalk, Place
    from designer.topology.classes import Chain, FixedIndices
    from designer.topology.counting import EndBoxes

_MOVES = frozenset({RelationKind.SHIFT, RelationKind.STEP})


class _Ground(NamedTuple):
    """What the link classes of a bundle in use are made from, besides dimensions and parts."""

    wired: Wired
    is_assumed: bool
    a_boxes: EndBoxes
    b_boxes: EndBoxes
    kinds: tuple[BlockKind | None, ...]


class KnownLinks(NamedTuple):
    """The link classes of a bundle in use, the parts at their ends, and what they are made from."""

    bundle: LinkBundle
    ground: _Ground
    slugs: tuple[tuple[str, str], ...]
    classes: tuple[LinkClass, ...]


Known: TypeAlias = "dict[tuple[Chain, str], object]"
""":class:`KnownLinks` by the chain to the block of the bundle, and ``block-id/bundle-id``."""


class LinkClasses:
    """Makes the link classes of the bundles that a walk has found.

    Parameters
    ----------
    walk
        The walk.
    known
        Link classes of an earlier revision with the same dimensions and the same parts; those of
        bundles of which nothing has changed are used again.
    is_framed
        Whether they are of a revision of which only exceptions differ, so that ends and relations
        need not be looked up again.

    Attributes
    ----------
    made
        The link classes of this revision.
    """

    def __init__(self, walk: DocumentWalk, known: Known, *, is_framed: bool = False) -> None:
        self.walk = walk
        self._known = known
        self._is_framed = is_framed
        self.made: Known = {}
        self.design = walk.design
        self.dims = walk.dims
        self._pairs = PairCounts(walk)
        self._cables = BundleCables(walk)
        self._cuts: dict[tuple[Chain, str], list[LinkCut]] = {}
        for place in walk.places:
            for exception in place.block.link_exceptions:
                self._add_cut(place, exception)

    def _add_cut(self, place: Place, exception: LinkException) -> None:
        try:
            found = missing_links(self.design, place.block, exception)
        except ValueError:
            return
        chain = (*place.chain, *(instance.id for instance in found.outer))
        inner = self.design.block_by_id[BlockId(found.bundle_key.partition("/")[0])]
        bundle = inner.bundle_by_id[BundleId(found.bundle_key.partition("/")[2])]
        fixed = []
        for end, ixs in ((bundle.a, found.a_ixs), (bundle.b, found.b_ixs)):
            resolved = resolve_end(self.design, inner, end)
            instances = (*found.outer, *(resolved.instances if resolved is not None else ()))
            if (*place.chain, *(i.id for i in instances)) not in self.walk.dim_ixs_by_chain:
                return
            fixed.append(self.walk.fixed(place.chain, instances, (*found.outer_ixs, *ixs)))
        cut = LinkCut(fixed[0], fixed[1], found.n_links)
        self._cuts.setdefault((chain, found.bundle_key), []).append(cut)

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
        key = (place.chain, f"{place.block.id}/{bundle.id}")
        known = self._known.get(key)
        if not isinstance(known, KnownLinks) or known.bundle is not bundle:
            known = None
        if self._is_framed and known is not None:
            ground: _Ground | None = self._with_exceptions(key, known.ground)
        else:
            ground = self._ground(place, bundle)
        if ground is None:
            return []
        if known is None or not self._holds(known, ground):
            known = self._classes(place, bundle, ground)
        self.made[key] = known
        return list(known.classes)

    def _with_exceptions(self, key: tuple[Chain, str], ground: _Ground) -> _Ground:
        # The ground of an earlier revision with the exceptions of this one.
        wired, cuts = ground.wired, tuple(self._cuts.get(key, ()))
        if cuts != wired.cuts:
            wired = wired._replace(cuts=cuts)
        return ground._replace(
            wired=wired,
            a_boxes=self.walk.end_boxes(*wired.a),
            b_boxes=self.walk.end_boxes(*wired.b),
        )

    def _ground(self, place: Place, bundle: LinkBundle) -> _Ground | None:
        fabric = self.design.fabric_by_id.get(bundle.fabric)
        a_end = resolve_end(self.design, place.block, bundle.a)
        b_end = resolve_end(self.design, place.block, bundle.b)
        if fabric is None or a_end is None or b_end is None:
            return None
        a_chain = (*place.chain, *(i.id for i in a_end.instances))
        b_chain = (*place.chain, *(i.id for i in b_end.instances))
        if a_chain not in self.walk.dim_ixs_by_chain or b_chain not in self.walk.dim_ixs_by_chain:
            return None
        relations = self._relations(place, bundle, (a_end, b_end), (a_chain, b_chain))
        if relations is None or (bundle.pairs is not None and wiring_problem(a_end, b_end, bundle)):
            return None
        wired = Wired(
            (a_chain, a_end.part_slug),
            (b_chain, b_end.part_slug),
            a_end.port.name,
            b_end.port.name,
            relations,
            self.walk.fixed(place.chain, a_end.instances, a_end.copy_ixs),
            self.walk.fixed(place.chain, b_end.instances, b_end.copy_ixs),
            self._pair_list(place, bundle, (a_chain, b_chain)),
            tuple(self._cuts.get((place.chain, f"{place.block.id}/{bundle.id}"), ())),
        )
        return _Ground(
            wired,
            bundle.is_assumed or fabric.is_assumed,
            self.walk.end_boxes(*wired.a),
            self.walk.end_boxes(*wired.b),
            self._kinds_along(a_chain) + self._kinds_along(b_chain),
        )

    def _kinds_along(self, chain: Chain) -> tuple[BlockKind | None, ...]:
        # Kinds of the blocks along a chain, which say where its enclosure ends.
        return tuple(self.walk.kind_by_chain.get(chain[:n]) for n in range(len(chain)))

    def _holds(self, known: KnownLinks, ground: _Ground) -> bool:
        vertex_ix, (a_chain, b_chain) = (
            self.walk.vertex_ix,
            (ground.wired.a[0], ground.wired.b[0]),
        )
        return known.ground == ground and all(
            vertex_ix.get((a_chain, a)) == link.a_ix and vertex_ix.get((b_chain, b)) == link.b_ix
            for (a, b), link in zip(known.slugs, known.classes, strict=True)
        )

    def _classes(self, place: Place, bundle: LinkBundle, ground: _Ground) -> KnownLinks:
        wired = ground.wired
        missing = self._pairs.missing(place, bundle, wired)
        counts = self._pairs.of(wired)
        n_groups = self._cables.groups(bundle, wired)
        classes: dict[tuple[str, str], LinkClass] = {}
        for (a_slug, b_slug), n_pairs in counts.items():
            rate_bps = self._rate_bps((a_slug, wired.a_port), (b_slug, wired.b_port))
            if rate_bps is None or n_pairs == 0:
                continue
            n_links = n_pairs * bundle.n_links_per_pair - missing.get((a_slug, b_slug), 0)
            if n_links == 0:
                continue
            n_shared = n_groups(a_slug, b_slug, n_links)
            n_runs = n_shared * bundle.n_cables_per_link if bundle.cable is not None else 0
            n_modules = [
                self._n_modules(slug, end, fixed, n_runs)
                for slug, end, fixed in (
                    (bundle.optic, (wired.a[0], a_slug), wired.a_fixed),
                    (bundle.b_optic or bundle.optic, (wired.b[0], b_slug), wired.b_fixed),
                )
            ]
            classes[a_slug, b_slug] = LinkClass(
                bundle_key=f"{place.block.id}/{bundle.id}",
                fabric_id=bundle.fabric,
                a_ix=self.walk.vertex_ix[wired.a[0], a_slug],
                b_ix=self.walk.vertex_ix[wired.b[0], b_slug],
                a_port=wired.a_port,
                b_port=wired.b_port,
                relations=wired.relations,
                n_links_per_pair=bundle.n_links_per_pair,
                rate_bps=rate_bps,
                n_links=n_links,
                cable=bundle.cable,
                optic=bundle.optic,
                n_cables=n_runs if bundle.via is None else 2 * n_runs,
                n_optics=sum(n_modules),
                length_m=bundle.length_m,
                is_assumed=ground.is_assumed,
                a_fixed=wired.a_fixed,
                b_fixed=wired.b_fixed,
                pairs=wired.pairs,
                cuts=wired.cuts,
                b_optic=bundle.b_optic,
                n_b_optics=n_modules[1],
                via=None if bundle.via is None else "/".join((*place.chain, bundle.via)),
            )
        return KnownLinks(bundle, ground, tuple(classes), tuple(classes.values()))

    def _n_modules(
        self, slug: str | None, end: tuple[Chain, str], fixed: FixedIndices, n_runs: int
    ) -> int:
        # Modules at one end: a cable takes a connector of one, and enclosures share none. Cables
        # are taken as spread evenly over the enclosures, as they are where nothing is missing.
        if slug is None or n_runs == 0:
            return 0
        part = self.design.part_by_slug.get(slug)
        n_each = part.n_connectors if isinstance(part, OpticRecord) else 1
        if n_each == 1:
            return n_runs
        chain = enclosure_chain(self.walk.kind_by_chain, end[0])
        slugs = self.walk.counts(chain, end[1] if chain == end[0] else "")
        n_enclosures = slugs.get(end[1], 0) if chain == end[0] else sum(slugs.values())
        for d, _ in fixed:
            if d in self.walk.dim_ixs_by_chain[chain]:
                n_enclosures //= self.dims[d].size
        if n_enclosures < 1:
            return n_runs
        most = -(-n_runs // n_enclosures)
        return min(n_runs, n_enclosures * -(-most // n_each))

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
