"""The outline panel: the tree of the design, in step with the canvas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from designer.model.ids import PathStep
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_tip
from designer.viewmodel.outline_rows import Outline
from designer.wording.wording import worded

if TYPE_CHECKING:
    from PySide6.QtCore import QItemSelection, QPersistentModelIndex

    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look

    Index = QModelIndex | QPersistentModelIndex

_MAX_COPIES_NAMED = 4096
_HEADERS = (worded("Name"), worded("Block or part"))


class OutlineModel(QAbstractItemModel):
    """Rows of the outline by number; there is no object per row."""

    def __init__(self, design: Design, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        self.outline = Outline(design)

    def show(self, design: Design) -> None:
        self.beginResetModel()
        self.outline = Outline(design)
        self.endResetModel()

    def set_look(self, look: Look) -> None:
        self._look = look

    def index_of(self, row_ix: int) -> QModelIndex:
        if row_ix < 0:
            return QModelIndex()
        return self.createIndex(self.outline.rows[row_ix].row_ix, 0, row_ix)

    @override
    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        children = self.outline.children(_row_ix(parent))
        if not 0 <= row < len(children) or not 0 <= column < len(_HEADERS):
            return QModelIndex()
        return self.createIndex(row, column, children[row])

    @override
    def parent(self, index: Index) -> QModelIndex:  # type: ignore[override]
        if not index.isValid():
            return QModelIndex()
        return self.index_of(self.outline.rows[index.internalId()].parent_ix)

    @override
    def rowCount(self, parent: Index | None = None) -> int:
        if parent is not None and parent.column() > 0:
            return 0
        return len(self.outline.children(_row_ix(parent)))

    @override
    def columnCount(self, parent: Index | None = None) -> int:
        del parent
        return len(_HEADERS)

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        row = self.outline.rows[index.internalId()]
        text = row.name if index.column() == 0 else row.detail
        if role == Qt.ItemDataRole.DisplayRole:
            return text
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(text)
        if role == Qt.ItemDataRole.DecorationRole and index.column() == 0:
            return self._look.icons.icon(row.icon, self._look.theme.text_muted)
        return None

    @override
    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return shown(_HEADERS[section])
        return None


class OutlinePanel(QWidget):
    """Tree of the design. Clicking a row selects it on the canvas, double click enters a block."""

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Outline panel"))
        self._bridge = bridge
        self._is_following = False
        self._model = OutlineModel(bridge.snapshot.design, look, self)
        self._tree = QTreeView(self)
        self._tree.setAccessibleName(tr("Outline of the design"))
        self._tree.setModel(self._model)
        self._tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._tree.setUniformRowHeights(True)
        self._tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self._tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self._tree.header().setStretchLastSection(True)
        self._tree.setColumnWidth(0, 168)
        self._tree.setExpandsOnDoubleClick(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._tree)
        self._tree.selectionModel().selectionChanged.connect(self._select_on_canvas)
        self._tree.doubleClicked.connect(self._enter)
        self._tree.installEventFilter(self)
        bridge.snapshot_changed.connect(self._follow_snapshot)
        bridge.selection_changed.connect(self._follow_selection)
        self._tree.expandToDepth(0)

    @property
    def tree(self) -> QTreeView:
        return self._tree

    def set_look(self, look: Look) -> None:
        self._model.set_look(look)
        self._tree.viewport().update()

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._tree and isinstance(event, QKeyEvent):
            is_enter = event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}
            is_plain = event.modifiers() == Qt.KeyboardModifier.NoModifier
            if event.type() == QEvent.Type.KeyPress and is_enter and is_plain:
                self._enter(self._tree.currentIndex())
                return True
        return super().eventFilter(watched, event)

    def _follow_snapshot(self) -> None:
        design = self._bridge.snapshot.design
        if design is self._model.outline.design:
            return
        opened = [
            row.path
            for ix, row in enumerate(self._model.outline.rows)
            if not row.bundle_key and self._tree.isExpanded(self._model.index_of(ix))
        ]
        self._is_following = True
        self._model.show(design)
        for path in opened:
            self._tree.expand(self._model.index_of(self._model.outline.find(path)))
        self._is_following = False
        self._follow_selection()

    def _follow_selection(self) -> None:
        if self._is_following:
            return
        self._is_following = True
        selection = self._bridge.selection
        outline = self._model.outline
        rows = {outline.find(path) for path in selection.paths[:_MAX_COPIES_NAMED]}
        rows |= {outline.find_bundle(selection.scope, key) for key in selection.bundle_keys}
        chosen = self._tree.selectionModel()
        chosen.clearSelection()
        flags = QItemSelectionModel.SelectionFlag
        for row_ix in sorted(rows - {-1}):
            index = self._model.index_of(row_ix)
            chosen.select(index, flags.Select | flags.Rows)
            self._tree.scrollTo(index)
        self._is_following = False

    def _select_on_canvas(self, _selected: QItemSelection, _deselected: QItemSelection) -> None:
        if self._is_following:
            return
        rows = [
            self._model.outline.rows[ix.internalId()]
            for ix in self._tree.selectionModel().selectedRows()
        ]
        if not rows:
            self._bridge.select()
            return
        first = rows[-1]
        parent = first.path if first.bundle_key else first.path[:-1]
        scope = self._indexed(parent)
        self._is_following = True
        if scope != self._bridge.scope:
            self._bridge.enter(scope)
        paths: list[InstancePath] = []
        for row in rows:
            if not row.bundle_key and row.path[:-1] == parent:
                paths += self._copies(scope, row.path[-1])
        keys = tuple(r.bundle_key for r in rows if r.bundle_key and r.path == parent)
        self._bridge.select(tuple(paths), keys)
        self._is_following = False

    def _indexed(self, path: InstancePath) -> InstancePath:
        """Fill in indices: those of the scope as far as it leads the same way, then 0."""
        scope = self._bridge.scope
        indexed: list[PathStep] = []
        same_way = True
        for depth, step in enumerate(path):
            same_way = (
                same_way and depth < len(scope) and scope[depth].instance_id == step.instance_id
            )
            indexed.append(scope[depth] if same_way else PathStep(step.instance_id, 0))
        return tuple(indexed)

    def _copies(self, scope: InstancePath, step: PathStep) -> list[InstancePath]:
        instance = self._bridge.scope_block.instance_by_id.get(step.instance_id)
        if instance is None:
            return []
        if instance.count > _MAX_COPIES_NAMED:
            return [(*scope, PathStep(step.instance_id))]
        return [(*scope, PathStep(step.instance_id, ix)) for ix in range(instance.count)]

    def _enter(self, index: QModelIndex) -> None:
        row = self._model.outline.rows[index.internalId()]
        if row.block_id:
            self._bridge.enter(self._indexed(row.path))


def _row_ix(parent: Index | None) -> int:
    return parent.internalId() if parent is not None and parent.isValid() else -1
