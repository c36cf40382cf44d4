"""The compile step: class graph and catalog figures become a struct of arrays.

Everything that is bought is an *item*: one part in one group, with how many of it the design has.
Items are ordered by group, so that a group is a slice of every array.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.evaluate.figures import PartFigures, part_figures, part_in_use, quote_in_use
from designer.units.convert import bytes_per_s_from_bps

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from numpy.typing import NDArray

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.figures import KnownFigure
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

GROUPS: Final[tuple[str, ...]] = (
    "accelerators", "hosts", "nics", "switches", "enclosures", "racks", "optics", "cables",
    "facility", "other",
)  # fmt: skip
"""Groups of items, in display order; the sums of power and cost are split into these."""

GROUP_BY_FAMILY: Final = {
    "accelerator": "accelerators",
    "cpu": "hosts",
    "nic": "nics",
    "switch": "switches",
    "circuit-switch": "switches",
    "node": "enclosures",
    "switch-box": "enclosures",
    "rack": "racks",
    "optic": "optics",
    "cable": "cables",
    "facility": "facility",
}

POWERED_GROUPS: Final[tuple[str, ...]] = (
    "accelerators",
    "hosts",
    "nics",
    "switches",
    "enclosures",
    "optics",
)
"""Groups whose parts are expected to draw power; a fibre or an empty rack need not."""

MAX_EXACT_COUNT: Final = 2**53
"""Largest count that a readout shows without rounding."""


@dataclass(frozen=True, slots=True)
class Item:
    """One part in one group, with how many of it the design has."""

    group: str
    slug: str
    n: int


@dataclass(frozen=True)
class EvalArrays:
    """The design as arrays.

    Attributes
    ----------
    items
        What is bought, ordered by group; entry ``i`` of the arrays belongs to item ``i``.
    n_copies
        Shape ``(n_items,)``, ``int64``. [1]
    tdp_w, typical_w, price_usd
        Shape ``(3, n_items)``: low, value and high of one piece; 0 where no figure is known.
        Typical power is the peak where no typical figure is known. [W], [W], [USD]
    n_links, link_rate_bytes_per_s
        Shape ``(n_link_classes,)``: links of each class, ``int64``, and the rate of one of them
        per direction. [1], [byte/s]
    figures
        Figures by part slug.
    """

    items: tuple[Item, ...]
    n_copies: NDArray[np.int64]
    tdp_w: NDArray[np.float64]
    typical_w: NDArray[np.float64]
    price_usd: NDArray[np.float64]
    n_links: NDArray[np.int64]
    link_rate_bytes_per_s: NDArray[np.float64]
    figures: Mapping[str, PartFigures]

    @cached_property
    def slices(self) -> dict[str, slice]:
        """Slice of the items of each group that the design has."""
        starts: dict[str, slice] = {}
        for ix, item in enumerate(self.items):
            first = starts[item.group].start if item.group in starts else ix
            starts[item.group] = slice(first, ix + 1)
        return starts

    def items_of(self, group: str) -> tuple[Item, ...]:
        """Return the items of one group.

        Parameters
        ----------
        group
            One of :data:`GROUPS`.

        Returns
        -------
        tuple[Item, ...]
            Items, empty if the design has none.
        """
        return self.items[self.slices[group]] if group in self.slices else ()

    def n_of(self, group: str) -> int:
        """Return how many pieces a group has.

        Parameters
        ----------
        group
            One of :data:`GROUPS`.

        Returns
        -------
        int
            Number of pieces. [1]
        """
        return sum(item.n for item in self.items_of(group))


def bought_parts(graph: ClassGraph) -> Iterator[tuple[str, int]]:
    """Yield every part that is bought, class by class.

    Parameters
    ----------
    graph
        The class graph.

    Yields
    ------
    tuple[str, int]
        Part slug and number of pieces; a slug may come several times. [1]
    """
    for vertex in graph.vertex_classes:
        yield vertex.part_slug, vertex.n_copies
    for enclosure in graph.enclosure_classes:
        if enclosure.part_slug is not None:
            yield enclosure.part_slug, enclosure.n_copies
    for link in graph.link_classes:
        for optic, n_modules in link.modules:
            if optic is not None:
                yield optic, n_modules
        if link.cable is not None:
            yield link.cable, link.n_cables


def _figures(
    design: Design, library: CatalogLibrary, slugs: Mapping[str, int], previous: EvalArrays | None
) -> dict[str, PartFigures]:
    known = previous.figures if previous is not None else {}
    figures: dict[str, PartFigures] = {}
    for slug in slugs:
        part = part_in_use(design, library, slug)
        quote = quote_in_use(design, library, slug)
        old = known.get(slug)
        is_same = old is not None and old.part is part and old.quote is quote
        figures[slug] = old if is_same and old else part_figures(slug, part, quote)
    return figures


def _bands(known: list[KnownFigure | None]) -> NDArray[np.float64]:
    rows = [(0.0, 0.0, 0.0) if k is None else (k.low, k.value, k.high) for k in known]
    return np.array(rows, dtype=np.float64).reshape(-1, 3).T


def build_arrays(
    design: Design, library: CatalogLibrary, graph: ClassGraph, previous: EvalArrays | None = None
) -> EvalArrays:
    """Compile a design into arrays.

    Parameters
    ----------
    design
        The document, whose embedded parts and prices are used.
    library
        The catalog, asked for parts and prices that the document does not embed.
    graph
        Class graph of the document.
    previous
        Arrays of an earlier revision; figures of unchanged parts are taken from it.

    Returns
    -------
    EvalArrays
        Struct of arrays.

    Raises
    ------
    OverflowError
        If a count does not fit in 64 bits.
    """
    counts: dict[str, int] = {}
    for slug, n in bought_parts(graph):
        if n:
            counts[slug] = counts.get(slug, 0) + n
    figures = _figures(design, library, counts, previous)
    by_group: dict[str, list[Item]] = {group: [] for group in GROUPS}
    for slug, n in counts.items():
        part = figures[slug].part
        group = "other" if part is None else GROUP_BY_FAMILY[part.family]
        by_group[group].append(Item(group, slug, n))
    items = tuple(item for group in by_group.values() for item in group)
    of_items = [figures[item.slug] for item in items]
    rates = [bytes_per_s_from_bps(link.rate_bps) for link in graph.link_classes]
    return EvalArrays(
        items=items,
        n_copies=np.array([item.n for item in items], dtype=np.int64),
        tdp_w=_bands([f.tdp or f.typical for f in of_items]),
        typical_w=_bands([f.typical or f.tdp for f in of_items]),
        price_usd=_bands([f.price for f in of_items]),
        n_links=np.array([link.n_links for link in graph.link_classes], dtype=np.int64),
        link_rate_bytes_per_s=np.array(rates, dtype=np.float64),
        figures=figures,
    )
