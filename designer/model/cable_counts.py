"""How many cables a bundle needs before exceptions, as an integer, without expanding.

Links between two enclosures (the innermost nodes or switch boxes, else the parts themselves) share
cables; a cable never ends in two enclosures. :mod:`designer.topology.cables` takes out exceptions.
"""

from __future__ import annotations

import math
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from designer.model.block import BlockKind
from designer.model.limits import chains_to_block
from designer.model.link_counts import ChainDim, factor_of, is_same_chain, related_kinds
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
    """A dimension of one end, or of both, and what is linked over it.

    ``n_pairs`` counts the pairs of values it allows, ``n_partners`` those of one value that has
    any; ``is_loop`` says that a value goes with itself, ``is_symmetric`` that pairs hold both ways.
    """

    size: int
    is_outer_a: bool
    is_outer_b: bool
    n_pairs: int
    n_partners: int = 1
    is_loop: bool = True
    is_symmetric: bool = True


def cable_groups(design: Design, block: Block, bundle: LinkBundle) -> int:
    """Return how many groups of links that share a cable a bundle has in the whole design.

    Parameters
    ----------
    design
        The document.
    block
        Block that owns the bundle.
    bundle
        The bundle; its ends name no single copies and its relations have no problem.

    Returns
    -------
    int
        Cables, at one cable to a group of links; 0 if an end does not resolve. [1]
    """
    a_end, b_end = resolve_end(design, block, bundle.a), resolve_end(design, block, bundle.b)
    if a_end is None or b_end is None:
        return 0
    chains = (a_end.instances, b_end.instances)
    prefixes = chains_to_block(design, block.id)
    if bundle.pairs is not None:
        return sum(_listed_groups(design, prefix, bundle, chains) for prefix in prefixes)
    return sum(
        _groups_below(bundle, chains, _dims(design, prefix, bundle, chains)) for prefix in prefixes
    )


def _listed_groups(
    design: Design, prefix: tuple[InstanceId, ...], bundle: LinkBundle, chains: _Chains
) -> int:
    above = _instances(design, prefix)
    n_a, n_b = (_n_outer_steps(design, (*above, *chain)) - len(above) for chain in chains)
    # Copies of the block that lie in one enclosure put their links together.
    n_outer, n_together = 1, 1
    for at, instance in enumerate(above, start=-len(above)):
        if at < max(n_a, n_b):
            n_outer *= instance.count
        else:
            n_together *= instance.count
    a_size, b_size = (
        math.prod(instance.count for instance in chain[max(0, n_steps) :])
        for chain, n_steps in zip(chains, (n_a, n_b), strict=True)
    )
    is_same = is_same_chain(*chains)
    groups: Counter[tuple[int, int]] = Counter()
    for a, b, n in bundle.pairs or ():
        ends = (a // a_size, b // b_size)
        groups[ends[::-1] if is_same and ends[0] > ends[1] else ends] += n
    n_links = bundle.n_links_per_pair * n_together
    return n_outer * sum(-(-n * n_links // bundle.n_links_per_cable) for n in groups.values())


def _groups_below(bundle: LinkBundle, chains: _Chains, dims: list[_Dim]) -> int:
    n_outer = n_inner = 1
    for dim in dims:
        if dim.is_outer_a and dim.is_outer_b:
            n_outer *= dim.n_pairs
        elif dim.is_outer_a or dim.is_outer_b:
            n_outer *= dim.n_pairs // max(1, dim.n_partners)
            n_inner *= dim.n_partners
        else:
            n_inner *= dim.n_pairs

    def n_cables(n_pairs: int) -> int:
        return -(-n_pairs * bundle.n_links_per_pair // bundle.n_links_per_cable)

    if not is_same_chain(*chains):
        return n_outer * n_cables(n_inner)
    # Either way round is the same link: where pairs hold both ways they are counted once, and
    # where those of the enclosures alone do, the links of both ways share cables.
    outer, inner = ([d for d in dims if d.is_outer_a is side] for side in (True, False))
    n_same = math.prod(d.size if d.is_loop else 0 for d in outer)
    n_loops = math.prod(d.size if d.is_loop else 0 for d in inner)
    is_outer_even, is_inner_even = (all(d.is_symmetric for d in side) for side in (outer, inner))
    n_apart = n_outer - n_same
    if not is_outer_even:
        between = n_apart * n_cables(n_inner)
    else:
        between = n_apart // 2 * n_cables(n_inner if is_inner_even else 2 * n_inner)
    within = (n_inner - n_loops) // 2 if is_inner_even else n_inner
    return between + n_same * n_cables(within)


def _dims(
    design: Design, prefix: tuple[InstanceId, ...], bundle: LinkBundle, chains: _Chains
) -> list[_Dim]:
    # All dimensions of both ends; those that lead to the block are the same at both.
    above = _instances(design, prefix)
    n_a, n_b = (_n_outer_steps(design, (*above, *chain)) - len(above) for chain in chains)
    dims = [
        _Dim(dim.size, at < n_a, at < n_b, dim.size)
        for at, instance in enumerate(above, start=-len(above))
        for dim in instance.dims
    ]
    kinds = related_kinds(*chains, bundle.relations)
    for (a, b), found in kinds.items():
        made = factor_of(found, b.size)
        dims.append(
            _Dim(
                a.size,
                a.step_ix < n_a,
                b.step_ix < n_b,
                made.n_pairs,
                made.n_partners,
                made.is_reflexive,
                made.is_symmetric,
            )
        )
    is_same = is_same_chain(*chains)
    for at, dim in _free_dims(chains[0], {a for a, _ in kinds}):
        n_pairs = dim.size**2 if is_same else dim.size
        dims.append(_Dim(dim.size, at < n_a, at < n_b and is_same, n_pairs))
    if not is_same:
        for at, dim in _free_dims(chains[1], {b for _, b in kinds}):
            dims.append(_Dim(dim.size, False, at < n_b, dim.size))  # noqa: FBT003 - in order
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
