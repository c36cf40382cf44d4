"""The traffic that is offered for a design: its groups and rails, in the words of the choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.traffic_choice import endpoint_chains

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.topology.classes import Chain, ClassGraph
    from designer.workbench.snapshot import Snapshot


def traffic_choices(snapshot: Snapshot) -> tuple[str, ...]:
    """Return the traffic to offer.

    Parameters
    ----------
    snapshot
        The design.

    Returns
    -------
    tuple[str, ...]
        ``all-to-all``, groups from the largest to the smallest, rails, and the traffic where every
        endpoint has one partner.
    """
    graph = snapshot.graph
    chains = dict.fromkeys(
        chain
        for fabric_id, _ in graph.fabric_roles
        if graph.link_classes_by_fabric[fabric_id]
        for chain in endpoint_chains(graph, fabric_id)
    )
    groups = dict.fromkeys(word for chain in chains for word in _groups(graph, chain))
    rails = dict.fromkeys(
        f"rail:{chain[-1]}" for chain in chains if _n_copies(graph, chain, -1) > 1
    )
    return ("all-to-all", *groups, *rails, "permutation", "random-permutation", "longest-matching")


def _n_copies(graph: ClassGraph, chain: Chain, depth: int) -> int:
    # Copies of one instance of a chain inside its parent.
    n = 1
    for dim in graph.dims:
        if dim.chain == chain[: len(chain) + depth + 1 if depth < 0 else depth]:
            n *= dim.size
    return n


def _groups(graph: ClassGraph, chain: Chain) -> Iterator[str]:
    # Instances that divide the endpoints, and hold several of them each.
    sizes = [_n_copies(graph, chain, depth) for depth in range(1, len(chain) + 1)]
    for depth in range(1, len(chain)):
        outside, inside = 1, 1
        for at, size in enumerate(sizes):
            if at < depth:
                outside *= size
            else:
                inside *= size
        if outside > 1 and inside > 1:
            yield f"group:{chain[depth - 1]}"
