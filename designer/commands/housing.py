"""Put instances into a block that stands beside them: a tray into a rack, a chip into a node."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.adding import inner_wiring, moved, with_renamed_ends
from designer.commands.base import Aspect, Change, Command
from designer.commands.default_placement import default_placement, part_of
from designer.commands.editing import (
    block_of,
    edited,
    finished,
    instance_of,
    plural,
    unchanged,
    with_block,
)
from designer.commands.grouping import Inward
from designer.commands.identity import fresh_id
from designer.errors.tree import CommandError
from designer.model.block import BlockKind
from designer.model.ids import BlockId, BundleId, InstanceId
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle


class PutInto(Command):
    """Put instances of a block into another instance of it, whose block is used once.

    Links between the instances move along; other links stay and lead into the host. In a rack
    they stand from ``at_u`` upwards, without it on top of what is inside; elsewhere the upper
    left one of them stands at ``x_m``, ``y_m``.
    """

    op: Literal["put-into"] = "put-into"
    block: BlockId
    instances: tuple[InstanceId, ...]
    host: InstanceId
    x_m: float = 0.0
    y_m: float = 0.0
    at_u: int | None = None

    @property
    @override
    def label(self) -> str:
        """For example "Put 3 instances into rack"."""
        return worded(
            "Put {what} into {host}", what=plural(len(self.instances), "instance"), host=self.host
        )

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Move the instances inside; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the instances in the block of the host, which ``touched`` names.

        Raises
        ------
        CommandError
            If block or instances are unknown, the host is a part, one of the instances or several
            copies, or its block is used elsewhere.
        """
        owner = block_of(design, self.block)
        host = instance_of(owner, self.host)
        ids = {instance_of(owner, instance_id).id for instance_id in self.instances}
        if not ids:
            return unchanged(design)
        inside = self._host_block(design, host, ids)
        chosen = [i for i in owner.instances if i.id in ids]
        bundles = inner_wiring(owner, ids).link_bundles
        inward = self._inward(design, owner, inside, bundles)
        after = inward.design_with_paths(design)
        outer, inner = after.block_by_id[owner.id], after.block_by_id[inside.id]
        placed = self._placed(design, inside, chosen)
        names: dict[str, str] = {str(old): str(new) for old, new in inward.new_ids.items()}
        outer = edited(
            outer,
            instances=tuple(i for i in outer.instances if i.id not in ids),
            link_bundles=tuple(b for b in outer.link_bundles if b.id not in inward.new_bundle_ids),
        )
        inner = edited(
            inner,
            instances=(*inner.instances, *(edited(i, id=inward.new_ids[i.id]) for i in placed)),
            link_bundles=(
                *inner.link_bundles,
                *(
                    with_renamed_ends(edited(b, id=inward.new_bundle_ids[b.id]), names)
                    for b in bundles
                ),
            ),
        )
        after = with_block(with_block(after, outer), inner)
        touched = tuple(f"{inside.id}/{new}" for new in inward.new_ids.values())
        aspects = Aspect.STRUCTURE | Aspect.WIRING | Aspect.PLACEMENT
        return finished(design, after, library, aspects=aspects, touched=touched)

    def _inward(
        self, design: Design, owner: Block, inside: Block, bundles: Iterable[LinkBundle]
    ) -> Inward:
        # An id that is free in the host is kept.
        new_ids: dict[InstanceId, InstanceId] = {}
        taken: set[str] = set()
        for old in dict.fromkeys(self.instances):
            is_free = old not in inside.instance_by_id and old not in taken
            new_ids[old] = InstanceId(
                old if is_free else fresh_id(design, old, taken=frozenset(taken))
            )
            taken.add(new_ids[old])
        held = {b.id for b in inside.link_bundles}
        new_bundle_ids: dict[BundleId, BundleId] = {}
        for bundle in bundles:
            is_free = bundle.id not in held
            new_bundle_ids[bundle.id] = BundleId(
                bundle.id if is_free else fresh_id(design, bundle.id, taken=frozenset(taken))
            )
            taken.add(new_bundle_ids[bundle.id])
        return Inward(owner, self.host, inside.id, new_ids, new_bundle_ids)

    def _host_block(self, design: Design, host: Instance, ids: set[InstanceId]) -> Block:
        if host.block is None:
            raise CommandError(
                worded("{id} is a part; only blocks hold something", id=host.name or host.id)
            )
        if host.id in ids:
            raise CommandError(worded("{id} cannot be put into itself", id=host.name or host.id))
        n_uses = sum(i.block == host.block for b in design.blocks for i in b.instances)
        if host.count > 1 or n_uses > 1:
            raise CommandError(
                worded(
                    "{id} is one of several copies, which would all receive it; make one copy "
                    "unique first (Edit > Block > Make Unique)",
                    id=host.name or host.id,
                )
            )
        return design.block_by_id[host.block]

    def _placed(self, design: Design, inside: Block, chosen: list[Instance]) -> list[Instance]:
        if inside.kind is not BlockKind.RACK:
            left = min(i.placement.x_m for i in chosen)
            top = min(i.placement.y_m for i in chosen)
            return [moved(i, self.x_m - left, self.y_m - top) for i in chosen]
        placed: list[Instance] = []
        at_u = self.at_u
        for instance in chosen:
            part = part_of(design, instance)
            start = edited(instance.placement, x_m=0.0, y_m=0.0, at_u=at_u)
            placement = default_placement(inside, part, instance.count, start)
            placed.append(edited(instance, placement=placement))
            if at_u is not None:
                height_u = part.height_u if part is not None else None
                n_units = max(1, round(height_u.value)) if height_u is not None else 1
                at_u = min(100, at_u + instance.count * n_units)
        return placed
