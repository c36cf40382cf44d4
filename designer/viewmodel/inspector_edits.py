"""What the user typed into the inspector, as a command."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from designer.commands.assumptions import ResetAssumption, SetAssumption
from designer.commands.catalog_reset import ResetPart
from designer.commands.macro import Macro
from designer.commands.placement import SetPlacement
from designer.commands.properties import (
    RenameBlock,
    RenameDesign,
    RenameInstance,
    ReplacePart,
    SetNote,
)
from designer.commands.structure import SetCount
from designer.commands.wiring import EditBundle
from designer.model.evolve import evolve
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path, index_problem
from designer.units.parse import quantity_from_text
from designer.viewmodel.inspector_links import RESTORE_KEY, circuit_switch_paths
from designer.viewmodel.inspector_records import (
    MIXED,
    NONE_TEXT,
    scope_block,
    selected_bundles,
    selected_instances,
)
from designer.viewmodel.single_links import put_back_command, taken_out
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle
    from designer.viewmodel.selection import Selection
    from designer.workbench.snapshot import Snapshot

_COUNTS = frozenset({"n_links_per_pair", "n_links_per_cable", "n_cables_per_link"})


def command_for(snapshot: Snapshot, selection: Selection, key: str, text: str) -> Command | None:
    """Return the edit that a changed field means.

    Parameters
    ----------
    snapshot
        The design.
    selection
        What the inspector shows.
    key
        Key of the field.
    text
        What the user typed or chose.

    Returns
    -------
    Command | None
        The edit; ``None`` if it means no change.

    Raises
    ------
    ValueError
        If the text cannot be read; the message says what is wanted.
    """
    block = scope_block(snapshot, selection.scope)
    kind, _, name = key.partition(".")
    value = text.strip()
    if kind == "design":
        return RenameDesign(name=value) if name == "name" else SetNote(note=value)
    if kind == "part":
        return ResetPart(part=name)
    if kind == "assumption":
        return _assumption_command(snapshot, name, value)
    if kind == "block":
        if name == "name":
            return RenameBlock(block=block.id, name=value)
        return SetNote(note=value, block=block.id)
    if key == RESTORE_KEY:
        shown = [r for k in selection.bundle_keys for r in taken_out(snapshot.design, k)]
        steps: list[Command | None] = [put_back_command(tuple(shown[int(value) : int(value) + 1]))]
    elif kind == "bundle":
        bundles = selected_bundles(block, selection)
        if name == "via" and value:
            _require_circuit_switch(snapshot, block, value)
        steps = [_bundle_command(block, b, name, value) for b in bundles]
    else:
        instances = selected_instances(block, selection)
        steps = [_instance_command(block, i, key, value) for i in instances]
    return _together(steps)


def _assumption_command(snapshot: Snapshot, name: str, value: str) -> Command:
    if not value:
        return ResetAssumption(name=name)
    chosen = snapshot.library.assumption_set(snapshot.design.assumptions.set)
    figure = chosen.figure(name) if chosen is not None else None
    unit = figure.unit if figure is not None else "1"
    return SetAssumption(name=name, value=quantity_from_text(value, unit))


def _instance_command(block: Block, instance: Instance, key: str, value: str) -> Command | None:
    kind, _, name = key.partition(".")
    if kind == "placement":
        return _placement_command(block, instance, name, value)
    match key:
        case "instance.name":
            return RenameInstance(block=block.id, instance=instance.id, name=value)
        case "instance.note":
            return SetNote(note=value, block=block.id, instance=instance.id)
        case "instance.count":
            return _count_command(block, instance, value)
        case "instance.part":
            return ReplacePart(block=block.id, instance=instance.id, part=value) if value else None
        case "inner.name" if instance.block is not None:
            return RenameBlock(block=instance.block, name=value)
        case _:
            raise ValueError(worded('"{key}" cannot be edited here', key=key))


def _count_command(block: Block, instance: Instance, value: str) -> Command:
    sizes = [_count(text) for text in re.split(r"\s*[x×*]\s*", value)]
    if len(sizes) == 1 and len(instance.dims) == 1:
        return SetCount(block=block.id, instance=instance.id, n_copies=sizes[0])
    if len(sizes) != len(instance.dims):
        wanted = " × ".join(dim.name for dim in instance.dims)
        raise ValueError(
            worded("give {n_dims} numbers, as {wanted}", n_dims=len(instance.dims), wanted=wanted)
        )
    dims = tuple(evolve(dim, size=size) for dim, size in zip(instance.dims, sizes, strict=True))
    return SetCount(block=block.id, instance=instance.id, dims=dims)


def _placement_command(block: Block, instance: Instance, name: str, value: str) -> Command:
    new: float | int | None
    if name == "at_u":
        new = _count(value) if value else None
    elif name == "n_columns":
        new = _count(value)
    else:
        new = quantity_from_text(value, "m")
    placement = evolve(instance.placement, **{name: new})
    return SetPlacement(block=block.id, instance=instance.id, placement=placement)


def _bundle_command(block: Block, bundle: LinkBundle, name: str, value: str) -> Command | None:
    if value == MIXED and name in {"cable", "optic", "b_optic"}:
        return None
    if name == "note":
        return SetNote(note=value, block=block.id, bundle=bundle.id)
    new: object
    if name in _COUNTS:
        new = _count(value)
    elif name == "length_m":
        new = quantity_from_text(value, "m") if value else None
    elif name in {"cable", "optic", "b_optic", "via"}:
        new = value or None
    else:
        new = value
    return EditBundle(block=block.id, bundle=evolve(bundle, **{name: new}))


def _require_circuit_switch(snapshot: Snapshot, block: Block, value: str) -> None:
    design = snapshot.design
    path = path_from_text(value)
    chain = chain_from_path(design, block, path)
    part = design.part_by_slug.get(chain[-1].part or "") if chain else None
    problem = index_problem(path, chain) if chain else ""
    if problem:
        raise ValueError(problem)
    if part is None or part.family != "circuit-switch":
        paths = ", ".join(circuit_switch_paths(snapshot, block)) or NONE_TEXT
        raise ValueError(
            worded(
                '"{path}" leads to no optical circuit switch; there are: {paths}',
                path=value,
                paths=paths,
            )
        )


def _count(text: str) -> int:
    digits = text.replace(",", "").replace(" ", "")
    if not digits.isascii() or not digits.isdigit() or int(digits[:12]) == 0:
        raise ValueError(worded('"{text}" is not a count; give a whole number from 1', text=text))
    return int(digits[:12])


def _together(commands: list[Command | None]) -> Command | None:
    steps = [command for command in commands if command is not None]
    if len(steps) < 2:
        return steps[0] if steps else None
    return Macro.model_validate({
        "title": worded("{label} and more", label=steps[0].label),
        "steps": tuple(steps),
    })
