"""The palette: parts of the catalog and reusable blocks of the shipped systems."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Final

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.cables import CableRecord
from designer.catalog.cpus import CpuRecord
from designer.catalog.facility import FacilityRecord
from designer.catalog.library import FAMILIES
from designer.catalog.optics import OpticRecord
from designer.catalog.racks import RackRecord
from designer.model.block import BlockKind
from designer.units.display import quantity_text
from designer.viewmodel.explain import explain_figure
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designer.catalog.library import CatalogLibrary, Part
    from designer.catalog.provenance import Figure
    from designer.model.block import Block
    from designer.model.design import Design

_FAMILY_TITLES = {
    "accelerator": worded("Accelerators"),
    "cpu": "CPUs",
    "node": worded("Nodes and trays"),
    "switch-box": worded("Switch boxes"),
    "switch": worded("Switches"),
    "circuit-switch": worded("Optical circuit switches"),
    "nic": worded("Network adapters"),
    "optic": worded("Optical modules"),
    "cable": worded("Cables"),
    "rack": worded("Racks"),
    "facility": worded("Cooling and power"),
}
_ORDER = ("rack", "node", "switch-box", "accelerator", "cpu", "switch", "circuit-switch", "nic")
_ON_LINKS = frozenset({"optic", "cable"})
_REUSABLE = frozenset({BlockKind.SUPERNODE, BlockKind.RACK, BlockKind.NODE, BlockKind.SWITCH_BOX})


class EntryKind(StrEnum):
    """What a palette row stands for."""

    PART = "part"
    ASSEMBLY = "assembly"


@dataclass(frozen=True, slots=True)
class CatalogEntry:
    """One row of the palette.

    Attributes
    ----------
    kind, payload
        Part with its slug, or assembly as ``system-slug/block-id``.
    name, figures
        Name, and the headline figures in one line.
    icon
        Icon name.
    tooltip
        Figures with their sources, plain text.
    is_placeable
        Whether it can be put on the canvas; cables and modules belong to links.
    """

    kind: EntryKind
    payload: str
    name: str
    figures: str
    icon: str
    tooltip: str
    is_placeable: bool = True

    def matches(self, query: str) -> bool:
        """Tell whether every word of a search is found in the row.

        Parameters
        ----------
        query
            Words in any order and case.

        Returns
        -------
        bool
            True for the empty search.
        """
        text = f"{self.name} {self.figures} {self.payload} {self.icon}".casefold()
        return all(word in text for word in query.casefold().split())


@dataclass(frozen=True, slots=True)
class CatalogGroup:
    """Palette rows under one heading; ``is_open`` says whether they are shown at first."""

    title: str
    entries: tuple[CatalogEntry, ...]
    is_open: bool = True


EVERYTHING: Final = ""
FAVOURITES: Final = "*"
IN_USE: Final = "+"
ASSEMBLIES: Final = "/"


def filter_choices(groups: Iterable[CatalogGroup]) -> tuple[tuple[str, str], ...]:
    """Return what the palette can be narrowed to.

    Parameters
    ----------
    groups
        All groups.

    Returns
    -------
    tuple[tuple[str, str], ...]
        Keys with words: everything, favourites, what the design uses, each group of parts, and the
        blocks of shipped systems.
    """
    parts = [g for g in groups if any(e.kind is EntryKind.PART for e in g.entries)]
    return (
        (EVERYTHING, worded("Everything")),
        (FAVOURITES, worded("Favourites")),
        (IN_USE, worded("Used in this design")),
        *((group.title, group.title) for group in parts),
        (ASSEMBLIES, worded("Blocks of shipped systems")),
    )


def narrowed_groups(
    groups: Iterable[CatalogGroup],
    *,
    query: str = "",
    kept: str = EVERYTHING,
    favourites: frozenset[str] = frozenset(),
    in_use: frozenset[str] = frozenset(),
) -> tuple[CatalogGroup, ...]:
    """Return the palette as a search and a filter leave it, favourites in a group of their own.

    Parameters
    ----------
    groups
        All groups.
    query
        Words in any order and case.
    kept
        A key of :func:`filter_choices`.
    favourites, in_use
        Payloads that the user marked, and slugs of the parts of the design.

    Returns
    -------
    tuple[CatalogGroup, ...]
        Groups without the empty ones.
    """
    found = [
        replace(group, entries=tuple(e for e in group.entries if e.matches(query)))
        for group in groups
        if kept in {EVERYTHING, FAVOURITES, IN_USE, group.title}
        or (kept == ASSEMBLIES and any(e.kind is EntryKind.ASSEMBLY for e in group.entries))
    ]
    marked = tuple(e for group in found for e in group.entries if e.payload in favourites)
    if kept == IN_USE:
        found = [
            replace(g, entries=tuple(e for e in g.entries if e.payload in in_use)) for g in found
        ]
    top = CatalogGroup(worded("Favourites"), marked)
    shown = [top] if kept == FAVOURITES else [top, *found] if kept == EVERYTHING else found
    return tuple(group for group in shown if group.entries)


def part_groups(library: CatalogLibrary) -> tuple[CatalogGroup, ...]:
    """Return all parts by family, those that are placed on the canvas first.

    Parameters
    ----------
    library
        The catalog.

    Returns
    -------
    tuple[CatalogGroup, ...]
        Groups without the empty ones.
    """
    families = [*_ORDER, *(family for family in FAMILIES if family not in _ORDER)]
    groups = (
        CatalogGroup(
            _FAMILY_TITLES[family],
            tuple(_part_entry(part, library) for part in library.parts if part.family == family),
        )
        for family in families
    )
    return tuple(group for group in groups if group.entries)


def assembly_groups(systems: Iterable[tuple[str, Design]]) -> tuple[CatalogGroup, ...]:
    """Return the reusable blocks of the shipped systems.

    Parameters
    ----------
    systems
        System slugs with their designs.

    Returns
    -------
    tuple[CatalogGroup, ...]
        A closed group per system: the whole of it first, then its racks, nodes and switch boxes.
    """
    groups = (
        CatalogGroup(
            design.name,
            tuple(
                _assembly_entry(slug, design, block)
                for block in sorted(design.blocks, key=lambda b: b.id != design.root)
                if block.kind in _REUSABLE or block.id == design.root
            ),
            is_open=False,
        )
        for slug, design in systems
    )
    return tuple(groups)


def part_figures(part: Part) -> Iterator[tuple[str, Figure]]:
    """Yield the figures of a part with their names.

    Parameters
    ----------
    part
        Catalog record.

    Yields
    ------
    tuple[str, Figure]
        Name in words, and the figure.
    """
    yield from _own_figures(part)
    for port in part.ports:
        yield worded("Port {name}, {count:,} ×", name=port.name, count=port.count), port.rate_bps
    common = (
        (worded("Peak power"), part.tdp_w),
        (worded("Typical power"), part.typical_w),
        (worded("Mass"), part.mass_kg),
        (worded("Height"), part.height_u),
    )
    for name, figure in common:
        if figure is not None:
            yield name, figure


def _own_figures(part: Part) -> Iterator[tuple[str, Figure]]:
    match part:
        case AcceleratorRecord():
            for rate in part.peak_rates:
                yield (
                    worded("Peak {number_format}, dense", number_format=rate.number_format.upper()),
                    rate.flop_per_s,
                )
            yield worded("Memory"), part.memory_bytes
            yield worded("Memory bandwidth"), part.memory_bytes_per_s
            if part.die_area_m2 is not None:
                yield worded("Compute dies, area"), part.die_area_m2
        case CpuRecord():
            yield from _present(
                (worded("Cores"), part.n_cores), (worded("Memory"), part.memory_bytes)
            )
        case RackRecord():
            yield from (
                (worded("Usable height"), part.usable_u),
                (worded("Power limit"), part.limit_w),
            )
            yield from ((worded("Width"), part.width_m), (worded("Depth"), part.depth_m))
        case OpticRecord():
            yield from ((worded("Line rate"), part.line_rate_bps), (worded("Reach"), part.reach_m))
        case CableRecord():
            yield worded("Reach"), part.reach_m
            yield from _present((worded("Line rate"), part.line_rate_bps))
        case FacilityRecord():
            yield from _present((worded("Capacity"), part.capacity_w))
        case _:
            if (latency := getattr(part, "latency_s", None)) is not None:
                yield worded("Latency"), latency


def _present(*pairs: tuple[str, Figure | None]) -> Iterator[tuple[str, Figure]]:
    for name, figure in pairs:
        if figure is not None:
            yield name, figure


def headline(part: Part) -> str:
    """Return the figures by which engineers choose a part, in one line.

    Parameters
    ----------
    part
        Catalog record.

    Returns
    -------
    str
        For example ``752 TFLOP/s BF16 · 128 GB · 3.2 TB/s``.
    """
    texts: list[str] = []
    match part:
        case AcceleratorRecord():
            rate = next(
                (r for r in part.peak_rates if r.number_format == "bf16"), part.peak_rates[0]
            )
            texts += [
                f"{_short(rate.flop_per_s)} {rate.number_format.upper()}",
                _short(part.memory_bytes),
                _short(part.memory_bytes_per_s),
            ]
        case RackRecord():
            texts += [worded("empty"), _short(part.usable_u), _short(part.limit_w)]
        case OpticRecord():
            texts += [_short(part.line_rate_bps), _short(part.reach_m)]
        case CableRecord():
            texts += [term(part.medium.value), worded("up to {reach}", reach=_short(part.reach_m))]
        case CpuRecord() if part.n_cores is not None:
            texts.append(worded("{n} cores", n=_short(part.n_cores)))
        case FacilityRecord() if part.capacity_w is not None:
            texts.append(_short(part.capacity_w))
        case _:
            texts += [f"{p.count:,} × {_short(p.rate_bps)}" for p in part.ports[:2]]
            if part.height_u is not None:
                texts.append(_short(part.height_u))
    if not texts and part.tdp_w is not None:
        texts.append(_short(part.tdp_w))
    return joined(" · ", texts) if texts else part.manufacturer


def part_tooltip(part: Part, library: CatalogLibrary) -> str:
    """Return all figures of a part with their sources.

    Parameters
    ----------
    part
        Catalog record.
    library
        Catalog with its price and sources.

    Returns
    -------
    str
        Plain text of several lines.
    """
    lines = [f"{part.name} ({part.manufacturer})"]
    if part.description:
        lines.append(part.description)
    for name, figure in part_figures(part):
        badge = worded(" [estimate]") if figure.is_estimate else ""
        found = library.source(figure.source)
        cited = found.title if found is not None else figure.source
        lines.append(joined("", (name, f": {_short(figure)}", badge, f"; {cited}")))
    quote = library.price(part.slug)
    if quote is not None:
        lines.append("")
        lines.append(explain_figure(worded("Price"), quote.price_usd, library.source))
    return joined("\n", lines)


def _part_entry(part: Part, library: CatalogLibrary) -> CatalogEntry:
    return CatalogEntry(
        EntryKind.PART,
        part.slug,
        part.name,
        headline(part),
        part.family if part.family != "switch-box" else "switch",
        part_tooltip(part, library),
        is_placeable=part.family not in _ON_LINKS and part.family != "facility",
    )


def _assembly_entry(slug: str, design: Design, block: Block) -> CatalogEntry:
    parts = []
    for instance in block.instances:
        inner = design.block_by_id.get(instance.block) if instance.block is not None else None
        part = design.part_by_slug.get(instance.part or "")
        name = inner.name if inner is not None else (part.name if part is not None else instance.of)
        parts.append(f"{instance.count:,} × {name}")
    contents = ", ".join(parts)
    tooltip = worded(
        "{name}, from {system}\nContains {contents}",
        name=block.name,
        system=design.name,
        contents=contents or worded("nothing"),
    )
    return CatalogEntry(
        EntryKind.ASSEMBLY,
        f"{slug}/{block.id}",
        block.name,
        contents,
        block.kind.value if block.kind is not BlockKind.SWITCH_BOX else "switch",
        tooltip + (f"\n{block.note}" if block.note else ""),
    )


def _short(figure: Figure) -> str:
    return quantity_text(figure.value, figure.unit, 3)
