"""From a checked graph to a design that can be edited: parts, instances, listed pairs, places.

Vertices become copies: endpoints, the switches of each tier, and switches that stand for several
endpoints together with those. Copies are numbered along an order in which neighbours are near, so
that a plain grid of them draws the graph in a readable way.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.catalog.accelerators import AcceleratorRecord, PeakRate
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.provenance import Figure, FigureKind, Source
from designer.catalog.switches import SwitchRecord
from designer.evaluate.local_cuts import vertex_tiers
from designer.model.block import Block, BlockKind
from designer.model.design import AssumptionChoice, Design
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation
from designer.model.placement import Placement
from designer.topology.near_order import near_order
from designer.topology.sparse import make_network

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from designer.importers.graph_record import GraphRecord

FABRIC: Final = FabricId("imported")
ENDPOINT: Final = "imported-endpoint"
SWITCH: Final = "imported-switch"
SOURCE: Final = "imported-graph"
PITCH_M: Final = 0.07
ROW_GAP_M: Final = 0.28
MAX_NOTE_CHARS: Final = 4_000


@dataclass(frozen=True)
class _Group:
    """Vertices that become the copies of one instance, in the order of the copies."""

    instance_id: str
    vertex_ixs: tuple[int, ...]
    is_endpoint: bool
    n_hanging: int


def _groups(graph: GraphRecord) -> tuple[_Group, ...]:
    n = len(graph.names)
    ends = np.array([link[:2] for link in graph.links], dtype=np.int64).reshape(-1, 2)
    weight = np.array(graph.is_endpoint, dtype=np.int64) + np.array(graph.n_hanging)
    ones = np.ones(len(ends), dtype=np.int64)
    network = make_network(weight, (ends[:, 0], ends[:, 1]), ones)
    order = near_order(network)
    tier = vertex_tiers(network)
    kinds: dict[tuple[bool, int, float], list[int]] = {}
    for v in order.tolist():
        level = 0.0 if graph.is_endpoint[v] or graph.n_hanging[v] else float(tier[v])
        kinds.setdefault((graph.is_endpoint[v], graph.n_hanging[v], level), []).append(v)
    found = []
    for (is_end, n_hanging, level), members in sorted(kinds.items(), key=lambda kv: _rank(*kv[0])):
        name = "endpoint" if is_end else f"switch-w{n_hanging}" if n_hanging else "switch"
        if level > 1 or (level and any(graph.n_hanging)):
            name = f"switch-tier-{level:.0f}"
        found.append(_Group(name, tuple(members), is_end, n_hanging))
    assert sum(len(g.vertex_ixs) for g in found) == n  # noqa: S101 - every vertex is in one group
    return tuple(found)


def _rank(is_endpoint: bool, n_hanging: int, level: float) -> tuple[float, int]:  # noqa: FBT001 - a key
    return (level if not is_endpoint else -1.0, n_hanging)


_GUESS: Final = "Placeholder of an imported graph: replace the part to count real ones."
_FROM_GRAPH: Final = "Capacity in the imported graph."


def _figure(band: tuple[float, float, float], unit: str, day: date, note: str = _GUESS) -> Figure:
    return Figure(
        value=band[1],
        unit=unit,
        low=band[0],
        high=band[2],
        kind=FigureKind.OUR_ESTIMATE,
        source=SOURCE,
        as_of=day,
        note=note,
    )


def _port(name: str, count: int, bytes_per_s: int, day: date) -> PartPort:
    bps = bytes_per_s * 8.0
    return PartPort(
        name=name,
        count=max(count, 1),
        rate_bps=_figure((bps, bps, bps), "bit/s", day, _FROM_GRAPH),
        cage="on-board",
        media=(Medium.TRACE,),
        fabric_roles=(FabricRole.IMPORTED,),
    )


def _ports(
    graph: GraphRecord, capacities: tuple[int, ...], day: date, *, is_endpoint: bool
) -> tuple[PartPort, ...]:
    used: dict[int, dict[int, int]] = {c: {} for c in capacities}
    for link in graph.links:
        for v in (link.a_ix, link.b_ix):
            if graph.is_endpoint[v] == is_endpoint:
                counts = used[link.capacity_bytes_per_s]
                counts[v] = counts.get(v, 0) + link.multiplicity
    found = [
        _port(f"port-{ix}", max(used[c].values()), c, day)
        for ix, c in enumerate(capacities)
        if used[c]
    ]
    if any(graph.n_hanging):
        count = 1 if is_endpoint else max(graph.n_hanging)
        found.append(_port("access", count, _access_bytes_per_s(graph), day))
    return tuple(found)


def _access_bytes_per_s(graph: GraphRecord) -> int:
    # As much as the best-linked vertex has in all: the access never is the bottleneck.
    total = [0] * len(graph.names)
    for link in graph.links:
        for v in (link.a_ix, link.b_ix):
            total[v] += link.capacity_bytes_per_s * link.multiplicity
    return max(total)


def _parts(
    graph: GraphRecord, capacities: tuple[int, ...], day: date
) -> tuple[AcceleratorRecord, SwitchRecord]:
    endpoint = AcceleratorRecord(
        slug=ENDPOINT,
        name="Imported endpoint",
        manufacturer="Generic",
        description="Stands for the endpoints of an imported graph; its figures are guesses.",
        peak_rates=(
            PeakRate(
                number_format="bf16",
                flop_per_s=_figure((3e14, 1e15, 2.5e15), "FLOP/s", day),
            ),
        ),
        memory_bytes=_figure((6.4e10, 1e11, 3e11), "byte", day),
        memory_bytes_per_s=_figure((1.6e12, 4e12, 1e13), "byte/s", day),
        ports=_ports(graph, capacities, day, is_endpoint=True),
    )
    switch = SwitchRecord(
        slug=SWITCH,
        name="Imported switch",
        manufacturer="Generic",
        description="Stands for the switches of an imported graph.",
        ports=_ports(graph, capacities, day, is_endpoint=False),
    )
    return endpoint, switch


def _note(graph: GraphRecord, group: _Group) -> str:
    names = ", ".join(
        "".join(c if c.isprintable() else "?" for c in graph.names[v][:64])
        for v in group.vertex_ixs[:2_000]
    )
    text = f"Copies in order: {names}"
    return text if len(text) <= MAX_NOTE_CHARS else f"{text[:MAX_NOTE_CHARS]} ..."


def _instances(graph: GraphRecord, groups: tuple[_Group, ...]) -> Iterator[Instance]:
    y_m = 0.0
    for group in groups:
        n = len(group.vertex_ixs)
        n_columns = max(1, math.ceil(math.sqrt(4 * n)) if n > 4 else n)
        dims = (Dimension(name="v", size=n),)
        if group.n_hanging:
            wide = min(group.n_hanging, 16)
            yield Instance(
                id=InstanceId(f"endpoint-w{group.n_hanging}"),
                name=f"Endpoints, {group.n_hanging} each",
                part=ENDPOINT,
                dims=(*dims, Dimension(name="i", size=group.n_hanging)),
                placement=_grid(y_m, max(wide, n_columns // wide * wide)),
            )
            n_rows = -(-n * group.n_hanging // max(wide, n_columns // wide * wide))
            y_m = round(y_m + n_rows * PITCH_M + ROW_GAP_M, 5)
        yield Instance(
            id=InstanceId(group.instance_id),
            name="Endpoints" if group.is_endpoint else "Switches",
            part=ENDPOINT if group.is_endpoint else SWITCH,
            dims=dims,
            placement=_grid(y_m, n_columns),
            note=_note(graph, group),
        )
        y_m = round(y_m + -(-n // n_columns) * PITCH_M + ROW_GAP_M, 5)


def _grid(y_m: float, n_columns: int) -> Placement:
    return Placement(y_m=y_m, n_columns=n_columns, pitch_x_m=PITCH_M, pitch_y_m=PITCH_M)


def _bundles(
    graph: GraphRecord, groups: tuple[_Group, ...], capacities: tuple[int, ...]
) -> Iterator[LinkBundle]:
    group_of = {
        v: (g, ix) for g, group in enumerate(groups) for ix, v in enumerate(group.vertex_ixs)
    }
    port_of = {c: f"port-{ix}" for ix, c in enumerate(capacities)}
    rows: dict[tuple[int, int, int], list[tuple[int, int, int]]] = {}
    for link in graph.links:
        (first, a), (second, b) = sorted((group_of[link.a_ix], group_of[link.b_ix]))
        key = (first, second, link.capacity_bytes_per_s)
        rows.setdefault(key, []).append((a, b, link.multiplicity))
    for number, ((first, second, capacity), pairs) in enumerate(sorted(rows.items())):
        yield LinkBundle(
            id=BundleId(f"links-{number}"),
            fabric=FABRIC,
            a=LinkEnd(path=groups[first].instance_id, port=port_of[capacity]),
            b=LinkEnd(path=groups[second].instance_id, port=port_of[capacity]),
            pairs=tuple(sorted(pairs)),
        )
    for group in groups:
        if group.n_hanging:
            endpoint = f"endpoint-w{group.n_hanging}"
            yield LinkBundle(
                id=BundleId(f"access-w{group.n_hanging}"),
                fabric=FABRIC,
                a=LinkEnd(path=endpoint, port="access"),
                b=LinkEnd(path=group.instance_id, port="access"),
                relations=(Relation(a_dim=f"{endpoint}.v", b_dim=f"{group.instance_id}.v"),),
            )


def imported_design(graph: GraphRecord, name: str, assumptions: str, day: date) -> Design:
    """Return a graph as a design.

    Parameters
    ----------
    graph
        A checked graph.
    name
        Name of the design.
    assumptions
        Assumption set to use.
    day
        Day of the import, for the sources of the figures.

    Returns
    -------
    Design
        One fabric ``imported``; parts without price or power.
    """
    groups = _groups(graph)
    capacities = tuple(sorted({link.capacity_bytes_per_s for link in graph.links}))
    used = {ENDPOINT if g.is_endpoint else SWITCH for g in groups}
    if any(graph.n_hanging):
        used.add(ENDPOINT)
    shown_name = "".join(c for c in name if c.isprintable())[:200] or "Imported graph"
    root = Block(
        id=BlockId("imported"),
        name=shown_name,
        kind=BlockKind.GROUP,
        instances=tuple(_instances(graph, groups)),
        link_bundles=tuple(_bundles(graph, groups, capacities)),
    )
    return Design(
        name=shown_name,
        description=f"{len(graph.names):,} vertices and {len(graph.links):,} linked pairs.",
        root=root.id,
        assumptions=AssumptionChoice(set=assumptions),
        fabrics=(Fabric(id=FABRIC, role=FabricRole.IMPORTED, display_name="Imported"),),
        blocks=(root,),
        parts=tuple(part for part in _parts(graph, capacities, day) if part.slug in used),
        sources=(Source(slug=SOURCE, title=f"Imported graph {shown_name}", accessed=day),),
    )
