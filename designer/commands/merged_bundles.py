"""The link bundles of instances that are merged: by the same rule, or pair by pair."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.commands.editing import edited, ends_of
from designer.commands.pair_listing import (
    MAX_LISTED,
    indices_of,
    listed_rows,
    number_of,
    without_rule,
)
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.ids import InstanceId, path_from_text, text_from_path
from designer.model.link_counts import is_same_chain, relation_problem
from designer.model.links import Relation, RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.commands.rerouting import Rerouting
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import BundleId
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, PairRow
    from designer.model.query import ResolvedEnd


class Piece(NamedTuple):
    """An instance that becomes some of the copies of the merged one."""

    id: InstanceId
    start: int
    size: int


class _Found(NamedTuple):
    """A bundle with an end at a merged instance, its ends, and the step where each gets there."""

    bundle: LinkBundle
    ends: tuple[ResolvedEnd, ResolvedEnd]
    at: tuple[int | None, int | None]


class BundleMerge:
    """The bundles of one block when instances are merged.

    Parameters
    ----------
    design
        The document before the edit.
    block
        Block that owns the bundles.
    rerouting
        How paths change.
    whole
        The instance as it becomes.
    dim_ix
        Which of its dimensions has the sum of the sizes.
    pieces
        The instances, in the order of their copies.
    """

    def __init__(
        self,
        design: Design,
        block: Block,
        rerouting: Rerouting,
        *,
        whole: Instance,
        dim_ix: int,
        pieces: tuple[Piece, ...],
    ) -> None:
        self._design = design
        self._block = block
        self._rerouting = rerouting
        self._whole = whole
        self._dim_name = whole.dims[dim_ix].name
        self._pieces = {piece.id: piece for piece in pieces}
        self._n_copies = sum(piece.size for piece in pieces)
        self.new_ids: dict[BundleId, BundleId] = {}

    def bundles(self) -> tuple[LinkBundle, ...]:
        """Return the bundles of afterwards.

        Returns
        -------
        tuple[LinkBundle, ...]
            In document order, each at the place of the first that it is made of.
        """
        families: dict[object, list[_Found]] = {}
        order: list[object] = []
        kept: dict[object, LinkBundle] = {}
        for bundle in self._block.link_bundles:
            found = self._found(bundle)
            if found is None:
                order.append(bundle.id)
                kept[bundle.id] = bundle
                continue
            key = self._family(found)
            if key not in families:
                order.append(key)
            families.setdefault(key, []).append(found)
        made: list[LinkBundle] = []
        for key in order:
            if key in kept:
                made.append(kept[key])
                continue
            new = self._merged(families[key])
            made.append(new)
            self.new_ids |= {found.bundle.id: new.id for found in families[key]}
        return tuple(made)

    def _found(self, bundle: LinkBundle) -> _Found | None:
        paths = [path_from_text(end.path) for end in (bundle.a, bundle.b)]
        at = [self._rerouting.step_ix(self._block, path) for path in paths]
        if at == [None, None]:
            return None
        return _Found(bundle, ends_of(self._design, self._block, bundle), (at[0], at[1]))

    def _family(self, found: _Found) -> object:
        # What bundles have in common that can become one.
        bundle = found.bundle
        paths = [self._rerouting.one(self._block, end.path) for end in (bundle.a, bundle.b)]
        if not self._has_index(found):
            # Named copies of the merged instance are bundles of their own.
            paths = [
                text_from_path(
                    tuple(
                        step._replace(copy_ix=None) if ix == at else step
                        for ix, step in enumerate(path_from_text(path))
                    )
                )
                for path, at in zip(paths, found.at, strict=True)
            ]
        rest = evolve(bundle, id="x", name="", note="", relations=(), pairs=None)
        rest = evolve(rest, a=evolve(bundle.a, path=paths[0]), b=evolve(bundle.b, path=paths[1]))
        return (rest, bundle.id) if self._is_alone(found) else rest

    def _has_index(self, found: _Found) -> bool:
        ends = (found.bundle.a, found.bundle.b)
        return any(
            at is not None and path_from_text(end.path)[at].copy_ix is not None
            for end, at in zip(ends, found.at, strict=True)
        )

    def _is_alone(self, found: _Found) -> bool:
        # Every end at a merged instance names one copy: the same bundle with other numbers.
        ends = (found.bundle.a, found.bundle.b)
        return all(
            at is None or path_from_text(end.path)[at].copy_ix is not None
            for end, at in zip(ends, found.at, strict=True)
        )

    def _merged(self, family: list[_Found]) -> LinkBundle:
        first = family[0].bundle
        if self._is_alone(family[0]):
            a, b = (self._rerouting.one(self._block, end.path) for end in (first.a, first.b))
            relations = tuple(self._renamed(family[0], r) for r in first.relations)
            return edited(
                first,
                a=edited(first.a, path=a),
                b=edited(first.b, path=b),
                relations=relations,
            )
        return self._by_one_rule(family) or self._listed(family)

    def _renamed(self, found: _Found, relation: Relation) -> Relation:
        dims = [
            self._whole_dim(found, side, text)
            for side, text in enumerate((relation.a_dim, relation.b_dim))
        ]
        return edited(relation, a_dim=dims[0], b_dim=dims[1])

    def _whole_dim(self, found: _Found, side: int, text: str) -> str:
        _, _, name = text.rpartition(".")
        return f"{self._whole.id}.{name}" if self._is_piece_dim(found, side, text) else text

    @staticmethod
    def _is_piece_dim(found: _Found, side: int, text: str) -> bool:
        instance_id, _, _ = text.rpartition(".")
        chain = found.ends[side].instances
        step_ix = next((ix for ix, i in enumerate(chain) if i.id == instance_id), None)
        return step_ix is not None and step_ix == found.at[side]

    def _is_merged_dim(self, found: _Found, side: int, text: str) -> bool:
        name = text.rpartition(".")[2]
        return self._is_piece_dim(found, side, text) and name == self._dim_name

    def _by_one_rule(self, family: list[_Found]) -> LinkBundle | None:
        # The bundle where every piece has the same rule to something else.
        first = family[0]
        if None not in first.at or any(f.bundle.pairs is not None for f in family):
            return None
        side = 0 if first.at[0] is not None else 1
        at = first.at[side] or 0
        pieces = [path_from_text((f.bundle.a, f.bundle.b)[side].path)[at] for f in family]
        if sorted(p.instance_id for p in pieces) != sorted(self._pieces):
            return None
        rules = {tuple(self._renamed(f, r) for r in f.bundle.relations) for f in family}
        names_merged = any(
            self._is_merged_dim(f, side, (r.a_dim, r.b_dim)[side])
            for f in family
            for r in f.bundle.relations
        )
        if len(rules) != 1 or names_merged or any(p.copy_ix is not None for p in pieces):
            return None
        return self._with_whole(first.bundle, relations=rules.pop())

    def _with_whole(self, bundle: LinkBundle, **changes: object) -> LinkBundle:
        paths = []
        for end in (bundle.a, bundle.b):
            path = list(path_from_text(end.path))
            at = self._rerouting.step_ix(self._block, tuple(path))
            if at is not None:
                path[at] = path[at]._replace(instance_id=self._whole.id, copy_ix=None)
            paths.append(text_from_path(tuple(path)))
        a, b = edited(bundle.a, path=paths[0]), edited(bundle.b, path=paths[1])
        return edited(bundle, a=a, b=b, **changes)

    def _listed(self, family: list[_Found]) -> LinkBundle:
        rows: dict[tuple[int, int], int] = {}
        first = family[0].bundle
        is_self = is_same_chain(*(self._whole_chain(family[0], side) for side in (0, 1)))
        for found in family:
            for a, b, n in listed_rows(found.bundle, *found.ends):
                pair = (self._number(found, 0, a), self._number(found, 1, b))
                is_mirrored = is_self and pair[::-1] in rows
                self._require_mergeable(family, is_mirrored=is_mirrored, is_there=pair in rows)
                pair = pair[::-1] if is_mirrored else pair
                rows[pair] = rows.get(pair, 0) + n
        if len(rows) > MAX_LISTED:
            raise CommandError(
                worded(
                    "links {id} would have to be listed pair by pair, more than {most:,} of them",
                    id=first.id,
                    most=MAX_LISTED,
                )
            )
        bundle = without_rule(self._with_whole(first))
        listed = tuple((a, b, n) for (a, b), n in sorted(rows.items()))
        return self._ruled(family, bundle, listed) or edited(bundle, pairs=listed)

    def _require_mergeable(
        self, family: list[_Found], *, is_mirrored: bool, is_there: bool
    ) -> None:
        first = family[0].bundle
        if is_mirrored and first.a.port != first.b.port:
            raise CommandError(
                worded("links {id} would have other ports at their two ends", id=first.id)
            )
        if (is_there or is_mirrored) and self._has_missing(family):
            raise CommandError(
                worded("links {id} are missing somewhere; restore them before merging", id=first.id)
            )

    def _has_missing(self, family: list[_Found]) -> bool:
        keys = {f"{self._block.id}/{found.bundle.id}" for found in family}
        return any(e.bundle in keys for block in self._design.blocks for e in block.link_exceptions)

    def _number(self, found: _Found, side: int, number: int) -> int:
        at = found.at[side]
        if at is None:
            return number
        chain = found.ends[side].instances
        sizes = [instance.count for instance in chain]
        ixs = indices_of(number, sizes)
        ixs[at] += self._pieces[chain[at].id].start
        sizes[at] = self._n_copies
        return number_of(ixs, sizes)

    def _whole_chain(self, found: _Found, side: int) -> tuple[Instance, ...]:
        chain, at = found.ends[side].instances, found.at[side]
        if at is None:
            return chain
        return (*chain[:at], self._whole, *chain[at + 1 :])

    def _ruled(
        self, family: list[_Found], bundle: LinkBundle, rows: Sequence[PairRow]
    ) -> LinkBundle | None:
        # The bundle by a rule that links exactly the listed pairs, if one does.
        if any(n != 1 for _, _, n in rows):
            return None
        ends = tuple(
            family[0]
            .ends[side]
            ._replace(
                instances=self._whole_chain(family[0], side),
                copy_ixs=(None,) * len(family[0].ends[side].instances),
            )
            for side in (0, 1)
        )
        is_self = is_same_chain(ends[0].instances, ends[1].instances)
        wanted = {frozenset((a, b)) if is_self else (a, b) for a, b, _ in rows}
        for relations in self._candidates(family, ends):
            if relation_problem(ends[0].instances, ends[1].instances, relations):
                continue
            ruled = edited(bundle, relations=relations)
            try:
                found = listed_rows(ruled, ends[0], ends[1])
            except CommandError:
                continue
            if {frozenset((a, b)) if is_self else (a, b) for a, b, _ in found} == wanted:
                return ruled
        return None

    def _candidates(
        self, family: list[_Found], ends: tuple[ResolvedEnd, ...]
    ) -> Iterator[tuple[Relation, ...]]:
        own = f"{self._whole.id}.{self._dim_name}"
        sides = [at is not None for at in family[0].at]
        others = [
            [own] if sides[side] else [f"{i.id}.{d.name}" for i in ends[side].instances
                                       for d in i.dims]
            for side in (0, 1)
        ]  # fmt: skip
        kinds = (RelationKind.EQUAL, RelationKind.NOT_EQUAL)
        more = [
            (Relation(a_dim=a, b_dim=b, kind=kind),)
            for a in others[0]
            for b in others[1]
            for kind in kinds
        ]
        bases = dict.fromkeys(
            tuple(
                self._renamed(f, r)
                for r in f.bundle.relations
                if not self._is_merged_dim(f, 0, r.a_dim) and not self._is_merged_dim(f, 1, r.b_dim)
            )
            for f in family
        )
        for base in bases:
            yield base
            for extra in more:
                yield (*extra, *base)
