"""Path lengths and reachability, exact, on refined folds.

What a source reaches, and at what distance, is the same for all vertices of a cell of the fold
refined around it, because the group that fixes the source maps its paths to paths. So a
breadth-first search over cells answers for all copies. A *hop* is a vertex that a path passes
through: a switch or a relaying accelerator; network adapters are passed without counting.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.errors.tree import EvaluationError
from designer.topology.fold import base_fold
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space

if TYPE_CHECKING:
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.fold import BaseFold, FloatArray, Fold
    from designer.topology.space import FabricSpace, SpaceKey

MAX_EXAMPLES = 16
"""Most examples that are listed of places alike in nothing."""
MAX_SOURCES = 256
"""Most source orbits that are looked at."""


def shortest_costs(
    fold: Fold, source_ix: int, vertex_cost: FloatArray, arc_cost: FloatArray | None = None
) -> FloatArray:
    """Return the least cost of a path from a source to every cell.

    Parameters
    ----------
    fold
        A fold refined around the source.
    source_ix
        Cell of the source.
    vertex_cost
        Cost of passing through a vertex of each cell; ends are free. (n_cells,)
    arc_cost
        Cost of an arc of each arc class, or ``None`` for none. (n_arcs,)

    Returns
    -------
    FloatArray
        Costs, infinite where there is no path. (n_cells,)
    """
    step = np.full((fold.n_cells, fold.n_cells), np.inf)
    cost = np.zeros(len(fold.arc_from_ix)) if arc_cost is None else arc_cost
    np.minimum.at(step, (fold.arc_from_ix, fold.arc_to_ix), cost)
    passing = vertex_cost.copy()
    passing[source_ix] = 0.0
    step += passing[:, None]
    costs = np.full(fold.n_cells, np.inf)
    costs[source_ix] = 0.0
    for _ in range(fold.n_cells):
        better = np.minimum(costs, (costs[:, None] + step).min(axis=0))
        if np.array_equal(better, costs):
            break
        costs = better
    return costs


@dataclass(frozen=True, slots=True)
class Unreachable:
    """One endpoint that another cannot reach."""

    from_path: str
    to_path: str


@dataclass(frozen=True, slots=True)
class FabricComponents:
    """Whether the endpoints of a fabric, or of one plane of it, reach each other.

    Attributes
    ----------
    n_endpoints
        Endpoints. [1]
    is_connected
        Whether all reach each other; ``None`` if the fabric has too little symmetry to tell.
    unreachable
        Examples of pairs that do not, one per kind of place.
    isolated
        Paths of endpoints that reach no other endpoint, one per kind of place.
    """

    n_endpoints: int
    is_connected: bool | None
    unreachable: tuple[Unreachable, ...] = ()
    isolated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaneComponents:
    """The same for one plane."""

    plane_ix: int
    components: FabricComponents


def path_of(space: FabricSpace, type_ix: int, reps: tuple[int, ...]) -> str:
    """Return the path of a copy.

    Parameters
    ----------
    space
        Fabric space.
    type_ix
        Vertex type.
    reps
        Index per dimension of the type, as cells have them.

    Returns
    -------
    str
        Path text such as ``compute-rack[3]/node[0]/npu[5]``.
    """
    vertex_type = space.types[type_ix]
    index: dict[tuple[str, ...], dict[str, int]] = {}
    for dim_ix, value in zip(vertex_type.dim_ixs, space.copy_of(type_ix, reps), strict=True):
        rest = value
        for chain, name, size in reversed(space.dims[dim_ix].parts):
            rest, own = divmod(rest, size)
            index.setdefault(chain, {})[name] = own
    steps: list[str] = []
    for depth in range(1, len(vertex_type.chain) + 1):
        chain = vertex_type.chain[:depth]
        flat = 0
        for name, size in space.chain_dims.get(chain, ()):
            flat = flat * size + index.get(chain, {}).get(name, space.plane_ix if size > 1 else 0)
        steps.append(f"{chain[-1]}[{flat}]")
    return "/".join(steps)


class _Copy(NamedTuple):
    """A copy of a fabric space: its vertex type and its indices as cells have them."""

    type_ix: int
    reps: tuple[int, ...]


class _Apart(NamedTuple):
    """Which endpoints do not reach each other, without names."""

    n_endpoints: int
    pairs: tuple[tuple[_Copy, _Copy], ...]
    isolated: tuple[_Copy, ...]


def components_of(base: BaseFold) -> FabricComponents:
    """Return whether all endpoints of a fabric reach each other, as networkx sees it.

    Parameters
    ----------
    base
        Base fold of the fabric.

    Returns
    -------
    FabricComponents
        The answer with examples.
    """
    return _named(_apart(base), base.space)


def _apart(base: BaseFold) -> _Apart:
    from designer.topology.nxgraph import reached_cells

    sizes = base.fold.cell_size
    n_endpoints = int(sizes[base.is_endpoint].sum())
    sources = [int(ix) for ix in np.flatnonzero(base.is_endpoint)]
    pairs: list[tuple[_Copy, _Copy]] = []
    isolated: list[_Copy] = []
    for base_ix in sources[:MAX_SOURCES]:
        fold = base.around(base_ix)
        source_ix = base.source_cell(fold, base_ix)
        is_endpoint = base.is_endpoint[fold.cell_base_ix]
        is_reached = np.zeros(fold.n_cells, dtype=bool)
        is_reached[list(reached_cells(fold, source_ix))] = True
        if is_reached[is_endpoint].all():
            break
        missed = np.flatnonzero(is_endpoint & ~is_reached)
        source, target = fold.cells[source_ix], fold.cells[int(missed[0])]
        start = _Copy(source.type_ix, source.reps)
        pairs.append((start, _Copy(target.type_ix, target.reps)))
        if fold.cell_size[is_endpoint & is_reached].sum() == 1:
            isolated.append(start)
    return _Apart(n_endpoints, tuple(pairs), tuple(isolated))


def _named(apart: _Apart, space: FabricSpace) -> FabricComponents:
    unreachable = tuple(Unreachable(path_of(space, *a), path_of(space, *b)) for a, b in apart.pairs)
    isolated = tuple(path_of(space, *one) for one in apart.isolated)
    return FabricComponents(apart.n_endpoints, not unreachable, unreachable, isolated)


@dataclass(frozen=True, slots=True)
class _KeyedSpace:
    """A fabric space that compares by everything that reachability depends on."""

    key: SpaceKey
    space: FabricSpace = field(compare=False)


@lru_cache(maxsize=256)
def _remembered_apart(keyed: _KeyedSpace) -> _Apart:
    return _apart(base_fold(keyed.space))


def fabric_components(
    graph: ClassGraph, fabric_id: FabricId, plane_ix: int | None = None
) -> FabricComponents:
    """Return whether all endpoints of a fabric reach each other over its links.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    plane_ix
        Plane to look at alone, or ``None`` for the whole fabric.

    Returns
    -------
    FabricComponents
        The answer with examples.
    """
    try:
        space = build_space(graph, fabric_id, plane_ix)
        return _named(_remembered_apart(_KeyedSpace(space.key, space)), space)
    except SpaceTooLargeError:
        return _flat_components(graph, fabric_id, plane_ix)


def _flat_components(
    graph: ClassGraph, fabric_id: FabricId, plane_ix: int | None
) -> FabricComponents:
    from designer.topology.nxgraph import components, flat_view, plane_view

    try:
        view = flat_view(graph, fabric_id)
    except EvaluationError:
        return FabricComponents(0, None)
    if plane_ix is not None:
        view = plane_view(view, plane_ix)
    families = {data["family"] for data in view.nodes.values()}
    family = "accelerator" if "accelerator" in families else "nic"
    parts = [
        sorted(path for path in part if view.nodes[path]["family"] == family)
        for part in components(view)
    ]
    parts = [part for part in parts if part]
    others = parts[1 : 1 + MAX_EXAMPLES]
    return FabricComponents(
        sum(len(part) for part in parts),
        len(parts) < 2,
        tuple(Unreachable(part[0], parts[0][0]) for part in others),
        tuple(part[0] for part in others if len(part) == 1),
    )


@dataclass(frozen=True, slots=True)
class DifferentPlanes:
    """The planes of a fabric that differ.

    Attributes
    ----------
    listed
        Planes with exceptions, and one for all others.
    alike_ix, n_alike
        Which of them stands for others, -1 for none, and how many planes it stands for.
    """

    listed: tuple[int, ...] = ()
    alike_ix: int = -1
    n_alike: int = 0


def different_planes(graph: ClassGraph, fabric_id: FabricId) -> DifferentPlanes:
    """Return the planes of a fabric that differ from each other.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    DifferentPlanes
        Planes; none without planes.
    """
    links = graph.link_classes_by_fabric.get(fabric_id, ())
    used = {
        d
        for link in links
        for ix in (link.a_ix, link.b_ix)
        for d in graph.vertex_classes[ix].dim_ixs
        if graph.dims[d].is_plane
    }
    if not used:
        return DifferentPlanes()
    n_planes = max(graph.dims[d].size for d in used)
    special = {v for box in graph.boxes for d, v in box.fixed if d in used}
    for link in links:
        fixed = [link.a_fixed, link.b_fixed, *(f for cut in link.cuts for f in cut[:2])]
        special |= {v for own in fixed for d, v in own if d in used}
    special |= {graph.dims[d].size for d in used} - {n_planes}
    others = [p for p in range(n_planes) if p not in special]
    planes = sorted({p for p in special if p < n_planes} | set(others[:1]))
    return DifferentPlanes(tuple(planes), others[0] if others else -1, len(others))


def plane_components(graph: ClassGraph, fabric_id: FabricId) -> tuple[PlaneComponents, ...]:
    """Return the same for every plane of a fabric that differs from the others.

    Planes that no exception touches are alike, so only the first of them is listed.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    tuple[PlaneComponents, ...]
        One record per plane with exceptions and one for the others; empty without planes.
    """
    planes = different_planes(graph, fabric_id).listed
    return tuple(PlaneComponents(p, fabric_components(graph, fabric_id, p)) for p in planes)
