"""Take a group apart: what is in it stands in the block around it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from typing_extensions import override

from designer.commands.adding import moved
from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import (
    block_of,
    edited,
    ends_of,
    finished,
    instance_of,
    with_block,
    without_unused_blocks,
)
from designer.commands.grouping import with_ends_rerouted
from designer.commands.identity import fresh_id
from designer.commands.rerouting import Hop, Rerouting
from designer.errors.tree import CommandError
from designer.model.block import BlockKind, ExceptionKind
from designer.model.ids import (
    BlockId,
    BundleId,
    InstanceId,
    PathStep,
    path_from_text,
    text_from_path,
)
from designer.model.links import Relation, RelationKind
from designer.model.query import chain_from_path
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block, InstanceException, LinkException
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, LinkEnd

MAX_EXCEPTIONS: Final = 10_000
"""Most exceptions that taking a group apart may make."""


class UngroupInstance(Command):
    """Put what is in a group into the block around it; every number stays."""

    op: Literal["ungroup-instance"] = "ungroup-instance"
    block: BlockId
    instance: InstanceId

    @property
    @override
    def label(self) -> str:
        """For example "Ungroup pod"."""
        return worded("Ungroup {instance}", instance=self.instance)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Take the group apart; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the contents in the block around, under fresh ids, which ``touched``
            names. The group stays defined where it is used elsewhere.

        Raises
        ------
        CommandError
            If block or instance are unknown, the instance is not a plain group, or its copies
            could not keep their places, links or exceptions.
        """
        apart = _Apart(design, block_of(design, self.block), self.instance)
        after = apart.design()
        after = without_unused_blocks(design, after)
        aspects = Aspect.STRUCTURE | Aspect.WIRING | Aspect.PLACEMENT
        touched = tuple(f"{self.block}/{new}" for new in apart.new_ids.values())
        return finished(design, after, library, aspects=aspects, touched=touched)


def never_of_one(relation: Relation) -> bool:
    """Return whether a relation never holds between dimensions of one value.

    Parameters
    ----------
    relation
        The relation.

    Returns
    -------
    bool
        Whether nothing is linked.
    """
    is_step = relation.kind is RelationKind.STEP and relation.offset != 0
    return is_step or relation.kind is RelationKind.NOT_EQUAL


