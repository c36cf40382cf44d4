"""New names of indices: what the same copy is called in the document and in a fabric space."""

from __future__ import annotations

from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Context: TypeAlias = "tuple[int, tuple[int, ...]]"
"""A dimension, and the renumbered indices of the dimensions that it is inside of, or none of them
where its indices have the same names in all contexts."""

Renumbering: TypeAlias = "dict[Context, tuple[int, ...]]"
"""Per context the indices that are called 0, 1, 2 ...; the others follow in their order."""


def renumbered(listed: tuple[int, ...], index: int) -> int:
    """Return what an index is called.

    Parameters
    ----------
    listed
        Indices that are called 0, 1, 2 ...
    index
        Index.

    Returns
    -------
    int
        Its new index.
    """
    if index in listed:
        return listed.index(index)
    return len(listed) + index - bisect_left(sorted(listed), index)


def original(listed: tuple[int, ...], number: int) -> int:
    """Return the index that is called by a number, the inverse of :func:`renumbered`.

    Parameters
    ----------
    listed
        Indices that are called 0, 1, 2 ...
    number
        New index.

    Returns
    -------
    int
        The index.
    """
    if number < len(listed):
        return listed[number]
    index = number - len(listed)
    for taken in sorted(listed):
        if taken <= index:
            index += 1
    return index


class Names:
    """Reads the new names of indices.

    Parameters
    ----------
    inside
        Per dimension those that it is inside of.
    names
        New names per context.
    """

    def __init__(
        self, inside: Sequence[tuple[int, ...]], names: Mapping[Context, tuple[int, ...]]
    ) -> None:
        self._inside = inside
        self._names = names

    @cached_property
    def key(self) -> tuple[object, ...]:
        """The names as a value that can be compared."""
        return tuple(sorted(self._names.items()))

    @property
    def contexts(self) -> tuple[Context, ...]:
        """Dimensions and contexts that have new names."""
        return tuple(self._names)

    def listed(self, dim_ix: int, at: Mapping[int, int]) -> tuple[int, ...]:
        """Return the indices of a dimension that have new names.

        Parameters
        ----------
        dim_ix
            Dimension.
        at
            New indices of dimensions around it, as far as they are known.

        Returns
        -------
        tuple[int, ...]
            Empty if none has, or the context matters and is not known.
        """
        if not self._names:
            return ()
        inside = self._inside[dim_ix]
        everywhere = self._names.get((dim_ix, ()))
        if everywhere is not None or any(o not in at for o in inside):
            return everywhere or ()
        return self._names.get((dim_ix, tuple(at[o] for o in inside)), ())

    def renumbered(self, at: Mapping[int, int]) -> dict[int, int]:
        """Return new indices.

        Parameters
        ----------
        at
            Index per dimension.

        Returns
        -------
        dict[int, int]
            New index per dimension.
        """
        found: dict[int, int] = {}
        for d in sorted(at, key=lambda d: len(self._inside[d])):
            found[d] = renumbered(self.listed(d, found), at[d])
        return found

    def original(self, at: Mapping[int, int]) -> dict[int, int]:
        """Return the indices that new ones stand for, the inverse of :meth:`renumbered`.

        Parameters
        ----------
        at
            New index per dimension.

        Returns
        -------
        dict[int, int]
            Index per dimension.
        """
        return {d: original(self.listed(d, at), v) for d, v in at.items()}
