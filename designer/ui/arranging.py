"""What the Select and Arrange menus do."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from designer.ui.canvas.pinning import pin_ghosts
from designer.ui.editing.array_dialog import ArrayDialog
from designer.ui.language.text import tr
from designer.viewmodel.aligning import Alignment, align_command, distribute_command
from designer.viewmodel.grid import Box
from designer.viewmodel.selecting import SelectionKind, inverted, narrowed, same_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from designer.commands.arraying import ArrayInstances
    from designer.model.ids import InstanceId
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.canvas.widget import CanvasWidget
    from designer.viewmodel.selection import Selection

_MAX_GHOSTS = 2_000


class Arranging(QObject):
    """Selects by type and kind, aligns, distributes and repeats.

    Attributes
    ----------
    array
        The dialog of the array tool while it is open, or the last one.
    """

    def __init__(self, bridge: WorkbenchBridge, canvas: CanvasWidget, window: QWidget) -> None:
        super().__init__(window)
        self._bridge = bridge
        self._canvas = canvas
        self._window = window
        self.array: ArrayDialog | None = None

    def slots(self) -> dict[str, Callable[[], object]]:
        """Return what every action of these menus does."""
        return {
            "select.invert": self.invert,
            "select.same": self.select_same,
            **{f"select.{k.value}": partial(self.narrow, k) for k in SelectionKind},
            **{f"arrange.{a.value}": partial(self.align, a) for a in Alignment},
            "arrange.distribute-across": partial(self.distribute, is_across=True),
            "arrange.distribute-down": partial(self.distribute, is_across=False),
            "arrange.array": self.show_array,
        }

    def enabled(self) -> dict[str, bool]:
        """Return which of the actions can be done now."""
        ids = self._ids()
        is_rack = self._canvas.view.is_rack
        return {
            "select.same": not self._bridge.selection.is_empty,
            **{f"arrange.{a.value}": len(ids) > 1 and not is_rack for a in Alignment},
            "arrange.distribute-across": len(ids) > 2 and not is_rack,
            "arrange.distribute-down": len(ids) > 2 and not is_rack,
            "arrange.array": bool(ids),
        }

    def invert(self) -> None:
        self._select(inverted(self._bridge.scope_block, self._bridge.selection))

    def select_same(self) -> None:
        self._select(same_type(self._bridge.scope_block, self._bridge.selection))

    def narrow(self, kind: SelectionKind) -> None:
        """Keep one kind of what is selected; without a selection, of the block."""
        bridge = self._bridge
        self._select(narrowed(bridge.snapshot.design, bridge.scope_block, bridge.selection, kind))

    def align(self, alignment: Alignment) -> None:
        command = align_command(
            self._bridge.scope_block, self._canvas.view.cell, self._ids(), alignment
        )
        if command is None:
            self._bridge.hint.emit(tr("The selection is aligned already"))
        else:
            self._bridge.apply(command)

    def distribute(self, *, is_across: bool) -> None:
        command = distribute_command(
            self._bridge.scope_block, self._canvas.view.cell, self._ids(), is_across=is_across
        )
        if command is None:
            self._bridge.hint.emit(tr("The gaps between the selected are equal already"))
        else:
            self._bridge.apply(command)

    def show_array(self) -> None:
        """Open the dialog of the array tool, with a picture on the canvas."""
        ids, bounds = self._ids(), self._bounds()
        if not ids or bounds is None:
            return
        gap = 0.1 * min(bounds.width, bounds.height)
        size = (round(bounds.width + gap, 2), round(bounds.height + gap, 2))
        self.array = ArrayDialog(self._bridge.scope_block.id, ids, size, self._window)
        self.array.changed.connect(self._preview)
        self.array.accepted.connect(self._make_array)
        self.array.rejected.connect(self._forget_preview)
        self.array.open()
        self._preview(self.array.command)

    def _preview(self, command: ArrayInstances) -> None:
        reason = self._bridge.preview(command)
        if self.array is not None:
            self.array.show_outcome(reason)
        boxes: list[Box] = []
        children = {c.instance_id: c for c in self._canvas.view.cell.children}
        for place in range(1, min(command.n_columns * command.n_rows, _MAX_GHOSTS)):
            row, column = divmod(place, command.n_columns)
            dx, dy = column * command.pitch_x_m, row * command.pitch_y_m
            for instance_id in command.instances:
                b = children[instance_id].grid.bounds
                boxes.append(Box(b.x0 + dx, b.y0 + dy, b.x1 + dx, b.y1 + dy))
        pin_ghosts(self._canvas, boxes[:_MAX_GHOSTS], is_refused=bool(reason))

    def _make_array(self) -> None:
        pin_ghosts(self._canvas, [])
        if self.array is not None:
            self._bridge.apply(self.array.command)

    def _forget_preview(self) -> None:
        pin_ghosts(self._canvas, [])
        self._bridge.clear_preview()

    def _ids(self) -> tuple[InstanceId, ...]:
        return tuple(dict.fromkeys(p[-1].instance_id for p in self._bridge.selection.paths))

    def _bounds(self) -> Box | None:
        ids = self._ids()
        around: Box | None = None
        for child in self._canvas.view.cell.children:
            if child.instance_id in ids:
                bounds = child.grid.bounds
                around = bounds if around is None else around.union(bounds)
        return around

    def _select(self, selection: Selection) -> None:
        self._bridge.select(selection.paths, selection.bundle_keys)
