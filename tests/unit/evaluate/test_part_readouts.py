"""All-to-all over fabrics joined at the accelerators, and over single planes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from designer.evaluate.bounds import Exactness
from designer.evaluate.network_cache import NetworkCache
from designer.evaluate.part_readouts import GROUP, JOINED, part_readouts
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from tests.oracle.designs import cloudmatrix_like
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import all_to_all_per_pair
from tests.unit.evaluate.fabrics import two_fabrics

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readout
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

RATE = "throughput_all_to_all_bytes_per_s"


def rows_of(drawn: Design) -> dict[str, Readout]:
    found = part_readouts(drawn, build_class_graph(drawn), NetworkCache(), 3)
    assert found.tasks == ()
    return {row.id: row for row in found.rows}


def joined_graph(graph: ClassGraph) -> ClassGraph:
    """Return the graph in which all fabrics are one."""
    links = tuple(replace(link, fabric_id=JOINED) for link in graph.link_classes)
    return replace(graph, link_classes=links, fabric_roles=((JOINED, graph.fabric_roles[0][1]),))


@pytest.mark.parametrize("removed", [(), ("node[0]/l1[2]",), ("node[1]/acc[0]",)])
def test_that_joined_fabrics_equal_the_full_program(removed: tuple[str, ...]) -> None:
    drawn = two_fabrics(removed)
    graph = build_class_graph(drawn)
    plain = plain_graph(joined_graph(graph), str(JOINED))
    row = rows_of(drawn)[f"{RATE}.joined"]
    n = len(plain.endpoints)
    full = all_to_all_per_pair(plain) * (n - 1) * UNIT_BYTES_PER_S
    assert row.value == pytest.approx(full, rel=1e-7)
    assert row.exactness is Exactness.EXACT
    assert (row.group, row.label) == (GROUP, "All-to-all over scale-up and scale-out")


def test_that_scale_out_alone_is_slower_than_both_together() -> None:
    # 4 of 7 peers are in the other node: half a unit of scale-out carries them all
    row = rows_of(two_fabrics())[f"{RATE}.joined"]
    assert row.value == pytest.approx(0.5e9 * 7 / 4)


def test_that_planes_apart_are_listed_where_they_differ() -> None:
    whole = rows_of(cloudmatrix_like(n_nodes=1))
    assert list(whole) == [f"{RATE}.scale-up.plane-0"]
    assert whole[f"{RATE}.scale-up.plane-0"].value == pytest.approx(56e9)
    assert "one of 7 like planes" in whole[f"{RATE}.scale-up.plane-0"].label
    broken = rows_of(cloudmatrix_like(["bus-rack[2]/bus-device[5]/l2[1]"], n_nodes=1))
    assert list(broken) == [f"{RATE}.scale-up.plane-0", f"{RATE}.scale-up.plane-2"]
    assert "plane 2 alone" in broken[f"{RATE}.scale-up.plane-2"].label
    assert broken[f"{RATE}.scale-up.plane-2"].value <= broken[f"{RATE}.scale-up.plane-0"].value


def test_that_nodes_apart_have_no_rate_of_a_plane() -> None:
    found = rows_of(two_fabrics())
    assert list(found) == [f"{RATE}.joined"]


def test_that_assumed_wiring_makes_an_estimate() -> None:
    drawn = two_fabrics()
    assumed = evolve(drawn.fabrics[1], is_assumed=True, sources=("guess",))
    drawn = evolve(drawn, fabrics=(drawn.fabrics[0], assumed, *drawn.fabrics[2:]))
    row = rows_of(drawn)[f"{RATE}.joined"]
    assert row.exactness is Exactness.ESTIMATE
    assert row.sources == ("guess",)


def test_that_a_part_is_computed_once_and_may_be_left_for_later() -> None:
    drawn = two_fabrics()
    graph = build_class_graph(drawn)
    cache = NetworkCache()
    left = part_readouts(drawn, graph, cache, 3, is_left=lambda _: True)
    assert left.rows == ()
    assert [task.fabric_id for task in left.tasks] == ["joined", "scale-up.plane-0"]
    first = part_readouts(drawn, graph, cache, 3)
    again = part_readouts(drawn, graph, cache, 3, is_left=lambda _: True)
    assert again == first
