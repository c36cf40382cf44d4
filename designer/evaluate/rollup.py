"""Totals of every block, kept from edit to edit: counts, power, price, memory and compute.

The blocks of a design form a directed graph without cycles, and the totals of a block are those of
its own parts plus count times the totals of what it holds. After an edit only the blocks that
changed and those that hold them are summed again, in integers, whatever the counts are; copies
that differ are summed along their paths (``docs/methods/counts.md``).
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import is_
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.accelerators import AcceleratorRecord
from designer.evaluate.figures import part_in_use, quote_in_use
from designer.model.block import ExceptionKind
from designer.model.ids import path_from_text
from designer.model.limits import blocks_inside_out

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.catalog.provenance import Figure
    from designer.model.block import Block, InstanceException
    from designer.model.design import Design
    from designer.model.ids import BlockId, InstanceId, InstancePath
    from designer.model.instance import Instance

NUMBER_FORMAT: Final = "bf16"
"""Number format of the peak rate that is summed."""
_FAMILIES: Final = {
    "n_accelerators": "accelerator",
    "n_hosts": "cpu",
    "n_nics": "nic",
    "n_switches": "switch",
}


class Totals(NamedTuple):
    """Sums over the parts of a block, enclosures included, links and what they need left out.

    Each piece is rounded to the unit, so that sums of any size are exact.

    Attributes
    ----------
    n_accelerators, n_hosts, n_nics, n_switches, n_parts
        Pieces of the families, and of all. [1]
    peak_mw, typical_mw
        Peak and typical power; the one stands in where the other is not known. [mW]
    price_cents
        Likely price; 0 where none is known. [US cent]
    memory_bytes, memory_bytes_per_s
        Capacity and bandwidth of the memory of accelerators. [byte], [byte/s]
    flop_per_s
        Peak dense rate in :data:`NUMBER_FORMAT`. [FLOP/s]
    """

    n_accelerators: int = 0
    n_hosts: int = 0
    n_nics: int = 0
    n_switches: int = 0
    n_parts: int = 0
    peak_mw: int = 0
    typical_mw: int = 0
    price_cents: int = 0
    memory_bytes: int = 0
    memory_bytes_per_s: int = 0
    flop_per_s: int = 0


NOTHING: Final = Totals()


class _Special(NamedTuple):
    """Copies that differ below a block: the rest of the path, and how; see InstanceException."""

    path: InstancePath
    is_removed: bool
    part: str | None


class _Pieces:
    """Totals of one piece of every part of a design, made when they are first asked for."""

    def __init__(self, design: Design, library: CatalogLibrary) -> None:
        self._design = design
        self._library = library
        self._by_slug: dict[str | None, Totals] = {None: NOTHING}

    def of(self, slug: str | None) -> Totals:
        found = self._by_slug.get(slug)
        if found is None:
            found = self._by_slug[slug] = _piece(self._design, self._library, slug or "")
        return found

    def hold_for(self, design: Design, library: CatalogLibrary) -> bool:
        # Edits that add no part keep the records of the document as they are.
        own = self._design
        return (
            library is self._library
            and _are_same(design.parts, own.parts)
            and _are_same(design.prices, own.prices)
        )


@dataclass(frozen=True)
class Rollup:
    """The totals of every block of one design.

    Attributes
    ----------
    design
        The document.
    totals
        Sums of one copy of each block, its own exceptions taken out; empty if a block contains
        itself.
    n_summed
        Blocks that were summed for this design; the others were taken over. [1]
    pieces, order, inner
        For the next revision: totals of parts, blocks after those they hold, and what each holds.
    """

    design: Design
    totals: Mapping[BlockId, Totals]
    n_summed: int
    pieces: _Pieces
    order: tuple[BlockId, ...]
    inner: Mapping[BlockId, tuple[BlockId, ...]]

    @property
    def whole(self) -> Totals:
        """Sums of the whole design."""
        return self.totals.get(self.design.root, NOTHING)


def rolled_up(design: Design, library: CatalogLibrary, previous: Rollup | None = None) -> Rollup:
    """Return the totals of every block of a design.

    Parameters
    ----------
    design
        The document.
    library
        Catalog, asked for parts and prices that the document does not embed.
    previous
        Totals of an earlier revision; blocks that are the same objects as there, and hold only
        such, are not summed again.

    Returns
    -------
    Rollup
        The totals.

    Notes
    -----
    **Exactness**: exact integers. Time follows the number of blocks that changed, of those around
    them, and of their exceptions, never the counts.
    """
    if previous is not None and previous.pieces.hold_for(design, library):
        before = previous.design.block_by_id
        changed = [block for block in design.blocks if before.get(block.id) is not block]
        if len(before) == len(design.blocks) and all(
            previous.inner.get(block.id) == _inner_ids(block) for block in changed
        ):
            return _summed(design, previous, {block.id for block in changed})
    ordered, stuck = blocks_inside_out(design)
    order = () if stuck else tuple(block.id for block in ordered)
    inner = {block.id: _inner_ids(block) for block in ordered}
    start = Rollup(design, {}, 0, _Pieces(design, library), order, inner)
    return _summed(design, start, set(order))


def _are_same(some: Sequence[object], others: Sequence[object]) -> bool:
    return len(some) == len(others) and all(map(is_, some, others))


def _inner_ids(block: Block) -> tuple[BlockId, ...]:
    return tuple(i.block for i in block.instances if i.block is not None)


def _summed(design: Design, previous: Rollup, dirty: set[BlockId]) -> Rollup:
    # Sums the blocks that changed and all around them, inside out. An exception of an outer block
    # may lie in a changed one, so equal totals are no reason to stop.
    totals, n_summed, pieces = dict(previous.totals), 0, previous.pieces
    for block_id in previous.order:
        if block_id in dirty or not dirty.isdisjoint(previous.inner[block_id]):
            dirty.add(block_id)
            n_summed += 1
            totals[block_id] = _Sum(design, pieces, totals).of(design.block_by_id[block_id], ())
    return Rollup(design, totals, n_summed, pieces, previous.order, previous.inner)


class _Sum(NamedTuple):
    """Sums a block from the totals of what it holds."""

    design: Design
    pieces: _Pieces
    totals: Mapping[BlockId, Totals]

    def of(self, block: Block, inherited: tuple[_Special, ...]) -> Totals:
        # ``inherited`` are exceptions of blocks around this one; of two parts for one copy the
        # outer one wins, and a copy that is removed is removed whatever else is said of it.
        own = tuple(_special(e) for e in block.exceptions)
        known = self.totals.get(block.id) if inherited and not own else None
        values: Iterable[int] = known or self.pieces.of(block.part)
        if known is None:
            for instance in block.instances:
                n, one = instance.count, self._one(instance)
                values = [value + n * each for value, each in zip(values, one, strict=True)]
        if own or inherited:
            for instance, said in _by_copy(block, (*own, *inherited)):
                values = _instead(values, self._one(instance), self._different(instance, said))
        return Totals(*values)

    def _one(self, instance: Instance) -> Totals:
        if instance.block is None:
            return self.pieces.of(instance.part)
        return self.totals.get(instance.block, NOTHING)

    def _different(self, instance: Instance, own: list[_Special]) -> Totals:
        # One copy of an instance, with what is said of it and of what it holds.
        here = [one for one in own if len(one.path) == 1]
        if any(one.is_removed for one in here):
            return NOTHING
        part = next((one.part for one in reversed(here) if one.part is not None), None)
        inner = self.design.block_by_id.get(instance.block) if instance.block else None
        if inner is None:
            return self.pieces.of(part or instance.part)
        rest = tuple(one._replace(path=one.path[1:]) for one in own if len(one.path) > 1)
        found = self.of(inner, rest)
        if part is None:
            return found
        return Totals(*_instead(found, self.pieces.of(inner.part), self.pieces.of(part)))


def _instead(values: Iterable[int], old: Totals, new: Totals) -> list[int]:
    # Sums in which something new stands in the place of something old.
    return [value - a + b for value, a, b in zip(values, old, new, strict=True)]


def _special(exception: InstanceException) -> _Special:
    is_removed = exception.kind is ExceptionKind.REMOVED
    return _Special(path_from_text(exception.path), is_removed, exception.part)


def _by_copy(
    block: Block, specials: Iterable[_Special]
) -> Iterable[tuple[Instance, list[_Special]]]:
    # What is said of each copy of each instance; paths that lead nowhere say nothing.
    found: dict[tuple[InstanceId, int], list[_Special]] = {}
    for one in specials:
        instance_id, copy_ix = one.path[0]
        instance = block.instance_by_id.get(instance_id)
        if instance is None or copy_ix is None or copy_ix >= instance.count:
            continue
        if len(one.path) == 1 or instance.block is not None:
            found.setdefault((instance_id, copy_ix), []).append(one)
    return [(block.instance_by_id[instance_id], own) for (instance_id, _), own in found.items()]


def _piece(design: Design, library: CatalogLibrary, slug: str) -> Totals:
    part, quote = part_in_use(design, library, slug), quote_in_use(design, library, slug)
    price = round(quote.price_usd.value * 100) if quote is not None else 0
    if part is None:
        return Totals(n_parts=1, price_cents=price)
    counts = {name: int(part.family == family) for name, family in _FAMILIES.items()}
    peak, typical = part.tdp_w or part.typical_w, part.typical_w or part.tdp_w
    sums = Totals(
        **counts,
        n_parts=1,
        peak_mw=_rounded(peak, 1_000),
        typical_mw=_rounded(typical, 1_000),
        price_cents=price,
    )
    if not isinstance(part, AcceleratorRecord):
        return sums
    rates = (rate.flop_per_s for rate in part.peak_rates if rate.number_format == NUMBER_FORMAT)
    return sums._replace(
        memory_bytes=_rounded(part.memory_bytes),
        memory_bytes_per_s=_rounded(part.memory_bytes_per_s),
        flop_per_s=_rounded(next(rates, None)),
    )


def _rounded(figure: Figure | None, n_per_unit: int = 1) -> int:
    return 0 if figure is None else round(figure.value * n_per_unit)
