"""Ports that rules, named copies and listed pairs take of one group, against every copy."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.evolve import evolve
from designer.model.links import RelationKind
from designer.model.port_counts import port_uses
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from random import Random

    from designer.model.design import Design


def intact_on_one_port(subject: Design) -> Design:
    """Return a design without exceptions whose bundles all end at the ports called ``p``."""
    blocks = tuple(
        evolve(
            one,
            exceptions=(),
            link_exceptions=(),
            link_bundles=tuple(
                evolve(b, a=evolve(b.a, port="p"), b=evolve(b.b, port="p"))
                for b in one.link_bundles
            ),
        )
        for one in subject.blocks
    )
    return evolve(subject, blocks=blocks)


def fullest(subject: Design) -> dict[str, int]:
    """Return the links of the copy with the most, per chain, counted copy by copy."""
    per_copy: Counter[str] = Counter()
    for links in links_of(subject).values():
        for ends, n in links.items():
            for end in ends:
                per_copy[end] += n
    found: dict[str, int] = {}
    for path, n in per_copy.items():
        chain = "/".join(step.split("[")[0] for step in path.split("/"))
        found[chain] = max(n, found.get(chain, 0))
    return found


@settings(max_examples=250, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_bundles_of_every_kind_add_up_on_the_fullest_copy(rng: Random) -> None:
    subject = intact_on_one_port(random_wiring(rng))
    listing = [b for b in subject.blocks if any(x.pairs is not None for x in b.link_bundles)]
    counted = {"/".join(use.chain): use.n_used for use in port_uses(subject)}
    expected = fullest(subject)
    assert {chain for chain, n in counted.items() if n} >= expected.keys()
    has_step = any(
        relation.kind is RelationKind.STEP
        for one in subject.blocks
        for b in one.link_bundles
        for relation in b.relations
    )
    for chain, n in counted.items():
        if len(listing) > 1 or has_step:
            # Lists of two blocks number copies differently, and the copies at the end of a line
            # take less: no copy has more than is said.
            assert n >= expected.get(chain, 0)
        else:
            assert n == expected.get(chain, 0)


def hall(*bundles: object) -> Design:
    """Return three racks of two switches each, wired by bundles of the hall."""
    root = block("root", [instance("rack", "rack", block=True, i=3)], bundles)  # type: ignore[arg-type]
    rack = block("rack", [instance("sw", "sw", i=2), instance("acc", "acc", i=1)])
    return design([root, rack], [switch(), accelerator()])


def test_that_a_listed_pair_and_a_named_copy_meet_only_where_both_are() -> None:
    listed = bundle("listed", "rack/sw", "rack/sw", pairs=((0, 3, 2), (1, 4, 1)))
    at_listed = bundle("at", "rack[1]/sw[1]", "rack[0]/acc", n=4)
    elsewhere = bundle("else", "rack[2]/sw[1]", "rack[0]/acc", n=4)
    (use,) = (u for u in port_uses(hall(listed, at_listed)) if u.chain[-1] == "sw")
    assert (use.n_used, use.is_even) == (2 + 4, False)
    (use,) = (u for u in port_uses(hall(listed, elsewhere)) if u.chain[-1] == "sw")
    assert use.n_used == 4


def test_that_every_named_copy_may_be_named() -> None:
    bundles = [bundle(f"b{i}", f"rack[{i}]/sw", "rack[0]/acc", n=i + 1) for i in range(3)]
    (use,) = (u for u in port_uses(hall(*bundles)) if u.chain[-1] == "sw")
    assert use.n_used == 3


def test_that_two_lists_of_one_block_add_up_copy_by_copy() -> None:
    one = bundle("one", "rack/sw", "rack/sw", pairs=((0, 3, 2),))
    other = bundle("other", "rack/sw", "rack/sw", pairs=((1, 4, 3), (2, 3, 1)))
    (use,) = port_uses(hall(one, other))
    assert use.n_used == 3


@pytest.mark.parametrize("n", [3, 4, 5])
def test_that_a_pair_that_holds_both_ways_takes_one_port_of_each_group(n: int) -> None:
    # n (n - 1) / 2 links, each from the first group of one copy to the second of the other.
    mesh = bundle("mesh", "sw:r", "sw:q", ("sw.i", "not-equal", "sw.i"))
    parts = [switch("sw", port("r"), port("q"))]
    uses = port_uses(design([block("root", [instance("sw", "sw", i=n)], [mesh])], parts))
    assert {use.port: use.n_used for use in uses} == {"r": n // 2, "q": n // 2}
