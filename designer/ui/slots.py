"""What each action of a window does."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Protocol

from designer.model.block import BlockKind
from designer.ui.language.language import CHOICES
from designer.ui.language.text import tr
from designer.ui.panel_focus import FocusStop, step_focus
from designer.ui.theme.look import SYSTEM
from designer.ui.theme.theme import THEMES
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.view_kind import ViewKind

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from designer.ui.actions import Actions
    from designer.ui.arranging import Arranging
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.canvas.widget import CanvasWidget
    from designer.ui.clipping import Clipping
    from designer.ui.connecting import Connecting
    from designer.ui.docks import Docks
    from designer.ui.documents import Documents
    from designer.ui.edits import Edits
    from designer.ui.exports import Exports
    from designer.ui.help_pages import HelpPages
    from designer.ui.language.language import LanguageSwitch
    from designer.ui.recording import Recording
    from designer.ui.regrouping import Regrouping
    from designer.ui.side_windows import SideWindows
    from designer.ui.theme.appearance import Appearance
    from designer.ui.window_panels import WindowPanels

    Slots = dict[str, Callable[[], object]]


class WindowParts(Protocol):
    """What actions work on: the parts of the main window."""

    appearance: Appearance
    actions_by_id: Actions
    arranging: Arranging
    bridge: WorkbenchBridge
    canvas: CanvasWidget
    clipping: Clipping
    connecting: Connecting
    docks: Docks
    documents: Documents
    edits: Edits
    exports: Exports
    help_pages: HelpPages
    recording: Recording
    regrouping: Regrouping
    language: LanguageSwitch
    panels: WindowPanels
    side: SideWindows

    def close(self) -> bool: ...

    def focusWidget(self) -> QWidget: ...


def slots_of(window: WindowParts) -> Slots:
    """Return what the actions of a window do, by the id of the action."""
    return {**_of_files(window), **_of_edits(window), **_of_views(window), **_of_help(window)}


def keys_of(window: WindowParts) -> tuple[tuple[str, str], ...]:
    """Return the actions of a window that have a key, each with its key."""
    return tuple(
        (a.text().replace("&", ""), a.shortcut().toString())
        for a in window.actions_by_id.all()
        if not a.shortcut().isEmpty()
    )


def _of_files(window: WindowParts) -> Slots:
    documents, exports = window.documents, window.exports
    return {
        "file.new": partial(window.side.show_gallery, window.edits),
        "file.new-empty": documents.new,
        "file.open": documents.open,
        "file.import": documents.import_graph,
        "file.recover": window.side.show_recovery,
        "file.save": documents.save,
        "file.save-as": documents.save_as,
        **{f"file.export-{f}": partial(exports.export, f) for f in exports.FORMATS},
        "file.export-script": documents.save_script,
        "file.export-all": exports.export_all,
        "file.record-script": window.recording.toggle,
        "file.quit": window.close,
    }


def _of_edits(window: WindowParts) -> Slots:
    edits = window.edits
    return {
        "edit.undo": window.bridge.undo,
        "edit.redo": window.bridge.redo,
        "edit.duplicate": edits.duplicate,
        "edit.delete": edits.delete,
        "edit.delete-everywhere": edits.delete_everywhere,
        "edit.restore": edits.restore,
        "edit.take-out-link": window.side.show_single_links,
        "edit.restore-links": edits.restore_links,
        "edit.select-all": edits.select_all,
        "edit.select-none": edits.select_none,
        "edit.tidy": partial(_tidy, window),
        **window.clipping.slots(),
        **window.connecting.slots(),
        **window.arranging.slots(),
        **window.regrouping.slots(),
        "edit.rename": partial(_edit_field, window, "name"),
        "edit.count": partial(_edit_field, window, "count"),
        "edit.next-finding": partial(_step_findings, window, 1),
        "edit.previous-finding": partial(_step_findings, window, -1),
        "edit.fix": partial(_with_findings, window, window.panels.findings.fix),
        "edit.approve": partial(_with_findings, window, window.panels.findings.approve),
        "insert.rack": partial(edits.add_group, BlockKind.RACK, tr("Rack")),
        "insert.node": partial(edits.add_group, BlockKind.NODE, tr("Node")),
        "insert.group": partial(edits.add_group, BlockKind.GROUP, tr("Group")),
        "insert.from-catalog": partial(_search_catalog, window),
        "insert.fabric": partial(window.side.show_fabrics, edits),
    }


def _of_views(window: WindowParts) -> Slots:
    canvas, choose_theme = window.canvas, window.appearance.choose
    return {
        "view.fit": canvas.zoom_to_fit,
        "view.fit-selection": canvas.zoom_to_selection,
        "view.zoom-in": canvas.zoom_in,
        "view.zoom-out": canvas.zoom_out,
        "view.enter": window.edits.enter,
        "view.leave": window.bridge.leave,
        "view.next-panel": partial(_step_panels, window, 1),
        "view.previous-panel": partial(_step_panels, window, -1),
        "view.reset-panels": window.docks.reset,
        "view.compare": window.side.show_comparison,
        "view.failures": partial(window.side.show_failures, canvas.locate),
        "view.labels": partial(_show_labels, window),
        "view.minimap": partial(_show_minimap, window),
        "view.layer-power": partial(_show_racks, window),
        "view.layer-cooling": partial(_show_racks, window),
        **{f"view.kind-{k.value}": partial(canvas.show_kind, k.value) for k in ViewKind},
        **{f"view.overlay-{k.value}": partial(canvas.show_overlay, k.value) for k in OverlayKind},
        **{f"view.language-{c}": partial(window.language.choose, c) for c in CHOICES},
        **{f"view.theme-{t}": partial(choose_theme, t) for t in (SYSTEM, *THEMES)},
    }


def _of_help(window: WindowParts) -> Slots:
    pages = window.help_pages
    return {
        "help.commands": partial(_find_command, window),
        "help.quantities": pages.show_quantities,
        "help.shortcuts": lambda: pages.show_shortcuts(partial(keys_of, window)),
        "help.tour": window.side.show_tour,
        "help.verify": window.side.show_verification,
        "help.about": pages.show_about,
    }


def _show_labels(window: WindowParts) -> None:
    window.canvas.show_labels(is_on=window.actions_by_id["view.labels"].isChecked())


def _show_minimap(window: WindowParts) -> None:
    window.canvas.show_minimap(is_on=window.actions_by_id["view.minimap"].isChecked())


def _show_racks(window: WindowParts) -> None:
    layers = (window.actions_by_id[f"view.layer-{name}"] for name in ("power", "cooling"))
    has_power, has_cooling = (layer.isChecked() for layer in layers)
    window.canvas.show_racks(has_power=has_power, has_cooling=has_cooling)


def _tidy(window: WindowParts) -> None:
    window.edits.tidy(window.canvas.view.cell)
    window.canvas.zoom_to_fit()


def _edit_field(window: WindowParts, name: str) -> None:
    window.docks.bring("inspector")
    kinds = ("instance", "bundle", "block", "design")
    for key in (f"{kind}.{name}" for kind in kinds):
        if window.panels.inspector.has_editor(key):
            window.panels.inspector.focus(key)
            return


def _find_command(window: WindowParts) -> None:
    others = [a for a in window.actions_by_id.all() if a.objectName() != "help.commands"]
    window.side.show_commands(others)


def _search_catalog(window: WindowParts) -> None:
    window.docks.bring("catalog")
    window.panels.catalog.focus_search()


def _step_findings(window: WindowParts, by: int) -> None:
    window.docks.bring("findings")
    window.panels.findings.step(by)


def _with_findings(window: WindowParts, act: Callable[[], object]) -> None:
    window.docks.bring("findings")
    act()


def _step_panels(window: WindowParts, by: int) -> None:
    stops = (
        FocusStop(window.canvas, "", lambda: window.canvas),
        FocusStop(window.panels.catalog, "catalog", lambda: window.panels.catalog.search_field),
        FocusStop(window.panels.outline, "outline", lambda: window.panels.outline.tree),
        FocusStop(window.panels.history, "history", lambda: window.panels.history.view),
        FocusStop(window.panels.inspector, "inspector", window.panels.inspector.first_field),
        FocusStop(window.panels.readouts, "readouts", lambda: window.panels.readouts.tree),
        FocusStop(window.panels.findings, "findings", lambda: window.panels.findings.table),
    )
    step_focus(stops, window.focusWidget(), by, window.docks.bring)