class _Apart:
    """The group, what comes out of it, and how paths change."""

    def __init__(self, before: Design, owner: Block, instance_id: InstanceId) -> None:
        self.before = before
        self.owner = owner
        self.outer = instance_of(owner, instance_id)
        if self.outer.block is None:
            raise CommandError(
                worded(
                    "{instance_id} is a part; only groups can be taken apart",
                    instance_id=instance_id,
                )
            )
        self.group = before.block_by_id[self.outer.block]
        self._require()
        taken: set[str] = set()
        self.new_ids: dict[InstanceId, InstanceId] = {}
        held = {i.id for i in owner.instances} - {self.outer.id}
        for inner in self.group.instances:
            # A free id of the block itself is kept, so that grouping and taking apart agree.
            is_free = inner.id not in held and inner.id not in taken
            new = inner.id if is_free else fresh_id(before, inner.id, taken=frozenset(taken))
            self.new_ids[inner.id] = InstanceId(new)
            taken.add(new)
        self.bundle_ids: dict[str, BundleId] = {}
        held_bundles = {b.id for b in owner.link_bundles}
        for bundle in self.group.link_bundles:
            is_free = bundle.id not in held_bundles
            new = bundle.id if is_free else fresh_id(before, bundle.id, taken=frozenset(taken))
            self.bundle_ids[bundle.id] = BundleId(new)
            taken.add(new)
        self.rerouting = Rerouting(before, owner.id, self._hop, self._bundle_key)

    @property
    def is_many(self) -> bool:
        return self.outer.count > 1

    def _require(self) -> None:
        name = self.outer.name or self.outer.id
        if self.group.kind is not BlockKind.GROUP or self.group.part is not None:
            raise CommandError(
                worded(
                    "{name} is a {kind} with an enclosure of its own; "
                    "only plain groups can be taken apart",
                    name=name,
                    kind=term(self.group.kind.value),
                )
            )
        if self.is_many and any(i.count > 1 for i in self.group.instances):
            raise CommandError(
                worded(
                    "{name} has {n_copies:,} copies with several copies inside, which could not "
                    "keep their places; split it into single copies first",
                    name=name,
                    n_copies=self.outer.count,
                )
            )
        if self.is_many and any(b.pairs is not None for b in self.group.link_bundles):
            raise CommandError(
                worded(
                    "links inside {name} are listed pair by pair; "
                    "split it into single copies first",
                    name=name,
                )
            )
        for block in self.before.blocks:
            for exception in block.exceptions:
                if exception.kind is ExceptionKind.REMOVED and self._ends_here(
                    block, exception.path
                ):
                    raise CommandError(
                        worded("{path} is removed; restore it first", path=exception.path)
                    )

    def _ends_here(self, block: Block, text: str) -> bool:
        path = path_from_text(text)
        if path[-1].instance_id != self.outer.id:
            return False
        if len(path) == 1:
            return block.id == self.owner.id
        chain = chain_from_path(self.before, block, path[:-1])
        return bool(chain) and chain is not None and chain[-1].block == self.owner.id

    def _hop(self, rest: InstancePath) -> Hop | None:
        if rest[0].instance_id != self.outer.id:
            return None
        if len(rest) == 1:
            return Hop(1, tuple(self._step(rest[0].copy_ix, i.id, None) for i in self._inner()))
        inner = rest[1]
        return Hop(2, (self._step(rest[0].copy_ix, inner.instance_id, inner.copy_ix),))

    def _inner(self) -> tuple[Instance, ...]:
        return self.group.instances

    def _step(
        self, outer_ix: int | None, inner_id: InstanceId, inner_ix: int | None
    ) -> InstancePath:
        copy_ix = outer_ix if self.is_many else inner_ix
        return (PathStep(self.new_ids[inner_id], copy_ix),)

    def _bundle_key(self, block: Block, exception: LinkException) -> tuple[str, bool]:
        is_hopped = self.rerouting.passes(block, path_from_text(exception.a))
        return (self._outer_key(exception.bundle) if is_hopped else exception.bundle), False

    def _outer_key(self, key: str) -> str:
        block_id, _, bundle_id = key.partition("/")
        is_own = block_id == self.group.id
        return f"{self.owner.id}/{self.bundle_ids[bundle_id]}" if is_own else key

    def design(self) -> Design:
        # The design with the group taken apart.
        shown = edited(
            self.before, blocks=tuple(self._with_parts_named(b) for b in self.before.blocks)
        )
        after = self.rerouting.design_with_paths(shown)
        blocks = []
        for block in after.blocks:
            old = shown.block_by_id[block.id]
            renamed = [self._relations(shown, old, bundle) for bundle in block.link_bundles]
            kept = tuple(bundle for bundle in renamed if bundle is not None)
            block = edited(block, link_bundles=kept)  # noqa: PLW2901 - the block as it becomes
            blocks.append(with_ends_rerouted(shown, block, self.rerouting))
        after = edited(after, blocks=tuple(blocks))
        return with_block(after, self._owner_with_contents(after.block_by_id[self.owner.id]))

    def _with_parts_named(self, block: Block) -> Block:
        # Ends that stop at the group because it shows a port group lead to the part instead.
        return edited(
            block,
            port_groups=tuple(
                edited(g, path=found[0], port=found[1])
                if (found := self._shown(block, g.path, g.port))
                else g
                for g in block.port_groups
            ),
            link_bundles=tuple(
                edited(b, a=self._end(block, b.a), b=self._end(block, b.b))
                for b in block.link_bundles
            ),
        )

    def _end(self, block: Block, end: LinkEnd) -> LinkEnd:
        found = self._shown(block, end.path, end.port)
        return end if found is None else edited(end, path=found[0], port=found[1])

    def _shown(self, block: Block, path: str, port: str) -> tuple[str, str] | None:
        if not self._ends_here(block, path):
            return None
        group = next((g for g in self.group.port_groups if g.name == port), None)
        return None if group is None else (f"{path}/{group.path}", group.port)

    def _relations(self, design: Design, block: Block, bundle: LinkBundle) -> LinkBundle | None:
        # The bundle with relations that name dimensions as they are called afterwards.
        relations = []
        chains = [end.instances for end in ends_of(design, block, bundle)]
        for relation in bundle.relations:
            dims = [
                self._dim(block, chain, text)
                for chain, text in zip(chains, (relation.a_dim, relation.b_dim), strict=True)
            ]
            if None in dims:
                # A dimension of one value is gone: its only index is equal to itself.
                if never_of_one(relation):
                    return None
                continue
            relations.append(edited(relation, a_dim=dims[0], b_dim=dims[1]))
        return edited(bundle, relations=tuple(relations))

    def _dim(self, block: Block, chain: tuple[Instance, ...], text: str) -> str | None:
        # Which step has the dimension: the outermost of that id.
        instance_id, _, name = text.rpartition(".")
        at = next(ix for ix, i in enumerate(chain) if i.id == instance_id)
        owners = [block.id, *(i.block for i in chain)]
        if owners[at] == self.owner.id and chain[at].id == self.outer.id:
            if not self.is_many:
                return None
            return f"{self.new_ids[chain[at + 1].id]}.{name}"
        is_inner = at > 0 and owners[at - 1] == self.owner.id and chain[at - 1].id == self.outer.id
        if is_inner:
            return None if self.is_many else f"{self.new_ids[chain[at].id]}.{name}"
        return text

    def _owner_with_contents(self, owner: Block) -> Block:
        instances: list[Instance] = []
        for instance in owner.instances:
            if instance.id != self.outer.id:
                instances.append(instance)
                continue
            instances += [self._brought_out(inner) for inner in self._inner()]
        return edited(
            owner,
            instances=tuple(instances),
            link_bundles=(
                *owner.link_bundles,
                *(
                    made
                    for bundle in self.group.link_bundles
                    if (made := self._inner_bundle(bundle)) is not None
                ),
            ),
            exceptions=(*owner.exceptions, *self._inner_exceptions()),
            link_exceptions=(*owner.link_exceptions, *self._inner_link_exceptions()),
        )

    def _brought_out(self, inner: Instance) -> Instance:
        outer = self.outer.placement
        new = edited(inner, id=self.new_ids[inner.id])
        if self.outer.is_assumed:
            new = edited(new, is_assumed=True)
        if not self.is_many:
            return moved(new, outer.x_m, outer.y_m)
        placement = edited(
            outer, x_m=outer.x_m + inner.placement.x_m, y_m=outer.y_m + inner.placement.y_m
        )
        return edited(new, dims=self.outer.dims, placement=placement)

    def _inner_bundle(self, bundle: LinkBundle) -> LinkBundle | None:
        ends = [path_from_text(end.path) for end in (bundle.a, bundle.b)]
        firsts = [path[0].instance_id for path in ends]
        relations = []
        for relation in bundle.relations:
            dims = [
                self._inner_dim(dim, first)
                for dim, first in zip((relation.a_dim, relation.b_dim), firsts, strict=True)
            ]
            if dims[0] is not None and dims[1] is not None:
                relations.append(edited(relation, a_dim=dims[0], b_dim=dims[1]))
            elif never_of_one(relation):
                return None
        if self.is_many:
            shared = [
                Relation(
                    a_dim=f"{self.new_ids[firsts[0]]}.{dim.name}",
                    b_dim=f"{self.new_ids[firsts[1]]}.{dim.name}",
                )
                for dim in self.outer.dims
            ]
            relations = [*shared, *relations]
        paths = []
        for path in ends:
            first = path[0]._replace(instance_id=self.new_ids[path[0].instance_id])
            if self.is_many:
                first = first._replace(copy_ix=None)
            paths.append(text_from_path((first, *path[1:])))
        return edited(
            bundle,
            id=self.bundle_ids[bundle.id],
            a=edited(bundle.a, path=paths[0]),
            b=edited(bundle.b, path=paths[1]),
            relations=tuple(relations),
        )

    def _inner_dim(self, text: str, first: InstanceId) -> str | None:
        instance_id, _, name = text.rpartition(".")
        if instance_id != first:
            return text
        return None if self.is_many else f"{self.new_ids[first]}.{name}"

    def _inner_exceptions(self) -> list[InstanceException]:
        return [
            edited(e, path=self._inner_path(e.path, copy_ix))
            for e in self.group.exceptions
            for copy_ix in range(self._n_places(len(self.group.exceptions)))
        ]

    def _inner_link_exceptions(self) -> list[LinkException]:
        found = self.group.link_exceptions
        return [
            edited(
                e,
                bundle=self._outer_key(e.bundle),
                a=self._inner_path(e.a, copy_ix),
                b=self._inner_path(e.b, copy_ix),
            )
            for e in found
            for copy_ix in range(self._n_places(len(found)))
        ]

    def _n_places(self, n_exceptions: int) -> int:
        n = self.outer.count
        if n * n_exceptions > MAX_EXCEPTIONS:
            raise CommandError(
                worded(
                    "{id} would need {n:,} exceptions, more than {most:,}",
                    id=self.outer.id,
                    n=n * n_exceptions,
                    most=MAX_EXCEPTIONS,
                )
            )
        return n

    def _inner_path(self, text: str, copy_ix: int) -> str:
        first, *rest = path_from_text(text)
        step = PathStep(self.new_ids[first.instance_id], first.copy_ix)
        if self.is_many:
            step = step._replace(copy_ix=copy_ix)
        return text_from_path((step, *rest))
