"""The class graph counts copies and links as the flat graph does, exceptions included."""

from __future__ import annotations

from designer.topology.build import build_class_graph
from tests.oracle.designs import cloudmatrix_like


def test_that_a_removed_switch_takes_its_links_along() -> None:
    graph = build_class_graph(cloudmatrix_like(removed=["bus-rack[2]/bus-device[5]/l2[1]"]))
    uplink = next(c for c in graph.link_classes if c.bundle_key == "root/ub-uplink")
    assert (uplink.n_links, uplink.n_cables, uplink.n_optics) == (5328, 2664, 5328)
