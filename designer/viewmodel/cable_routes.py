"""How cables run through a cell: risers from the copies to a bus, and a trunk that joins buses.

A bus is one line per row of copies, so a bundle costs as many segments as it has rows and arrays,
never as many as it has links. Which copy is linked with which is shown when one is hovered.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from designer.viewmodel.cells import CellForm, CountLabel, Route
from designer.viewmodel.grid import Grid
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.ids import InstanceId
    from designer.viewmodel.cells import Child
    from designer.viewmodel.layout import Arrangement


@dataclass(frozen=True)
class CableLane:
    """A bundle, or all bundles of a fabric that pass through, on one lane of a cell.

    Attributes
    ----------
    bundle_keys, fabric_id, is_assumed
        What runs here.
    instance_ids
        Children that it touches.
    n_links
        Links in one copy of the cell. [1]
    is_own
        Whether the cell owns the bundle.
    name
        Name of the bundle, or empty.
    length_m
        Shortest and longest cable, where the label shall tell. [m]
    """

    bundle_keys: tuple[str, ...]
    fabric_id: str
    instance_ids: tuple[InstanceId, ...]
    n_links: int
    is_assumed: bool
    is_own: bool
    name: str = ""
    length_m: tuple[float, float] | None = None


class _Tap(NamedTuple):
    """Where the copies of one child meet a lane, relative to the corner of their slot."""

    child: Child
    x: float
    y: float
    is_part: bool


class _Place(NamedTuple):
    """Where a lane runs: beside the contents, how far above a row, and the room for all [m]."""

    x: float
    depth: float
    channel: float


class _Pen(NamedTuple):
    """Makes the routes of one lane."""

    lane: CableLane

    def route(self, grid: Grid, n_links: int, child: Child | None = None) -> Route:
        # With a child, each segment is that of one of its copies.
        lane = self.lane
        planes = child.planes if child is not None else None
        if planes is not None and planes.fabric_id != lane.fabric_id:
            planes = None
        return Route(
            lane.bundle_keys,
            lane.fabric_id,
            grid,
            max(1, n_links),
            lane.is_assumed,
            lane.is_own,
            planes,
        )


def _line(x0: float, y0: float, x1: float, y1: float) -> Grid:
    return Grid(min(x0, x1), min(y0, y1), 0.0, 0.0, 1, 1, abs(x1 - x0), abs(y1 - y0))


def _per_copy(child: Child, x: float, y: float, height: float) -> Grid:
    grid = child.grid
    return Grid(
        grid.x + x, grid.y + y, grid.pitch_x, grid.pitch_y, grid.n_columns, grid.count,
        0.0, height,
    )  # fmt: skip


def _per_row(child: Child, x: float, y: float, width: float) -> Grid:
    return Grid(x, child.grid.y + y, 0.0, child.grid.pitch_y, 1, child.grid.n_rows, width, 0.0)


def _tap(child: Child, fabric_id: str, fraction: float, *, sideways: bool) -> _Tap:
    cell = child.cell
    exit_point = cell.exits.get(fabric_id)
    if exit_point is not None:
        x = child.inset_x + exit_point[0] * child.scale
        y = child.inset_y + exit_point[1] * child.scale
        return _Tap(child, x, y, is_part=False)
    if sideways:
        return _Tap(child, child.grid.width, child.grid.height * fraction, is_part=cell.is_part)
    return _Tap(child, child.grid.width * fraction, 0.0, is_part=cell.is_part)


def route_lanes(
    form: CellForm, arrangement: Arrangement, lanes: Sequence[CableLane]
) -> tuple[tuple[Route, ...], tuple[CountLabel, ...], dict[str, tuple[float, float]]]:
    """Route all lanes of a cell.

    Parameters
    ----------
    form
        Layout of the cell.
    arrangement
        Where its children are.
    lanes
        What to route, outermost lane last.

    Returns
    -------
    tuple
        Routes, count labels of own bundles, and the exit point of every fabric that leaves.
    """
    child_by_id = {child.instance_id: child for child in arrangement.children}
    n_touching = {key: sum(key in lane.instance_ids for lane in lanes) for key in child_by_id}
    seen = dict.fromkeys(child_by_id, 0)
    routes: list[Route] = []
    labels: list[CountLabel] = []
    exits: dict[str, tuple[float, float]] = {}
    for lane_ix, lane in enumerate(lanes):
        taps = []
        for key in lane.instance_ids:
            seen[key] += 1
            taps.append(
                _tap(
                    child_by_id[key],
                    lane.fabric_id,
                    seen[key] / (n_touching[key] + 1),
                    sideways=form is CellForm.ELEVATION,
                )
            )
        lane_x = arrangement.gutter_x + arrangement.lane * (lane_ix + 1)
        depth = arrangement.channel * (lane_ix + 1) / (len(lanes) + 1)
        if form is CellForm.ELEVATION:
            made, label = _stacked(lane, taps, lane_x)
        else:
            made, label = _rowed(lane, taps, _Place(lane_x, depth, arrangement.channel))
        routes += made
        if label is not None and lane.is_own:
            labels.append(label)
        if not lane.is_own:
            head = arrangement.header
            exit_y = head.height / 2 if form is not CellForm.FRONT else depth
            exits[lane.fabric_id] = (lane_x, exit_y)
            routes.append(_exit_trunk(lane, made, lane_x, exit_y))
    return tuple(routes), tuple(labels), exits


def _exit_trunk(lane: CableLane, made: list[Route], lane_x: float, exit_y: float) -> Route:
    ends = [exit_y]
    for route in made:
        box = route.grid.bounds
        if abs(box.x1 - lane_x) < 1e-9:
            ends += [box.y0, box.y1]
    return _Pen(lane).route(_line(lane_x, min(ends), lane_x, max(ends)), lane.n_links)


def length_text(min_m: float, max_m: float) -> str:
    """Return the lengths of cables in whole metres, rounded up as cables are bought.

    Parameters
    ----------
    min_m, max_m
        Shortest and longest. [m]

    Returns
    -------
    str
        For example ``3 m`` or ``3 to 14 m``.
    """
    low, high = math.ceil(min_m - 1e-9), math.ceil(max_m - 1e-9)
    return f"{high} m" if low == high else worded("{low} to {high} m", low=low, high=high)


def _label(lane: CableLane, x: float, y: float, room: float) -> CountLabel:
    count = (
        worded("1 link") if lane.n_links == 1 else worded("{n_links:,} links", n_links=lane.n_links)
    )
    texts: tuple[str, ...] = (count,)
    if lane.name:
        texts = (joined(": ", (lane.name, count)), count)
    if lane.length_m is not None:
        length = length_text(*lane.length_m)
        texts = (*(joined(", ", (text, length)) for text in texts), *texts)
    return CountLabel(lane.bundle_keys[0], lane.fabric_id, texts, x, y, room)


def _stacked(
    lane: CableLane, taps: list[_Tap], lane_x: float
) -> tuple[list[Route], CountLabel | None]:
    # Branches to the right from every copy, and a trunk beside them.
    pen = _Pen(lane)
    routes: list[Route] = []
    lows: list[float] = []
    highs: list[float] = []
    for tap in taps:
        grid = tap.child.grid
        x0 = grid.x + tap.x
        reach = max(lane_x - x0, 0.0)
        n_each = lane.n_links // grid.count
        for column in range(grid.n_used_columns if grid.n_columns <= 8 else 1):
            start = tap.x + column * grid.pitch_x
            routes.append(
                pen.route(
                    _per_row(
                        tap.child, grid.x + start, tap.y, max(reach - column * grid.pitch_x, 0)
                    ),
                    n_each,
                    tap.child if grid.n_columns == 1 else None,
                )
            )
        bounds = grid.bounds
        lows.append(bounds.y0 + tap.y)
        highs.append(bounds.y1 - grid.height + tap.y)
    low, high = min(lows), max(highs)
    if lane.is_own or high > low:
        routes.append(pen.route(_line(lane_x, low, lane_x, high), lane.n_links))
    return routes, _label(lane, lane_x, (low + high) / 2, 0.0)


def _is_facing(taps: list[_Tap]) -> bool:
    # Two single rows that stand one above the other with room between them.
    if len(taps) != 2 or any(tap.child.grid.n_rows != 1 for tap in taps):
        return False
    upper, lower = sorted(taps, key=lambda tap: tap.child.grid.y)
    return upper.child.grid.y + upper.child.grid.height < lower.child.grid.y


def _is_level(taps: list[_Tap]) -> bool:
    # Single rows beside each other.
    if any(tap.child.grid.n_rows != 1 for tap in taps):
        return False
    tops = [tap.child.grid.y for tap in taps]
    bottoms = [tap.child.grid.y + tap.child.grid.height for tap in taps]
    return max(tops) < min(bottoms)


def _rowed(
    lane: CableLane, taps: list[_Tap], place: _Place
) -> tuple[list[Route], CountLabel | None]:
    # Risers to a bus per row; a trunk at the right where there are several buses.
    if lane.is_own and _is_facing(taps):
        return _facing(lane, taps, place)
    if lane.is_own and _is_level(taps):
        top = min(tap.child.grid.y for tap in taps)
        return _one_bus(lane, taps, top - place.depth)
    return _buses_and_trunk(lane, taps, place.x, place.depth)


def _span_x(taps: list[_Tap]) -> tuple[float, float]:
    lefts = [tap.child.grid.x + tap.x for tap in taps]
    rights = [
        tap.child.grid.x + tap.x + (tap.child.grid.n_used_columns - 1) * tap.child.grid.pitch_x
        for tap in taps
    ]
    return min(lefts), max(rights)


def _facing(
    lane: CableLane, taps: list[_Tap], place: _Place
) -> tuple[list[Route], CountLabel | None]:
    upper, lower = sorted(taps, key=lambda tap: tap.child.grid.y)
    upper_bottom = upper.child.grid.y + upper.child.grid.height
    gap = lower.child.grid.y - upper_bottom
    share = place.depth / place.channel if place.channel > 0 else 0.5
    spare = gap - place.channel
    if spare > 0.2 * gap:
        # Above the room of the lanes that pass through the lower row.
        bus_y = upper_bottom + spare * (0.3 + 0.5 * share)
    else:
        bus_y = upper_bottom + gap * (0.2 + 0.6 * share)
    pen = _Pen(lane)
    start = upper.child.grid.height
    top = upper.child.grid.y + start
    lower_y = lower.child.grid.y + lower.y
    routes = [
        pen.route(
            _per_copy(upper.child, upper.x, start, max(bus_y - top, 0.0)),
            lane.n_links // upper.child.grid.count,
            upper.child,
        ),
        pen.route(
            _per_copy(lower.child, lower.x, bus_y - lower.child.grid.y, lower_y - bus_y),
            lane.n_links // lower.child.grid.count,
            lower.child,
        ),
    ]
    left, right = _span_x(taps)
    routes.append(pen.route(_line(left, bus_y, right, bus_y), lane.n_links))
    return routes, _label(lane, (left + right) / 2, bus_y, right - left)


def _one_bus(
    lane: CableLane, taps: list[_Tap], bus_y: float
) -> tuple[list[Route], CountLabel | None]:
    pen = _Pen(lane)
    routes = [
        pen.route(
            _per_copy(
                tap.child, tap.x, bus_y - tap.child.grid.y,
                tap.child.grid.y + tap.y - bus_y,
            ),
            lane.n_links // tap.child.grid.count,
            tap.child,
        )
        for tap in taps
    ]  # fmt: skip
    left, right = _span_x(taps)
    routes.append(pen.route(_line(left, bus_y, right, bus_y), lane.n_links))
    return routes, _label(lane, (left + right) / 2, bus_y, right - left)


def _buses_and_trunk(
    lane: CableLane, taps: list[_Tap], lane_x: float, depth: float
) -> tuple[list[Route], CountLabel | None]:
    pen = _Pen(lane)
    routes: list[Route] = []
    lows: list[float] = []
    highs: list[float] = []
    for tap in taps:
        grid = tap.child.grid
        n_each = lane.n_links // grid.count
        riser = _per_copy(tap.child, tap.x, -depth, tap.y + depth)
        routes.append(pen.route(riser, n_each, tap.child))
        left = grid.x + tap.x
        routes.append(
            pen.route(
                _per_row(tap.child, left, -depth, max(lane_x - left, 0.0)),
                n_each * grid.n_used_columns,
            )
        )
        bounds = grid.bounds
        lows.append(bounds.y0 - depth)
        highs.append(bounds.y1 - grid.height - depth)
    low, high = min(lows), max(highs)
    if high > low:
        routes.append(pen.route(_line(lane_x, low, lane_x, high), lane.n_links))
    first = min(taps, key=lambda tap: tap.child.grid.y)
    left = first.child.grid.x + first.x
    return routes, _label(lane, (left + lane_x) / 2, low, lane_x - left)
