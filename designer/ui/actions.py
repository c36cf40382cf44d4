"""The actions of a window, made from the table of what there is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from designer.ui.action_table import ACTIONS
from designer.ui.language.text import shown, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.ui.theme.icons import Icons


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
    def call(_checked: bool = False) -> None:  # noqa: FBT001, FBT002 - what Qt passes
        slot()

    return call
