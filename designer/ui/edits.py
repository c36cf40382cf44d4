"""What the Edit, Insert and part of the View menu do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from designer.commands.clipboard import insert_design
from designer.commands.structure import AddGroup
from designer.model.ids import InstanceId, PathStep
from designer.ui.language.text import tr
from designer.viewmodel.fabric_place import replace_command
from designer.viewmodel.selection_commands import (
    delete_command,
    delete_everywhere_command,
    duplicate_command,
    restore_command,
)
from designer.viewmodel.single_links import put_back_command, taken_out
from designer.viewmodel.tidy import tidy_command

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.commands.base import Command
    from designer.model.block import BlockKind
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.ui.bridge import WorkbenchBridge
    from designer.viewmodel.cells import Cell

_MAX_COPIES_SELECTED = 4096


class Edits(QObject):
    """Turns menu entries into commands on the selection.

    Parameters
    ----------
    bridge
        Door to the workbench.
    centre
        Point in the middle of the canvas, in metres of the block being edited.
    """

    def __init__(
        self,
        bridge: WorkbenchBridge,
        centre: Callable[[], tuple[float, float]],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._centre = centre

    def delete(self) -> None:
        bridge = self._bridge
        self._apply(delete_command(bridge.snapshot.design, bridge.scope_block, bridge.selection))

    def delete_everywhere(self) -> None:
        self._apply(delete_everywhere_command(self._bridge.scope_block, self._bridge.selection))

    def restore(self) -> None:
        self._apply(restore_command(self._bridge.snapshot.design, self._bridge.selection))

    def restore_links(self) -> None:
        """Bring back links taken out of the selected bundles, or of all bundles."""
        design = self._bridge.snapshot.design
        keys = self._bridge.selection.bundle_keys or ("",)
        rows = tuple(row for key in keys for row in taken_out(design, key))
        command = put_back_command(rows)
        if command is None:
            self._bridge.hint.emit(tr("No link is taken out"))
            return
        self._bridge.apply(command)

    def duplicate(self) -> None:
        self._apply_and_select(duplicate_command(self._bridge.scope_block, self._bridge.selection))

    def tidy(self, cell: Cell) -> None:
        """Place the instances of the block being edited anew; ``cell`` is how it is drawn."""
        bridge = self._bridge
        command = tidy_command(bridge.snapshot.design, bridge.scope_block, cell)
        if command is None:
            bridge.hint.emit(tr("The block is tidy already"))
        else:
            bridge.apply(command)

    def add(self, command: Command) -> None:
        """Commit a command and select what it made."""
        self._apply_and_select(command)

    def insert_fabric(self, design: Design) -> None:
        """Insert a generated design as one block in the middle of the canvas."""
        x_m, y_m = self._centre()
        self._apply_and_select(insert_design(design, self._bridge.scope_block.id, x_m, y_m))

    def replace_by_fabric(self, design: Design) -> None:
        """Put a generated design in the place of what is selected."""
        bridge = self._bridge
        self._apply_and_select(
            replace_command(bridge.snapshot, bridge.scope_block, bridge.selection, design)
        )

    def add_group(self, kind: BlockKind, name: str) -> None:
        x_m, y_m = self._centre()
        block = self._bridge.scope_block
        self._apply_and_select(
            AddGroup.model_validate({
                "block": block.id,
                "name": name,
                "kind": kind,
                "x_m": x_m,
                "y_m": y_m,
            })
        )

    def select_all(self) -> None:
        block = self._bridge.scope_block
        paths: list[InstancePath] = []
        for instance in block.instances:
            paths += self._copies(instance.id, instance.count)
        keys = tuple(f"{block.id}/{bundle.id}" for bundle in block.link_bundles)
        self._bridge.select(tuple(paths), keys)

    def select_none(self) -> None:
        self._bridge.select()

    def enter(self) -> None:
        paths = self._bridge.selection.paths
        if paths:
            first = paths[0]
            step = first[-1]
            self._bridge.enter((*first[:-1], PathStep(step.instance_id, step.copy_ix or 0)))

    def _copies(self, instance_id: InstanceId, count: int) -> list[InstancePath]:
        scope = self._bridge.scope
        if count > _MAX_COPIES_SELECTED:
            return [(*scope, PathStep(instance_id))]
        return [(*scope, PathStep(instance_id, ix)) for ix in range(count)]

    def _apply(self, command: Command | None) -> bool:
        if command is None:
            self._bridge.hint.emit(tr("Nothing is selected"))
            return False
        return self._bridge.apply(command)

    def _apply_and_select(self, command: Command | None) -> None:
        before = {i.id for i in self._bridge.scope_block.instances}
        if not self._apply(command):
            return
        new = [i for i in self._bridge.scope_block.instances if i.id not in before]
        paths: list[InstancePath] = []
        for instance in new:
            paths += self._copies(instance.id, instance.count)
        if paths:
            self._bridge.select(tuple(paths))
