"""How many links a bundle makes and how many ports they take, as integers, without expanding.

Copies that exceptions take out are still counted here: ports are checked against the full design.
"""

from __future__ import annotations

import math
from itertools import product
from typing import TYPE_CHECKING, NamedTuple

from designer.model.limits import chains_to_block
from designer.model.links import RelationKind
from designer.model.query import resolve_end

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstanceId
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, Relation

InstanceChain = tuple["InstanceId", ...]


class PairCount(NamedTuple):
    """Linked pairs of a bundle within one copy of the block that owns it.

    ``a_degree`` is the number of ``b`` copies that one ``a`` copy is linked to, ``b_degree`` the
    other way round; every copy has the same.
    """

    n_pairs: int
    a_degree: int
    b_degree: int


class PortUse(NamedTuple):
    """Ports of one part that bundles take; ``chain`` leads to it from the root."""

    chain: InstanceChain
    port: str
    n_used: int
    n_ports: int


class ChainDim(NamedTuple):
    """A dimension of the instance at one step of a chain."""

    step_ix: int
    name: str
    size: int


def _dim(chain: tuple[Instance, ...], text: str) -> ChainDim | None:
    instance_id, _, name = text.rpartition(".")
    for step_ix, instance in enumerate(chain):
        if instance.id == instance_id:
            return next(
                (ChainDim(step_ix, d.name, d.size) for d in instance.dims if d.name == name), None
            )
    return None


def relation_problem(
    a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...], relations: tuple[Relation, ...]
) -> str:
    """Return why the relations of a bundle cannot hold.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.
    relations
        The relations.

    Returns
    -------
    str
        One line, or the empty text if there is nothing wrong.
    """
    is_self = is_same_chain(a_chain, b_chain)
    partner: dict[tuple[str, ChainDim], ChainDim] = {}
    for relation in relations:
        problem = _one_relation_problem(a_chain, b_chain, relation, partner)
        if problem:
            return problem
        if is_self and relation.a_dim != relation.b_dim:
            return f"{relation.a_dim} of a path to itself can only be related to itself"
    kinds = related_kinds(a_chain, b_chain, relations)
    if any(_is_contradiction(found) for found in kinds.values()):
        return "two relations between the same dimensions contradict each other"
    if is_self and all(found <= {("equal", 0)} for found in kinds.values()):
        return "a path is linked to itself; add a not-equal or shift relation"
    return ""


def _one_relation_problem(
    a_chain: tuple[Instance, ...],
    b_chain: tuple[Instance, ...],
    relation: Relation,
    partner: dict[tuple[str, ChainDim], ChainDim],
) -> str:
    a_dim, b_dim = _dim(a_chain, relation.a_dim), _dim(b_chain, relation.b_dim)
    if a_dim is None or b_dim is None:
        unknown = relation.a_dim if a_dim is None else relation.b_dim
        return f'there is no dimension "{unknown}" along the end'
    if a_dim.size != b_dim.size:
        return (
            f"{relation.a_dim} has {a_dim.size:,} values and {relation.b_dim} {b_dim.size:,}; "
            "related dimensions need the same size"
        )
    if partner.setdefault(("a", a_dim), b_dim) != b_dim:
        return f"{relation.a_dim} is in two relations"
    if partner.setdefault(("b", b_dim), a_dim) != a_dim:
        return f"{relation.b_dim} is in two relations"
    return ""


def is_same_chain(a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...]) -> bool:
    """Return whether both ends of a bundle are the copies of the same instance.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.

    Returns
    -------
    bool
        Whether the chains have the same ids.
    """
    return tuple(i.id for i in a_chain) == tuple(i.id for i in b_chain)


def related_kinds(
    a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...], relations: tuple[Relation, ...]
) -> dict[tuple[ChainDim, ChainDim], set[tuple[str, int]]]:
    """Return what relates each pair of dimensions.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.
    relations
        The relations; one that names an unknown dimension is passed over.

    Returns
    -------
    dict[tuple[ChainDim, ChainDim], set[tuple[str, int]]]
        Relation kinds with their offsets, 0 except for shifts; a shift by 0 is ``equal``.
    """
    kinds: dict[tuple[ChainDim, ChainDim], set[tuple[str, int]]] = {}
    for relation in relations:
        a_dim, b_dim = _dim(a_chain, relation.a_dim), _dim(b_chain, relation.b_dim)
        if a_dim is None or b_dim is None:
            continue
        offset = relation.offset % b_dim.size if relation.kind is RelationKind.SHIFT else 0
        is_equal = relation.kind is RelationKind.SHIFT and offset == 0
        kind = RelationKind.EQUAL if is_equal else relation.kind
        kinds.setdefault((a_dim, b_dim), set()).add((kind.value, offset))
    return kinds


