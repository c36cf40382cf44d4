"""What is left of a design when something fails, for every kind of thing that can.

A failure takes copies out of the class graph; the numbers of the fabrics it touches are computed
anew, exact where the intact ones are. Endpoints that reach fewer others than most do are cut off:
they are counted as lost, and the numbers are those of the others.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.fabric_tasks import MAX_WAITED_LINKS, settled_numbers
from designer.evaluate.failure_modes import lost_box
from designer.evaluate.flat_space import FlatSpace, fabric_space, spending
from designer.evaluate.network import TOO_IRREGULAR
from designer.evaluate.network_cache import NetworkCache
from designer.evaluate.open_fabric import NO_SWITCHES, open_numbers
from designer.model.block import ExceptionKind
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from designer.topology.classes import ExceptionBox
from designer.topology.fold import BaseFold
from designer.topology.hops import shortest_costs
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.failure_modes import FailureMode
    from designer.model.block import LinkException
    from designer.model.design import Design
    from designer.model.ids import FabricId
    from designer.topology.cells import Cell, IndexSet
    from designer.topology.classes import ClassGraph
    from designer.topology.space import FabricSpace

SPENT_S: Final = 1.0
"""How long a fabric that does not fold is computed for each failure. [s]"""

MAX_CUT_BOXES: Final = 64
"""Most sets of copies that are taken out because they are cut off."""

_QUANTITIES: Final = (
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
    "bisection_bytes_per_s",
)


@dataclass(frozen=True)
class FabricLeft:
    """What is left of one fabric.

    Attributes
    ----------
    fabric_id
        The fabric.
    n_endpoints
        Endpoints that still reach each other. [1]
    n_cut_off
        Endpoints that are there and reach fewer. [1]
    numbers
        Numbers of those that reach each other.
    fractions
        All-to-all and worst-case throughput per endpoint and bisection over those of the intact
        fabric; ``None`` where the intact fabric has no such number, or where what is left is too
        irregular to evaluate. A fabric that leaves the design has its injection instead of
        all-to-all. [1]
    capacity_fraction
        What all endpoints together carry in all-to-all over that before, or ``None``. [1]
    is_assumed
        Whether its wiring is assumed, so that all of this is an estimate.
    is_unknown
        Whether what is left is too irregular to evaluate.
    is_estimate
        Whether the intact number is not exact, so that its fraction is an estimate: two lower
        bounds may be unlike tight.
    """

    fabric_id: FabricId
    n_endpoints: int
    n_cut_off: int
    numbers: FabricNumbers
    fractions: tuple[float | None, float | None, float | None]
    capacity_fraction: float | None
    is_assumed: bool
    is_unknown: bool
    is_estimate: tuple[bool, bool, bool] = (False, False, False)


@dataclass(frozen=True)
class FailureEffect:
    """What one failure does.

    Attributes
    ----------
    mode
        The failure.
    n_accelerators_lost
        Accelerators that are gone or, in some fabric, cut off. [1]
    fabrics
        What is left of every fabric that has numbers.
    capacity_fraction
        Least over the fabrics of what all endpoints together still carry in all-to-all, over what
        they carried before. [1]
    """

    mode: FailureMode
    n_accelerators_lost: int
    fabrics: tuple[FabricLeft, ...]
    capacity_fraction: float

    @property
    def rank(self) -> tuple[float, ...]:
        """Sort key, worst first: capacity left, worst case, bisection, accelerators lost."""
        fractions = (self.capacity_fraction, self.least_fraction(1), self.least_fraction(2))
        return (*(round(x, 9) for x in fractions), -self.n_accelerators_lost)

    def least_fraction(self, quantity_ix: int) -> float:
        """Return what is left of a quantity in the fabric that loses most of it.

        Parameters
        ----------
        quantity_ix
            0 all-to-all, 1 worst case, 2 bisection.

        Returns
        -------
        float
            Fraction of the intact value; 0 where nothing is left. [1]
        """
        known = (f.fractions[quantity_ix] for f in self.fabrics)
        return min((fraction for fraction in known if fraction is not None), default=1.0)


class FailureLab:
    """Tries failures of one design.

    Parameters
    ----------
    design
        The document.
    graph
        Its class graph.
    fabric_ids
        Fabrics that count; all of them if empty.
    """

    def __init__(
        self, design: Design, graph: ClassGraph, fabric_ids: tuple[FabricId, ...] = ()
    ) -> None:
        self._design = design
        self._graph = graph
        self._cache = NetworkCache(256)
        self._fabrics = {f.id: f for f in design.fabrics}
        numbers = {
            fabric_id: self._numbers(graph, fabric_id)
            for fabric_id, links in graph.link_classes_by_fabric.items()
            if links and (not fabric_ids or fabric_id in fabric_ids)
        }
        self.intact = {i: found for i, found in numbers.items() if _amount(found, 0) is not None}
        """Numbers of the fabrics as designed, by fabric; those without numbers are left out."""

    def _numbers(self, graph: ClassGraph, fabric_id: FabricId) -> FabricNumbers:
        fabric = self._fabrics[fabric_id]
        if fabric.leaves_design:
            return open_numbers(self._design, graph, fabric)
        space = fabric_space(graph, fabric_id)
        numbers = self._cache.get(space)
        if isinstance(space, FlatSpace) and space.n_links > MAX_WAITED_LINKS:
            return FabricNumbers(0, "", problem=TOO_IRREGULAR)
        if numbers is None:
            with spending(SPENT_S):
                numbers = settled_numbers(space, FlatSpace(graph, fabric_id))
            self._cache.put(space, numbers)
        return numbers

    @property
    def design(self) -> Design:
        """The document."""
        return self._design

    @property
    def graph(self) -> ClassGraph:
        """Its class graph."""
        return self._graph

    def effect(self, mode: FailureMode) -> FailureEffect:
        """Return what a failure does.

        Parameters
        ----------
        mode
            The failure.

        Returns
        -------
        FailureEffect
            Its effect.

        Notes
        -----
        **Exactness**: as certified by :mod:`designer.evaluate.network` for the graph that is left.
        """
        design = _without_links(self._design, mode.links)
        graph = build_class_graph(design, mode.boxes)
        n_gone = _n_accelerators(self._graph) - _n_accelerators(graph)
        fabrics = tuple(
            self._left(fabric_id, graph, (design, mode.boxes)) for fabric_id in self.intact
        )
        n_cut_off = max(
            (
                f.n_cut_off
                for f in fabrics
                if self.intact[f.fabric_id].endpoint_family == "accelerator"
            ),
            default=0,
        )
        capacities = (f.capacity_fraction for f in fabrics)
        least = min((one for one in capacities if one is not None), default=1.0)
        return FailureEffect(mode, n_gone + n_cut_off, fabrics, least)

    def _left(
        self,
        fabric_id: FabricId,
        graph: ClassGraph,
        failed: tuple[Design, tuple[ExceptionBox, ...]],
    ) -> FabricLeft:
        numbers = self._numbers(graph, fabric_id)
        n_present = self._n_present(graph, fabric_id)
        is_unknown = numbers.problem == TOO_IRREGULAR or numbers.problem.startswith("there are too")
        n_left = 0 if _amount(numbers, 0) is None else numbers.n_endpoints
        is_split = not n_left and not is_unknown and numbers.n_endpoints > 1
        if is_split and not self._fabrics[fabric_id].leaves_design:
            part = _largest_part(failed[0], graph, fabric_id)
            is_unknown = part is None or not part.boxes
            n_left = 0 if part is None or part.n_endpoints < 2 else part.n_endpoints
            if part is not None and part.boxes:
                rest = build_class_graph(failed[0], (*failed[1], *part.boxes))
                numbers = self._numbers(rest, fabric_id)
        intact = self.intact[fabric_id]
        a, b, c = (
            None if is_unknown or not before else (_amount(numbers, ix) or 0.0) / before
            for ix in range(3)
            for before in (_amount(intact, ix),)
        )
        capacity = None if a is None else a * n_left / intact.n_endpoints
        is_assumed = self._fabrics[fabric_id].is_assumed
        n_cut_off = n_present - n_left if not is_unknown or n_left else 0
        return FabricLeft(
            fabric_id,
            n_left,
            n_cut_off,
            numbers,
            (a, b, c),
            capacity,
            is_assumed,
            is_unknown,
            (_is_open(intact, 0), _is_open(intact, 1), _is_open(intact, 2)),
        )

    def _n_present(self, graph: ClassGraph, fabric_id: FabricId) -> int:
        # Endpoints of the intact fabric that are still there, linked or not.
        family = self.intact[fabric_id].endpoint_family
        chains = {
            self._graph.vertex_classes[ix].chain
            for link in self._graph.link_classes_by_fabric[fabric_id]
            for ix in (link.a_ix, link.b_ix)
        }
        return sum(
            v.n_copies for v in graph.vertex_classes if v.family == family and v.chain in chains
        )


class _Part(NamedTuple):
    """The largest set of endpoints that reach each other, and boxes that remove the others."""

    n_endpoints: int
    boxes: tuple[ExceptionBox, ...]


def _without_links(design: Design, links: tuple[LinkException, ...]) -> Design:
    if not links:
        return design
    root = evolve(design.root_block, link_exceptions=(*design.root_block.link_exceptions, *links))
    blocks = tuple(root if block.id == root.id else block for block in design.blocks)
    return evolve(design, blocks=blocks)


def _amount(numbers: FabricNumbers, quantity_ix: int) -> float | None:
    # The quantity, or injection instead of all-to-all where the switches are not drawn.
    estimate: Estimate | None = getattr(numbers, _QUANTITIES[quantity_ix])
    if estimate is None and quantity_ix == 0 and numbers.problem == NO_SWITCHES:
        estimate = numbers.injection_bytes_per_s
    return None if estimate is None else estimate.value


def _is_open(numbers: FabricNumbers, quantity_ix: int) -> bool:
    estimate: Estimate | None = getattr(numbers, _QUANTITIES[quantity_ix])
    return estimate is not None and estimate.exactness is not Exactness.EXACT


def try_failures(
    lab: FailureLab,
    modes: Iterable[FailureMode],
    is_cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[FailureEffect]:
    """Try failures one by one.

    Parameters
    ----------
    lab
        The design.
    modes
        The failures.
    is_cancelled
        Asked before each of them.

    Yields
    ------
    FailureEffect
        Effects in the order of the modes, until cancelled.
    """
    for mode in modes:
        if is_cancelled():
            return
        yield lab.effect(mode)


def _n_accelerators(graph: ClassGraph) -> int:
    return sum(v.n_copies for v in graph.vertex_classes if v.family == "accelerator")


def _largest_part(design: Design, graph: ClassGraph, fabric_id: FabricId) -> _Part | None:
    # Without boxes if the others cannot be told apart by a few indices.
    try:
        space = build_space(graph, fabric_id)
        base = BaseFold(space)
        best: tuple[int, list[Cell]] = (0, [])
        for base_ix in np.flatnonzero(base.is_endpoint).tolist():
            fold = base.refined(base.source_point(base_ix))
            source_ix = base.source_cell(fold, base_ix)
            costs = shortest_costs(fold, source_ix, np.ones(fold.n_cells))
            is_endpoint = base.is_endpoint[fold.cell_base_ix]
            is_reached = is_endpoint & np.isfinite(costs)
            n_reached = int(fold.cell_size[is_reached].sum())
            if n_reached > best[0]:
                missed = np.flatnonzero(is_endpoint & ~is_reached)
                best = (n_reached, [fold.cells[ix] for ix in missed.tolist()])
    except SpaceTooLargeError:
        return _largest_listed_part(design, graph, fabric_id)
    boxes = [box for cell in best[1] for box in _boxes_of(graph, space, cell)]
    return _Part(best[0], tuple(boxes) if len(boxes) <= MAX_CUT_BOXES else ())


def _largest_listed_part(design: Design, graph: ClassGraph, fabric_id: FabricId) -> _Part | None:
    # The same copy by copy, for a small fabric that does not fold.
    from designer.topology.nxgraph import components, flat_view

    try:
        view = flat_view(graph, fabric_id)
    except EvaluationError:
        return None
    families = {data["family"] for data in view.nodes.values()}
    family = "accelerator" if "accelerator" in families else "nic"
    parts = [
        {path for path in part if view.nodes[path]["family"] == family} for part in components(view)
    ]
    largest = max(parts, key=len, default=set())
    others = sorted(set().union(*parts) - largest)
    if len(others) > MAX_CUT_BOXES:
        return _Part(len(largest), ())
    return _Part(len(largest), tuple(lost_box(design, graph, path) for path in others))


def _boxes_of(graph: ClassGraph, space: FabricSpace, cell: Cell) -> list[ExceptionBox]:
    vertex_type = space.types[cell.type_ix]
    sets = dict(zip(vertex_type.dim_ixs, cell.sets, strict=True))
    found: list[dict[int, int]] = [{}]
    for space_ix in _told_apart(space, sets):
        if sets[space_ix].size * len(found) > MAX_CUT_BOXES:
            return [ExceptionBox((), (), ExceptionKind.REMOVED, None)] * (MAX_CUT_BOXES + 1)
        found = [{**one, space_ix: v} for one in found for v in _values(sets[space_ix])]
    return [
        ExceptionBox(
            vertex_type.chain,
            tuple(sorted(_document_indices(graph, space, one).items())),
            ExceptionKind.REMOVED,
            None,
        )
        for one in found
    ]


def _told_apart(space: FabricSpace, sets: dict[int, IndexSet]) -> list[int]:
    # Dimensions of which the cell has some indices only, and those in whose contexts such indices
    # have names of their own.
    some = [d for d, one in sets.items() if one.size < space.dims[d].size]
    named = {d for d, context in space.names.contexts if context}
    around = {o for d in some if d in named for o in space.inside[d] if o in sets}
    return [d for d in sets if d in some or d in around]


def _document_indices(
    graph: ClassGraph, space: FabricSpace, indices: dict[int, int]
) -> dict[int, int]:
    dim_ix = {(dim.chain, dim.name): ix for ix, dim in enumerate(graph.dims)}
    fixed: dict[int, int] = {}
    for space_ix, value in space.names.original(indices).items():
        rest = value
        for chain, name, size in reversed(space.dims[space_ix].parts):
            rest, own = divmod(rest, size)
            fixed[dim_ix[chain, name]] = own
    return fixed


def _values(index_set: IndexSet) -> Iterator[int]:
    if index_set.values is not None:
        yield from index_set.values
    else:
        yield from (v for v in range(index_set.start, index_set.stop) if index_set.has(v))
