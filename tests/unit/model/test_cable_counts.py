"""How many cables links share, against the links counted one by one."""

from __future__ import annotations

import math
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest

from designer.model.block import BlockKind
from designer.model.cable_counts import cable_groups
from designer.model.evolve import evolve
from designer.model.ids import path_from_text, text_from_path
from designer.model.structure_check import check_structure
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from designer.model.design import Design

KINDS = (BlockKind.GROUP, BlockKind.GROUP, BlockKind.NODE, BlockKind.SWITCH_BOX)
ENCLOSURES = {BlockKind.NODE, BlockKind.SWITCH_BOX}


def enclosure(design: Design, text: str) -> str:
    """Return the innermost node or switch box along a path; the part itself if there is none."""
    path = path_from_text(text)
    block, inside = design.root_block, len(path)
    for n, step in enumerate(path, start=1):
        inner = block.instance_by_id[step.instance_id].block
        if inner is not None:
            block = design.block_by_id[inner]
            inside = n if block.kind in ENCLOSURES else inside
    return text_from_path(path[:inside])


def counted(design: Design, key: str) -> int:
    """Return how many groups of links share a cable, link by link."""
    block_id, _, bundle_id = key.partition("/")
    block = next(b for b in design.blocks if b.id == block_id)
    bundle = next(b for b in block.link_bundles if b.id == bundle_id)
    groups: Counter[frozenset[str]] = Counter()
    for ends, n in links_of(design).get(key, {}).items():
        groups[frozenset(enclosure(design, path) for path in ends)] += n
    return sum(math.ceil(n / bundle.n_links_per_cable) for n in groups.values())


def wiring(seed: int) -> Design:
    rng = Random(seed)  # noqa: S311 - a design that can be made again
    while True:
        design = random_wiring(rng)
        blocks = tuple(
            evolve(
                block,
                kind=block.kind if block.id == design.root else rng.choice(KINDS),
                exceptions=(),
                link_exceptions=(),
                link_bundles=tuple(
                    evolve(b, n_links_per_cable=rng.choice([1, 2, 3])) for b in block.link_bundles
                ),
            )
            for block in design.blocks
        )
        whole = evolve(design, blocks=blocks)
        if not check_structure(whole):
            return whole


@pytest.mark.parametrize("seed", range(60))
def test_that_cables_are_as_many_as_links_counted_one_by_one_need(seed: int) -> None:
    subject = wiring(seed)
    n_checked = 0
    for owner in subject.blocks:
        for links in owner.link_bundles:
            if "[" not in links.a.path + links.b.path:
                key = f"{owner.id}/{links.id}"
                assert cable_groups(subject, owner, links) == counted(subject, key), key
                n_checked += 1
    assert n_checked


def test_that_listed_links_of_all_boards_in_a_node_share_its_cables() -> None:
    up = bundle("in", "acc", "sw", pairs=((0, 0, 1), (1, 0, 2)), n_links_per_cable=4)
    board = block("board", [instance("acc", "acc", i=2), instance("sw", "sw")], [up])
    node = block("node", [instance("board", "board", block=True, i=2)], kind=BlockKind.NODE)
    root = block("root", [instance("node", "node", block=True, i=3)])
    subject = design([root, node, board], [accelerator(), switch()])
    # Two boards of three links in each of three nodes: six links in two cables.
    assert cable_groups(subject, board, up) == 3 * 2 == counted(subject, "board/in")


def test_that_links_that_lead_nowhere_take_no_cable() -> None:
    lost = bundle("in", "acc", "lost")
    root = block("root", [instance("acc", "acc")])
    assert cable_groups(design([root], [accelerator()]), root, lost) == 0
