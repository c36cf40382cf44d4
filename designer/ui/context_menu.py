"""The menu of the canvas: what can be done with what is under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QWidget

from designer.ui.language.text import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QPoint

    from designer.ui.actions import Actions
    from designer.viewmodel.selection import Selection

_COPIES: Final = (
    "view.enter", "", "edit.take-out-link", "edit.restore-links", "", "edit.duplicate",
    "edit.delete", "edit.delete-everywhere", "edit.restore", "", "edit.rename", "edit.count", "",
    "view.fit-selection",
)  # fmt: skip
_CABLES: Final = (
    "edit.take-out-link", "edit.restore-links", "", "edit.delete", "", "edit.rename", "",
    "view.fit-selection",
)  # fmt: skip
_FLOOR: Final = (
    "insert.from-catalog", "insert.fabric", "insert.rack", "insert.node", "insert.group", "",
    "edit.restore", "edit.restore-links", "", "edit.select-all", "edit.tidy", "", "view.leave",
    "view.fit",
)  # fmt: skip


def menu_entries(selection: Selection) -> tuple[str, ...]:
    """Return the actions that the menu offers for a selection; "" is a line between them."""
    if selection.paths:
        return _COPIES
    return _CABLES if selection.bundle_keys else _FLOOR


class ContextMenu(QMenu):
    """Shows the actions for a selection; it is made anew each time it is asked for."""

    def __init__(self, actions: Actions, selection: Selection, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("canvas-menu")
        self.setAccessibleName(tr("Canvas menu"))
        for action_id in menu_entries(selection):
            if action_id:
                self.addAction(actions[action_id])
            else:
                self.addSeparator()
        self.aboutToHide.connect(self.deleteLater)

    def show_at(self, place: QPoint) -> None:
        """Show the menu at a point of the screen."""
        self.popup(place)
