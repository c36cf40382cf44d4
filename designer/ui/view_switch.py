"""The switch above the canvas: which view of the document is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from designer.ui.language.text import shown, tr
from designer.viewmodel.view_kind import TITLES

if TYPE_CHECKING:
    from designer.ui.actions import Actions


class ViewSwitch(QWidget):
    """One segment per view; each stands for the action of the same name in the View menu."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("segments")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("View of the design"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(0)
        self.buttons: dict[str, QToolButton] = {}
        kinds = tuple(TITLES)
        for ix, kind in enumerate(kinds):
            action = actions[f"view.kind-{kind.value}"]
            action.setIconText(shown(TITLES[kind]))
            button = QToolButton(self)
            button.setDefaultAction(action)
            button.setObjectName("segment")
            ends = {0: "first", len(kinds) - 1: "last"}
            button.setProperty("place", ends.get(ix, "middle"))
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
            button.setAccessibleName(action.statusTip())
            row.addWidget(button)
            self.buttons[kind.value] = button
