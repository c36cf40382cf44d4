"""A fabric in the place of what is selected: what its form is filled with, and the edit."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from designer.commands.clipboard import insert_design
from designer.commands.macro import Macro
from designer.model.query import chain_from_path
from designer.viewmodel.selection_commands import delete_command
from designer.viewmodel.selection_totals import selected_parts
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.fabric.families.family import Family
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.viewmodel.selection import Selection
    from designer.workbench.snapshot import Snapshot


class FabricPlace(NamedTuple):
    """Selected copies that a fabric can take the place of.

    Attributes
    ----------
    n_accelerators, n_nodes, n_racks
        What they hold. [1]
    accelerator, node, rack
        Part of most of each; empty where there is none.
    """

    n_accelerators: int
    n_nodes: int
    n_racks: int
    accelerator: str
    node: str
    rack: str


def fabric_place(snapshot: Snapshot, selection: Selection) -> FabricPlace | None:
    """Return what the selection holds that a fabric needs to know.

    Parameters
    ----------
    snapshot
        The design.
    selection
        What is selected.

    Returns
    -------
    FabricPlace | None
        Its accelerators, nodes and racks; ``None`` if it holds no accelerator.
    """
    found = {name: Counter[str]() for name in ("accelerator", "node", "rack")}
    for slug, n in selected_parts(snapshot.design, selection).items():
        part = snapshot.design.part_by_slug.get(slug)
        if part is not None and part.family in found:
            found[part.family][slug] += n
    accelerators, nodes, racks = found.values()
    if not accelerators.total():
        return None
    most = [
        _in_catalog(snapshot, next((slug for slug, _ in one.most_common(1)), ""))
        for one in found.values()
    ]
    return FabricPlace(accelerators.total(), nodes.total(), racks.total(), *most)


def _in_catalog(snapshot: Snapshot, slug: str) -> str:
    # A part that a generator made with other ports is named after that of the catalog.
    return next(
        (one for one in (slug, slug.partition(".")[0]) if snapshot.library.part(one) is not None),
        "",
    )


def texts_in_place(family: Family, place: FabricPlace) -> dict[str, str]:
    """Return what the fields of a family are filled with to hold what is selected.

    Parameters
    ----------
    family
        The family.
    place
        What is selected.

    Returns
    -------
    dict[str, str]
        Text by field, of the fields that the family has; sizes that follow from shapes are left.
    """
    texts = {
        "accelerators": str(place.n_accelerators),
        "accelerator": place.accelerator,
        "rack": place.rack,
    }
    if place.n_nodes and place.n_accelerators % place.n_nodes == 0:
        texts |= {
            "nodes": str(place.n_nodes),
            "node_size": str(place.n_accelerators // place.n_nodes),
            "node": place.node,
        }
    known = {parameter.name for parameter in family.parameters}
    return {name: text for name, text in texts.items() if name in known and text}


def replace_command(
    snapshot: Snapshot, block: Block, selection: Selection, design: Design
) -> Command | None:
    """Put a generated design where the selection is.

    Parameters
    ----------
    snapshot
        The design being edited.
    block
        Block of the scope.
    selection
        What goes.
    design
        What comes, as one block at the place of the first that goes.

    Returns
    -------
    Command | None
        One step; ``None`` if nothing is selected.
    """
    removal = delete_command(snapshot.design, block, selection)
    if removal is None:
        return None
    x_m, y_m = _corner(snapshot.design, selection)
    insertion = insert_design(design, block.id, x_m, y_m)
    removals = removal.steps if isinstance(removal, Macro) else (removal,)
    return Macro.model_validate({
        "title": worded("Replace selection by {name}", name=design.name),
        "steps": (*removals, insertion),
    })


def _corner(design: Design, selection: Selection) -> tuple[float, float]:
    corners: list[tuple[float, float]] = []
    for path in selection.paths:
        chain = chain_from_path(design, design.root_block, path)
        if not chain:
            continue
        placement = chain[-1].placement
        row, column = divmod(path[-1].copy_ix or 0, placement.n_columns or 1)
        corners.append((
            placement.x_m + column * placement.pitch_x_m,
            placement.y_m + row * placement.pitch_y_m,
        ))
    if not corners:
        return 0.0, 0.0
    return min(x for x, _ in corners), min(y for _, y in corners)
