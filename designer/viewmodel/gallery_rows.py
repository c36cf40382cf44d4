"""Cards of the gallery: what a system is, and its headline numbers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.viewmodel.explain import value_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.evaluate.readouts import Readouts

_HEADLINES: Final = (
    (("n_accelerators",), "accelerators"),
    (("n_racks",), "racks"),
    (("peak_flop_per_s.bf16", "peak_flop_per_s.fp16", "peak_flop_per_s.fp8"), ""),
    (("bisection_bytes_per_s.scale-up", "bisection_bytes_per_s.scale-out"), "bisection"),
    (("power_it_w",), "IT peak"),
)


@dataclass(frozen=True, slots=True)
class GalleryCard:
    """One design to start from.

    Attributes
    ----------
    name
        Slug of the system; empty for an empty design.
    title, description
        What it is.
    headlines
        Numbers in words, known once it is evaluated.
    """

    name: str
    title: str
    description: str
    headlines: tuple[str, ...] = ()

    def matches(self, words: str) -> bool:
        """Return whether every word stands somewhere in the card.

        Parameters
        ----------
        words
            What the user searches for.

        Returns
        -------
        bool
            Whether the card is shown.
        """
        text = " ".join((self.name, self.title, self.description, *self.headlines)).casefold()
        return all(word in text for word in words.casefold().split())


def headlines(readouts: Readouts) -> tuple[str, ...]:
    """Return the headline numbers of a design.

    Parameters
    ----------
    readouts
        Its readouts.

    Returns
    -------
    tuple[str, ...]
        For example ``384 accelerators`` and ``288.8 PFLOP/s BF16``; what it lacks is left out.
    """
    found: list[str] = []
    for ids, words in _HEADLINES:
        row = next((readouts.by_id[one] for one in ids if one in readouts.by_id), None)
        if row is not None:
            label = words or row.id.rpartition(".")[2].upper()
            is_one = row.unit == "1" and row.value == 1
            found.append(f"{value_text(row)} {label.removesuffix('s') if is_one else label}")
    return tuple(found)


def shown_cards(cards: Sequence[GalleryCard], words: str) -> tuple[GalleryCard, ...]:
    """Return the cards that a search leaves.

    Parameters
    ----------
    cards
        All cards.
    words
        What the user searches for.

    Returns
    -------
    tuple[GalleryCard, ...]
        Those that match, in order.
    """
    return tuple(card for card in cards if card.matches(words))
