"""Split the count of an instance in two."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.cable_balance import require_same_cables
from designer.commands.editing import block_of, edited, ends_of, finished, instance_of
from designer.commands.identity import fresh_id
from designer.commands.pair_listing import indices_of, listed_rows, number_of, without_rule
from designer.commands.rerouting import Hop, Rerouting
from designer.errors.tree import CommandError
from designer.fabric.layout import RACK_UNIT_M
from designer.model.ids import BlockId, BundleId, InstanceId, path_from_text, text_from_path
from designer.model.link_counts import is_same_chain, plain_kind
from designer.model.links import RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block, LinkException
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, PairRow, Relation
    from designer.model.placement import Placement
    from designer.model.query import ResolvedEnd

Pieces = tuple[int | None, int | None]
"""Which piece is at either end of a bundle; ``None`` where the end is elsewhere."""


class SplitCount(Command):
    """Split the copies of an instance into two instances; every number stays.

    The first ``n_copies`` stay; the others become an instance of their own, or two where they
    begin in the middle of a row and go on in the next.
    """

    op: Literal["split-count"] = "split-count"
    block: BlockId
    instance: InstanceId
    n_copies: int

    @property
    @override
    def label(self) -> str:
        """For example "Split rack after 12"."""
        return worded(
            "Split {instance} after {n_copies:,}", instance=self.instance, n_copies=self.n_copies
        )

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Split the instance; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the instances, which ``touched`` names. Links, exceptions and risk
            groups go on meaning the same copies.

        Raises
        ------
        CommandError
            If block or instance are unknown, there is nothing to split, or the links, port groups
            or shared cables do not allow it.
        """
        owner = block_of(design, self.block)
        split = _Split(design, owner, instance_of(owner, self.instance), self.n_copies)
        after = split.design()
        require_same_cables(design, after)
        aspects = Aspect.STRUCTURE | Aspect.WIRING | Aspect.PLACEMENT
        touched = tuple(f"{owner.id}/{piece.id}" for piece in split.pieces)
        return finished(design, after, library, aspects=aspects, touched=touched)


def cut_dim_ix(instance: Instance) -> int:
    """Return the dimension at which the copies of an instance can be cut in two.

    Parameters
    ----------
    instance
        The instance.

    Returns
    -------
    int
        Number of the first dimension of more than one value; 0 if there is none. [1]
    """
    return next((ix for ix, dim in enumerate(instance.dims) if dim.size > 1), 0)


class _Piece(NamedTuple):
    """An instance that some of the copies become."""

    id: InstanceId
    start: int
    size: int


