"""What the Block menu does: group, take apart, make unique, split, merge, replace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from designer.commands.splitting import SplitCount
from designer.errors.tree import CommandError
from designer.ui.editing.replace_dialog import ReplaceDialog
from designer.ui.language.text import told, tr
from designer.viewmodel.regroup_commands import (
    group_command,
    merge_command,
    put_command,
    selected_ids,
    split_sizes,
    ungroup_command,
    unique_command,
)
from designer.viewmodel.selecting import copy_paths

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from designer.commands.base import Command
    from designer.model.instance import Instance
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents


class Regrouping(QObject):
    """Turns entries of the Block menu into commands on the selection.

    Attributes
    ----------
    replace
        The dialog that replaces a part while it is open, or the last one.
    """

    def __init__(self, bridge: WorkbenchBridge, documents: Documents, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._documents = documents
        self._window = window
        self.replace: ReplaceDialog | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what every action of the menu does."""
        return {
            "block.group": self.group,
            "block.ungroup": self.ungroup,
            "block.put-inside": self.put_inside,
            "block.unique": self.make_unique,
            "block.split": self.split,
            "block.merge": self.merge,
            "block.replace-part": self.show_replace,
        }

    def enabled(self) -> dict[str, bool]:
        """Return which of the actions can be done now."""
        bridge = self._bridge
        ids = selected_ids(bridge.scope_block, bridge.selection)
        one = self._one()
        return {
            "block.group": bool(ids),
            "block.ungroup": any(
                bridge.scope_block.instance_by_id[i].block is not None for i in ids
            ),
            "block.put-inside": len(ids) > 1,
            "block.unique": one is not None and one.block is not None,
            "block.split": one is not None and one.count > 1,
            "block.merge": len(ids) > 1,
            "block.replace-part": one is not None,
        }

    def group(self) -> None:
        bridge = self._bridge
        self._apply(group_command(bridge.scope_block, bridge.selection, tr("Group")))

    def ungroup(self) -> None:
        self._apply(ungroup_command(self._bridge.scope_block, self._bridge.selection))

    def put_inside(self) -> None:
        self._apply(put_command(self._bridge.scope_block, self._bridge.selection))

    def make_unique(self) -> None:
        bridge = self._bridge
        try:
            command = unique_command(
                bridge.snapshot.design,
                bridge.workbench.library,
                bridge.scope_block,
                bridge.selection,
            )
        except CommandError as refusal:
            bridge.refused.emit(told(refusal))
            return
        self._apply(command)

    def split(self) -> None:
        instance = self._one()
        if instance is None:
            return
        text = self._documents.prompts.text(
            tr("Split Count"),
            tr("Into how many copies of {name}?", name=instance.name or instance.id),
            f"{instance.count - instance.count // 2} + {instance.count // 2}",
        )
        if text is None:
            return
        try:
            n_copies = split_sizes(text, instance.count)
        except CommandError as refusal:
            self._bridge.refused.emit(told(refusal))
            return
        self._apply(
            SplitCount(block=self._bridge.scope_block.id, instance=instance.id, n_copies=n_copies)
        )

    def merge(self) -> None:
        self._apply(merge_command(self._bridge.scope_block, self._bridge.selection))

    def show_replace(self) -> None:
        """Open the dialog that replaces the part of the selected instance."""
        instance = self._one()
        if instance is None:
            return
        bridge = self._bridge
        self.replace = ReplaceDialog(
            bridge.snapshot.design,
            bridge.workbench.library,
            bridge.scope_block,
            instance=instance,
            parent=self._window,
        )
        self.replace.changed.connect(self._preview)
        self.replace.accepted.connect(self._replace_part)
        self.replace.rejected.connect(bridge.clear_preview)
        self.replace.open()

    def _preview(self, command: Command | None) -> None:
        if command is None:
            self._bridge.clear_preview()
            return
        reason = self._bridge.preview(command)
        if reason and self.replace is not None:
            self.replace.show_outcome(reason)

    def _replace_part(self) -> None:
        command = self.replace.command if self.replace is not None else None
        if command is None:
            self._bridge.clear_preview()
        else:
            self._bridge.apply(command)

    def _one(self) -> Instance | None:
        block = self._bridge.scope_block
        ids = selected_ids(block, self._bridge.selection)
        return block.instance_by_id[ids[0]] if len(ids) == 1 else None

    def _apply(self, command: Command | None) -> None:
        """Commit a command and select what came of it."""
        bridge = self._bridge
        if command is None:
            bridge.hint.emit(tr("Nothing is selected"))
            return
        before = bridge.scope_block
        if not bridge.apply(command) or bridge.scope_block is before:
            return
        instances = bridge.scope_block.instances
        changed = [i for i in instances if before.instance_by_id.get(i.id) is not i]
        blocks = {i.block for i in before.instances}
        own = [i for i in changed if i.block is not None and i.block not in blocks]
        changed = own or changed
        paths = [path for i in changed for path in copy_paths(bridge.scope, i)]
        bridge.select(tuple(paths))
