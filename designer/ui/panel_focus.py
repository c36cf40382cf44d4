"""Going from panel to panel with a key."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtWidgets import QWidget


class FocusStop(NamedTuple):
    """A place that the key goes to: the panel, its dock, and what takes the focus in it."""

    panel: QWidget
    dock: str
    target: Callable[[], QWidget]


def step_focus(
    stops: Sequence[FocusStop], focused: QWidget | None, by: int, bring: Callable[[str], object]
) -> None:
    """Give the focus to the next place.

    Parameters
    ----------
    stops
        Places in their order.
    focused
        What has the focus now.
    by
        1 for the next, -1 for the one before.
    bring
        Brings a dock to the front, by its name.
    """
    now = next(
        (
            ix
            for ix, stop in enumerate(stops)
            if focused is not None and (stop.panel is focused or stop.panel.isAncestorOf(focused))
        ),
        -1 if by > 0 else 0,
    )
    stop = stops[(now + by) % len(stops)]
    if stop.dock:
        bring(stop.dock)
    stop.target().setFocus(Qt.FocusReason.ShortcutFocusReason)
