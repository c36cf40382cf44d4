"""Orderings of the endpoints that are tried for a balanced cut."""

from __future__ import annotations

from itertools import combinations, permutations
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.topology.cells import Cell, IndexSet
    from designer.topology.fold import BaseFold

MAX_PERMUTED: Final = 4
"""Most dimensions whose orders are all tried."""
MAX_EXCEPTIONS: Final = 3
"""Most kinds of exceptions in a dimension whose places in an ordering are all tried."""


class Ends(NamedTuple):
    """Indices of one dimension that an ordering takes before and after all others.

    ``is_down`` says that it takes those from the highest to the lowest.
    """

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    is_down: bool = False

    def rank(self, value: int) -> tuple[int, int]:
        """Return the place of an index in the ordering.

        Parameters
        ----------
        value
            Index.

        Returns
        -------
        tuple[int, int]
            Sorts like the ordering.
        """
        place = (value in self.last) - (value in self.first)
        return place, -value if place and self.is_down else value


def set_of(base: BaseFold, cell: Cell, dim_ix: int) -> IndexSet:
    """Return the indices of a dimension that a base cell stands for.

    Parameters
    ----------
    base
        Base fold.
    cell
        One of its cells.
    dim_ix
        A dimension that the cell has.

    Returns
    -------
    IndexSet
        The indices.
    """
    at = base.space.types[cell.type_ix].dim_ixs.index(dim_ix)
    sets = base.partition.index_sets(cell.type_ix, dim_ix, cell.reps[:at])
    return next(one for one in sets if one.rep == cell.reps[at])


def has_dim(base: BaseFold, cell: Cell, dim_ix: int) -> bool:
    """Return whether the copies of a base cell have a dimension.

    Parameters
    ----------
    base
        Base fold.
    cell
        One of its cells.
    dim_ix
        Dimension.

    Returns
    -------
    bool
        Whether they have.
    """
    return dim_ix in base.space.types[cell.type_ix].dim_ixs


def orders(base: BaseFold) -> Iterator[tuple[int, ...]]:
    """Yield the orderings to try: every dimension of the endpoints first once, then all others.

    Parameters
    ----------
    base
        Base fold.

    Yields
    ------
    tuple[int, ...]
        Dimensions, the most significant first.
    """
    types = {base.fold.cells[ix].type_ix for ix in np.flatnonzero(base.is_endpoint)}
    dims = tuple(dict.fromkeys(d for t in sorted(types) for d in base.space.types[t].dim_ixs))
    if not dims:
        yield ()
    usual = [(d, *(other for other in dims if other != d)) for d in dims]
    yield from usual
    if len(dims) <= MAX_PERMUTED:
        yield from (order for order in permutations(dims) if order not in usual and dims)


def _exceptions(base: BaseFold, dim_ix: int) -> list[frozenset[int]]:
    # Indices of a dimension that exceptions single out, alike ones together.
    found: dict[frozenset[int], None] = {}
    for cell in base.fold.cells:
        dim_ixs = base.space.types[cell.type_ix].dim_ixs
        if dim_ix in dim_ixs:
            values = set_of(base, cell, dim_ix).values
            if values is not None and len(values) < base.space.dims[dim_ix].size:
                found.setdefault(frozenset(values))
    return list(found)[:MAX_EXCEPTIONS]


def arrangements(base: BaseFold) -> Iterator[tuple[tuple[int, ...], dict[int, Ends]]]:
    """Yield orderings as numbered, then with the copies that differ gathered at the ends.

    Parameters
    ----------
    base
        Base fold.

    Yields
    ------
    tuple[tuple[int, ...], dict[int, Ends]]
        Dimensions, and the indices that come first or last, by dimension.
    """
    found = tuple(orders(base))
    for order in found:
        yield order, {}
    special = {d: sets for d in found[0] if (sets := _exceptions(base, d))}
    # Which of alike exceptions has the lower number is arbitrary, so both ways are tried.
    for is_down, is_last in ((False, False), (True, False), (False, True)):
        for order in found:
            leading = next((d for d in order if d in special), None)
            if leading is None:
                return
            others = {
                d: Ends(last=v) if is_last else Ends(v)
                for d, v in ((d, frozenset().union(*s)) for d, s in special.items())
                if d != leading
            }
            if (is_down and len(special[leading]) == 1) or (is_last and not others):
                continue
            for ends in _splits(special[leading], is_down=is_down):
                yield order, others | {leading: ends}


def _splits(sets: list[frozenset[int]], *, is_down: bool) -> Iterator[Ends]:
    # Every way to take some of the sets first and the others last.
    for n in range(len(sets) + 1):
        for chosen in combinations(sets, n):
            first = frozenset().union(*chosen)
            yield Ends(first, frozenset().union(*sets) - first, is_down)
