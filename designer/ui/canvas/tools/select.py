"""Click: selects what is under the pointer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from typing_extensions import override

from designer.ui.canvas.tools.gesture import Desk, Gesture, Pointer

if TYPE_CHECKING:
    from designer.model.ids import InstancePath
    from designer.ui.bridge import WorkbenchBridge
    from designer.viewmodel.cells import Route


def is_selected(bridge: WorkbenchBridge, path: InstancePath) -> bool:
    """Whether a copy is selected, by itself or with all copies of its instance."""
    every = (*path[:-1], path[-1]._replace(copy_ix=None))
    return path in bridge.selection.paths or every in bridge.selection.paths


class SelectGesture(Gesture):
    """A press on a copy; it becomes a move when the pointer is dragged."""

    def __init__(self, desk: Desk, start: Pointer, path: InstancePath) -> None:
        super().__init__(desk, start)
        self.path = path
        self._was_selected = is_selected(desk.bridge, path)
        if not self._was_selected and not (start.has_ctrl or start.has_shift):
            desk.bridge.select((path,))

    @override
    def finish(self, pointer: Pointer) -> None:
        bridge = self.desk.bridge
        selection = bridge.selection
        if not (self.start.has_ctrl or self.start.has_shift):
            bridge.select((self.path,))
        elif self._was_selected:
            rest = [path for path in selection.paths if path != self.path]
            every = (*self.path[:-1], self.path[-1]._replace(copy_ix=None))
            if every in rest:
                rest.remove(every)
                steps = self.desk.view.steps_of(self.path[-1].instance_id)
                others = ((*self.path[:-1], step) for step in steps if step.copy_ix is not None)
                rest += [path for path in others if path != self.path]
            bridge.select(tuple(rest), selection.bundle_keys)
        else:
            paths = tuple(dict.fromkeys((*selection.paths, self.path)))
            bridge.select(paths, selection.bundle_keys)


class SelectCableGesture(Gesture):
    """A press on a cable."""

    def __init__(self, desk: Desk, start: Pointer, route: Route) -> None:
        super().__init__(desk, start)
        self._keys = route.bundle_keys

    @override
    def finish(self, pointer: Pointer) -> None:
        bridge = self.desk.bridge
        selection = bridge.selection
        if self.start.has_ctrl or self.start.has_shift:
            held, keys = selection.bundle_keys, self._keys
            is_held = all(key in held for key in keys)
            rest = tuple(key for key in held if key not in keys)
            bridge.select(selection.paths, rest if is_held else (*rest, *keys))
        else:
            bridge.select((), self._keys)
