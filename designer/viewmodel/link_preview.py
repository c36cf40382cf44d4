"""What a new bundle would link, as pairs of places to draw a line between."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.commands.pair_listing import sampled_pairs
from designer.model.ids import PathStep
from designer.model.query import resolve_end

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.links import LinkBundle
    from designer.model.query import ResolvedEnd

N_SAMPLED: Final = 24
"""Copies of one end that lines are drawn from, and most lines of each."""


def preview_pairs(
    design: Design, block: Block, bundle: LinkBundle
) -> list[tuple[InstancePath, InstancePath]]:
    """Return places that a bundle would link, evenly from all over its first end.

    Parameters
    ----------
    design
        The document.
    block
        Block that will own the bundle.
    bundle
        The bundle.

    Returns
    -------
    list[tuple[InstancePath, InstancePath]]
        Indexed paths below the block; none if the bundle does not resolve.
    """
    a_end, b_end = (resolve_end(design, block, end) for end in (bundle.a, bundle.b))
    if a_end is None or b_end is None:
        return []
    return [
        (_path(a_end, a), _path(b_end, b))
        for a, b in sampled_pairs(bundle, a_end, b_end, N_SAMPLED)
    ]


def _path(end: ResolvedEnd, ixs: list[int]) -> InstancePath:
    return tuple(PathStep(i.id, ix) for i, ix in zip(end.instances, ixs, strict=True))
