"""One row of the inspector: label, value or editor, badge, and the problem with what was typed."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from designer.ui.language.text import shown
from designer.ui.panels.plain import plain_label, plain_tip
from designer.wording.terms import term

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.ui.theme.look import Look
    from designer.viewmodel.inspector_records import Field, InspectorRow, RowButton

    Editor = QLineEdit | QComboBox

LABEL_WIDTH = 112


class PropertyRow:
    """The widgets of one inspector row; they are kept while the row keeps its shape.

    Parameters
    ----------
    row
        What to show.
    body
        Parent of the widgets.
    look
        Fonts.
    commit
        Called with key and text when the user has changed the field.
    """

    def __init__(
        self, row: InspectorRow, body: QWidget, look: Look, commit: Callable[[str, str], None]
    ) -> None:
        self.shape = shape_of(row)
        self.key = row.field.key if row.field is not None else ""
        self._commit = commit
        self._label = plain_label(shown(row.label), "muted", body)
        self._label.setFixedWidth(LABEL_WIDTH)
        self._text: QLabel | None = None
        self._cited: QLabel | None = None
        self.editor: Editor | None = None
        self.badge: QLabel | None = None
        self.button: QPushButton | None = None
        self.problem: QLabel | None = None
        if row.field is not None:
            self._label.setContentsMargins(0, 4, 0, 0)
            self.editor = self._make_editor(row.field, body)
            self.editor.setFont(look.number_font)
            self.editor.setAccessibleName(shown(row.label))
            self._label.setBuddy(self.editor)
            self.problem = plain_label("", "problem", body)
            self.problem.hide()
        else:
            self._text = plain_label("", "", body)
            self._text.setFont(look.number_font)
            self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if "\n" in row.text:
            self._cited = plain_label("", "small", body)
            self._cited.setWordWrap(False)
            self._cited.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if row.badge:
            self.badge = plain_label("", "badge", body)
            self.badge.setWordWrap(False)
            self.badge.setProperty("kind", row.badge_kind)
        if row.button is not None:
            self.button = self._make_button(row, row.button, body)
        self.show(row)

    def show(self, row: InspectorRow) -> None:
        """Show another value in the same widgets; a field with unfinished typing keeps it."""
        first, _, second = shown(row.text).partition("\n")
        tip = plain_tip(shown(row.tooltip or (row.field.hint if row.field is not None else "")))
        self._label.setToolTip(tip)
        if self._text is not None:
            self._text.setText(first)
            self._text.setToolTip(tip)
            self._text.setAccessibleName(f"{shown(row.label)}: {first}")
        if self._cited is not None:
            self._cited.setText(second)
            self._cited.setToolTip(tip)
        if self.badge is not None:
            self.badge.setText(shown(term(row.badge)))
            self.badge.setToolTip(tip)
        if self.editor is not None and row.field is not None:
            self.editor.setToolTip(tip)
            self._show_field(self.editor, row.field)

    def place(self, grid: QGridLayout, line: int) -> int:
        """Put the widgets into a grid and return the next free line."""
        top = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self._label, line, 0, top)
        if self.editor is not None:
            grid.addWidget(self.editor, line, 1)
        elif self._text is not None:
            values = QVBoxLayout()
            values.setSpacing(0)
            values.addWidget(self._text)
            if self._cited is not None:
                values.addWidget(self._cited)
            grid.addLayout(values, line, 1)
        if self.badge is not None:
            grid.addWidget(self.badge, line, 2, top)
        if self.button is not None:
            grid.addWidget(self.button, line, 3 if self.badge is not None else 2, top)
        if self.problem is None:
            return line + 1
        grid.addWidget(self.problem, line + 1, 1, 1, 3)
        return line + 2

    def revert(self) -> None:
        """Take the typing back."""
        if isinstance(self.editor, QLineEdit):
            self.editor.setText(str(self.editor.property("committed")))
        self.show_problem("")

    def show_problem(self, text: str) -> None:
        """Show why an edit was not made; the empty text takes the message away."""
        if self.problem is None or self.editor is None:
            return
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
        self.editor.setProperty("invalid", "true" if text else "false")
        self.editor.style().unpolish(self.editor)
        self.editor.style().polish(self.editor)

    def _make_editor(self, field: Field, body: QWidget) -> Editor:
        if field.choices:
            box = QComboBox(body)
            for value, text in field.choices:
                box.addItem(shown(text), value)
            box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            box.activated.connect(partial(self._choose, box))
            return box
        line = QLineEdit(body)
        line.setPlaceholderText(shown(field.hint))
        line.setProperty("committed", "")
        line.editingFinished.connect(partial(self._type, line))
        return line

    def _make_button(self, row: InspectorRow, made: RowButton, body: QWidget) -> QPushButton:
        button = QPushButton(shown(made.text), body)
        button.setObjectName("row-button")
        button.setAccessibleName(f"{shown(made.text)}: {shown(row.label)} {shown(row.text)}")
        button.setToolTip(plain_tip(shown(made.tip)))
        button.setStatusTip(shown(made.tip))
        button.clicked.connect(lambda: self._commit(made.key, made.value))
        return button

    @staticmethod
    def _show_field(editor: Editor, field: Field) -> None:
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(field.text)))
            return
        committed = str(editor.property("committed"))
        editor.setProperty("committed", field.text)
        is_typing = editor.hasFocus() and editor.text() != committed
        if not is_typing and editor.text() != field.text:
            editor.setText(field.text)
            editor.setCursorPosition(0)

    def _type(self, line: QLineEdit) -> None:
        if line.text() != line.property("committed"):
            self._commit(self.key, line.text())

    def _choose(self, box: QComboBox, _index: int) -> None:
        self._commit(self.key, str(box.currentData()))


def shape_of(row: InspectorRow) -> object:
    """Return what decides which widgets a row needs."""
    field = None if row.field is None else (row.field.key, row.field.choices, row.field.hint)
    badge = row.badge_kind if row.badge else ""
    # What a button is about stands in its row, which is then another one.
    button = None if row.button is None else (row.button, row.text)
    return row.label, field, badge, "\n" in row.text, button
