"""Notes of cells: unit numbers, tiers, rows and aisles, written where they fit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from designer.ui.canvas.display_list import TextBatch
from designer.ui.canvas.rectangles import is_seen
from designer.ui.language.text import shown

if TYPE_CHECKING:
    from designer.ui.canvas.display_list import Group, Sheet

_MIN_HEIGHT_PX: Final = 9.2
_MAX_HEIGHT_PX: Final = 14.0


def add_notes(sheet: Sheet, group: Group) -> None:
    """Collect the notes of all copies of a cell; those too small to read are left out."""
    if not sheet.has_labels:
        return
    scale, r = group.scale, sheet.ratio
    for note in group.cell.notes:
        width, height = note.box.width * scale, note.box.height * scale
        is_beside = note.box.x0 < 0
        if height < _MIN_HEIGHT_PX * r or (is_beside and group.depth):
            # What stands beside a cell would cover its neighbours.
            continue
        corners = group.corners + np.array([note.box.x0, note.box.y0]) * scale
        corners = corners[is_seen(sheet, corners, width, height)]
        if not len(corners):
            continue
        room = min(height, _MAX_HEIGHT_PX * r)
        text = shown(note.text)
        batch = TextBatch(text, sheet.colors.text_muted, width, room, is_bold=False)
        key = (text, "note", int(width), int(room))
        centres = corners + np.array([width / 2, height / 2])
        sheet.out.texts.setdefault(key, batch).centres.append(centres)
