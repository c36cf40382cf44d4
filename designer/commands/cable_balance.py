"""Refuses a regrouping after which links would share cables differently."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.commands.editing import ends_of
from designer.commands.pair_listing import listed_rows, without_rule
from designer.errors.tree import CommandError
from designer.model.cable_counts import cable_groups
from designer.model.evolve import evolve
from designer.model.ids import all_copies
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.links import LinkBundle


def require_same_cables(before: Design, after: Design) -> None:
    """Refuse an edit that changes how many cables links share.

    Parameters
    ----------
    before, after
        The design before and after the edit.

    Raises
    ------
    CommandError
        If some cable is needed more or less often, before exceptions, or links between named
        copies that share cables are too many to be counted one by one.
    """
    old, new = _cables(before), _cables(after)
    for cable in sorted({*old, *new}):
        if old[cable] != new[cable]:
            raise CommandError(
                worded(
                    "several links share a {cable}: {old:,} would become {new:,}; "
                    "put the cut where no cable is divided",
                    cable=cable,
                    old=old[cable],
                    new=new[cable],
                )
            )


def _cables(design: Design) -> Counter[str]:
    found: Counter[str] = Counter()
    for block in design.blocks:
        for bundle in block.link_bundles:
            if bundle.cable is not None and bundle.n_links_per_cable > 1:
                found[bundle.cable] += cable_groups(design, block, _listed(design, block, bundle))
    return found


def _listed(design: Design, block: Block, bundle: LinkBundle) -> LinkBundle:
    # A bundle between named copies is counted pair by pair.
    if all(end.path == all_copies(end.path) for end in (bundle.a, bundle.b)):
        return bundle
    rows = listed_rows(bundle, *ends_of(design, block, bundle))
    return evolve(without_rule(bundle), pairs=rows)
