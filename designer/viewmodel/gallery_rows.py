"""Cards of the gallery: what a design to start from is, and its headline numbers."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.tree import DesignerError
from designer.fabric.families.registry import FAMILIES, family_named
from designer.viewmodel.comparison_rows import ratio_headlines
from designer.viewmodel.explain import value_text
from designer.viewmodel.fabric_form import preview
from designer.wording.catalog_labels import labelled
from designer.wording.wording import Wording, worded
from designer.workbench.comparing import worked_answer
from designer.workbench.opening import open_named_or_file, system_names
from designer.workbench.workbench import Workbench
from designer.workbench.worker import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.catalog.published import WorkedComparison
    from designer.evaluate.readouts import Readouts
    from designer.topology.classes import ClassGraph
    from designer.workbench.snapshot import Snapshot

_HEADLINES: Final = (
    (("n_accelerators",), (worded("{value} accelerator"), worded("{value} accelerators"))),
    (("n_racks",), (worded("{value} rack"), worded("{value} racks"))),
    (
        ("peak_flop_per_s.bf16", "peak_flop_per_s.fp16", "peak_flop_per_s.fp8"),
        (worded("{value} {label}"),) * 2,
    ),
    (
        ("bisection_bytes_per_s.scale-up", "bisection_bytes_per_s.scale-out"),
        (worded("{value} bisection"),) * 2,
    ),
    (("power_it_w",), (worded("{value} IT peak"),) * 2),
)
_TOTALS: Final = (
    worded("{value} accelerators"),
    worded("{value} switches"),
    worded("{value} links"),
    worded("{value} cables"),
    worded("{value} racks"),
)
"""Words for the totals of a family, in the order of its preview."""


class CardKind(StrEnum):
    """What a card starts from."""

    EMPTY = "empty"
    FILE = "file"
    SYSTEM = "system"
    COMPARISON = "comparison"
    FAMILY = "family"


KIND_WORDS: Final = {
    CardKind.EMPTY: "",
    CardKind.FILE: worded("Recent file"),
    CardKind.SYSTEM: worded("System"),
    CardKind.COMPARISON: worded("Worked comparison"),
    CardKind.FAMILY: worded("Fabric family"),
}
"""Words for the kinds, as cards show them."""


@dataclass(frozen=True, slots=True)
class GalleryCard:
    """One design to start from.

    Attributes
    ----------
    kind, name
        What it is, and its path or slug; empty for an empty design.
    title, description
        Name and purpose.
    headlines
        Numbers in words, known once it has been looked at.
    """

    kind: CardKind
    name: str
    title: str
    description: str = ""
    headlines: tuple[str, ...] = ()

    def matches(self, words: str, kind: CardKind | None = None) -> bool:
        """Return whether every word stands somewhere in the card.

        Parameters
        ----------
        words
            What the user searches for.
        kind
            Kind that is wanted; ``None`` takes all.

        Returns
        -------
        bool
            Whether the card is shown.
        """
        if kind is not None and kind is not self.kind:
            return False
        parts = (self.name, self.title, self.description, KIND_WORDS[self.kind], *self.headlines)
        text = " ".join(parts).casefold()
        return all(word in text for word in words.casefold().split())


EMPTY: Final = GalleryCard(
    CardKind.EMPTY,
    "",
    worded("Empty design"),
    worded("Drag racks, nodes and switches from the catalog."),
)
"""The card that starts from nothing."""


class CardFacts(NamedTuple):
    """What became known about a card; its picture is drawn from ``snapshots``, side by side."""

    card: GalleryCard
    snapshots: tuple[Snapshot, ...]


def gallery_cards(
    recent: Iterable[Path], comparisons: Iterable[WorkedComparison] = ()
) -> tuple[GalleryCard, ...]:
    """Return the cards before anything has been read.

    Parameters
    ----------
    recent
        Files opened last; those that are gone are left out.
    comparisons
        Comparisons of the catalog that are worked out.

    Returns
    -------
    tuple[GalleryCard, ...]
        The empty design, recent files, shipped systems, worked comparisons, families of fabrics.
    """
    files = (
        GalleryCard(CardKind.FILE, str(path), path.name, str(path.parent))
        for path in recent
        if path.is_file()
    )
    systems = (GalleryCard(CardKind.SYSTEM, name, name) for name in system_names())
    worked = (
        GalleryCard(CardKind.COMPARISON, c.slug, labelled(c.title), labelled(c.question))
        for c in comparisons
    )
    families = (GalleryCard(CardKind.FAMILY, f.name, f.title, f.drawing) for f in FAMILIES)
    return (EMPTY, *files, *systems, *worked, *families)


def card_facts(card: GalleryCard, library: CatalogLibrary) -> CardFacts:
    """Read or build the design of a card.

    Parameters
    ----------
    card
        Any card but the empty one.
    library
        Catalog.

    Returns
    -------
    CardFacts
        Shipped systems with their headline numbers, comparisons with their ratios, files and
        families with their counts; of a file that cannot be opened, the reason.
    """
    try:
        if card.kind is CardKind.COMPARISON:
            worked = {one.slug: one for one in library.comparisons}
            answer = worked_answer(library, worked[card.name])
            known = _known(card, card.title, card.description, ratio_headlines(answer, 3))
            return CardFacts(known, answer.snapshots)
        if card.kind is CardKind.FAMILY:
            design = family_named(card.name).design(library, {})
            totals = preview(family_named(card.name), library, {}).totals
            words = tuple(
                Wording(template.template, {"value": row.text})
                for template, row in zip(_TOTALS, totals, strict=True)
                if row.text != "0"
            )
            snapshot = Workbench(library, design, is_deferred=True).snapshot
            return CardFacts(_known(card, card.title, card.description, words), (snapshot,))
        design = open_named_or_file(card.name).document.design
        is_system = card.kind is CardKind.SYSTEM
        snapshot = Workbench(library, design, is_deferred=not is_system).snapshot
    except (DesignerError, ValueError) as problem:
        return CardFacts(_known(card, card.title, card.description, (str(problem),)), ())
    if is_system:
        about = Wording(design.description, {})
        known = _known(card, design.name, about, headlines(snapshot.readouts))
    else:
        title = design.name or card.title
        known = _known(card, title, Path(card.name).name, _counts(snapshot.graph))
    return CardFacts(known, (snapshot,))


def gallery_request(
    cards: Sequence[GalleryCard], library: CatalogLibrary, land: Callable[[CardFacts], None]
) -> Request:
    """Return the request to look at cards one by one.

    Parameters
    ----------
    cards
        Cards, in the order in which they are wanted.
    library
        Catalog.
    land
        Called in the owner's thread with what became known about each.

    Returns
    -------
    Request
        For a :class:`~designer.workbench.worker.Lane`.
    """

    def run(is_cancelled: Callable[[], bool], send: Callable[[object], None]) -> None:
        for card in cards:
            if is_cancelled():
                return
            send(card_facts(card, library))

    def take(result: object) -> None:
        if isinstance(result, CardFacts):
            land(result)

    return Request(frozenset(card.name for card in cards), run, take)


def _known(card: GalleryCard, title: str, description: str, words: tuple[str, ...]) -> GalleryCard:
    return GalleryCard(card.kind, card.name, title, description, words)


def _counts(graph: ClassGraph) -> tuple[str, ...]:
    n_accelerators = sum(v.n_copies for v in graph.vertex_classes if v.family == "accelerator")
    n_racks = sum(e.n_copies for e in graph.enclosure_classes if e.kind.value == "rack")
    counts = zip((n_accelerators, n_racks), (words for _, words in _HEADLINES[:2]), strict=True)
    return tuple(
        Wording((one if n == 1 else many).template, {"value": f"{n:,}"})
        for n, (one, many) in counts
        if n
    )


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
        if row is None:
            continue
        one, many = words
        is_one = row.unit == "1" and row.value == 1
        template = one if is_one else many
        label = row.id.rpartition(".")[2].upper()
        values = {"value": value_text(row), "label": label}
        found.append(Wording(template.template, values))
    return tuple(found)


def shown_cards(
    cards: Sequence[GalleryCard], words: str, kind: CardKind | None = None
) -> tuple[GalleryCard, ...]:
    """Return the cards that a search leaves.

    Parameters
    ----------
    cards
        All cards.
    words
        What the user searches for.
    kind
        Kind that is wanted; ``None`` takes all.

    Returns
    -------
    tuple[GalleryCard, ...]
        Those that match, in order.
    """
    return tuple(card for card in cards if card.matches(words, kind))
