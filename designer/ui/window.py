"""The main window: where canvas and docks stand, and what is connected to what.

The window is painted before what is in it is loaded, so this module imports panels and everything
below them inside functions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget
from typing_extensions import override

from designer.ui.docks import Docks
from designer.ui.enabling import enabled_actions
from designer.ui.language.text import shown, tr
from designer.wording.wording import worded

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint
    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QShowEvent

    from designer.model.ids import InstancePath
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.language.language import LanguageSwitch
    from designer.ui.theme.appearance import Appearance
    from designer.ui.theme.look import Look
    from designer.viewmodel.planes import HiddenPlanes
    from designer.workbench.opening import OpenedDesign

_AREA = Qt.DockWidgetArea
_DOCKS = (
    ("catalog", worded("Catalog"), _AREA.LeftDockWidgetArea),
    ("outline", worded("Outline"), _AREA.LeftDockWidgetArea),
    ("history", worded("History"), _AREA.LeftDockWidgetArea),
    ("inspector", worded("Inspector"), _AREA.RightDockWidgetArea),
    ("layers", worded("Layers"), _AREA.RightDockWidgetArea),
    ("readouts", worded("Readouts"), _AREA.RightDockWidgetArea),
    ("findings", worded("Findings"), _AREA.BottomDockWidgetArea),
)


_BARS_PX = (0, 77, 0, 31)
"""Room for menus and toolbar above and the status bar below until they are there, so that the
drawing does not jump when they come."""


class MainWindow(QMainWindow):
    """One window for one design.

    Parameters
    ----------
    appearance
        Theme of the program; it hands out the look.
    language
        Language of the program; texts are made when the window is filled.
    """

    def __init__(self, appearance: Appearance, language: LanguageSwitch) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setAccessibleName(tr("Supernode Designer"))
        self.setAcceptDrops(True)
        self.appearance = appearance
        self.language = language
        self._is_filled = False
        self._is_settled = False
        # Kept when the window is filled: docks would take the room of one that is replaced.
        self._centre = QWidget(self)
        self._centre.setAccessibleName(tr("Canvas area"))
        self.setCentralWidget(self._centre)
        self.docks = Docks(self)
        for name, title, area in _DOCKS:
            self.docks.add(name, shown(title), area)
        self.docks.arrange()
        self.setContentsMargins(*_BARS_PX)

    def fill(self, bridge: WorkbenchBridge, opened: OpenedDesign) -> None:
        """Put canvas and panels into the window, which may have been painted without them.

        Parameters
        ----------
        bridge
            Door to the workbench, with the design opened.
        opened
            Where the design came from.
        """
        self.draw(bridge)
        self.complete(opened)

    def draw(self, bridge: WorkbenchBridge) -> None:
        """Put in what shows the design: canvas, outline and palette; nothing can be done yet.

        Parameters
        ----------
        bridge
            Door to the workbench, with the design opened.
        """
        from designer.ui.canvas.widget import CanvasWidget
        from designer.ui.window_panels import WindowPanels

        self.bridge = bridge
        look = self.appearance.look
        self.canvas = CanvasWidget(bridge, look.theme, self)
        self.panels = WindowPanels(bridge, look, self.docks)
        layout = QVBoxLayout(self._centre)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self._head = QHBoxLayout()
        self._head.setSpacing(0)
        self._head.addWidget(self.panels.breadcrumb, 1)
        layout.addLayout(self._head)
        layout.addWidget(self.canvas, 1)

    def complete(self, opened: OpenedDesign) -> None:
        """Put in everything else after :meth:`draw`: edits, files, menus, the other panels.

        Parameters
        ----------
        opened
            Where the design came from.
        """
        from PySide6.QtGui import QGuiApplication

        from designer.ui.arranging import Arranging
        from designer.ui.clipping import Clipping
        from designer.ui.connecting import Connecting
        from designer.ui.dialogs.prompts import DialogPrompts
        from designer.ui.documents import Documents
        from designer.ui.edits import Edits
        from designer.ui.exports import Exports
        from designer.ui.help_pages import HelpPages
        from designer.ui.palette_entries import PaletteEntries
        from designer.ui.recording import Recording
        from designer.ui.recovery.autosaves import Autosaves
        from designer.ui.regrouping import Regrouping
        from designer.ui.side_windows import SideWindows

        bridge, look = self.bridge, self.appearance.look
        self.documents = Documents(bridge, opened, DialogPrompts(self), self)
        self.canvas.load_gestures()
        self.edits = Edits(bridge, self.canvas.centre_m, self)
        self.arranging = Arranging(bridge, self.canvas, self)
        self.clipping = Clipping(
            bridge, self.edits, QGuiApplication.clipboard(), self.canvas.centre_m
        )
        self.connecting = Connecting(bridge, self.canvas, self)
        self.regrouping = Regrouping(bridge, self.documents, self)
        self.exports = Exports(bridge, self.documents, self.canvas.sight, self)
        self.recording = Recording(bridge, self.documents, self)
        self.autosaves = Autosaves(bridge, self.documents, self)
        self.help_pages = HelpPages(self, look)
        self.side = SideWindows(self, bridge, self.documents, look, place_of=self._place_of)
        self.panels.complete(self.documents, self.appearance.application)
        self.palette_entries = PaletteEntries(
            bridge, self.panels.catalog, self.edits, self.canvas.centre_m
        )
        self._add_actions()
        self._connect()
        self._show_icons(look)
        self._follow()
        self.setContentsMargins(0, 0, 0, 0)
        self.documents.hold_file()
        self._is_filled = True

    def _add_actions(self) -> None:
        from designer.ui.actions import Actions
        from designer.ui.menus import Menus, build_toolbar
        from designer.ui.panels.recording_sign import RecordingSign
        from designer.ui.slots import slots_of
        from designer.ui.view_switch import ViewSwitch
        from designer.workbench.opening import system_names

        self.actions_by_id = Actions(slots_of(self), self)
        self.addActions(self.actions_by_id.all())
        self.view_switch = ViewSwitch(self.actions_by_id)
        self._head.addWidget(self.view_switch)
        self._menus = Menus(
            self,
            self.actions_by_id,
            self.documents,
            systems=system_names(),
            docks=self.docks.all(),
        )
        self.toolbar = build_toolbar(self, self.actions_by_id, self.panels.fabrics)
        self.addToolBar(self.toolbar)
        self.panels.status.follow(self.exports)
        sign = RecordingSign(self.recording, self.appearance.look)
        self.appearance.changed.connect(sign.set_look)
        self.panels.status.insertPermanentWidget(0, sign)
        record = self.actions_by_id["file.record-script"]
        self.recording.changed.connect(lambda: record.setChecked(self.recording.is_on))
        self.setStatusBar(self.panels.status)

    def _place_of(self, name: str) -> QWidget:
        # The tour points at docks, the canvas and the button that exports.
        if name == "canvas":
            return self.canvas
        if name == "export":
            button = self.toolbar.widgetForAction(self.actions_by_id["file.export-all"])
            return button if button.isVisible() else self.toolbar
        return self.docks.bring(name)

    def enter(self, path: InstancePath) -> None:
        """Show the inside of a block, whatever was shown before."""
        self.bridge.enter(path)
        self.canvas.zoom_to_fit()

    def settle(self) -> None:
        """Do what can wait for the first paint: numbers, and the blocks of shipped systems."""
        if self._is_settled:
            return
        self._is_settled = True
        self.bridge.evaluate()
        self.panels.readouts.pin()
        self.palette_entries.load_assemblies()

    def release(self) -> None:
        """Stop all work of the window and let its file go, before it is closed or replaced."""
        self.exports.stop()
        self.side.stop()
        self.autosaves.stop()
        self.documents.claim.let_go()
        self.bridge.stop()

    @property
    def is_settled(self) -> bool:
        """Whether there is nothing left of the start to do."""
        return self._is_settled

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._is_filled:
            self.canvas.setFocus()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        if not self._is_filled:
            event.accept()
        elif self.documents.may_replace():
            self.release()
            event.accept()
        else:
            event.ignore()

    @override
    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        from designer.ui.documents import dropped_design

        if dropped_design(event):
            event.acceptProposedAction()

    @override
    def dropEvent(self, event: QDropEvent) -> None:
        from designer.ui.documents import dropped_design

        path = dropped_design(event)
        if path:
            event.acceptProposedAction()
            self.documents.open_text(path)

    def _connect(self) -> None:
        from designer.viewmodel.overlay_kind import OverlayKind
        from designer.viewmodel.view_kind import ViewKind

        bridge, panels = self.bridge, self.panels
        for signal in (bridge.snapshot_changed, bridge.selection_changed, bridge.scope_changed):
            signal.connect(self._follow)
        self.documents.changed.connect(self._follow)
        self.documents.changed.connect(panels.readouts.pin)
        panels.fabrics.shown_changed.connect(self.canvas.show_fabrics)
        panels.layers.planes_changed.connect(self._hide_planes)
        panels.layers.follow(self.actions_by_id)
        panels.findings.located.connect(self.canvas.locate)
        panels.findings.fix_wanted.connect(self.side.show_fixes)
        panels.findings.counted.connect(panels.status.show_findings)
        panels.inspector.links_wanted.connect(self.side.show_single_links)
        self.appearance.changed.connect(self._show_look)
        self.canvas.overlay_changed.connect(self._check_overlay)
        self.canvas.menu_wanted.connect(self._show_menu)
        self._check_overlay(OverlayKind.NONE)
        self.canvas.kind_changed.connect(self._check_kind)
        self._check_kind(ViewKind.STRUCTURE)

    def _hide_planes(self, hidden: HiddenPlanes) -> None:
        self.canvas.view.hidden_planes = hidden
        self.canvas.update()

    def _show_menu(self, place: QPoint) -> None:
        from designer.ui.context_menu import ContextMenu

        ContextMenu(self.actions_by_id, self.bridge.selection, self).show_at(place)

    def _check_overlay(self, kind: str) -> None:
        self.actions_by_id[f"view.overlay-{kind}"].setChecked(True)

    def _check_kind(self, kind: str) -> None:
        self.actions_by_id[f"view.kind-{kind}"].setChecked(True)

    def _show_icons(self, look: Look) -> None:
        self.actions_by_id.set_icons(look.icons)
        self.actions_by_id[f"view.theme-{self.appearance.choice}"].setChecked(True)
        self.actions_by_id[f"view.language-{self.language.choice}"].setChecked(True)

    def _show_look(self, look: Look) -> None:
        self._show_icons(look)
        self.canvas.set_theme(look.theme)
        for part in (self.panels, self.help_pages, self.side):
            part.set_look(look)

    def _follow(self) -> None:
        workbench = self.bridge.workbench
        self.setWindowTitle(
            tr("{display_name}[*] - Supernode Designer", display_name=self.documents.display_name)
        )
        self.setWindowModified(workbench.is_modified)
        history = workbench.history
        self.actions_by_id.set_history_names(history.undo_label, history.redo_label)
        self.actions_by_id.set_enabled(enabled_actions(self))
