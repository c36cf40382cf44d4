"""Random small designs with every kind of relation, removals and replaced parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.block import BlockKind
from designer.model.evolve import evolve
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch

if TYPE_CHECKING:
    from random import Random

    from designer.model.block import Block
    from designer.model.design import Design


def _mesh_relations(rng: Random) -> list[tuple[str, str, str]]:
    dims = ["rack.g", "node.i", "acc.i"]
    rng.shuffle(dims)
    kinds = ("equal", "not-equal")
    return [(dim, rng.choice(kinds), dim) for dim in dims[: rng.choice([1, 2, 3])]]


def _rack(rng: Random, n_nodes: int) -> Block:
    node = instance("node", "node", block=True, i=n_nodes)
    if rng.random() < 0.6:
        return block("rack", [node])
    tor = instance("tor", "l2", i=rng.choice([1, 2]))
    return block("rack", [node, tor], [bundle("t", "node/l1", "tor")])


def _exceptions(
    rng: Random, sizes: tuple[int, int, int], n_planes: int, n_top: int
) -> tuple[list[str], dict[str, str]]:
    removed: list[str] = []
    replaced: dict[str, str] = {}
    for _ in range(rng.choice([0, 0, 1, 1, 2, 3])):
        what = rng.choice(["rack", "node", "acc", "l1", "l2"])
        path = f"rack[{rng.randrange(sizes[0])}]"
        if what != "rack":
            path += f"/node[{rng.randrange(sizes[1])}]"
        if what == "acc":
            path += f"/acc[{rng.randrange(sizes[2])}]"
        if what == "l1":
            path += f"/l1[{rng.randrange(n_planes)}]"
        if what == "l2":
            path = f"top[0]/l2[{rng.randrange(n_planes * n_top)}]"
        if what in {"acc", "l1", "l2"} and rng.random() < 0.4:
            replaced[path] = f"{what}-slow"
        else:
            removed.append(path)
    return list(dict.fromkeys(removed)), replaced


def random_design(rng: Random) -> Design:
    """Return a small design drawn with a random generator."""
    sizes = (rng.choice([1, 2, 3]), rng.choice([1, 2, 3]), rng.choice([1, 2, 3]))
    n_planes, n_top = rng.choice([1, 2]), rng.choice([1, 2, 3])
    inner = [bundle("d", "acc", "l1", n=rng.choice([1, 2]))]
    if rng.random() < 0.4:
        inner.append(bundle("m", "acc:q", "acc:q", ("acc.i", "not-equal", "acc.i")))
    node = block(
        "node", [instance("acc", "acc", i=sizes[2]), instance("l1", "l1", plane=n_planes)], inner
    )
    rack = _rack(rng, sizes[1])
    top = block("top", [instance("l2", "l2", plane=n_planes, i=n_top)])
    planes = [("l1.plane", "equal", "l2.plane")] if rng.random() < 0.6 else []
    outer = [bundle("u", "rack/node/l1", "top/l2", *planes, n=rng.choice([1, 1, 2]))]
    if rng.random() < 0.5:
        outer.append(bundle("x", "rack/node/acc:q", "rack/node/acc:q", *_mesh_relations(rng)))
    if rng.random() < 0.3:
        ring: list[tuple[str, str, str] | tuple[str, str, str, int]] = [
            ("rack.g", "shift", "rack.g", rng.choice([1, 1, 2]))
        ]
        if rng.random() < 0.5:
            ring.append(("node.i", "equal", "node.i"))
        if rng.random() < 0.5:
            ring.append(("l1.plane", "equal", "l1.plane"))
        outer.append(bundle("y", "rack/node/l1", "rack/node/l1", *ring))
    removed, replaced = _exceptions(rng, sizes, n_planes, n_top)
    root = block(
        "root",
        [instance("rack", "rack", block=True, g=sizes[0]), instance("top", "top", block=True)],
        outer,
        removed=removed,
        replaced=[(p, s) for p, s in replaced.items() if p not in removed],
    )
    parts = [
        accelerator("acc", port("p", 1), port("q", 0.5)),
        accelerator("acc-slow", port("p", 0.5), port("q", 0.5)),
        switch("l1", port("p", 2)),
        switch("l2", port("p", 3)),
        switch("l1-slow", port("p", 0.75)),
        switch("l2-slow", port("p", 0.5)),
    ]
    return design([root, rack, node, top], parts)


def crossed_design(rng: Random) -> Design:
    """Return nodes and boxes, their inner and outer indices related at random, with exceptions."""
    size = rng.choice([2, 3, 4])
    a_dims = {"node.i": size, "acc.j": size, "acc.k": rng.choice([1, 2])}
    b_dims = {"box.m": size, "sw.n": size, "sw.o": rng.choice([1, 2])}
    relations: list[tuple[str, str, str, int]] = []
    a_names, b_names = ["node.i", "acc.j"], ["box.m", "sw.n"]
    rng.shuffle(b_names)
    for a_name, b_name in list(zip(a_names, b_names, strict=True))[: rng.choice([0, 1, 2])]:
        kind = rng.choice(["equal", "not-equal", "shift"])
        relations.append((a_name, kind, b_name, rng.randrange(size)))
    removed, replaced = set[str](), dict[str, str]()
    for _ in range(rng.randrange(5)):
        outer, inner = rng.choice([("node", "acc"), ("box", "sw")])
        dims = a_dims if outer == "node" else b_dims
        sizes = list(dims.values())
        path = f"{outer}[{rng.randrange(sizes[0])}]"
        if rng.random() < 0.8:
            path += f"/{inner}[{rng.randrange(sizes[1] * sizes[2])}]"
        if rng.random() < 0.3 and "/" in path:
            replaced[path] = f"{inner}-other"
        else:
            removed.add(path)
    node = block("node", [instance("acc", "acc", j=size, k=a_dims["acc.k"])])
    box = block("box", [instance("sw", "sw", n=size, o=b_dims["sw.o"])])
    root = block(
        "root",
        [
            instance("node", "node", block=True, i=size),
            instance("box", "box", block=True, m=size),
        ],
        [bundle("x", "node/acc", "box/sw", *relations, n=rng.choice([1, 1, 2, 3]))],
        removed=sorted(removed),
        replaced=[(p, s) for p, s in sorted(replaced.items()) if p not in removed],
    )
    other = [accelerator("acc-other", port("p" if rng.random() < 0.5 else "q", 0.5))]
    parts = [accelerator("acc"), switch("sw"), switch("sw-other", port("p", 0.5)), *other]
    kinds = {"node": BlockKind.NODE, "box": BlockKind.SWITCH_BOX}
    blocks = (root, *(evolve(b, kind=kinds[b.id]) for b in (node, box)))
    return design(blocks, parts)
