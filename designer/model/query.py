"""Pure queries over a design."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.ids import InstanceId, PathStep, path_from_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from designer.catalog.part import PartPort
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkEnd

MAX_DEPTH = 16
"""Deepest nesting of blocks."""


class ResolvedEnd(NamedTuple):
    """The part at the end of a bundle.

    ``instances`` lead from the owning block to the part; ``port`` is the port group of the part.
    ``copy_ixs`` has for each instance the one copy that is meant, or ``None`` for all.
    """

    instances: tuple[Instance, ...]
    part_slug: str
    port: PartPort
    copy_ixs: tuple[int | None, ...]


def walk_instances(
    design: Design, block: Block, prefix: tuple[Instance, ...] = ()
) -> Iterator[tuple[Instance, ...]]:
    """Yield every chain of instances below a block, parents before children.

    Parameters
    ----------
    design
        The design that owns the block.
    block
        Where to start.
    prefix
        Chain that leads to the block.

    Yields
    ------
    tuple[Instance, ...]
        Chain from the block down to one instance; nesting is cut at :data:`MAX_DEPTH`.
    """
    if len(prefix) >= MAX_DEPTH:
        return
    for instance in block.instances:
        chain = (*prefix, instance)
        yield chain
        if instance.block is not None and instance.block in design.block_by_id:
            yield from walk_instances(design, design.block_by_id[instance.block], chain)


def chain_from_path(
    design: Design, block: Block, path: InstancePath
) -> tuple[Instance, ...] | None:
    """Return the instances along a path.

    Parameters
    ----------
    design
        The design that owns the block.
    block
        Block the path is relative to.
    path
        Steps; indices are not looked at.

    Returns
    -------
    tuple[Instance, ...] | None
        One instance per step, or ``None`` if a step does not exist.
    """
    chain: list[Instance] = []
    current: Block | None = block
    for step in path:
        if current is None or step.instance_id not in current.instance_by_id:
            return None
        instance = current.instance_by_id[step.instance_id]
        chain.append(instance)
        current = design.block_by_id.get(instance.block) if instance.block is not None else None
    return tuple(chain)


def part_paths(
    design: Design, block: Block, family: str, of_family: Mapping[str, str]
) -> tuple[str, ...]:
    """Return the paths to all instances of parts of one family below a block.

    Parameters
    ----------
    design
        The design that owns the block.
    block
        Block the paths are relative to.
    family
        For example ``circuit-switch``.
    of_family
        Family by part slug.

    Returns
    -------
    tuple[str, ...]
        Paths without indices, parents before children.
    """
    return tuple(
        "/".join(instance.id for instance in chain)
        for chain in walk_instances(design, block)
        if chain[-1].part is not None and of_family.get(chain[-1].part) == family
    )


def index_problem(path: InstancePath, chain: tuple[Instance, ...]) -> str:
    """Return which index of a path is outside the count of its instance.

    Parameters
    ----------
    path
        Steps, with or without indices.
    chain
        The instances along the path, as far as they exist.

    Returns
    -------
    str
        One line, or the empty text if every index exists.
    """
    for step, instance in zip(path, chain, strict=False):
        if step.copy_ix is not None and step.copy_ix >= instance.count:
            return worded(
                "index {copy_ix} of {instance_id} is outside its count {count:,}",
                copy_ix=step.copy_ix,
                instance_id=step.instance_id,
                count=instance.count,
            )
    return ""


def resolve_end(design: Design, block: Block, end: LinkEnd) -> ResolvedEnd | None:
    """Return the part and port group that a bundle end means.

    Parameters
    ----------
    design
        The design that owns the block.
    block
        The block that owns the bundle.
    end
        The end; if its path stops at a block, the port groups of that block are followed.

    Returns
    -------
    ResolvedEnd | None
        The part at the end, or ``None`` if path, port or an index of the path do not exist.
    """
    known = design.resolved_ends
    key = (block.id, end.path, end.port)
    if design.block_by_id.get(block.id) is not block:
        return _resolved(design, block, end)
    found = known.get(key)
    if isinstance(found, ResolvedEnd):
        return found
    known[key] = resolved = _resolved(design, block, end)
    return resolved


def _resolved(design: Design, block: Block, end: LinkEnd) -> ResolvedEnd | None:
    path = path_from_text(end.path)
    port_name = end.port
    for _ in range(MAX_DEPTH):
        chain = chain_from_path(design, block, path)
        if chain is None or index_problem(path, chain):
            return None
        last = chain[-1]
        if last.part is not None:
            part = design.part_by_slug.get(last.part)
            port = part.port(port_name) if part is not None else None
            copy_ixs = tuple(step.copy_ix for step in path)
            return None if port is None else ResolvedEnd(chain, last.part, port, copy_ixs)
        inner = design.block_by_id.get(last.block) if last.block is not None else None
        shown = next((g for g in inner.port_groups if g.name == port_name), None) if inner else None
        if shown is None:
            return None
        path = (*path, *path_from_text(shown.path))
        port_name = shown.port
    return None


def is_block_inside(design: Design, inner: str, outer: str) -> bool:
    """Return whether a block contains another, at any depth, or is it.

    Parameters
    ----------
    design
        The design.
    inner, outer
        Block ids.

    Returns
    -------
    bool
        Whether ``outer`` uses ``inner``.
    """
    seen: set[str] = set()
    pending = [outer]
    while pending:
        block_id = pending.pop()
        if block_id == inner:
            return True
        if block_id in seen:
            continue
        seen.add(block_id)
        block = next((b for b in design.blocks if b.id == block_id), None)
        if block is not None:
            pending += [i.block for i in block.instances if i.block is not None]
    return False


def path_without_indices(path: InstancePath) -> InstancePath:
    """Return a path that means all copies.

    Parameters
    ----------
    path
        Any path.

    Returns
    -------
    InstancePath
        The same steps without indices.
    """
    return tuple(PathStep(InstanceId(step.instance_id)) for step in path)


def used_part_slugs(design: Design) -> tuple[str, ...]:
    """Return every part slug that the blocks and bundles name.

    Parameters
    ----------
    design
        The design.

    Returns
    -------
    tuple[str, ...]
        Sorted slugs, each once.
    """
    return tuple(sorted(frozenset().union(*(block.part_slugs for block in design.blocks))))
