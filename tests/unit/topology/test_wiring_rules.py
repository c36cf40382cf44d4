"""Every way to say which copies are linked gives the links that the document names, one by one."""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.model.ids import FabricId
from designer.model.link_counts import pair_count
from designer.model.port_counts import port_uses
from designer.model.query import resolve_end
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from designer.topology.space import IrregularFabricError
from designer.topology.symmetry import build_space
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from random import Random

    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def flat_links(subject: Design) -> dict[str, Counter[frozenset[str]]]:
    flat = flatten(build_class_graph(subject), SCALE_UP)
    found: dict[str, Counter[frozenset[str]]] = {}
    for a, b, n, link_ix in zip(
        flat.a_ix.tolist(),
        flat.b_ix.tolist(),
        flat.n_links.tolist(),
        flat.link_class_ix.tolist(),
        strict=True,
    ):
        links = found.setdefault(flat.graph.link_classes[link_ix].bundle_key, Counter())
        links[frozenset((flat.path(a), flat.path(b)))] += n
    return found


@settings(max_examples=250, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_counts_and_expansion_match_the_document(rng: Random) -> None:
    subject = random_wiring(rng)
    assert check_structure(subject) == ()
    expected = {key: links for key, links in links_of(subject).items() if links}
    assert flat_links(subject) == expected
    counted: Counter[str] = Counter()
    for link in build_class_graph(subject).link_classes:
        counted[link.bundle_key] += link.n_links
    assert counted == {key: sum(links.values()) for key, links in expected.items()}


def intact(subject: Design) -> Design:
    blocks = tuple(
        b.model_copy(update={"exceptions": (), "link_exceptions": ()}) for b in subject.blocks
    )
    return subject.model_copy(update={"blocks": blocks})


@settings(max_examples=250, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_ports_are_counted_as_the_fullest_copy_takes_them(rng: Random) -> None:
    subject = intact(random_wiring(rng))
    ports = {
        f"{block.id}/{b.id}": (b.a.port, b.b.port)
        for block in subject.blocks
        for b in block.link_bundles
    }
    used: dict[tuple[str, str], Counter[str]] = {}
    for key, links in links_of(subject).items():
        for ends, n in links.items():
            for end in ends:
                name = ports[key][0 if "acc" in end or ports[key][0] == ports[key][1] else 1]
                if key == "root/up":
                    name = "p" if end.startswith("top") else "s"
                chain = "/".join(step.split("[")[0] for step in end.split("/"))
                used.setdefault((chain, name), Counter())[end] += n
    expected = {key: max(n.values()) for key, n in used.items()}
    counted = {("/".join(use.chain), use.port): use.n_used for use in port_uses(subject)}
    assert {key: n for key, n in counted.items() if n} == expected


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_pairs_of_a_rule_are_counted_without_looking_at_them(rng: Random) -> None:
    subject = intact(random_wiring(rng))
    among = subject.root_block.link_bundles[0]
    ends = [resolve_end(subject, subject.root_block, end) for end in (among.a, among.b)]
    a, b = ends
    assert a is not None
    assert b is not None
    count = pair_count(a.instances, b.instances, among.relations, (a.copy_ixs, b.copy_ixs))
    assert count.n_pairs == len(links_of(subject)["root/among"])


def palm_tree(n_routers: int, n_global: int) -> Design:
    """Return the full dragonfly with the relative arrangement, one bundle per pair of ports."""
    n_ports = n_routers * n_global
    bundles = [
        bundle(
            f"g{at}",
            f"group/router[{at // n_global}]",
            f"group/router[{(n_ports - 1 - at) // n_global}]",
            ("group.g", "shift", "group.g", -at - 1),
        )
        for at in range(n_ports // 2)
    ]
    root = block("root", [instance("group", "group", block=True, g=n_ports + 1)], bundles)
    group = block(
        "group",
        [instance("acc", "acc", i=1), instance("router", "sw", i=n_routers)],
        [bundle("local", "router", "router", ("router.i", "not-equal", "router.i"))],
    )
    return design([root, group], [accelerator(), switch()])


def test_that_indices_in_paths_wire_a_dragonfly_with_one_link_per_pair_of_groups() -> None:
    subject = palm_tree(4, 2)
    links = flat_links(subject)
    pairs: Counter[frozenset[str]] = Counter()
    per_router: Counter[str] = Counter()
    for key, of_bundle in links.items():
        for ends, n in of_bundle.items():
            if key != "group/local":
                pairs[frozenset(end.split("/")[0] for end in ends)] += n
                per_router.update(ends)
    assert len(pairs) == 9 * 8 // 2
    assert set(pairs.values()) == {1}
    assert set(per_router.values()) == {2}
    (use,) = port_uses(subject)
    assert use.n_used == 3 + 2


@pytest.mark.parametrize("sizes", [(4, 5), (2, 2), (7, 3)])
def test_that_steps_make_a_mesh_without_wrap_around(sizes: tuple[int, int]) -> None:
    x, y = sizes
    steps = [
        bundle("x", "acc", "acc", ("acc.x", "step", "acc.x", 1), ("acc.y", "equal", "acc.y")),
        bundle("y", "acc", "acc", ("acc.y", "step", "acc.y", 1), ("acc.x", "equal", "acc.x")),
    ]
    subject = design([block("root", [instance("acc", "acc", x=x, y=y)], steps)], [accelerator()])
    graph = build_class_graph(subject)
    assert sum(link.n_links for link in graph.link_classes) == (x - 1) * y + (y - 1) * x
    (use,) = port_uses(subject)
    assert use.n_used == min(2, x - 1) + min(2, y - 1)


def test_that_a_step_beyond_the_last_copy_links_nothing() -> None:
    far = bundle("x", "acc", "acc", ("acc.i", "step", "acc.i", 5))
    subject = design([block("root", [instance("acc", "acc", i=4)], [far])], [accelerator()])
    assert build_class_graph(subject).link_classes == ()


def test_that_listed_pairs_are_there_in_every_copy_of_their_block() -> None:
    rack = block(
        "rack",
        [instance("acc", "acc", i=3), instance("sw", "sw", i=2)],
        [bundle("l", "acc", "sw", pairs=((0, 1, 1), (2, 0, 3)), n=2)],
    )
    root = block("root", [instance("rack", "rack", block=True, g=4)])
    subject = design([root, rack], [accelerator(), switch()])
    (link,) = build_class_graph(subject).link_classes
    assert link.n_links == 4 * 2 * (1 + 3)
    with pytest.raises(IrregularFabricError):
        build_space(build_class_graph(subject), SCALE_UP)


def test_that_a_million_listed_pairs_are_counted_and_checked_in_seconds() -> None:
    n = 2000
    rows = tuple((i, (i * 7 + k) % n, 1) for i in range(n) for k in range(500))
    root = block(
        "root",
        [instance("acc", "acc", i=n), instance("sw", "sw", i=n)],
        [bundle("l", "acc", "sw", pairs=rows)],
        removed=["acc[5]"],
    )
    subject = design([root], [accelerator("acc", port("p", count=500)), switch()])
    (link,) = build_class_graph(subject).link_classes
    assert link.n_links == math.prod((n - 1, 500))
