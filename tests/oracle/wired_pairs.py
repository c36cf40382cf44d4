"""Every link of a design, read off the document copy by copy, without class graph or fold."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from designer.model.block import ExceptionKind
from designer.model.ids import path_from_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, LinkEnd, Relation

Steps = tuple[tuple[str, int], ...]
"""Instance id and copy number from the root down."""


@dataclass(frozen=True)
class Spot:
    """One copy at the end of a bundle: where it is below the block, and its indices by name."""

    steps: Steps
    values: dict[str, int]
    number: int


def text_of(steps: Steps) -> str:
    """Write steps as the program writes paths."""
    return "/".join(f"{name}[{ix}]" for name, ix in steps)


def _inner(design: Design, instance: Instance) -> Block | None:
    return next((b for b in design.blocks if b.id == instance.block), None)


def _end_path(design: Design, block: Block, end: LinkEnd) -> list[tuple[Instance, int | None]]:
    found: list[tuple[Instance, int | None]] = []
    path, port = path_from_text(end.path), end.port
    here = block
    while path:
        for step in path:
            instance = here.instance_by_id[step.instance_id]
            found.append((instance, step.copy_ix))
            here = _inner(design, instance) or here
        if found[-1][0].block is None:
            return found
        shown = next(g for g in here.port_groups if g.name == port)
        path, port = path_from_text(shown.path), shown.port
    return found


def _spots(design: Design, block: Block, end: LinkEnd) -> Iterator[Spot]:
    chain = _end_path(design, block, end)
    for numbers in product(*(range(instance.count) for instance, _ in chain)):
        if any(want not in {None, n} for (_, want), n in zip(chain, numbers, strict=True)):
            continue
        values: dict[str, int] = {}
        number = 0
        for (instance, _), copy_ix in zip(chain, numbers, strict=True):
            number = number * instance.count + copy_ix
            rest = copy_ix
            for dim in reversed(instance.dims):
                rest, values[f"{instance.id}.{dim.name}"] = divmod(rest, dim.size)
        steps = tuple((str(i.id), n) for (i, _), n in zip(chain, numbers, strict=True))
        yield Spot(steps, values, number)


def _holds(relation: Relation, a: Spot, b: Spot, size: int) -> bool:
    i, j = a.values[relation.a_dim], b.values[relation.b_dim]
    kind = relation.kind.value
    if kind == "step":
        return j == i + relation.offset
    if kind == "shift":
        return j == (i + relation.offset) % size
    return (i != j) == (kind == "not-equal")


def _size_of(design: Design, block: Block, end: LinkEnd, name: str) -> int:
    return next(
        dim.size
        for instance, _ in _end_path(design, block, end)
        for dim in instance.dims
        if f"{instance.id}.{dim.name}" == name
    )


def _pairs(design: Design, block: Block, bundle: LinkBundle) -> Counter[tuple[Steps, Steps]]:
    found: Counter[tuple[Steps, Steps]] = Counter()
    listed = {(a, b): n for a, b, n in bundle.pairs} if bundle.pairs is not None else None
    sizes = [_size_of(design, block, bundle.a, r.a_dim) for r in bundle.relations]
    for a, b in product(_spots(design, block, bundle.a), _spots(design, block, bundle.b)):
        if a.steps == b.steps:
            continue
        if listed is not None:
            n = listed.get((a.number, b.number), 0)
        else:
            n = all(_holds(r, a, b, s) for r, s in zip(bundle.relations, sizes, strict=True))
        key = (min(a.steps, b.steps), max(a.steps, b.steps))
        if n:
            found[key] = n * bundle.n_links_per_pair
    return found


def _uses(design: Design, block: Block, steps: Steps) -> Iterator[tuple[Block, Steps]]:
    yield block, steps
    for instance in block.instances:
        inner = _inner(design, instance)
        for copy_ix in range(instance.count if inner is not None else 0):
            assert inner is not None
            yield from _uses(design, inner, (*steps, (str(instance.id), copy_ix)))


def _state(design: Design, steps: Steps) -> str | None:
    """Return the part of a copy, or ``None`` if it or something around it is removed."""
    found: dict[int, str] = {}
    here = design.root_block
    slug = ""
    for depth in range(len(steps)):
        for exception in here.exceptions:
            path = path_from_text(exception.path)
            steps_of = tuple((str(s.instance_id), s.copy_ix) for s in path)
            if steps[depth : depth + len(path)] != steps_of:
                continue
            if exception.kind is ExceptionKind.REMOVED:
                return None
            if depth + len(path) == len(steps):
                found[depth] = exception.part or ""
        instance = here.instance_by_id[steps[depth][0]]  # type: ignore[index]
        slug = instance.part or ""
        here = _inner(design, instance) or here
    return found[min(found)] if found else slug


def _n_missing(design: Design, key: str, ends: tuple[Steps, Steps]) -> int:
    """Return how many links of a bundle between two copies exceptions of any block take out."""
    n = 0
    here: Block | None = design.root_block
    for depth, step in enumerate(ends[0]):
        if here is None or ends[0][:depth] != ends[1][:depth]:
            break
        pair = {text_of(end[depth:]) for end in ends}
        for exception in here.link_exceptions:
            if exception.bundle == key and {exception.a, exception.b} == pair:
                n += exception.n_links or 10**9
        here = _inner(design, here.instance_by_id[step[0]])  # type: ignore[index]
    return n


def links_of(design: Design) -> dict[str, Counter[frozenset[str]]]:
    """Return the links of every bundle: how many between which two copies."""
    found: dict[str, Counter[frozenset[str]]] = {}
    for block, steps in _uses(design, design.root_block, ()):
        for bundle in block.link_bundles:
            links = found.setdefault(f"{block.id}/{bundle.id}", Counter())
            for (a, b), n_intact in _pairs(design, block, bundle).items():
                ends = ((*steps, *a), (*steps, *b))
                n = n_intact - _n_missing(design, f"{block.id}/{bundle.id}", ends)
                if n > 0 and all(_state(design, end) is not None for end in ends):
                    links[frozenset(text_of(end) for end in ends)] += n
    return found
