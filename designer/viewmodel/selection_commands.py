"""Edits of the selection, as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.copies import RemoveCopies, RestoreCopies
from designer.commands.insertion import DuplicateInstances
from designer.commands.macro import Macro
from designer.commands.structure import RemoveInstances
from designer.commands.wiring import RemoveBundles
from designer.fabric.layout import BOARD_ROW_PITCH_M, RACK_ROW_PITCH_M, RACK_UNIT_M
from designer.model.block import BlockKind
from designer.model.ids import path_from_text, text_from_path
from designer.model.query import chain_from_path
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.viewmodel.selection import Selection


def delete_command(design: Design, block: Block, selection: Selection) -> Command | None:
    """Delete exactly what is selected.

    Where only some copies are selected, or the block has copies elsewhere, the others stay.

    Parameters
    ----------
    design
        The document.
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    Command | None
        The edit; ``None`` if nothing is selected.
    """
    is_only_copy = n_scope_copies(design, selection.scope) == 1
    whole: list[str] = []
    copies: list[InstancePath] = []
    by_instance: dict[str, list[InstancePath]] = {}
    for path in selection.paths:
        by_instance.setdefault(path[-1].instance_id, []).append(path)
    for instance in block.instances:
        paths = by_instance.get(instance.id, [])
        if not paths:
            continue
        is_all = len(set(paths)) == instance.count
        if any(step.copy_ix is None for path in paths for step in path) or (
            is_all and is_only_copy
        ):
            whole.append(instance.id)
        else:
            copies += paths
    steps: list[Command] = []
    if copies:
        steps.append(RemoveCopies(paths=tuple(text_from_path(path) for path in copies)))
    return _joined(steps + _removals(block, whole, selection))


def delete_everywhere_command(block: Block, selection: Selection) -> Command | None:
    """Delete the selected instances and links from the block, so from every copy of it.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    Command | None
        The edit; ``None`` if nothing is selected.
    """
    ids = {path[-1].instance_id for path in selection.paths}
    whole = [instance.id for instance in block.instances if instance.id in ids]
    return _joined(_removals(block, list(whole), selection))


def restore_command(design: Design, selection: Selection) -> Command | None:
    """Bring back removed copies: the selected ones, or without a selection those of the scope.

    Parameters
    ----------
    design
        The document.
    selection
        What is selected.

    Returns
    -------
    Command | None
        The edit; ``None`` if nothing was removed there.
    """
    roots = selection.paths or (selection.scope,)
    found = []
    for exception in design.root_block.exceptions:
        path = path_from_text(exception.path)
        if any(_is_below(path, root) for root in roots):
            found.append(exception.path)
    return RestoreCopies(paths=tuple(found)) if found else None


def duplicate_command(block: Block, selection: Selection) -> Command | None:
    """Copy the selected instances with the links between them, beside the originals.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    Command | None
        The edit; ``None`` if no instance is selected.
    """
    ids = {path[-1].instance_id for path in selection.paths}
    chosen = [i for i in block.instances if i.id in ids]
    if not chosen:
        return None
    if block.kind is BlockKind.RACK:
        step_m = RACK_UNIT_M
    elif block.kind in {BlockKind.NODE, BlockKind.SWITCH_BOX}:
        step_m = BOARD_ROW_PITCH_M
    else:
        step_m = RACK_ROW_PITCH_M
    tops = [i.placement.y_m for i in chosen]
    ends = [
        i.placement.y_m + max(i.placement.pitch_y_m, step_m) * -(-i.count // i.placement.n_columns)
        for i in chosen
    ]
    return DuplicateInstances(
        block=block.id,
        instances=tuple(i.id for i in chosen),
        dx_m=0.0,
        dy_m=round(max(ends) - min(tops), 5),
    )


def n_scope_copies(design: Design, scope: InstancePath) -> int:
    """Return in how many places the block of a scope stands.

    Parameters
    ----------
    design
        The document.
    scope
        Path from the root.

    Returns
    -------
    int
        Number of copies of the block in the whole design; 1 for the root. [1]
    """
    chain = chain_from_path(design, design.root_block, scope) or ()
    total = 1
    for instance in chain:
        uses = sum(
            i.count for block in design.blocks for i in block.instances if i.block == instance.block
        )
        total *= max(uses, 1)
    return total


def _is_below(path: InstancePath, root: InstancePath) -> bool:
    return len(path) >= len(root) and all(
        step.instance_id == above.instance_id and above.copy_ix in {None, step.copy_ix}
        for step, above in zip(path, root, strict=False)
    )


def _removals(block: Block, whole: list[str], selection: Selection) -> list[Command]:
    steps: list[Command] = []
    known = {bundle.id for bundle in block.link_bundles}
    bundles = tuple(
        key.partition("/")[2]
        for key in selection.bundle_keys
        if key.partition("/")[0] == block.id and key.partition("/")[2] in known
    )
    if bundles:
        steps.append(RemoveBundles.model_validate({"block": block.id, "bundles": bundles}))
    if whole:
        steps.append(RemoveInstances.model_validate({"block": block.id, "instances": tuple(whole)}))
    return steps


def _joined(steps: list[Command]) -> Command | None:
    if len(steps) < 2:
        return steps[0] if steps else None
    return Macro.model_validate({"title": worded("Delete selection"), "steps": tuple(steps)})
