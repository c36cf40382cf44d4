"""Which single links of a bundle can be taken out: exactly those that the wiring rules make."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.evolve import evolve
from designer.model.ids import path_from_text
from designer.viewmodel.missing_marks import missing_ends
from designer.viewmodel.selection import Selection
from designer.viewmodel.single_links import (
    end_copies,
    links_at,
    put_back_command,
    single_link_bundles,
    take_out_command,
    taken_out,
)
from designer.workbench.opening import open_named_or_file, shipped_library
from tests.oracle.broken_designs import FAMILIES, fat_tree, star
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


@cache
def library() -> CatalogLibrary:
    return shipped_library()


def _scope_of(whole: Design, key: str, path: str) -> str:
    # Path to the copy of the block that owns the bundle.
    block_id = key.partition("/")[0]
    steps = path_from_text(path)
    block = whole.root_block
    for depth, step in enumerate(steps):
        if block.id == block_id:
            return "/".join(path.split("/")[:depth])
        inner = block.instance_by_id[step.instance_id].block
        block = next(b for b in whole.blocks if b.id == inner)
    raise AssertionError(path)


def _check(whole: Design) -> None:
    for key, pairs in links_of(whole).items():
        by_copy: dict[str, dict[str, int]] = {}
        for ends, n_links in pairs.items():
            a, b = sorted(ends)
            by_copy.setdefault(a, {})[b] = n_links
            by_copy.setdefault(b, {})[a] = n_links
        for copy, partners in by_copy.items():
            text = _scope_of(whole, key, copy)
            scope = path_from_text(text)
            found = {choice.far: choice for choice in links_at(whole, scope, key, copy)}
            assert {far: choice.n_links for far, choice in found.items()} == partners
            assert copy in end_copies(whole, scope, key)
            for choice in found.values():
                change = take_out_command(choice, choice.n_links).apply(whole, library())
                assert len(change.design.root_block.link_exceptions) == 1


@pytest.mark.parametrize("make", FAMILIES)
def test_that_every_copy_of_a_family_offers_the_links_that_it_has(
    make: Callable[[], Design],
) -> None:
    _check(make())


@settings(max_examples=30, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_every_copy_offers_the_links_that_it_has_however_they_are_wired(rng: Random) -> None:
    whole = random_wiring(rng)
    bare = tuple(evolve(block, link_exceptions=()) for block in whole.blocks)
    _check(evolve(whole, blocks=bare))


def test_that_links_are_taken_out_and_brought_back_one_by_one() -> None:
    whole = fat_tree()
    key, copy = "root/t", "pod[1]/agg[0]"
    first = links_at(whole, (), key, copy)[0]
    assert first.n_there == first.n_links == 1
    broken = take_out_command(first, 1).apply(whole, library()).design
    assert links_at(broken, (), key, copy)[0].n_there == 0
    (row,) = taken_out(broken, key)
    assert row.places == "pod[1]/agg[0] to core[0]"
    assert not taken_out(broken, "root/other")
    command = put_back_command((row,))
    assert command is not None
    restored = command.apply(broken, library()).design
    assert restored.blocks == whole.blocks


def test_that_bundles_of_the_selected_copy_are_offered_first() -> None:
    whole = fat_tree()
    pod = next(block for block in whole.blocks if block.id == "pod")
    scope = path_from_text("pod[2]")
    acc = path_from_text("pod[2]/acc[1]")
    assert single_link_bundles(whole, pod, Selection(scope, (acc,))) == ("pod/d",)
    assert single_link_bundles(whole, pod, Selection(scope)) == ("pod/d", "pod/u")
    assert single_link_bundles(whole, pod, Selection(scope, (), ("root/t",))) == ("root/t",)
    assert end_copies(whole, scope, "root/t") == ("pod[2]/agg[0]", "pod[2]/agg[1]")


@pytest.mark.parametrize(
    ("copy", "words"),
    [
        ("pod[9]/agg[0]", "outside its count"),
        ("pod/agg[0]", "needs an index"),
        ("pod[0]/acc[0]", "has no link of this bundle"),
        ("nothing[0]", "does not exist"),
        ("", "has no link"),
        ("pod[99999999999999999999]/agg[0]", "index"),
        ("<b>[", "path"),
    ],
)
def test_that_a_copy_without_links_is_refused_with_the_reason(copy: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        links_at(fat_tree(), (), "root/t", copy)


def test_that_half_a_million_accelerators_offer_links_at_once() -> None:
    whole = open_named_or_file("atlas-950-supercluster").document.design
    for block in whole.blocks:
        for bundle in block.link_bundles:
            if block.id == whole.root:
                copies = end_copies(whole, (), f"{block.id}/{bundle.id}")
                assert links_at(whole, (), f"{block.id}/{bundle.id}", copies[0])


def test_that_marks_stand_at_the_ends_inside_what_is_shown() -> None:
    whole = star()
    choice = links_at(whole, path_from_text("group[1]"), "group/d", "group[1]/acc[0]")[0]
    broken = take_out_command(choice, 1).apply(whole, library()).design
    assert [end.path for end in missing_ends(broken, ())] == [
        path_from_text("group[1]/acc[0]"),
        path_from_text(choice.far),
    ]
    inside = missing_ends(broken, path_from_text("group[1]"))
    assert [end.path for end in inside] == [
        path_from_text("acc[0]"),
        path_from_text(choice.far.partition("/")[2]),
    ]
    assert missing_ends(broken, path_from_text("group[2]")) == ()
