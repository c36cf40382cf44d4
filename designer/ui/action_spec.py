"""What the action table says of one action."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QKeySequence


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action: stable id, text, status tip, keys and icon.

    Actions that share a ``group`` are alternatives, of which one is checked; a ``toggle`` is
    switched on and off by itself, and starts switched on unless ``is_off``.
    """

    id: str
    text: str
    tip: str
    keys: tuple[QKeySequence.StandardKey | str, ...] = ()
    icon: str = ""
    group: str = ""
    is_toggle: bool = False
    is_off: bool = False
