"""The action table: everything that menus, toolbar and keys can do, in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from designer.ui.action_spec import ActionSpec
from designer.ui.edit_actions import EDIT_ACTIONS
from designer.ui.guide_actions import GUIDE_ACTIONS, START_ACTIONS
from designer.ui.language.text import shown, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.ui.theme.icons import Icons

_Key = QKeySequence.StandardKey


ACTIONS: Final[tuple[ActionSpec, ...]] = (
    *START_ACTIONS,
    ActionSpec("file.open", "&Open…", "Open a design file", (_Key.Open,), "open"),
    ActionSpec(
        "file.import", "&Import…", "Turn a node-link JSON or GraphML graph into a design",
        ("Ctrl+Shift+I",),
    ),
    ActionSpec("file.save", "&Save", "Save the design to its file", (_Key.Save,), "save"),
    ActionSpec(
        "file.save-as", "Save &As…", "Save the design to another file", ("Ctrl+Shift+S",), ""
    ),
    ActionSpec("file.export-pdf", "Summary as &PDF…", "Export the summary sheet as PDF"),
    ActionSpec(
        "file.export-xlsx", "Workbook as &XLSX…", "Export summary, BOM, cabling, checks and sources"
    ),
    ActionSpec("file.export-csv", "Tables as &CSV…", "Export every sheet as a CSV file"),
    ActionSpec("file.export-json", "Readouts as &JSON…", "Export readouts and findings as JSON"),
    ActionSpec("file.export-png", "Canvas as P&NG…", "Export the canvas as a picture"),
    ActionSpec("file.export-svg", "Canvas as &SVG…", "Export the canvas as a vector drawing"),
    ActionSpec(
        "file.export-script", "Sc&ript…", "Save what was done as commands that can be replayed",
        ("Alt+Shift+S",),
    ),
    ActionSpec(
        "file.export-all", "&All…", "Export every format into a folder", ("Ctrl+E",), "export"
    ),
    ActionSpec("file.quit", "&Quit", "Close the window", (_Key.Quit,)),
    ActionSpec("edit.undo", "&Undo", "Take back the last edit", (_Key.Undo,), "undo"),
    ActionSpec(
        "edit.redo", "&Redo", "Make the edit again", ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"
    ),
    ActionSpec(
        "edit.duplicate",
        "D&uplicate",
        "Copy the selection with its links",
        ("Ctrl+D",),
        "duplicate",
    ),
    ActionSpec(
        "edit.delete", "&Delete", "Delete exactly the selected copies and links",
        (_Key.Delete,), "delete",
    ),
    ActionSpec(
        "edit.delete-everywhere", "Delete in All &Copies",
        "Delete the selection from the block, in every copy of it", ("Shift+Del",), "",
    ),
    ActionSpec(
        "edit.restore", "Reset Chan&ged Copies",
        "Bring back removed copies and take back replaced ones: the selected, or all in this block",
        ("Alt+Shift+Z",),
    ),
    ActionSpec(
        "edit.take-out-link", "Take Out a Lin&k…",
        "Take out single links of a bundle between two copies, or bring them back",
        ("Ctrl+Shift+L",), "",
    ),
    ActionSpec(
        "edit.restore-links", "Restore Taken-Out Lin&ks",
        "Bring back links that were taken out: of the selected bundles, or all",
        ("Alt+Shift+K",),
    ),
    ActionSpec(
        "edit.select-all", "Select &All", "Select everything in this block",
        (_Key.SelectAll,), "select",
    ),
    ActionSpec("edit.select-none", "Select &None", "Clear the selection", ("Ctrl+Shift+A",)),
    ActionSpec(
        "edit.tidy", "&Tidy Block", "Place everything in this block in rows by tier", ("Ctrl+T",)
    ),
    ActionSpec("edit.rename", "Re&name…", "Rename the selection or the block", ("F2",), "rename"),
    ActionSpec(
        "edit.count", "Set C&ount…", "Set how many copies there are", ("Ctrl+Shift+N",), "count"
    ),
    *EDIT_ACTIONS,
    ActionSpec("view.fit", "Zoom to &Fit", "Show the whole block", ("Ctrl+1", "Home"), "fit"),
    ActionSpec(
        "view.fit-selection", "Zoom to &Selection", "Show the selection", ("Ctrl+2",),
        "fit-selection",
    ),
    ActionSpec("view.zoom-in", "Zoom &In", "Show less, larger", (_Key.ZoomIn, "Ctrl+="), "zoom-in"),
    ActionSpec("view.zoom-out", "Zoom &Out", "Show more, smaller", (_Key.ZoomOut,), "zoom-out"),
    ActionSpec(
        "view.enter", "&Enter Block", "Edit the contents of the selected block",
        ("Ctrl+Return", "Ctrl+Down"), "enter",
    ),
    ActionSpec(
        "view.leave", "&Leave Block", "Go up to the block around this one",
        ("Ctrl+Up", "Backspace"), "up",
    ),
    ActionSpec(
        "view.compare", "&Compare Designs…", "Put this design beside others, with ratios",
        ("Ctrl+Shift+C",),
    ),
    ActionSpec(
        "view.failures", "What If Something &Fails…",
        "Let every kind of thing fail once, and show what is left", ("Ctrl+Shift+W",),
    ),
    ActionSpec(
        "view.labels", "&Labels", "Write names and link counts on the canvas", ("Ctrl+L",),
        is_toggle=True,
    ),
    ActionSpec(
        "view.layer-power", "&Power", "Write on every rack what it draws of what it can supply",
        ("Ctrl+Alt+P",), is_toggle=True, is_off=True,
    ),
    ActionSpec(
        "view.layer-cooling", "&Cooling", "Write on every rack how its heat leaves it",
        ("Ctrl+Alt+C",), is_toggle=True, is_off=True,
    ),
    ActionSpec(
        "view.kind-structure", "&Structure", "Show everything inside everything, where it stands",
        ("Alt+1",), group="view",
    ),
    ActionSpec(
        "view.kind-topology", "&Topology", "Show tiers by role: endpoints below, switches above",
        ("Alt+2",), group="view",
    ),
    ActionSpec(
        "view.kind-floor-plan", "&Floor Plan", "Show the hall from above, true to scale",
        ("Alt+3",), group="view",
    ),
    ActionSpec(
        "view.kind-elevation", "&Elevation", "Show the fronts of the racks, unit by unit",
        ("Alt+4",), group="view",
    ),
    ActionSpec("view.overlay-none", "&None", "Show the drawing alone", group="overlay"),
    ActionSpec(
        "view.overlay-load", "Link &Load, Ideal Routing",
        "Show how full links are when all endpoints send to all, routed best", group="overlay",
    ),
    ActionSpec(
        "view.overlay-ecmp", "Link Load, &Equal Split",
        "Show how full links are when traffic is split equally over shortest paths",
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-cut", "&Bisection Cut",
        "Show the two halves and the links that prove the bisection bandwidth", group="overlay",
    ),
    ActionSpec(
        "view.overlay-ports", "&Port Use", "Show how many ports of each part have a link",
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-power", "&Rack Power", "Show what each rack draws against its limit",
        group="overlay",
    ),
    ActionSpec(
        "view.overlay-oversubscription", "&Oversubscription",
        "Show downlink over uplink capacity of the switches", group="overlay",
    ),
    ActionSpec(
        "view.overlay-age", "&Age of the Figures",
        "Show how old the catalog figures of each part are", group="overlay",
    ),
    ActionSpec(
        "view.minimap", "&Minimap", "Show where in the whole block the canvas is",
        ("Ctrl+Alt+M",), is_toggle=True,
    ),
    ActionSpec("view.theme-system", "&System", "Follow the theme of the system", group="theme"),
    ActionSpec("view.theme-light", "&Light", "Dark text on light ground", group="theme"),
    ActionSpec("view.theme-dark", "&Dark", "Light text on dark ground", group="theme"),
    ActionSpec(
        "view.theme-contrast", "High &Contrast", "White text on black ground", group="theme"
    ),
    ActionSpec(
        "view.language-system", "&System", "Speak the language of the system", group="language"
    ),
    ActionSpec("view.language-en", "English", "Speak English", group="language"),
    ActionSpec("view.language-zh_CN", "简体中文", "Speak simplified Chinese", group="language"),
    ActionSpec(
        "insert.rack", "Empty &Rack", "Add an empty rack block", ("Ctrl+Shift+R",), "rack"
    ),
    ActionSpec("insert.node", "Empty &Node", "Add an empty node block", ("Alt+Shift+N",), "node"),
    ActionSpec("insert.group", "&Group", "Add an empty group", ("Alt+Shift+G",), "group"),
    ActionSpec(
        "insert.fabric", "&Fabric…", "Add a fabric of a family, sized by its parameters",
        ("Ctrl+Shift+F",), "",
    ),
    ActionSpec(
        "insert.from-catalog", "From &Catalog…", "Search the catalog for a part to add",
        ("Ctrl+F", "Insert"), "search",
    ),
    ActionSpec(
        "help.commands", "&Find a Command…", "Run any command by its name", ("Ctrl+Shift+P",),
        "search",
    ),
    ActionSpec("help.quantities", "&Quantities", "How each number is computed", ("F1",), "help"),
    ActionSpec("help.shortcuts", "&Keys and Gestures", "All keys", ("Ctrl+/",)),
    ActionSpec("help.about", "&About", "Version, licence and libraries", (), "info"),
    *GUIDE_ACTIONS,
)  # fmt: skip


class Actions(QObject):
    """The actions of one window, by id.

    Parameters
    ----------
    slots
        What each action does; there is exactly one slot for every id of the table.
    parent
        The window.
    """

    def __init__(self, slots: Mapping[str, Callable[[], object]], parent: QObject) -> None:
        super().__init__(parent)
        self._by_id: dict[str, QAction] = {}
        groups: dict[str, QActionGroup] = {}
        for spec in ACTIONS:
            action = QAction(shown(spec.text), self)
            tip = shown(spec.tip)
            action.setObjectName(spec.id)
            action.setStatusTip(tip)
            action.setShortcuts([QKeySequence(key) for key in spec.keys])
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"{tip} ({keys})" if keys else tip)
            if spec.group:
                action.setCheckable(True)
                groups.setdefault(spec.group, QActionGroup(self)).addAction(action)
            if spec.is_toggle:
                action.setCheckable(True)
                action.setChecked(not spec.is_off)
            action.triggered.connect(_slot_without_arguments(slots[spec.id]))
            self._by_id[spec.id] = action

    def __getitem__(self, action_id: str) -> QAction:
        return self._by_id[action_id]

    def all(self) -> tuple[QAction, ...]:
        return tuple(self._by_id.values())

    def set_icons(self, icons: Icons) -> None:
        for spec in ACTIONS:
            if spec.icon:
                self._by_id[spec.id].setIcon(icons.icon(spec.icon))

    def set_history_names(self, undo_label: str | None, redo_label: str | None) -> None:
        """Name the steps that undo and redo would take, and disable what cannot be done."""
        for action_id, verb, label in (
            ("edit.undo", tr("&Undo"), undo_label),
            ("edit.redo", tr("&Redo"), redo_label),
        ):
            action = self._by_id[action_id]
            step = shown(label or "").replace("&", "&&")
            action.setText(f"{verb} {step}".rstrip())
            action.setEnabled(bool(label))

    def set_enabled(self, states: Mapping[str, bool]) -> None:
        for action_id, is_enabled in states.items():
            self._by_id[action_id].setEnabled(is_enabled)


def _slot_without_arguments(slot: Callable[[], object]) -> Callable[[], None]:
    def call(_checked: bool = False) -> None:  # noqa: FBT001, FBT002
        slot()

    return call
