"""Copy and paste of a selection: what is copied, as a table, and where it is put."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designer.commands.clipboard import copy_instances
from designer.commands.macro import Macro
from designer.commands.structure import AddPart
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.ids import InstanceId, path_from_text
from designer.model.instance import Dimension
from designer.units.quantity import MAX_COUNT
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.commands.insertion import InsertBlocks
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.links import LinkBundle
    from designer.viewmodel.selection import Selection

MAX_LINES: Final = 200
"""Most lines of a table that are pasted."""

_COUNT: Final = re.compile(r"^\s*(\d{1,9})\s*[x×]?\s*$")


def copy_command(design: Design, block: Block, selection: Selection) -> InsertBlocks | None:
    """Return the paste of what is selected.

    Parameters
    ----------
    design
        The document.
    block
        Block of the scope.
    selection
        What is selected; of an instance with some copies selected only so many are copied.

    Returns
    -------
    InsertBlocks | None
        With the links whose both ends are copied; ``None`` if no instance is selected.
    """
    n_chosen: dict[InstanceId, int] = {}
    for instance in block.instances:
        paths = [p for p in set(selection.paths) if p[-1].instance_id == instance.id]
        if any(path[-1].copy_ix is None for path in paths):
            n_chosen[instance.id] = instance.count
        elif paths:
            n_chosen[instance.id] = len(paths)
    if not n_chosen:
        return None
    command = copy_instances(design, block.id, n_chosen)
    some = {i.id for i in command.instances if n_chosen[i.id] < i.count}
    if not some:
        return command
    instances = tuple(
        evolve(
            i,
            dims=(Dimension(name=i.dims[-1].name, size=n_chosen[i.id]),),
            placement=evolve(i.placement, n_columns=min(i.placement.n_columns, n_chosen[i.id])),
        )
        if i.id in some
        else i
        for i in command.instances
    )
    kept = tuple(b for b in command.link_bundles if not _counts_copies(b, some))
    keys = {f"{block.id}/{b.id}" for b in kept}
    return evolve(
        command,
        instances=instances,
        link_bundles=kept,
        exceptions=tuple(
            e for e in command.exceptions if path_from_text(e.path)[0].instance_id not in some
        ),
        link_exceptions=tuple(
            e
            for e in command.link_exceptions
            if e.bundle in keys
            and not {path_from_text(t)[0].instance_id for t in (e.a, e.b)} & some
        ),
    )


def _counts_copies(bundle: LinkBundle, some: set[InstanceId]) -> bool:
    # Whether a bundle says which copies it means of instances that come with fewer.
    paths = [path_from_text(end.path) for end in (bundle.a, bundle.b)]
    if not {path[0].instance_id for path in paths} & some:
        return False
    dims = {d.rpartition(".")[0] for r in bundle.relations for d in (r.a_dim, r.b_dim)}
    has_index = any(p[0].copy_ix is not None for p in paths)
    return bundle.pairs is not None or has_index or bool(dims & some)


def table_text(command: InsertBlocks) -> str:
    """Return what is copied as a table for spreadsheets and mails.

    Parameters
    ----------
    command
        The paste.

    Returns
    -------
    str
        Part or block, count and name of every instance, with tabs between and a heading.
    """
    rows = [("Part", "Count", "Name")]
    rows += [(i.of, str(i.count), i.name or i.id) for i in command.instances]
    return "".join("\t".join(row) + "\n" for row in rows)


def placed_paste(command: InsertBlocks, into: Block, at_m: tuple[float, float] | None) -> Command:
    """Return a paste into a block.

    Parameters
    ----------
    command
        The paste.
    into
        Block that it goes into.
    at_m
        Where its upper left corner goes; ``None`` leaves it where it was. [m]

    Returns
    -------
    Command
        The edit.
    """
    if at_m is None or not command.instances:
        return evolve(command, into=into.id)
    x_m = min(i.placement.x_m for i in command.instances)
    y_m = min(i.placement.y_m for i in command.instances)
    return evolve(
        command,
        into=into.id,
        dx_m=round(at_m[0] - x_m, 4),
        dy_m=round(at_m[1] - y_m, 4),
    )


def table_command(
    text: str, library: CatalogLibrary, into: Block, at_m: tuple[float, float]
) -> Command | None:
    """Return the edit that adds the parts of a table.

    Parameters
    ----------
    text
        Lines with a part by slug or name and a count, in any order, with tabs, commas or spaces
        between; a line without a count means one.
    library
        Catalog with the parts.
    into
        Block that they go into.
    at_m
        Where the first goes. [m]

    Returns
    -------
    Command | None
        ``None`` if no line names a part.

    Raises
    ------
    CommandError
        If some lines name a part and another does not, or there are too many.
    """
    lines = [line for line in text.splitlines()[: MAX_LINES + 2] if line.strip()]
    found: list[Command] = []
    unknown: list[str] = []
    for line in lines:
        read = _part_and_count(line, library)
        if read is None:
            unknown.append(line)
            continue
        slug, n = read
        y_m = round(at_m[1] + 3.0 * len(found), 4)
        found.append(AddPart(block=into.id, part=slug, n_copies=n, x_m=at_m[0], y_m=y_m))
    if not found:
        return None
    if lines and unknown and unknown[0] == lines[0]:
        unknown = unknown[1:]
    if len(lines) > MAX_LINES:
        raise CommandError(
            worded("The table has more than {most:,} lines; paste fewer at once", most=MAX_LINES)
        )
    if unknown:
        raise CommandError(
            worded('The catalog has no part for the line "{line}"', line=unknown[0].strip()[:60])
        )
    return (
        found[0]
        if len(found) == 1
        else Macro.of(worded("Paste {n_found:,} parts", n_found=len(found)), found)
    )


def _part_and_count(line: str, library: CatalogLibrary) -> tuple[str, int] | None:
    by_name = {part.name.casefold(): part.slug for part in library.parts}
    separators = r"\t" if "\t" in line else r"[,;]|\s+"
    words = [word.strip() for word in re.split(separators, line.strip()[:400]) if word.strip()]
    counts = [int(m.group(1)) for word in words if (m := _COUNT.match(word))]
    n = counts[0] if counts else 1
    if not 1 <= n <= MAX_COUNT:
        return None
    for word in (*words, line.strip()):
        slug = word if library.part(word) is not None else by_name.get(word.casefold())
        if slug is not None:
            return slug, n
    return None
