"""Walks the cells from the scope down to the level of detail of the scale."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.model.block import ExceptionKind
from designer.ui.canvas.batch import whole
from designer.ui.canvas.cable_batches import add_cables, finish_cables
from designer.ui.canvas.display_list import Group, StampBatch, Title
from designer.ui.canvas.notes import add_notes
from designer.ui.canvas.part_glyphs import Copies, add_glyphs
from designer.ui.canvas.rectangles import (
    is_seen,
    outlines_at,
    rects_at,
    sides,
    spread,
    visible_corners,
)
from designer.ui.canvas.tiles import add_gaps, add_tile
from designer.viewmodel.cells import CellException, CellForm
from designer.viewmodel.lod import FRAME_PX, Detail, detail_of

if TYPE_CHECKING:
    from designer.ui.canvas.display_list import DisplayList, Sheet
    from designer.viewmodel.cells import Cell, Child
    from designer.viewmodel.grid import Grid

_MIN_RAIL_PX: Final = 6.0
_MIN_NAME_PX: Final = 16.0
_MAX_GHOSTS: Final = 4_096
_SMALL: Final = (Detail.TILE, Detail.GAPS)


class Collector:
    """Collects what one frame draws, from the outermost cell inwards."""

    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    def collect(self, group: Group, *, has_frame: bool = True) -> DisplayList:
        """Collect a cell and everything in it that the scale shows."""
        self._visit(group, has_frame=has_frame)
        finish_cables(self._sheet)
        return self._sheet.out

    def _visit(self, group: Group, *, has_frame: bool = True) -> None:
        if group.cell.form is CellForm.FOOTPRINT:
            self._footprints(group)
            return
        if has_frame:
            self._frames(group)
        if group.cell.rails is not None:
            self._rails(group, group.cell.rails)
        for child in group.cell.children:
            self._array(group, child)
        add_cables(self._sheet, group)
        add_notes(self._sheet, group)

    def _footprints(self, group: Group) -> None:
        """Draw racks from above: their front is the thick edge."""
        cell, sheet, colors = group.cell, self._sheet, self._sheet.colors
        r = sheet.ratio
        width, height = sides(cell.width * group.scale), sides(cell.height * group.scale)
        fills = sheet.out.fills[group.depth]
        corners = whole(group.corners)
        line = float(round(r))
        front = max(line, float(round(min(0.07 * height, 4 * r))))
        fills[0, colors.border].append(outlines_at(corners, width, height, line))
        fills[1, colors.body].append(rects_at(corners + line, width - 2 * line, height - 2 * line))
        if min(width, height) >= FRAME_PX * r:
            below = np.array([line, height - line - front])
            rects = rects_at(corners + below, width - 2 * line, front)
            fills[2, colors.part(cell.main_family)].append(rects)
        if not sheet.has_labels or width < _MIN_NAME_PX * r or height < _MIN_NAME_PX * r:
            return
        seen = is_seen(sheet, group.corners, width, height).tolist()
        room = (width - 4 * r, min(height - front, 19 * r))
        for (x, y), name, is_shown in zip(corners.tolist(), group.names, seen, strict=False):
            if is_shown:
                top = y + (height - front - room[1]) / 2
                sheet.out.titles.append(Title(name, x + 2 * r, top, *room, is_centred=True))

    def _frames(self, group: Group) -> None:
        cell, r, colors = group.cell, self._sheet.ratio, self._sheet.colors
        width, height = sides(cell.width * group.scale), sides(cell.height * group.scale)
        fills = self._sheet.out.fills[group.depth]
        corners = whole(group.corners)
        line = float(round(r))
        if min(width, height) < FRAME_PX * r:
            fill = colors.body if cell.children else colors.header
            fills[0, fill].append(rects_at(corners, width, height))
            # Batches of one layer are painted in the order of their colours: the line comes after.
            fills[1, colors.border].append(rects_at(corners, width, line))
            return
        fills[0, colors.border].append(outlines_at(corners, width, height, line))
        fills[1, self._body(group)].append(
            rects_at(corners + line, width - 2 * line, height - 2 * line)
        )
        head_width = min(round(cell.header.width * group.scale), width)
        head_height = min(round(cell.header.height * group.scale), height)
        if min(head_width, head_height) < 3 * r:
            return
        fills[2, colors.header].append(
            rects_at(corners + line, head_width - 2 * line, head_height - 2 * line)
        )
        self._titles(group, head_height)

    def _body(self, group: Group) -> int:
        colors = self._sheet.colors
        return colors.body if group.depth % 2 == 0 else colors.body_alt

    def _titles(self, group: Group, height: float) -> None:
        cell, sheet, scale = group.cell, self._sheet, group.scale
        exits = [x for x, _ in cell.exits.values() if x < cell.header.width]
        room = (min(exits) - cell.lane / 2 if exits else cell.header.width) * scale
        pad = min(10 * sheet.ratio, height * 0.35)
        if not sheet.has_labels or height < 9 * sheet.ratio or room < 12 * sheet.ratio:
            return
        seen = is_seen(sheet, group.corners, room, height)
        corners = whole(group.corners).tolist()
        for (x, y), name, is_shown in zip(corners, group.names, seen.tolist(), strict=False):
            if is_shown:
                sheet.out.titles.append(Title(name, x + pad, y, room - pad, height))

    def _rails(self, group: Group, rails: Grid) -> None:
        """Draw the rack units as faint lines where they can be told apart."""
        sheet = self._sheet
        if rails.height * group.scale < _MIN_RAIL_PX * sheet.ratio:
            return
        corners, _ = visible_corners(sheet, group, rails, set())
        rects = rects_at(whole(corners), sides(rails.width * group.scale), round(sheet.ratio))
        sheet.out.fills[group.depth][3, sheet.colors.rail].append(rects)

    def _detail(self, group: Group, child: Child) -> Detail:
        grid, scale, r = child.grid, group.scale, self._sheet.ratio
        detail = detail_of(
            grid.width * scale / r,
            grid.height * scale / r,
            grid.smallest_pitch * scale / r,
            is_part=child.cell.is_part,
        )
        if detail is Detail.STAMP and child.cell.form is CellForm.FOOTPRINT:
            # Cheap to draw, and its name matters even where it is small.
            return Detail.EXPAND
        if detail is Detail.STAMP and not self._sheet.can_stamp:
            return Detail.EXPAND
        return detail

    def _array(self, group: Group, child: Child) -> None:
        sheet, cell = self._sheet, child.cell
        detail = self._detail(group, child)
        if detail in _SMALL:
            color = sheet.colors.glyph(cell.main_family)
            if cell.is_part:
                mark = sheet.colors.glyph_marks.get((group.cell.block_id, str(child.instance_id)))
                color = sheet.colors.part(cell.family) if mark is None else mark.color
            add_tile(sheet, group, child.grid, color)
            if child.grid.count > 1:
                add_gaps(sheet, group, child.grid, self._behind(group))
        different = self._different(group, child)
        hidden = self._hidden(child)
        if hidden:
            self._ghosts(group, child, hidden)
            different = {ix: found for ix, found in different.items() if ix not in hidden}
        for copy_ix, exceptions in different.items():
            self._one(group, child, detail, copy_ix=copy_ix, exceptions=exceptions)
        if detail in _SMALL:
            return
        corners, ixs = visible_corners(sheet, group, child.grid, hidden | set(different))
        if len(corners):
            self._many(group, Copies(child, corners, ixs), detail, cell.exceptions)

    def _hidden(self, child: Child) -> set[int]:
        """Return the copies that are in a hidden plane."""
        hidden, grid = self._sheet.hidden_planes, child.grid
        if not hidden or child.planes is None or grid.count > _MAX_GHOSTS:
            return set()
        return set(child.planes.hidden_copies(grid.count, hidden).tolist())

    def _ghosts(self, group: Group, child: Child, hidden: set[int]) -> None:
        """Draw copies in hidden planes as empty outlines: they are there, only not shown."""
        sheet, grid, scale = self._sheet, child.grid, group.scale
        width, height = sides(grid.width * scale), sides(grid.height * scale)
        local = grid.origins(np.array(sorted(hidden), dtype=np.int64)) * scale
        corners = spread(group, local)
        corners = whole(corners[is_seen(sheet, corners, width, height)])
        fills = sheet.out.fills[group.depth + 1]
        # Over the rectangle that stands for an array of small copies.
        fills[4, self._behind(group)].append(rects_at(corners, width, height))
        if min(width, height) >= FRAME_PX * sheet.ratio:
            line = float(round(sheet.ratio))
            fills[5, sheet.colors.rail].append(outlines_at(corners, width, height, line))

    def _behind(self, group: Group) -> int:
        is_floor = group.depth == 0 and not self._sheet.out.fills[0]
        return self._sheet.colors.floor if is_floor else self._body(group)

    def _many(
        self,
        group: Group,
        copies: Copies,
        detail: Detail,
        exceptions: tuple[CellException, ...],
    ) -> None:
        """Draw copies that are all alike."""
        child = copies.child
        if detail is Detail.GLYPH:
            add_glyphs(self._sheet, group, copies, child.cell)
            return
        scale = group.scale * child.scale
        corners = copies.corners + np.array([child.inset_x, child.inset_y]) * group.scale
        if detail is Detail.STAMP:
            stamp = StampBatch(child.cell, scale, exceptions, group.depth + 1)
            key = (child.cell.key, group.depth + 1, round(scale, 9), exceptions)
            self._sheet.out.stamps.setdefault(key, stamp).corners.append(whole(corners))
            return
        names = tuple(copies.name(ix) for ix in copies.ixs.tolist())
        self._visit(Group(child.cell, scale, corners, names, exceptions, group.depth + 1))

    @staticmethod
    def _different(group: Group, child: Child) -> dict[int, list[CellException]]:
        """Return the copies that differ, with what differs in each."""
        found: dict[int, list[CellException]] = defaultdict(list)
        for exception in group.exceptions:
            step = exception.path[0]
            if step.instance_id == child.instance_id and (step.copy_ix or 0) < child.grid.count:
                found[step.copy_ix or 0].append(exception)
        return found

    def _one(
        self,
        group: Group,
        child: Child,
        detail: Detail,
        *,
        copy_ix: int,
        exceptions: list[CellException],
    ) -> None:
        """Draw a copy that differs."""
        sheet, grid, scale = self._sheet, child.grid, group.scale
        width, height = grid.width * scale, grid.height * scale
        corners = group.corners + grid.origins(np.array([copy_ix])) * scale
        corners = corners[is_seen(sheet, corners, width, height)]
        if not len(corners):
            return
        itself = next((e for e in exceptions if len(e.path) == 1), None)
        if itself is not None and itself.kind is ExceptionKind.REMOVED:
            sheet.out.hatches.append(rects_at(whole(corners), sides(width), sides(height)))
            return
        copies = Copies(child, corners, np.full(len(corners), copy_ix))
        if detail is Detail.GLYPH:
            add_glyphs(sheet, group, copies, self._shown(child.cell, itself))
        elif detail not in _SMALL:
            deeper = tuple(
                CellException(e.path[1:], e.kind, e.part_slug)
                for e in exceptions
                if len(e.path) > 1
            )
            self._many(group, copies, detail, (*child.cell.exceptions, *deeper))

    def _shown(self, cell: Cell, itself: CellException | None) -> Cell:
        slug = itself.part_slug if itself is not None else None
        return self._sheet.plan.part_cells.get(slug or "", cell)
