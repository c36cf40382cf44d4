"""Actions that select and arrange, as rows of the action table."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence

from designer.ui.action_spec import ActionSpec
from designer.wording.wording import worded

EDIT_ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "edit.cut",
        worded("Cu&t"),
        worded("Copy the selection and delete it"),
        (QKeySequence.StandardKey.Cut,),
    ),
    ActionSpec(
        "edit.copy",
        worded("&Copy"),
        worded("Put the selection with its links and parts into the clipboard"),
        (QKeySequence.StandardKey.Copy,),
        "copy",
    ),
    ActionSpec(
        "edit.paste",
        worded("&Paste"),
        worded("Insert what was copied, here or in another window, or a table of parts"),
        (QKeySequence.StandardKey.Paste,),
    ),
    ActionSpec(
        "edit.paste-in-place",
        worded("Paste in P&lace"),
        worded("Insert what was copied where it stood"),
        ("Ctrl+Shift+V",),
    ),
    ActionSpec(
        "select.invert",
        worded("&Invert Selection"),
        worded("Select what is not selected in this block"),
        ("Ctrl+I",),
    ),
    ActionSpec(
        "select.same",
        worded("Select Same &Type"),
        worded(
            "Select everything in this block of the parts, blocks and fabrics that are selected"
        ),
        ("Ctrl+Shift+E",),
    ),
    ActionSpec(
        "select.racks",
        worded("Only &Racks"),
        worded("Keep the racks of the selection, or select all racks"),
        ("Alt+Shift+1",),
    ),
    ActionSpec(
        "select.nodes",
        worded("Only &Nodes"),
        worded("Keep the nodes and switch boxes of the selection, or select all of them"),
        ("Alt+Shift+2",),
    ),
    ActionSpec(
        "select.devices",
        worded("Only &Devices"),
        worded("Keep accelerators, hosts, switches and adapters of the selection, or select all"),
        ("Alt+Shift+3",),
    ),
    ActionSpec(
        "select.links",
        worded("Only &Links"),
        worded("Keep the links of the selection, or select all links"),
        ("Alt+Shift+4",),
    ),
    ActionSpec(
        "arrange.left",
        worded("Align &Left"),
        worded("Move the selection to its leftmost edge"),
        ("Alt+Shift+L",),
    ),
    ActionSpec(
        "arrange.centre",
        worded("Align &Centre"),
        worded("Move the selection to one upright middle line"),
        ("Alt+Shift+C",),
    ),
    ActionSpec(
        "arrange.right",
        worded("Align &Right"),
        worded("Move the selection to its rightmost edge"),
        ("Alt+Shift+R",),
    ),
    ActionSpec(
        "arrange.top",
        worded("Align &Top"),
        worded("Move the selection to its uppermost edge"),
        ("Alt+Shift+T",),
    ),
    ActionSpec(
        "arrange.middle",
        worded("Align &Middle"),
        worded("Move the selection to one level middle line"),
        ("Alt+Shift+M",),
    ),
    ActionSpec(
        "arrange.bottom",
        worded("Align &Bottom"),
        worded("Move the selection to its lowest edge"),
        ("Alt+Shift+B",),
    ),
    ActionSpec(
        "arrange.distribute-across",
        worded("Distribute &Horizontally"),
        worded("Leave equal gaps between the selected, from left to right"),
        ("Alt+Shift+H",),
    ),
    ActionSpec(
        "arrange.distribute-down",
        worded("Distribute &Vertically"),
        worded("Leave equal gaps between the selected, from top to bottom"),
        ("Alt+Shift+V",),
    ),
    ActionSpec(
        "arrange.array",
        worded("Arra&y…"),
        worded("Repeat the selection in columns and rows"),
        ("Alt+Shift+A",),
    ),
    ActionSpec(
        "block.group",
        worded("&Group"),
        worded("Put the selection into a block of its own; every number stays"),
        ("Ctrl+G",),
        "group",
    ),
    ActionSpec(
        "block.ungroup",
        worded("&Ungroup"),
        worded("Put what is in the selected groups into this block; every number stays"),
        ("Ctrl+Shift+G",),
    ),
    ActionSpec(
        "block.put-inside",
        worded("Put &Into Last Selected"),
        worded("Put the other selected things into the rack or block selected last"),
        ("Alt+Shift+I",),
    ),
    ActionSpec(
        "block.unique",
        worded("Make Uni&que"),
        worded("Give the selected copies a block of their own, to be edited without the others"),
        ("Ctrl+Shift+U",),
    ),
    ActionSpec(
        "block.split",
        worded("&Split Count…"),
        worded("Make two instances of the copies of one, for example 12 + 4"),
        ("Ctrl+Shift+K",),
    ),
    ActionSpec(
        "block.merge",
        worded("&Merge Equal"),
        worded("Make one instance of equal ones that stand in one array"),
        ("Ctrl+Shift+M",),
    ),
    ActionSpec(
        "block.replace-part",
        worded("&Replace Part…"),
        worded("Make the selection another part, here or in every place that has it"),
        ("Ctrl+Shift+H",),
    ),
    ActionSpec(
        "insert.links",
        worded("&Links by Pattern…"),
        worded("Link two selected things one to one, all to all, by rail, stripe or listed pairs"),
        ("Alt+Shift+P",),
        "link",
    ),
)
