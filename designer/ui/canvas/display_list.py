"""What one frame draws, collected from the scene plan into a few large batches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.model.block import ExceptionKind
from designer.ui.canvas.batch import whole
from designer.viewmodel.culling import visible_indices
from designer.viewmodel.grid import Box, Grid
from designer.viewmodel.lod import (
    CABLE_PITCH_PX,
    FRAME_PX,
    LABEL_HEIGHT_PX,
    LABEL_WIDTH_PX,
    Detail,
    detail_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from designer.ui.canvas.colors import CanvasColors
    from designer.viewmodel.cells import Cell, CellException, Child, CountLabel, Route
    from designer.viewmodel.scene_plan import ScenePlan

_MIN_LANE_PX = 1.3
_MIN_RAIL_PX = 6.0
_VECTOR_MAX = 256
_MANY_NAMES = 200


class Cable(NamedTuple):
    """Key of a cable batch; all pieces of a batch have one direction and one width."""

    color: int
    is_dashed: bool
    is_horizontal: bool
    thick: float


@dataclass
class StampBatch:
    """Places of one small cell."""

    cell: Cell
    scale: float
    exceptions: tuple[CellException, ...]
    depth: int
    corners: list[NDArray[np.float64]] = field(default_factory=list)


@dataclass
class TextBatch:
    """Centres of one text."""

    text: str
    color: int
    width: float
    height: float
    is_bold: bool
    centres: list[NDArray[np.float64]] = field(default_factory=list)


class Title(NamedTuple):
    """A text in a box, left-aligned and elided. [device px]"""

    text: str
    x: float
    y: float
    width: float
    height: float
    is_muted: bool = False


class Pill(NamedTuple):
    """A count label on cables: its middle on every copy of a cell. [device px]"""

    text: str
    color: int
    centres: NDArray[np.float64]


@dataclass
class DisplayList:
    """Batches of one frame in drawing order; coordinates in device pixels."""

    fills: defaultdict[int, defaultdict[tuple[int, int], list[NDArray[np.float64]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    hatches: list[NDArray[np.float64]] = field(default_factory=list)
    stamps: dict[tuple[object, ...], StampBatch] = field(default_factory=dict)
    cables: defaultdict[Cable, list[NDArray[np.float64]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    texts: dict[tuple[object, ...], TextBatch] = field(default_factory=dict)
    titles: list[Title] = field(default_factory=list)
    pills: list[Pill] = field(default_factory=list)


class _Group(NamedTuple):
    """Copies of one cell at one scale."""

    cell: Cell
    scale: float
    corners: NDArray[np.float64]
    names: tuple[str, ...]
    exceptions: tuple[CellException, ...]
    depth: int


class Collector:
    """Walks the cells from the scope down to the level of detail of the scale.

    Parameters
    ----------
    plan, colors
        What to draw, and how it is coloured.
    width, height
        Size of the picture. [device px]
    ratio
        Device pixels per logical pixel. [1]
    hidden_fabrics
        Fabrics whose cables are not drawn.
    can_stamp
        Whether small cells may be drawn as pictures.
    """

    def __init__(
        self,
        plan: ScenePlan,
        colors: CanvasColors,
        size: tuple[float, float],
        ratio: float,
        *,
        hidden_fabrics: frozenset[str] = frozenset(),
        can_stamp: bool = True,
        text_width: Callable[[str], float] | None = None,
    ) -> None:
        self._plan = plan
        self._colors = colors
        self._width, self._height = size
        self._ratio = ratio
        self._hidden = hidden_fabrics
        self._can_stamp = can_stamp
        self._text_width = text_width
        self.out = DisplayList()

    def collect(
        self,
        cell: Cell,
        scale: float,
        corner: tuple[float, float],
        exceptions: tuple[CellException, ...] = (),
        *,
        title: str = "",
        has_frame: bool = True,
        depth: int = 0,
    ) -> DisplayList:
        """Collect a cell drawn at a corner; ``scale`` is device pixels per metre of the cell."""
        group = _Group(cell, scale, np.array([corner]), (title,), exceptions, depth)
        self._visit(group, has_frame=has_frame)
        self._finish_cables()
        return self.out

    def _visit(self, group: _Group, *, has_frame: bool = True) -> None:
        if has_frame:
            self._frames(group)
        if group.cell.rails is not None:
            self._rails(group, group.cell.rails)
        for child in group.cell.children:
            self._array(group, child)
        self._routes(group)

    def _frames(self, group: _Group) -> None:
        cell, scale, r = group.cell, group.scale, self._ratio
        width, height = max(1.0, round(cell.width * scale)), max(1.0, round(cell.height * scale))
        fills = self.out.fills[group.depth]
        corners = whole(group.corners)
        line = float(round(r))
        rects = _rects(corners, width, height)
        colors = self._colors
        if min(width, height) < FRAME_PX * r:
            fills[0, colors.body if cell.children else colors.header].append(rects)
            fills[0, colors.border].append(_rects(corners, width, line))
            return
        fills[0, colors.border].append(_outline(corners, width, height, line))
        body = colors.body if group.depth % 2 == 0 else colors.body_alt
        fills[1, body].append(_rects(corners + line, width - 2 * line, height - 2 * line))
        head = cell.header
        head_width, head_height = round(head.width * scale), round(head.height * scale)
        if head_height < 3 * r or head_width < 3 * r:
            return
        across = min(head_width, width) - 2 * line
        down = min(head_height, height) - 2 * line
        fills[2, colors.header].append(_rects(corners + line, across, down))
        room = self._title_room(cell, scale)
        if head_height >= 9 * r and room >= 12 * r:
            pad = min(10 * r, head_height * 0.35)
            for (x, y), name in zip(corners.tolist(), group.names, strict=False):
                if -width < x < self._width and -height < y < self._height:
                    self.out.titles.append(
                        Title(name, x + pad, y, room - pad, min(head_height, height))
                    )

    def _rails(self, group: _Group, rails: Grid) -> None:
        """Draw the rack units as faint lines where they can be told apart."""
        if rails.height * group.scale < _MIN_RAIL_PX * self._ratio:
            return
        corners, _ = self._corners(group, rails, set())
        rects = _rects(whole(corners), round(rails.width * group.scale), round(self._ratio))
        self.out.fills[group.depth][3, self._colors.rail].append(rects)

    @staticmethod
    def _title_room(cell: Cell, scale: float) -> float:
        room = cell.header.width
        exits = [x for x, _ in cell.exits.values() if x < room]
        return (min(exits) - cell.lane / 2 if exits else room) * scale

    def _array(self, group: _Group, child: Child) -> None:
        scale, grid, cell = group.scale, child.grid, child.cell
        width, height = grid.width * scale, grid.height * scale
        pitch = grid.smallest_pitch * scale
        r = self._ratio
        detail = detail_of(width / r, height / r, pitch / r, is_part=cell.is_part)
        if detail is Detail.STAMP and not self._can_stamp:
            detail = Detail.EXPAND
        if detail in {Detail.TILE, Detail.GAPS}:
            self._tile(group, child, detail)
            self._exceptional(group, child, detail)
            return
        special = self._exceptional(group, child, detail)
        corners, ixs = self._corners(group, grid, special)
        if not len(corners):
            return
        if detail is Detail.GLYPH:
            self._glyphs(group, child, corners, ixs)
        else:
            inner = corners + np.array([child.inset_x, child.inset_y]) * scale
            self._blocks(group, child, inner, ixs, cell.exceptions, detail)

    def _corners(
        self, group: _Group, grid: Grid, without: set[int]
    ) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
        """Return corners [px] and numbers of the visible copies in all copies of the group."""
        scale = group.scale
        places, numbers = [], []
        if len(group.corners) == 1 or grid.count > _VECTOR_MAX:
            for x, y in group.corners.tolist():
                ixs = self._without(visible_indices(grid, self._view(x, y, scale)), without)
                if len(ixs):
                    places.append(grid.origins(ixs) * scale + (x, y))
                    numbers.append(ixs)
        else:
            ixs = self._without(np.arange(grid.count, dtype=np.int64), without)
            local = (grid.origins(ixs) if without else grid.all_origins) * scale
            all_places = (group.corners[:, None, :] + local[None, :, :]).reshape(-1, 2)
            all_ixs = np.tile(ixs, len(group.corners))
            seen = self._seen(all_places, grid.width * scale, grid.height * scale)
            places.append(all_places[seen])
            numbers.append(all_ixs[seen])
        if not places:
            return np.empty((0, 2)), np.empty(0, dtype=np.int64)
        return np.concatenate(places), np.concatenate(numbers)

    @staticmethod
    def _without(ixs: NDArray[np.int64], without: set[int]) -> NDArray[np.int64]:
        return ixs[~np.isin(ixs, list(without))] if without else ixs

    def _view(self, x: float, y: float, scale: float) -> Box:
        return Box(-x / scale, -y / scale, (self._width - x) / scale, (self._height - y) / scale)

    def _seen(self, places: NDArray[np.float64], width: float, height: float) -> NDArray[np.bool_]:
        x, y = places[:, 0], places[:, 1]
        seen: NDArray[np.bool_] = (
            (x + width >= 0) & (x <= self._width) & (y + height >= 0) & (y <= self._height)
        )
        return seen

    def _tile(self, group: _Group, child: Child, detail: Detail) -> None:
        """Draw a whole array as one rectangle, with the gaps over it if they can be seen."""
        grid, scale, cell = child.grid, group.scale, child.cell
        color = self._colors.part(cell.family) if cell.is_part else self._glyph_color(cell)
        fills = self.out.fills[group.depth + 1]
        n_full = grid.count // grid.n_columns
        parts = []
        if n_full:
            parts.append(_block_of(grid, 0, n_full, grid.n_used_columns))
        if grid.count % grid.n_columns:
            parts.append(_block_of(grid, n_full, 1, grid.count % grid.n_columns))
        for box in parts:
            rects = self._clip(
                group.corners + np.array([box.x0, box.y0]) * scale,
                box.width * scale,
                box.height * scale,
            )
            fills[3, color].append(rects)
        if detail is Detail.GAPS:
            self._gaps(group, grid)

    def _gaps(self, group: _Group, grid: Grid) -> None:
        scale = group.scale
        back = (
            self._colors.floor
            if group.depth == 0 and not group.cell.header.width
            else (self._colors.body if group.depth % 2 == 0 else self._colors.body_alt)
        )
        fills = self.out.fills[group.depth + 1]
        bounds = grid.bounds
        for x, y in group.corners.tolist():
            view = self._view(x, y, scale)
            for n, origin, pitch, size, low, high, is_column in (
                (grid.n_used_columns, grid.x, grid.pitch_x, grid.width, view.x0, view.x1, True),
                (grid.n_rows, grid.y, grid.pitch_y, grid.height, view.y0, view.y1, False),
            ):
                if n < 2 or pitch == 0:
                    continue
                if pitch < 0:
                    origin, pitch = origin + (n - 1) * pitch, -pitch
                first = max(0, int((low - origin) // pitch) - 1)
                last = min(n - 1, int((high - origin) // pitch) + 1)
                if first >= last:
                    continue
                starts = (origin + np.arange(first, last) * pitch + size) * scale
                thick = max(1.0, round((pitch - size) * scale))
                rects = np.empty((len(starts), 4))
                if is_column:
                    rects[:, 0] = whole(starts + x)
                    rects[:, 1:] = (bounds.y0 * scale + y, thick, bounds.height * scale)
                else:
                    rects[:, 1] = whole(starts + y)
                    rects[:, 0] = bounds.x0 * scale + x
                    rects[:, 2:] = (bounds.width * scale, thick)
                fills[4, back].append(_clipped(rects, self._width, self._height))

    def _clip(
        self, corners: NDArray[np.float64], width: float, height: float
    ) -> NDArray[np.float64]:
        rects = np.empty((len(corners), 4))
        rects[:, :2] = whole(corners)
        rects[:, 2:] = (max(1.0, round(width)), max(1.0, round(height)))
        return _clipped(rects, self._width, self._height)

    def _glyph_color(self, cell: Cell) -> int:
        return self._colors.glyph(cell.main_family)

    def _glyphs(
        self, group: _Group, child: Child, corners: NDArray[np.float64], ixs: NDArray[np.int64]
    ) -> None:
        grid, cell, scale, r = child.grid, child.cell, group.scale, self._ratio
        width = max(1.0, round(grid.width * scale))
        height = max(1.0, round(grid.height * scale))
        fills = self.out.fills[group.depth + 1]
        corners = whole(corners)
        if not cell.is_part:
            color = self._glyph_color(cell)
            fills[3, color].append(_rects(corners, width, height))
            return
        family = cell.family
        line = float(round(r))
        if min(width, height) >= FRAME_PX * r:
            fills[3, self._colors.rim(family)].append(_rects(corners, width, height))
            fills[4, self._colors.part(family)].append(
                _rects(corners + line, width - 2 * line, height - 2 * line)
            )
        else:
            fills[3, self._colors.part(family)].append(_rects(corners, width, height))
        if width >= LABEL_WIDTH_PX * r and height >= LABEL_HEIGHT_PX * r:
            self._part_texts(child, corners, ixs, width, height)

    def _part_texts(
        self,
        child: Child,
        corners: NDArray[np.float64],
        ixs: NDArray[np.int64],
        width: float,
        height: float,
    ) -> None:
        r = self._ratio
        color = self._colors.part_text
        centres = corners + (width / 2, height / 2)
        is_large = width >= 84 * r and height >= 48 * r
        if width >= 3 * height and width >= 110 * r and len(corners) <= _MANY_NAMES:
            self._wide_texts(child, centres, ixs, width, min(height - 2 * r, 20 * r))
            return
        if not is_large:
            self._text(child.cell.label, color, width - 4 * r, height - 2 * r, centres)
            return
        self._text(
            child.cell.label, color, width - 10 * r, height * 0.36, centres - (0, height * 0.13),
            is_bold=True,
        )  # fmt: skip
        name = child.name
        for centre, ix in zip(centres.tolist(), ixs.tolist(), strict=True):
            text = f"{name} {ix}" if child.grid.count > 1 else name
            at = np.array([[centre[0], centre[1] + height * 0.17]])
            self._text(text, color, width - 10 * r, min(height * 0.22, 20 * r), at)

    def _wide_texts(
        self,
        child: Child,
        centres: NDArray[np.float64],
        ixs: NDArray[np.int64],
        width: float,
        height: float,
    ) -> None:
        r, color = self._ratio, self._colors.part_text
        for ix, centre in zip(ixs.tolist(), centres, strict=True):
            name = f"{child.name} {ix}" if child.grid.count > 1 else child.name
            self._text(f"{child.cell.label}  {name}", color, width - 6 * r, height, centre[None, :])

    def _text(
        self,
        text: str,
        color: int,
        width: float,
        height: float,
        centres: NDArray[np.float64],
        *,
        is_bold: bool = False,
    ) -> None:
        key = (text, color, int(width), int(height), is_bold)
        batch = self.out.texts.get(key)
        if batch is None:
            batch = self.out.texts[key] = TextBatch(text, color, width, height, is_bold)
        batch.centres.append(centres)

    def _blocks(
        self,
        group: _Group,
        child: Child,
        corners: NDArray[np.float64],
        ixs: NDArray[np.int64],
        exceptions: tuple[CellException, ...],
        detail: Detail,
    ) -> None:
        cell = child.cell
        scale = group.scale * child.scale
        if detail is Detail.STAMP:
            key = (cell.key, group.depth + 1, round(scale, 9), exceptions)
            batch = self.out.stamps.get(key)
            if batch is None:
                batch = self.out.stamps[key] = StampBatch(cell, scale, exceptions, group.depth + 1)
            batch.corners.append(whole(corners))
            return
        names = tuple(
            f"{child.name} {ix}" if child.grid.count > 1 else child.name for ix in ixs.tolist()
        )
        self._visit(_Group(cell, scale, corners, names, exceptions, group.depth + 1))

    def _exceptional(self, group: _Group, child: Child, detail: Detail) -> set[int]:
        """Draw the copies that differ one by one; return their numbers."""
        mine: dict[int, list[CellException]] = defaultdict(list)
        for exception in group.exceptions:
            step = exception.path[0]
            if step.instance_id == child.instance_id and (step.copy_ix or 0) < child.grid.count:
                mine[step.copy_ix or 0].append(exception)
        for copy_ix, exceptions in mine.items():
            self._exceptional_copy(group, child, detail, copy_ix, exceptions)
        return set(mine)

    def _exceptional_copy(
        self,
        group: _Group,
        child: Child,
        detail: Detail,
        copy_ix: int,
        exceptions: list[CellException],
    ) -> None:
        scale, grid = group.scale, child.grid
        corner = grid.origins(np.array([copy_ix])) * scale
        corners = group.corners + corner
        width, height = grid.width * scale, grid.height * scale
        corners = corners[self._seen(corners, width, height)]
        itself = next((e for e in exceptions if len(e.path) == 1), None)
        ixs = np.full(len(corners), copy_ix)
        if not len(corners):
            return
        if itself is not None and itself.kind is ExceptionKind.REMOVED:
            rects = _rects(whole(corners), max(1.0, round(width)), max(1.0, round(height)))
            self.out.hatches.append(rects)
            return
        if detail in {Detail.TILE, Detail.GAPS}:
            return
        if detail is Detail.GLYPH:
            self._replaced(group, child, corners, ixs, itself)
            return
        inner = corners + np.array([child.inset_x, child.inset_y]) * scale
        deeper = tuple(
            type(e)(e.path[1:], e.kind, e.part_slug) for e in exceptions if len(e.path) > 1
        )
        self._blocks(group, child, inner, ixs, (*child.cell.exceptions, *deeper), detail)

    def _replaced(
        self,
        group: _Group,
        child: Child,
        corners: NDArray[np.float64],
        ixs: NDArray[np.int64],
        itself: CellException | None,
    ) -> None:
        cell = self._plan.part_cells.get(itself.part_slug or "") if itself is not None else None
        if cell is not None:
            child = type(child)(
                child.instance_id, child.name, child.grid, cell, child.scale, child.inset_x,
                child.inset_y, child.is_assumed, child.is_placed,
            )  # fmt: skip
        self._glyphs(group, child, corners, ixs)

    def _routes(self, group: _Group) -> None:
        cell, scale, r = group.cell, group.scale, self._ratio
        if group.depth and cell.lane * scale < _MIN_LANE_PX * r:
            return
        for route in cell.routes:
            if route.fabric_id not in self._hidden:
                self._route(group, route)
        if self._can_label(group):
            self._count_labels(group)

    def _can_label(self, group: _Group) -> bool:
        return group.cell.lane * group.scale >= 4 * self._ratio

    def _count_labels(self, group: _Group) -> None:
        """Put the labels of a cell where they do not cover each other, then on all its copies."""
        measure, r, scale = self._text_width, self._ratio, group.scale
        if measure is None:
            return
        taken: list[Box] = []
        for label in group.cell.labels:
            if label.fabric_id in self._hidden:
                continue
            if label.room == 0.0:
                self._label_beside(group, label)
                continue
            text = next((t for t in label.texts if measure(t) + 30 * r <= label.room * scale), "")
            if not text:
                continue
            half = measure(text) / 2 + 8 * r
            for step in (0.0, 0.22, -0.22, 0.38, -0.38):
                x, y = (label.x + step * label.room) * scale, label.y * scale
                box = Box(x - half, y - 10 * r, x + half, y + 10 * r)
                if not any(box.overlaps(other) for other in taken):
                    taken.append(box)
                    color = self._colors.fabric(label.fabric_id)
                    self.out.pills.append(Pill(text, color, group.corners + (x, y)))
                    break

    def _label_beside(self, group: _Group, label: CountLabel) -> None:
        if group.depth or self._text_width is None:
            return
        half = self._text_width(label.texts[0]) / 2 + 12 * self._ratio
        x = max(label.x, group.cell.width) * group.scale + half
        color = self._colors.fabric(label.fabric_id)
        at = group.corners + (x, label.y * group.scale)
        self.out.pills.append(Pill(label.texts[0], color, at))

    def _route(self, group: _Group, route: Route) -> None:
        scale, grid, r = group.scale, route.grid, self._ratio
        if grid.count > 1 and grid.smallest_pitch * scale < CABLE_PITCH_PX * r:
            return
        thick = cable_width_px(route.n_links, group.cell.lane * scale, r)
        if grid.count > _VECTOR_MAX:
            corners, _ = self._corners(group, _padded(grid, thick / scale), set())
            corners += thick / 2
        else:
            local = grid.all_origins * scale
            corners = (group.corners[:, None, :] + local[None, :, :]).reshape(-1, 2)
        color = self._colors.fabric(route.fabric_id)
        key = Cable(color, route.is_assumed, grid.height == 0, thick)
        pieces = np.empty((len(corners), 4))
        pieces[:, :2] = corners
        pieces[:, 2:] = corners + (grid.width * scale, grid.height * scale)
        self.out.cables[key].append(pieces)

    def _finish_cables(self) -> None:
        """Turn the collected ends into rectangles on whole pixels, cut to the picture."""
        for key, pieces in self.out.cables.items():
            ends = whole(np.concatenate(pieces))
            rects = np.empty_like(ends)
            rects[:, :2] = ends[:, :2] - (key.thick - self._ratio) // 2
            rects[:, 2:] = ends[:, 2:] - ends[:, :2] + key.thick
            self.out.cables[key] = [_clipped(rects, self._width, self._height)]


def cable_width_px(n_links: int, lane_px: float, ratio: float) -> float:
    """Return the line width for a number of links: one pixel, two from 64, three from 2,048."""
    width = 1.0 + (n_links >= 64) + (n_links >= 2_048)
    room = max(1.0, lane_px / ratio * 0.5)
    return float(round(min(width, room) * ratio))


def _padded(grid: Grid, by: float) -> Grid:
    return Grid(
        grid.x - by / 2, grid.y - by / 2, grid.pitch_x, grid.pitch_y, grid.n_columns, grid.count,
        grid.width + by, grid.height + by,
    )  # fmt: skip


def _block_of(grid: Grid, first_row: int, n_rows: int, n_columns: int) -> Box:
    y_first = grid.y + first_row * grid.pitch_y
    y_last = grid.y + (first_row + n_rows - 1) * grid.pitch_y
    x_last = grid.x + (n_columns - 1) * grid.pitch_x
    return Box(
        grid.x, min(y_first, y_last), x_last + grid.width, max(y_first, y_last) + grid.height
    )


def _rects(corners: NDArray[np.float64], width: float, height: float) -> NDArray[np.float64]:
    rects = np.empty((len(corners), 4))
    rects[:, :2] = corners
    rects[:, 2] = max(width, 1.0)
    rects[:, 3] = max(height, 1.0)
    return rects


def _outline(
    corners: NDArray[np.float64], width: float, height: float, line: float
) -> NDArray[np.float64]:
    """Return four thin rectangles around each box, which fill less than the box."""
    return np.concatenate([
        _rects(corners, width, line),
        _rects(corners + (0.0, height - line), width, line),
        _rects(corners + (0.0, line), line, height - 2 * line),
        _rects(corners + (width - line, line), line, height - 2 * line),
    ])


def _clipped(rects: NDArray[np.float64], width: float, height: float) -> NDArray[np.float64]:
    """Return the rectangles cut to the picture; those outside are left out."""
    x0 = np.maximum(rects[:, 0], -8.0)
    y0 = np.maximum(rects[:, 1], -8.0)
    x1 = np.minimum(rects[:, 0] + rects[:, 2], width + 8.0)
    y1 = np.minimum(rects[:, 1] + rects[:, 3], height + 8.0)
    cut = np.stack([x0, y0, x1 - x0, y1 - y0], axis=1)
    return cut[(cut[:, 2] > 0) & (cut[:, 3] > 0)]
