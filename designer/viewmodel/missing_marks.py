"""Where links that are taken out end, as copies seen from the scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.ids import path_from_text
from designer.model.query import chain_from_path
from designer.viewmodel.single_links import missing_in

if TYPE_CHECKING:
    from designer.model.design import Design
    from designer.model.ids import InstancePath


class MissingEnd(NamedTuple):
    """An end of links that are taken out.

    ``path`` leads from the scope to the part, ``other`` to the part at the other end, where that
    is inside the scope as well; ``n_links`` are missing. [1]
    """

    path: InstancePath
    other: InstancePath
    fabric_id: str
    n_links: int


def missing_ends(design: Design, scope: InstancePath) -> tuple[MissingEnd, ...]:
    """Return the ends of all links that are taken out and end inside a scope.

    Parameters
    ----------
    design
        The document.
    scope
        Indexed path of the block that is shown.

    Returns
    -------
    tuple[MissingEnd, ...]
        Two per pair of copies, one where only one end is inside.
    """
    chain = chain_from_path(design, design.root_block, scope) or ()
    blocks = (design.root, *(instance.block for instance in chain))
    fabrics = {
        f"{block.id}/{bundle.id}": str(bundle.fabric)
        for block in design.blocks
        for bundle in block.link_bundles
    }
    found: list[MissingEnd] = []
    for depth, block_id in enumerate(blocks):
        block = design.block_by_id.get(block_id) if block_id is not None else None
        inner = scope[depth:]
        for row in missing_in(design, block) if block is not None else ():
            ends = [path_from_text(text) for text in (row.a, row.b)]
            inside = [end[len(inner) :] if end[: len(inner)] == inner else () for end in ends]
            found += [
                MissingEnd(own, other, fabrics.get(row.bundle, ""), row.n_links)
                for own, other in (inside, inside[::-1])
                if own
            ]
    return tuple(found)
