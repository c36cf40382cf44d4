"""What two states of a document have in common: all but copies and links that differ."""

from __future__ import annotations

from operator import is_
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.block import Block
    from designer.model.design import Design


def are_same(now: Sequence[object], before: Sequence[object]) -> bool:
    """Return whether two sequences hold the very same objects in the same order.

    Parameters
    ----------
    now, before
        Records that are shared between states of a document.

    Returns
    -------
    bool
        Whether they do; equal copies do not count.
    """
    return now is before or (len(now) == len(before) and all(map(is_, now, before)))


def has_same_frame(now: Design, before: Design) -> bool:
    """Return whether a document differs from an earlier state in its exceptions alone.

    Parameters
    ----------
    now, before
        Two states of one document; what has not been edited is shared between them.

    Returns
    -------
    bool
        Whether blocks, instances, counts, bundles, port groups, fabrics and parts are the same
        objects, so that every path, end and relation means what it meant before.
    """
    return (
        now.root == before.root
        and are_same(now.parts, before.parts)
        and are_same(now.fabrics, before.fabrics)
        and len(now.blocks) == len(before.blocks)
        and all(map(_has_same_frame, now.blocks, before.blocks))
    )


def _has_same_frame(now: Block, before: Block) -> bool:
    return now is before or (
        now.id == before.id
        and now.kind is before.kind
        and now.part == before.part
        and are_same(now.instances, before.instances)
        and are_same(now.link_bundles, before.link_bundles)
        and are_same(now.port_groups, before.port_groups)
    )
