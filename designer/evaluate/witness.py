"""Witnesses: everything needed to check the bounds of a fabric without this program.

A witness is plain data: cells with their sizes, arcs with degrees and capacities, the routings
and lengths behind every bound, and the sides of the cut. Small fabrics are also listed link by
link. ``docs/methods/certificates.md`` says how each bound follows from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from designer.evaluate.bisection import Cut, bisection_high
from designer.evaluate.certificates import is_closed
from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.counted_numbers import may_count, with_counted_cut
from designer.evaluate.fabric_tasks import settled_numbers
from designer.evaluate.flat_space import FlatSpace, fabric_space, spending
from designer.evaluate.flows import make_flow_space, source_folds
from designer.evaluate.half_hose import half_rate
from designer.evaluate.hose import worst_case_low
from designer.evaluate.network import (
    MAX_HALF_VARS,
    MAX_LP_VARS,
    MAX_ORBIT_CELLS,
    MAX_SOURCES,
    TIME_LIMIT_S,
    evaluate_space,
)
from designer.evaluate.throughput import all_to_all, shortest_path_rate
from designer.evaluate.witness_copies import copies_witness
from designer.evaluate.witness_flat import FlatPlaces, flat_places
from designer.evaluate.witness_records import (
    arc_records,
    cell_records,
    flow_by_arc,
    orbit_records,
    source_record,
)
from designer.evaluate.worst_case import Ceiling, worst_ceiling
from designer.topology.fold import BaseFold
from designer.topology.merged_fold import merged_fold
from designer.topology.products import n_cells_around, product_factors
from designer.topology.space import SpaceTooLargeError
from designer.topology.symmetry import build_space
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.flows import FlowSpace, SourceFold
    from designer.evaluate.throughput import PairRate
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph
    from designer.topology.space import FabricSpace

FORMAT: Final = "designer.witness"
FORMAT_VERSION: Final = 1
MAX_CELLS: Final = 600
"""Most cells around an endpoint of a product that is written as a fold too."""
MAX_SECONDS: Final = 10.0
"""Longest time for the numbers of a fabric that is proved copy by copy. [s]"""


def fabric_witness(graph: ClassGraph, fabric_id: FabricId) -> dict[str, Any]:
    """Return the witness of a fabric's network numbers.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    dict[str, Any]
        Plain data for JSON; ``problem`` says why there is none.
    """
    head: dict[str, Any] = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "fabric": str(fabric_id),
    }
    found = _of_rules(graph, fabric_id)
    return head | (_of_copies(graph, fabric_id, found) if isinstance(found, str) else found)


def _of_rules(graph: ClassGraph, fabric_id: FabricId) -> dict[str, Any] | str:
    # What is proved on folds, or why nothing is.
    try:
        space = build_space(graph, fabric_id)
        numbers = evaluate_space(space)
        is_product = bool(product_factors(space)) and n_cells_around(space) > MAX_CELLS
        base = None if numbers.problem or is_product else BaseFold(space)
    except SpaceTooLargeError:
        return worded("the fabric has too little symmetry to be folded")
    if numbers.problem:
        return numbers.problem
    if may_count(numbers, (copies := FlatSpace(graph, fabric_id)).n_links):
        numbers = with_counted_cut(numbers, copies, lambda: False) or numbers
    head = {"n_endpoints": numbers.n_endpoints, "numbers": _numbers(numbers)}
    if base is None:
        return head | {"factors": _factors(space)}
    merged = merged_fold(base)
    n_orbits = int(merged.is_endpoint.sum())
    if n_orbits > MAX_SOURCES or n_orbits * merged.fold.n_cells > MAX_ORBIT_CELLS:
        return worded("there are too many kinds of endpoints to fold around")
    try:
        sources = source_folds(merged)
    except SpaceTooLargeError:
        return worded("there are too many cells around one endpoint")
    places = flat_places(graph, fabric_id, base)
    found = head | _of_folds(merged, sources, places)
    cut = numbers.bisection_cut
    if places is not None and isinstance(cut, CopyCut):
        found["counted_cut"] = {
            "capacity_bytes_per_s": cut.capacity_bytes_per_s,
            "side_of_vertex": places.sides_of_copies(cut),
        }
    return found


def _of_copies(graph: ClassGraph, fabric_id: FabricId, problem: str) -> dict[str, Any]:
    # What is proved link by link; why there is nothing if the fabric is too large for that.
    copies = FlatSpace(graph, fabric_id)
    with spending(MAX_SECONDS):
        numbers = settled_numbers(fabric_space(graph, fabric_id), copies)
    found = copies_witness(graph, fabric_id, numbers)
    if found is None:
        return {"problem": numbers.problem or problem}
    return {"n_endpoints": numbers.n_endpoints, "numbers": _numbers(numbers)} | found


def _numbers(numbers: FabricNumbers) -> dict[str, Any]:
    names = (
        "injection_bytes_per_s",
        "bisection_bytes_per_s",
        "throughput_all_to_all_bytes_per_s",
        "throughput_worst_case_bytes_per_s",
        "throughput_ecmp_bytes_per_s",
        "throughput_wcmp_bytes_per_s",
    )
    found = {name: getattr(numbers, name) for name in names}
    return {
        name: {"low": one.low, "high": one.high, "exactness": one.exactness.value,
               "method": one.method}
        for name, one in found.items()
        if one is not None
    }  # fmt: skip


def _factors(space: FabricSpace) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in product_factors(space):
        base = merged_fold(BaseFold(part))
        numbers = evaluate_space(part)
        own = {"n_endpoints": numbers.n_endpoints, "numbers": _numbers(numbers)}
        found.append(own | _of_folds(base, source_folds(base), None))
    return found


def _of_folds(
    base: BaseFold, sources: tuple[SourceFold, ...], places: FlatPlaces | None
) -> dict[str, Any]:
    fold, orbits = base.finer.fold, base.finer.orbits
    unit = orbits.unit_bytes_per_s[fold.arc_orbit_ix].astype(np.float64)
    injection = np.bincount(fold.arc_from_ix, fold.arc_degree * unit, fold.n_cells)
    own = injection[base.finer.is_endpoint]
    flows = make_flow_space(base, sources, float(own.max()))
    pair = all_to_all(flows, TIME_LIMIT_S) if flows.n_vars <= MAX_LP_VARS else None
    pair = shortest_path_rate(flows) if pair is None else pair
    n = flows.n_endpoints
    low = pair.low_bytes_per_s * n / 2
    found: dict[str, Any] = {
        "orbits": orbit_records(base),
        "base_cells": cell_records(base, base.fold, base.fold.cell_base_ix),
        "sources": [source_record(base, one) for one in sources],
        "all_to_all": {
            "pair_low_bytes_per_s": pair.low_bytes_per_s,
            "pair_high_bytes_per_s": pair.high_bytes_per_s,
            "flow_bytes_per_s": flow_by_arc(flows, pair.flow),
            "orbit_length": pair.class_length[flows.class_of_orbit].tolist(),
        },
    }
    hub = worst_case_low(flows, TIME_LIMIT_S) if flows.n_vars <= MAX_LP_VARS else None
    if hub is not None:
        low = max(low, hub.low_bytes_per_s)
        found["hubs"] = {
            "rate_bytes_per_s": hub.low_bytes_per_s,
            "share_bytes_per_s": hub.share_bytes_per_s.tolist(),
            "flow_bytes_per_s": flow_by_arc(flows, hub.flow),
        }
    cut_low = max(low * (n // 2), pair.low_bytes_per_s * (n // 2) * (n - n // 2))
    cut = bisection_high(base.finer, cut_low)
    caps = [Ceiling(float(own.min()), worded("injection of the weakest endpoint"))]
    if cut is not None:
        found["cut"] = _cut(base, cut, places)
        rate = cut.capacity_bytes_per_s / (n // 2)
        caps.append(Ceiling(rate, worded("bisection over half the endpoints"), cut))
        is_open = not is_closed(cut_low, float(cut.capacity_bytes_per_s))
        if is_open and len(sources) > 1 and flows.n_vars <= MAX_HALF_VARS:
            found |= _halves(flows)
    found["ceiling"] = _ceiling(flows, pair, low, caps)
    if places is not None:
        found["flat"] = places.listing(pair.class_length[flows.class_of_orbit][base.orbit_of])
    return found


def _halves(flows: FlowSpace) -> dict[str, Any]:
    half = half_rate(flows, TIME_LIMIT_S)
    if half is None:
        return {}
    return {
        "half_hubs": {
            "cut_low_bytes_per_s": half.low_bytes_per_s,
            "share_bytes_per_s": half.share_bytes_per_s.tolist(),
            "flow_bytes_per_s": flow_by_arc(flows, half.flow),
        }
    }


def _ceiling(
    flows: FlowSpace, pair: PairRate, low: float, caps: Sequence[Ceiling]
) -> dict[str, Any]:
    ceiling = worst_ceiling(flows, pair, low, caps)
    found: dict[str, Any] = {"rate_bytes_per_s": ceiling.bytes_per_s, "proof": ceiling.witness}
    if ceiling.cut is not None:
        found["cut"] = _cut(flows.base, ceiling.cut, None)
    if ceiling.class_length is not None:
        found["orbit_length"] = ceiling.class_length[flows.class_of_orbit].tolist()
        found["sent"] = [one.tolist() for one in ceiling.sent]
    return found


def _cut(base: BaseFold, cut: Cut, places: FlatPlaces | None) -> dict[str, Any]:
    # Cuts are made of cells that are not merged.
    cells = [
        cell | {"side": 0 if is_first else 1, "is_split": is_split}
        for cell, is_first, is_split in zip(
            cell_records(base, cut.fold, base.cell_of[cut.fold.cell_base_ix]),
            cut.is_first,
            cut.is_endpoint,
            strict=True,
        )
    ]
    found: dict[str, Any] = {
        "capacity_bytes_per_s": cut.capacity_bytes_per_s,
        "n_first": cut.n_first,
        "n_second": cut.n_second,
        "cells": cells,
        "arcs": arc_records(cut.fold, base.orbit_of[cut.fold.arc_orbit_ix]),
    }
    if places is not None:
        found["side_of_vertex"] = places.sides(cut.fold, cut.is_first)
    return found
