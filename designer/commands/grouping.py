"""Group instances into a block of their own, take such a block apart, and make a copy unique."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from typing_extensions import override

from designer.commands.adding import inner_wiring, moved
from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import (
    block_of,
    edited,
    ends_of,
    finished,
    instance_of,
    plural,
    unchanged,
    with_block,
)
from designer.commands.identity import fresh_id
from designer.commands.rerouting import Hop, Rerouting
from designer.errors.tree import CommandError
from designer.model.block import Block, BlockKind
from designer.model.ids import (
    BlockId,
    BundleId,
    InstanceId,
    PathStep,
    all_copies,
    path_from_text,
)
from designer.model.instance import Instance
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.catalog.library import CatalogLibrary
    from designer.model.block import LinkException
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.links import LinkBundle

_EVERYTHING_MOVES = Aspect.STRUCTURE | Aspect.WIRING | Aspect.PLACEMENT


class GroupInstances(Command):
    """Put instances of a block into a new block, which stands there once; every number stays."""

    op: Literal["group-instances"] = "group-instances"
    block: BlockId
    instances: tuple[InstanceId, ...]
    name: str = worded("Group")

    @property
    @override
    def label(self) -> str:
        """For example "Group 3 instances"."""
        return worded("Group {what}", what=plural(len(self.instances), "instance"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Group the instances; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the group, which ``touched`` names. Links between the instances move
            into it, others lead into it.

        Raises
        ------
        CommandError
            If block or instances are unknown, or the block is a rack, whose units a group has not.
        """
        owner = block_of(design, self.block)
        ids = {instance_of(owner, instance_id).id for instance_id in self.instances}
        if not ids:
            return unchanged(design)
        if owner.kind is BlockKind.RACK:
            raise CommandError(
                worded(
                    "{value} is a rack, whose contents stand in rack units; group whole racks, "
                    "or what is inside a node",
                    value=owner.name or owner.id,
                )
            )
        group_id = BlockId(fresh_id(design, self.name or "group"))
        inner_keys = {b.id for b in inner_wiring(owner, ids).link_bundles}
        inward = Inward(
            owner, InstanceId(group_id), group_id, {i: i for i in ids}, {b: b for b in inner_keys}
        )
        after = inward.design_with_paths(design)
        chosen = [i for i in owner.instances if i.id in ids]
        x_m = min(i.placement.x_m for i in chosen)
        y_m = min(i.placement.y_m for i in chosen)
        group = edited(
            Block(id=group_id, name="", kind=BlockKind.GROUP),
            name=self.name,
            instances=tuple(moved(i, -x_m, -y_m) for i in chosen),
            link_bundles=tuple(b for b in owner.link_bundles if b.id in inner_keys),
        )
        instance = Instance(
            id=InstanceId(group_id), block=group_id, placement=Placement(x_m=x_m, y_m=y_m)
        )
        outer = after.block_by_id[owner.id]
        instances = []
        for old in owner.instances:
            if old is chosen[0]:
                instances.append(instance)
            if old.id not in ids:
                instances.append(old)
        outer = edited(
            outer,
            instances=tuple(instances),
            link_bundles=tuple(b for b in outer.link_bundles if b.id not in inner_keys),
        )
        after = with_block(edited(after, blocks=(*after.blocks, group)), outer)
        touched = (f"{owner.id}/{instance.id}",)
        return finished(design, after, library, aspects=_EVERYTHING_MOVES, touched=touched)


class Inward(NamedTuple):
    """Where instances of a block go that are put into another instance of it.

    Attributes
    ----------
    owner
        Block that they are in.
    host
        The one copy of the instance that takes them.
    host_block
        Block of it, which takes the bundles between them as well.
    new_ids
        The instances, and their ids in that block.
    new_bundle_ids
        The bundles between them, and their ids in that block.
    """

    owner: Block
    host: InstanceId
    host_block: BlockId
    new_ids: Mapping[InstanceId, InstanceId]
    new_bundle_ids: Mapping[BundleId, BundleId]

    def design_with_paths(self, design: Design) -> Design:
        """Return a design whose paths to the instances lead through the host.

        Parameters
        ----------
        design
            The document; the instances stay where they are.

        Returns
        -------
        Design
            With every end of a bundle, port group, exception, approval and risk group renamed.

        Raises
        ------
        CommandError
            If a path cannot be told after the change.
        """
        rerouting = Rerouting(design, self.owner.id, self._hop, self._bundle_key)
        after = rerouting.design_with_paths(design)
        blocks = []
        for block in after.blocks:
            before = design.block_by_id[block.id]
            bundles = tuple(self._with_dims(design, before, b) for b in block.link_bundles)
            renamed = edited(block, link_bundles=bundles)
            blocks.append(with_ends_rerouted(design, renamed, rerouting))
        return edited(after, blocks=tuple(blocks))

    def _with_dims(self, design: Design, block: Block, bundle: LinkBundle) -> LinkBundle:
        # The bundle with relations that name the instances as they are called afterwards.
        if not bundle.relations or all(old == new for old, new in self.new_ids.items()):
            return bundle
        a_chain, b_chain = (end.instances for end in ends_of(design, block, bundle))
        relations = tuple(
            edited(
                relation,
                a_dim=self._dim(block, a_chain, relation.a_dim),
                b_dim=self._dim(block, b_chain, relation.b_dim),
            )
            for relation in bundle.relations
        )
        return edited(bundle, relations=relations)

    def _dim(self, block: Block, chain: tuple[Instance, ...], text: str) -> str:
        instance_id, _, name = text.rpartition(".")
        at = next(ix for ix, instance in enumerate(chain) if instance.id == instance_id)
        held_by = chain[at - 1].block if at else block.id
        is_moved = held_by == self.owner.id and instance_id in self.new_ids
        return f"{self.new_ids[InstanceId(instance_id)]}.{name}" if is_moved else text

    def _hop(self, rest: InstancePath) -> Hop | None:
        new_id = self.new_ids.get(rest[0].instance_id)
        if new_id is None:
            return None
        # An exception has every index, so the host gets one as well.
        is_exact = all(s.copy_ix is not None for s in rest)
        step = PathStep(self.host, 0 if is_exact else None)
        return Hop(1, ((step, rest[0]._replace(instance_id=new_id)),))

    def _bundle_key(self, _owner: Block, exception: LinkException) -> tuple[str, bool]:
        block_id, _, bundle_id = exception.bundle.partition("/")
        new_id = self.new_bundle_ids.get(BundleId(bundle_id))
        if block_id != self.owner.id or new_id is None:
            return exception.bundle, False
        return f"{self.host_block}/{new_id}", False


