"""Numbers of a fabric whose switches stand outside the design: what its endpoints can send out.

Such a fabric ends in free ports of adapters. Without its switches it has no bisection and no
throughput, but each endpoint has an injection: what passes its links and the free ports behind.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.topology.degrees import class_degrees
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design
    from designer.model.fabrics import Fabric
    from designer.topology.classes import ClassGraph, LinkClass

NO_SWITCHES = worded("its switches stand outside the design")
"""Why there is no throughput."""


_METHOD = worded(
    "links of the endpoints and free ports of the adapters behind them, the lesser of both"
)


class FreePorts(NamedTuple):
    """Ports of one vertex class that lead out of the design.

    Attributes
    ----------
    vertex_ix
        The class.
    n_ports
        Free ports of all its copies. [1]
    bytes_per_s
        Their capacity, per direction. [byte/s]
    """

    vertex_ix: int
    n_ports: int
    bytes_per_s: float


def free_ports(design: Design, graph: ClassGraph, fabric: Fabric) -> tuple[FreePorts, ...]:
    """Return the ports through which a fabric leaves the design.

    Parameters
    ----------
    design
        The document, for its parts.
    graph
        Its class graph.
    fabric
        The fabric.

    Returns
    -------
    tuple[FreePorts, ...]
        Free ports of its role at copies that have links in the fabric, endpoints left out.
    """
    return tuple(
        FreePorts(ix, n_copies * n_free, n_copies * n_free * rate)
        for ix, n_copies, _ in _adapters(graph, fabric)
        for n_free, rate in (_free(design, graph, fabric, ix),)
        if n_free
    )


def _adapters(graph: ClassGraph, fabric: Fabric) -> Iterator[tuple[int, int, float]]:
    # Vertex classes linked to endpoints: copies that have such links, and their capacity at each.
    into: dict[int, list[LinkClass]] = {}
    for link in graph.link_classes_by_fabric.get(fabric.id, ()):
        families = [graph.vertex_classes[ix].family for ix in (link.a_ix, link.b_ix)]
        if "accelerator" in families and families != ["accelerator", "accelerator"]:
            into.setdefault(link.b_ix if families[0] == "accelerator" else link.a_ix, []).append(
                link
            )
    for ix, links in into.items():
        ports = {link.b_port if link.b_ix == ix else link.a_port for link in links}
        n_each = max((sum(d.get(p, 0) for p in ports) for d in class_degrees(graph, ix)), default=0)
        n_links = sum(link.n_links for link in links)
        if n_each:
            capacity = sum(link.n_links * link.rate_bps / 8 for link in links)
            n_copies = -(-n_links // n_each)
            yield ix, n_copies, capacity / n_copies


def _free(design: Design, graph: ClassGraph, fabric: Fabric, ix: int) -> tuple[int, float]:
    # Free ports of one copy, and the rate of the slowest.
    part = design.part_by_slug[graph.vertex_classes[ix].part_slug]
    degrees = class_degrees(graph, ix)
    n_free, rates = 0, [0.0]
    for port in part.ports:
        n_used = max((d.get(port.name, 0) for d in degrees), default=0)
        if fabric.role in port.fabric_roles and not n_used:
            n_free += port.count
            rates.append(port.rate_bps.value / 8)
    return n_free, min(rates[1:], default=0.0)


def open_numbers(design: Design, graph: ClassGraph, fabric: Fabric) -> FabricNumbers:
    """Return the numbers of a fabric that leaves the design.

    Parameters
    ----------
    design
        The document, for its parts.
    graph
        Its class graph.
    fabric
        The fabric.

    Returns
    -------
    FabricNumbers
        Injection only. Each adapter passes the lesser of its links to endpoints and its free
        ports; endpoints without an adapter send nothing.

    Notes
    -----
    **Exactness**: exact where all endpoints have the same links, and all copies of an adapter;
    otherwise the mean over the endpoints, an estimate.
    """
    links = graph.link_classes_by_fabric.get(fabric.id, ())
    endpoints = {
        ix
        for link in links
        for ix in (link.a_ix, link.b_ix)
        if graph.vertex_classes[ix].family == "accelerator"
    }
    n_endpoints = sum(graph.vertex_classes[ix].n_copies for ix in endpoints)
    total = 0.0
    is_even = True
    for ix, n_copies, capacity in _adapters(graph, fabric):
        n_free, rate = _free(design, graph, fabric, ix)
        total += n_copies * min(capacity, n_free * rate)
        is_even = is_even and len(class_degrees(graph, ix)) == 1
    is_even = is_even and all(
        class_degrees(graph, ix) == class_degrees(graph, min(endpoints)) for ix in endpoints
    )
    if not n_endpoints or not total:
        return FabricNumbers(n_endpoints, "accelerator", problem=NO_SWITCHES)

    def found(value: float) -> Estimate:
        if is_even:
            return Estimate(value, value, value, Exactness.EXACT, _METHOD)
        return Estimate(
            value,
            None,
            None,
            Exactness.ESTIMATE,
            worded("{method}; mean over endpoints", method=_METHOD),
        )

    return FabricNumbers(
        n_endpoints,
        "accelerator",
        injection_bytes_per_s=found(total / n_endpoints),
        injection_total_bytes_per_s=found(total),
        problem=NO_SWITCHES,
    )
