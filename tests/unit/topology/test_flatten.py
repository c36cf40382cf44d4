"""The flat graph lists every copy and every link, with paths and a cap."""

from __future__ import annotations

import pytest

from designer.errors.tree import EvaluationError
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from tests.oracle.designs import cloudmatrix_like

SCALE_UP = FabricId("scale-up")


def test_that_every_uplink_joins_chips_of_one_plane() -> None:
    graph = build_class_graph(cloudmatrix_like())
    flat = flatten(graph, SCALE_UP)
    uplinks = flat.link_class_ix == 0
    assert int(uplinks.sum()) == 5376
    l1 = [flat.path(v) for v in flat.a_ix[uplinks][:200].tolist()]
    l2 = [flat.path(v) for v in flat.b_ix[uplinks][:200].tolist()]
    for one, other in zip(l1, l2, strict=True):
        plane = int(one.rsplit("[", 1)[1].rstrip("]"))
        device = int(other.split("/")[1].split("[")[1].rstrip("]"))
        assert device // 2 == plane


def test_that_paths_of_removed_copies_are_not_listed() -> None:
    gone = "compute-rack[7]/node[2]/npu[5]"
    flat = flatten(build_class_graph(cloudmatrix_like(removed=[gone])), SCALE_UP)
    paths = {flat.path(v) for v in range(len(flat.vertex_class_ix))}
    assert gone not in paths
    assert "compute-rack[7]/node[2]/npu[4]" in paths
    assert len(paths) == 384 + 192 + 336 + 112 - 1


def test_that_a_fabric_above_the_cap_is_refused_with_its_size() -> None:
    with pytest.raises(EvaluationError, match="12,096 copies or links; at most 100"):
        flatten(build_class_graph(cloudmatrix_like()), SCALE_UP, max_rows=100)


def test_that_a_fabric_without_links_is_empty() -> None:
    flat = flatten(build_class_graph(cloudmatrix_like()), FabricId("frontend"))
    assert (len(flat.vertex_class_ix), len(flat.a_ix)) == (0, 0)
