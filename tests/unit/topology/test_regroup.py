"""One dimension written as two leaves every link where it was."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from designer.topology.build import build_class_graph
from designer.topology.regroup import split_dimension
from tests.oracle.broken_designs import PARTS
from tests.oracle.designs import block, bundle, design, instance
from tests.oracle.expansion import plain_graph

if TYPE_CHECKING:
    from tests.oracle.reference import PlainGraph


def _links(graph: PlainGraph) -> Counter[tuple[int, int, float]]:
    return Counter((min(a, b), max(a, b), c) for a, b, c in graph.links)


@pytest.mark.parametrize("kind", ["shift", "step", "not-equal"])
@pytest.mark.parametrize("by", [-5, -3, -1, 1, 2, 4, 7])
@pytest.mark.parametrize(("size", "inner_size"), [(8, 2), (8, 4), (12, 3), (12, 6), (9, 3)])
def test_that_a_split_dimension_has_the_same_links(
    kind: str, by: int, size: int, inner_size: int
) -> None:
    links = bundle("r", "acc", "acc", ("acc.i", kind, "acc.i", by))
    drawn = design([block("root", [instance("acc", "acc", i=size)], [links])], PARTS)
    graph = build_class_graph(drawn)
    split = split_dimension(graph, graph.vertex_classes[0].dim_ixs[0], inner_size)
    assert _links(plain_graph(split)) == _links(plain_graph(graph))
