"""Insert > Links by Pattern: two ends at any level, the rules that they allow, or listed pairs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QListWidget,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from designer.commands.connection import plan_connection
from designer.errors.tree import CommandError
from designer.model.ids import PathStep, path_from_text, text_from_path
from designer.model.query import walk_instances
from designer.ui.language.text import shown, told, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.pair_text import pair_rows

if TYPE_CHECKING:
    from designer.commands.connection import ConnectionCandidate, ConnectionPlan
    from designer.model.block import Block
    from designer.model.ids import InstancePath
    from designer.model.links import PairRow
    from designer.workbench.snapshot import Snapshot

_MAX_LEVELS = 60


class ConnectDialog(QDialog):
    """Chooses ends, pattern and copies of new links, with the number of links.

    Signals
    -------
    changed(object)
        The ``ConnectionCandidate`` that is chosen now, or ``None``.
    """

    changed = Signal(object)

    def __init__(
        self,
        snapshot: Snapshot,
        block: Block,
        ends: tuple[InstancePath, InstancePath],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Links by Pattern"))
        self.setAccessibleName(tr("Links by Pattern"))
        self.resize(560, 520)
        self._snapshot, self._block = snapshot, block
        self._ends = ends
        self._candidates: list[ConnectionCandidate] = []
        self.first = self._level_box(tr("From"), ends[0])
        self.second = self._level_box(tr("To"), ends[1])
        self.only = QCheckBox(tr("Only the selected copies"), self)
        self.only.setAccessibleName(tr("Only the selected copies"))
        self.patterns = QListWidget(self)
        self.patterns.setAccessibleName(tr("Patterns"))
        self.patterns.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.listed = QCheckBox(tr("Pair by pair"), self)
        self.listed.setAccessibleName(tr("Pair by pair"))
        self.rows = QPlainTextEdit(self)
        self.rows.setAccessibleName(tr("Pairs of copies"))
        self.rows.setPlaceholderText(tr("0 4\n0-7 8-15\n16-23 4 x2"))
        self.rows.setEnabled(False)
        self._note = plain_label("")
        self._note.setAccessibleName(tr("What is linked"))
        self._note.setWordWrap(True)
        self._note.setMinimumHeight(40)
        self._buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._connect = self._buttons.addButton(tr("Connect"), role)
        self._connect.setAccessibleName(tr("Connect"))
        cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAccessibleName(tr("Cancel"))
        self._lay_out()
        self._listen()
        self._plan()

    @property
    def candidate(self) -> ConnectionCandidate | None:
        """The links that are chosen; ``None`` if there are none."""
        row = self.patterns.currentRow()
        return self._candidates[row] if 0 <= row < len(self._candidates) else None

    @property
    def note(self) -> str:
        return self._note.text()

    @property
    def can_connect(self) -> bool:
        return self._connect.isEnabled()

    def show_outcome(self, reason: str) -> None:
        """Say what the choice gives, or why it is refused."""
        candidate = self.candidate
        self._connect.setEnabled(candidate is not None and not reason)
        if reason:
            self._note.setText(reason)
        elif candidate is not None:
            self._note.setText(
                tr(
                    "{links} in {fabric}, {n_pairs:,} pairs of {path_a} and {path_b}",
                    links=shown(candidate.text),
                    fabric=candidate.fabric.display_name,
                    n_pairs=candidate.n_pairs,
                    path_a=candidate.bundle.a.path,
                    path_b=candidate.bundle.b.path,
                )
            )

    def _level_box(self, name: str, end: InstancePath) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        top = self._block.instance_by_id[end[0].instance_id]
        box.addItem(top.name or top.id, text_from_path(end))
        inner = self._snapshot.design.block_by_id.get(top.block) if top.block is not None else None
        chains = list(walk_instances(self._snapshot.design, inner, (top,))) if inner else []
        for chain in chains[:_MAX_LEVELS]:
            path = (*end, *(PathStep(i.id) for i in chain[1:]))
            box.addItem("/".join(i.id for i in chain), text_from_path(path))
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("From"), self.first)
        form.addRow(tr("To"), self.second)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(tr("Links by Pattern"), "title"))
        layout.addLayout(form)
        layout.addWidget(self.only)
        layout.addWidget(self.patterns, 2)
        layout.addWidget(self.listed)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self._note)
        layout.addWidget(self._buttons)

    def _listen(self) -> None:
        self.first.currentIndexChanged.connect(self._plan)
        self.second.currentIndexChanged.connect(self._plan)
        self.only.toggled.connect(self._plan)
        self.listed.toggled.connect(self.rows.setEnabled)
        self.listed.toggled.connect(self._plan)
        self.rows.textChanged.connect(self._plan)
        self.patterns.currentRowChanged.connect(self._tell)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)

    def _plan(self, *_: object) -> None:
        try:
            plan = self._planned()
            self._candidates, reason = list(plan.candidates), shown(plan.refusal)
        except CommandError as refusal:
            self._candidates, reason = [], told(refusal)
        self.patterns.blockSignals(True)  # noqa: FBT003 - Qt names it so
        self.patterns.clear()
        for candidate in self._candidates:
            self.patterns.addItem(
                tr(
                    "{pattern}: {links}, {port_a} to {port_b}, {fabric}",
                    pattern=shown(candidate.pattern),
                    links=shown(candidate.text),
                    port_a=candidate.bundle.a.port,
                    port_b=candidate.bundle.b.port,
                    fabric=candidate.fabric.display_name,
                )
            )
        self.patterns.setCurrentRow(0)
        self.patterns.blockSignals(False)  # noqa: FBT003 - Qt names it so
        self._tell()
        if reason:
            self.show_outcome(reason)

    def _planned(self) -> ConnectionPlan:
        rows: tuple[PairRow, ...] | None = None
        if self.listed.isChecked():
            rows = pair_rows(self.rows.toPlainText())
        return plan_connection(
            self._snapshot.design,
            self._snapshot.library,
            self._block.id,
            path_from_text(str(self.first.currentData())),
            path_from_text(str(self.second.currentData())),
            is_only_named=self.only.isChecked() and rows is None,
            rows=rows,
        )

    def _tell(self, *_: object) -> None:
        self.show_outcome("")
        self.changed.emit(self.candidate)
