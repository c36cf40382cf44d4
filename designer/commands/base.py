"""What a command is, and what it reports about its change."""

from __future__ import annotations

from abc import abstractmethod
from dataclasses import dataclass
from enum import Flag, auto
from typing import TYPE_CHECKING, NamedTuple

from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


class Aspect(Flag):
    """What kind of thing an edit changed; stages and rules declare which of these they read."""

    NONE = 0
    STRUCTURE = auto()
    WIRING = auto()
    PLACEMENT = auto()
    PROPERTIES = auto()
    ASSUMPTIONS = auto()
    CATALOG = auto()
    VIEW = auto()
    TRAFFIC = auto()
    ALL = STRUCTURE | WIRING | PLACEMENT | PROPERTIES | ASSUMPTIONS | CATALOG | VIEW | TRAFFIC


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """What an edit touched.

    Attributes
    ----------
    aspects
        Kinds of change.
    touched
        Places as ``block-id/instance-id`` or ``block-id/bundle-id``.
    """

    aspects: Aspect
    touched: frozenset[str] = frozenset()

    def __or__(self, other: ChangeSet) -> ChangeSet:
        return ChangeSet(self.aspects | other.aspects, self.touched | other.touched)


EVERYTHING = ChangeSet(Aspect.ALL)


class Change(NamedTuple):
    """Outcome of a command: the new design and what was touched."""

    design: Design
    change_set: ChangeSet


class Command(FrozenRecord):
    """An edit, as data. Subclasses add an ``op`` literal and the fields they need."""

    @property
    @abstractmethod
    def label(self) -> str:
        """What the edit does, as shown in Undo, for example "Move 12 racks"."""

    @property
    def merge_key(self) -> str | None:
        """Edits in a row with the same key become one undo step; ``None`` never merges."""
        return None

    @abstractmethod
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Return the changed design.

        Parameters
        ----------
        design
            The design before the edit; it is not changed.
        library
            Catalog that new parts are taken from.

        Returns
        -------
        Change
            The design after the edit, and what was touched. The same design object means that
            nothing changed.

        Raises
        ------
        CommandError
            If the edit is refused; the message is shown to the user.
        """
