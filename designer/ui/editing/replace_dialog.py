"""Edit > Block > Replace Part: the parts that can stand for one, and in how many places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer.commands.properties import ReplacePart
from designer.commands.replacing import ReplacePartEverywhere, n_places, replacements
from designer.model.limits import copies_of_block
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.commands.replacing import Replacement
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance

_SLUG_ROLE = int(Qt.ItemDataRole.UserRole)
_WORDS_ROLE = _SLUG_ROLE + 1


class ReplaceDialog(QDialog):
    """Offers the parts of the same family, those that do not fit greyed with the reason.

    Signals
    -------
    changed(object)
        The command as it is chosen now, or ``None``.
    """

    changed = Signal(object)

    def __init__(
        self,
        design: Design,
        library: CatalogLibrary,
        block: Block,
        *,
        instance: Instance,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Replace Part"))
        self.setAccessibleName(tr("Replace Part"))
        self.resize(520, 480)
        self._block, self._instance = block, instance
        inner = design.block_by_id.get(instance.block) if instance.block is not None else None
        self._slug = instance.part or (inner.part if inner is not None else None) or ""
        self._n_here = instance.count * copies_of_block(design, block.id)
        self._n_everywhere = n_places(design, self._slug)
        part = design.part_by_slug.get(self._slug)
        self._title = tr("Replace {part}", part=part.name if part is not None else self._slug)
        self.search = QLineEdit(self)
        self.search.setPlaceholderText(tr("Search parts"))
        self.search.setAccessibleName(tr("Search parts"))
        self.parts = self._list_of(replacements(design, library, self._slug))
        self.everywhere = QCheckBox(tr("In every place that has it"), self)
        self.everywhere.setAccessibleName(tr("In every place that has it"))
        self._note = plain_label("")
        self._note.setAccessibleName(tr("What is replaced"))
        self._note.setWordWrap(True)
        self._buttons = QDialogButtonBox(self)
        role = QDialogButtonBox.ButtonRole.AcceptRole
        self._replace = self._buttons.addButton(tr("Replace"), role)
        self._replace.setAccessibleName(tr("Replace"))
        cancel = self._buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        cancel.setAccessibleName(tr("Cancel"))
        self._lay_out()
        self._connect()
        self._tell()

    def _list_of(self, found: tuple[Replacement, ...]) -> QListWidget:
        parts = QListWidget(self)
        parts.setAccessibleName(tr("Parts that fit"))
        parts.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for part, problem in found:
            text = part.name
            if problem:
                text = tr("{part}: {reason}", part=part.name, reason=shown(problem))
            item = QListWidgetItem(text)
            item.setData(_SLUG_ROLE, part.slug)
            item.setData(_WORDS_ROLE, f"{part.name} {part.slug}".casefold())
            if problem:
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEnabled)
            parts.addItem(item)
        return parts

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(self._title, "title"))
        layout.addWidget(self.search)
        layout.addWidget(self.parts, 1)
        layout.addWidget(self.everywhere)
        layout.addWidget(self._note)
        layout.addWidget(self._buttons)

    def _connect(self) -> None:
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        self.search.textChanged.connect(self._filter)
        self.parts.currentItemChanged.connect(self._tell)
        self.parts.itemDoubleClicked.connect(lambda _: self.accept())
        self.everywhere.toggled.connect(self._tell)

    @property
    def command(self) -> Command | None:
        """What is chosen; ``None`` without a part."""
        item = self.parts.currentItem()
        if not self.parts.selectedItems() or not item.flags() & Qt.ItemFlag.ItemIsEnabled:
            return None
        slug = str(item.data(_SLUG_ROLE))
        if self.everywhere.isChecked():
            return ReplacePartEverywhere(part=self._slug, by=slug)
        return ReplacePart(block=self._block.id, instance=self._instance.id, part=slug)

    @property
    def note(self) -> str:
        return self._note.text()

    def choose(self, slug: str) -> None:
        """Select a part, as if it were clicked."""
        for row in range(self.parts.count()):
            if self.parts.item(row).data(_SLUG_ROLE) == slug:
                self.parts.setCurrentRow(row)

    def show_outcome(self, reason: str) -> None:
        """Say how many copies are replaced, or why they cannot be."""
        n = self._n_everywhere if self.everywhere.isChecked() else self._n_here
        has_choice = self.command is not None
        self._replace.setEnabled(has_choice and not reason)
        if reason:
            self._note.setText(reason)
        elif has_choice:
            self._note.setText(tr("{n:,} copies are replaced", n=n))
        else:
            self._note.setText(tr("{n:,} copies here, {n_all:,} in the design",
                                  n=self._n_here, n_all=self._n_everywhere))  # fmt: skip

    def _filter(self, text: str) -> None:
        words = text.casefold().split()
        for row in range(self.parts.count()):
            item = self.parts.item(row)
            held = str(item.data(_WORDS_ROLE))
            item.setHidden(not all(word in held for word in words))

    def _tell(self, *_: object) -> None:
        self.show_outcome("")
        self.changed.emit(self.command)
