"""CloudMatrix 384 against the published counts and a wiring table written out by hand."""

from __future__ import annotations

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import CatalogError
from designer.fabric.layout import part_height_u
from designer.fabric.presets.cloudmatrix import PART_SLUGS, cloudmatrix_384
from designer.model.ids import BlockId, InstanceId
from designer.model.query import used_part_slugs, walk_instances
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


@pytest.fixture(scope="module")
def design(library: CatalogLibrary) -> Design:
    return cloudmatrix_384(library)


def copies(design: Design) -> Counter[str]:
    found: Counter[str] = Counter()
    for chain in walk_instances(design, design.root_block):
        n = 1
        for instance in chain:
            n *= instance.count
        found[str(chain[-1].id)] += n
    return found


def test_that_the_published_counts_come_out_of_the_tree(design: Design) -> None:
    assert copies(design) == {
        "compute-rack": 12, "node": 48, "npu": 384, "cpu": 192, "l1": 336, "dpu": 48,
        "bus-rack": 4, "bus-device": 56, "l2": 112, "rdma-leaf": 8, "rdma-spine": 4,
        "vpc-switch": 4,
    }  # fmt: skip


def test_that_links_cables_and_modules_have_their_published_numbers(design: Design) -> None:
    graph = build_class_graph(design)
    found = {c.bundle_key: (c.n_links, c.n_cables, c.n_optics) for c in graph.link_classes}
    assert found == {
        "node/npu-l1": (5_376, 0, 0),
        "node/cpu-l1": (1_344, 0, 0),
        "cloudmatrix-384/ub-uplink": (5_376, 2_688, 5_376),
        "cloudmatrix-384/rdma-rail": (384, 384, 768),
        "cloudmatrix-384/rdma-uplink": (384, 384, 768),
        "cloudmatrix-384/vpc-access": (192, 192, 0),
    }
    assert sum(optics for _, _, optics in found.values()) == 6_912


def test_that_every_plane_joins_each_node_to_its_own_16_l2_switches(design: Design) -> None:
    # The rule of the paper, by hand: L1 switch (node, s) has one link to every L2 switch (s, j).
    bundle = next(b for b in design.root_block.link_bundles if b.id == "ub-uplink")
    (relation,) = bundle.relations
    assert (relation.a_dim, relation.b_dim) == ("l1.plane", "bus-device.plane")
    l1 = design.block_by_id[BlockId("node")].instance_by_id[InstanceId("l1")]
    device = design.block_by_id[BlockId("bus-rack")].instance_by_id[InstanceId("bus-device")]
    assert [(d.name, d.size, d.is_plane) for d in l1.dims] == [("plane", 7, True)]
    assert [(d.name, d.size, d.is_plane) for d in device.dims] == [
        ("plane", 7, True), ("device", 2, False),
    ]  # fmt: skip
    assert linked_pairs(design, "ub-uplink") == (Counter({16: 336}), Counter({48: 112}))


def test_that_each_rdma_leaf_is_the_rail_of_one_accelerator_index(design: Design) -> None:
    assert linked_pairs(design, "rdma-rail") == (Counter({1: 384}), Counter({48: 8}))


def index_vectors(design: Design, path: str) -> list[dict[str, int]]:
    """Every copy at the end of a path, by brute force, as indices by ``instance.dimension``."""
    vectors: list[dict[str, int]] = [{}]
    block = design.root_block
    for step in path.split("/"):
        instance = block.instance_by_id[InstanceId(step)]
        ranges = product(*(range(dim.size) for dim in instance.dims))
        own = [
            {f"{step}.{d.name}": ix for d, ix in zip(instance.dims, ixs, strict=True)}
            for ixs in ranges
        ]
        vectors = [{**outer, **inner} for outer in vectors for inner in own]
        block = design.block_by_id[instance.block] if instance.block else block
    return vectors


def linked_pairs(design: Design, bundle_id: str) -> tuple[Counter[int], Counter[int]]:
    """How many copies at each end have how many partners, pair by pair."""
    bundle = next(b for b in design.root_block.link_bundles if b.id == bundle_id)
    a_copies = index_vectors(design, bundle.a.path)
    b_copies = index_vectors(design, bundle.b.path)
    n_of_a, n_of_b = [0] * len(a_copies), [0] * len(b_copies)
    for a_ix, a in enumerate(a_copies):
        for b_ix, b in enumerate(b_copies):
            if all(a[r.a_dim] == b[r.b_dim] for r in bundle.relations):
                n_of_a[a_ix] += 1
                n_of_b[b_ix] += 1
    return Counter(n_of_a), Counter(n_of_b)


