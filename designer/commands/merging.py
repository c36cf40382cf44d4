"""Merge equal instances into one with the sum of their counts."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.cable_balance import require_same_cables
from designer.commands.editing import block_of, edited, finished, instance_of, plural
from designer.commands.merged_bundles import BundleMerge, Piece
from designer.commands.merged_placement import merged_order, merged_placement
from designer.commands.rerouting import Hop, Rerouting
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, InstanceId, path_from_text, text_from_path
from designer.model.risk_groups import MAX_RISK_PATHS
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block, LinkException
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.risk_groups import RiskGroup


class MergeInstances(Command):
    """Merge instances of one part or block into one; every number stays."""

    op: Literal["merge-instances"] = "merge-instances"
    block: BlockId
    instances: tuple[InstanceId, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Merge 2 instances"."""
        return worded("Merge {what}", what=plural(len(self.instances), "instance"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Merge the instances; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the first instance in the order of their places, which has the copies
            of all; ``touched`` names it.

        Raises
        ------
        CommandError
            If block or instances are unknown, they are not equal, do not stand in one array, or
            their links, port groups or shared cables do not allow it.
        """
        owner = block_of(design, self.block)
        chosen = [instance_of(owner, i) for i in dict.fromkeys(self.instances)]
        if len(chosen) < 2:
            raise CommandError(worded("select two or more equal instances to merge"))
        _require_equal(chosen)
        ordered = merged_order(chosen)
        ways = []
        for dim_ix in _dims_to_join(chosen):
            merge = _Merge(design, owner, ordered, dim_ix)
            ways.append((n_listed(after := merge.design()), dim_ix, after))
        _, _, after = min(ways, key=lambda way: way[:2])
        require_same_cables(design, after)
        aspects = Aspect.STRUCTURE | Aspect.WIRING | Aspect.PLACEMENT
        touched = (f"{owner.id}/{ordered[0].id}",)
        return finished(design, after, library, aspects=aspects, touched=touched)


def _require_equal(chosen: list[Instance]) -> None:
    first, *others = chosen
    for other in others:
        if other.of != first.of:
            raise CommandError(
                worded(
                    "{id} is of {of}, {id_2} of {of_2}",
                    id=other.id,
                    of=other.of,
                    id_2=first.id,
                    of_2=first.of,
                )
            )
        if other.is_assumed != first.is_assumed:
            raise CommandError(
                worded(
                    "only one of {id} and {id_2} is marked as assumed", id=first.id, id_2=other.id
                )
            )
        if not _dims_to_join((first, other)):
            raise CommandError(
                worded(
                    "{id} and {id_2} are counted by other dimensions", id=other.id, id_2=first.id
                )
            )


def _dims_to_join(chosen: Sequence[Instance]) -> list[int]:
    # Dimensions that can get the sum of the sizes: no planes, and all others agree; those outside
    # have one value.
    first = chosen[0].dims
    if any([(d.name, d.is_plane) for d in i.dims] != [(d.name, d.is_plane) for d in first]
           for i in chosen):  # fmt: skip
        return []
    return [
        ix
        for ix in range(len(first))
        if not first[ix].is_plane
        and all(
            dim.size == 1 if at < ix else dim.size == first[at].size
            for i in chosen
            for at, dim in enumerate(i.dims)
            if at != ix
        )
    ]


def n_listed(design: Design) -> int:
    """Return how many link bundles list their pairs one by one.

    Parameters
    ----------
    design
        The document.

    Returns
    -------
    int
        Number of bundles. [1]
    """
    return sum(b.pairs is not None for block in design.blocks for b in block.link_bundles)


class _Merge:
    """The pieces in order, and how links and paths come to mean the whole."""

    def __init__(self, before: Design, owner: Block, ordered: list[Instance], dim_ix: int) -> None:
        self.before = before
        self.dim_ix = dim_ix
        self.owner = owner
        self.first = ordered[0]
        self.placement = merged_placement(ordered)
        self.pieces: dict[InstanceId, Piece] = {}
        start = 0
        for instance in ordered:
            self.pieces[instance.id] = Piece(instance.id, start, instance.count)
            start += instance.count
        self.n_copies = start
        self.rerouting = Rerouting(before, owner.id, self._hop, self._bundle_key)
        self.keys: dict[str, str] = {}

    def _hop(self, rest: InstancePath) -> Hop | None:
        piece = self.pieces.get(rest[0].instance_id)
        if piece is None:
            return None
        copy_ix = rest[0].copy_ix
        new_ix = None if copy_ix is None else copy_ix + piece.start
        return Hop(1, ((rest[0]._replace(instance_id=self.first.id, copy_ix=new_ix),),))

    def _bundle_key(self, _: Block, exception: LinkException) -> tuple[str, bool]:
        return self.keys.get(exception.bundle, exception.bundle), False

    def design(self) -> Design:
        blocks = []
        for block in self.before.blocks:
            for group in block.port_groups:
                if self.rerouting.passes(block, path_from_text(group.path)):
                    raise CommandError(
                        worded(
                            "port group {name} of {value} shows only one of the instances",
                            name=group.name,
                            value=block.name or block.id,
                        )
                    )
            merge = BundleMerge(
                self.before,
                block,
                self.rerouting,
                whole=self._whole(),
                dim_ix=self.dim_ix,
                pieces=tuple(self.pieces.values()),
            )
            blocks.append(edited(block, link_bundles=merge.bundles()))
            self.keys |= {
                f"{block.id}/{old}": f"{block.id}/{new}" for old, new in merge.new_ids.items()
            }
        groups = tuple(self._risk_group(group) for group in self.before.risk_groups)
        after = edited(self.before, blocks=tuple(blocks), risk_groups=())
        after = edited(self.rerouting.design_with_paths(after), risk_groups=groups)
        owner = after.block_by_id[self.owner.id]
        instances = tuple(
            self._whole() if i.id == self.first.id else i
            for i in owner.instances
            if i.id == self.first.id or i.id not in self.pieces
        )
        owner = edited(owner, instances=instances)
        return edited(after, blocks=tuple(owner if b.id == owner.id else b for b in after.blocks))

    def _whole(self) -> Instance:
        dims = list(self.first.dims)
        n_inner = math.prod(dim.size for dim in dims[self.dim_ix + 1 :])
        dims[self.dim_ix] = edited(dims[self.dim_ix], size=self.n_copies // n_inner)
        return edited(self.first, dims=tuple(dims), placement=self.placement)

    def _risk_group(self, group: RiskGroup) -> RiskGroup:
        texts = set(group.paths)
        found: list[str] = []
        for text in group.paths:
            path = path_from_text(text)
            if not self.rerouting.exists(self.before.root_block, path):
                found.append(text)
                continue
            at = self.rerouting.step_ix(self.before.root_block, path)
            if at is None or path[at].copy_ix is not None:
                found.append(self.rerouting.one(self.before.root_block, text))
                continue
            piece = self.pieces[path[at].instance_id]
            every = {_with_step(path, at, other, None) for other in self.pieces}
            if every <= texts:
                found.append(_with_step(path, at, self.first.id, None))
            else:
                numbers = range(piece.start, piece.start + piece.size)
                found += [_with_step(path, at, self.first.id, n) for n in numbers]
        paths = tuple(dict.fromkeys(found))
        if len(paths) > MAX_RISK_PATHS:
            raise CommandError(
                worded(
                    "risk group {name} would have {n_paths:,} places, more than {MAX_RISK_PATHS:,}",
                    name=group.name,
                    n_paths=len(paths),
                    MAX_RISK_PATHS=MAX_RISK_PATHS,
                )
            )
        return edited(group, paths=paths)


def _with_step(path: InstancePath, at: int, instance_id: InstanceId, copy_ix: int | None) -> str:
    step = path[at]._replace(instance_id=instance_id, copy_ix=copy_ix)
    return text_from_path((*path[:at], step, *path[at + 1 :]))
