"""Whether a bundle can be wired, and how many pairs it links, as integers, without expanding.

Copies and links that exceptions take out are still counted here.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from designer.model.links import RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, Relation
    from designer.model.query import ResolvedEnd


CopyIxs: TypeAlias = "tuple[int | None, ...]"
"""Per instance of a chain the one copy that is meant, or ``None`` for all; empty: all."""


class PairCount(NamedTuple):
    """Linked pairs of a bundle within one copy of the block that owns it.

    ``a_degree`` is the number of ``b`` copies that one ``a`` copy is linked to, ``b_degree`` the
    other way round; where copies differ, the most. Where both ends mean the same copies both are
    the number of copies that one is linked to, from either side.
    """

    n_pairs: int
    a_degree: int
    b_degree: int


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
    a_chain: tuple[Instance, ...],
    b_chain: tuple[Instance, ...],
    relations: tuple[Relation, ...],
    copy_ixs: tuple[CopyIxs, CopyIxs] = ((), ()),
) -> str:
    """Return why the relations of a bundle cannot hold.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.
    relations
        The relations.
    copy_ixs
        Copies that the paths of the ends name.

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
        for chain, ixs, text in zip(
            (a_chain, b_chain), copy_ixs, (relation.a_dim, relation.b_dim), strict=True
        ):
            dim = _dim(chain, text)
            if ixs and dim is not None and ixs[dim.step_ix] is not None:
                return worded(
                    "{text} is in a relation, but the path names one copy of its instance",
                    text=text,
                )
        if is_self and relation.a_dim != relation.b_dim:
            return worded(
                "{a_dim} of a path to itself can only be related to itself", a_dim=relation.a_dim
            )
    kinds = related_kinds(a_chain, b_chain, relations)
    if any(_is_contradiction(found) for found in kinds.values()):
        return worded("two relations between the same dimensions contradict each other")
    is_self = is_self and (copy_ixs[0] or _all_of(a_chain)) == (copy_ixs[1] or _all_of(b_chain))
    if is_self and all(found <= {("equal", 0)} for found in kinds.values()):
        return worded("a path is linked to itself; add a not-equal, shift or step relation")
    return ""


def _all_of(chain: tuple[Instance, ...]) -> CopyIxs:
    return (None,) * len(chain)


def wiring_problem(a_end: ResolvedEnd, b_end: ResolvedEnd, bundle: LinkBundle) -> str:
    """Return why the relations or the listed pairs of a bundle cannot hold.

    Parameters
    ----------
    a_end, b_end
        Ends of the bundle.
    bundle
        The bundle.

    Returns
    -------
    str
        One line, or the empty text if there is nothing wrong.
    """
    if bundle.pairs is None:
        copy_ixs = (a_end.copy_ixs, b_end.copy_ixs)
        return relation_problem(a_end.instances, b_end.instances, bundle.relations, copy_ixs)
    if bundle.relations:
        return worded("pairs are listed, so there can be no relations")
    if any(ix is not None for end in (a_end, b_end) for ix in end.copy_ixs):
        return worded("pairs are listed, so the paths can have no indices")
    return _pairs_problem(a_end, b_end, bundle)


