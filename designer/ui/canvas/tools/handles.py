"""The port handles that a copy offers while the pointer is on it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from designer.ui.canvas.overlay import Handle
from designer.ui.language.text import shown
from designer.viewmodel.grid import Box
from designer.viewmodel.port_handles import port_handles

if TYPE_CHECKING:
    from designer.model.ids import PathStep
    from designer.ui.canvas.tools.gesture import Desk, Pointer
    from designer.ui.theme.theme import Theme
    from designer.viewmodel.port_handles import PortHandle

_REACH_PX = 9.0
_STEP_PX = 22.0
_MIN_BOX_PX = 22.0
_MIN_FLAT_PX = 4.0
_BESIDE_PX = 30.0
_AROUND_PX = 12.0


class OfferedHandles:
    """Handles of one copy at a time.

    Where a box is too flat for them, as a tray in a rack is, they fan out beside it, and the
    pointer may leave the box towards them.

    Attributes
    ----------
    step
        The copy, or ``None``.
    ports
        Its free ports.
    handles
        Where their handles are, in the same order.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.forget()

    def forget(self) -> None:
        """Offer nothing."""
        self.step: PathStep | None = None
        self.ports: tuple[PortHandle, ...] = ()
        self.handles: tuple[Handle, ...] = ()
        self._way: Box | None = None

    def offer(self, step: PathStep, theme: Theme) -> bool:
        """Offer the handles of a copy; return whether it is another one than before."""
        if self.step == step:
            return False
        self.forget()
        self.step = step
        view, bridge = self._desk.view, self._desk.bridge
        box = view.path_box_px((*view.scope, step))
        if box is None or box.width < _MIN_BOX_PX or box.height < _MIN_FLAT_PX:
            return True
        ports = port_handles(bridge.snapshot.design, bridge.scope_block, step.instance_id)
        self.ports = tuple(port for port in ports if port.n_free)
        x, top = box.x1, max(box.y0, 0.0) + 14
        if box.height < _MIN_BOX_PX and self.ports:
            height = (len(self.ports) - 1) * _STEP_PX
            x, top = x + _BESIDE_PX, (box.y0 + box.y1 - height) / 2
            self._way = Box(box.x0, top - _AROUND_PX, x + _AROUND_PX, top + height + _AROUND_PX)
        self.handles = tuple(
            Handle(
                min(x, view.width - 12),
                min(top + n * _STEP_PX, view.height - 10),
                shown(port.text),
                _role_color(theme, port),
            )
            for n, port in enumerate(self.ports)
        )
        return True

    def at(self, pointer: Pointer) -> int | None:
        """Return which handle is at the pointer."""
        for ix, handle in enumerate(self.handles):
            if math.hypot(pointer.x - handle.x, pointer.y - handle.y) <= _REACH_PX:
                return ix
        return None

    def is_on_the_way(self, pointer: Pointer) -> bool:
        """Return whether the pointer is between a flat box and the handles beside it."""
        way = self._way
        return way is not None and way.x0 <= pointer.x <= way.x1 and way.y0 <= pointer.y <= way.y1


def _role_color(theme: Theme, port: PortHandle) -> str:
    return {
        "scale-up": theme.fabric_scale_up,
        "scale-out": theme.fabric_scale_out,
        "frontend": theme.fabric_frontend,
    }.get(port.role.value, theme.fabric_other)
