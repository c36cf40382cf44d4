"""A cut found copy by copy as the canvas shows it, against the fabric vertex by vertex."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.cut_links import cut_links
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers
from designer.model.ids import FabricId, path_from_text
from designer.topology.build import build_class_graph
from designer.viewmodel.copy_sides import CopyCutSides
from tests.oracle.designs import cloudmatrix_like
from tests.oracle.drawn import drawn
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.networks import leaf_spine, random_regular, without_links
from tests.oracle.reference import bisection

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

SCALE_UP = FabricId("scale-up")
DESIGNS: dict[str, Callable[[], Design]] = {
    "counted": cloudmatrix_like,
    "drawn": lambda: drawn(without_links(leaf_spine(4, 3, 2), 2, 7)),
    "random": lambda: drawn(random_regular(3, 12, 1)),
}


def found_cut(subject: Design) -> tuple[ClassGraph, CopyCut]:
    graph = build_class_graph(subject)
    cut = list(flat_numbers(flat_fabric(graph, SCALE_UP), lambda: False))[-1].bisection_cut
    assert isinstance(cut, CopyCut)
    return graph, cut


@pytest.mark.parametrize("name", sorted(DESIGNS))
def test_that_sides_inside_every_copy_are_those_of_its_vertices(name: str) -> None:
    graph, cut = found_cut(DESIGNS[name]())
    plain = plain_graph(graph)
    side_of = {cut.fabric.path(v): int(not side) for v, side in enumerate(cut.is_first.tolist())}
    ends = {plain.paths[v] for v in plain.endpoints}
    tally: Counter[tuple[str, bool, int]] = Counter()
    blocks: dict[str, set[int]] = {}
    for path in plain.paths:
        steps = path.split("/")
        for depth in range(1, len(steps) + 1):
            tally["/".join(steps[:depth]), path in ends, side_of[path]] += 1
            outer = "/".join([*steps[: depth - 1], steps[depth - 1].partition("[")[0]])
            blocks.setdefault(outer, set()).add(path_from_text(steps[depth - 1])[0].copy_ix or 0)
    sides = CopyCutSides(cut)
    for outer, copies in blocks.items():
        *above, last = path_from_text(f"{outer}[0]")
        for is_end in (True, False):
            counts = sides.counts(
                tuple(above), last.instance_id, max(copies) + 1, is_endpoint=is_end
            )
            for copy_ix in copies:
                want = [tally[f"{outer}[{copy_ix}]", is_end, side] for side in (0, 1)]
                assert [counts.n_a[copy_ix], counts.n_b[copy_ix]] == want


@pytest.mark.parametrize("name", sorted(DESIGNS))
def test_that_cut_links_add_up_to_the_cut_of_the_sides(name: str) -> None:
    graph, cut = found_cut(DESIGNS[name]())
    plain = plain_graph(graph)
    is_first = {cut.fabric.path(v): side for v, side in enumerate(cut.is_first.tolist())}
    parted = [
        (c, n)
        for (a, b, c), n in zip(plain.links, plain.n_links, strict=True)
        if is_first[plain.paths[a]] != is_first[plain.paths[b]]
    ]
    found = cut_links(graph, SCALE_UP, cut)
    assert sum(one.n_cut for one in found.values()) == sum(n for _, n in parted)
    total = sum(one.capacity_bytes_per_s for one in found.values())
    assert total == cut.capacity_bytes_per_s
    assert total == pytest.approx(sum(c for c, _ in parted) * UNIT_BYTES_PER_S, rel=1e-12)
    ends = [is_first[plain.paths[v]] for v in plain.endpoints]
    assert (sum(ends), len(ends) - sum(ends)) == (cut.n_first, cut.n_second)
    assert abs(cut.n_first - cut.n_second) <= 1
    if len(ends) <= 16:
        assert total >= bisection(plain) * UNIT_BYTES_PER_S * (1 - 1e-9)
