"""What one copy of a block holds in all, for the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.rollup import NUMBER_FORMAT
from designer.units.display import quantity_text
from designer.viewmodel.inspector_records import InspectorRow, InspectorSection
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.ids import BlockId
    from designer.workbench.snapshot import Snapshot

_TIP = worded(
    "Sum over all parts inside, enclosures included; cables, modules, conversion losses and "
    "exceptions of blocks around it are not in it"
)
_WHOLE_TIP = worded(
    "Sum over all parts, enclosures included; cables, modules and conversion losses are not in it"
)


def totals_section(snapshot: Snapshot, block_id: BlockId) -> InspectorSection:
    """Return the totals of one copy of a block.

    Parameters
    ----------
    snapshot
        The design and what was computed from it.
    block_id
        The block; the root block is the whole design.

    Returns
    -------
    InspectorSection
        Rows of what the block has; empty if it holds nothing.
    """
    is_whole = block_id == snapshot.design.root
    totals = snapshot.rollup.totals.get(block_id)
    if totals is None or not totals.n_parts:
        return InspectorSection(worded("Totals of one copy"), ())
    counts = (
        (worded("Accelerators"), totals.n_accelerators),
        (worded("Hosts"), totals.n_hosts),
        (worded("Network adapters"), totals.n_nics),
        (worded("Switches"), totals.n_switches),
        (worded("Parts"), totals.n_parts),
    )
    amounts = (
        (worded("Peak power of the parts"), totals.peak_mw / 1_000, "W"),
        (worded("Price of the parts"), totals.price_cents / 100, "USD"),
        (worded("Accelerator memory"), float(totals.memory_bytes), "byte"),
        (worded("Peak {upper}", upper=NUMBER_FORMAT.upper()), float(totals.flop_per_s), "FLOP/s"),
    )
    tip = _WHOLE_TIP if is_whole else _TIP
    rows = [InspectorRow(label, f"{n:,}", tooltip=tip) for label, n in counts if n]
    rows += [
        InspectorRow(label, quantity_text(x, unit), tooltip=tip) for label, x, unit in amounts if x
    ]
    title = worded("Totals of the design") if is_whole else worded("Totals of one copy")
    return InspectorSection(title, tuple(rows))
