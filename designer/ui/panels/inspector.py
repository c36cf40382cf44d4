"""The inspector panel: the properties of the selection, edited in place."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.ui.panels.plain import plain_label, plain_tip
from designer.viewmodel.inspector_edits import command_for
from designer.viewmodel.inspector_rows import inspect

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look
    from designer.viewmodel.inspector_records import InspectorRow, InspectorSection, InspectorView

_LABEL_WIDTH = 112


class InspectorPanel(QWidget):
    """Shows and edits the selection. Enter commits a field, Esc takes the typing back."""

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Inspector panel")
        self._bridge = bridge
        self._look = look
        self._view: InspectorView | None = None
        self._editors: dict[str, QLineEdit | QComboBox] = {}
        self._problems: dict[str, QLabel] = {}
        self._icon = QLabel(self)
        self._title = plain_label("", "title")
        self._subtitle = plain_label("", "small")
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName("Properties")
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        bridge.selection_changed.connect(self.refresh)
        bridge.scope_changed.connect(self.refresh)
        bridge.snapshot_changed.connect(self.refresh)
        self.refresh()

    @property
    def view(self) -> InspectorView | None:
        return self._view

    def editor(self, key: str) -> QLineEdit | QComboBox:
        return self._editors[key]

    def has_editor(self, key: str) -> bool:
        return key in self._editors

    def problem_text(self, key: str) -> str:
        """Return the message shown under a field; empty if there is none."""
        label = self._problems[key]
        return label.text() if label.isVisibleTo(self) else ""

    def set_look(self, look: Look) -> None:
        self._look = look
        self._view = None
        self.refresh()

    def focus(self, key: str) -> None:
        """Put the cursor into a field."""
        editor = self._editors.get(key)
        if editor is not None:
            editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
            if isinstance(editor, QLineEdit):
                editor.selectAll()
            self._area.ensureWidgetVisible(editor)

    def refresh(self) -> None:
        view = inspect(self._bridge.snapshot, self._bridge.selection)
        if view == self._view:
            return
        focused = next((key for key, e in self._editors.items() if e.hasFocus()), "")
        scrolled = self._area.verticalScrollBar().value()
        is_same_thing = self._view is not None and self._view.subtitle == view.subtitle
        self._view = view
        self._title.setText(view.title)
        self._subtitle.setText(view.subtitle)
        icon = self._look.icons.icon(view.icon, self._look.theme.accent)
        self._icon.setPixmap(icon.pixmap(QSize(24, 24)))
        self._rebuild(view)
        if is_same_thing:
            self._area.verticalScrollBar().setValue(scrolled)
            if focused in self._editors:
                self._editors[focused].setFocus()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            pressed: QKeyEvent = event  # type: ignore[assignment]
            if pressed.key() == Qt.Key.Key_Escape:
                key = watched.property("field_key")
                watched.setText(watched.property("committed"))
                self._show_problem(str(key), "")
                return True
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _lay_out(self) -> None:
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._title)
        names.addWidget(self._subtitle)
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 12, 8)
        head.setSpacing(8)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(names, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(self._area, 1)

    def _rebuild(self, view: InspectorView) -> None:
        self._editors = {}
        self._problems = {}
        body = QWidget()
        body.setObjectName("inspector-body")
        body.setAccessibleName("Properties")
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(4)
        for section in view.sections:
            column.addSpacing(8)
            column.addWidget(plain_label(section.title, "section"))
            column.addLayout(self._grid(section, body))
        column.addStretch(1)
        self._area.setWidget(body)

    def _grid(self, section: InspectorSection, body: QWidget) -> QGridLayout:
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        grid.setColumnMinimumWidth(0, _LABEL_WIDTH)
        grid.setColumnStretch(1, 1)
        line = 0
        for row in section.rows:
            label = plain_label(row.label, "muted", body)
            label.setFixedWidth(_LABEL_WIDTH)
            if row.field is not None:
                label.setContentsMargins(0, 4, 0, 0)
            value = self._editor(row, label, body) if row.field else self._value(row, body)
            label.setToolTip(plain_tip(row.tooltip))
            value.setToolTip(plain_tip(row.tooltip or (row.field.hint if row.field else "")))
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(value, line, 1)
            if row.badge:
                grid.addWidget(self._badge(row, body), line, 2, Qt.AlignmentFlag.AlignTop)
            line += 1
            if row.field is not None:
                problem = plain_label("", "problem", body)
                problem.hide()
                self._problems[row.field.key] = problem
                grid.addWidget(problem, line, 1, 1, 2)
                line += 1
        return grid

    def _value(self, row: InspectorRow, body: QWidget) -> QWidget:
        first, _, second = row.text.partition("\n")
        value = plain_label(first, "", body)
        value.setFont(self._look.number_font)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        value.setAccessibleName(f"{row.label}: {first}")
        if not second:
            return value
        both = QWidget(body)
        both.setAccessibleName(f"{row.label}: {first}")
        lines = QVBoxLayout(both)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        cited = plain_label("", "small", both)
        cited.setWordWrap(False)
        cited.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        cited.setText(second)
        lines.addWidget(value)
        lines.addWidget(cited)
        return both

    def _badge(self, row: InspectorRow, body: QWidget) -> QLabel:
        badge = plain_label(row.badge, "badge", body)
        badge.setWordWrap(False)
        badge.setProperty("kind", row.badge_kind)
        badge.setToolTip(plain_tip(row.tooltip))
        return badge

    def _editor(self, row: InspectorRow, label: QLabel, body: QWidget) -> QWidget:
        field = row.field
        if field is None:
            return self._value(row, body)
        editor: QLineEdit | QComboBox
        if field.choices:
            editor = QComboBox(body)
            for value, text in field.choices:
                editor.addItem(text, value)
            editor.setCurrentIndex(max(0, editor.findData(field.text)))
            editor.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            editor.activated.connect(partial(self._choose, field.key))
        else:
            editor = QLineEdit(field.text, body)
            editor.setCursorPosition(0)
            editor.setPlaceholderText(field.hint)
            editor.setProperty("committed", field.text)
            editor.setProperty("field_key", field.key)
            editor.editingFinished.connect(partial(self._type, field.key))
        editor.installEventFilter(self)
        editor.setFont(self._look.number_font)
        editor.setAccessibleName(row.label)
        label.setBuddy(editor)
        self._editors[field.key] = editor
        return editor

    def _type(self, key: str) -> None:
        editor = self._editors.get(key)
        if isinstance(editor, QLineEdit) and editor.text() != editor.property("committed"):
            self._commit(key, editor.text())

    def _choose(self, key: str, _index: int) -> None:
        editor = self._editors.get(key)
        if isinstance(editor, QComboBox):
            self._commit(key, str(editor.currentData()))

    def _commit(self, key: str, text: str) -> None:
        try:
            command = command_for(self._bridge.snapshot, self._bridge.selection, key, text)
        except ValueError as problem:
            self._show_problem(key, str(problem))
            return
        if command is None:
            return
        self._show_problem(key, "")
        refusals: list[str] = []
        self._bridge.refused.connect(refusals.append)
        try:
            is_done = self._bridge.apply(command)
        finally:
            self._bridge.refused.disconnect(refusals.append)
        if not is_done:
            self._show_problem(key, refusals[-1] if refusals else "refused")
        elif key in self._editors and isinstance(self._editors[key], QLineEdit):
            self._settle(key)

    def _settle(self, key: str) -> None:
        """Show the value as stored where the edit changed nothing, as after typing 3.0 for 3."""
        editor = self._editors[key]
        if isinstance(editor, QLineEdit):
            editor.setText(str(editor.property("committed")))

    def _show_problem(self, key: str, text: str) -> None:
        label = self._problems.get(key)
        editor = self._editors.get(key)
        if label is None or editor is None:
            return
        label.setText(text)
        label.setVisible(bool(text))
        editor.setProperty("invalid", "true" if text else "false")
        editor.style().unpolish(editor)
        editor.style().polish(editor)
