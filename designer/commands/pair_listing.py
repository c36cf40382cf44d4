"""The linked pairs of a bundle one by one, for edits after which no rule says them."""

from __future__ import annotations

import math
from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.ids import all_copies
from designer.model.link_counts import is_same_chain, plain_kind
from designer.model.links import RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, PairRow
    from designer.model.query import ResolvedEnd

MAX_LISTED: Final = 20_000
"""Most pairs that an edit lists."""


class _Dim(NamedTuple):
    """A dimension of a chain: its instance, its name and its size."""

    step_ix: int
    name: str
    size: int


class _Rule(NamedTuple):
    """What one index of the second end has to do with one of the first."""

    a_ix: int
    kind: RelationKind
    offset: int


def listed_rows(bundle: LinkBundle, a_end: ResolvedEnd, b_end: ResolvedEnd) -> tuple[PairRow, ...]:
    """Return the pairs that a bundle links.

    Parameters
    ----------
    bundle
        The bundle, without problems.
    a_end, b_end
        Its ends.

    Returns
    -------
    tuple[PairRow, ...]
        Copy number at ``a``, that at ``b``, and how often; each unordered pair once where both
        ends are copies of the same instance.

    Raises
    ------
    CommandError
        If there are more than :data:`MAX_LISTED`.
    """
    if bundle.pairs is not None:
        return bundle.pairs
    rows: list[tuple[int, int]] = []
    for pair in _ordered_pairs(bundle, a_end, b_end):
        rows.append(pair)
        if len(rows) > 2 * MAX_LISTED:
            break
    if is_same_chain(a_end.instances, b_end.instances):
        found = set(rows)
        # The lower copy first, unless the rule reads the other way only.
        rows = [(a, b) for a, b in rows if a < b or (a > b and (b, a) not in found)]
    if len(rows) > MAX_LISTED:
        raise CommandError(
            worded(
                "links {name} would have to be listed pair by pair, more than {most:,} of them",
                name=bundle.name or bundle.id,
                most=MAX_LISTED,
            )
        )
    return tuple((a, b, 1) for a, b in rows)


def without_rule(bundle: LinkBundle) -> LinkBundle:
    """Return a bundle between all copies at its ends that says nothing yet of which are linked.

    Parameters
    ----------
    bundle
        Any bundle.

    Returns
    -------
    LinkBundle
        Without indices, relations and pairs; the pairs of :func:`listed_rows` belong to it.
    """
    a, b = (evolve(end, path=all_copies(end.path)) for end in (bundle.a, bundle.b))
    return evolve(bundle, a=a, b=b, relations=(), pairs=None)


