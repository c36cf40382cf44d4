"""Traffic matrices over classes of endpoints, and what they ask of a fold.

A matrix is a sum of *terms*: from some instance chains to others, between copies that agree in
some dimensions and do not agree in all of some others. That is the same for all endpoints that a
symmetry exchanges, so it can be read off cells (``docs/methods/traffic.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.flows import SourceFold
    from designer.topology.cells import Cell
    from designer.topology.classes import Chain, ClassGraph
    from designer.topology.fold import FloatArray
    from designer.topology.space import FabricSpace


class TrafficTerm(NamedTuple):
    """Traffic between the copies of some chains.

    Attributes
    ----------
    from_chains, to_chains
        Instance chains of senders and receivers.
    same, differ
        Dimensions of the class graph in which the two copies agree; and those in which they do
        not all agree, empty for no such condition.
    weight
        What one sender sends to one receiver, or to all its receivers together.
    is_total
        Whether ``weight`` is for all receivers together.
    """

    from_chains: frozenset[Chain]
    to_chains: frozenset[Chain]
    same: frozenset[int] = frozenset()
    differ: frozenset[int] = frozenset()
    weight: float = 1.0
    is_total: bool = False


@dataclass(frozen=True)
class TrafficMatrix:
    """Who sends how much to whom.

    Attributes
    ----------
    name
        What it is, in words.
    graph
        Class graph that the dimensions of the terms belong to.
    terms
        Its terms; the traffic of a pair is the sum over them.
    is_rate
        Whether the weights are rates in byte/s, not parts of a whole.
    is_directed
        Whether to treat it as unlike its reverse, whatever the terms are.
    """

    name: str
    graph: ClassGraph
    terms: tuple[TrafficTerm, ...]
    is_rate: bool = False
    is_directed: bool = False

    @property
    def read_dims(self) -> tuple[frozenset[int], ...]:
        """The sets of dimensions in which it asks for agreement."""
        sets = [own for term in self.terms for own in (term.same, term.differ) if own]
        return tuple(dict.fromkeys(sets))

    @property
    def is_symmetric(self) -> bool:
        """Whether it is sure that every pair sends the same both ways."""
        if self.is_directed:
            return False
        back = [t._replace(from_chains=t.to_chains, to_chains=t.from_chains) for t in self.terms]
        return sorted(map(repr, back)) == sorted(map(repr, self.terms)) and not any(
            term.is_total for term in self.terms
        )


class _Condition(NamedTuple):
    """A term in dimensions of the fabric space; ``is_void`` if no pair can meet it."""

    term: TrafficTerm
    same: tuple[int, ...]
    differ: tuple[int, ...]
    is_void: bool


class DemandOfFold(NamedTuple):
    """What the endpoints of every orbit send and receive.

    Attributes
    ----------
    sent, received
        Per source fold: what its source sends to one vertex of each cell, and what one vertex of
        each cell sends to it. (n_cells,)
    out
        What one endpoint of each orbit sends in all. (n_sources,)
    """

    sent: tuple[FloatArray, ...]
    received: tuple[FloatArray, ...]
    out: FloatArray


def _conditions(matrix: TrafficMatrix, space: FabricSpace) -> list[_Condition]:
    place = {(chain, name): ix for ix, dim in enumerate(space.dims) for chain, name, _ in dim.parts}
    dims = matrix.graph.dims

    def inside(own: frozenset[int]) -> tuple[int, ...]:
        keys = [(dims[d].chain, dims[d].name) for d in sorted(own)]
        return tuple(dict.fromkeys(place[key] for key in keys if key in place))

    return [
        _Condition(
            term,
            same := inside(term.same),
            differ := inside(term.differ),
            bool(term.differ) and not set(differ) - set(same),
        )
        for term in matrix.terms
    ]


def _is_met(space: FabricSpace, condition: _Condition, sender: Cell, receiver: Cell) -> bool:
    term = condition.term
    if condition.is_void or space.types[sender.type_ix].chain not in term.from_chains:
        return False
    if space.types[receiver.type_ix].chain not in term.to_chains:
        return False
    at_sender = dict(zip(space.types[sender.type_ix].dim_ixs, sender.reps, strict=True))
    at_receiver = dict(zip(space.types[receiver.type_ix].dim_ixs, receiver.reps, strict=True))
    if any(at_sender.get(d, -1) != at_receiver.get(d, -2) for d in condition.same):
        return False
    return not condition.differ or any(
        at_sender.get(d) != at_receiver.get(d) for d in condition.differ
    )


def demand_of(
    matrix: TrafficMatrix, space: FabricSpace, sources: Sequence[SourceFold]
) -> DemandOfFold:
    """Return what a matrix asks of the folds around endpoints.

    Parameters
    ----------
    matrix
        The traffic; the space must keep its ``read_dims``.
    space
        Fabric space.
    sources
        Folds around one endpoint of every orbit.

    Returns
    -------
    DemandOfFold
        Demand per cell; no endpoint sends to itself.
    """
    conditions = _conditions(matrix, space)
    met = [_met_cells(space, conditions, one) for one in sources]
    n_receivers = np.array([
        to.astype(np.float64) @ one.fold.cell_size
        for one, (to, _) in zip(sources, met, strict=True)
    ])
    weight = np.array([
        [
            c.term.weight if not c.term.is_total else c.term.weight / n if n else 0.0
            for c, n in zip(conditions, row, strict=True)
        ]
        for row in n_receivers
    ])
    orbit_of = {one.base_ix: ix for ix, one in enumerate(sources)}
    sent, received = [], []
    for ix, (one, (to, back)) in enumerate(zip(sources, met, strict=True)):
        sent.append(weight[ix] @ to)
        senders = np.array([orbit_of.get(base_ix, 0) for base_ix in one.fold.cell_base_ix.tolist()])
        received.append((weight[senders].T * back).sum(axis=0))
    out = np.array([
        float(own @ one.fold.cell_size) for own, one in zip(sent, sources, strict=True)
    ])
    return DemandOfFold(tuple(sent), tuple(received), out)


def _met_cells(
    space: FabricSpace, conditions: list[_Condition], source: SourceFold
) -> tuple[FloatArray, FloatArray]:
    # Whether the source sends to a cell by each term, and the cell to it: (n_terms, n_cells).
    fold = source.fold
    own = fold.cells[source.source_ix]
    to = np.zeros((len(conditions), fold.n_cells))
    back = np.zeros_like(to)
    for ix in np.flatnonzero(source.is_endpoint).tolist():
        if ix == source.source_ix:
            continue
        for at, condition in enumerate(conditions):
            to[at, ix] = _is_met(space, condition, own, fold.cells[ix])
            back[at, ix] = _is_met(space, condition, fold.cells[ix], own)
    return to, back
