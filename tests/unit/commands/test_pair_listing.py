"""Linked pairs read off a rule: the whole list and a sample, against the links one by one."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from designer.commands.editing import ends_of
from designer.commands.pair_listing import indices_of, listed_rows, number_of, sampled_pairs
from designer.model.evolve import evolve
from designer.model.structure_check import check_structure
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.design import Design
    from designer.model.instance import Instance

Pair = tuple[list[int], list[int]]


def whole_design(seed: int) -> Design:
    """Return a random design with nothing missing."""
    rng = Random(seed)  # noqa: S311 - a design that can be made again
    while True:
        design = random_wiring(rng)
        blocks = tuple(evolve(b, exceptions=(), link_exceptions=()) for b in design.blocks)
        if not check_structure(whole := evolve(design, blocks=blocks)):
            return whole


def paths(pair: Pair, chains: Sequence[tuple[Instance, ...]]) -> frozenset[str]:
    return frozenset(
        "/".join(f"{i.id}[{ix}]" for i, ix in zip(chain, ixs, strict=True))
        for chain, ixs in zip(chains, pair, strict=True)
    )


@pytest.mark.parametrize("seed", range(40))
def test_that_listed_and_sampled_pairs_are_links(seed: int) -> None:
    design = whole_design(seed)
    links = links_of(design)
    for bundle in design.root_block.link_bundles:
        ends = ends_of(design, design.root_block, bundle)
        chains = [end.instances for end in ends]
        sizes = [[i.count for i in chain] for chain in chains]
        wanted = {frozenset(pair) for pair in links.get(f"root/{bundle.id}", {})}
        rows = [
            (indices_of(a, sizes[0]), indices_of(b, sizes[1]))
            for a, b, _ in listed_rows(bundle, *ends)
        ]
        assert {paths(pair, chains) for pair in rows} == wanted
        assert len(rows) == len(wanted)
        every = sampled_pairs(bundle, *ends, 1000)
        assert {paths(pair, chains) for pair in every} == wanted
        some = sampled_pairs(bundle, *ends, 2)
        assert {paths(pair, chains) for pair in some} <= wanted
        assert len(some) <= 8


@pytest.mark.parametrize("sizes", [[], [3], [2, 5, 3]])
def test_that_numbers_and_indices_are_each_other_s_inverse(sizes: list[int]) -> None:
    n = 1
    for size in sizes:
        n *= size
    assert [number_of(indices_of(k, sizes), sizes) for k in range(n)] == list(range(n))
