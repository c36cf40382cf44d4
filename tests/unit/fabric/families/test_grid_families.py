"""Torus, mesh, hypercube, full mesh and HyperX against networkx and against closed forms."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from tests.oracle.fabric_graphs import Graph, graph_of, hyperx, is_isomorphic, ports_used

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = load_library(catalogs_dir())


def design(family: str, **texts: object) -> Design:
    return family_named(family).design(LIBRARY, {k: str(v) for k, v in texts.items()})


@pytest.mark.parametrize("shape", [(4,), (2, 2), (3, 4), (2, 5), (4, 4, 3), (8, 3, 2)])
def test_that_a_torus_is_the_periodic_grid(shape: tuple[int, ...]) -> None:
    graph = graph_of(design("torus", shape="x".join(map(str, shape))))
    reference = nx.grid_graph(list(shape), periodic=True)
    assert is_isomorphic(graph, reference)


@pytest.mark.parametrize("shape", [(5,), (2, 2), (3, 4), (4, 4, 3)])
def test_that_a_mesh_is_the_grid_without_wrap(shape: tuple[int, ...]) -> None:
    graph = graph_of(design("mesh", shape="x".join(map(str, shape))))
    assert is_isomorphic(graph, nx.grid_graph(list(shape)))


@pytest.mark.parametrize("n", [1, 2, 3, 5, 6])
def test_that_a_hypercube_is_the_hypercube(n: int) -> None:
    assert is_isomorphic(graph_of(design("hypercube", dimensions=n)), nx.hypercube_graph(n))


def test_that_a_hypercube_of_many_dimensions_is_wired_as_rings_of_four() -> None:
    graph = graph_of(design("hypercube", dimensions=13))
    assert graph.number_of_nodes() == 2**13
    assert set(dict(graph.degree()).values()) == {13}
    assert nx.is_bipartite(graph)
    lengths = nx.single_source_shortest_path_length(graph, 0)
    # Distances from one vertex of a hypercube are binomial, which no other graph of this
    # degree and size that is a product of rings has.
    assert [list(lengths.values()).count(d) for d in range(14)] == [
        math.comb(13, d) for d in range(14)
    ]


@pytest.mark.parametrize("n", [2, 3, 7, 16, 24, 40])
def test_that_a_full_mesh_is_complete_however_it_is_split_over_racks(n: int) -> None:
    assert is_isomorphic(graph_of(design("full-mesh", accelerators=n)), nx.complete_graph(n))


@pytest.mark.parametrize("shape", [(3, 3), (2, 4, 3), (4, 1, 4), (5,)])
def test_that_an_nd_full_mesh_is_the_product_of_full_meshes(shape: tuple[int, ...]) -> None:
    graph = graph_of(design("nd-full-mesh", shape="x".join(map(str, shape))))
    reference = nx.complete_graph(1)
    for size in shape:
        reference = nx.cartesian_product(reference, nx.complete_graph(size))
    assert is_isomorphic(graph, reference)


@pytest.mark.parametrize(("shape", "n_hosts"), [((4, 4), 2), ((3, 2, 2), 3), ((12, 3), 1)])
def test_that_a_hyperx_is_the_rebuilt_one(shape: tuple[int, ...], n_hosts: int) -> None:
    graph = graph_of(design("hyperx", shape="x".join(map(str, shape)), hosts=n_hosts))
    assert is_isomorphic(graph, hyperx(shape, n_hosts))


@pytest.mark.parametrize("k", [3, 4])
def test_that_a_twisted_torus_wraps_with_a_shift(k: int) -> None:
    graph = graph_of(design("torus", shape=f"{k}x{k}x{2 * k}", twisted="yes"))
    reference: Graph = nx.Graph()
    for x in range(k):
        for y in range(k):
            for z in range(2 * k):
                to_x = (x + 1, y, z) if x + 1 < k else (0, y, (z + k) % (2 * k))
                to_y = (x, y + 1, z) if y + 1 < k else (x, 0, (z + k) % (2 * k))
                for other in (to_x, to_y, (x, y, (z + 1) % (2 * k))):
                    reference.add_edge((x, y, z), other)
    assert is_isomorphic(graph, reference)


@given(
    st.lists(st.integers(1, 9), min_size=1, max_size=4).filter(lambda s: math.prod(s) > 1),
    st.integers(1, 3),
)
def test_that_links_follow_from_the_shape(shape: list[int], n: int) -> None:
    total = math.prod(shape)
    text = "x".join(map(str, shape))
    for family, degree in (
        ("torus", lambda k: 0 if k == 1 else 1 if k == 2 else 2),
        ("nd-full-mesh", lambda k: k - 1),
        ("mesh", lambda k: 2 * (k - 1) / k),
    ):
        classes = build_class_graph(design(family, shape=text, links=n))
        assert sum(c.n_copies for c in classes.vertex_classes) == total
        expected = round(n * total * sum(degree(k) for k in shape) / 2)
        assert sum(link.n_links for link in classes.link_classes) == expected


@given(st.lists(st.integers(1, 6), min_size=1, max_size=3).filter(lambda s: math.prod(s) > 1))
def test_that_every_accelerator_of_a_grid_uses_the_ports_it_was_given(shape: list[int]) -> None:
    text = "x".join(map(str, shape))
    for family in ("torus", "nd-full-mesh"):
        made = design(family, shape=text)
        (part,) = (p for p in made.parts if p.family == "accelerator")
        assert set(ports_used(graph_of(made)).values()) == {part.ports[0].count}


def test_that_links_per_dimension_are_taken_in_order() -> None:
    classes = build_class_graph(design("nd-full-mesh", shape="4x8", links="3x1"))
    by_name = {link.bundle_key.rsplit("/")[-1]: link.n_links for link in classes.link_classes}
    assert by_name == {"x-all": 3 * 8 * 6, "y-all": 4 * 28}


@pytest.mark.parametrize(
    ("family", "texts", "message"),
    [
        ("torus", {"shape": "4x4x4", "twisted": "yes"}, "nearest legal: 4x4x8"),
        ("torus", {"shape": "1"}, "at least two"),
        ("torus", {"shape": "4x4", "links": "1x2x3"}, "one number, or 2"),
        ("torus", {"shape": "3000x3000"}, "4,000,000 at most"),
        ("torus", {"shape": "0x4"}, "from 1"),
        ("torus", {"shape": "4xnan"}, "sizes such as 4x4x4"),
        ("torus", {"shape": "9" * 30}, "from 1 to 4,000,000"),
        ("torus", {"sahpe": "4"}, "no such parameter"),
        ("hyperx", {"radix": "10"}, "needs 22 ports"),
        ("full-mesh", {"accelerators": "1"}, "from 2 to 4,096; nearest legal: 2"),
        ("hypercube", {"dimensions": "99"}, "from 1 to 21; nearest legal: 21"),
        ("hyperx", {"accelerator": "th5-box"}, "no such accelerator"),
        ("hyperx", {"switch": "th5-box", "rate": "100G", "hosts": "60"}, "are needed"),
        ("hyperx", {"rate": "fast"}, "a rate such as 400G"),
        ("hyperx", {"role": "backend"}, "must be one of scale-up"),
    ],
)
def test_that_what_does_not_exist_is_refused_with_the_reason(
    family: str, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        family_named(family).design(LIBRARY, texts)
    assert message in str(caught.value)
    assert len(str(caught.value)) < 400
