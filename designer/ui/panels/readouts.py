"""The readouts panel: the live numbers, their change, and where they come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSignalBlocker, Qt
from PySide6.QtGui import QColor, QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QSplitter,
    QTreeView,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.evaluate.traffic_choice import GRAMMAR
from designer.ui.bridge import ALL_TO_ALL
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import BADGE_KIND_ROLE, BadgeDelegate, plain_label, plain_tip
from designer.ui.theme.fonts import emphasised
from designer.viewmodel.explain import explain_readout, summarise_readout, value_text
from designer.viewmodel.readout_rows import (
    ReadoutGroup,
    ReadoutRow,
    delta_in_words,
    readout_groups,
    totals_only,
)
from designer.viewmodel.traffic_choices import traffic_choices
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from PySide6.QtCore import QPersistentModelIndex
    from PySide6.QtGui import QGuiApplication

    from designer.catalog.provenance import Source
    from designer.evaluate.readouts import Readouts
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look
    from designer.workbench.snapshot import Snapshot

    Index = QModelIndex | QPersistentModelIndex

_HEADERS = (worded("Quantity"), worded("Value"), worded("Certainty"), worded("Change"))
_GROUP_ID = 2**32 - 1


class ReadoutModel(QAbstractItemModel):
    """Groups with their rows; the internal id of a row is the number of its group."""

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._look = look
        self._is_preview = False
        self.groups: tuple[ReadoutGroup, ...] = ()

    def show(self, groups: tuple[ReadoutGroup, ...], *, is_preview: bool) -> bool:
        """Show other values; return whether the rows themselves changed."""
        is_other_kind = is_preview != self._is_preview
        self._is_preview = is_preview
        same = _ids(groups) == _ids(self.groups)
        if same:
            before, self.groups = self.groups, groups
            self._announce_values(before, is_all=is_other_kind)
            return False
        self.beginResetModel()
        self.groups = groups
        self.endResetModel()
        return True

    def set_look(self, look: Look) -> None:
        self._look = look

    def row(self, index: Index) -> ReadoutRow | None:
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return None
        return self.groups[index.internalId()].rows[index.row()]

    def source(self, slug: str) -> Source | None:
        snapshot = self._bridge.snapshot
        return snapshot.design.source_by_slug.get(slug) or snapshot.library.source(slug)

    @override
    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        if parent is None or not parent.isValid():
            if 0 <= row < len(self.groups):
                return self.createIndex(row, column, _GROUP_ID)
        elif 0 <= row < len(self.groups[parent.row()].rows):
            return self.createIndex(row, column, parent.row())
        return QModelIndex()

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid() or index.internalId() == _GROUP_ID:
            return QModelIndex()
        return self.createIndex(index.internalId(), 0, _GROUP_ID)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        if parent is None or not parent.isValid():
            return len(self.groups)
        if parent.internalId() == _GROUP_ID and parent.column() == 0:
            return len(self.groups[parent.row()].rows)
        return 0

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        del parent
        return len(_HEADERS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        row = self.row(index)
        if row is None:
            return self._group_data(index, role)
        if role == Qt.ItemDataRole.DisplayRole:
            cells = (row.label, row.value_text, term(row.badge), row.delta_text)
            return shown(cells[index.column()])
        if role == Qt.ItemDataRole.ToolTipRole:
            summary = summarise_readout(row.readout, self.source)
            return plain_tip(joined("\n", (row.late_text, summary)) if row.late_text else summary)
        return self._appearance(row, index.column(), role)

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(_HEADERS[section])
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if section in {1, 3} else Qt.AlignmentFlag.AlignLeft
            return int(side | Qt.AlignmentFlag.AlignVCenter)
        return None

    def _group_data(self, index: Index, role: int) -> object:
        if index.column() != 0 or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return shown(self.groups[index.row()].title)
        if role == Qt.ItemDataRole.FontRole:
            return emphasised(self._look.font)
        return None

    def _appearance(self, row: ReadoutRow, column: int, role: int) -> object:
        if role == Qt.ItemDataRole.TextAlignmentRole and column in {1, 3}:
            return int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if role == Qt.ItemDataRole.FontRole and column in {1, 3}:
            font = QFont(self._look.number_font)
            if self._is_preview and row.delta_sign:
                font.setWeight(QFont.Weight.DemiBold)
            return font
        if role == BADGE_KIND_ROLE and column == 2:
            return QColor(self._look.colour(row.badge_kind))
        if role == Qt.ItemDataRole.ForegroundRole and row.late_text:
            return QColor(self._look.theme.text_muted)
        if role == Qt.ItemDataRole.ForegroundRole and row.delta_sign and column in {1, 3}:
            is_marked = self._is_preview or column == 3
            return QColor(self._look.theme.accent) if is_marked else None
        return None

    def _announce_values(self, before: tuple[ReadoutGroup, ...], *, is_all: bool) -> None:
        # Every row that is announced is asked for again, many times; most stay as they were.
        for group_ix, (group, old) in enumerate(zip(self.groups, before, strict=True)):
            changed = [
                ix
                for ix, (row, was) in enumerate(zip(group.rows, old.rows, strict=True))
                if is_all or _shown(row) != _shown(was)
            ]
            if changed:
                first = self.createIndex(changed[0], 0, group_ix)
                last = self.createIndex(changed[-1], len(_HEADERS) - 1, group_ix)
                self.dataChanged.emit(first, last)


class ReadoutsPanel(QWidget):
    """Live numbers. Selecting one shows its explanation below.

    Changes are measured against the design as opened or last saved, or against the state that the
    user pinned; during a gesture against the design before the gesture.
    """

    def __init__(
        self,
        bridge: WorkbenchBridge,
        look: Look,
        clipboard: QGuiApplication,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Readouts panel"))
        self._bridge = bridge
        self._application = clipboard
        self._baseline: Readouts = bridge.snapshot.readouts
        self._last = (bridge.snapshot, self._baseline, False)
        self._model = ReadoutModel(bridge, look, self)
        self._tree = self._build_tree()
        self._badges = BadgeDelegate(self._tree)
        self._tree.setItemDelegateForColumn(2, self._badges)
        self._status = plain_label("", "small")
        self._status.setWordWrap(False)
        self._status.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._traffic = self._build_traffic()
        self._breakdown = QPushButton(tr("Breakdown"), self)
        self._breakdown.setCheckable(True)
        self._breakdown.setToolTip(tr("Show the parts of every total: by part, fabric and group"))
        self._breakdown.setAccessibleName(tr("Show the breakdown of totals"))
        self._breakdown.toggled.connect(self._refresh)
        self._pin = QPushButton(tr("Pin"), self)
        self._pin.setToolTip(tr("Measure changes against the numbers shown now"))
        self._pin.setAccessibleName(tr("Pin the numbers to compare against"))
        self._pin.clicked.connect(self.pin)
        self._lower = QWidget(self)
        self._lower.setAccessibleName(tr("Explanation"))
        self._explanation = QPlainTextEdit(self)
        self._explanation.setReadOnly(True)
        self._explanation.setAccessibleName(tr("Explanation of the selected number"))
        self._copy = QPushButton(tr("Copy"), self)
        self._copy.setAccessibleName(tr("Copy explanation"))
        self._copy.setToolTip(tr("Copy the explanation as text"))
        self._copy.clicked.connect(self._copy_explanation)
        self._lay_out()
        self._tree.selectionModel().currentChanged.connect(self._explain)
        bridge.snapshot_changed.connect(self._show_committed)
        bridge.preview_changed.connect(self._show_preview)
        bridge.numbers_changed.connect(self._show_late)
        self.pin()

    @property
    def tree(self) -> QTreeView:
        return self._tree

    @property
    def model(self) -> ReadoutModel:
        return self._model

    @property
    def explanation(self) -> str:
        return self._explanation.toPlainText()

    def set_look(self, look: Look) -> None:
        self._model.set_look(look)
        self._tree.viewport().update()

    def pin(self) -> None:
        """Measure changes from the numbers of the moment."""
        self._baseline = self._bridge.snapshot.readouts
        self._show_committed()

    def show_text(self, readout_id: str) -> str:
        """Return the value shown for a readout; empty if there is no such readout."""
        readout = self._last[0].readouts.by_id.get(readout_id)
        return "" if readout is None else value_text(readout)

    def _refresh(self) -> None:
        snapshot, baseline, is_preview = self._last
        self._show(snapshot, baseline, is_preview=is_preview)

    def _show_committed(self) -> None:
        self._show(self._bridge.snapshot, self._baseline, is_preview=False)

    def _show_late(self, snapshot: Snapshot) -> None:
        # What was pinned at this revision is complete only now.
        if self._baseline.revision == snapshot.revision:
            self._baseline = snapshot.readouts
        if not self._last[2]:
            self._show_committed()

    def _show_preview(self, snapshot: Snapshot | None) -> None:
        if snapshot is None:
            self._show_committed()
        else:
            self._show(snapshot, self._bridge.snapshot.readouts, is_preview=True)

    def _show(self, snapshot: Snapshot, baseline: Readouts, *, is_preview: bool) -> None:
        self._last = (snapshot, baseline, is_preview)
        if not is_preview:
            self._offer_traffic(snapshot)
        groups = readout_groups(snapshot.readouts, baseline)
        if not self._breakdown.isChecked():
            groups = totals_only(groups)
        if self._model.show(groups, is_preview=is_preview):
            self._tree.expandAll()
            for row in range(len(groups)):
                self._tree.setFirstColumnSpanned(row, QModelIndex(), True)  # noqa: FBT003 - Qt
        if snapshot.pending and not is_preview:
            self._status.setText(tr("Updating: {fabrics}", fabrics=", ".join(snapshot.pending)))
        elif is_preview:
            self._status.setText(tr("Preview, not committed yet"))
        elif baseline is snapshot.readouts:
            self._status.setText(tr("Select a number to explain it"))
        else:
            self._status.setText(
                tr("Changes since revision {revision:,}", revision=baseline.revision)
            )
        self._explain()

    def _explain(self, *_: object) -> None:
        row = self._model.row(self._tree.currentIndex())
        self._lower.setVisible(row is not None)
        if row is None:
            text = ""
        else:
            text = explain_readout(row.readout, self._model.source)
            text = joined("\n\n", (row.late_text, text)) if row.late_text else text
            before = self._baseline.by_id.get(row.readout.id)
            change = "" if before is row.readout else delta_in_words(row.readout, before)
            text += "\n" + tr("Change: {change}", change=change) if change else ""
            text += self._last_step(row.readout.id)
        if text != self._explanation.toPlainText():
            self._explanation.setPlainText(text)

    def _last_step(self, readout_id: str) -> str:
        found = self._bridge.workbench.ledger.last_change_of(readout_id)
        if found is None or self._last[2]:
            return ""
        position, entry = found
        was = entry.before.by_id.get(readout_id)
        before = tr("not there") if was is None else value_text(was)
        return "\n" + tr(
            "Last changed by step {position:,}, {step}; before it: {value}",
            position=position,
            step=entry.label,
            value=before,
        )

    def _copy_explanation(self) -> None:
        self._application.clipboard().setText(self.explanation)

    def _build_traffic(self) -> QComboBox:
        box = QComboBox(self)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.setAccessibleName(tr("Traffic to evaluate"))
        box.view().setAccessibleName(tr("Traffic to evaluate"))
        box.setToolTip(tr("Traffic to evaluate beside all-to-all: {grammar}", grammar=GRAMMAR))
        box.setMinimumContentsLength(10)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.textActivated.connect(self._choose_traffic)
        line = box.lineEdit()
        if line is not None:
            # A text that is not in the list is not activated by itself.
            line.returnPressed.connect(lambda: self._choose_traffic(line.text()))
        return box

    def _choose_traffic(self, text: str) -> None:
        self._bridge.set_traffic(text)
        self._offer_traffic(self._bridge.snapshot)

    def _offer_traffic(self, snapshot: Snapshot) -> None:
        traffic = self._bridge.workbench.traffic
        shown = ALL_TO_ALL if traffic is None else traffic.text
        choices = traffic_choices(snapshot)
        box = self._traffic
        with QSignalBlocker(box):
            if tuple(box.itemText(ix) for ix in range(box.count())) != choices:
                box.clear()
                box.addItems(choices)
            box.setCurrentText(shown)

    def _build_tree(self) -> QTreeView:
        tree = QTreeView(self)
        tree.setAccessibleName(tr("Readouts"))
        tree.setModel(self._model)
        tree.setUniformRowHeights(True)
        tree.setRootIsDecorated(False)
        tree.setIndentation(12)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        tree.setTextElideMode(Qt.TextElideMode.ElideRight)
        header = tree.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(48)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 108), (2, 70), (3, 70)):
            tree.setColumnWidth(column, width)
        return tree

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.setContentsMargins(12, 6, 12, 2)
        bar.setSpacing(4)
        bar.addWidget(self._traffic, 1)
        bar.addWidget(self._breakdown)
        bar.addWidget(self._pin)
        title = QHBoxLayout()
        title.setContentsMargins(12, 6, 12, 0)
        caption = plain_label(tr("Where this number comes from"), "section")
        caption.setWordWrap(False)
        title.addWidget(caption, 1)
        title.addWidget(self._copy)
        lower = self._lower
        lower.setObjectName("panel")
        lower.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        lower_layout = QVBoxLayout(lower)
        lower_layout.setContentsMargins(0, 0, 0, 0)
        lower_layout.addLayout(title)
        frame = QVBoxLayout()
        frame.setContentsMargins(8, 0, 8, 8)
        frame.addWidget(self._explanation)
        lower_layout.addLayout(frame, 1)
        splitter = QSplitter(Qt.Orientation.Vertical, self)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._tree)
        splitter.addWidget(lower)
        splitter.setStretchFactor(0, 3)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([320, 220])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        self._status.setContentsMargins(12, 0, 12, 4)
        layout.addWidget(self._status)
        layout.addWidget(splitter, 1)


def _ids(groups: tuple[ReadoutGroup, ...]) -> list[tuple[str, tuple[str, ...]]]:
    return [(group.title, tuple(row.readout.id for row in group.rows)) for group in groups]


def _shown(row: ReadoutRow) -> tuple[object, ...]:
    return (
        row.value_text,
        row.badge,
        row.badge_kind,
        row.delta_text,
        row.delta_sign,
        row.late_text,
    )