def test_that_no_port_group_carries_more_links_than_it_has_ports(design: Design) -> None:
    graph = build_class_graph(design)
    used: Counter[tuple[int, str]] = Counter()
    for link in graph.link_classes:
        used[link.a_ix, link.a_port] += link.n_links
        used[link.b_ix, link.b_port] += link.n_links
    for (ix, port_name), n_links in used.items():
        vertex = graph.vertex_classes[ix]
        port = design.part_by_slug[vertex.part_slug].port(port_name)
        assert port is not None
        assert n_links <= port.count * vertex.n_copies
    npu_ix = next(i for i, v in enumerate(graph.vertex_classes) if v.chain[-1] == "npu")
    assert used[npu_ix, "ub"] == 14 * 384


@pytest.mark.parametrize(
    ("n_groups", "columns"), [(1, (3, 4)), (2, (6, 2)), (3, (6, 2)), (4, (6, 2))]
)
def test_that_smaller_systems_are_sound_and_stay_non_blocking_in_the_rdma_tier(
    library: CatalogLibrary, n_groups: int, columns: tuple[int, int]
) -> None:
    design = cloudmatrix_384(library, n_groups=n_groups)
    assert check_structure(design) == ()
    assert copies(design)["npu"] == 96 * n_groups
    assert design.name == f"CloudMatrix {96 * n_groups}"
    links = {c.bundle_key: c.n_links for c in build_class_graph(design).link_classes}
    assert links["cloudmatrix-384/rdma-rail"] == links["cloudmatrix-384/rdma-uplink"]
    racks = [instance.placement.n_columns for instance in design.root_block.instances]
    assert tuple(racks) == columns


def test_that_no_two_racks_stand_in_the_same_place(design: Design) -> None:
    spots = set()
    for instance in design.root_block.instances:
        place = instance.placement
        for ix in range(instance.count):
            row, column = divmod(ix, place.n_columns)
            x_m = place.x_m + column * place.pitch_x_m
            spots.add((round(x_m, 3), round(place.y_m + row * place.pitch_y_m, 3)))
    assert len(spots) == 16
    assert {y_m for _, y_m in spots} == {0.0, 3.2}


@pytest.mark.parametrize("block_id", ["compute-rack", "bus-rack"])
def test_that_racks_are_filled_without_overlap_and_within_their_height(
    design: Design, library: CatalogLibrary, block_id: str
) -> None:
    block = design.block_by_id[BlockId(block_id)]
    taken: Counter[int] = Counter()
    for instance in block.instances:
        inner = design.block_by_id[instance.block].part if instance.block else instance.part
        assert inner is not None
        height_u = part_height_u(library, inner)
        assert instance.placement.at_u is not None
        taken.update(
            range(instance.placement.at_u, instance.placement.at_u + instance.count * height_u)
        )
    rack = design.part_by_slug[block.part or ""]
    assert rack.family == "rack"
    assert max(taken.values()) == 1
    assert max(taken) <= rack.usable_u.value


@pytest.mark.parametrize("block_id", ["node", "bus-device"])
def test_that_parts_on_a_board_do_not_touch(design: Design, block_id: str) -> None:
    spots = []
    for instance in design.block_by_id[BlockId(block_id)].instances:
        place = instance.placement
        spots += [(place.x_m + n * place.pitch_x_m, place.y_m) for n in range(instance.count)]
    for ix, (x_m, y_m) in enumerate(spots):
        for other_x_m, other_y_m in spots[:ix]:
            assert abs(x_m - other_x_m) > 0.05 or abs(y_m - other_y_m) > 0.05


def test_that_everything_in_use_is_embedded_with_its_sources(design: Design) -> None:
    assert used_part_slugs(design) == tuple(sorted(PART_SLUGS))
    assert tuple(part.slug for part in design.parts) == used_part_slugs(design)
    assert {quote.part for quote in design.prices} <= set(PART_SLUGS)
    assert {s for f in design.fabrics for s in f.sources} <= set(design.source_by_slug)


def test_that_unpublished_fabrics_are_marked_as_assumed(design: Design) -> None:
    assert {f.id: f.is_assumed for f in design.fabrics} == {
        "scale-up": False, "scale-out": True, "frontend": True,
    }  # fmt: skip


@pytest.mark.parametrize("n_groups", [0, 5, -1])
def test_that_a_count_out_of_range_is_refused(library: CatalogLibrary, n_groups: int) -> None:
    with pytest.raises(ValueError, match=f"n_groups is {n_groups}; it must be from 1 to 4"):
        cloudmatrix_384(library, n_groups=n_groups)


def test_that_a_catalog_without_the_parts_is_refused_with_their_names(
    library: CatalogLibrary,
) -> None:
    empty = type(library)(version="0")
    with pytest.raises(CatalogError, match=r"aoc-100g, ascend-910c, .*ub-l2-box"):
        cloudmatrix_384(empty)