def sampled_pairs(
    bundle: LinkBundle, a_end: ResolvedEnd, b_end: ResolvedEnd, n_most: int
) -> list[tuple[list[int], list[int]]]:
    """Return some of the pairs that a bundle links, from copies all over the first end.

    Parameters
    ----------
    bundle
        The bundle, without problems.
    a_end, b_end
        Its ends.
    n_most
        How many copies of the first end, and how many partners of each. [1]

    Returns
    -------
    list[tuple[list[int], list[int]]]
        Copy of each instance along either end. [1]
    """
    a_sizes = [i.count for i in a_end.instances]
    b_sizes = [i.count for i in b_end.instances]
    if bundle.pairs is not None:
        step = max(1, len(bundle.pairs) // (n_most * n_most))
        rows = [(a, b) for a, b, _ in bundle.pairs[::step]]
    else:
        a_dims = _dims(a_end.instances)
        sizes = [dim.size for dim in a_dims]
        n_a = math.prod(sizes)
        step = max(1, n_a // n_most)
        has_named = any(ix is not None for ix in a_end.copy_ixs)
        numbers = range(0, n_a, 1 if has_named else step)
        starts = (tuple(indices_of(number, sizes)) for number in numbers)
        rows = list(islice(_pairs_from(bundle, a_end, b_end, starts, n_most), n_most * n_most))
    if is_same_chain(a_end.instances, b_end.instances):
        rows = [(a, b) for a, b in rows if a != b]
    return [(indices_of(a, a_sizes), indices_of(b, b_sizes)) for a, b in rows]


def _ordered_pairs(
    bundle: LinkBundle, a_end: ResolvedEnd, b_end: ResolvedEnd
) -> Iterator[tuple[int, int]]:
    starts = product(*(range(dim.size) for dim in _dims(a_end.instances)))
    return _pairs_from(bundle, a_end, b_end, starts)


def _pairs_from(  # noqa: PLR0917 - one walk, whole or sampled
    bundle: LinkBundle,
    a_end: ResolvedEnd,
    b_end: ResolvedEnd,
    starts: Iterable[tuple[int, ...]],
    n_most: int | None = None,
) -> Iterator[tuple[int, int]]:
    # Pairs of copies of the first end with their partners, at most so many of each.
    a_dims, b_dims = _dims(a_end.instances), _dims(b_end.instances)
    a_sizes, b_sizes = [d.size for d in a_dims], [d.size for d in b_dims]
    rules: list[list[_Rule]] = [[] for _ in b_dims]
    for relation in bundle.relations:
        a_ix, b_ix = _dim_ix(a_end, a_dims, relation.a_dim), _dim_ix(b_end, b_dims, relation.b_dim)
        kind, offset = plain_kind(relation.kind, relation.offset, b_dims[b_ix].size)
        rules[b_ix].append(_Rule(a_ix, kind, offset))
    for a in starts:
        if not _is_meant(a_end, a_dims, a):
            continue
        options = [_allowed(dim.size, rules[ix], a) for ix, dim in enumerate(b_dims)]
        partners = (b for b in product(*options) if _is_meant(b_end, b_dims, b))
        for b in islice(partners, n_most):
            yield number_of(a, a_sizes), number_of(b, b_sizes)


def _dims(instances: tuple[Instance, ...]) -> list[_Dim]:
    return [_Dim(ix, d.name, d.size) for ix, i in enumerate(instances) for d in i.dims]


def _dim_ix(end: ResolvedEnd, dims: list[_Dim], text: str) -> int:
    instance_id, _, name = text.rpartition(".")
    step_ix = next(ix for ix, i in enumerate(end.instances) if i.id == instance_id)
    return next(ix for ix, d in enumerate(dims) if d.step_ix == step_ix and d.name == name)


def _is_meant(end: ResolvedEnd, dims: list[_Dim], values: tuple[int, ...]) -> bool:
    for step_ix, wanted in enumerate(end.copy_ixs):
        if wanted is not None:
            own = [(v, d.size) for v, d in zip(values, dims, strict=True) if d.step_ix == step_ix]
            if number_of([v for v, _ in own], [size for _, size in own]) != wanted:
                return False
    return True


def _allowed(size: int, rules: list[_Rule], a: tuple[int, ...]) -> list[int]:
    values: Iterable[int] = range(size)
    for rule in rules:
        target = a[rule.a_ix] + rule.offset
        if rule.kind is RelationKind.NOT_EQUAL:
            values = [v for v in values if v != a[rule.a_ix]]
        else:
            target = target if rule.kind is RelationKind.STEP else target % size
            values = [v for v in values if v == target]
    return list(values)


def number_of(values: Sequence[int], sizes: Sequence[int]) -> int:
    """Return the row-major number of some indices.

    Parameters
    ----------
    values, sizes
        Indices, and how many values each has. [1]

    Returns
    -------
    int
        Counted from 0. [1]
    """
    number = 0
    for value, size in zip(values, sizes, strict=True):
        number = number * size + value
    return number


def indices_of(number: int, sizes: Sequence[int]) -> list[int]:
    """Return the indices of a row-major number.

    Parameters
    ----------
    number
        Counted from 0. [1]
    sizes
        How many values each index has. [1]

    Returns
    -------
    list[int]
        The inverse of :func:`number_of`. [1]
    """
    values: list[int] = []
    for size in reversed(sizes):
        number, value = divmod(number, size)
        values.append(value)
    return values[::-1]
