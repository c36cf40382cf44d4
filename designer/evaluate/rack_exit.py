"""What can leave the racks with accelerators: capacity of the links that cross their boundary.

A vendor's figure for a whole system often adds up all ports. How much of it can leave racks at all
is a plain sum over links: those between a rack with accelerators and another place, per direction.
A link between two such racks leaves both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.evaluate.bounds import Estimate, Exactness, Input
from designer.evaluate.figures import amount_text
from designer.evaluate.readouts import Heading, readout
from designer.model.block import BlockKind
from designer.model.links import RelationKind
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readout
    from designer.model.ids import FabricId
    from designer.topology.classes import Chain, ClassGraph, DimRelation, LinkClass

_METHOD = worded(
    "sum over links between a rack with accelerators and any other place, per direction; a link "
    "between two such racks leaves both"
)


class _Racks(NamedTuple):
    """Chains of all racks, and of those with accelerators."""

    every: set[Chain]
    counted: set[Chain | None]


def rack_exit_readouts(graph: ClassGraph, revision: int) -> tuple[Readout, ...]:
    """Return what can leave the racks with accelerators, for every fabric that leaves any.

    Parameters
    ----------
    graph
        Class graph of the design.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[Readout, ...]
        ``rack_exit_bytes_per_s.<fabric>``; none for fabrics whose links stay inside racks or join
        listed pairs of copies in several racks.

    Notes
    -----
    **Exactness**: exact; an estimate where links are assumed, and where exceptions may change the
    share of links that stay inside a rack.
    """
    racks = {e.chain for e in graph.enclosure_classes if e.kind is BlockKind.RACK}
    with_accelerators = {
        _rack_of(v.chain, racks) for v in graph.vertex_classes if v.family == "accelerator"
    }
    rows = (
        _row(graph, fabric_id, _Racks(racks, with_accelerators - {None}), revision)
        for fabric_id in graph.link_classes_by_fabric
    )
    return tuple(row for row in rows if row is not None)


def _rack_of(chain: Chain, racks: set[Chain]) -> Chain | None:
    starts = (chain[:depth] for depth in range(len(chain) + 1))
    return next((start for start in starts if start in racks), None)


def _row(graph: ClassGraph, fabric_id: FabricId, racks: _Racks, revision: int) -> Readout | None:
    total_bytes_per_s, terms, is_sure = 0.0, [], True
    for link in graph.link_classes_by_fabric[fabric_id]:
        a, b = (
            _rack_of(graph.vertex_classes[ix].chain, racks.every) for ix in (link.a_ix, link.b_ix)
        )
        inside = _share_inside(graph, link, a) if a == b and a is not None else float(a == b)
        if inside is None:
            return None
        n_exits = (a in racks.counted) + (b in racks.counted)
        leaving = n_exits * (1.0 - inside) * link.n_links * link.rate_bps / 8.0
        if leaving > 0:
            total_bytes_per_s += leaving
            terms.append(f"{link.bundle_key}: {amount_text(leaving, 'byte/s')}")
            is_sure &= not link.is_assumed and (inside == 0 or not graph.boxes)
    if not terms:
        return None
    exactness = Exactness.EXACT if is_sure else Exactness.ESTIMATE
    inputs = (
        Input(
            worded("{fabric_id}: links that leave racks", fabric_id=term(fabric_id)),
            total_bytes_per_s,
            "byte/s",
        ),
    )
    found = Estimate(
        total_bytes_per_s, total_bytes_per_s, total_bytes_per_s, exactness, _METHOD, inputs
    )
    heading = Heading(
        f"rack_exit_bytes_per_s.{fabric_id}",
        worded("Cabling"),
        worded("Leaving the racks with accelerators: {fabric_id}", fabric_id=term(fabric_id)),
        "byte/s",
    )
    formula = f"{' + '.join(terms)} = {amount_text(total_bytes_per_s, 'byte/s')}"
    return readout(heading, found, formula, revision)


def _share_inside(graph: ClassGraph, link: LinkClass, rack: Chain) -> float | None:
    # Return the share of links whose ends are in one copy of the rack; None if it is not known.
    share = 1.0
    a_fixed, b_fixed = dict(link.a_fixed), dict(link.b_fixed)
    for ix, dim in enumerate(graph.dims):
        if dim.chain != rack[: len(dim.chain)]:
            continue
        relation = next((r for r in link.relations if ix in {r.a_dim_ix, r.b_dim_ix}), None)
        if relation is not None:
            known = _is_same_index(relation)
            if known is None:
                return None
            share *= known
        elif ix in a_fixed and ix in b_fixed:
            share *= a_fixed[ix] == b_fixed[ix]
        elif link.pairs is not None and dim.size > 1:
            return None
        else:
            share /= dim.size
    return share


def _is_same_index(relation: DimRelation) -> float | None:
    # Relations of a class graph are plain: a move is never by nothing.
    if relation.a_dim_ix != relation.b_dim_ix:
        return None
    return float(relation.kind is RelationKind.EQUAL)
