"""Random small designs that use every way to say which copies are linked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.block import LinkException
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from random import Random

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.links import LinkBundle

_MOVES = (-2, -1, 1, 2, 3)


def _related(rng: Random, dims: list[str]) -> list[tuple[str, str, str, int]]:
    chosen = [dim for dim in dims if rng.random() < 0.7]
    kinds = ("equal", "not-equal", "shift", "step")
    return [(dim, rng.choice(kinds), dim, rng.choice(_MOVES)) for dim in chosen]


def _rows(rng: Random, n_a: int, n_b: int, *, is_self: bool) -> tuple[tuple[int, int, int], ...]:
    every = [(a, b) for a in range(n_a) for b in range(n_b) if not is_self or a != b]
    rng.shuffle(every)
    rows: dict[tuple[int, int], int] = {}
    for a, b in every[: rng.randrange(len(every) + 1)]:
        if not (is_self and (b, a) in rows):
            rows[a, b] = rng.choice([1, 1, 2])
    return tuple((a, b, n) for (a, b), n in rows.items())


def _among(rng: Random, sizes: dict[str, int]) -> LinkBundle:
    """Return a bundle among the switches of the racks, by rule or by indices."""
    fixed = {name for name in ("rack", "sw") if rng.random() < 0.4}
    ends = ["/".join(
        f"{name}[{rng.randrange(sizes[name])}]" if name in fixed and rng.random() < 0.8 else name
        for name in ("rack", "sw")
    ) for _ in range(2)]  # fmt: skip
    dims = {"rack": ["rack.g"], "sw": ["sw.plane", "sw.i"]}
    free = [dim for name, own in dims.items() if name not in fixed for dim in own]
    relations = _related(rng, free)
    if ends[0] == ends[1] and all(
        kind == "equal" or (kind == "shift" and offset % sizes[dim] == 0)
        for dim, kind, _, offset in relations
    ):
        relations = [("rack.g", "not-equal", "rack.g", 0)] if "rack.g" in free else []
        if not relations:
            ends[1] = "rack/sw"
            ends[0] = f"rack[{rng.randrange(sizes['rack'])}]/sw"
    return bundle("among", f"{ends[0]}:r", f"{ends[1]}:r", *relations, n=rng.choice([1, 2]))


def _with_missing_links(rng: Random, root: Block, rack: Block) -> tuple[Block, Block]:
    """Take out some links of any block, said by the root and by the rack."""
    found: dict[str, list[LinkException]] = {"root": [], "rack": []}
    intact = {
        (key, *sorted(ends)): n
        for key, links in links_of(
            design(
                [
                    root.model_copy(update={"exceptions": ()}),
                    rack.model_copy(update={"exceptions": ()}),
                ],
                [],
            )
        ).items()
        for ends, n in links.items()
    }
    for (key, a, b), n in rng.sample(
        sorted(intact.items()), min(len(intact), rng.choice([0, 1, 3]))
    ):
        ends = (a, b) if rng.random() < 0.5 else (b, a)
        swapped = key in {"root/up", "rack/down"}
        if swapped:
            ends = (b, a) if (key == "root/up") == a.startswith("top") else (a, b)
            if key == "rack/down" and "/acc" not in ends[0]:
                ends = ends[::-1]
        n_links = rng.choice([None, rng.randrange(1, n + 1)])
        where = "root"
        if key.startswith("rack/") and rng.random() < 0.5:
            where = "rack"
            ends = (ends[0].split("/", 1)[1], ends[1].split("/", 1)[1])
        if all({ends[0], ends[1]} != {e.a, e.b} or e.bundle != key for e in found[where]):
            found[where].append(LinkException(bundle=key, a=ends[0], b=ends[1], n_links=n_links))
    return (
        root.model_copy(update={"link_exceptions": tuple(found["root"])}),
        rack.model_copy(update={"link_exceptions": tuple(found["rack"])}),
    )


def random_wiring(rng: Random) -> Design:
    """Return racks of accelerators and switches, wired inside and among each other."""
    n_racks, n_planes, n_i, n_acc = (rng.choice([1, 2, 3, 4]), rng.choice([1, 2]),
                                     rng.choice([1, 2, 3]), rng.choice([1, 2, 3]))  # fmt: skip
    n_sw = n_planes * n_i
    sizes = {"rack": n_racks, "sw": n_sw, "rack.g": n_racks, "sw.plane": n_planes, "sw.i": n_i}
    inner = [bundle("down", "acc", "sw")]
    if rng.random() < 0.5:
        inner = [bundle("down", "acc", "sw", pairs=_rows(rng, n_acc, n_sw, is_self=False), n=2)]
    if rng.random() < 0.5:
        rows = _rows(rng, n_sw, n_sw, is_self=True)
        inner.append(bundle("listed", "sw:q", "sw:q", pairs=rows))
    outer = [_among(rng, sizes)]
    if rng.random() < 0.4:
        rows = _rows(rng, n_racks * n_sw, 2, is_self=False)
        outer.append(bundle("up", "rack/sw:s", "top", pairs=rows))
    else:
        end = f"rack/sw[{rng.randrange(n_sw)}]" if rng.random() < 0.5 else "rack/sw"
        outer.append(bundle("up", f"{end}:s", f"top[{rng.randrange(2)}]"))
    removed: list[str] = []
    replaced: list[tuple[str, str]] = []
    for _ in range(rng.choice([0, 0, 1, 2])):
        path = f"rack[{rng.randrange(n_racks)}]"
        what = rng.choice(["rack", "sw", "slow"])
        if what != "rack":
            path += f"/sw[{rng.randrange(n_sw)}]"
        if what == "slow":
            replaced.append((path, "slow"))
        else:
            removed.append(path)
    root = block(
        "root",
        [instance("rack", "rack", block=True, g=n_racks), instance("top", "sw", i=2)],
        outer,
        removed=list(dict.fromkeys(removed)),
        replaced=list(dict.fromkeys(replaced)),
    )
    gone = [f"sw[{rng.randrange(n_sw)}]"] if rng.random() < 0.2 else []
    rack = block(
        "rack",
        [instance("acc", "acc", i=n_acc), instance("sw", "sw", plane=n_planes, i=n_i)],
        inner,
        removed=gone,
    )
    root, rack = _with_missing_links(rng, root, rack)
    ports = [port(name, 1) for name in "pqrs"]
    slow = [port(name, 0.5) for name in "pqrs"]
    parts = [accelerator("acc"), switch("sw", *ports), switch("slow", *slow)]
    return design([root, rack], parts)
