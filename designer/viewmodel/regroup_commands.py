"""Edits of the selection that group, split and make unique, as commands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.grouping import GroupInstances, MakeUnique
from designer.commands.housing import PutInto
from designer.commands.macro import Macro
from designer.commands.merging import MergeInstances
from designer.commands.splitting import SplitCount
from designer.commands.ungrouping import UngroupInstance
from designer.errors.tree import CommandError
from designer.model.ids import InstanceId
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.viewmodel.selection import Selection


def selected_ids(block: Block, selection: Selection) -> tuple[InstanceId, ...]:
    """Return the instances of a selection in document order.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    tuple[InstanceId, ...]
        Each once.
    """
    ids = {path[-1].instance_id for path in selection.paths}
    return tuple(i.id for i in block.instances if i.id in ids)


def group_command(block: Block, selection: Selection, name: str) -> Command | None:
    """Group the selected instances.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.
    name
        Name of the group.

    Returns
    -------
    Command | None
        ``None`` if no instance is selected.
    """
    ids = selected_ids(block, selection)
    return GroupInstances(block=block.id, instances=ids, name=name) if ids else None


def ungroup_command(block: Block, selection: Selection) -> Command | None:
    """Take the selected groups apart.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    Command | None
        ``None`` if no instance is selected.
    """
    ids = selected_ids(block, selection)
    steps = [UngroupInstance(block=block.id, instance=i) for i in ids]
    if len(steps) < 2:
        return steps[0] if steps else None
    return Macro.of(worded("Ungroup {n_steps:,} groups", n_steps=len(steps)), steps)


def put_command(block: Block, selection: Selection) -> Command | None:
    """Put the selected instances into the one that was selected last.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected, in the order of selecting.

    Returns
    -------
    Command | None
        ``None`` if fewer than two instances are selected.
    """
    ids = selected_ids(block, selection)
    if len(ids) < 2:
        return None
    host = selection.paths[-1][-1].instance_id
    return PutInto(block=block.id, instances=tuple(i for i in ids if i != host), host=host)


def merge_command(block: Block, selection: Selection) -> Command | None:
    """Merge the selected instances.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    Command | None
        ``None`` if no instance is selected; the command says itself what is not equal.
    """
    ids = selected_ids(block, selection)
    return MergeInstances(block=block.id, instances=ids) if ids else None


def unique_command(
    design: Design, library: CatalogLibrary, block: Block, selection: Selection
) -> Command | None:
    """Give the selected copies a block of their own, splitting them off where others remain.

    Parameters
    ----------
    design, library
        The document and the catalog.
    block
        Block of the scope.
    selection
        What is selected; copies of one instance that follow each other.

    Returns
    -------
    Command | None
        ``None`` if not exactly one instance is selected.

    Raises
    ------
    CommandError
        If the copies do not follow each other, or cannot be split off.
    """
    ids = selected_ids(block, selection)
    if len(ids) != 1:
        return None
    instance = block.instance_by_id[ids[0]]
    chosen = {path[-1].copy_ix for path in selection.paths}
    numbers = sorted(ix for ix in chosen if ix is not None)
    if None in chosen or len(numbers) == instance.count:
        return MakeUnique(block=block.id, instance=instance.id)
    first, last = numbers[0], numbers[-1]
    if last - first + 1 != len(numbers):
        raise CommandError(
            worded(
                "the selected copies do not follow each other; select copies that are counted "
                "one after another"
            )
        )
    steps: list[Command] = []
    target = instance.id
    after = design
    if first > 0:
        steps.append(SplitCount(block=block.id, instance=target, n_copies=first))
        before = set(after.block_by_id[block.id].instance_by_id)
        after = steps[-1].apply(after, library).design
        made = [i.id for i in after.block_by_id[block.id].instances if i.id not in before]
        target = InstanceId(made[0])
    if len(numbers) < after.block_by_id[block.id].instance_by_id[target].count:
        steps.append(SplitCount(block=block.id, instance=target, n_copies=len(numbers)))
    steps.append(MakeUnique(block=block.id, instance=target))
    return Macro.of(worded("Make {n:,} of {id} unique", n=len(numbers), id=instance.id), steps)


def split_sizes(text: str, n_copies: int) -> int:
    """Read after how many copies an instance is to be split.

    Parameters
    ----------
    text
        A count such as ``12``, or a sum such as ``12 + 4``.
    n_copies
        Copies that there are. [1]

    Returns
    -------
    int
        Copies of the first part. [1]

    Raises
    ------
    CommandError
        If the text is neither, or the sum is not the count.
    """
    words = [word.strip().replace(",", "") for word in text.split("+")]
    if not 1 <= len(words) <= 2 or not all(w.isascii() and w.isdigit() for w in words):
        raise CommandError(
            worded('"{text}" is not a count such as 12 or a sum such as 12 + 4', text=text[:40])
        )
    numbers = [int(word[:12]) for word in words]
    if len(numbers) == 2 and sum(numbers) != n_copies:
        raise CommandError(
            worded(
                "{first:,} + {second:,} is {total:,}, not the {n_copies:,} copies that there are",
                first=numbers[0],
                second=numbers[1],
                total=sum(numbers),
                n_copies=n_copies,
            )
        )
    return numbers[0]