class _Split:
    """The pieces, and how links and paths come to mean them."""

    def __init__(self, before: Design, owner: Block, instance: Instance, n_copies: int) -> None:
        self.before = before
        self.owner = owner
        self.instance = instance
        self.cut_ix = cut_dim_ix(instance)
        self.cut_dim = instance.dims[self.cut_ix]
        self.n_inner = math.prod(dim.size for dim in instance.dims[self.cut_ix + 1 :])
        if not 0 < n_copies < instance.count:
            raise CommandError(
                worded(
                    "{id} has {count:,} copies; split it after 1 to {value:,} of them",
                    id=instance.id,
                    count=instance.count,
                    value=instance.count - 1,
                )
            )
        if self.cut_dim.is_plane:
            raise CommandError(
                worded(
                    "{id} counts the planes of a fabric, which would no longer be told apart",
                    id=instance.id,
                )
            )
        self.pieces = self._pieces(n_copies)
        self.rerouting = Rerouting(before, owner.id, self._hop, self._bundle_key)
        self.keys: dict[str, dict[Pieces, str]] = {}

    def _pieces(self, n_copies: int) -> list[_Piece]:
        columns = self.instance.placement.n_columns
        cuts = [0, n_copies]
        next_row = -(-n_copies // columns) * columns
        if n_copies % columns and next_row < self.instance.count:
            cuts.append(next_row)
        cuts.append(self.instance.count)
        for cut in cuts:
            if cut % self.n_inner:
                dims = " × ".join(f"{d.name} {d.size:,}" for d in self.instance.dims)
                raise CommandError(
                    worded(
                        "{id} is counted by {dims}; split it at a multiple of {n_inner:,}",
                        id=self.instance.id,
                        dims=dims,
                        n_inner=self.n_inner,
                    )
                )
        pieces = [_Piece(self.instance.id, 0, n_copies)]
        for start, end in pairwise(cuts[1:]):
            taken = frozenset(piece.id for piece in pieces)
            new_id = fresh_id(self.before, self.instance.id, taken=taken)
            pieces.append(_Piece(InstanceId(new_id), start, end - start))
        return pieces

    def piece_ix(self, copy_ix: int) -> int:
        return next(ix for ix, p in enumerate(self.pieces) if p.start <= copy_ix < p.start + p.size)

    def _hop(self, rest: InstancePath) -> Hop | None:
        step = rest[0]
        if step.instance_id != self.instance.id:
            return None
        if step.copy_ix is None:
            return Hop(1, tuple((step._replace(instance_id=p.id),) for p in self.pieces))
        piece = self.pieces[self.piece_ix(step.copy_ix)]
        return Hop(1, ((step._replace(instance_id=piece.id, copy_ix=step.copy_ix - piece.start),),))

    def _bundle_key(self, block: Block, exception: LinkException) -> tuple[str, bool]:
        made = self.keys.get(exception.bundle)
        if made is None:
            return exception.bundle, False
        a, b = (self._piece_at(block, text) for text in (exception.a, exception.b))
        if (a, b) in made:
            return made[a, b], False
        return made[b, a], True

    def _piece_at(self, block: Block, text: str) -> int | None:
        path = path_from_text(text)
        at = self.rerouting.step_ix(block, path)
        return None if at is None else self.piece_ix(path[at].copy_ix or 0)

    def design(self) -> Design:
        blocks = []
        for block in self.before.blocks:
            for group in block.port_groups:
                if self.rerouting.passes(block, path_from_text(group.path)):
                    raise CommandError(
                        worded(
                            "{id} is shown as port group {name} of {value}, which can mean one "
                            "instance only",
                            id=self.instance.id,
                            name=group.name,
                            value=block.name or block.id,
                        )
                    )
            bundles = [new for b in block.link_bundles for new in self._bundles(block, b)]
            blocks.append(edited(block, link_bundles=tuple(bundles)))
        after = edited(self.before, blocks=tuple(blocks))
        after = self.rerouting.design_with_paths(after)
        owner = after.block_by_id[self.owner.id]
        instances: list[Instance] = []
        for instance in owner.instances:
            is_split = instance.id == self.instance.id
            instances += [self._instance(p) for p in self.pieces] if is_split else [instance]
        owner = edited(owner, instances=tuple(instances))
        return edited(after, blocks=tuple(owner if b.id == owner.id else b for b in after.blocks))

    def _instance(self, piece: _Piece) -> Instance:
        dims = list(self.instance.dims)
        dims[self.cut_ix] = edited(self.cut_dim, size=piece.size // self.n_inner)
        return edited(
            self.instance,
            id=piece.id,
            dims=tuple(dims),
            placement=placement_from(self.instance.placement, piece.start),
        )

    def _bundles(self, block: Block, bundle: LinkBundle) -> list[LinkBundle]:
        ends = (bundle.a, bundle.b)
        at = [self.rerouting.step_ix(block, path_from_text(end.path)) for end in ends]
        if at == [None, None]:
            return [bundle]
        way = _Way(self, bundle, ends_of(self.before, block, bundle), (at[0], at[1]))
        made: dict[Pieces, str] = {}
        found = way.listed() if way.must_be_listed else way.ruled()
        bundles: list[LinkBundle] = []
        taken: set[str] = set(self.keys) | {str(p.id) for p in self.pieces}
        for pieces, new in found:
            new_id = bundle.id
            if bundles:
                used = {b.id for b in bundles} | self._bundle_ids_made() | taken
                new_id = BundleId(fresh_id(self.before, bundle.id, taken=frozenset(used)))
            bundles.append(edited(new, id=new_id))
            made[pieces] = f"{block.id}/{new_id}"
        self.keys[f"{block.id}/{bundle.id}"] = made
        return bundles

    def _bundle_ids_made(self) -> set[str]:
        return {key.partition("/")[2] for made in self.keys.values() for key in made.values()}


class _Way:
    """A bundle with an end at the copies that are split."""

    def __init__(
        self,
        split: _Split,
        bundle: LinkBundle,
        ends: tuple[ResolvedEnd, ResolvedEnd],
        at: tuple[int | None, int | None],
    ) -> None:
        self.split = split
        self.bundle = bundle
        self.ends = ends
        self.at = at
        self.is_self = is_same_chain(ends[0].instances, ends[1].instances)

    def _is_split_dim(self, side: int, text: str) -> bool:
        instance_id, _, name = text.rpartition(".")
        chain = self.ends[side].instances
        step_ix = next((ix for ix, i in enumerate(chain) if i.id == instance_id), None)
        first = self.split.cut_dim.name
        return step_ix is not None and step_ix == self.at[side] and name == first

    def _kind(self, relation: Relation) -> RelationKind:
        kind, _ = plain_kind(relation.kind, relation.offset, self._size(relation.b_dim))
        return kind

    def _size(self, text: str) -> int:
        instance_id, _, name = text.rpartition(".")
        instance = next(i for i in self.ends[1].instances if i.id == instance_id)
        return next(d.size for d in instance.dims if d.name == name)

    @property
    def must_be_listed(self) -> bool:
        if self.bundle.pairs is not None:
            return True
        is_symmetric = self.bundle.a.port == self.bundle.b.port
        if all(len(self._choices(side)) > 1 for side in (0, 1)):
            # Between named copies and all of them, a pair can be meant from either end.
            is_symmetric &= self.ends[0].copy_ixs == self.ends[1].copy_ixs
        for relation in self.bundle.relations:
            sides = (
                self._is_split_dim(0, relation.a_dim),
                self._is_split_dim(1, relation.b_dim),
            )
            is_moving = self._kind(relation) in {RelationKind.SHIFT, RelationKind.STEP}
            if sides[0] != sides[1] or (sides[0] and is_moving):
                return True
            is_symmetric &= not is_moving
        return self.is_self and not is_symmetric

    def _choices(self, side: int) -> list[int | None]:
        at = self.at[side]
        if at is None:
            return [None]
        copy_ix = path_from_text((self.bundle.a, self.bundle.b)[side].path)[at].copy_ix
        if copy_ix is not None:
            return [self.split.piece_ix(copy_ix)]
        return list(range(len(self.split.pieces)))

    def ruled(self) -> list[tuple[Pieces, LinkBundle]]:
        # The bundles of every choice of pieces, with the same rule.
        found: list[tuple[Pieces, LinkBundle]] = []
        a_choices, b_choices = self._choices(0), self._choices(1)
        is_whole = self.is_self and len(a_choices) == len(b_choices) > 1
        for a in a_choices:
            for b in b_choices:
                if is_whole and a is not None and b is not None and a > b:
                    continue
                relations = self._relations(a, b)
                if relations is not None:
                    found.append(((a, b), self._placed(a, b, relations=relations)))
        return found

    def _relations(self, a: int | None, b: int | None) -> tuple[Relation, ...] | None:
        kept: list[Relation] = []
        for relation in self.bundle.relations:
            is_split = self._is_split_dim(0, relation.a_dim)
            kind = self._kind(relation)
            if is_split and a != b:
                if kind is RelationKind.EQUAL:
                    return None
                continue
            is_single = a is not None and self.split.pieces[a].size == self.split.n_inner
            if is_split and is_single and kind is RelationKind.NOT_EQUAL:
                return None
            kept.append(
                edited(
                    relation,
                    a_dim=self._renamed(0, a, relation.a_dim),
                    b_dim=self._renamed(1, b, relation.b_dim),
                )
            )
        return tuple(kept)

    def _renamed(self, side: int, piece_ix: int | None, text: str) -> str:
        instance_id, _, name = text.rpartition(".")
        chain = self.ends[side].instances
        step_ix = next((ix for ix, i in enumerate(chain) if i.id == instance_id), None)
        if piece_ix is None or step_ix is None or step_ix != self.at[side]:
            return text
        return f"{self.split.pieces[piece_ix].id}.{name}"

    def _placed(self, a: int | None, b: int | None, **changes: object) -> LinkBundle:
        ends = []
        for side, piece_ix in enumerate((a, b)):
            end = (self.bundle.a, self.bundle.b)[side]
            at = self.at[side]
            if at is None or piece_ix is None:
                ends.append(end)
                continue
            path = list(path_from_text(end.path))
            piece = self.split.pieces[piece_ix]
            copy_ix = path[at].copy_ix
            path[at] = path[at]._replace(
                instance_id=piece.id, copy_ix=None if copy_ix is None else copy_ix - piece.start
            )
            ends.append(edited(end, path=text_from_path(tuple(path))))
        return edited(self.bundle, a=ends[0], b=ends[1], **changes)

    def listed(self) -> list[tuple[Pieces, LinkBundle]]:
        # The bundles of every choice of pieces that has a pair, pair by pair.
        rows: dict[Pieces, list[PairRow]] = {}
        is_mirrored = self.is_self and self.bundle.a.port == self.bundle.b.port
        for a_no, b_no, n in listed_rows(self.bundle, *self.ends):
            a_piece, a_new = self._renumbered(0, a_no)
            b_piece, b_new = self._renumbered(1, b_no)
            if is_mirrored and a_piece is not None and b_piece is not None and a_piece > b_piece:
                a_piece, b_piece, a_new, b_new = b_piece, a_piece, b_new, a_new
            rows.setdefault((a_piece, b_piece), []).append((a_new, b_new, n))
        way = _Way(self.split, without_rule(self.bundle), self.ends, self.at)
        order = sorted(rows, key=lambda key: tuple(-1 if ix is None else ix for ix in key))
        return [(key, way._placed(*key, pairs=tuple(rows[key]))) for key in order]

    def _renumbered(self, side: int, number: int) -> tuple[int | None, int]:
        at = self.at[side]
        if at is None:
            return None, number
        sizes = [i.count for i in self.ends[side].instances]
        ixs = indices_of(number, sizes)
        piece_ix = self.split.piece_ix(ixs[at])
        piece = self.split.pieces[piece_ix]
        ixs[at] -= piece.start
        sizes[at] = piece.size
        return piece_ix, number_of(ixs, sizes)


def placement_from(placement: Placement, start: int) -> Placement:
    """Return where copies stand that are counted from a later one on.

    Parameters
    ----------
    placement
        Placement of all copies.
    start
        Number of the copy that becomes the first. [1]

    Returns
    -------
    Placement
        So that every copy from there on stands where it stood, as far as they begin a row or stay
        in one.
    """
    row, column = divmod(start, placement.n_columns)
    at_u = placement.at_u
    if at_u is not None:
        at_u = min(100, at_u + round(row * placement.pitch_y_m / RACK_UNIT_M))
    return edited(
        placement,
        x_m=placement.x_m + column * placement.pitch_x_m,
        y_m=placement.y_m + row * placement.pitch_y_m,
        at_u=at_u,
    )
