"""The view: scene plan, scope and camera together, and the way between pixels and paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.ids import PathStep
from designer.ui.canvas.camera import Camera
from designer.ui.canvas.painter import SceneView
from designer.viewmodel.cells import CellException, CellForm
from designer.viewmodel.grid import Box
from designer.viewmodel.hit import copies_in, copies_inside, copy_at, path_at, route_at
from designer.viewmodel.scene_plan import ScenePlan, build_scene_plan
from designer.viewmodel.view_kind import ViewKind

if TYPE_CHECKING:
    from designer.model.ids import InstancePath
    from designer.viewmodel.cells import Cell, Child, Route
    from designer.viewmodel.planes import HiddenPlanes
    from designer.workbench.snapshot import Snapshot

CABLE_REACH_PX = 5.0
MAX_STEPS = 4_096


class CanvasView:
    """What tools and layers share; it knows no widget and no events.

    Attributes
    ----------
    plan, snapshot
        What is shown.
    scope
        Indexed path of the block that is shown.
    camera
        Where it is on the screen.
    width, height
        Size of the canvas. [logical px]
    hidden_fabrics, hidden_planes
        Fabrics whose cables are not drawn and not hit, and planes that are not drawn.
    has_labels
        Whether names and counts are written.
    """

    def __init__(self, snapshot: Snapshot, kind: ViewKind = ViewKind.STRUCTURE) -> None:
        self.camera = Camera()
        self.width = 800.0
        self.height = 600.0
        self.scope: InstancePath = ()
        self.hidden_fabrics: frozenset[str] = frozenset()
        self.hidden_planes: HiddenPlanes = frozenset()
        self.has_labels = True
        self.snapshot = snapshot
        self.plan: ScenePlan = _plan_of(snapshot, kind)

    def show_snapshot(self, snapshot: Snapshot) -> bool:
        """Show another snapshot; return whether anything of it is drawn anew."""
        before, self.snapshot = self.snapshot, snapshot
        is_other = snapshot.design is not before.design
        if self.kind is ViewKind.FLOOR_PLAN:
            is_other |= snapshot.readouts.cable_runs != before.readouts.cable_runs
        if is_other:
            self.plan = _plan_of(snapshot, self.kind)
        return is_other

    @property
    def kind(self) -> ViewKind:
        """What is shown of the document; setting it plans the drawing anew."""
        return self.plan.kind

    @kind.setter
    def kind(self, kind: ViewKind) -> None:
        self.plan = _plan_of(self.snapshot, kind)

    @property
    def cell(self) -> Cell:
        """Cell of the scope."""
        return self._cell_at(self.scope) or self.plan.root

    @property
    def is_rack(self) -> bool:
        return self.cell.form is CellForm.ELEVATION

    def _cell_at(self, path: InstancePath) -> Cell | None:
        cell: Cell | None = self.plan.root
        for step in path:
            child = cell.child_by_id.get(step.instance_id) if cell is not None else None
            if child is None:
                return None
            cell = self.plan.cell_by_block.get(child.cell.block_id)
        return cell

    @property
    def inherited_exceptions(self) -> tuple[CellException, ...]:
        """Exceptions of the blocks around the scope that hold in this copy of it."""
        found: list[CellException] = []
        for depth in range(len(self.scope)):
            cell = self._cell_at(self.scope[:depth])
            inner = self.scope[depth:]
            for exception in cell.exceptions if cell is not None else ():
                n = len(inner)
                if len(exception.path) > n and _same(exception.path[:n], inner):
                    found.append(
                        CellException(exception.path[n:], exception.kind, exception.part_slug)
                    )
        return tuple(found)

    def to_cell(self, x_px: float, y_px: float) -> tuple[float, float]:
        x_m, y_m = self.camera.to_m(x_px, y_px)
        return x_m + self.cell.origin_x, y_m + self.cell.origin_y

    def corner_px(self) -> tuple[float, float]:
        """Where the upper left corner of the scope's cell is on the canvas."""
        return self.camera.to_px(-self.cell.origin_x, -self.cell.origin_y)

    def scene(self, ratio: float) -> SceneView:
        """Return what to paint, in device pixels."""
        x, y = self.corner_px()
        cell = self.cell
        return SceneView(
            plan=self.plan,
            cell=cell,
            scale=self.camera.pixels_per_m * ratio,
            x=x * ratio,
            y=y * ratio,
            width=round(self.width * ratio),
            height=round(self.height * ratio),
            ratio=ratio,
            title=cell.title,
            has_frame=bool(self.scope),
            exceptions=self.inherited_exceptions,
            hidden_fabrics=self.hidden_fabrics,
            hidden_planes=self.hidden_planes,
            has_labels=self.has_labels,
        )

    def box_px(self, box: Box) -> Box:
        """Return a box of the scope's cell in logical pixels."""
        x, y = self.corner_px()
        scale = self.camera.pixels_per_m
        return Box(x + box.x0 * scale, y + box.y0 * scale, x + box.x1 * scale, y + box.y1 * scale)

    def path_box_px(self, path: InstancePath) -> Box | None:
        """Return where a copy is drawn, or None if it is not inside the scope."""
        n = len(self.scope)
        if not _same(path[:n], self.scope) or len(path) < n:
            return None
        placed = self.plan.placed(self.cell, path[n:])
        return None if placed is None else self.box_px(placed.box)

    def copy_at_px(self, x_px: float, y_px: float) -> PathStep | None:
        hit = copy_at(self.cell, *self.to_cell(x_px, y_px))
        return None if hit is None else hit.step

    def path_at_px(self, x_px: float, y_px: float) -> InstancePath:
        """Return the full path to the innermost copy at a point."""
        inner = path_at(self.cell, *self.to_cell(x_px, y_px))
        return (*self.scope, *inner) if inner else ()

    def route_at_px(self, x_px: float, y_px: float) -> Route | None:
        reach = CABLE_REACH_PX / self.camera.pixels_per_m
        return route_at(
            self.cell, *self.to_cell(x_px, y_px), reach, hidden_fabrics=self.hidden_fabrics
        )

    def copies_in_px(self, box: Box, *, is_touching: bool) -> tuple[PathStep, ...]:
        """Return the copies that a box touches, or only those that it encloses."""
        x0, y0 = self.to_cell(box.x0, box.y0)
        x1, y1 = self.to_cell(box.x1, box.y1)
        find = copies_in if is_touching else copies_inside
        return find(self.cell, Box(x0, y0, x1, y1))

    def child(self, instance_id: str) -> Child | None:
        return next((c for c in self.cell.children if c.instance_id == instance_id), None)

    def steps_of(self, instance_id: str) -> tuple[PathStep, ...]:
        """Return a step for every copy of an instance; one for all if there are very many."""
        child = self.child(instance_id)
        if child is None:
            return ()
        if child.grid.count > MAX_STEPS:
            return (PathStep(child.instance_id),)
        return tuple(PathStep(child.instance_id, ix) for ix in range(child.grid.count))

    def content_box_m(self) -> Box:
        """Return the box of the scope's cell with its notes in placement coordinates [m]."""
        cell = self.cell
        box = Box(0.0, 0.0, cell.width, cell.height)
        for note in cell.notes:
            box = box.union(note.box)
        return Box(
            box.x0 - cell.origin_x,
            box.y0 - cell.origin_y,
            box.x1 - cell.origin_x,
            box.y1 - cell.origin_y,
        )

    def fit(self, card_px: Box | None = None) -> None:
        """Show all of the scope; none of it below a card in the lower left corner."""
        area = Box(0.0, 0.0, self.width, self.height)
        if card_px is None:
            self.camera.show_in(self.content_box_m(), area)
        else:
            self.camera.show_beside(self.content_box_m(), area, card_px)

    def fit_box_px(self, box: Box) -> None:
        """Zoom to a box given in pixels of the present view, with room around it."""
        x0, y0 = self.camera.to_m(box.x0, box.y0)
        x1, y1 = self.camera.to_m(box.x1, box.y1)
        margin = 0.25 * min(self.width, self.height)
        self.camera.show(Box(x0, y0, x1, y1), self.width, self.height, margin)


def _plan_of(snapshot: Snapshot, kind: ViewKind) -> ScenePlan:
    lengths_m: dict[str, tuple[float, float]] = {}
    if kind is ViewKind.FLOOR_PLAN:
        for run in snapshot.readouts.cable_runs:
            low, high = lengths_m.get(run.bundle_key, (run.min_m, run.max_m))
            lengths_m[run.bundle_key] = (min(low, run.min_m), max(high, run.max_m))
    return build_scene_plan(snapshot.design, snapshot.graph, kind, lengths_m)


def _same(path: InstancePath, other: InstancePath) -> bool:
    return len(path) == len(other) and all(
        a.instance_id == b.instance_id and (a.copy_ix or 0) == (b.copy_ix or 0)
        for a, b in zip(path, other, strict=True)
    )
