"""Witnesses of chosen traffic: what the folds are asked for, a routing, and lengths."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from designer.evaluate.traffic_rate import folded_traffic
from designer.evaluate.witness_records import (
    cell_records,
    flow_by_arc,
    orbit_records,
    source_record,
)

if TYPE_CHECKING:
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph


def traffic_witness(
    graph: ClassGraph, fabric_id: FabricId, choice: TrafficChoice
) -> dict[str, Any]:
    """Return the witness of a chosen traffic in one fabric.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.
    choice
        The traffic.

    Returns
    -------
    dict[str, Any]
        Plain data for JSON; ``problem`` says why there is none.

    Raises
    ------
    EvaluationError
        If the choice does not fit the design.
    """
    found = folded_traffic(graph, fabric_id, choice)
    head: dict[str, Any] = {"traffic": choice.text}
    if isinstance(found, str):
        return head | {"problem": found}
    base, flows, pair = found.flows.base, found.flows, found.pair
    numbers = {
        name: {"low": one.low, "high": one.high, "exactness": one.exactness.value}
        for name, one in (
            ("ideal_bytes_per_s", found.numbers.ideal_bytes_per_s),
            ("ecmp_bytes_per_s", found.numbers.ecmp_bytes_per_s),
        )
        if one is not None
    }
    return head | {
        "name": found.numbers.name,
        "n_endpoints": int(base.fold.cell_size[base.is_endpoint].sum()),
        "numbers": numbers,
        "orbits": orbit_records(base),
        "base_cells": cell_records(base, base.fold, base.fold.cell_base_ix),
        "sources": [source_record(base, one) for one in found.sources],
        "sent": [one.tolist() for one in found.demand.sent],
        "received": [one.tolist() for one in found.demand.received],
        "is_symmetric": found.is_symmetric,
        "senders": [ix for ix, out in enumerate(found.demand.out.tolist()) if out > 0],
        "low_multiple": pair.low_bytes_per_s,
        "flow_bytes_per_s": flow_by_arc(flows, pair.flow),
        "orbit_length": pair.class_length[flows.class_of_orbit].tolist(),
    }
