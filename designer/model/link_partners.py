"""Which copies a copy may be linked with by a bundle, without expanding the bundle."""

from __future__ import annotations

import math
from itertools import islice, product
from typing import TYPE_CHECKING, Final

from designer.model.link_counts import plain_kind
from designer.model.links import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.instance import Instance
    from designer.model.links import LinkBundle
    from designer.model.query import ResolvedEnd

MAX_VALUES: Final = 513
"""Most values of a dimension that are tried where no relation fixes it."""
MAX_TRIED: Final = 200_000
"""Most copies that are tried."""


def link_partners(
    bundle: LinkBundle,
    own: ResolvedEnd,
    other: ResolvedEnd,
    ixs: tuple[int, ...],
    *,
    is_turned: bool,
) -> Iterator[tuple[int, ...]]:
    """Yield the copies at the other end of a bundle that a copy may have links with.

    Parameters
    ----------
    bundle
        A bundle without problems.
    own, other
        The end that has the copy, and the other one.
    ixs
        The copy: one index per instance of its end.
    is_turned
        Whether the copy is at the second end of the bundle.

    Yields
    ------
    tuple[int, ...]
        One index per instance of the other end. Of dimensions that no relation fixes, only the
        first :data:`MAX_VALUES` values; some of the copies may have no link, see
        :func:`designer.model.link_exceptions.links_of_pair`.
    """
    if bundle.pairs is not None:
        yield from _listed_partners(bundle, own, other, ixs, is_turned=is_turned)
        return
    allowed = _partner_values(bundle, own, ixs, is_turned=is_turned)
    choices: list[list[int]] = []
    for instance, named in zip(other.instances, other.copy_ixs, strict=True):
        if named is not None:
            choices.append([named])
            continue
        numbers = [0]
        for dim in instance.dims:
            few = range(min(dim.size, MAX_VALUES))
            values = allowed.get(f"{instance.id}.{dim.name}", few)
            numbers = [
                n * dim.size + v for n in numbers for v in values if 0 <= v < dim.size
            ][:MAX_TRIED]  # fmt: skip
        choices.append(numbers)
    yield from islice(product(*choices), MAX_TRIED)


def _partner_values(
    bundle: LinkBundle, own: ResolvedEnd, ixs: tuple[int, ...], *, is_turned: bool
) -> dict[str, tuple[int, ...]]:
    # The one value of each dimension of the other end that a relation fixes.
    mine = _values(own.instances, ixs)
    found: dict[str, tuple[int, ...]] = {}
    for relation in bundle.relations:
        near, far = relation.a_dim, relation.b_dim
        if is_turned:
            near, far = far, near
        value, size = mine[near]
        kind, offset = plain_kind(relation.kind, relation.offset, size)
        if kind is RelationKind.NOT_EQUAL:
            continue
        moved = value - offset if is_turned else value + offset
        found[far] = (moved if kind is RelationKind.STEP else moved % size,)
    return found


def _values(instances: tuple[Instance, ...], ixs: tuple[int, ...]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for instance, ix in zip(instances, ixs, strict=True):
        below = instance.count
        for dim in instance.dims:
            below //= dim.size
            found.setdefault(f"{instance.id}.{dim.name}", (ix // below % dim.size, dim.size))
    return found


def _listed_partners(
    bundle: LinkBundle,
    own: ResolvedEnd,
    other: ResolvedEnd,
    ixs: tuple[int, ...],
    *,
    is_turned: bool,
) -> Iterator[tuple[int, ...]]:
    number = 0
    for instance, ix in zip(own.instances, ixs, strict=True):
        number = number * instance.count + ix
    sizes = [instance.count for instance in other.instances]
    for a, b in bundle.times_of_pair:
        near, far = (b, a) if is_turned else (a, b)
        if near == number:
            below = math.prod(sizes)
            found = []
            for size in sizes:
                below //= size
                found.append(far // below % size)
            yield tuple(found)