def _pairs_problem(a_end: ResolvedEnd, b_end: ResolvedEnd, bundle: LinkBundle) -> str:
    facts, rows = bundle.pair_facts, bundle.pairs or ()
    for column, end, most in ((0, a_end, facts.max_a_ix), (1, b_end, facts.max_b_ix)):
        n_copies = math.prod(instance.count for instance in end.instances)
        if most >= n_copies:
            row_ix = next(ix for ix, row in enumerate(rows) if row[column] >= n_copies)
            path = "/".join(i.id for i in end.instances)
            return worded(
                "pairs[{row_ix}]: {path} has {n_copies:,} copies, counted from 0; there is no "
                "{rows}",
                row_ix=row_ix,
                path=path,
                n_copies=n_copies,
                rows=rows[row_ix][column],
            )
    is_self = is_same_chain(a_end.instances, b_end.instances)
    if facts.repeat_ix >= 0 or (is_self and facts.mirror_ix >= 0):
        found = [ix for ix in (facts.repeat_ix, facts.mirror_ix if is_self else -1) if ix >= 0]
        a, b, _ = rows[min(found)]
        return worded(
            "pairs[{min}]: the pair of {a} and {b} is there twice", min=min(found), a=a, b=b
        )
    if is_self and facts.loop_ix >= 0:
        return worded(
            "pairs[{loop_ix}]: copy {rows} is linked to itself",
            loop_ix=facts.loop_ix,
            rows=rows[facts.loop_ix][0],
        )
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
        return worded('there is no dimension "{unknown}" along the end', unknown=unknown)
    if a_dim.size != b_dim.size:
        return worded(
            "{a_dim} has {size:,} values and {b_dim} {size_2:,}; related dimensions need the "
            "same size",
            a_dim=relation.a_dim,
            size=a_dim.size,
            b_dim=relation.b_dim,
            size_2=b_dim.size,
        )
    if partner.setdefault(("a", a_dim), b_dim) != b_dim:
        return worded("{a_dim} is in two relations", a_dim=relation.a_dim)
    if partner.setdefault(("b", b_dim), a_dim) != a_dim:
        return worded("{b_dim} is in two relations", b_dim=relation.b_dim)
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
        Relation kinds with their offsets, 0 except for shifts and steps; one by 0 is ``equal``.
    """
    kinds: dict[tuple[ChainDim, ChainDim], set[tuple[str, int]]] = {}
    for relation in relations:
        a_dim, b_dim = _dim(a_chain, relation.a_dim), _dim(b_chain, relation.b_dim)
        if a_dim is None or b_dim is None:
            continue
        kind, offset = plain_kind(relation.kind, relation.offset, b_dim.size)
        kinds.setdefault((a_dim, b_dim), set()).add((kind.value, offset))
    return kinds


def _is_contradiction(kinds: set[tuple[str, int]]) -> bool:
    fixed = {k for k in kinds if k[0] != RelationKind.NOT_EQUAL.value}
    return len(fixed) > 1 or (("equal", 0) in fixed and len(kinds) > 1)


def plain_kind(kind: RelationKind, offset: int, size: int) -> tuple[RelationKind, int]:
    """Return a relation in its plainest form.

    Parameters
    ----------
    kind, offset
        The relation.
    size
        Number of values of the dimensions. [1]

    Returns
    -------
    tuple[RelationKind, int]
        A shift or step by nothing is ``equal``; a shift is by at least 0 and less than ``size``;
        the offset is 0 where it has no meaning. [1]
    """
    if kind is RelationKind.SHIFT:
        offset %= size
    if kind in {RelationKind.SHIFT, RelationKind.STEP} and offset:
        return kind, offset
    return (kind if kind is RelationKind.NOT_EQUAL else RelationKind.EQUAL), 0


class Factor(NamedTuple):
    """A related pair of dimensions: value pairs, partners of one value, and its symmetry.

    ``is_short`` says that no value has a partner on both sides.
    """

    n_pairs: int
    n_partners: int
    size: int
    is_symmetric: bool
    is_reflexive: bool
    is_short: bool


def factor_of(found: set[tuple[str, int]], size: int) -> Factor:
    """Return what relations between two dimensions allow.

    Parameters
    ----------
    found
        Kinds and offsets, see :func:`related_kinds`, without contradiction.
    size
        How many values the dimensions have. [1]

    Returns
    -------
    Factor
        Pairs of values, and partners of one.
    """
    kind, offset = next((k for k in found if k[0] != RelationKind.NOT_EQUAL.value), ("", 0))
    n_pairs, n_partners = size, 1
    if kind == RelationKind.STEP.value:
        n_pairs = max(0, size - abs(offset))
        n_partners = min(1, n_pairs)
    elif not kind:
        n_pairs, n_partners = size * (size - 1), size - 1
    return Factor(
        n_pairs,
        n_partners,
        size,
        is_symmetric=kind != RelationKind.STEP.value and 2 * offset % size == 0,
        is_reflexive=kind == RelationKind.EQUAL.value,
        is_short=kind == RelationKind.STEP.value and size <= 2 * abs(offset),
    )


class Degrees(NamedTuple):
    """Partners of one copy, at most.

    ``n_out`` are those of a copy at ``a``, ``n_in`` those of a copy at ``b``. A copy that is at
    both ends has ``n_out + n_in - n_shared`` partners, of which ``n_both`` are counted from
    either side; ``n_loop`` says whether it is among its own.
    """

    n_out: int
    n_in: int
    n_shared: int
    n_both: int
    n_loop: int
    n_pairs: int


def degrees(
    a_chain: tuple[Instance, ...],
    b_chain: tuple[Instance, ...],
    relations: tuple[Relation, ...],
    copy_ixs: tuple[CopyIxs, CopyIxs] = ((), ()),
) -> Degrees:
    """Return how many partners the relations give a copy, seen from each end.

    Parameters
    ----------
    a_chain, b_chain
        Instances from the owning block to the part at each end.
    relations
        Relations without problems, see :func:`relation_problem`; one that names an unknown
        dimension is passed over. Dimensions that none names are joined all to all.
    copy_ixs
        Copies that the paths of the ends name.

    Returns
    -------
    Degrees
        Within one copy of the owning block. Between the copies of one instance each unordered
        pair counts once, and none with itself. [1]

    Notes
    -----
    With *R* the ordered pairs of the relations, *S* those that hold both ways and *L* those of a
    copy with itself, the unordered pairs of different copies are ``R - L - (S - L) / 2``.
    """
    a_ixs, b_ixs = copy_ixs[0] or _all_of(a_chain), copy_ixs[1] or _all_of(b_chain)
    kinds = related_kinds(a_chain, b_chain, relations).items()
    factors = [factor_of(found, b_dim.size) for (_, b_dim), found in kinds]
    named = math.prod(f.size for f in factors)
    n_partners = math.prod(f.n_partners for f in factors)
    n_free_a, n_free_b = _n_copies(a_chain, a_ixs) // named, _n_copies(b_chain, b_ixs) // named
    n_out, n_in = n_free_b * n_partners, n_free_a * n_partners
    n_pairs = n_free_a * n_free_b * math.prod(f.n_pairs for f in factors)
    if are_apart(a_ixs, b_ixs) or not is_same_chain(a_chain, b_chain):
        return Degrees(n_out, n_in, 0, 0, 0, n_pairs)
    n_common = _n_copies(a_chain, common_copies(a_ixs, b_ixs))
    n_loop = int(all(f.is_reflexive for f in factors))
    n_free = n_common // named
    n_both = n_mutual = n_short = 0
    if all(f.is_symmetric for f in factors):
        n_both = n_free * n_partners
        n_mutual = n_free * n_free * math.prod(f.n_pairs for f in factors)
    if any(f.is_short for f in factors):
        n_short = min(n_out, n_in)
    n_shared = n_both + n_loop + n_short
    n_pairs -= (n_mutual + n_loop * n_common) // 2
    return Degrees(n_out, n_in, n_shared, n_both, n_loop, n_pairs)


def are_apart(a_ixs: CopyIxs, b_ixs: CopyIxs) -> bool:
    """Return whether two ends of the same instances mean no copy in common.

    Parameters
    ----------
    a_ixs, b_ixs
        Copies that the paths name.

    Returns
    -------
    bool
        Whether they name different copies of an instance.
    """
    pairs = zip(a_ixs, b_ixs, strict=False)
    return any(a is not None and b is not None and a != b for a, b in pairs)


def common_copies(a_ixs: CopyIxs, b_ixs: CopyIxs) -> CopyIxs:
    """Return the copies that two ends of the same instances both mean.

    Parameters
    ----------
    a_ixs, b_ixs
        Copies that the paths name, not apart.

    Returns
    -------
    CopyIxs
        Per instance the one copy, or ``None`` for all.
    """
    return tuple(a if b is None else b for a, b in zip(a_ixs, b_ixs, strict=True))


def _n_copies(chain: tuple[Instance, ...], ixs: CopyIxs) -> int:
    return math.prod(i.count for i, ix in zip(chain, ixs, strict=True) if ix is None)


def pair_count(
    a_chain: tuple[Instance, ...],
    b_chain: tuple[Instance, ...],
    relations: tuple[Relation, ...],
    copy_ixs: tuple[CopyIxs, CopyIxs] = ((), ()),
) -> PairCount:
    """Return how many pairs of copies the relations link.

    Parameters
    ----------
    a_chain, b_chain, relations, copy_ixs
        As for :func:`degrees`.

    Returns
    -------
    PairCount
        Pairs and degrees within one copy of the owning block. Between the copies of one instance
        each unordered pair counts once. [1]
    """
    found = degrees(a_chain, b_chain, relations, copy_ixs)
    a_ixs, b_ixs = copy_ixs[0] or _all_of(a_chain), copy_ixs[1] or _all_of(b_chain)
    if is_same_chain(a_chain, b_chain) and a_ixs == b_ixs:
        degree = found.n_out + found.n_in - found.n_shared
        return PairCount(found.n_pairs, degree, degree)
    return PairCount(found.n_pairs, found.n_out, found.n_in)
