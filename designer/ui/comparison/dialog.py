"""The comparison window: this design beside shipped systems and files, live."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from designer.errors.tree import DesignerError
from designer.evaluate.comparison import MAX_DESIGNS, Normaliser, compare
from designer.evaluate.iso import adds_up, iso_compare
from designer.export.writers.comparison import comparison_xlsx
from designer.storage.atomic import write_atomically
from designer.ui.comparison.chooser import DesignChooser
from designer.ui.comparison.opened_sides import OpenedSides
from designer.ui.comparison.table import CompareView
from designer.ui.comparison.worked_page import WorkedPage
from designer.ui.language.text import shown, told, tr
from designer.ui.panels.plain import plain_label
from designer.units.display import quantity_text
from designer.units.parse import quantity_from_text
from designer.viewmodel.comparison_rows import (
    CompareTable,
    at_equal_amount,
    claim_lines,
    side_by_side,
)
from designer.wording.wording import worded
from designer.workbench.comparing import (
    distinct_names,
    worked_answer,
)

if TYPE_CHECKING:
    from designer.evaluate.claims import ClaimCheck, RuleClaimCheck
    from designer.evaluate.comparison import Comparison, Side
    from designer.evaluate.iso import IsoComparison
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents
    from designer.ui.theme.look import Look
    from designer.workbench.comparing import WorkedAnswer

_NORMALISERS: Final = {
    worded("whole design"): Normaliser.SYSTEM,
    worded("accelerator"): Normaliser.ACCELERATOR,
    worded("rack"): Normaliser.RACK,
    worded("kW of IT power"): Normaliser.KILOWATT,
    worded("MUSD of capex"): Normaliser.MILLION_USD,
}
_FIRST_AMOUNTS: Final = (
    "peak_flop_per_s.bf16",
    "power_it_w",
    "capex_usd",
    "n_racks",
    "memory_bytes",
)


class CompareDialog(QDialog):
    """Two to four designs side by side; the last one chosen is the baseline of the ratios."""

    def __init__(
        self, bridge: WorkbenchBridge, documents: Documents, look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Compare designs"))
        self.setAccessibleName(tr("Compare designs"))
        self.resize(1180, 720)
        self._bridge = bridge
        self._documents = documents
        self._comparison: Comparison | None = None
        self._iso: IsoComparison | None = None
        self._sides = self._opened_sides()
        self._choices = [self._chooser(ix) for ix in range(MAX_DESIGNS)]
        self._per = QComboBox(self)
        self._per.setAccessibleName(tr("Divide totals by"))
        self._per.addItems([shown(words) for words in _NORMALISERS])
        self._shared = QCheckBox(tr("Only what they share"), self)
        self._shared.setChecked(True)
        self._amount_of = QComboBox(self)
        self._amount_of.setAccessibleName(tr("Quantity that is equal"))
        self._amount = QLineEdit(self)
        self._amount.setAccessibleName(tr("Amount"))
        self._amount.setMaximumWidth(160)
        self._problem = plain_label("", "problem")
        self._table = CompareView(look, tr("Side by side"), tr("Quantity"), self)
        self._iso_table = CompareView(look, tr("At equal amount"), tr("Quantity"), self)
        self._claims = CompareView(look, tr("Claims"), tr("Claim"), self)
        self._worked = WorkedPage(look, self)
        self._worked.hide()
        self._answer: WorkedAnswer | None = None
        self._tabs = QTabWidget(self)
        self._save = QPushButton(tr("Save as workbook…"), self)
        self._save.clicked.connect(self.save_workbook)
        self._lay_out()
        self._per.currentIndexChanged.connect(self.refresh)
        self._shared.toggled.connect(self.refresh)
        self._amount_of.currentIndexChanged.connect(self._suggest_amount)
        self._amount.editingFinished.connect(self.refresh)
        self._tabs.currentChanged.connect(self._show_claims)
        bridge.snapshot_changed.connect(self._follow)
        self.refresh()

    @property
    def table(self) -> CompareView:
        return self._table

    @property
    def iso_table(self) -> CompareView:
        return self._iso_table

    @property
    def claims_table(self) -> CompareView:
        return self._claims

    @property
    def worked(self) -> WorkedPage:
        """What a worked comparison asks, with the answers; empty until one is shown."""
        return self._worked

    @property
    def is_busy(self) -> bool:
        """Whether a chosen design is still being evaluated."""
        return any(one.wanted and one.side() is None for one in self._choices)

    @property
    def is_checking(self) -> bool:
        """Whether claims are still being checked."""
        return self._sides.is_checking

    def shut_down(self) -> None:
        """Want nothing more, as when the window is closed."""
        self._sides.stop()

    @property
    def problem(self) -> str:
        return self._problem.text()

    def set_look(self, look: Look) -> None:
        for view in (self._table, self._iso_table, self._claims, self._worked.table):
            view.set_look(look)

    def show_worked(self, slug: str) -> None:
        """Choose the designs of a worked comparison, and show what is asked of them first.

        Parameters
        ----------
        slug
            Slug of the comparison in the catalog.
        """
        library = self._bridge.workbench.library
        worked = next(one for one in library.comparisons if one.slug == slug)
        answer = worked_answer(library, worked)
        self._answer = answer
        self._worked.show_answer(answer)
        if self._tabs.indexOf(self._worked) < 0:
            self._tabs.insertTab(0, self._worked, tr("Worked comparison"))
        self._sides.check_claims()
        for ix, box in enumerate(self._choices):
            box.offer(worked.designs[ix] if ix < len(worked.designs) else "")
        self.refresh()
        self._tabs.setCurrentWidget(self._worked)

    def choose(self, position: int, name: str) -> None:
        """Choose a design by its entry, as a click on it does."""
        self._choices[position].setCurrentText(name)

    def refresh(self) -> None:
        """Show the chosen designs, once those that have to be opened are evaluated."""
        wanted = [one.wanted for one in self._choices if one.wanted]
        self._sides.want(wanted)
        if self.is_busy:
            names = ", ".join(name for name in wanted if self._sides.side(name) is None)
            self._say(tr("Evaluating {names}", names=names))
            self._save.setEnabled(False)
            return
        sides = distinct_names([side for one in self._choices if (side := one.side())])
        self._say("")
        self._save.setEnabled(len(sides) > 1)
        if len(sides) < 2:
            self._comparison = self._iso = None
            self._say(tr("Choose a second design to compare with"))
            for view in (self._table, self._iso_table):
                view.show_table(CompareTable((), ()))
            return
        normaliser = tuple(_NORMALISERS.values())[self._per.currentIndex()]
        self._comparison = compare(sides, normaliser)
        self._table.show_table(
            side_by_side(self._comparison, is_shared_only=self._shared.isChecked())
        )
        self._fill_amounts(sides)
        self._show_iso(sides)

    def save_workbook(self) -> None:
        """Write what is shown as a workbook."""
        if self._comparison is None or self.is_busy:
            return
        path = self._documents.prompts.path_to_export("comparison.xlsx", tr("Workbook (*.xlsx)"))
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".xlsx")
        try:
            is_worked = (
                self._answer is not None and self._answer.comparison.names == self._comparison.names
            )
            checks = self._answer.checks if self._answer is not None and is_worked else ()
            write_atomically(target, comparison_xlsx(self._comparison, self._iso, checks))
        except (DesignerError, OSError) as problem:
            self._documents.report(tr("{name} cannot be written", name=target.name), problem)
            return
        self._documents.said.emit(tr("Saved {name}", name=target.name))

    def _chooser(self, ix: int) -> DesignChooser:
        box = DesignChooser(self._sides, self._documents, self, may_be_none=ix > 1)
        box.setAccessibleName(tr("Design {number}", number=ix + 1))
        if ix == 1:
            box.choose_other_system()
        box.chosen.connect(self.refresh)
        return box

    def _opened_sides(self) -> OpenedSides:
        sides = OpenedSides(self._bridge, self)
        sides.arrived.connect(self.refresh)
        sides.refused.connect(self._refuse)
        sides.checked.connect(self._fill_claims)
        return sides

    def _refuse(self, name: str, problem: Exception) -> None:
        self._documents.report(tr("{text} cannot be opened", text=name), problem)
        for one in self._choices:
            if one.wanted == name:
                one.refuse()
        self.refresh()

    def _fill_amounts(self, sides: tuple[Side, ...]) -> None:
        labels = {row.id: row.label for row in sides[0].readouts.rows if adds_up(row.id)}
        shared = [one for one in labels if all(one in side.readouts.by_id for side in sides)]
        wanted: list[str] = [one for one in _FIRST_AMOUNTS if one in shared]
        wanted += [one for one in shared if one not in wanted]
        if wanted == [self._amount_of.itemData(ix) for ix in range(self._amount_of.count())]:
            return
        with QSignalBlocker(self._amount_of):
            kept = self._amount_of.currentData()
            self._amount_of.clear()
            for one in wanted:
                self._amount_of.addItem(shown(labels[one]), one)
            self._amount_of.setCurrentIndex(max(0, self._amount_of.findData(kept)))
        self._amount.setText("")

    def _show_iso(self, sides: tuple[Side, ...]) -> None:
        readout_id = str(self._amount_of.currentData())
        row = sides[0].readouts.by_id.get(readout_id)
        if row is None:
            self._iso = None
            return
        if not self._amount.text():
            text = quantity_text(10 * row.value, row.unit, n_digits=9)
            self._amount.setText(text.replace(",", ""))
        try:
            amount = quantity_from_text(self._amount.text(), row.unit)
            self._iso = iso_compare(sides, readout_id, amount)
        except ValueError as problem:
            self._say(told(problem))
            return
        self._iso_table.show_table(at_equal_amount(self._iso))

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _suggest_amount(self) -> None:
        self._amount.setText("")
        self.refresh()

    def _show_claims(self) -> None:
        if self._tabs.currentWidget() is self._claims and not self._claims.lines.table.lines:
            self._sides.check_claims()

    def _fill_claims(
        self, claims: tuple[ClaimCheck, ...], rule_claims: tuple[RuleClaimCheck, ...]
    ) -> None:
        first = () if self._answer is None else self._answer.worked.claims
        self._claims.show_table(claim_lines(claims, rule_claims, first))

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _lay_out(self) -> None:
        bar = QGridLayout()
        bar.setHorizontalSpacing(8)
        for ix, box in enumerate(self._choices):
            title = tr("Baseline is the last design chosen") if ix == MAX_DESIGNS - 1 else ""
            bar.addWidget(plain_label(tr("Design {number}", number=ix + 1), "small"), 0, ix)
            box.setToolTip(title)
            bar.addWidget(box, 1, ix)
        bar.addWidget(plain_label(tr("Totals per"), "small"), 0, MAX_DESIGNS)
        bar.addWidget(self._per, 1, MAX_DESIGNS)
        bar.addWidget(self._shared, 1, MAX_DESIGNS + 1)
        bar.setColumnStretch(MAX_DESIGNS + 2, 1)
        bar.addWidget(self._save, 1, MAX_DESIGNS + 3, Qt.AlignmentFlag.AlignRight)
        iso_page = QWidget(self)
        iso_page.setAccessibleName(tr("Equal amount"))
        line = QHBoxLayout()
        line.setContentsMargins(0, 8, 0, 8)
        line.addWidget(plain_label(tr("Equal"), "small"))
        line.addWidget(self._amount_of)
        line.addWidget(self._amount)
        line.addStretch(1)
        page = QVBoxLayout(iso_page)
        page.setContentsMargins(0, 0, 0, 0)
        page.addLayout(line)
        page.addWidget(self._iso_table, 1)
        self._tabs.setDocumentMode(True)
        self._tabs.setAccessibleName(tr("Kind of comparison"))
        self._tabs.addTab(self._table, tr("Side by side"))
        self._tabs.addTab(iso_page, tr("Equal amount"))
        self._tabs.addTab(self._claims, tr("Claims of publications"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.addLayout(bar)
        layout.addWidget(self._problem)
        layout.addWidget(self._tabs, 1)
