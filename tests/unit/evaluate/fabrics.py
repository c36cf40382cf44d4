"""Designs with several fabrics."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.design import Design


def two_fabrics(removed: Sequence[str] = ()) -> Design:
    """Return nodes with three planes of scale-up inside, joined by a scale-out switch.

    Four accelerators of a node have one unit into each plane and half a unit of scale-out.
    """
    node = block(
        "node",
        [instance("acc", "acc", i=4), instance("l1", "sw", plane=3)],
        [bundle("d", "acc:p", "l1")],
    )
    root = block(
        "root",
        [instance("node", "node", block=True, i=2), instance("leaf", "sw")],
        [bundle("o", "node/acc:q", "leaf", fabric="scale-out")],
        removed=removed,
    )
    return design([root, node], [accelerator("acc", port("p"), port("q", 0.5)), switch()])
