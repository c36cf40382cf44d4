"""What the inspector is made of, and what a selection means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.model.query import chain_from_path
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle
    from designer.viewmodel.selection import Selection
    from designer.workbench.snapshot import Snapshot

MIXED = worded("mixed")
NONE_TEXT = worded("none")


@dataclass(frozen=True, slots=True)
class Field:
    """An editable field.

    Attributes
    ----------
    key
        What it edits, as understood by :func:`designer.viewmodel.inspector_edits.command_for`.
    text
        Present value as the user would type it.
    choices
        Allowed values as (value, label); empty for free text.
    hint
        What may be typed.
    """

    key: str
    text: str
    choices: tuple[tuple[str, str], ...] = ()
    hint: str = ""


@dataclass(frozen=True, slots=True)
class RowButton:
    """A button at the end of a row.

    Attributes
    ----------
    key
        What it does, as understood by :func:`designer.viewmodel.inspector_edits.command_for`.
    text, tip
        Words on it, and what it does in a sentence.
    value
        What it is about, handed on with the key.
    """

    key: str
    text: str
    tip: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class InspectorRow:
    """A label with a value; ``field`` is given where it can be edited, ``button`` to act on it."""

    label: str
    text: str
    field: Field | None = None
    badge: str = ""
    badge_kind: str = ""
    tooltip: str = ""
    button: RowButton | None = None


@dataclass(frozen=True, slots=True)
class InspectorSection:
    """Rows under one heading."""

    title: str
    rows: tuple[InspectorRow, ...]


@dataclass(frozen=True, slots=True)
class InspectorView:
    """Everything that the inspector shows of a selection."""

    title: str
    subtitle: str
    icon: str
    sections: tuple[InspectorSection, ...]


def scope_block(snapshot: Snapshot, scope: InstancePath) -> Block:
    """Return the block that a scope path leads to.

    Parameters
    ----------
    snapshot
        The design.
    scope
        Path from the root.

    Returns
    -------
    Block
        The root block if the path leads nowhere.
    """
    design = snapshot.design
    chain = chain_from_path(design, design.root_block, scope)
    inner = chain[-1].block if chain else None
    return design.block_by_id.get(inner, design.root_block) if inner else design.root_block


def selected_instances(block: Block, selection: Selection) -> tuple[Instance, ...]:
    """Return the instances that selected copies belong to, each once.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    tuple[Instance, ...]
        In the order of the block.
    """
    ids = {path[-1].instance_id for path in selection.paths}
    return tuple(i for i in block.instances if i.id in ids)


def selected_bundles(block: Block, selection: Selection) -> tuple[LinkBundle, ...]:
    """Return the selected link bundles.

    Parameters
    ----------
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    tuple[LinkBundle, ...]
        In the order of the block.
    """
    keys = set(selection.bundle_keys)
    return tuple(b for b in block.link_bundles if f"{block.id}/{b.id}" in keys)
