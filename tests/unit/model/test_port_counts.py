"""Ports that rules, named copies and listed pairs take of one group, against every copy."""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.evolve import evolve
from designer.model.port_counts import port_uses
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from random import Random

    from designer.model.design import Design
    from designer.model.links import LinkBundle


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


def random_lines(rng: Random) -> Design:
    """Return racks of switches with steps, shifts, meshes, named copies and lists at one port."""
    sizes = {"rack.g": rng.choice([1, 2, 3, 4]), "sw.x": rng.choice([2, 3, 4]), "sw.y": 2}
    n_sw = sizes["sw.x"] * sizes["sw.y"]

    def related(dims: list[str]) -> LinkBundle:
        kinds = ("step", "step", "step", "shift", "not-equal", "equal")
        some = [d for d in dims if rng.random() < 0.8] or dims[:1]
        relations = [(d, rng.choice(kinds), d, rng.choice([-3, -2, -1, 1, 2, 3])) for d in some]
        if all(k == "equal" or (k == "shift" and not o % sizes[d]) for d, k, _, o in relations):
            relations[0] = (some[0], "not-equal", some[0], 0)
        path = "sw" if "rack.g" not in dims else "rack/sw"
        a, b = path, path
        if path == "rack/sw" and rng.random() < 0.3 and "sw.x" not in some and "sw.y" not in some:
            a, b = rng.sample([f"rack/sw[{rng.randrange(n_sw)}]", path], 2)
        return bundle(f"b{rng.randrange(10**9)}", a, b, *relations, n=rng.choice([1, 2, 3]))

    def listed(path: str, n_copies: int) -> LinkBundle:
        every = list(combinations(range(n_copies), 2))
        some = rng.sample(every, min(len(every), rng.randrange(4)))
        rows = tuple((a, b, rng.choice([1, 2])) for a, b in some)
        return bundle(f"l{rng.randrange(10**9)}", path, path, pairs=rows)

    inner = [related(["sw.x", "sw.y"]) for _ in range(rng.randrange(3))]
    outer = [related(["rack.g", "sw.x", "sw.y"]) for _ in range(rng.randrange(4))]
    if rng.random() < 0.5:
        inner.append(listed("sw", n_sw))
    if rng.random() < 0.5:
        outer.append(listed("rack/sw", sizes["rack.g"] * n_sw))
    if rng.random() < 0.5:
        outer.append(bundle("up", "rack/sw", "top", ("rack.g", "step", "top.t", 1)))
    racks = [instance("rack", "rack", block=True, g=sizes["rack.g"])]
    root = block("root", [*racks, instance("top", "sw", t=sizes["rack.g"])], outer)
    rack = block("rack", [instance("sw", "sw", x=sizes["sw.x"], y=sizes["sw.y"])], inner)
    return design([root, rack], [switch()])


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
    counted = {"/".join(use.chain): use.n_used for use in port_uses(subject)}
    assert {chain: n for chain, n in counted.items() if n} == fullest(subject)


@settings(max_examples=250, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_lines_meshes_and_lists_of_several_blocks_add_up_on_the_fullest_copy(
    rng: Random,
) -> None:
    subject = random_lines(rng)
    counted = {"/".join(use.chain): use.n_used for use in port_uses(subject)}
    assert {chain: n for chain, n in counted.items() if n} == fullest(subject)


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
    assert use.n_used == 2 + 4
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


def test_that_the_ends_of_a_line_are_not_taken_for_its_middle() -> None:
    # Two links between neighbours, and one more link at each end: three, not five.
    line = bundle("line", "sw", "sw", ("sw.i", "step", "sw.i", 1), n=2)
    ends = [bundle(f"e{i}", f"sw[{i}]", "acc") for i in (0, 4)]
    instances = [instance("sw", "sw", i=5), instance("acc", "acc", i=1)]
    parts = [switch(), accelerator()]
    (use,) = (u for u in port_uses(design([block("root", instances, [line, *ends])], parts))
              if u.chain == ("sw",))  # fmt: skip
    assert use.n_used == 4
    many = evolve(ends[0], n_links_per_pair=3)
    (use,) = (u for u in port_uses(design([block("root", instances, [line, many])], parts))
              if u.chain == ("sw",))  # fmt: skip
    assert use.n_used == 2 + 3


def test_that_hundreds_of_unlike_lines_are_counted_at_once_and_never_too_low() -> None:
    names = [f"d{i}" for i in range(4)]
    steps = [[1 + (37 * i + 101 * j) % 53 for j in range(4)] for i in range(300)]
    bundles = [
        bundle(
            f"b{i}",
            "sw",
            "sw",
            *((f"sw.{d}", "step", f"sw.{d}", s) for d, s in zip(names, own, strict=True)),
        )
        for i, own in enumerate(steps)
    ]
    many = instance("sw", "sw", d0=56, d1=56, d2=56, d3=56)
    (use,) = port_uses(design([block("root", [many], bundles)], [switch()]))
    on_diagonal = [
        sum(all(v + s < 56 for s in own) + all(v >= s for s in own) for own in steps)
        for v in range(56)
    ]
    assert max(on_diagonal) <= use.n_used <= 600
