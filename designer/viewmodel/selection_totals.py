"""What the selection adds up to, for the status bar."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.evaluate.figures import quote_in_use
from designer.model.block import ExceptionKind
from designer.model.ids import path_from_text
from designer.model.query import MAX_DEPTH, chain_from_path
from designer.units.display import quantity_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import BlockId, InstancePath
    from designer.model.instance import Instance
    from designer.viewmodel.selection import Selection
    from designer.workbench.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class SelectionTotals:
    """Totals of the selected copies and bundles.

    Attributes
    ----------
    n_accelerators, n_switches
        Parts inside the selected copies, removed ones left out. [1]
    peak_w, capex_usd
        Sum over their parts: peak draw where it is known, else typical; price where there is one.
    n_links, n_cables
        Of the selected bundles, in the whole design. [1]
    """

    n_accelerators: int = 0
    n_switches: int = 0
    peak_w: float = 0.0
    capex_usd: float = 0.0
    n_links: int = 0
    n_cables: int = 0


def selection_totals(snapshot: Snapshot, selection: Selection) -> SelectionTotals:
    """Return what the selection adds up to.

    Parameters
    ----------
    snapshot
        The design.
    selection
        What is selected.

    Returns
    -------
    SelectionTotals
        Zeros where nothing is selected.
    """
    parts = selected_parts(snapshot.design, selection)
    links = [k for k in snapshot.graph.link_classes if k.bundle_key in selection.bundle_keys]
    peak_w = capex_usd = 0.0
    n_by_family: Counter[str] = Counter()
    for slug, n in parts.items():
        part = snapshot.design.part_by_slug.get(slug)
        if part is None:
            continue
        n_by_family[part.family] += n
        draw = part.tdp_w or part.typical_w
        peak_w += n * draw.value if draw is not None else 0.0
        quote = quote_in_use(snapshot.design, snapshot.library, slug)
        capex_usd += n * quote.price_usd.value if quote is not None else 0.0
    return SelectionTotals(
        n_by_family["accelerator"],
        n_by_family["switch"],
        peak_w,
        capex_usd,
        sum(k.n_links for k in links),
        sum(k.n_cables for k in links),
    )


def selected_parts(design: Design, selection: Selection) -> Counter[str]:
    """Return the parts inside the selected copies, enclosures among them.

    Parameters
    ----------
    design
        The document.
    selection
        What is selected.

    Returns
    -------
    Counter[str]
        Pieces by part slug, removed copies left out. [1]
    """
    contents = _Contents(design)
    parts: Counter[str] = Counter()
    for path in selection.paths:
        parts.update(contents.of_copy(path))
    return parts


def totals_text(totals: SelectionTotals) -> str:
    """Return the totals in a line.

    Parameters
    ----------
    totals
        What the selection adds up to.

    Returns
    -------
    str
        For example ``96 accelerators, 12 switches, parts of 118 kW and 2.1 MUSD``; empty if there
        is nothing to tell.
    """
    if totals.n_links:
        return worded(
            "{n_links:,} links, {n_cables:,} cables",
            n_links=totals.n_links,
            n_cables=totals.n_cables,
        )
    if not totals.peak_w and not totals.capex_usd and not totals.n_accelerators:
        return ""
    return worded(
        "{n_accelerators:,} accelerators, {n_switches:,} switches, parts of {power} and {cost}",
        n_accelerators=totals.n_accelerators,
        n_switches=totals.n_switches,
        power=quantity_text(totals.peak_w, "W", 3),
        cost=quantity_text(totals.capex_usd, "USD", 3),
    )


class _Contents:
    """Parts of one copy of each block, each block worked out once."""

    def __init__(self, design: Design) -> None:
        self._design = design
        self._of_block: dict[BlockId, Counter[str]] = {}

    def of_copy(self, path: InstancePath) -> Counter[str]:
        # Parts of the copies that an indexed path means.
        root = self._design.root_block
        chain = chain_from_path(self._design, root, path)
        if not chain:
            return Counter()
        n_copies = chain[-1].count if path[-1].copy_ix is None else 1
        parts = _times(self._of_instance(chain[-1], len(path)), n_copies)
        blocks = [root, *(self._inner(instance) for instance in chain[:-1])]
        for depth, block in enumerate(blocks):
            if block is not None:
                parts = self._without(block, path[depth:], parts)
        return parts

    def _without(self, block: Block, path: InstancePath, parts: Counter[str]) -> Counter[str]:
        # Exceptions of a block around the copies that lie in them.
        for one in block.exceptions:
            gone = path_from_text(one.path)
            is_inside = len(gone) >= len(path) and all(
                a.instance_id == b.instance_id and b.copy_ix in {None, a.copy_ix}
                for a, b in zip(gone, path, strict=False)
            )
            chain = chain_from_path(self._design, block, gone) if is_inside else None
            if chain:
                parts = parts - self._of_instance(chain[-1], len(gone))
                if one.kind is ExceptionKind.REPLACED and one.part is not None:
                    parts[one.part] += 1
        return parts

    def _inner(self, instance: Instance) -> Block | None:
        return self._design.block_by_id.get(instance.block) if instance.block is not None else None

    def _of_instance(self, instance: Instance, depth: int) -> Counter[str]:
        if instance.part is not None:
            return Counter({instance.part: 1})
        block = self._inner(instance)
        if block is None or depth > MAX_DEPTH:
            return Counter()
        if block.id not in self._of_block:
            self._of_block[block.id] = self._of_whole(block, depth)
        return self._of_block[block.id]

    def _of_whole(self, block: Block, depth: int) -> Counter[str]:
        parts: Counter[str] = Counter() if block.part is None else Counter({block.part: 1})
        for inner in block.instances:
            parts.update(_times(self._of_instance(inner, depth + 1), inner.count))
        for one in block.exceptions:
            chain = chain_from_path(self._design, block, path_from_text(one.path))
            if chain:
                parts = parts - self._of_instance(chain[-1], depth + len(chain))
                if one.kind is ExceptionKind.REPLACED and one.part is not None:
                    parts[one.part] += 1
        return parts


def _times(parts: Counter[str], n: int) -> Counter[str]:
    return Counter({slug: n * count for slug, count in parts.items()})
