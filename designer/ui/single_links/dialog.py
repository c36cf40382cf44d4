"""Take out single links of a bundle, and bring them back; the numbers of the window follow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from designer.ui.language.text import shown, told, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.single_links import (
    end_copies,
    links_at,
    put_back_command,
    single_link_bundles,
    take_out_command,
    taken_out,
)

if TYPE_CHECKING:
    from designer.ui.bridge import WorkbenchBridge
    from designer.viewmodel.single_links import LinkChoice, MissingRow


class SingleLinksDialog(QDialog):
    """Bundle, copy and link to take out, and the list of what is taken out.

    It stays open beside the window, so that readouts and findings are seen to follow.

    Parameters
    ----------
    bridge
        Door to the workbench.
    parent
        The window.
    """

    def __init__(self, bridge: WorkbenchBridge, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Single links"))
        self.setAccessibleName(tr("Single links"))
        self.resize(620, 460)
        self._bridge = bridge
        self._choices: tuple[LinkChoice, ...] = ()
        self._rows: tuple[MissingRow, ...] = ()
        self.bundle = self._combo(tr("Bundle"))
        self.copy = self._combo(tr("Copy"), is_editable=True)
        self.links = QListWidget(self)
        self.links.setAccessibleName(tr("Links of the copy"))
        self.links.setUniformItemSizes(True)
        self.n_links = QSpinBox(self)
        self.n_links.setAccessibleName(tr("Number of links to take out"))
        self.n_links.setMinimum(1)
        self.take_out = QPushButton(tr("Take out"), self)
        # Return in the field for the copy shows its links; it must not take one out as well.
        self.take_out.setAutoDefault(False)
        self.problem = plain_label("", "problem", self)
        self.problem.setAccessibleName(tr("Problem"))
        self.gone = QListWidget(self)
        self.gone.setAccessibleName(tr("Links taken out"))
        self.gone.setUniformItemSizes(True)
        self.restore = QPushButton(tr("Restore"), self)
        self.restore.setAutoDefault(False)
        self.restore_all = QPushButton(tr("Restore all"), self)
        self.restore_all.setAutoDefault(False)
        self._lay_out()
        self._connect()

    @property
    def problem_text(self) -> str:
        """Why nothing can be taken out; empty if something can."""
        return self.problem.text()

    def open_for_selection(self) -> None:
        """Show the selected bundle, or those of a selected copy, with the copy chosen."""
        bridge = self._bridge
        keys = single_link_bundles(bridge.snapshot.design, bridge.scope_block, bridge.selection)
        names = bridge.scope_block.bundle_by_id
        self.bundle.clear()
        for key in keys:
            bundle = next(b for i, b in names.items() if str(i) == key.partition("/")[2])
            self.bundle.addItem(bundle.name or str(bundle.id), key)
        self._show_copies()
        self.show()
        self.raise_()
        self.links.setFocus()

    def _connect(self) -> None:
        self.bundle.activated.connect(self._show_copies)
        self.copy.activated.connect(self._show_links)
        editor = self.copy.lineEdit()
        if editor is not None:
            editor.editingFinished.connect(self._show_links)
        self.links.currentRowChanged.connect(self._show_number)
        self.links.itemActivated.connect(self._take_out)
        self.take_out.clicked.connect(self._take_out)
        self.gone.currentRowChanged.connect(self._enable)
        self.restore.clicked.connect(self._restore_one)
        self.restore_all.clicked.connect(self._restore_all)
        self._bridge.snapshot_changed.connect(self._follow)
        self._bridge.refused.connect(self._show_refusal)

    def _combo(self, name: str, *, is_editable: bool = False) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setEditable(is_editable)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        return box

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(8)
        form.setVerticalSpacing(8)
        for text, field in ((tr("&Bundle"), self.bundle), (tr("&Copy"), self.copy)):
            form.addRow(self._label(text, field), field)
        form.addRow(self._label(tr("&Links of the copy"), self.links), self.links)
        row = QHBoxLayout()
        row.addWidget(self._label(tr("&Number"), self.n_links))
        row.addWidget(self.n_links)
        row.addWidget(self.problem, 1)
        row.addWidget(self.take_out)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self.restore)
        buttons.addWidget(self.restore_all)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(form, 3)
        layout.addLayout(row)
        layout.addWidget(plain_label(tr("Links taken out"), "section", self))
        layout.addWidget(self.gone, 2)
        layout.addLayout(buttons)

    def _label(self, text: str, field: QWidget) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setBuddy(field)
        return label

    @property
    def _key(self) -> str:
        return str(self.bundle.currentData() or "")

    def _show_copies(self) -> None:
        bridge = self._bridge
        paths = bridge.selection.paths
        self.copy.clear()
        design, wanted = bridge.snapshot.design, paths[0] if paths else ()
        self.copy.addItems(end_copies(design, bridge.scope, self._key, wanted))
        self._show_links()

    def _show_links(self) -> None:
        bridge = self._bridge
        try:
            design, text = bridge.snapshot.design, self.copy.currentText().strip()
            choices = links_at(design, bridge.scope, self._key, text)
            problem = ""
        except ValueError as refusal:
            choices, problem = (), told(refusal)
        row = max(self.links.currentRow(), 0)
        is_same = [c.far for c in choices] == [c.far for c in self._choices]
        self._choices = choices
        self.problem.setText(problem)
        self.links.clear()
        self.links.addItems([shown(choice.text) for choice in choices])
        self.links.setCurrentRow(row if is_same and row < len(choices) else 0)
        self._show_gone()

    def _show_gone(self) -> None:
        row = self.gone.currentRow()
        self._rows = taken_out(self._bridge.snapshot.design, self._key) if self._key else ()
        self.gone.clear()
        self.gone.addItems(
            [shown(one.text) for one in self._rows] or [tr("No link is taken out of this bundle.")]
        )
        self.gone.setEnabled(bool(self._rows))
        self.gone.setCurrentRow(min(max(row, 0), len(self._rows) - 1))
        self._show_number()
        self._enable()

    def _show_number(self) -> None:
        choice = self._choice
        self.n_links.setMaximum(max(1, min(choice.n_there if choice is not None else 1, 2**30)))
        self._enable()

    def _enable(self) -> None:
        choice = self._choice
        self.take_out.setEnabled(choice is not None and choice.n_there > 0)
        row = self.gone.currentRow()
        is_own = 0 <= row < len(self._rows) and not self._rows[row].owner
        self.restore.setEnabled(is_own)
        self.restore_all.setEnabled(put_back_command(self._rows) is not None)

    @property
    def _choice(self) -> LinkChoice | None:
        row = self.links.currentRow()
        return self._choices[row] if 0 <= row < len(self._choices) else None

    def _take_out(self) -> None:
        choice = self._choice
        if choice is not None:
            self._bridge.apply(take_out_command(choice, self.n_links.value()))

    def _restore_one(self) -> None:
        row = self.gone.currentRow()
        self._restore(self._rows[row : row + 1])

    def _restore_all(self) -> None:
        self._restore(self._rows)

    def _restore(self, rows: tuple[MissingRow, ...]) -> None:
        command = put_back_command(rows)
        if command is not None:
            self._bridge.apply(command)

    def _follow(self) -> None:
        if self.isVisible():
            self._show_links()

    def _show_refusal(self, reason: str) -> None:
        if self.isVisible():
            self.problem.setText(reason)
