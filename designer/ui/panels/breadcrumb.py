"""The bar above the canvas: where the user is in the tree of blocks."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QToolButton, QWidget

from designer.model.query import chain_from_path
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label, plain_tip
from designer.wording.terms import term

if TYPE_CHECKING:
    from designer.model.ids import InstancePath
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look


class Breadcrumb(QWidget):
    """One button per block from the root to the scope, and what the scope stands for."""

    def __init__(self, bridge: WorkbenchBridge, look: Look) -> None:
        super().__init__()
        self.setObjectName("breadcrumb")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Path of the block being edited"))
        self._bridge = bridge
        self._look = look
        self._buttons: list[QWidget] = []
        self._wanted: object = None
        self._scope_note = plain_label("", "small")
        self._scope_note.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(8, 4, 8, 4)
        self._scope_note.setContentsMargins(8, 0, 0, 0)
        self._row.setSpacing(0)
        self._row.addWidget(self._scope_note)
        self._row.addStretch(1)
        bridge.scope_changed.connect(self.refresh)
        bridge.snapshot_changed.connect(self.refresh)
        self.refresh()

    @property
    def buttons(self) -> list[QToolButton]:
        return [widget for widget in self._buttons if isinstance(widget, QToolButton)]

    def set_look(self, look: Look) -> None:
        self._look = look
        self.refresh()

    def refresh(self) -> None:
        note = self._note()
        scope = self._bridge.scope
        blocks = [self._bridge.block_at(scope[:depth]) for depth in range(len(scope) + 1)]
        told = [(b.name, b.kind) if b is not None else None for b in blocks]
        wanted = (scope, self._bridge.snapshot.design.name, told, note, self._look)
        if wanted == self._wanted:
            return
        self._wanted = wanted
        for widget in self._buttons:
            self._row.removeWidget(widget)
            widget.hide()
            widget.deleteLater()
        self._buttons = []
        for depth in range(len(scope) + 1):
            if depth:
                arrow = plain_label("›", "muted")
                arrow.setContentsMargins(4, 0, 4, 0)
                self._add(arrow)
            self._add(self._button(scope[:depth]))
        self._scope_note.setText(note)

    def _add(self, widget: QWidget) -> None:
        self._row.insertWidget(len(self._buttons), widget)
        self._buttons.append(widget)

    def _button(self, path: InstancePath) -> QToolButton:
        button = QToolButton(self)
        block = self._bridge.block_at(path)
        design = self._bridge.snapshot.design
        if path:
            step = path[-1]
            text = (
                step.instance_id if step.copy_ix is None else f"{step.instance_id}[{step.copy_ix}]"
            )
        else:
            text = design.name or design.root_block.name
        button.setText(text.replace("&", "&&")[:80])
        button.setAccessibleName(tr("Go to {text}", text=text))
        button.setToolTip(
            plain_tip(f"{block.name}: {shown(term(block.kind.value))}" if block else text)
        )
        button.setIconSize(QSize(16, 16))
        if block is not None:
            button.setIcon(self._look.icons.icon(block.kind.value, self._look.theme.text_muted))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        button.setProperty("is_here", path == self._bridge.scope)
        button.clicked.connect(partial(self._go, path))
        return button

    def _go(self, path: InstancePath, *_: object) -> None:
        self._bridge.enter(path)

    def _note(self) -> str:
        scope = self._bridge.scope
        if not scope:
            return ""
        design = self._bridge.snapshot.design
        chain = chain_from_path(design, design.root_block, scope) or ()
        n_copies = 1
        for instance in chain:
            n_copies *= instance.count
        block = self._bridge.scope_block
        if n_copies == 1:
            return block.name
        return tr("edits apply to all {n_copies:,} copies", n_copies=n_copies)