def with_ends_rerouted(design: Design, block: Block, rerouting: Rerouting) -> Block:
    """Return a block whose bundles and port groups follow a change of paths.

    Parameters
    ----------
    design
        The document before the edit.
    block
        A block of it, exceptions rewritten or not.
    rerouting
        The change; each path becomes one.

    Returns
    -------
    Block
        With the paths of afterwards.
    """
    before = design.block_by_id[block.id]
    return edited(
        block,
        port_groups=tuple(
            edited(g, path=all_copies(rerouting.one(before, g.path))) for g in block.port_groups
        ),
        link_bundles=tuple(_end_rerouted(before, b, rerouting) for b in block.link_bundles),
    )


def _end_rerouted(block: Block, bundle: LinkBundle, rerouting: Rerouting) -> LinkBundle:
    a, b = rerouting.one(block, bundle.a.path), rerouting.one(block, bundle.b.path)
    if (a, b) == (bundle.a.path, bundle.b.path):
        return bundle
    return edited(bundle, a=edited(bundle.a, path=a), b=edited(bundle.b, path=b))


class MakeUnique(Command):
    """Give an instance a block of its own, so that its inside can be edited without the others."""

    op: Literal["make-unique"] = "make-unique"
    block: BlockId
    instance: InstanceId

    @property
    @override
    def label(self) -> str:
        """For example "Make rack unique"."""
        return worded("Make {instance} unique", instance=self.instance)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Copy the block of the instance; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the instance of the new block; blocks inside it are still shared.

        Raises
        ------
        CommandError
            If block or instance are unknown, or the instance is a part or unique already.
        """
        owner = block_of(design, self.block)
        instance = instance_of(owner, self.instance)
        if instance.block is None:
            raise CommandError(
                worded("{id} is a part; only blocks have an inside of their own", id=instance.id)
            )
        old = design.block_by_id[instance.block]
        n_uses = sum(i.block == old.id for b in design.blocks for i in b.instances)
        if n_uses < 2:
            raise CommandError(worded("{id} is the only use of its block already", id=instance.id))
        new_id = BlockId(fresh_id(design, old.id))

        def hop(rest: InstancePath) -> Hop | None:
            return Hop(1, ((rest[0],),)) if rest[0].instance_id == instance.id else None

        def bundle_key(block: Block, exception: LinkException) -> tuple[str, bool]:
            block_id, _, bundle_id = exception.bundle.partition("/")
            is_hopped = rerouting.passes(block, path_from_text(exception.a))
            is_own = is_hopped and block_id == old.id
            return (f"{new_id}/{bundle_id}" if is_own else exception.bundle), False

        rerouting = Rerouting(design, owner.id, hop, bundle_key)
        after = rerouting.design_with_paths(design)
        own = tuple(
            edited(e, bundle=f"{new_id}/{e.bundle.partition('/')[2]}")
            if e.bundle.partition("/")[0] == old.id
            else e
            for e in old.link_exceptions
        )
        new = edited(old, id=new_id, name=_next_name(design, old.name), link_exceptions=own)
        outer = after.block_by_id[owner.id]
        instances = tuple(
            edited(i, block=new_id) if i.id == instance.id else i for i in outer.instances
        )
        after = with_block(
            edited(after, blocks=(*after.blocks, new)), edited(outer, instances=instances)
        )
        touched = (f"{owner.id}/{instance.id}",)
        return finished(design, after, library, aspects=_EVERYTHING_MOVES, touched=touched)


def _next_name(design: Design, name: str) -> str:
    taken = {block.name for block in design.blocks}
    n = 2
    while f"{name} {n}" in taken:
        n += 1
    return f"{name} {n}"[-256:]
