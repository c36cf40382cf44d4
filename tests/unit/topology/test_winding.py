"""Rings numbered by several digits against tori that are built without the program."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import networkx as nx
import pytest

from designer.catalog.loader import load_library
from designer.evaluate.network import evaluate_space
from designer.fabric.presets.tpu_pods import tpu_v4_pod
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from designer.topology.space_builder import space_links
from designer.topology.symmetry import build_space
from designer.topology.winding import wind

if TYPE_CHECKING:
    from designer.model.design import Design
    from tests.oracle.fabric_graphs import Graph

LIBRARY = load_library(catalogs_dir())
SCALE_UP = FabricId("scale-up")


def torus_edges(design: Design) -> set[frozenset[tuple[int, ...]]]:
    """Links by the three coordinates of the chips, read digit by digit from the document."""
    graph = build_class_graph(design)
    flat = flatten(graph, SCALE_UP)
    coordinates: list[tuple[int, ...]] = []
    for class_ix, vectors in zip(flat.class_ixs, flat.index_vectors, strict=True):
        dims = [graph.dims[d] for d in graph.vertex_classes[class_ix].dim_ixs]
        for row in vectors.tolist():
            at = dict.fromkeys("xyz", 0)
            for dim, value in zip(dims, row, strict=True):
                at[dim.name] = at[dim.name] * dim.size + value
            coordinates.append((at["x"], at["y"], at["z"]))
    edges = [
        frozenset((coordinates[a], coordinates[b]))
        for a, b in zip(flat.a_ix.tolist(), flat.b_ix.tolist(), strict=True)
    ]
    assert len(set(edges)) == len(edges)
    return set(edges)


@pytest.mark.parametrize("n_cubes_x", [1, 2, 4])
def test_that_trays_and_circuits_make_the_torus_and_nothing_else(n_cubes_x: int) -> None:
    design = tpu_v4_pod(LIBRARY, n_cubes_x=n_cubes_x)
    sizes = (4 * n_cubes_x, 16, 16)
    expected: Graph = nx.Graph()
    for at in product(*(range(n) for n in sizes)):
        for axis in range(3):
            to = list(at)
            to[axis] = (at[axis] + 1) % sizes[axis]
            expected.add_edge(at, tuple(to))
    assert torus_edges(design) == {frozenset(edge) for edge in expected.edges}


def test_that_all_links_of_a_pod_wind_up_into_three_rings() -> None:
    graph = build_class_graph(tpu_v4_pod(LIBRARY))
    links = space_links(graph, SCALE_UP)
    wound = wind(graph, links)
    assert len(links) == 2 + 5 + 48
    assert len(wound.links) == 3
    assert {ix for ix, _ in wound.absorbed} | set(wound.link_ixs) == set(range(len(links)))
    sizes = [[graph.dims[d].size for d in group] for group in wound.groups]
    assert sorted(sizes) == [[4, 2, 2], [4, 2, 2], [4, 4]]


def test_that_every_link_class_of_a_wound_ring_keeps_its_load() -> None:
    space = build_space(build_class_graph(tpu_v4_pod(LIBRARY)), SCALE_UP)
    loads = evaluate_space(space).link_loads
    assert [load.link_ix for load in loads] == list(range(55))
    # all-to-all fills every link of a torus of three equal sides alike
    assert {round(load.optimum.peak_ratio, 9) for load in loads} == {1.0}


@pytest.mark.parametrize("n_cubes_x", [1, 2])
def test_that_a_wound_torus_has_the_numbers_of_the_plain_one(n_cubes_x: int) -> None:
    space = build_space(build_class_graph(tpu_v4_pod(LIBRARY, n_cubes_x=n_cubes_x)), SCALE_UP)
    numbers = evaluate_space(space)
    n, longest = 1024 * n_cubes_x, 16
    rate = numbers.throughput_all_to_all_bytes_per_s
    assert rate is not None
    # min 8 (N - 1) / (N k) links of 50 GB/s
    assert rate.value == pytest.approx(8 * (n - 1) / (n * longest) * 50e9, rel=1e-9)
    bisection = numbers.bisection_bytes_per_s
    assert bisection is not None
    assert bisection.value == pytest.approx(2 * n / longest * 50e9, rel=1e-9)


def test_that_a_torus_that_misses_a_bundle_is_not_taken_for_one() -> None:
    design = tpu_v4_pod(LIBRARY, n_cubes_x=1)
    root = design.root_block
    broken = evolve(root, link_bundles=root.link_bundles[1:])
    graph = build_class_graph(evolve(design, blocks=(broken, *design.blocks[1:])))
    links = space_links(graph, SCALE_UP)
    assert wind(graph, links).absorbed == ()


def test_that_links_of_another_rate_or_number_are_not_taken_together() -> None:
    design = tpu_v4_pod(LIBRARY, n_cubes_x=1)
    root = design.root_block
    first = evolve(root.link_bundles[0], n_links_per_pair=2)
    doubled = evolve(root, link_bundles=(first, *root.link_bundles[1:]))
    graph = build_class_graph(evolve(design, blocks=(doubled, *design.blocks[1:])))
    assert wind(graph, space_links(graph, SCALE_UP)).absorbed == ()
