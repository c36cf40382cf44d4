"""Fabrics that are computed copy by copy: what they depend on, and for how long to compute."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers, flat_splits
from designer.evaluate.network import TOO_MANY
from designer.evaluate.part_space import PartSpace
from designer.evaluate.trace import note
from designer.topology.space import FabricSpace, SpaceKey, SpaceTooLargeError
from designer.topology.symmetry import build_space
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph

MAX_SPLIT_LINKS = 200_000
"""Most links of a fabric that is laid out for the splits over shortest paths alone."""
DEFAULT_SECONDS = 1.0
"""Time for one fabric where somebody waits for the answer. [s]"""

_SECONDS: ContextVar[float] = ContextVar("seconds", default=DEFAULT_SECONDS)


@dataclass(frozen=True, eq=False)
class FlatSpace:
    """A fabric of a class graph, to be laid out copy by copy.

    Attributes
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    """

    graph: ClassGraph
    fabric_id: FabricId

    @cached_property
    def key(self) -> SpaceKey:
        """Everything that the numbers depend on, for looking up results."""
        graph = self.graph
        links = graph.link_classes_by_fabric.get(self.fabric_id, ())
        ends = sorted({ix for link in links for ix in (link.a_ix, link.b_ix)})
        classes = tuple((ix, graph.vertex_classes[ix]) for ix in ends)
        chains = {vertex.chain for _, vertex in classes}
        boxes = tuple(b for b in graph.boxes if any(c[: len(b.chain)] == b.chain for c in chains))
        return SpaceKey(("flat", links, classes, boxes, graph.dims))

    @property
    def n_links(self) -> int:
        """Links of the fabric [1]."""
        links = self.graph.link_classes_by_fabric.get(self.fabric_id, ())
        return sum(link.n_links for link in links)


AnySpace: TypeAlias = FabricSpace | FlatSpace | PartSpace


def fabric_space(graph: ClassGraph, fabric_id: FabricId) -> AnySpace:
    """Return what a fabric is computed from: its index space, or itself if it has none.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    AnySpace
        The index space where rules describe all links.
    """
    try:
        return build_space(graph, fabric_id)
    except SpaceTooLargeError:
        return FlatSpace(graph, fabric_id)


@contextmanager
def spending(seconds: float) -> Iterator[None]:
    """Compute for this long where somebody waits for the answer.

    Parameters
    ----------
    seconds
        Time for one fabric. [s]

    Yields
    ------
    None
        Within the block.
    """
    token = _SECONDS.set(seconds)
    try:
        yield
    finally:
        _SECONDS.reset(token)


def deadline() -> Callable[[], bool]:
    """Return a question that is answered with yes once the time for a fabric is over.

    Returns
    -------
    Callable[[], bool]
        Whether to stop.
    """
    end_s = monotonic() + _SECONDS.get()
    return lambda: monotonic() >= end_s


def needs_flat(numbers: FabricNumbers, n_links: int) -> bool:
    """Return whether laying a fabric out may say more than its fold did.

    Parameters
    ----------
    numbers
        What the fold gave.
    n_links
        Links of the fabric. [1]

    Returns
    -------
    bool
        Whether there are no numbers for lack of symmetry, all-to-all is not exact, or the splits
        over shortest paths are missing and the fabric is not too large for them.
    """
    rate = numbers.throughput_all_to_all_bytes_per_s
    if rate is None:
        return numbers.problem == TOO_MANY
    return rate.exactness is not Exactness.EXACT or only_splits(numbers, n_links)


def only_splits(numbers: FabricNumbers, n_links: int) -> bool:
    """Return whether the splits over shortest paths are all that is missing.

    Parameters
    ----------
    numbers
        What the fold gave.
    n_links
        Links of the fabric. [1]

    Returns
    -------
    bool
        Whether all-to-all is exact, the splits are not there, and the fabric is small enough.
    """
    rate = numbers.throughput_all_to_all_bytes_per_s
    is_exact = rate is not None and rate.exactness is Exactness.EXACT
    is_missing = numbers.throughput_ecmp_bytes_per_s is None and not numbers.problem
    return is_exact and is_missing and n_links <= MAX_SPLIT_LINKS


def numbers_of_copies(
    space: FlatSpace, cancelled: Callable[[], bool], *, is_split_only: bool = False
) -> Iterator[FabricNumbers]:
    """Yield the numbers of a fabric laid out copy by copy, each tighter than the ones before.

    Parameters
    ----------
    space
        The fabric.
    cancelled
        Asked often.
    is_split_only
        Whether only the splits over shortest paths are wanted.

    Yields
    ------
    FabricNumbers
        At least one, unless only splits are wanted.
    """
    try:
        fabric = flat_fabric(space.graph, space.fabric_id)
    except EvaluationError as error:
        yield FabricNumbers(0, "", problem=str(error))
        return
    network = fabric.network
    note(
        worded(
            "{n_vertices:,} copies, {n_links:,} linked pairs, one by one",
            n_vertices=network.n_vertices,
            n_links=network.n_links,
        )
    )
    yield from (flat_splits if is_split_only else flat_numbers)(fabric, cancelled)
