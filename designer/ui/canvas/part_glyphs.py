"""Glyphs of parts: a filled rectangle with a rim, and as much text as fits."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.ui.canvas.batch import whole
from designer.ui.canvas.display_list import TextBatch
from designer.ui.canvas.rectangles import rects_at, sides
from designer.viewmodel.lod import FRAME_PX, LABEL_HEIGHT_PX, LABEL_WIDTH_PX

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.ui.canvas.display_list import Group, Sheet
    from designer.viewmodel.cells import Cell, Child

_LARGE_PX = (84.0, 48.0)
_WIDE_PX = 110.0
_WIDE_ASPECT = 3.0


class Copies(NamedTuple):
    """Copies of a child: corners in device pixels and their numbers."""

    child: Child
    corners: NDArray[np.float64]
    ixs: NDArray[np.int64]

    def name(self, ix: int) -> str:
        return f"{self.child.name} {ix}" if self.child.grid.count > 1 else self.child.name


def add_glyphs(sheet: Sheet, group: Group, copies: Copies, cell: Cell) -> None:
    """Draw copies as plain glyphs; ``cell`` is what they show, which may be a replacement."""
    r, grid = sheet.ratio, copies.child.grid
    width, height = sides(grid.width * group.scale), sides(grid.height * group.scale)
    fills = sheet.out.fills[group.depth + 1]
    corners = whole(copies.corners)
    colors = sheet.colors
    if not cell.is_part:
        fills[3, colors.glyph(cell.main_family)].append(rects_at(corners, width, height))
        return
    line = float(round(r))
    mark = colors.glyph_marks.get((group.cell.block_id, str(copies.child.instance_id)))
    fill = colors.part(cell.family) if mark is None else mark.color
    if min(width, height) >= FRAME_PX * r:
        fills[3, colors.rim(cell.family)].append(rects_at(corners, width, height))
        fills[4, fill].append(rects_at(corners + line, width - 2 * line, height - 2 * line))
    else:
        fills[3, fill].append(rects_at(corners, width, height))
    if sheet.has_labels and width >= LABEL_WIDTH_PX * r and height >= LABEL_HEIGHT_PX * r:
        label = _Label(cell.label, colors.part_text)
        if mark is not None:
            label = _Label(mark.text, mark.text_color)
        _add_texts(sheet, copies._replace(corners=corners), label, (width, height))


class _Label(NamedTuple):
    text: str
    color: int


def _add_texts(sheet: Sheet, copies: Copies, of: _Label, size: tuple[float, float]) -> None:
    r, (label, color) = sheet.ratio, of
    width, height = size
    centres = copies.corners + np.array([width / 2, height / 2])
    if width >= _WIDE_ASPECT * height and width >= _WIDE_PX * r:
        room = (width - 6 * r, min(height - 2 * r, 20 * r))
        for ix, centre in zip(copies.ixs.tolist(), centres, strict=True):
            text = TextBatch(f"{label}  {copies.name(ix)}", color, *room, is_bold=False)
            _add_text(sheet, text, centre[None, :])
        return
    if width < _LARGE_PX[0] * r or height < _LARGE_PX[1] * r:
        text = TextBatch(label, color, width - 4 * r, height - 2 * r, is_bold=False)
        _add_text(sheet, text, centres)
        return
    above = centres - np.array([0.0, height * 0.13])
    _add_text(sheet, TextBatch(label, color, width - 10 * r, height * 0.36, is_bold=True), above)
    below = centres + np.array([0.0, height * 0.17])
    for ix, centre in zip(copies.ixs.tolist(), below, strict=True):
        room = (width - 10 * r, min(height * 0.22, 20 * r))
        text = TextBatch(copies.name(ix), color, *room, is_bold=False)
        _add_text(sheet, text, centre[None, :])


def _add_text(sheet: Sheet, text: TextBatch, centres: NDArray[np.float64]) -> None:
    key = (text.text, text.color, int(text.width), int(text.height), text.is_bold)
    sheet.out.texts.setdefault(key, text).centres.append(centres)
