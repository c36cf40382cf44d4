"""Selections that follow from another: inverted, of the same type, of one kind only."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final

from designer.model.block import BlockKind
from designer.model.ids import PathStep
from designer.viewmodel.selection import Selection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance

MAX_COPIES: Final = 4_096
"""Most copies of one instance that are named one by one; more are selected as a whole."""


class SelectionKind(Enum):
    """What a selection can be narrowed to."""

    RACKS = "racks"
    NODES = "nodes"
    DEVICES = "devices"
    LINKS = "links"


def copy_paths(scope: InstancePath, instance: Instance) -> tuple[InstancePath, ...]:
    """Return the paths that select all copies of an instance.

    Parameters
    ----------
    scope
        Path of the block that has it.
    instance
        The instance.

    Returns
    -------
    tuple[InstancePath, ...]
        One path per copy, or one for all of more than :data:`MAX_COPIES`.
    """
    if instance.count > MAX_COPIES:
        return ((*scope, PathStep(instance.id)),)
    return tuple((*scope, PathStep(instance.id, ix)) for ix in range(instance.count))


def everything(block: Block, scope: InstancePath) -> Selection:
    """Return the selection of all copies and links of a block.

    Parameters
    ----------
    block
        Block of the scope.
    scope
        Its path.

    Returns
    -------
    Selection
        All copies and bundles.
    """
    paths = tuple(path for i in block.instances for path in copy_paths(scope, i))
    return Selection(scope, paths, tuple(f"{block.id}/{b.id}" for b in block.link_bundles))


def inverted(block: Block, selection: Selection) -> Selection:
    """Return what is not selected in the block.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    Selection
        All other copies and bundles.
    """
    every = everything(block, selection.scope)
    chosen = set(selection.paths)
    whole = {path[-1].instance_id for path in chosen if path[-1].copy_ix is None}
    some = {path[-1].instance_id for path in chosen}
    paths = tuple(
        path
        for path in every.paths
        if path not in chosen
        and path[-1].instance_id not in whole
        # Too many copies to be named: some are chosen, so the others cannot be told.
        and not (path[-1].copy_ix is None and path[-1].instance_id in some)
    )
    keys = tuple(key for key in every.bundle_keys if key not in selection.bundle_keys)
    return Selection(selection.scope, paths, keys)


def same_type(block: Block, selection: Selection) -> Selection:
    """Return everything in the block of the types that are selected.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    Selection
        All copies of instances of the same part or block, and all bundles of the same fabric.
    """
    ids = {path[-1].instance_id for path in selection.paths}
    types = {(i.block, i.part) for i in block.instances if i.id in ids}
    found = [i for i in block.instances if (i.block, i.part) in types]
    chosen = {key.partition("/")[2] for key in selection.bundle_keys}
    fabrics = {b.fabric for b in block.link_bundles if b.id in chosen}
    return Selection(
        selection.scope,
        tuple(path for i in found for path in copy_paths(selection.scope, i)),
        tuple(f"{block.id}/{b.id}" for b in block.link_bundles if b.fabric in fabrics),
    )


def narrowed(design: Design, block: Block, selection: Selection, kind: SelectionKind) -> Selection:
    """Return what of a selection is of one kind; of an empty selection, of the block.

    Parameters
    ----------
    design
        The document.
    block
        Block of the scope.
    selection
        What is selected.
    kind
        What to keep.

    Returns
    -------
    Selection
        The part of it.
    """
    start = everything(block, selection.scope) if selection.is_empty else selection
    if kind is SelectionKind.LINKS:
        return Selection(selection.scope, (), start.bundle_keys)
    kept = set(_of_kind(design, block.instances, kind))
    paths = tuple(path for path in start.paths if path[-1].instance_id in kept)
    return Selection(selection.scope, paths, ())


def _of_kind(design: Design, instances: Iterable[Instance], kind: SelectionKind) -> Iterable[str]:
    wanted = {
        SelectionKind.RACKS: {BlockKind.RACK},
        SelectionKind.NODES: {BlockKind.NODE, BlockKind.SWITCH_BOX},
    }.get(kind, set())
    for instance in instances:
        inner = design.block_by_id.get(instance.block) if instance.block is not None else None
        if (inner is None) if kind is SelectionKind.DEVICES else (inner and inner.kind in wanted):
            yield instance.id
