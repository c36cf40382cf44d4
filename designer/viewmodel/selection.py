"""What is selected, and where the user is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.query import chain_from_path, index_problem

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstancePath


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected copies and bundles inside the scope.

    Attributes
    ----------
    scope
        Indexed path of the block that is being edited; empty for the root block.
    paths
        Selected copies: indexed paths from the root, one step longer than the scope.
    bundle_keys
        Selected link bundles as ``block-id/bundle-id``; their block is the scope's block.
    """

    scope: InstancePath = ()
    paths: tuple[InstancePath, ...] = ()
    bundle_keys: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return not self.paths and not self.bundle_keys


def scope_block(design: Design, scope: InstancePath) -> Block | None:
    """Return the block of a scope.

    Parameters
    ----------
    design
        The document.
    scope
        Indexed path from the root.

    Returns
    -------
    Block | None
        ``None`` if a step or copy does not exist, or the path ends at a part.
    """
    if not scope:
        return design.root_block
    chain = chain_from_path(design, design.root_block, scope)
    if chain is None or chain[-1].block is None or index_problem(scope, chain):
        return None
    return design.block_by_id.get(chain[-1].block)


def repaired(design: Design, selection: Selection) -> Selection:
    """Return what of a selection still exists.

    Parameters
    ----------
    design
        The document after an edit.
    selection
        What was selected before it.

    Returns
    -------
    Selection
        In the innermost block of the scope that is left; the same selection if nothing is gone.
    """
    scope = selection.scope
    while scope_block(design, scope) is None:
        scope = scope[:-1]
    block = scope_block(design, scope) or design.root_block
    paths: tuple[InstancePath, ...] = ()
    if scope == selection.scope:
        paths = tuple(
            path
            for path in selection.paths
            if (instance := block.instance_by_id.get(path[-1].instance_id)) is not None
            and (path[-1].copy_ix or 0) < instance.count
        )
    bundle_ids = {f"{block.id}/{bundle.id}" for bundle in block.link_bundles}
    keys = tuple(key for key in selection.bundle_keys if key in bundle_ids)
    return Selection(scope, paths, keys)
