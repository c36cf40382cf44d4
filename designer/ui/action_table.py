"""The action table: everything that menus, toolbar and keys can do, in one place."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence

from designer.ui.action_spec import ActionSpec
from designer.ui.edit_actions import EDIT_ACTIONS
from designer.ui.guide_actions import GUIDE_ACTIONS, START_ACTIONS
from designer.wording.wording import worded

_Key = QKeySequence.StandardKey

ACTIONS: Final[tuple[ActionSpec, ...]] = (
    *START_ACTIONS,
    ActionSpec("file.open", worded("&Open…"), worded("Open a design file"), (_Key.Open,), "open"),
    ActionSpec(
        "file.import",
        worded("&Import…"),
        worded("Turn a node-link JSON or GraphML graph into a design"),
        ("Ctrl+Shift+I",),
    ),
    ActionSpec(
        "file.save", worded("&Save"), worded("Save the design to its file"), (_Key.Save,), "save"
    ),
    ActionSpec(
        "file.save-as",
        worded("Save &As…"),
        worded("Save the design to another file"),
        ("Ctrl+Shift+S",),
        "",
    ),
    ActionSpec(
        "file.export-pdf", worded("Summary as &PDF…"), worded("Export the summary sheet as PDF")
    ),
    ActionSpec(
        "file.export-xlsx",
        worded("Workbook as &XLSX…"),
        worded("Export summary, BOM, cabling, checks and sources"),
    ),
    ActionSpec(
        "file.export-csv", worded("Tables as &CSV…"), worded("Export every sheet as a CSV file")
    ),
    ActionSpec(
        "file.export-json",
        worded("Readouts as &JSON…"),
        worded("Export readouts and findings as JSON"),
    ),
    ActionSpec(
        "file.export-png", worded("Canvas as P&NG…"), worded("Export the canvas as a picture")
    ),
    ActionSpec(
        "file.export-svg",
        worded("Canvas as &SVG…"),
        worded("Export the canvas as a vector drawing"),
    ),
    ActionSpec(
        "file.export-script",
        worded("Sc&ript…"),
        worded("Save what was done as commands that can be replayed"),
        ("Alt+Shift+S",),
    ),
    ActionSpec(
        "file.record-script",
        worded("Recor&d Script"),
        worded("Record what is done from now on as a script; once more ends and saves it"),
        ("Ctrl+Alt+S",),
        is_toggle=True,
        is_off=True,
    ),
    ActionSpec(
        "file.export-all",
        worded("&All…"),
        worded("Export every format into a folder"),
        ("Ctrl+E",),
        "export",
    ),
    ActionSpec("file.quit", worded("&Quit"), worded("Close the window"), (_Key.Quit,)),
    ActionSpec(
        "edit.undo", worded("&Undo"), worded("Take back the last edit"), (_Key.Undo,), "undo"
    ),
    ActionSpec(
        "edit.redo",
        worded("&Redo"),
        worded("Make the edit again"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
    ),
    ActionSpec(
        "edit.duplicate",
        worded("D&uplicate"),
        worded("Copy the selection with its links"),
        ("Ctrl+D",),
        "duplicate",
    ),
    ActionSpec(
        "edit.delete",
        worded("&Delete"),
        worded("Delete exactly the selected copies and links"),
        (_Key.Delete,),
        "delete",
    ),
    ActionSpec(
        "edit.delete-everywhere",
        worded("Delete in All &Copies"),
        worded("Delete the selection from the block, in every copy of it"),
        ("Shift+Del",),
        "",
    ),
    ActionSpec(
        "edit.restore",
        worded("Reset Chan&ged Copies"),
        worded(
            "Bring back removed copies and take back replaced ones: the selected, or all in "
            "this block"
        ),
        ("Alt+Shift+Z",),
    ),
    ActionSpec(
        "edit.take-out-link",
        worded("Take Out a Lin&k…"),
        worded("Take out single links of a bundle between two copies, or bring them back"),
        ("Ctrl+Shift+L",),
        "",
    ),
    ActionSpec(
        "edit.restore-links",
        worded("Restore Taken-Out Lin&ks"),
        worded("Bring back links that were taken out: of the selected bundles, or all"),
        ("Alt+Shift+K",),
    ),
    ActionSpec(
        "edit.select-all",
        worded("Select &All"),
        worded("Select everything in this block"),
        (_Key.SelectAll,),
        "select",
    ),
    ActionSpec(
        "edit.select-none", worded("Select &None"), worded("Clear the selection"), ("Ctrl+Shift+A",)
    ),
    ActionSpec(
        "edit.tidy",
        worded("&Tidy Block"),
        worded("Place everything in this block in rows by tier"),
        ("Ctrl+T",),
    ),
    ActionSpec(
        "edit.rename",
        worded("Re&name…"),
        worded("Rename the selection or the block"),
        ("F2",),
        "rename",
    ),
    ActionSpec(
        "edit.count",
        worded("Set C&ount…"),
        worded("Set how many copies there are"),
        ("Ctrl+Shift+N",),
        "count",
    ),
    *EDIT_ACTIONS,
    ActionSpec(
        "view.fit",
        worded("Zoom to &Fit"),
        worded("Show the whole block"),
        ("Ctrl+1", "Home"),
        "fit",
    ),
    ActionSpec(
        "view.fit-selection",
        worded("Zoom to &Selection"),
        worded("Show the selection"),
        ("Ctrl+2",),
        "fit-selection",
    ),
    ActionSpec(
        "view.zoom-in",
        worded("Zoom &In"),
        worded("Show less, larger"),
        (_Key.ZoomIn, "Ctrl+="),
        "zoom-in",
    ),
    ActionSpec(
        "view.zoom-out",
        worded("Zoom &Out"),
        worded("Show more, smaller"),
        (_Key.ZoomOut,),
        "zoom-out",
    ),
    ActionSpec(
        "view.enter",
        worded("&Enter Block"),
        worded("Edit the contents of the selected block"),
        ("Ctrl+Return", "Ctrl+Down"),
        "enter",
    ),
    ActionSpec(
        "view.leave",
        worded("&Leave Block"),
        worded("Go up to the block around this one"),
        ("Ctrl+Up", "Backspace"),
        "up",
    ),
    ActionSpec(
        "view.compare",
        worded("&Compare Designs…"),
        worded("Put this design beside others, with ratios"),
        ("Ctrl+Shift+C",),
    ),
    ActionSpec(
        "view.failures",
        worded("What If Something &Fails…"),
        worded("Let every kind of thing fail once, and show what is left"),
        ("Ctrl+Shift+W",),
    ),
    ActionSpec(
        "view.labels",
        worded("&Labels"),
        worded("Write names and link counts on the canvas"),
        ("Ctrl+L",),
        is_toggle=True,
    ),
    ActionSpec(
        "view.layer-power",
        worded("&Power"),
        worded("Write on every rack what it draws of what it can supply"),
        ("Ctrl+Alt+P",),
        is_toggle=True,
        is_off=True,
    ),
    ActionSpec(
        "view.layer-cooling",
        worded("&Cooling"),
        worded("Write on every rack how its heat leaves it"),
        ("Ctrl+Alt+C",),
        is_toggle=True,
        is_off=True,
    ),
    ActionSpec(
        "view.kind-structure",
        worded("&Structure"),
        worded("Show everything inside everything, where it stands"),
        ("Alt+1",),
        group="view",
    ),
    ActionSpec(
        "view.kind-topology",
        worded("&Topology"),
        worded("Show tiers by role: endpoints below, switches above"),
        ("Alt+2",),
        group="view",
    ),
    ActionSpec(
        "view.kind-floor-plan",
        worded("&Floor Plan"),
        worded("Show the hall from above, true to scale"),
        ("Alt+3",),
        group="view",
    ),
    ActionSpec(
        "view.kind-elevation",
        worded("&Elevation"),
        worded("Show the fronts of the racks, unit by unit"),
        ("Alt+4",),
        group="view",
    ),
    ActionSpec(
        "view.overlay-none", worded("&None"), worded("Show the drawing alone"), group="overlay"
    ),
    ActionSpec(
        "view.overlay-load",
        worded("Link &Load, Ideal Routing"),
        worded("Show how full links are when all endpoints send to all, routed best"),
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-ecmp",
        worded("Link Load, &Equal Split"),
        worded("Show how full links are when traffic is split equally over shortest paths"),
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-cut",
        worded("&Bisection Cut"),
        worded("Show the two halves and the links that prove the bisection bandwidth"),
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-ports",
        worded("&Port Use"),
        worded("Show how many ports of each part have a link"),
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-power",
        worded("&Rack Power"),
        worded("Show what each rack draws against its limit"),
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-oversubscription",
        worded("&Oversubscription"),
        worded("Show downlink over uplink capacity of the switches"),
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-age",
        worded("&Age of the Figures"),
        worded("Show how old the catalog figures of each part are"),
        group="overlay",
    ),
    ActionSpec(
        "view.minimap",
        worded("&Minimap"),
        worded("Show where in the whole block the canvas is"),
        ("Ctrl+Alt+M",),
        is_toggle=True,
    ),
    ActionSpec(
        "view.reset-panels",
        worded("&Reset Panels"),
        worded("Show every panel where it stood at the first start"),
        ("Ctrl+Alt+0",),
    ),
    ActionSpec(
        "view.theme-system",
        worded("&System"),
        worded("Follow the theme of the system"),
        group="theme",
    ),
    ActionSpec(
        "view.theme-light", worded("&Light"), worded("Dark text on light ground"), group="theme"
    ),
    ActionSpec(
        "view.theme-dark", worded("&Dark"), worded("Light text on dark ground"), group="theme"
    ),
    ActionSpec(
        "view.theme-contrast",
        worded("High &Contrast"),
        worded("White text on black ground"),
        group="theme",
    ),
    ActionSpec(
        "view.language-system",
        worded("&System"),
        worded("Speak the language of the system"),
        group="language",
    ),
    ActionSpec("view.language-en", worded("English"), worded("Speak English"), group="language"),
    ActionSpec(
        "view.language-zh_CN", "简体中文", worded("Speak simplified Chinese"), group="language"
    ),
    ActionSpec(
        "insert.rack",
        worded("Empty &Rack"),
        worded("Add an empty rack block"),
        ("Ctrl+Shift+R",),
        "rack",
    ),
    ActionSpec(
        "insert.node",
        worded("Empty &Node"),
        worded("Add an empty node block"),
        ("Alt+Shift+N",),
        "node",
    ),
    ActionSpec(
        "insert.group", worded("&Group"), worded("Add an empty group"), ("Alt+Shift+G",), "group"
    ),
    ActionSpec(
        "insert.fabric",
        worded("&Fabric…"),
        worded("Add a fabric of a family, sized by its parameters"),
        ("Ctrl+Shift+F",),
        "",
    ),
    ActionSpec(
        "insert.from-catalog",
        worded("From &Catalog…"),
        worded("Search the catalog for a part to add"),
        ("Ctrl+F", "Insert"),
        "search",
    ),
    ActionSpec(
        "help.commands",
        worded("&Find a Command…"),
        worded("Run any command by its name"),
        ("Ctrl+Shift+P",),
        "search",
    ),
    ActionSpec(
        "help.quantities",
        worded("&Quantities"),
        worded("How each number is computed"),
        ("F1",),
        "help",
    ),
    ActionSpec("help.shortcuts", worded("&Keys and Gestures"), worded("All keys"), ("Ctrl+/",)),
    ActionSpec(
        "help.about", worded("&About"), worded("Version, licence and libraries"), (), "info"
    ),
    *GUIDE_ACTIONS,
)
