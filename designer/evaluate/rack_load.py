"""Power of each kind of rack: racks that the same exceptions touch are alike."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import BlockKind, ExceptionKind
from designer.model.ids import PathStep, text_from_path
from designer.topology.counting import GENERIC, CountBox, EndBoxes, count_copies

if TYPE_CHECKING:
    from designer.evaluate.arrays import EvalArrays
    from designer.topology.classes import (
        Chain,
        ClassGraph,
        EnclosureClass,
        ExceptionBox,
        VertexClass,
    )

    Watts = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class RackLoad:
    """What the parts in one kind of rack draw.

    Attributes
    ----------
    path
        The racks as a path; an index where one rack is meant.
    part_slug
        The rack itself, or ``None``.
    n_racks
        Racks of this kind. [1]
    peak_w
        Peak draw of one rack as low, value and high, conversion losses included. [W]
    """

    path: str
    part_slug: str | None
    n_racks: int
    peak_w: Watts


class _Kind(NamedTuple):
    """Racks that the same boxes touch: their indices, where fixed, and how many there are."""

    values: tuple[int, ...]
    active: tuple[ExceptionBox, ...]
    n_racks: int


def _is_related(one: Chain, other: Chain) -> bool:
    depth = min(len(one), len(other))
    return one[:depth] == other[:depth]


def _kinds(graph: ClassGraph, rack: EnclosureClass) -> list[_Kind]:
    pending = [_Kind((), tuple(b for b in graph.boxes if _is_related(b.chain, rack.chain)), 1)]
    for dim_ix in rack.dim_ixs:
        size = graph.dims[dim_ix].size
        split: list[_Kind] = []
        for values, active, n_racks in pending:
            fixed = {dict(box.fixed).get(dim_ix, GENERIC) for box in active} - {GENERIC}
            branches = [(value, 1) for value in sorted(fixed)]
            if size > len(fixed):
                branches.append((GENERIC, size - len(fixed)))
            for value, weight in branches:
                left = tuple(b for b in active if dict(b.fixed).get(dim_ix, value) == value)
                split.append(_Kind((*values, value), left, n_racks * weight))
        pending = split
    merged: dict[tuple[int, ...], _Kind] = {}
    for kind in pending:
        key = tuple(id(box) for box in kind.active)
        anywhere = (GENERIC,) * len(kind.values)
        alike = merged.get(key)
        merged[key] = (
            kind if alike is None else _Kind(anywhere, kind.active, alike.n_racks + kind.n_racks)
        )
    return list(merged.values())


def _boxes_on(chain: Chain, active: tuple[ExceptionBox, ...], outer: set[int]) -> list[CountBox]:
    # Return the boxes that touch the copies of a chain inside one rack.
    return [
        CountBox({ix: v for ix, v in box.fixed if ix not in outer}, box.part_slug)
        for box in active
        if chain[: len(box.chain)] == box.chain
        and (box.kind is ExceptionKind.REMOVED or box.chain == chain)
    ]


class _Contents(NamedTuple):
    """A chain in a rack: its part before exceptions and its dimensions inside the rack."""

    chain: Chain
    part_slug: str
    sizes: tuple[tuple[int, int], ...]


def _contents(graph: ClassGraph, rack: EnclosureClass) -> tuple[_Contents, ...]:
    depth, outer = len(rack.chain), set(rack.dim_ixs)
    found: dict[Chain, _Contents] = {}
    classes: list[EnclosureClass | VertexClass] = [*graph.enclosure_classes, *graph.vertex_classes]
    for item in classes:
        # The class of the part as designed comes first; replacements of the chain follow it.
        if item.chain[:depth] == rack.chain and item.chain not in found:
            sizes = tuple((ix, graph.dims[ix].size) for ix in item.dim_ixs if ix not in outer)
            found[item.chain] = _Contents(item.chain, item.part_slug or "", sizes)
    return tuple(found.values())


def _end_draw_w(graph: ClassGraph, arrays: EvalArrays) -> dict[tuple[Chain, str], Watts]:
    # Return what modules and cables draw at each copy of a vertex class, spread evenly.
    draw: dict[tuple[Chain, str], Watts] = {}
    plugged = [
        (graph.vertex_classes[vertex_ix], slug, n_pieces)
        for link in graph.link_classes
        for vertex_ix, (optic, n_modules) in zip((link.a_ix, link.b_ix), link.modules, strict=True)
        for slug, n_pieces in ((optic, n_modules), (link.cable, link.n_cables / 2))
        if slug is not None and n_pieces
    ]
    for vertex, slug, n_pieces in plugged:
        known = arrays.figures[slug].tdp
        if known is not None:
            share = n_pieces / vertex.n_copies
            low, value, high = draw.get((vertex.chain, vertex.part_slug), (0.0, 0.0, 0.0))
            draw[vertex.chain, vertex.part_slug] = (
                low + share * known.low,
                value + share * known.value,
                high + share * known.high,
            )
    return draw


def _path(graph: ClassGraph, rack: EnclosureClass, values: tuple[int, ...]) -> str:
    steps: list[PathStep] = []
    for depth, instance_id in enumerate(rack.chain, start=1):
        copy_ix: int | None = 0
        for dim_ix, value in zip(rack.dim_ixs, values, strict=True):
            if graph.dims[dim_ix].chain == rack.chain[:depth]:
                is_open = copy_ix is None or value == GENERIC
                copy_ix = None if is_open else (copy_ix or 0) * graph.dims[dim_ix].size + value
        steps.append(PathStep(instance_id, copy_ix))
    return text_from_path(tuple(steps))


def rack_loads(graph: ClassGraph, arrays: EvalArrays, loss_fraction: Watts) -> tuple[RackLoad, ...]:
    """Return the peak power of every kind of rack.

    Parameters
    ----------
    graph
        The class graph.
    arrays
        The compiled design.
    loss_fraction
        Share of the rack's input power that conversion takes: low, value and high. [1]

    Returns
    -------
    tuple[RackLoad, ...]
        One record per kind, in document order; empty without racks.

    Notes
    -----
    **Exactness**: counts are exact for every rack; modules and cables are spread evenly over the
    copies of the class they are plugged into.
    """
    racks = {e.chain: e for e in reversed(graph.enclosure_classes) if e.kind is BlockKind.RACK}
    if not racks:
        return ()
    scene = _Scene(graph, arrays, _end_draw_w(graph, arrays), loss_fraction)
    return tuple(
        load
        for rack in reversed(racks.values())
        for contents in (_contents(graph, rack),)
        for kind in _kinds(graph, rack)
        if (load := scene.load(rack, contents, kind)) is not None
    )


class _Scene:
    """What is needed to add up one kind of rack."""

    def __init__(
        self,
        graph: ClassGraph,
        arrays: EvalArrays,
        end_draw_w: dict[tuple[Chain, str], Watts],
        loss_fraction: Watts,
    ) -> None:
        self.graph = graph
        self.arrays = arrays
        self.end_draw_w = end_draw_w
        self.loss_fraction = loss_fraction

    def load(
        self, rack: EnclosureClass, contents: tuple[_Contents, ...], kind: _Kind
    ) -> RackLoad | None:
        outer = set(rack.dim_ixs)
        own = EndBoxes(tuple(_boxes_on(rack.chain, kind.active, outer)), rack.part_slug or "")
        slug = own.part_of(tuple(range(len(own.boxes))))
        if slug is None:
            return None
        sums = [0.0, 0.0, 0.0]
        for item in contents:
            boxes = _boxes_on(item.chain, kind.active, outer)
            counts = {item.part_slug: math.prod(size for _, size in item.sizes)}
            if boxes:
                counts = count_copies(item.sizes, EndBoxes(tuple(boxes), item.part_slug))
            for part_slug, n in counts.items():
                for ix, watts in enumerate(self._piece_w(item.chain, part_slug)):
                    sums[ix] += n * watts
        low, value, high = (w / (1 - f) for w, f in zip(sums, self.loss_fraction, strict=True))
        path = _path(self.graph, rack, kind.values)
        return RackLoad(path, slug or None, kind.n_racks, (low, value, high))

    def _piece_w(self, chain: Chain, part_slug: str) -> Watts:
        figures = self.arrays.figures.get(part_slug)
        known = (figures.tdp or figures.typical) if figures is not None else None
        low, value, high = self.end_draw_w.get((chain, part_slug), (0.0, 0.0, 0.0))
        if known is None:
            return low, value, high
        return low + known.low, value + known.value, high + known.high
