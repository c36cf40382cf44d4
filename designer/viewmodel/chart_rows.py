"""What the charts show: shares of power and cost, and bandwidth per endpoint."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.catalog.part import FabricRole
    from designer.evaluate.readouts import Readouts
    from designer.topology.classes import ClassGraph
    from designer.workbench.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class ChartBar:
    """One bar: label and value with its band, SI; the ends equal the value where it is firm."""

    label: str
    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class FabricBars:
    """Bandwidth of one fabric per endpoint and direction, in byte/s; ``None`` where unknown."""

    fabric: str
    role: FabricRole
    injection: float | None
    bisection: float | None
    all_to_all: float | None


def share_bars(readouts: Readouts, total_id: str) -> tuple[ChartBar, ...]:
    """Return the parts of a total, the largest first.

    Parameters
    ----------
    readouts
        All readouts.
    total_id
        Id of the total, for example ``capex_usd``; its parts are ``capex_usd.<group>``.

    Returns
    -------
    tuple[ChartBar, ...]
        Parts that are not zero.
    """
    prefix = f"{total_id}."
    bars = [
        ChartBar(
            row.id.removeprefix(prefix),
            row.value,
            row.value if row.low is None else row.low,
            row.value if row.high is None else row.high,
        )
        for row in readouts.rows
        if row.id.startswith(prefix) and row.value
    ]
    return tuple(sorted(bars, key=lambda bar: -bar.value))


def fabric_bars(snapshot: Snapshot) -> tuple[FabricBars, ...]:
    """Return injection, bisection and all-to-all bandwidth of each fabric, all per endpoint.

    Parameters
    ----------
    snapshot
        The design with its readouts.

    Returns
    -------
    tuple[FabricBars, ...]
        In document order. Bisection bandwidth is divided by the half of the endpoints that send
        across it, so that a full-bisection fabric shows it equal to its injection.
    """
    values = {row.id: row.value for row in snapshot.readouts.rows}
    bars = []
    for fabric in snapshot.design.fabrics:
        n_endpoints = endpoint_count(snapshot.graph, fabric.id)
        total = values.get(f"bisection_bytes_per_s.{fabric.id}")
        share = None if total is None or n_endpoints < 2 else total / (n_endpoints // 2)
        one = FabricBars(
            fabric.display_name or fabric.id,
            fabric.role,
            values.get(f"injection_bytes_per_s.{fabric.id}"),
            share,
            values.get(f"throughput_all_to_all_bytes_per_s.{fabric.id}"),
        )
        if any((one.injection, one.bisection, one.all_to_all)):
            bars.append(one)
    return tuple(bars)


def endpoint_count(graph: ClassGraph, fabric_id: str) -> int:
    """Return how many endpoints a fabric has.

    Parameters
    ----------
    graph
        Class graph of the design.
    fabric_id
        The fabric.

    Returns
    -------
    int
        Accelerators with links in the fabric; if there are none, its network adapters. [1]
    """
    class_ixs = {
        ix
        for link in graph.link_classes
        if link.fabric_id == fabric_id
        for ix in (link.a_ix, link.b_ix)
    }
    for family in ("accelerator", "nic"):
        n = sum(
            graph.vertex_classes[ix].n_copies
            for ix in class_ixs
            if graph.vertex_classes[ix].family == family
        )
        if n:
            return n
    return 0
