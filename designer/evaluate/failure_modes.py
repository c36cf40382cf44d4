"""What can fail: one representative of every kind of switch, node, rack, plane and the like.

Copies that exceptions touch alike, and whose partners are touched alike, are alike; so of each
such set one member stands for all, whatever the counts are. An index is *special* if an exception
fixes it, or if a relation ties it to a special index; all others of a dimension are interchangeable
under ``equal``, ``not-equal`` and all-to-all, and under ``shift`` by rotation.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from designer.errors.tree import EvaluationError
from designer.model.block import BlockKind, ExceptionKind, LinkException
from designer.model.ids import PathStep, path_from_text, text_from_path
from designer.model.links import RelationKind
from designer.model.query import chain_from_path, index_problem
from designer.topology.classes import ExceptionBox
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.model.risk_groups import RiskGroup
    from designer.topology.classes import Chain, ClassGraph, DimRelation, LinkClass

MAX_KINDS: Final = 48
"""Most different copies of one class that are tried one by one."""

MAX_LINE: Final = 8
"""Most indices of a dimension without symmetry that are tried; picked evenly, ends included."""


class FailureKind(StrEnum):
    """What fails."""

    RACK = "rack"
    NODE = "node"
    SWITCH_BOX = "switch box"
    SWITCH = "switch"
    ACCELERATOR = "accelerator"
    ADAPTER = "adapter"
    LINK = "link"
    PLANE = "plane"
    GROUP = "risk group"


NOT_AT_RANDOM: Final = frozenset({FailureKind.LINK, FailureKind.PLANE, FailureKind.GROUP})
"""What is not drawn at random."""

_ENCLOSURES: Final = {
    BlockKind.RACK: FailureKind.RACK,
    BlockKind.NODE: FailureKind.NODE,
    BlockKind.SWITCH_BOX: FailureKind.SWITCH_BOX,
}
_FAMILIES: Final = {
    "switch": FailureKind.SWITCH,
    "accelerator": FailureKind.ACCELERATOR,
    "nic": FailureKind.ADAPTER,
}


@dataclass(frozen=True)
class FailureMode:
    """One failure that is tried.

    Attributes
    ----------
    kind
        What fails.
    name
        Where, or the name of the group or plane.
    path
        Place to show; empty for planes.
    boxes
        Copies that are gone.
    n_alike
        Copies that would do the same. [1]
    is_sampled
        Whether the copies of its class are too unlike to try all; then it stands for itself alone.
    links
        Links that are gone, as exceptions of the root block.
    """

    kind: FailureKind
    name: str
    path: str
    boxes: tuple[ExceptionBox, ...]
    n_alike: int
    is_sampled: bool = False
    links: tuple[LinkException, ...] = ()


def failure_modes(design: Design, graph: ClassGraph) -> tuple[FailureMode, ...]:
    """Return one failure of every kind that a design allows.

    Parameters
    ----------
    design
        The document, for its risk groups.
    graph
        Its class graph.

    Returns
    -------
    tuple[FailureMode, ...]
        Racks, nodes, switch boxes, switches, accelerators, adapters, links, planes, risk groups.

    Raises
    ------
    EvaluationError
        If a risk group names a place that does not exist.
    """
    special = _special(graph)
    modes = [
        mode
        for kind, chain in failing_chains(graph)
        for mode in _of_chain(graph, special, kind, chain)
    ]
    modes += _links(graph, special)
    modes += _planes(graph, special)
    modes += [group_mode(design, graph, group) for group in design.risk_groups]
    return tuple(modes)


def group_mode(design: Design, graph: ClassGraph, group: RiskGroup) -> FailureMode:
    """Return the failure of everything in a risk group at once.

    Parameters
    ----------
    design
        The document.
    graph
        Its class graph.
    group
        The group.

    Returns
    -------
    FailureMode
        The failure.

    Raises
    ------
    EvaluationError
        If a place does not exist.
    """
    boxes = tuple(lost_box(design, graph, path) for path in group.paths)
    return FailureMode(FailureKind.GROUP, group.name, group.paths[0], boxes, 1)


def lost_box(design: Design, graph: ClassGraph, text: str) -> ExceptionBox:
    """Return the removal of a place.

    Parameters
    ----------
    design
        The document.
    graph
        Its class graph.
    text
        Path from the root; a step without an index means all copies.

    Returns
    -------
    ExceptionBox
        The removal.

    Raises
    ------
    EvaluationError
        If the place does not exist.
    """
    try:
        path = path_from_text(text)
    except ValueError as error:
        raise EvaluationError(
            worded('"{text}" is not a path: {error}', text=text, error=str(error))
        ) from error
    instances = chain_from_path(design, design.root_block, path) if path else None
    if instances is None:
        raise EvaluationError(worded('there is no "{text}" in the design', text=text))
    problem = index_problem(path, instances)
    if problem:
        raise EvaluationError(joined(": ", (text, problem)))
    fixed: list[tuple[int, int]] = []
    chain: Chain = ()
    for step, instance in zip(path, instances, strict=True):
        chain = (*chain, instance.id)
        rest = step.copy_ix
        own = [ix for ix, dim in enumerate(graph.dims) if dim.chain == chain]
        for ix in reversed(own if rest is not None else []):
            rest, value = divmod(rest or 0, graph.dims[ix].size)
            fixed.append((ix, value))
    return ExceptionBox(chain, tuple(sorted(fixed)), ExceptionKind.REMOVED, None)


def failing_chains(graph: ClassGraph) -> tuple[tuple[FailureKind, Chain], ...]:
    """Return the chains whose copies can fail.

    Parameters
    ----------
    graph
        The class graph.

    Returns
    -------
    tuple[tuple[FailureKind, Chain], ...]
        With what they are, ordered by kind.
    """
    found: dict[Chain, FailureKind] = {}
    for enclosure in graph.enclosure_classes:
        if enclosure.kind in _ENCLOSURES and enclosure.chain and enclosure.n_copies:
            found.setdefault(enclosure.chain, _ENCLOSURES[enclosure.kind])
    for vertex in graph.vertex_classes:
        if vertex.family in _FAMILIES and vertex.n_copies:
            found.setdefault(vertex.chain, _FAMILIES[vertex.family])
    order = list(FailureKind)
    pairs = [(kind, chain) for chain, kind in found.items()]
    return tuple(sorted(pairs, key=lambda pair: order.index(pair[0])))


def chain_dims(graph: ClassGraph, chain: Chain) -> tuple[int, ...]:
    """Return the dimensions along a chain.

    Parameters
    ----------
    graph
        The class graph.
    chain
        Instance chain.

    Returns
    -------
    tuple[int, ...]
        Outermost first.
    """
    return tuple(ix for ix, dim in enumerate(graph.dims) if dim.chain == chain[: len(dim.chain)])


def is_present(graph: ClassGraph, chain: Chain, at: dict[int, int]) -> bool:
    """Return whether a copy is there.

    Parameters
    ----------
    graph
        The class graph.
    chain
        Its chain.
    at
        Index by dimension.

    Returns
    -------
    bool
        Not if it or anything that holds it is removed.
    """
    return not any(
        box.kind is ExceptionKind.REMOVED
        and box.chain == chain[: len(box.chain)]
        and all(at[ix] == value for ix, value in box.fixed)
        for box in graph.boxes
    )


class _Special:
    """Indices that are unlike the others of their dimension."""

    def __init__(self) -> None:
        self.values: dict[int, set[int]] = {}
        self.is_line: set[int] = set()


def _special(graph: ClassGraph) -> _Special:
    special = _Special()
    for box in graph.boxes:
        for ix, value in box.fixed:
            special.values.setdefault(ix, set()).add(value)
    for link in graph.link_classes:
        for ix, value in (*link.a_fixed, *link.b_fixed):
            special.values.setdefault(ix, set()).add(value)
        if link.pairs is not None:
            special.is_line |= {*link.pairs.a_dim_ixs, *link.pairs.b_dim_ixs}
    relations = {r for link in graph.link_classes for r in link.relations}
    is_growing = True
    while is_growing:
        is_growing = False
        for r in relations:
            size = graph.dims[r.a_dim_ix].size
            a_values = special.values.setdefault(r.a_dim_ix, set())
            b_values = special.values.setdefault(r.b_dim_ix, set())
            offset = r.offset if r.kind is RelationKind.SHIFT else 0
            new_b = {(v + offset) % size for v in a_values} - b_values
            new_a = {(v - offset) % size for v in b_values} - a_values
            ends = {r.a_dim_ix, r.b_dim_ix}
            is_line = r.kind is RelationKind.STEP or bool(ends & special.is_line)
            if new_a or new_b or (is_line and not ends <= special.is_line):
                is_growing = True
            a_values |= new_a
            b_values |= new_b
            special.is_line |= ends if is_line else set()
    return special


def _choices(graph: ClassGraph, special: _Special, ix: int) -> tuple[list[tuple[int, int]], bool]:
    # Representatives of a dimension with how many indices each stands for, and whether some are
    # left out.
    size = graph.dims[ix].size
    if ix in special.is_line:
        n_tried = min(size, MAX_LINE)
        picked = {round(at * (size - 1) / max(1, n_tried - 1)) for at in range(n_tried)}
        return [(value, 1) for value in sorted(picked)], size > n_tried
    values = special.values.get(ix, set())
    other = next((v for v in range(size) if v not in values), None)
    others = [] if other is None else [(other, size - len(values))]
    return [*others, *((value, 1) for value in sorted(values))], False


def _of_chain(
    graph: ClassGraph, special: _Special, kind: FailureKind, chain: Chain
) -> Iterator[FailureMode]:
    dim_ixs = chain_dims(graph, chain)
    choices = [_choices(graph, special, ix) for ix in dim_ixs]
    n_kinds = math.prod(len(values) for values, _ in choices)
    is_sampled = n_kinds > MAX_KINDS or any(left_out for _, left_out in choices)
    n_found = 0
    for combination in product(*(values for values, _ in choices)):
        at = {ix: value for ix, (value, _) in zip(dim_ixs, combination, strict=True)}
        if not is_present(graph, chain, at):
            continue
        n_found += 1
        if n_found > MAX_KINDS:
            return
        n_alike = 1 if is_sampled else math.prod(n for _, n in combination)
        path = path_at(graph, chain, at)
        box = ExceptionBox(chain, tuple(at.items()), ExceptionKind.REMOVED, None)
        yield FailureMode(kind, path, path, (box,), n_alike, is_sampled)


def path_at(graph: ClassGraph, chain: Chain, at: dict[int, int]) -> str:
    """Return the path of a copy.

    Parameters
    ----------
    graph
        The class graph.
    chain
        Its chain.
    at
        Index by dimension.

    Returns
    -------
    str
        Path text with the flat index of every step.
    """
    steps: list[PathStep] = []
    for depth, instance_id in enumerate(chain, start=1):
        flat = 0
        for ix, dim in enumerate(graph.dims):
            if dim.chain == chain[:depth]:
                flat = flat * dim.size + at[ix]
        steps.append(PathStep(instance_id, flat))
    return text_from_path(tuple(steps))


def _links(graph: ClassGraph, special: _Special) -> Iterator[FailureMode]:
    # One link of each link class, between copies that no exception touches if there are such.
    for link in graph.link_classes:
        pair = None if link.pairs is not None else _first_pair(graph, special, link)
        if pair is None:
            continue
        a_class, b_class = graph.vertex_classes[link.a_ix], graph.vertex_classes[link.b_ix]
        a_path = path_at(graph, a_class.chain, pair[0])
        b_path = path_at(graph, b_class.chain, pair[1])
        exception = LinkException(bundle=link.bundle_key, a=a_path, b=b_path, n_links=1)
        is_even = not graph.boxes and not link.cuts and not special.is_line
        name = worded(
            "{bundle}: {a_path} to {b_path}",
            bundle=link.bundle_key.partition("/")[2],
            a_path=a_path,
            b_path=b_path,
        )
        n_alike = link.n_links if is_even else 1
        yield FailureMode(
            FailureKind.LINK, name, a_path, (), n_alike, not is_even, links=(exception,)
        )


def _first_pair(
    graph: ClassGraph, special: _Special, link: LinkClass
) -> tuple[dict[int, int], dict[int, int]] | None:
    a_class, b_class = graph.vertex_classes[link.a_ix], graph.vertex_classes[link.b_ix]
    by_b = {r.b_dim_ix: r for r in link.relations}
    a_fixed, b_fixed = dict(link.a_fixed), dict(link.b_fixed)

    def values(ix: int, fixed: dict[int, int]) -> list[int]:
        return [fixed[ix]] if ix in fixed else [v for v, _ in _choices(graph, special, ix)[0]]

    a_choices = product(*(values(ix, a_fixed) for ix in a_class.dim_ixs))
    for at_a, a_values in enumerate(a_choices):
        if at_a >= MAX_KINDS:
            return None
        a = dict(zip(a_class.dim_ixs, a_values, strict=True))
        if not is_present(graph, a_class.chain, a):
            continue
        b_choices = product(*(
            _partner_values(graph, by_b[ix], a) if ix in by_b else values(ix, b_fixed)
            for ix in b_class.dim_ixs
        ))  # fmt: skip
        for b_values in islice(b_choices, MAX_KINDS):
            b = dict(zip(b_class.dim_ixs, b_values, strict=True))
            is_itself = a_class.chain == b_class.chain and a == b
            if not is_itself and is_present(graph, b_class.chain, b):
                return a, b
    return None


def _partner_values(graph: ClassGraph, relation: DimRelation, a: dict[int, int]) -> list[int]:
    size, value = graph.dims[relation.a_dim_ix].size, a[relation.a_dim_ix]
    if relation.kind is RelationKind.NOT_EQUAL:
        return [other for other in range(min(size, MAX_LINE + 1)) if other != value]
    wanted = value + relation.offset
    if relation.kind is RelationKind.STEP:
        return [wanted] if 0 <= wanted < size else []
    return [wanted % size]


def _planes(graph: ClassGraph, special: _Special) -> Iterator[FailureMode]:
    for fabric_id, links in graph.link_classes_by_fabric.items():
        classes = {ix for link in links for ix in (link.a_ix, link.b_ix)}
        dim_ixs = sorted({
            ix
            for class_ix in classes
            for ix in graph.vertex_classes[class_ix].dim_ixs
            if graph.dims[ix].is_plane
        })
        n_planes = max((graph.dims[ix].size for ix in dim_ixs), default=0)
        if n_planes < 2:
            continue
        touched = {v for ix in dim_ixs for v in special.values.get(ix, set())}
        touched |= {graph.dims[ix].size for ix in dim_ixs} - {n_planes}
        others = [p for p in range(n_planes) if p not in touched]
        for plane in sorted({*others[:1], *(p for p in touched if p < n_planes)}):
            boxes = tuple(
                ExceptionBox(graph.dims[ix].chain, ((ix, plane),), ExceptionKind.REMOVED, None)
                for ix in dim_ixs
                if plane < graph.dims[ix].size
            )
            n_alike = len(others) if plane in others else 1
            name = worded("{fabric_id}, plane {plane}", fabric_id=term(fabric_id), plane=plane)
            yield FailureMode(FailureKind.PLANE, name, "", boxes, n_alike)
