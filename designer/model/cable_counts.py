"""How many cables a bundle needs before exceptions, as an integer, without expanding.

Links between two enclosures (the innermost nodes or switch boxes, else the parts themselves) share
cables; a cable never ends in two enclosures. :mod:`designer.topology.cables` takes out exceptions.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import BlockKind
from designer.model.limits import chains_to_block
from designer.model.link_counts import ChainDim, is_same_chain, related_kinds
from designer.model.links import RelationKind
from designer.model.query import resolve_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstanceId
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle

    _Chains = tuple[tuple[Instance, ...], tuple[Instance, ...]]

_ENCLOSURES = frozenset({BlockKind.NODE, BlockKind.SWITCH_BOX})


class _Dim(NamedTuple):
    """A dimension of one end, or of both; ``n_pairs`` counts the value pairs it allows."""

    size: int
    n_pairs: int
    is_outer_a: bool
    is_outer_b: bool
    may_be_equal: bool


def cable_groups(design: Design, block: Block, bundle: LinkBundle) -> int:
    """Return how many groups of links that share a cable a bundle has in the whole design.

    Parameters
    ----------
    design
        The document.
    block
        Block that owns the bundle.
    bundle
        The bundle; its ends resolve and its relations have no problem.

    Returns
    -------
    int
        Cables, at one cable to a group of links; 0 if an end does not resolve. [1]
    """
    a_end, b_end = resolve_end(design, block, bundle.a), resolve_end(design, block, bundle.b)
    if a_end is None or b_end is None:
        return 0
    chains = (a_end.instances, b_end.instances)
    return sum(
        _groups_below(bundle, chains, _dims(design, prefix, bundle, chains))
        for prefix in chains_to_block(design, block.id)
    )


def _groups_below(bundle: LinkBundle, chains: _Chains, dims: list[_Dim]) -> int:
    n_inner = math.prod(d.n_pairs for d in dims if not (d.is_outer_a or d.is_outer_b))
    n_outer = 1
    for dim in dims:
        if dim.is_outer_a and dim.is_outer_b:
            n_outer *= dim.n_pairs
        elif dim.is_outer_a or dim.is_outer_b:
            n_outer *= dim.size
            n_inner *= dim.n_pairs // dim.size

    def n_cables(n_pairs: int) -> int:
        return -(-n_pairs * bundle.n_links_per_pair // bundle.n_links_per_cable)

    if not is_same_chain(*chains):
        return n_outer * n_cables(n_inner)
    n_equal = math.prod(d.size if d.may_be_equal else 0 for d in dims if d.is_outer_a)
    loops = math.prod(d.size if d.may_be_equal else 0 for d in dims if not d.is_outer_a)
    halves = 2 if _is_symmetric(chains, bundle) else 1
    between = (n_outer - n_equal) // halves * n_cables(n_inner)
    return between + n_equal * n_cables((n_inner - loops) // halves)


def _is_symmetric(chains: _Chains, bundle: LinkBundle) -> bool:
    return all(
        kind != RelationKind.SHIFT.value or 2 * offset % b_dim.size == 0
        for (_, b_dim), found in related_kinds(*chains, bundle.relations).items()
        for kind, offset in found
    )


def _dims(
    design: Design, prefix: tuple[InstanceId, ...], bundle: LinkBundle, chains: _Chains
) -> list[_Dim]:
    # All dimensions of both ends; those that lead to the block are the same at both.
    above = _instances(design, prefix)
    n_a, n_b = (_n_outer_steps(design, (*above, *chain)) - len(above) for chain in chains)
    dims = [
        _Dim(dim.size, dim.size, at < n_a, at < n_b, may_be_equal=True)
        for at, instance in enumerate(above, start=-len(above))
        for dim in instance.dims
    ]
    kinds = related_kinds(*chains, bundle.relations)
    for (a, b), found in kinds.items():
        names = {kind for kind, _ in found}
        is_unequal = names == {RelationKind.NOT_EQUAL.value}
        n_pairs = a.size * (a.size - 1) if is_unequal else a.size
        may_be_equal = names == {RelationKind.EQUAL.value}
        dims.append(_Dim(a.size, n_pairs, a.step_ix < n_a, b.step_ix < n_b, may_be_equal))
    is_same = is_same_chain(*chains)
    for at, dim in _free_dims(chains[0], {a for a, _ in kinds}):
        is_outer = at < n_a
        n_pairs = dim.size**2 if is_same else dim.size
        dims.append(_Dim(dim.size, n_pairs, is_outer, is_outer and is_same, may_be_equal=True))
    if not is_same:
        for at, dim in _free_dims(chains[1], {b for _, b in kinds}):
            dims.append(_Dim(dim.size, dim.size, False, at < n_b, may_be_equal=True))  # noqa: FBT003 - in order
    return dims


def _free_dims(
    chain: tuple[Instance, ...], related: set[ChainDim]
) -> Iterator[tuple[int, ChainDim]]:
    for at, instance in enumerate(chain):
        for dim in instance.dims:
            found = ChainDim(at, dim.name, dim.size)
            if found not in related:
                yield at, found


def _instances(design: Design, prefix: tuple[InstanceId, ...]) -> tuple[Instance, ...]:
    block = design.root_block
    found: list[Instance] = []
    for step in prefix:
        found.append(block.instance_by_id[step])
        block = design.block_by_id[found[-1].block or design.root]
    return tuple(found)


def _n_outer_steps(design: Design, chain: tuple[Instance, ...]) -> int:
    # Steps of a chain down to its innermost enclosure; all of them if there is none.
    for end in range(len(chain) - 1, 0, -1):
        inner = chain[end - 1].block
        if inner is not None and design.block_by_id[inner].kind in _ENCLOSURES:
            return end
    return len(chain)
