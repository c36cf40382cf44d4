"""Edit > Arrange > Array: columns, rows and pitch, with a picture on the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QFormLayout,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from designer.commands.arraying import ArrayInstances
from designer.ui.language.text import tr
from designer.ui.panels.plain import plain_label

if TYPE_CHECKING:
    from designer.model.ids import BlockId, InstanceId

_MAX_PLACES = 100_000


class ArrayDialog(QDialog):
    """Asks for columns, rows and pitch.

    Signals
    -------
    changed(object)
        The command as the fields say it now.
    """

    changed = Signal(object)

    def __init__(
        self,
        block: BlockId,
        instances: tuple[InstanceId, ...],
        size_m: tuple[float, float],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Array"))
        self.setAccessibleName(tr("Array"))
        self._block, self._instances = block, instances
        self.columns = self._count(tr("Columns"), 2)
        self.rows = self._count(tr("Rows"), 1)
        self.pitch_x = self._length(tr("Distance of columns"), size_m[0])
        self.pitch_y = self._length(tr("Distance of rows"), size_m[1])
        self._note = plain_label("")
        self._note.setAccessibleName(tr("What the array makes"))
        self._note.setWordWrap(True)
        form = QFormLayout()
        form.addRow(tr("Columns"), self.columns)
        form.addRow(tr("Rows"), self.rows)
        form.addRow(tr("Distance of columns"), self.pitch_x)
        form.addRow(tr("Distance of rows"), self.pitch_y)
        buttons = QDialogButtonBox(self)
        self._make = buttons.addButton(tr("Make Array"), QDialogButtonBox.ButtonRole.AcceptRole)
        self._make.setAccessibleName(tr("Make Array"))
        cancel = buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAccessibleName(tr("Cancel"))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(tr("Repeat the selection"), "title"))
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addWidget(buttons)
        for field in (self.columns, self.rows, self.pitch_x, self.pitch_y):
            field.valueChanged.connect(self._tell)

    @property
    def command(self) -> ArrayInstances:
        """What the fields say."""
        return ArrayInstances(
            block=self._block,
            instances=self._instances,
            n_columns=self.columns.value(),
            n_rows=self.rows.value(),
            pitch_x_m=round(self.pitch_x.value(), 4),
            pitch_y_m=round(self.pitch_y.value(), 4),
        )

    def show_outcome(self, reason: str) -> None:
        """Say what the array would make, or why it cannot be made."""
        n = self.columns.value() * self.rows.value()
        self._make.setEnabled(not reason)
        self._note.setText(
            reason
            or tr("{n:,} places for {n_selected:,} selected", n=n, n_selected=len(self._instances))
        )

    def _count(self, name: str, value: int) -> QSpinBox:
        field = QSpinBox(self)
        field.setRange(1, _MAX_PLACES)
        field.setValue(value)
        field.setAccessibleName(name)
        return field

    def _length(self, name: str, value_m: float) -> QDoubleSpinBox:
        field = QDoubleSpinBox(self)
        field.setDecimals(3)
        field.setRange(0.0, 10_000.0)
        field.setSingleStep(0.1)
        field.setSuffix(tr(" m"))
        field.setValue(value_m)
        field.setAccessibleName(name)
        return field

    def _tell(self, *_: object) -> None:
        self.changed.emit(self.command)
