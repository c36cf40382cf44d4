"""Plain graphs as designs that list their pairs one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.networks import UNIT

if TYPE_CHECKING:
    from designer.model.design import Design
    from tests.oracle.reference import PlainGraph


def drawn(graph: PlainGraph) -> Design:
    """Return a plain graph as a design that lists its pairs one by one."""
    ends = {v: ix for ix, v in enumerate(graph.endpoints)}
    others = {v: ix for ix, v in enumerate(v for v in range(graph.n) if v not in ends)}
    instances = [instance("acc", "acc", i=len(ends))]
    if others:
        instances.append(instance("sw", "sw", i=len(others)))
    lists: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    for first, second, capacity in graph.links:
        a, b = (first, second) if first in ends else (second, first)
        names = ("acc" if a in ends else "sw", "acc" if b in ends else "sw")
        row = ((ends | others)[a], (ends | others)[b], round(2 * capacity))
        lists.setdefault(names, []).append(row)
    bundles = [bundle(f"{a}-{b}", a, b, pairs=tuple(rows), n=1) for (a, b), rows in lists.items()]
    half = UNIT * 8 / 2
    parts = [accelerator("acc"), switch("sw")]
    parts = [
        part.model_copy(
            update={
                "ports": tuple(
                    p.model_copy(update={"rate_bps": p.rate_bps.model_copy(update={"value": half})})
                    for p in part.ports
                )
            }
        )
        for part in parts
    ]
    return design([block("root", instances, bundles)], parts)