def _is_contradiction(kinds: set[tuple[str, int]]) -> bool:
    fixed = {k for k in kinds if k[0] != RelationKind.NOT_EQUAL.value}
    return len(fixed) > 1 or (("equal", 0) in fixed and len(kinds) > 1)


def pair_count(
    a_chain: tuple[Instance, ...], b_chain: tuple[Instance, ...], relations: tuple[Relation, ...]
) -> PairCount:
    """Return how many pairs of copies the relations link.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.
    relations
        Relations without problems, see :func:`relation_problem`; one that names an unknown
        dimension is passed over. Dimensions that none names are joined all to all.

    Returns
    -------
    PairCount
        Pairs and degrees within one copy of the owning block. Between the copies of one instance
        each unordered pair counts once. [1]
    """
    kinds = related_kinds(a_chain, b_chain, relations)
    b_named = math.prod(b_dim.size for _, b_dim in kinds)
    a_named = math.prod(a_dim.size for a_dim, _ in kinds)
    n_a = math.prod(instance.count for instance in a_chain)
    n_b = math.prod(instance.count for instance in b_chain)
    allowed = 1
    is_symmetric = True
    for (_, b_dim), found in kinds.items():
        shifts = [offset for kind, offset in found if kind == RelationKind.SHIFT.value]
        if not shifts and (RelationKind.NOT_EQUAL.value, 0) in found:
            allowed *= b_dim.size - 1
        is_symmetric = is_symmetric and all(2 * offset % b_dim.size == 0 for offset in shifts)
    a_degree, b_degree = n_b // b_named * allowed, n_a // a_named * allowed
    if not is_same_chain(a_chain, b_chain):
        return PairCount(n_a * a_degree, a_degree, b_degree)
    if is_symmetric:
        return PairCount(n_a * a_degree // 2, a_degree, a_degree)
    return PairCount(n_a * a_degree, 2 * a_degree, 2 * a_degree)


def port_uses(design: Design) -> tuple[PortUse, ...]:
    """Return the use of every port group that a bundle takes ports of.

    A part that is reached in several ways (a block that is used twice) has one entry per way,
    because links from outside may reach only one of them.

    Parameters
    ----------
    design
        The document. Bundles that do not resolve take no ports.

    Returns
    -------
    tuple[PortUse, ...]
        One entry per chain and port group, per copy of the part.
    """
    used: dict[tuple[InstanceChain, str], int] = {}
    n_ports: dict[tuple[InstanceChain, str], int] = {}
    for block in design.blocks:
        outer = chains_to_block(design, block.id) if block.link_bundles else ()
        uses = [use for b in block.link_bundles for use in _bundle_uses(design, block, b)]
        for prefix, (chain, port, n, count) in product(outer, uses):
            key = ((*prefix, *chain), port)
            used[key] = used.get(key, 0) + n
            n_ports[key] = count
    return tuple(PortUse(*key, n, n_ports[key]) for key, n in used.items())


def _bundle_uses(
    design: Design, block: Block, bundle: LinkBundle
) -> list[tuple[InstanceChain, str, int, int]]:
    a_end, b_end = resolve_end(design, block, bundle.a), resolve_end(design, block, bundle.b)
    if a_end is None or b_end is None:
        return []
    if relation_problem(a_end.instances, b_end.instances, bundle.relations):
        return []
    pairs = pair_count(a_end.instances, b_end.instances, bundle.relations)
    n = bundle.n_links_per_pair
    a_ids = tuple(i.id for i in a_end.instances)
    b_ids = tuple(i.id for i in b_end.instances)
    n_a, n_b = pairs.a_degree * n, pairs.b_degree * n
    if a_ids == b_ids:
        if a_end.port.name == b_end.port.name:
            return [(a_ids, a_end.port.name, n_a, a_end.port.count)]
        # A ring from one port group to the other: each copy starts and ends half of its links.
        n_a = n_b = -(-n_a // 2)
    return [
        (a_ids, a_end.port.name, n_a, a_end.port.count),
        (b_ids, b_end.port.name, n_b, b_end.port.count),
    ]
