"""What a crash left: recover it, keep it for later, or discard it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDateTime, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from designer.storage.autosave import discard_copy
from designer.ui.language.text import tr
from designer.ui.panels.plain import plain_label

if TYPE_CHECKING:
    from designer.storage.autosave import UnsavedCopy


class RecoveryDialog(QDialog):
    """Lists unsaved work of windows that ended without being closed.

    Signals
    -------
    recovered(object)
        The ``UnsavedCopy`` that is to be opened.
    """

    recovered = Signal(object)

    def __init__(self, copies: tuple[UnsavedCopy, ...], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Unsaved work"))
        self.setAccessibleName(tr("Unsaved work"))
        self.resize(620, 360)
        self._copies = list(copies)
        self._list = QListWidget(self)
        self._list.setAccessibleName(tr("Designs that were not saved"))
        self._list.setWordWrap(True)
        self._list.setSpacing(4)
        self._recover = self._button(tr("Recover"), tr("Open the copy; save it to keep it"))
        self._recover.setDefault(True)
        self._recover.clicked.connect(self._recover_current)
        self._later = self._button(
            tr("Keep for later"), tr("Leave everything as it is; File > Recover shows it again")
        )
        self._later.clicked.connect(self.reject)
        self._discard = self._button(
            tr("Discard"), tr("Put the copy away; it is deleted after thirty days")
        )
        self._discard.clicked.connect(self._discard_current)
        self._list.itemActivated.connect(self._recover_current)
        buttons = QHBoxLayout()
        buttons.addWidget(self._discard)
        buttons.addStretch(1)
        buttons.addWidget(self._later)
        buttons.addWidget(self._recover)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 12, 16, 12)
        layout.setSpacing(8)
        layout.addWidget(
            plain_label(tr("This work was not saved before the program ended"), "title")
        )
        layout.addWidget(
            plain_label(
                tr("The copies were kept apart from your files, which are as you last saved them."),
                "small",
            )
        )
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self._fill()

    @property
    def list(self) -> QListWidget:
        return self._list

    @property
    def texts(self) -> tuple[str, ...]:
        """The entries as shown."""
        return tuple(self._list.item(row).text() for row in range(self._list.count()))

    def _fill(self) -> None:
        self._list.clear()
        for copy in self._copies:
            self._list.addItem(_entry(copy))
        self._list.setCurrentRow(0)
        self._list.setFocus(Qt.FocusReason.OtherFocusReason)
        has_any = bool(self._copies)
        self._recover.setEnabled(has_any)
        self._discard.setEnabled(has_any)

    def _recover_current(self, *_: object) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._copies):
            copy = self._copies[row]
            self.accept()
            self.recovered.emit(copy)

    def _discard_current(self) -> None:
        row = self._list.currentRow()
        if 0 <= row < len(self._copies):
            discard_copy(self._copies.pop(row))
            self._fill()
        if not self._copies:
            self.reject()

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(False)
        button.setAccessibleName(text)
        button.setToolTip(tip)
        return button


def _entry(copy: UnsavedCopy) -> str:
    moment = QDateTime.fromMSecsSinceEpoch(int(copy.saved_at_s * 1000))
    when = QLocale().toString(moment, QLocale.FormatType.ShortFormat)
    origin = copy.origin or tr("never saved")
    if copy.n_tries:
        return tr(
            "{name}, kept {when}, {origin}; the program ended when this was recovered before",
            name=copy.name,
            when=when,
            origin=origin,
        )
    return tr("{name}, kept {when}, {origin}", name=copy.name, when=when, origin=origin)
