"""Readouts of fabrics: capacity, bisection, throughput, oversubscription and hops."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.evaluate.bounds import Exactness, Input
from designer.evaluate.fabric_tasks import (
    FabricTask,
    first_numbers,
    quick_numbers,
    settled_numbers,
)
from designer.evaluate.figures import amount_text
from designer.evaluate.flat_space import FlatSpace, fabric_space
from designer.evaluate.link_loads import FabricLoads, named_loads
from designer.evaluate.network import TOO_MUCH
from designer.evaluate.open_fabric import open_numbers
from designer.evaluate.readouts import Heading, readout, stamped
from designer.evaluate.trace import note
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.flat_space import AnySpace
    from designer.evaluate.link_loads import NamedLoad
    from designer.evaluate.network_cache import NetworkCache
    from designer.evaluate.readouts import Readout
    from designer.model.design import Design
    from designer.model.fabrics import Fabric
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph

_HEADINGS: Final = (
    ("injection_bytes_per_s", worded("Injection per endpoint"), "byte/s"),
    ("injection_total_bytes_per_s", worded("Injection, all endpoints"), "byte/s"),
    ("bisection_bytes_per_s", worded("Bisection"), "byte/s"),
    ("throughput_all_to_all_bytes_per_s", worded("All-to-all throughput per endpoint"), "byte/s"),
    ("throughput_ecmp_bytes_per_s", worded("All-to-all by equal split (ECMP)"), "byte/s"),
    ("throughput_wcmp_bytes_per_s", worded("All-to-all by capacity split (WCMP)"), "byte/s"),
    ("throughput_worst_case_bytes_per_s", worded("Worst-case throughput per endpoint"), "byte/s"),
    ("diameter_hops", worded("Diameter"), "hop"),
    ("mean_hops", worded("Mean hops"), "hop"),
)
_ROW_FIELDS: Final = (
    "n_endpoints",
    "endpoint_family",
    "oversubscription",
    *(name for name, _, _ in _HEADINGS),
)
"""Numbers of a fabric that its rows are made of, besides loads."""
_NOTHING: Final[Mapping[FabricId, FabricReading]] = MappingProxyType({})
NEVER: Final = -1
"""Revision of a reading whose fabric has not been evaluated yet."""
MAX_NAMED: Final = 8
"""Most link classes that are named as full beside one number."""


def _estimates(numbers: FabricNumbers, fabric_id: str) -> Iterator[tuple[str, str, str, Estimate]]:
    for name, label, unit in _HEADINGS:
        estimate: Estimate | None = getattr(numbers, name)
        if estimate is not None:
            yield f"{name}.{fabric_id}", label, unit, estimate
        if name == "injection_total_bytes_per_s" and estimate is not None:
            both = worded("Ports of all endpoints, both ways")
            yield f"ports_both_ways_bytes_per_s.{fabric_id}", both, unit, _both_ways(estimate)
        if name == "throughput_worst_case_bytes_per_s":
            for tier, ratio in numbers.oversubscription:
                readout_id = f"oversubscription_ratio.{fabric_id}.tier-{tier}"
                yield readout_id, worded("Oversubscription, tier {tier}", tier=tier), "ratio", ratio


def _both_ways(total: Estimate) -> Estimate:
    # As vendors print it: a headline such as 16.3 PB/s is twice what is sent in one direction.
    return total._replace(
        value=2 * total.value,
        low=None if total.low is None else 2 * total.low,
        high=None if total.high is None else 2 * total.high,
        method=worded(
            "injection of all endpoints, counted in both directions as headlines do; neither a "
            "bisection nor what leaves a rack"
        ),
    )


class FabricReading(NamedTuple):
    """The numbers of one fabric as rows.

    Attributes
    ----------
    fabric, numbers, loads
        What the rows were made from.
    rows
        Readouts; an older revision than that of the design says that a number is not known yet.
    revision
        Revision that all of it was computed for, or :data:`NEVER`. [1]
    """

    fabric: Fabric
    numbers: FabricNumbers
    loads: FabricLoads
    rows: tuple[Readout, ...]
    revision: int

    @property
    def is_whole(self) -> bool:
        """Whether all rows are of one revision, not some of a later one shown meanwhile."""
        return all(row.revision == self.revision for row in self.rows)


class FabricOutcome(NamedTuple):
    """What there is to say of all fabrics.

    Attributes
    ----------
    readings
        Rows of each fabric that has links, in document order.
    findings
        One per fabric that cannot be evaluated.
    loads
        How full links are, of the fabrics whose numbers are known.
    tasks
        Fabrics whose numbers are left for later.
    refinements
        Fabrics whose intervals can be made narrower.
    """

    readings: tuple[FabricReading, ...]
    findings: tuple[Finding, ...]
    loads: tuple[FabricLoads, ...]
    tasks: tuple[FabricTask, ...]
    refinements: tuple[FabricTask, ...] = ()

    @property
    def rows(self) -> tuple[Readout, ...]:
        """Readouts of all fabrics."""
        return tuple(row for reading in self.readings for row in reading.rows)


def _full(links: tuple[NamedLoad, ...]) -> tuple[Input, ...]:
    return tuple(
        Input(
            worded(
                "full links: {bundle_key} ({a_text} to {b_text})",
                bundle_key=one.bundle_key,
                a_text=one.a_text,
                b_text=one.b_text,
            ),
            1.0,
            "ratio",
        )
        for one in links[:MAX_NAMED]
    )


def _named(loads: FabricLoads, kind: str) -> tuple[Input, ...]:
    # Single links where they are known.
    own = [one for one in loads.full if one.kind == kind]
    return tuple(
        Input(
            worded("full link: {a_path} - {b_path}", a_path=one.a_path, b_path=one.b_path),
            1.0,
            "ratio",
            note=worded("one of {n_all:,}", n_all=one.n_all),
        )
        for one in own[:MAX_NAMED]
    )


def _inputs(name: str, loads: FabricLoads) -> tuple[Input, ...]:
    if name.startswith("throughput_all_to_all"):
        return (*_full(loads.bottlenecks), *_named(loads, "ideal"))
    if name.startswith("throughput_ecmp"):
        return (*_full(loads.ecmp_bottlenecks), *_named(loads, "ecmp"))
    return ()


def _of_fabric(
    fabric: Fabric, numbers: FabricNumbers, loads: FabricLoads, revision: int
) -> Iterator[Readout]:
    group = fabric.display_name or str(fabric.id)
    of_endpoints = worded(
        "{n_endpoints:,} {endpoint_family} endpoints",
        n_endpoints=numbers.n_endpoints,
        endpoint_family=term(numbers.endpoint_family),
    )
    for readout_id, label, unit, found in _estimates(numbers, fabric.id):
        estimate = found._replace(inputs=(*found.inputs, *_inputs(readout_id, loads)))
        if fabric.is_assumed:
            method = worded(
                "{certainty} on the assumed wiring: {method}",
                certainty=term(found.exactness.value),
                method=found.method,
            )
            estimate = estimate._replace(exactness=Exactness.ESTIMATE, method=method)
        formula = joined(": ", (of_endpoints, amount_text(estimate.value, unit)))
        row = readout(Heading(readout_id, group, label, unit), estimate, formula, revision)
        sources = tuple(dict.fromkeys((*row.sources, *fabric.sources)))
        yield row._replace(sources=sources) if sources != row.sources else row


def _not_evaluated(fabric: Fabric, problem: str) -> Finding:
    hint = worded("use link bundles over whole arrays of copies, and fewer exceptions")
    if problem == TOO_MUCH:
        hint = worded("lower the rates of its ports, the links per pair, or the counts")
    return Finding(
        FindingCode.DESIGN_TOO_LARGE,
        Severity.WARNING,
        worded("fabric {id} has no numbers: {problem}", id=term(fabric.id), problem=problem),
        hint=hint,
        locus=Locus(field=f"fabrics.{fabric.id}"),
    )


def _has_endpoints(graph: ClassGraph, fabric: Fabric) -> bool:
    return any(
        graph.vertex_classes[ix].family in {"accelerator", "nic"}
        for link in graph.link_classes_by_fabric[fabric.id]
        for ix in (link.a_ix, link.b_ix)
    )


def _says(
    reading: FabricReading, fabric: Fabric, numbers: FabricNumbers, loads: FabricLoads
) -> bool:
    # Whether the rows of a reading are those of some numbers, which may have another witness of
    # the bisection: that is a matter of the loads of the links.
    old = reading.numbers
    return (
        reading.fabric is fabric
        and reading.is_whole
        and reading.loads == loads
        and (
            old is numbers
            or all(getattr(old, name) is getattr(numbers, name) for name in _ROW_FIELDS)
        )
    )


class _Reader:
    """Reads the fabrics of one revision."""

    def __init__(
        self,
        graph: ClassGraph,
        cache: NetworkCache,
        revision: int,
        known: Mapping[FabricId, FabricReading],
    ) -> None:
        self.graph = graph
        self.cache = cache
        self.revision = revision
        self.known = known
        self.tasks: list[FabricTask] = []
        self.refinements: list[FabricTask] = []

    def read(self, fabric: Fabric, is_left: Callable[[AnySpace], bool] | None) -> FabricReading:
        space = fabric_space(self.graph, fabric.id)
        numbers = self.cache.get(space)
        if numbers is not None:
            note(worded("{id}: remembered", id=term(fabric.id)))
        elif is_left is not None and is_left(space):
            note(
                worded(
                    "{id}: left for later, bounds or the last value shown meanwhile",
                    id=term(fabric.id),
                )
            )
            self.tasks.append(FabricTask(fabric.id, space))
            return self._meanwhile(fabric)
        else:
            note(worded("{id}: computed", id=term(fabric.id)))
            is_final, copies = True, FlatSpace(self.graph, fabric.id)
            if is_left is None:
                numbers = settled_numbers(space, copies)
            else:
                numbers, is_final = first_numbers(space, copies)
            self.cache.put(space, numbers, is_final=is_final)
        if not self.cache.is_final(space):
            self.refinements.append(FabricTask(fabric.id, space))
        return self._current(fabric, numbers, space)

    def open(self, design: Design, fabric: Fabric) -> FabricReading:
        # A fabric that leaves the design, whose switches are not there.
        return self._current(fabric, open_numbers(design, self.graph, fabric))

    def _current(
        self, fabric: Fabric, numbers: FabricNumbers, space: AnySpace | None = None
    ) -> FabricReading:
        loads = named_loads(self.graph, fabric.id, numbers.link_loads)
        loads = loads._replace(full=numbers.full_links)
        remembered = None if space is None else self.cache.reading(space, fabric.id)
        for old in (self.known.get(fabric.id), remembered):
            if isinstance(old, FabricReading) and _says(old, fabric, numbers, loads):
                rows = tuple(stamped(row, self.revision) for row in old.rows)
                break
        else:
            rows = tuple(_of_fabric(fabric, numbers, loads, self.revision))
        reading = FabricReading(fabric, numbers, loads, rows, self.revision)
        if space is not None:
            self.cache.keep_reading(space, fabric.id, reading)
        return reading

    def _meanwhile(self, fabric: Fabric) -> FabricReading:
        # The last numbers with their revision, and what is certain already with this one.
        quick = quick_numbers(self.graph, fabric.id)
        certain = _of_fabric(fabric, quick, FabricLoads(fabric.id, ()), self.revision)
        old = self.known.get(fabric.id)
        if old is None or old.revision == NEVER or not old.rows:
            return FabricReading(fabric, quick, FabricLoads(fabric.id, ()), tuple(certain), NEVER)
        exact_rows = {row.id: row for row in certain if row.low == row.high}
        rows = tuple(
            exact_rows.get(row.id, row)
            for row in _of_fabric(fabric, old.numbers, old.loads, old.revision)
        )
        return FabricReading(fabric, old.numbers, old.loads, rows, old.revision)


def fabric_readouts(
    design: Design,
    graph: ClassGraph,
    cache: NetworkCache,
    revision: int,
    *,
    known: Mapping[FabricId, FabricReading] = _NOTHING,
    is_left: Callable[[AnySpace], bool] | None = None,
) -> FabricOutcome:
    """Return the readouts of all fabrics.

    Parameters
    ----------
    design
        The document, for names and sources of its fabrics.
    graph
        Its class graph.
    cache
        Numbers of fabrics as they were before; a fabric that did not change is taken from it.
    revision
        Revision of the design. [1]
    known
        Readings of an earlier revision: rows that still hold are used again, and shown meanwhile
        where numbers are left for later.
    is_left
        Whether the numbers of a fabric that is not in the cache are left for later; ``None``
        computes all of them now.

    Returns
    -------
    FabricOutcome
        Readouts with fabrics in document order, none for a fabric without two endpoints; a
        finding per fabric that is too irregular to evaluate; the loads of the links; and what is
        left for later.

    Notes
    -----
    **Exactness**: as certified by :mod:`designer.evaluate.network`; all numbers of a fabric whose
    wiring is assumed are estimates.
    """
    reader = _Reader(graph, cache, revision, known)
    readings: list[FabricReading] = []
    findings: list[Finding] = []
    for fabric in design.fabrics:
        if not graph.link_classes_by_fabric.get(fabric.id):
            continue
        if fabric.leaves_design:
            readings.append(reader.open(design, fabric))
            continue
        reading = reader.read(fabric, is_left)
        readings.append(reading)
        problem = reading.numbers.problem
        if problem and not reading.numbers.n_endpoints and _has_endpoints(graph, fabric):
            findings.append(_not_evaluated(fabric, problem))
    left = {task.fabric_id for task in reader.tasks}
    loads = tuple(
        r.loads._replace(cut=r.numbers.bisection_cut)
        for r in readings
        if r.fabric.id not in left and (r.loads.links or r.numbers.bisection_cut is not None)
    )
    return FabricOutcome(
        tuple(readings), tuple(findings), loads, tuple(reader.tasks), tuple(reader.refinements)
    )
