"""Random edits of a design, of seven kinds: for the benchmark of an edit and for its test."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.commands.copies import RemoveCopies, ReplaceCopy
from designer.commands.links import LinkPair, RemoveLinks
from designer.commands.placement import Move, MoveInstances
from designer.commands.properties import RenameInstance
from designer.commands.structure import SetCount
from designer.errors.tree import CommandError
from designer.model.ids import PathStep, text_from_path
from designer.model.limits import chains_to_block
from designer.model.links import RelationKind
from designer.model.query import resolve_end, walk_instances

if TYPE_CHECKING:
    import random
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle

KINDS: Final = ("device out", "block out", "link out", "count", "move", "swap", "rename")
_MOVES: Final = (RelationKind.EQUAL, RelationKind.SHIFT)
_MAX_TRIES: Final = 200


def _copy(chain: tuple[Instance, ...], rng: random.Random) -> str:
    return text_from_path(tuple(PathStep(i.id, rng.randrange(i.count)) for i in chain))


def _used(design: Design) -> list[Block]:
    ids = dict.fromkeys(
        i.block for chain in walk_instances(design, design.root_block) for i in chain if i.block
    )
    return [design.root_block, *(design.block_by_id[i] for i in ids)]


def _values(instances: tuple[Instance, ...], rng: random.Random) -> dict[str, list[int]]:
    # Index of each dimension of each instance, by "instance.dimension", with its size.
    return {
        f"{one.id}.{dim.name}": [rng.randrange(dim.size), dim.size]
        for one in instances
        for dim in one.dims
    }


def _path(instances: tuple[Instance, ...], values: dict[str, list[int]]) -> list[str]:
    steps = []
    for one in instances:
        flat = 0
        for dim in one.dims:
            flat = flat * dim.size + values[f"{one.id}.{dim.name}"][0]
        steps.append(f"{one.id}[{flat}]")
    return steps


def _link_out(design: Design, rng: random.Random) -> Command | None:
    blocks = [b for b in _used(design) if b.link_bundles]
    if not blocks:
        return None
    block = rng.choice(blocks)
    bundle: LinkBundle = rng.choice(block.link_bundles)
    ends = [resolve_end(design, block, end) for end in (bundle.a, bundle.b)]
    if ends[0] is None or ends[1] is None:
        return None
    outer = _outer(design, block, rng)
    a, b = (_values(end.instances, rng) for end in ends if end is not None)
    for relation in bundle.relations:
        if relation.kind in _MOVES and relation.a_dim in a and relation.b_dim in b:
            b[relation.b_dim][0] = (a[relation.a_dim][0] + relation.offset) % b[relation.b_dim][1]
    paths = [
        "/".join([*outer, *_path(end.instances, values)])
        for end, values in zip(ends, (a, b), strict=True)
        if end is not None
    ]
    key = f"{block.id}/{bundle.id}"
    return RemoveLinks(links=(LinkPair(bundle=key, a=paths[0], b=paths[1], n_links=1),))


def _outer(design: Design, block: Block, rng: random.Random) -> list[str]:
    # A copy of a block as path steps from the root.
    if block is design.root_block:
        return []
    steps, around = [], design.root_block
    for step in rng.choice(chains_to_block(design, block.id)):
        instance = around.instance_by_id[step]
        steps.append(f"{step}[{rng.randrange(instance.count)}]")
        around = design.block_by_id[instance.block or around.id]
    return steps


def _count(design: Design, rng: random.Random) -> Command:
    block = rng.choice(_used(design))
    instance = rng.choice(block.instances)
    dims = list(instance.dims)
    ix = rng.randrange(len(dims))
    size = max(1, dims[ix].size + rng.choice((-2, -1, 1, 2, 3, 4, 5, 8)))
    dims[ix] = dims[ix].model_copy(update={"size": size})
    return SetCount(block=block.id, instance=instance.id, dims=tuple(dims))


def command_of(
    kind: str, design: Design, library: CatalogLibrary, rng: random.Random
) -> Command | None:
    """Return a random edit of a kind, which may be refused; ``None`` if there is no place for it.

    Kinds are those of :data:`KINDS`.
    """
    chains = list(walk_instances(design, design.root_block))
    leaves = [chain for chain in chains if chain[-1].part]
    if kind == "device out":
        return RemoveCopies(paths=(_copy(rng.choice(leaves), rng),))
    if kind == "block out":
        groups = [chain for chain in chains if chain[-1].block]
        return RemoveCopies(paths=(_copy(rng.choice(groups), rng),)) if groups else None
    if kind == "link out":
        return _link_out(design, rng)
    if kind == "count":
        return _count(design, rng)
    block = rng.choice(_used(design))
    instance = rng.choice(block.instances)
    if kind == "move":
        root = design.root_block
        moved = rng.choice(root.instances).id
        move = Move(instance=moved, x_m=rng.randrange(400) / 10, y_m=rng.randrange(400) / 10)
        return MoveInstances(block=root.id, moves=(move,))
    if kind == "swap":
        chain = rng.choice(leaves)
        own = design.part_by_slug[chain[-1].of]
        slugs = [p.slug for p in library.parts if p.family == own.family and p.slug != own.slug]
        path = _copy(chain, rng)
        swaps = (ReplaceCopy(path=path, part=slug) for slug in rng.sample(slugs, len(slugs)))
        return next((swap for swap in swaps if is_accepted(swap, design, library)), None)
    return RenameInstance(block=block.id, instance=instance.id, name=f"name {rng.random()}")


def random_edits(
    design: Design, library: CatalogLibrary, rng: random.Random
) -> Iterator[tuple[str, Command]]:
    """Yield edits of one design without end, each another than those before and none refused."""
    seen: set[object] = set()
    n_failed = 0
    while n_failed < _MAX_TRIES:
        for kind in KINDS:
            command = command_of(kind, design, library, rng)
            n_failed += 1
            if command is None or command in seen or not is_accepted(command, design, library):
                continue
            seen.add(command)
            n_failed = 0
            yield kind, command


def is_accepted(command: Command, design: Design, library: CatalogLibrary) -> bool:
    """Return whether an edit is neither refused nor without effect."""
    try:
        return command.apply(design, library).design is not design
    except CommandError:
        return False
