"""The inspector panel: the properties of the selection, edited in place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.ui.language.text import shown, told, tr
from designer.ui.panels.plain import plain_label
from designer.ui.panels.properties import LABEL_WIDTH, PropertyRow, shape_of
from designer.viewmodel.inspector_edits import command_for
from designer.viewmodel.inspector_links import RESTORE_KEY, TAKE_OUT_KEY
from designer.viewmodel.inspector_rows import inspect

if TYPE_CHECKING:
    from PySide6.QtCore import QObject
    from PySide6.QtGui import QKeyEvent

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look
    from designer.viewmodel.inspector_records import InspectorView


class InspectorPanel(QWidget):
    """Shows and edits the selection. Enter commits a field, Esc takes the typing back.

    Signals
    -------
    links_wanted()
        The window for single links of the selected bundle is wanted.
    """

    links_wanted = Signal()

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Inspector panel"))
        self._bridge = bridge
        self._look = look
        self._view: InspectorView | None = None
        self._rows: list[PropertyRow] = []
        self._shape: object = None
        self._icon = QLabel(self)
        self._title = plain_label("", "title")
        self._subtitle = plain_label("", "small")
        self._area = QScrollArea(self)
        self._area.setWidgetResizable(True)
        self._area.setAccessibleName(tr("Properties"))
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._lay_out()
        bridge.selection_changed.connect(self.refresh)
        bridge.scope_changed.connect(self.refresh)
        bridge.snapshot_changed.connect(self.refresh)
        bridge.numbers_changed.connect(self.refresh)
        self.refresh()

    @property
    def view(self) -> InspectorView | None:
        return self._view

    def has_editor(self, key: str) -> bool:
        return self._row(key) is not None

    def editor(self, key: str) -> QLineEdit | QComboBox:
        """Return the editor of a field that is shown."""
        row = self._row(key)
        if row is None or row.editor is None:
            raise KeyError(key)
        return row.editor

    def problem_text(self, key: str) -> str:
        """Return the message shown under a field; empty if there is none."""
        row = self._row(key)
        return row.problem.text() if row is not None and row.problem is not None else ""

    def set_look(self, look: Look) -> None:
        self._look = look
        self._view, self._shape = None, None
        self.refresh()

    def focus(self, key: str) -> None:
        """Put the cursor into a field."""
        editor = self.editor(key)
        editor.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if isinstance(editor, QLineEdit):
            editor.selectAll()
        self._area.ensureWidgetVisible(editor)

    def first_field(self) -> QWidget:
        """Return the first field that can be edited; the panel itself if there is none."""
        return next((row.editor for row in self._rows if row.editor is not None), self._area)

    def refresh(self) -> None:
        view = inspect(self._bridge.snapshot, self._bridge.selection)
        if view == self._view:
            return
        is_same_thing = self._view is not None and self._view.subtitle == view.subtitle
        self._view = view
        self._title.setText(shown(view.title))
        self._subtitle.setText(shown(view.subtitle))
        icon = self._look.icons.icon(view.icon, self._look.theme.accent)
        self._icon.setPixmap(icon.pixmap(QSize(24, 24)))
        selection = self._bridge.selection
        shape = (selection, _shape(view))
        if shape == self._shape:
            rows_now = [row for section in view.sections for row in section.rows]
            for property_row, row in zip(self._rows, rows_now, strict=True):
                property_row.show(row)
            return
        self._shape = shape
        self._rebuild(view, keep_place=is_same_thing)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QLineEdit):
            pressed: QKeyEvent = event  # type: ignore[assignment]
            row = next((row for row in self._rows if row.editor is watched), None)
            if pressed.key() == Qt.Key.Key_Escape and row is not None:
                row.revert()
                return True
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox):
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _row(self, key: str) -> PropertyRow | None:
        return next((row for row in self._rows if key and row.key == key), None)

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

    def _rebuild(self, view: InspectorView, *, keep_place: bool) -> None:
        focused = next((r.key for r in self._rows if r.editor and r.editor.hasFocus()), "")
        scrolled = self._area.verticalScrollBar().value()
        # An editor of the old rows may be the one whose signal brought us here.
        old = self._area.takeWidget()
        if old is not None:
            old.deleteLater()
        self._rows = []
        body = QWidget()
        body.setObjectName("inspector-body")
        body.setAccessibleName(tr("Properties"))
        column = QVBoxLayout(body)
        column.setContentsMargins(12, 0, 12, 12)
        column.setSpacing(4)
        for section in view.sections:
            column.addSpacing(8)
            column.addWidget(plain_label(shown(section.title), "section"))
            grid = QGridLayout()
            grid.setHorizontalSpacing(8)
            grid.setVerticalSpacing(4)
            grid.setColumnMinimumWidth(0, LABEL_WIDTH)
            grid.setColumnStretch(1, 1)
            line = 0
            for row in section.rows:
                property_row = PropertyRow(row, body, self._look, self._commit)
                line = property_row.place(grid, line)
                if property_row.editor is not None:
                    property_row.editor.installEventFilter(self)
                self._rows.append(property_row)
            column.addLayout(grid)
        column.addStretch(1)
        self._area.setWidget(body)
        if keep_place:
            self._area.verticalScrollBar().setValue(scrolled)
            if self.has_editor(focused):
                self.editor(focused).setFocus()

    def button(self, key: str, value: str = "") -> QPushButton:
        """Return the button of a row that is shown, by what it does and is about."""
        sections = self._view.sections if self._view is not None else ()
        rows_now = [row for section in sections for row in section.rows]
        for row, made in zip(rows_now, self._rows, strict=True):
            if made.button is None or row.button is None:
                continue
            if (row.button.key, row.button.value) == (key, value):
                return made.button
        raise KeyError(key)

    def _press(self, key: str, text: str) -> bool:
        # What a button does, if the key is that of one.
        if key == TAKE_OUT_KEY:
            self.links_wanted.emit()
        elif key == RESTORE_KEY or key.startswith("part."):
            command = command_for(self._bridge.snapshot, self._bridge.selection, key, text)
            if command is not None:
                self._bridge.apply(command)
        else:
            return False
        return True

    def _commit(self, key: str, text: str) -> None:
        row = self._row(key)
        if self._press(key, text) or row is None:
            return
        try:
            command = command_for(self._bridge.snapshot, self._bridge.selection, key, text)
        except ValueError as problem:
            row.show_problem(told(problem))
            return
        if command is None:
            return
        refusals: list[str] = []
        connection = self._bridge.refused.connect(refusals.append)
        is_done = self._bridge.apply(command)
        self._bridge.refused.disconnect(connection)
        row_now = self._row(key)
        if row_now is None:
            return
        if is_done:
            row_now.revert()
        else:
            row_now.show_problem(refusals[-1] if refusals else tr("not possible"))


def _shape(view: InspectorView) -> object:
    return tuple(
        (section.title, tuple(shape_of(row) for row in section.rows)) for section in view.sections
    )
