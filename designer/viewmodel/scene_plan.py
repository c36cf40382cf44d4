"""The scene plan: the whole design as nested cells, one per block and part.

Its size is that of the document; counts are numbers in it, so a design with a million accelerators
is planned as fast as one with eight.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import BlockKind
from designer.model.ids import path_from_text
from designer.model.query import MAX_DEPTH, resolve_end
from designer.viewmodel.cable_routes import CableLane, route_lanes
from designer.viewmodel.cells import Cell, CellException, CellForm, Child, short_label
from designer.viewmodel.floor_plan import arrange_footprint, arrange_plan, footprint_m
from designer.viewmodel.grid import Box
from designer.viewmodel.layout import (
    FLAT_ASPECT,
    RACK_SLOT_WIDTH_M,
    RACK_UNIT_M,
    arrange_front,
    arrange_in_rows,
    form_of,
    height_u_of,
)
from designer.viewmodel.lineup import arrange_lineup
from designer.viewmodel.planes import plane_indices
from designer.viewmodel.rack_layout import arrange_rack, rack_inner_width, rack_slot_height
from designer.viewmodel.tier_layout import arrange_tiers
from designer.viewmodel.view_kind import ViewKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstanceId, InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, LinkEnd
    from designer.topology.classes import ClassGraph
    from designer.viewmodel.cells import CountLabel, Route
    from designer.viewmodel.layout import Arrangement

PART_SIZE_M = 0.05


class Placed(NamedTuple):
    """A copy in the coordinates of a scope: box, and metres of the scope per metre of its cell."""

    box: Box
    scale: float
    cell: Cell


class _Feed(NamedTuple):
    bundle_key: str
    fabric_id: str
    instance_id: InstanceId
    is_assumed: bool


@dataclass(frozen=True)
class ScenePlan:
    """All cells of a design.

    Attributes
    ----------
    root
        Cell of the root block.
    cell_by_block
        Cell of each block as it is drawn when it is the scope.
    kind
        The view it is the plan of.
    part_cells
        Cells of parts by slug; also of those that replace single copies.
    """

    root: Cell
    cell_by_block: dict[str, Cell]
    kind: ViewKind = ViewKind.STRUCTURE
    part_cells: dict[str, Cell] = field(default_factory=dict)

    def placed(self, scope: Cell, path: InstancePath) -> Placed | None:
        """Return where a copy is drawn.

        Parameters
        ----------
        scope
            Cell whose coordinates are wanted.
        path
            Steps from the scope's block; a missing index means the first copy.

        Returns
        -------
        Placed | None
            Box in metres of the scope, or ``None`` if a step does not exist.
        """
        cell, x, y, scale = scope, 0.0, 0.0, 1.0
        box = Box(0.0, 0.0, scope.width, scope.height)
        for step in path:
            child = cell.child_by_id.get(step.instance_id)
            if child is None or (step.copy_ix or 0) >= child.grid.count:
                return None
            slot = child.grid.box(step.copy_ix or 0)
            box = Box(
                x + slot.x0 * scale, y + slot.y0 * scale, x + slot.x1 * scale, y + slot.y1 * scale
            )
            x, y = box.x0 + child.inset_x * scale, box.y0 + child.inset_y * scale
            scale *= child.scale
            cell = child.cell
            if not cell.is_part:
                box = Box(x, y, x + cell.width * scale, y + cell.height * scale)
        return Placed(box, scale, cell)


def build_scene_plan(
    design: Design,
    graph: ClassGraph,
    kind: ViewKind = ViewKind.STRUCTURE,
    lengths_m: Mapping[str, tuple[float, float]] | None = None,
) -> ScenePlan:
    """Plan how a design is drawn.

    Parameters
    ----------
    design
        The document.
    graph
        Its class graph, for the numbers of links.
    kind
        The view.
    lengths_m
        Shortest and longest cable by ``block-id/bundle-id``, for the labels of a floor plan. [m]

    Returns
    -------
    ScenePlan
        Cells of every block in use and of every part.
    """
    planner = _Planner(design, graph, kind, lengths_m or {})
    root = planner.block_cell(design.root_block)
    for block in design.blocks:
        planner.block_cell(block)
    return ScenePlan(root, planner.scope_cells(), kind, planner.all_part_cells())


class _Planner:
    """Builds cells bottom up, each once."""

    def __init__(
        self,
        design: Design,
        graph: ClassGraph,
        kind: ViewKind,
        lengths_m: Mapping[str, tuple[float, float]],
    ) -> None:
        self._design = design
        self._kind = kind
        self._lengths_m = lengths_m
        self._graph = graph
        self._cells: dict[str, Cell] = {}
        self._part_cells: dict[str, Cell] = {}
        self._open: list[str] = []
        self._n_links: Counter[str] = Counter()
        for link_class in graph.link_classes:
            self._n_links[link_class.bundle_key] += link_class.n_links
        self._n_copies: Counter[str] = Counter()
        for enclosure in graph.enclosure_classes:
            self._n_copies[enclosure.block_id] += enclosure.n_copies
        self._n_copies[design.root] = 1
        self._feeds = _feeds_by_block(design)
        self._planes = plane_indices(design)
        self._assumed = {fabric.id for fabric in design.fabrics if fabric.is_assumed}

    def scope_cells(self) -> dict[str, Cell]:
        inner = {CellForm.FRONT, CellForm.FOOTPRINT}
        shown = {c.block_id: c for c in self._cells.values() if c.form not in inner}
        if self._kind is ViewKind.FLOOR_PLAN:
            # A footprint shows nothing of its contents; as the scope it is seen from the front.
            plain = _Planner(self._design, self._graph, ViewKind.STRUCTURE, {})
            for block in self._design.blocks:
                if block.id not in shown:
                    plain.block_cell(block)
            shown = {**plain.scope_cells(), **shown}
        return shown

    def all_part_cells(self) -> dict[str, Cell]:
        for block in self._design.blocks:
            for exception in block.exceptions:
                if exception.part is not None:
                    self.part_cell(exception.part)
        return self._part_cells

    def part_cell(self, slug: str) -> Cell:
        if slug not in self._part_cells:
            part = self._design.part_by_slug.get(slug)
            family = part.family if part is not None else ""
            self._part_cells[slug] = Cell(
                key=f"part:{slug}",
                form=CellForm.PART,
                block_id="",
                part_slug=slug,
                family=family,
                title=part.name if part is not None else slug,
                label=short_label(slug, family),
                width=PART_SIZE_M,
                height=PART_SIZE_M,
                main_family=family,
            )
        return self._part_cells[slug]

    def block_cell(self, block: Block, aspect: float | None = None) -> Cell:
        form = self._form_of(block)
        if form is CellForm.BOARD and aspect is not None and aspect > FLAT_ASPECT:
            form = CellForm.FRONT
        key = f"{block.id}:{form}"
        if key not in self._cells:
            if aspect is None and form is CellForm.BOARD:
                aspect = self._own_aspect(block)
            self._cells[key] = self._build(key, block, form, aspect)
        return self._cells[key]

    def _form_of(self, block: Block) -> CellForm:
        form = form_of(self._design, block)
        if self._kind is ViewKind.TOPOLOGY:
            return CellForm.TIERS
        if self._kind is ViewKind.ELEVATION and form is CellForm.FLOOR:
            return CellForm.LINEUP
        if self._kind is ViewKind.FLOOR_PLAN:
            is_solid = footprint_m(self._design, block) is not None
            return CellForm.FOOTPRINT if is_solid else CellForm.PLAN
        return form

    def _own_aspect(self, block: Block) -> float | None:
        part = self._design.part_by_slug.get(block.part) if block.part is not None else None
        if part is None or part.height_u is None:
            return None
        aspect = RACK_SLOT_WIDTH_M / (max(1.0, part.height_u.value) * RACK_UNIT_M)
        return aspect if aspect <= FLAT_ASPECT else None

    def _cell_of(self, block: Block, instance: Instance) -> Cell:
        if instance.part is not None:
            return self.part_cell(instance.part)
        inner = self._design.block_by_id[instance.block] if instance.block else block
        aspect = None
        if block.kind is BlockKind.RACK:
            height = rack_slot_height(height_u_of(self._design, instance))
            aspect = rack_inner_width(len(self._lanes(block))) / height
        return self.block_cell(inner, aspect)

    def _build(self, key: str, block: Block, form: CellForm, aspect: float | None) -> Cell:
        lanes = self._lanes(block)
        if len(self._open) > MAX_DEPTH or block.id in self._open:
            raise ValueError(worded('block "{id}" contains itself', id=block.id))
        self._open.append(block.id)
        if form is CellForm.FOOTPRINT:
            cells = {}
        else:
            cells = {i.id: self._cell_of(block, i) for i in block.instances}
        self._open.pop()

        def cell_of(instance: Instance) -> Cell:
            return cells[instance.id]

        made = self._arranged(block, form, cell_of, len(lanes), aspect=aspect)
        if any(owner == block.id for owner, _ in self._planes):
            made = replace(made, children=tuple(self._in_planes(block, c) for c in made.children))
        routes: tuple[Route, ...] = ()
        labels: tuple[CountLabel, ...] = ()
        exits: dict[str, tuple[float, float]] = {}
        if form not in {CellForm.FOOTPRINT, CellForm.LINEUP}:
            routes, labels, exits = route_lanes(form, made, lanes)
        return Cell(
            key=key,
            form=form,
            block_id=block.id,
            part_slug=block.part or "",
            family=block.kind.value,
            title=block.name or block.id,
            label=block.name or block.id,
            width=made.width,
            height=made.height,
            origin_x=made.origin_x,
            origin_y=made.origin_y,
            header=made.header,
            children=made.children,
            routes=routes,
            labels=labels,
            exits=exits,
            exceptions=tuple(
                CellException(path_from_text(e.path), e.kind, e.part) for e in block.exceptions
            ),
            main_family=self._main_family_of(block, made.children),
            lane=made.lane,
            rails=made.rails,
            notes=made.notes,
        )

    def _in_planes(self, block: Block, child: Child) -> Child:
        planes = self._planes.get((block.id, child.instance_id))
        return child if planes is None else replace(child, planes=planes)

    def _arranged(
        self,
        block: Block,
        form: CellForm,
        cell_of: Callable[[Instance], Cell],
        n_lanes: int,
        *,
        aspect: float | None,
    ) -> Arrangement:
        if form is CellForm.ELEVATION:
            is_detailed = self._kind is ViewKind.ELEVATION
            return arrange_rack(self._design, block, cell_of, n_lanes, is_detailed=is_detailed)
        if form is CellForm.FRONT and aspect is not None:
            return arrange_front(block, cell_of, n_lanes, aspect)
        by_form = {
            CellForm.TIERS: lambda: arrange_tiers(block, cell_of, n_lanes),
            CellForm.LINEUP: lambda: arrange_lineup(block, cell_of),
            CellForm.PLAN: lambda: arrange_plan(block, cell_of, n_lanes),
            CellForm.FOOTPRINT: lambda: arrange_footprint(
                *(footprint_m(self._design, block) or (1.0, 1.0))
            ),
        }
        if form in by_form:
            return by_form[form]()
        return arrange_in_rows(block, cell_of, form, n_lanes, aspect=aspect)

    def _main_family_of(self, block: Block, children: tuple[Child, ...]) -> str:
        if children or not block.instances:
            return _main_family(Counter(child.cell.main_family for child in children))
        # A footprint has no children, yet its colour tells what is inside.
        found: Counter[str] = Counter()
        for instance in block.instances:
            if instance.part is not None:
                found[self.part_cell(instance.part).family] += 1
            elif instance.block is not None:
                found[self._main_family_of(self._design.block_by_id[instance.block], ())] += 1
        return _main_family(found)

    def _lanes(self, block: Block) -> list[CableLane]:
        n_copies = max(1, self._n_copies[block.id])
        lanes: list[CableLane] = []
        for bundle in block.link_bundles:
            ends = dict.fromkeys(
                path_from_text(end.path)[0].instance_id
                for end in (bundle.a, bundle.b)
                if path_from_text(end.path)[0].instance_id in block.instance_by_id
            )
            if not ends:
                continue
            bundle_key = f"{block.id}/{bundle.id}"
            lanes.append(
                CableLane(
                    bundle_keys=(bundle_key,),
                    fabric_id=bundle.fabric,
                    instance_ids=tuple(ends),
                    n_links=self._n_links[bundle_key] // n_copies,
                    is_assumed=bundle.is_assumed or bundle.fabric in self._assumed,
                    is_own=True,
                    name=bundle.name,
                    length_m=self._lengths_m.get(bundle_key),
                )
            )
        by_fabric: dict[str, list[_Feed]] = defaultdict(list)
        for feed in self._feeds.get(block.id, ()):
            by_fabric[feed.fabric_id].append(feed)
        for fabric_id, feeds in by_fabric.items():
            keys = tuple(dict.fromkeys(feed.bundle_key for feed in feeds))
            lanes.append(
                CableLane(
                    bundle_keys=keys,
                    fabric_id=fabric_id,
                    instance_ids=tuple(dict.fromkeys(feed.instance_id for feed in feeds)),
                    n_links=sum(self._n_links[key] for key in keys) // n_copies,
                    is_assumed=all(feed.is_assumed for feed in feeds),
                    is_own=False,
                )
            )
        return lanes


def _main_family(families: Counter[str]) -> str:
    for family in ("accelerator", "switch", "cpu", "nic"):
        if families[family]:
            return family
    return ""


def _feeds_by_block(design: Design) -> dict[str, list[_Feed]]:
    # Per block, the children whose cables leave the block.
    assumed = {fabric.id for fabric in design.fabrics if fabric.is_assumed}
    feeds: dict[str, list[_Feed]] = defaultdict(list)
    for block, bundle, end in _bundle_ends(design):
        resolved = resolve_end(design, block, end)
        for outer, inner in pairwise(resolved.instances if resolved is not None else ()):
            feed = _Feed(
                f"{block.id}/{bundle.id}",
                bundle.fabric,
                inner.id,
                bundle.is_assumed or bundle.fabric in assumed,
            )
            if outer.block is not None and feed not in feeds[outer.block]:
                feeds[outer.block].append(feed)
    return feeds


def _bundle_ends(design: Design) -> Iterator[tuple[Block, LinkBundle, LinkEnd]]:
    for block in design.blocks:
        for bundle in block.link_bundles:
            yield block, bundle, bundle.a
            yield block, bundle, bundle.b
