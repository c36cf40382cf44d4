"""Small regular fabrics of every usual family with some random failures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.block import ExceptionKind, InstanceException, LinkException
from designer.model.evolve import evolve
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

    from designer.model.block import Block
    from designer.model.design import Design

PARTS = (
    accelerator("acc", port("p", 1), port("q", 1), port("r", 1)),
    accelerator("acc-slow", port("p", 0.5), port("q", 0.5), port("r", 0.5)),
    switch("sw", port("p", 2), port("q", 2), port("r", 2)),
    switch("sw-slow", port("p", 1), port("q", 1), port("r", 1)),
)


def fat_tree(n_pods: int = 3, n_half: int = 2) -> Design:
    """Three tiers: pods of leaf and aggregation switches, and groups of core switches."""
    pod = block(
        "pod",
        [
            instance("acc", "acc", leaf=n_half, i=n_half),
            instance("leaf", "sw", i=n_half),
            instance("agg", "sw", i=n_half),
        ],
        [bundle("d", "acc", "leaf", ("acc.leaf", "equal", "leaf.i")), bundle("u", "leaf", "agg")],
    )
    root = block(
        "root",
        [instance("pod", "pod", block=True, g=n_pods), instance("core", "sw", g=n_half, i=n_half)],
        [bundle("t", "pod/agg", "core", ("agg.i", "equal", "core.g"))],
    )
    return design([root, pod], PARTS)


def leaf_spine(n_racks: int = 4, n_nodes: int = 2, n_spines: int = 3) -> Design:
    """Racks of nodes below a leaf switch, and spine switches; two links to each spine."""
    rack = block(
        "rack",
        [instance("node", "node", block=True, i=n_nodes), instance("leaf", "sw", i=2)],
        [bundle("d", "node/acc", "leaf")],
    )
    node = block("node", [instance("acc", "acc", i=2)])
    root = block(
        "root",
        [instance("rack", "rack", block=True, i=n_racks), instance("spine", "sw", i=n_spines)],
        [bundle("u", "rack/leaf", "spine", n=2)],
    )
    return design([root, rack, node], PARTS)


def rail(n_units: int = 2, n_nodes: int = 3, n_rails: int = 2) -> Design:
    """Nodes whose accelerators of one rail meet at one leaf, and spines above."""
    unit = block(
        "unit",
        [instance("node", "node", block=True, i=n_nodes), instance("leaf", "sw", r=n_rails)],
        [bundle("d", "node/acc", "leaf", ("acc.r", "equal", "leaf.r"))],
    )
    node = block(
        "node",
        [instance("acc", "acc", r=n_rails)],
        [bundle("n", "acc:q", "acc:q", ("acc.r", "not-equal", "acc.r"))],
    )
    root = block(
        "root",
        [instance("unit", "unit", block=True, i=n_units), instance("spine", "sw", i=2)],
        [bundle("u", "unit/leaf", "spine")],
    )
    return design([root, unit, node], PARTS)


def ub_mesh(n_pods: int = 2, n_racks: int = 2, x: int = 2, y: int = 2) -> Design:
    """Racks that are two-dimensional full meshes, meshed in pods, joined by switches."""
    rack = block(
        "rack",
        [instance("acc", "acc", x=x, y=y), instance("sw", "sw", i=1)],
        [
            bundle(
                "x", "acc:q", "acc:q", ("acc.x", "not-equal", "acc.x"), ("acc.y", "equal", "acc.y")
            ),
            bundle(
                "y", "acc:q", "acc:q", ("acc.y", "not-equal", "acc.y"), ("acc.x", "equal", "acc.x")
            ),
            bundle("d", "acc", "sw"),
        ],
    )
    pod = block(
        "pod",
        [instance("rack", "rack", block=True, r=n_racks)],
        [bundle("m", "rack/sw:q", "rack/sw:q", ("rack.r", "not-equal", "rack.r"))],
    )
    root = block(
        "root",
        [instance("pod", "pod", block=True, p=n_pods), instance("top", "sw", i=2)],
        [bundle("u", "pod/rack/sw:r", "top")],
    )
    return design([root, pod, rack], PARTS)


def hyperx(x: int = 3, y: int = 3, n_hosts: int = 1) -> Design:
    """Switches in a grid of full meshes, with accelerators below."""
    root = block(
        "root",
        [instance("acc", "acc", x=x, y=y, i=n_hosts), instance("sw", "sw", x=x, y=y)],
        [
            bundle("d", "acc", "sw", ("acc.x", "equal", "sw.x"), ("acc.y", "equal", "sw.y")),
            bundle("x", "sw:q", "sw:q", ("sw.x", "not-equal", "sw.x"), ("sw.y", "equal", "sw.y")),
            bundle("y", "sw:r", "sw:r", ("sw.y", "not-equal", "sw.y"), ("sw.x", "equal", "sw.x")),
        ],
    )
    return design([root], PARTS)


def torus(x: int = 4, y: int = 3) -> Design:
    """Accelerators in a grid of rings."""
    root = block(
        "root",
        [instance("acc", "acc", x=x, y=y)],
        [
            bundle("x", "acc", "acc", ("acc.x", "shift", "acc.x", 1), ("acc.y", "equal", "acc.y")),
            bundle("y", "acc", "acc", ("acc.y", "shift", "acc.y", 1), ("acc.x", "equal", "acc.x")),
        ],
    )
    return design([root], PARTS)


def mesh(x: int = 4, y: int = 3, n_boards: int = 1) -> Design:
    """Boards of accelerators in a grid of lines, with a switch for each row."""
    board = block(
        "board",
        [instance("acc", "acc", x=x, y=y)],
        [
            bundle("x", "acc", "acc", ("acc.x", "step", "acc.x", 1), ("acc.y", "equal", "acc.y")),
            bundle("y", "acc", "acc", ("acc.y", "step", "acc.y", -1), ("acc.x", "equal", "acc.x")),
        ],
    )
    root = block(
        "root",
        [instance("board", "board", block=True, b=n_boards), instance("row", "sw", y=y)],
        [bundle("e", "board/acc:q", "row", ("acc.y", "equal", "row.y"))],
    )
    return design([root, board], PARTS)


def dragonfly(n_routers: int = 2, n_global: int = 1, n_hosts: int = 2) -> Design:
    """Groups of meshed routers, one bundle per pair of global ports (relative arrangement)."""
    n_ports = n_routers * n_global
    ends = [(at // n_global, (n_ports - 1 - at) // n_global) for at in range(n_ports // 2)]
    root = block(
        "root",
        [instance("group", "group", block=True, g=n_ports + 1)],
        [
            bundle(
                f"g{at}",
                f"group/router[{a}]:r",
                f"group/router[{b}]:r",
                ("group.g", "shift", "group.g", -at - 1),
            )
            for at, (a, b) in enumerate(ends)
        ],
    )
    group = block(
        "group",
        [instance("acc", "acc", r=n_routers, i=n_hosts), instance("router", "sw", i=n_routers)],
        [
            bundle("d", "acc", "router", ("acc.r", "equal", "router.i")),
            bundle("l", "router:q", "router:q", ("router.i", "not-equal", "router.i")),
        ],
    )
    return design([root, group], PARTS)


def star(n_groups: int = 3, n_switches: int = 3) -> Design:
    """Groups in which one switch serves the others, and the first ones are meshed."""
    group = block(
        "group",
        [instance("acc", "acc", i=2), instance("sw", "sw", i=n_switches)],
        [bundle("d", "acc", "sw"), bundle("s", "sw[1]:q", "sw:q")],
    )
    root = block(
        "root",
        [instance("group", "group", block=True, g=n_groups)],
        [
            bundle("m", "group/sw[0]:r", "group/sw[0]:r", ("group.g", "not-equal", "group.g")),
            bundle("h", "group/sw[2]:r", "group/sw", ("group.g", "not-equal", "group.g")),
        ],
    )
    return design([root, group], PARTS)


FAMILIES = (fat_tree, leaf_spine, rail, ub_mesh, hyperx, torus, mesh, dragonfly, star)


def _copies(whole: Design) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []

    def walk(here: Block, prefix: str) -> None:
        for one in here.instances:
            for ix in range(one.count):
                path = f"{prefix}{one.id}[{ix}]"
                found.append((path, one.part or ""))
                inner = next((b for b in whole.blocks if b.id == one.block), None)
                if inner is not None:
                    walk(inner, path + "/")

    walk(whole.root_block, "")
    return found


KINDS = ("link", "link", "link", "copy", "copy", "slow")
"""What a random failure is, the usual ones more often."""


def broken(whole: Design, rng: Random, n_failures: int, kinds: Sequence[str] = KINDS) -> Design:
    """Return a design with some random links, copies or blocks missing or replaced."""
    links: list[tuple[str, str, str, int]] = []
    for key, pairs in links_of(whole).items():
        for ends, n in pairs.items():
            one, other = sorted(ends)
            links.append((key, one, other, n))
    links.sort()
    ends_of = {
        f"{b.id}/{k.id}": k.a.path.split("/")[-1].split("[")[0]
        for b in whole.blocks
        for k in b.link_bundles
    }
    removed: dict[str, InstanceException] = {}
    cuts: dict[tuple[str, str, str], LinkException] = {}
    for _ in range(n_failures):
        what = rng.choice(kinds)
        if what == "link":
            key, a, b, n = rng.choice(links)
            if a.rpartition("/")[2].split("[")[0] != ends_of[key]:
                a, b = b, a
            n_links = rng.choice([None, rng.randrange(1, n + 1)])
            cuts[key, min(a, b), max(a, b)] = LinkException(bundle=key, a=a, b=b, n_links=n_links)
            continue
        path, slug = rng.choice(_copies(whole))
        if what == "slow" and slug:
            part = f"{slug}-slow"
            removed[path] = InstanceException(path=path, kind=ExceptionKind.REPLACED, part=part)
        else:
            removed[path] = InstanceException(path=path, kind=ExceptionKind.REMOVED)
    root = evolve(
        whole.root_block,
        exceptions=tuple(removed.values()),
        link_exceptions=tuple(cuts.values()),
    )
    return evolve(whole, blocks=(root, *whole.blocks[1:]))
