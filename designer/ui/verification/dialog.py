"""The verification window: published numbers computed again on this computer, and compared."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSplitter,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.errors.tree import DesignerError
from designer.export.table import Sheet
from designer.export.writers.csv import csv_bytes
from designer.export.writers.xlsx import xlsx_bytes
from designer.storage.atomic import write_atomically
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.ui.verification.table import VerifyView
from designer.viewmodel.verification_rows import (
    STATUS_WORDS,
    VerifyRow,
    choice_text,
    rows_as_text,
    verification_table,
    verify_points,
    verify_row,
    verify_summary,
)
from designer.wording.wording import worded
from designer.workbench.verification.published import VerifyStatus
from designer.workbench.verifying import VerifyProgress, verification_request
from designer.workbench.worker import Lane

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QShowEvent

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents
    from designer.ui.theme.look import Look

_FLUSH_MS: Final = 60
_FILTER: Final = "Workbook (*.xlsx);;Table (*.csv)"
_CAPTION: Final = worded(
    "Every point is a number; inside the band it agrees within its tolerance. "
    "Double-click a row, or press Enter, to open the design that it was computed from."
)


class VerifyDialog(QDialog):
    """Computes every published number again, beside the window.

    Signals
    -------
    opened(object)
        The ``VerifiedNumber`` whose design is to be opened.
    """

    opened = Signal(object)

    def __init__(
        self,
        bridge: WorkbenchBridge,
        documents: Documents,
        look: Look,
        parent: QWidget,
    ) -> None:
        from designer.ui.plots.deviation import DeviationPlot

        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Verify the program"))
        self.setAccessibleName(tr("Verification window"))
        self.resize(1240, 760)
        self._bridge, self._documents = bridge, documents
        self._look = look
        self._executor = ThreadPoolExecutor(1, "designer-verify")
        self._lane = Lane(self._executor, bridge.post)
        self._fresh: list[VerifyRow] = []
        self._is_complete = False
        self._summary = plain_label("", "title")
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(tr("Numbers compared"))
        self._bar.setMinimumWidth(240)
        self._again = self._button(tr("Run again"), tr("Compute every number again"), self.run)
        self._stop = self._button(tr("Stop"), tr("Leave the rest uncompared"), self.stop)
        self._copy = self._button(
            tr("Copy"), tr("Copy the selected rows, or all shown, as text"), self.copy
        )
        self._save = self._button(
            tr("Save as…"), tr("Write the rows shown as workbook or CSV"), self.save
        )
        self._open = self._button(
            tr("Open design"),
            tr("Open the design that the selected number is computed from"),
            self.open_chosen,
        )
        self._search = QLineEdit(self)
        self._search.setAccessibleName(tr("Search published numbers"))
        self._search.setPlaceholderText(tr("Search id, source or note"))
        self._search.setClearButtonEnabled(True)
        self._outcome = QComboBox(self)
        self._outcome.setAccessibleName(tr("Outcome shown"))
        self._outcome.addItem(tr("All outcomes"), None)
        for status in VerifyStatus:
            self._outcome.addItem(shown(STATUS_WORDS[status]), status.value)
        self.table = VerifyView(look, self)
        self.plot = DeviationPlot(self)
        self._said = plain_label(shown(_CAPTION), "small")
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        self._flush = QTimer(self)
        self._flush.setInterval(_FLUSH_MS)
        self._flush.timeout.connect(self._show_fresh)
        self._search.textChanged.connect(self._narrow)
        self._outcome.currentIndexChanged.connect(self._narrow)
        self.table.activated.connect(self._open_at)
        self.table.copy_wanted.connect(self.copy)
        self.table.selectionModel().currentRowChanged.connect(self._show_choice)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._draw)
        self.plot.chosen.connect(self.table.show_row)

    @property
    def is_busy(self) -> bool:
        return self._lane.is_busy or bool(self._fresh)

    @property
    def is_complete(self) -> bool:
        """Whether every number has been compared."""
        return self._is_complete

    @property
    def summary(self) -> str:
        return self._summary.text()

    @property
    def said(self) -> str:
        """The line under the plot: what the selected row is about."""
        return self._said.text()

    def set_look(self, look: Look) -> None:
        self._look = look
        self.table.set_look(look)
        self._draw()

    def run(self) -> None:
        """Compare every number from the start."""
        self._fresh, self._is_complete = [], False
        self.table.numbers.clear()
        self._summary.setText(tr("Comparing published numbers …"))
        self._bar.setRange(0, 0)
        self._lane.submit(verification_request(self._bridge.workbench.library, self._land))
        self._flush.start()
        self._show_buttons()

    def stop(self) -> None:
        """Leave the rest uncompared; what is known stays."""
        self._lane.drop()
        self._show_fresh()

    def shut_down(self) -> None:
        """Want nothing more, as when the main window is closed."""
        self._lane.drop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def copy(self) -> None:
        """Copy the selected rows, or all that are shown, as text for a spreadsheet."""
        rows = self.table.chosen_rows()
        QGuiApplication.clipboard().setText(rows_as_text(rows))
        self._said.setText(tr("Copied {n_rows:,} rows.", n_rows=len(rows)))

    def save(self) -> None:
        """Write the rows that are shown as workbook or CSV, as the name of the file ends."""
        path = self._documents.prompts.path_to_export("verification.xlsx", _FILTER)
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".xlsx")
        table = verification_table(self.table.shown_rows())
        try:
            if target.suffix.lower() == ".csv":
                data = csv_bytes(table)
            else:
                data = xlsx_bytes((Sheet("Verification", (table,)),), "Published numbers")
            write_atomically(target, data)
        except (DesignerError, OSError) as problem:
            self._documents.report(
                tr("{file_name} cannot be written", file_name=target.name), problem
            )
            return
        self._said.setText(tr("Saved {file_name}.", file_name=target.name))

    def open_chosen(self) -> None:
        """Open the design of the current row."""
        self._open_at(self.table.currentIndex())

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_complete and not self._lane.is_busy:
            self.run()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self.stop()
        super().closeEvent(event)

    def _land(self, progress: VerifyProgress) -> None:
        self._bar.setRange(0, max(1, progress.n_all))
        self._bar.setValue(progress.n_done)
        if progress.row is not None:
            self._fresh.append(verify_row(progress.row))
        self._is_complete = progress.n_done == progress.n_all

    def _show_fresh(self) -> None:
        fresh, self._fresh = self._fresh, []
        self.table.numbers.add(tuple(fresh))
        numbers = [row.number for row in self.table.numbers.rows]
        if fresh or not self._lane.is_busy:
            text = verify_summary(numbers)
            if not self._is_complete and not self._lane.is_busy:
                text = worded(
                    "Stopped after {n_done:,} numbers: {outcome}", n_done=len(numbers), outcome=text
                )
            self._summary.setText(shown(text))
            self._draw()
        if not self._lane.is_busy:
            self._flush.stop()
        self._show_buttons()

    def _narrow(self) -> None:
        value = self._outcome.currentData()
        status = None if value is None else VerifyStatus(value)
        self.table.shown.narrow(self._search.text(), status)
        self._draw()

    def _draw(self, *_: object) -> None:
        rows = self.table.shown_rows()
        self.plot.show(verify_points(rows), len(rows), self._look)

    def _show_choice(self, index: QModelIndex, *_: object) -> None:
        row = self.table.row_at(index)
        if row is not None:
            number = row.number
            self._said.setText(shown(choice_text(number)))
        self._show_buttons()

    def _open_at(self, index: QModelIndex) -> None:
        row = self.table.row_at(index)
        if row is None:
            return
        if row.number.subject is None:
            self._said.setText(
                tr(
                    "{id} has no design to open: {note}",
                    id=row.number.published.id,
                    note=row.number.note,
                )
            )
            return
        self.opened.emit(row.number)

    def _show_buttons(self) -> None:
        is_busy = self._lane.is_busy
        self._bar.setVisible(is_busy)
        self._stop.setEnabled(is_busy)
        self._again.setEnabled(not is_busy)
        has_rows = bool(self.table.numbers.rows)
        self._copy.setEnabled(has_rows)
        self._save.setEnabled(has_rows)
        row = self.table.row_at(self.table.currentIndex())
        self._open.setEnabled(row is not None and row.number.subject is not None)

    def _button(self, text: str, tip: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.addWidget(self._summary, 1)
        for widget in (self._bar, self._stop, self._again):
            head.addWidget(widget)
        tools = QHBoxLayout()
        self._search.setMinimumWidth(280)
        tools.addWidget(self._search)
        tools.addWidget(self._outcome)
        tools.addStretch(1)
        for widget in (self._open, self._copy, self._save):
            tools.addWidget(widget)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setAccessibleName(tr("Table and plot"))
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self.table)
        splitter.addWidget(self.plot.widget)
        splitter.setSizes([460, 180])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addLayout(tools)
        layout.addWidget(splitter, 1)
        layout.addWidget(self._said)
