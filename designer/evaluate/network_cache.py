"""Remembers the numbers of fabrics by what they depend on.

Fabrics that are built alike have the same numbers, wherever their exceptions are and whatever their
copies are called: taking out one chip of many like ones needs to be computed once. The key is the
shape of the index space (:attr:`designer.topology.space.FabricSpace.shape`), in which exceptions
have been renumbered; nothing that is computed reads names. What is remembered beside the numbers,
the witness of the bisection, then gets the names of the fabric that asks.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from designer.evaluate.bisection import Cut
from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.fabric_numbers import unreached_text
from designer.topology.space import FabricSpace

if TYPE_CHECKING:
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.model.ids import FabricId
    from designer.topology.space import SpaceKey


class Keyed(Protocol):
    """What the numbers of a fabric are looked up by."""

    @property
    def key(self) -> SpaceKey:
        """Everything that the numbers depend on."""
        ...


class _Entry(NamedTuple):
    space: Keyed
    numbers: FabricNumbers


class NetworkCache:
    """Remembers the numbers of fabrics by everything they depend on.

    Parameters
    ----------
    max_entries
        Most fabrics to remember; the least recently used go first.

    Attributes
    ----------
    n_put
        How many results were given to it so far. [1]
    """

    def __init__(self, max_entries: int = 128) -> None:
        self._max_entries = max_entries
        self._by_key: OrderedDict[SpaceKey, _Entry] = OrderedDict()
        self._improvable: set[SpaceKey] = set()
        self._readings: dict[SpaceKey, dict[FabricId, object]] = {}
        self.n_put = 0

    def get(self, space: Keyed) -> FabricNumbers | None:
        """Return what is remembered of a fabric.

        Parameters
        ----------
        space
            Index space of the fabric.

        Returns
        -------
        FabricNumbers | None
            Its numbers, or ``None``.
        """
        entry = self._by_key.get(space.key)
        if entry is None:
            return None
        numbers = _with_names(entry, space)
        if numbers is None:
            return None
        if numbers is not entry.numbers:
            self._by_key[space.key] = _Entry(space, numbers)
        self._by_key.move_to_end(space.key)
        return numbers

    def put(self, space: Keyed, numbers: FabricNumbers, *, is_final: bool = True) -> None:
        """Remember the numbers of a fabric.

        Parameters
        ----------
        space
            Index space of the fabric.
        numbers
            Its numbers.
        is_final
            Whether nothing better is to come.
        """
        self._by_key[space.key] = _Entry(space, numbers)
        self.n_put += 1
        if is_final:
            self._improvable.discard(space.key)
        else:
            self._improvable.add(space.key)
        while len(self._by_key) > self._max_entries:
            gone = self._by_key.popitem(last=False)[0]
            self._improvable.discard(gone)
            self._readings.pop(gone, None)

    def reading(self, space: Keyed, fabric_id: FabricId) -> object:
        """Return the rows that were last made of what is remembered of a fabric.

        Parameters
        ----------
        space
            Index space of the fabric.
        fabric_id
            The fabric.

        Returns
        -------
        object
            What :meth:`keep_reading` was given, or ``None``. Whoever asks looks whether it holds.
        """
        return self._readings.get(space.key, {}).get(fabric_id)

    def keep_reading(self, space: Keyed, fabric_id: FabricId, reading: object) -> None:
        """Remember the rows that were made of what is remembered of a fabric.

        Parameters
        ----------
        space
            Index space of the fabric, which has numbers.
        fabric_id
            The fabric.
        reading
            Its rows, with what they were made from.
        """
        if space.key in self._by_key:
            self._readings.setdefault(space.key, {})[fabric_id] = reading

    def finish(self, space: Keyed) -> None:
        """Say that nothing better is to come than what is remembered of a fabric.

        Parameters
        ----------
        space
            Index space of the fabric.
        """
        self._improvable.discard(space.key)

    def is_final(self, space: Keyed) -> bool:
        """Return whether nothing better is to come than what is remembered.

        Parameters
        ----------
        space
            Index space of the fabric.

        Returns
        -------
        bool
            Not while its intervals are still being made narrower.
        """
        return space.key not in self._improvable


def _with_names(entry: _Entry, space: Keyed) -> FabricNumbers | None:
    # The numbers as the space that asks would have got them; None where they depend on its names.
    numbers, known = entry.numbers, entry.space
    if not (isinstance(space, FabricSpace) and isinstance(known, FabricSpace)):
        return numbers
    if space is known or space.place_key == known.place_key:
        return numbers
    if numbers.apart:
        return replace(numbers, problem=unreached_text(space, numbers.apart))
    # The sides of a cut that was found copy by copy are those of single copies.
    is_of_copies = numbers.is_of_copies or isinstance(numbers.bisection_cut, CopyCut)
    if numbers.problem or is_of_copies:
        return None
    cut = numbers.bisection_cut
    if not isinstance(cut, Cut):
        return numbers
    return replace(numbers, bisection_cut=replace(cut, base=cut.base.renamed(space)))
