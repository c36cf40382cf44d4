"""Slim Fly, PolarFly, Jellyfish and Xpander: what defines them, found by expanding them."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.fabric.families import listed
from designer.fabric.families.galois import Field, nearest_prime_powers, prime_power
from designer.fabric.families.listed_graphs import is_connected, jellyfish_edges
from designer.fabric.families.parameters import ParameterError
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from tests.oracle.fabric_graphs import graph_of, ports_used, switch_graph

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = load_library(catalogs_dir())
PRIME_POWERS = [2, 3, 4, 5, 7, 8, 9, 11, 13, 16, 17, 19, 23, 25, 27, 29, 31, 32]


def design(family: str, **texts: object) -> Design:
    return family_named(family).design(LIBRARY, {k: str(v) for k, v in texts.items()})


def test_that_prime_powers_are_told_from_other_numbers() -> None:
    assert [q for q in range(1, 33) if prime_power(q)] == PRIME_POWERS
    assert nearest_prime_powers(6) == (5, 7)
    assert nearest_prime_powers(14) == (13, 16)


@pytest.mark.parametrize("q", [2, 3, 4, 5, 8, 9, 16, 25, 27])
def test_that_a_field_has_the_laws_of_a_field(q: int) -> None:
    field = Field(q)
    elements = range(q)
    for a in elements:
        assert field.add(a, 0) == a
        assert field.multiply(a, 1) == a
        assert sorted(field.add(a, b) for b in elements) == list(elements)
        if a:
            assert sorted(field.multiply(a, b) for b in elements) == list(elements)
        for b in elements:
            assert field.add(a, b) == field.add(b, a)
            assert field.multiply(a, b) == field.multiply(b, a)
            assert field.add(field.subtract(a, b), b) == a
            c = (a * 7 + b * 3 + 1) % q
            left = field.multiply(a, field.add(b, c))
            assert left == field.add(field.multiply(a, b), field.multiply(a, c))
            products = (field.multiply(field.multiply(a, b), c), field.multiply(b, c))
            assert products[0] == field.multiply(a, products[1])
    assert sorted(field.powers(q - 1)) == list(range(1, q))


@pytest.mark.parametrize("q", [3, 4, 5, 7, 8, 9, 11, 13])
def test_that_a_slim_fly_is_regular_with_diameter_two(q: int) -> None:
    delta = {0: 0, 1: 1, 3: -1}[q % 4]
    degree = (3 * q - delta) // 2
    graph = graph_of(design("slim-fly", q=q))
    switches = switch_graph(graph)
    n = 2 * q * q
    assert len(switches) == n
    assert set(dict(switches.degree()).values()) == {degree}
    assert nx.diameter(switches) == 2
    assert nx.average_shortest_path_length(switches) == pytest.approx(2 - degree / (n - 1))
    assert {ports_used(graph)[v] for v in switches} == {degree + math.ceil(degree / 2)}


@pytest.mark.parametrize("q", [2, 3, 4, 5, 7, 8, 9, 11, 13])
def test_that_a_polarfly_has_its_degrees_and_diameter_two(q: int) -> None:
    switches = switch_graph(graph_of(design("polarfly", q=q)))
    n = q * q + q + 1
    degrees = sorted(dict(switches.degree()).values())
    assert degrees == [q] * (q + 1) + [q + 1] * (n - q - 1)
    assert nx.diameter(switches) == 2
    n_links = q * (q + 1) ** 2 // 2
    assert switches.number_of_edges() == n_links
    mean = 2 - 2 * n_links / n / (n - 1)
    assert nx.average_shortest_path_length(switches) == pytest.approx(mean)


@given(st.integers(3, 40), st.integers(2, 12), st.integers(0, 10))
def test_that_a_jellyfish_is_regular_and_the_same_for_the_same_seed(
    n: int, degree: int, seed: int
) -> None:
    degree = min(degree, n - 1)
    n += n * degree % 2
    made = design("jellyfish", switches=n, degree=degree, hosts=2, seed=seed)
    switches = switch_graph(graph_of(made))
    assert len(switches) == n
    assert set(ports_used(switches).values()) == {degree}
    assert all(links == 1 for *_, links in switches.edges(data="n"))
    assert design("jellyfish", switches=n, degree=degree, hosts=2, seed=seed) == made
    assert f"seed {seed}" in made.fabrics[0].note


def test_that_another_seed_gives_another_jellyfish() -> None:
    one, other = (design("jellyfish", seed=seed) for seed in (1, 2))
    assert one.blocks != other.blocks


@given(st.integers(2, 9), st.integers(1, 6), st.integers(0, 5))
def test_that_every_switch_of_an_xpander_has_one_neighbour_in_every_other_group(
    degree: int, lift: int, seed: int
) -> None:
    made = design("xpander", degree=degree, lift=lift, hosts=1, seed=seed)
    (pairs,) = (b.pairs for block in made.blocks for b in block.link_bundles if b.pairs)
    seen = {(v, other // lift) for a, b, _ in pairs for v, other in ((a, b), (b, a))}
    expected = {
        (v, group) for v in range(lift * (degree + 1)) for group in range(degree + 1)
        if v // lift != group
    }  # fmt: skip
    assert seen == expected
    assert 2 * len(pairs) == len(expected)


def test_that_the_best_of_several_xpanders_is_kept() -> None:
    def gap(draws: int) -> float:
        made = design("xpander", degree=5, lift=6, seed=3, draws=draws, hosts=1)
        switches = switch_graph(graph_of(made))
        return float(5 - sorted(nx.adjacency_spectrum(switches).real)[-2])

    assert gap(8) >= gap(1)


@pytest.mark.parametrize(
    ("family", "texts", "message"),
    [
        ("slim-fly", {"q": "6"}, "prime power order; nearest legal: 5, 7"),
        ("slim-fly", {"q": "2"}, "4 w - 1, 4 w or 4 w + 1; nearest legal: 3, 4, 5"),
        ("slim-fly", {"q": "20"}, "nearest legal: 19, 23"),
        ("polarfly", {"q": "10"}, "nearest legal: 9, 11"),
        ("polarfly", {"q": "7", "radix": "11"}, "needs 12 ports"),
        ("jellyfish", {"switches": "7", "degree": "3"}, "must be even; nearest legal: 6, 8"),
        ("jellyfish", {"switches": "5", "degree": "8"}, "nearest legal: 4"),
        ("jellyfish", {"switches": "100000", "degree": "100"}, "listed at most; nearest legal: 20"),
        ("jellyfish", {"seed": "-1"}, "from 0"),
        ("xpander", {"lift": "10000", "degree": "200"}, "nearest legal: 49"),
    ],
)
def test_that_graphs_that_do_not_exist_are_refused(
    family: str, texts: dict[str, str], message: str
) -> None:
    with pytest.raises(ParameterError) as caught:
        family_named(family).design(LIBRARY, texts)
    assert message in str(caught.value)


def test_that_a_random_graph_in_pieces_is_drawn_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # With this seed the first graph drawn is two full meshes of four.
    assert not is_connected(8, jellyfish_edges(8, 3, Random(62)))  # noqa: S311 - a graph
    drawn = design("jellyfish", switches=8, degree=3, hosts=1, seed=62)
    assert nx.is_connected(switch_graph(graph_of(drawn)))
    monkeypatch.setattr(listed, "MAX_DRAWS", 1)
    with pytest.raises(ParameterError, match="pieces"):
        design("jellyfish", switches=8, degree=3, hosts=1, seed=62)


@pytest.mark.parametrize("n", [1, 2, 5])
def test_that_pieces_of_a_graph_are_found(n: int) -> None:
    ring = [(i, i + 1) for i in range(n - 1)]
    assert is_connected(n, ring)
    assert not is_connected(n + 1, ring)
