"""Readouts of all-to-all over several fabrics together, and over one plane of a fabric alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_tasks import FabricTask
from designer.evaluate.figures import amount_text
from designer.evaluate.part_space import PartSpace
from designer.evaluate.readouts import Heading, readout
from designer.model.ids import FabricId
from designer.topology.hops import different_planes
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space, joined_space
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.flat_space import AnySpace
    from designer.evaluate.network_cache import NetworkCache
    from designer.evaluate.readouts import Readout
    from designer.model.design import Design
    from designer.model.fabrics import Fabric
    from designer.topology.classes import ClassGraph

JOINED: Final = FabricId("joined")
"""Name of all fabrics together in ids of readouts."""
GROUP: Final = worded("Fabrics joined, planes alone")
_RATE: Final = "throughput_all_to_all_bytes_per_s"


def _has_accelerators(graph: ClassGraph, fabric: Fabric) -> bool:
    return not fabric.leaves_design and any(
        graph.vertex_classes[ix].family == "accelerator"
        for link in graph.link_classes_by_fabric.get(fabric.id, ())
        for ix in (link.a_ix, link.b_ix)
    )


class _Part(NamedTuple):
    """A part to evaluate: what it is called, its space, and the fabrics it is made of."""

    name: str
    label: str
    space: PartSpace
    fabrics: tuple[Fabric, ...]


def _parts(design: Design, graph: ClassGraph) -> Iterator[_Part]:
    fabrics = tuple(f for f in design.fabrics if _has_accelerators(graph, f))
    if len(fabrics) > 1 and all(f.id != JOINED for f in design.fabrics):
        joined = PartSpace(joined_space(graph, [f.id for f in fabrics]))
        titles = _together([f.display_name or str(f.id) for f in fabrics])
        label = worded("All-to-all over {titles}", titles=titles)
        yield _Part(JOINED, label, joined, fabrics)
    for fabric in fabrics:
        planes = different_planes(graph, fabric.id)
        title = fabric.display_name or str(fabric.id)
        for plane_ix in planes.listed:
            is_like_others = planes.n_alike > 1 and plane_ix == planes.alike_ix
            which = (
                worded("one of {n_alike} like planes", n_alike=planes.n_alike)
                if is_like_others
                else worded("plane {plane_ix}", plane_ix=plane_ix)
            )
            space = PartSpace(build_space(graph, fabric.id, plane_ix))
            label = worded("All-to-all over {title}, {which} alone", title=title, which=which)
            yield _Part(f"{fabric.id}.plane-{plane_ix}", label, space, (fabric,))


class PartOutcome(NamedTuple):
    """Readouts of parts, the parts whose numbers are left for later, and the ids of all rows."""

    rows: tuple[Readout, ...] = ()
    tasks: tuple[FabricTask, ...] = ()
    ids: tuple[str, ...] = ()


def part_row_id(name: str) -> str:
    """Return the id of the readout of a part.

    Parameters
    ----------
    name
        Name of the part, as its task has it: ``joined``, or fabric and plane.

    Returns
    -------
    str
        The id.
    """
    return f"{_RATE}.{name}"


def part_readouts(
    design: Design,
    graph: ClassGraph,
    cache: NetworkCache,
    revision: int,
    *,
    is_left: Callable[[AnySpace], bool] | None = None,
) -> PartOutcome:
    """Return the readouts of joined fabrics and of single planes.

    Parameters
    ----------
    design
        The document, for names and sources of its fabrics.
    graph
        Its class graph.
    cache
        Numbers of parts as they were before.
    revision
        Revision of the design. [1]
    is_left
        Whether a part that is not in the cache is left for later; ``None`` computes all now.

    Returns
    -------
    PartOutcome
        A row for all fabrics with accelerators if there are several, and for each of them with
        planes one per plane that differs and one for those alike; and what is left for later.

    Notes
    -----
    **Exactness**: as certified by :mod:`designer.evaluate.network`; estimates if the wiring of a
    fabric is assumed.
    """
    try:
        parts = tuple(_parts(design, graph))
    except SpaceTooLargeError:
        return PartOutcome()
    rows: list[Readout] = []
    tasks: list[FabricTask] = []
    for part in parts:
        numbers = cache.get(part.space)
        if numbers is None and is_left is not None and is_left(part.space):
            tasks.append(FabricTask(FabricId(part.name), part.space))
            continue
        if numbers is None:
            numbers = part.space.numbers()
            cache.put(part.space, numbers)
        if numbers.throughput_all_to_all_bytes_per_s is not None:
            rows.append(_row(part, numbers, revision))
    return PartOutcome(tuple(rows), tuple(tasks), tuple(part_row_id(p.name) for p in parts))


def _row(part: _Part, numbers: FabricNumbers, revision: int) -> Readout:
    estimate = numbers.throughput_all_to_all_bytes_per_s
    assert estimate is not None  # noqa: S101 - the caller has looked
    if any(fabric.is_assumed for fabric in part.fabrics):
        method = worded(
            "{certainty} on the assumed wiring: {method}",
            certainty=term(estimate.exactness.value),
            method=estimate.method,
        )
        estimate = estimate._replace(exactness=Exactness.ESTIMATE, method=method)
    formula = worded(
        "{n_endpoints:,} endpoints: {amount_text}",
        n_endpoints=numbers.n_endpoints,
        amount_text=amount_text(estimate.value, "byte/s"),
    )
    heading = Heading(part_row_id(part.name), GROUP, part.label, "byte/s")
    row = readout(heading, estimate, formula, revision)
    sources = (s for fabric in part.fabrics for s in fabric.sources)
    return row._replace(sources=tuple(dict.fromkeys((*row.sources, *sources))))


def _together(names: Sequence[str]) -> str:
    if len(names) < 2:
        return "".join(names)
    return worded("{first} and {others}", first=names[0], others=_together(names[1:]))
