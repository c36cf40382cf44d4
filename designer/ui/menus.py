"""Menu bar and toolbar, made of actions by id."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QMainWindow, QMenu, QSizePolicy, QToolBar, QWidget

from designer.ui.language.language import CHOICES
from designer.ui.language.text import tr

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtWidgets import QDockWidget

    from designer.ui.actions import Actions
    from designer.ui.documents import Documents

_TOOLBAR: Final = (
    "file.new", "file.open", "file.save", "file.export-all", "",
    "edit.undo", "edit.redo", "edit.duplicate", "edit.delete", "",
    "insert.rack", "insert.node", "insert.group", "",
    "view.leave", "view.enter", "view.fit", "view.fit-selection", "view.zoom-out", "view.zoom-in",
)  # fmt: skip
_EDIT: Final = (
    "edit.undo", "edit.redo", "", "edit.cut", "edit.copy", "edit.paste", "edit.paste-in-place",
    "edit.duplicate", "", "edit.delete", "edit.delete-everywhere",
    "edit.restore", "", "edit.take-out-link", "edit.restore-links", "",
    "edit.rename", "edit.count", "",
    "edit.next-finding", "edit.previous-finding", "edit.fix", "edit.approve",
)  # fmt: skip
_SELECT: Final = (
    "edit.select-all", "edit.select-none", "select.invert", "select.same", "",
    "select.racks", "select.nodes", "select.devices", "select.links",
)  # fmt: skip
_ARRANGE: Final = (
    "edit.tidy", "", "arrange.left", "arrange.centre", "arrange.right", "",
    "arrange.top", "arrange.middle", "arrange.bottom", "",
    "arrange.distribute-across", "arrange.distribute-down", "", "arrange.array",
)  # fmt: skip
_BLOCK: Final = (
    "block.group", "block.ungroup", "block.put-inside", "block.unique", "",
    "block.split", "block.merge", "",
    "block.replace-part",
)  # fmt: skip
_EXPORT: Final = (
    "file.export-pdf", "file.export-xlsx", "file.export-csv", "file.export-json",
    "file.export-png", "file.export-svg", "file.export-script", "", "file.export-all",
)  # fmt: skip
_VIEW: Final = (
    "view.fit", "view.fit-selection", "view.zoom-in", "view.zoom-out", "", "view.enter",
    "view.leave", "", "view.compare", "view.failures", "",
    "view.next-panel", "view.previous-panel", "",
)  # fmt: skip
_KINDS: Final = (
    "view.kind-structure", "view.kind-topology", "view.kind-floor-plan", "view.kind-elevation", "",
)  # fmt: skip
_LAYERS: Final = ("view.labels", "view.layer-power", "view.layer-cooling", "", "view.minimap")
_OVERLAYS: Final = (
    "view.overlay-none", "", "view.overlay-load", "view.overlay-ecmp", "view.overlay-cut", "",
    "view.overlay-oversubscription", "view.overlay-ports", "view.overlay-power",
    "view.overlay-age",
)  # fmt: skip
_INSERT: Final = (
    "insert.from-catalog", "insert.fabric", "", "insert.rack", "insert.node", "insert.group", "",
    "insert.links",
)  # fmt: skip
_HELP: Final = (
    "help.commands", "", "help.tour", "help.quantities", "help.shortcuts", "",
    "help.verify", "", "help.about",
)  # fmt: skip


class Menus:
    """Builds the menus of a window and keeps those that change up to date."""

    def __init__(
        self,
        window: QMainWindow,
        actions: Actions,
        documents: Documents,
        *,
        systems: tuple[str, ...],
        docks: Iterable[QDockWidget],
    ) -> None:
        self._actions = actions
        self._documents = documents
        bar = window.menuBar()
        bar.setAccessibleName(tr("Menus"))
        file_menu = _menu(bar.addMenu(tr("&File")))
        self._add(
            file_menu, ("file.new", "file.new-empty", "file.open", "file.import", "file.recover")
        )
        system_menu = _menu(file_menu.addMenu(tr("Open S&ystem")))
        for name in systems:
            entry = system_menu.addAction(name)
            entry.setStatusTip(tr("Open a fresh copy of the reference system {name}", name=name))
            entry.triggered.connect(partial(self._open, name))
        self._recent = _menu(file_menu.addMenu(tr("Open &Recent")))
        self._recent.aboutToShow.connect(self.fill_recent)
        file_menu.addSeparator()
        self._add(file_menu, ("file.save", "file.save-as"))
        self._add(_menu(file_menu.addMenu(tr("&Export"))), _EXPORT)
        self._add(file_menu, ("file.record-script", "", "file.quit"))
        edit_menu = _menu(bar.addMenu(tr("&Edit")))
        self._add(edit_menu, _EDIT)
        edit_menu.addSeparator()
        self._add(_menu(edit_menu.addMenu(tr("&Select"))), _SELECT)
        self._add(_menu(edit_menu.addMenu(tr("&Arrange"))), _ARRANGE)
        self._add(_menu(edit_menu.addMenu(tr("&Block"))), _BLOCK)
        view_menu = _menu(bar.addMenu(tr("&View")))
        self._add(view_menu, (*_KINDS, *_VIEW))
        self._add(_menu(view_menu.addMenu(tr("&Layers"))), _LAYERS)
        overlay_menu = _menu(view_menu.addMenu(tr("&Overlay")))
        self._add(overlay_menu, _OVERLAYS)
        view_menu.addSeparator()
        theme_menu = _menu(view_menu.addMenu(tr("&Theme")))
        self._add(
            theme_menu,
            ("view.theme-system", "view.theme-light", "view.theme-dark", "view.theme-contrast"),
        )
        language_menu = _menu(view_menu.addMenu(tr("Langua&ge")))
        self._add(language_menu, tuple(f"view.language-{choice}" for choice in CHOICES))
        self._add_panels(_menu(view_menu.addMenu(tr("&Panels"))), docks)
        self._add(_menu(bar.addMenu(tr("&Insert"))), _INSERT)
        self._add(_menu(bar.addMenu(tr("&Help"))), _HELP)
        self.fill_recent()

    def _add_panels(self, menu: QMenu, docks: Iterable[QDockWidget]) -> None:
        for dock in docks:
            entry = dock.toggleViewAction()
            entry.setStatusTip(tr("Show or hide the panel {title}", title=dock.windowTitle()))
            menu.addAction(entry)
        menu.addSeparator()
        self._add(menu, ("view.reset-panels",))

    def fill_recent(self) -> None:
        """List the files opened last; missing ones are greyed."""
        self._recent.clear()
        for path in self._documents.recent():
            entry = self._recent.addAction(path.name.replace("&", "&&"))
            entry.setStatusTip(str(path))
            entry.setEnabled(path.exists())
            entry.triggered.connect(partial(self._open, str(path)))
        if self._recent.isEmpty():
            entry = self._recent.addAction(tr("No files yet"))
            entry.setStatusTip(tr("Files that you open or save are listed here"))
            entry.setEnabled(False)

    def _open(self, name_or_path: str, *_: object) -> None:
        self._documents.open_text(name_or_path)

    def _add(self, menu: QMenu, action_ids: Iterable[str]) -> None:
        for action_id in action_ids:
            if action_id:
                menu.addAction(self._actions[action_id])
            else:
                menu.addSeparator()


def build_toolbar(window: QMainWindow, actions: Actions, legend: QWidget) -> QToolBar:
    """Return the toolbar of a window, with the legend of the canvas at its right end."""
    bar = QToolBar(tr("Tools"), window)
    bar.setObjectName("toolbar")
    bar.setAccessibleName(tr("Tools"))
    bar.setMovable(False)
    bar.setIconSize(QSize(20, 20))
    bar.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
    for action_id in _TOOLBAR:
        if action_id:
            bar.addAction(actions[action_id])
            button = bar.widgetForAction(actions[action_id])
            button.setAccessibleName(actions[action_id].statusTip())
        else:
            bar.addSeparator()
    room = QWidget(bar)
    room.setAccessibleName(tr("Space"))
    room.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
    bar.addWidget(room)
    bar.addWidget(legend)
    return bar


def _menu(menu: QMenu) -> QMenu:
    menu.setAccessibleName(menu.title().replace("&", ""))
    menu.setToolTipsVisible(False)
    return menu
