"""Symmetries of a fabric space that move several dimensions at once.

The fold reads one group off the relations: every axis is permuted by itself. Four more kinds of
permutation are proposed here and *checked* on the rules and on everything that differs before
anybody relies on them (``docs/methods/exceptions.md``):

* *swaps* of two axes of equal size, as in a torus or a HyperX with equal dimensions;
* *reflections* of an axis of shifts or steps: index ``v`` becomes ``size - 1 - v``;
* *transpositions* in all dimensions of an axis of which one vertex type has several;
* *joint exchanges* of indices in several axes, which carry one exception to another of its kind.
"""

from __future__ import annotations

from collections import Counter
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from designer.topology.space import AxisKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from designer.topology.space import FabricSpace, Fixed, Pair, Rule

MAX_EXCEPTIONS = 128
"""Most exceptions among which joint exchanges are looked for."""

MAX_TRANSPOSED = 64
"""Most indices of an axis whose neighbours are exchanged."""


class Symmetry(NamedTuple):
    """A permutation of the copies of a fabric space.

    A copy with index ``v`` in dimension ``d`` goes to the copy with index ``moved(d, v)`` in
    dimension ``dim_to[d]``.

    Attributes
    ----------
    dim_to
        Where every dimension goes.
    mirrored
        Dimensions whose indices are turned round.
    exchanged
        New index by dimension and index, where it differs.
    sizes
        Size of every dimension.
    """

    dim_to: tuple[int, ...]
    mirrored: frozenset[int]
    exchanged: Mapping[int, Mapping[int, int]]
    sizes: tuple[int, ...]

    def moved(self, dim_ix: int, value: int) -> int:
        """Return the new index of a copy.

        Parameters
        ----------
        dim_ix, value
            Dimension and index.

        Returns
        -------
        int
            Its index in ``dim_to[dim_ix]``.
        """
        if dim_ix in self.mirrored:
            return self.sizes[dim_ix] - 1 - value
        return self.exchanged.get(dim_ix, {}).get(value, value)

    def image(self, at: Mapping[int, int]) -> dict[int, int]:
        """Return where a copy goes.

        Parameters
        ----------
        at
            Index per dimension.

        Returns
        -------
        dict[int, int]
            New index per dimension.
        """
        return {self.dim_to[d]: self.moved(d, v) for d, v in at.items()}


class RuleImage(NamedTuple):
    """Which rule the arcs of a rule go to; ``is_turned`` if to arcs in its opposite direction."""

    rule_ix: int
    is_turned: bool


class CheckedSymmetry(NamedTuple):
    """A symmetry that leaves the fabric as it is, with what becomes of every rule."""

    symmetry: Symmetry
    rules: tuple[RuleImage, ...]


def further_symmetries(space: FabricSpace) -> tuple[CheckedSymmetry, ...]:
    """Return checked symmetries beyond the permutations of single axes.

    Parameters
    ----------
    space
        The fabric space.

    Returns
    -------
    tuple[CheckedSymmetry, ...]
        Each maps vertices to vertices of the same kind, links to links of the same capacity, and
        what differs onto itself.
    """
    found: list[CheckedSymmetry] = []
    for symmetry in (
        *_reflections(space),
        *_transpositions(space),
        *_swaps(space),
        *_exchanges(space),
    ):
        rules = _rule_images(space, symmetry)
        if rules is not None and _keeps_exceptions(space, symmetry, rules):
            found.append(CheckedSymmetry(symmetry, rules))
    return tuple(found)


def _sizes(space: FabricSpace) -> tuple[int, ...]:
    return tuple(dim.size for dim in space.dims)


def _dims_by_axis(space: FabricSpace) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    for d, axis in enumerate(space.axis_of):
        found.setdefault(axis, []).append(d)
    return found


def _reflections(space: FabricSpace) -> Iterator[Symmetry]:
    same = tuple(range(len(space.dims)))
    for axis, dims in _dims_by_axis(space).items():
        if space.axis_kinds[axis] is not AxisKind.SYMMETRIC:
            yield Symmetry(same, frozenset(dims), {}, _sizes(space))


def _transpositions(space: FabricSpace) -> Iterator[Symmetry]:
    # Of neighbours in an axis that one vertex type has several dimensions of, in all at once.
    same = tuple(range(len(space.dims)))
    moving = {
        space.axis_of[pair.a_dim_ix]
        for rule in space.rules
        for pair in rule.pairs
        if pair.is_step or pair.offset
    }
    for axis, dims in _dims_by_axis(space).items():
        size = space.dims[dims[0]].size
        is_fit = space.axis_kinds[axis] is AxisKind.FIXED and axis not in moving
        for v in range(size - 1) if is_fit and size <= MAX_TRANSPOSED else ():
            exchange = {v: v + 1, v + 1: v}
            yield Symmetry(same, frozenset(), dict.fromkeys(dims, exchange), _sizes(space))


def _swaps(space: FabricSpace) -> Iterator[Symmetry]:
    by_axis = _dims_by_axis(space)
    for one, other in combinations(by_axis, 2):
        if space.axis_kinds[one] is not space.axis_kinds[other]:
            continue
        partner: dict[int, int] = {}
        for vertex_type in space.types:
            own = [d for d in vertex_type.dim_ixs if d in by_axis[one]]
            its = [d for d in vertex_type.dim_ixs if d in by_axis[other]]
            if len(own) == len(its):
                partner |= dict(zip(own, its, strict=True)) | dict(zip(its, own, strict=True))
        dim_to = tuple(partner.get(d, d) for d in range(len(space.dims)))
        is_whole = len(partner) == len(by_axis[one]) + len(by_axis[other])
        is_bijective = sorted(dim_to) == list(range(len(dim_to)))
        sizes = _sizes(space)
        if is_whole and is_bijective and sizes == tuple(sizes[to] for to in dim_to):
            yield Symmetry(dim_to, frozenset(), {}, sizes)


def _turned(pair: Pair, size: int) -> Pair:
    # The same condition read from the other end.
    offset = -pair.offset if pair.is_step else -pair.offset % size
    return pair._replace(a_dim_ix=pair.b_dim_ix, b_dim_ix=pair.a_dim_ix, offset=offset)


def _key(rule: Rule, symmetry: Symmetry | None = None) -> tuple[object, ...]:
    # What decides which arcs a rule has, or those that a symmetry makes of them.
    pairs, fixed = rule.pairs, (rule.a_fixed, rule.b_fixed)
    if symmetry is not None:
        pairs = tuple(_image_of_pair(pair, symmetry) for pair in pairs)
        images = tuple(tuple(sorted(symmetry.image(dict(own)).items())) for own in fixed)
        fixed = (images[0], images[1])
    return (
        rule.a_kind_ix,
        rule.b_kind_ix,
        frozenset(pairs),
        rule.capacity_bytes_per_s,
        rule.n_links,
        rule.is_directed,
        *fixed,
    )


def _image_of_pair(pair: Pair, symmetry: Symmetry) -> Pair:
    offset, size = pair.offset, symmetry.sizes[pair.a_dim_ix]
    if pair.a_dim_ix in symmetry.mirrored:
        offset = -offset if pair.is_step else -offset % size
    a, b = symmetry.dim_to[pair.a_dim_ix], symmetry.dim_to[pair.b_dim_ix]
    return pair._replace(a_dim_ix=a, b_dim_ix=b, offset=offset)


def _turned_key(space: FabricSpace, rule: Rule) -> tuple[object, ...]:
    sizes = _sizes(space)
    turned = rule._replace(
        a_kind_ix=rule.b_kind_ix,
        b_kind_ix=rule.a_kind_ix,
        pairs=tuple(_turned(pair, sizes[pair.a_dim_ix]) for pair in rule.pairs),
        a_fixed=rule.b_fixed,
        b_fixed=rule.a_fixed,
    )
    return _key(turned)


def _rule_images(space: FabricSpace, symmetry: Symmetry) -> tuple[RuleImage, ...] | None:
    # A rule with the same arcs for the image of every rule, each taken once.
    dims_of = [set(vertex_type.dim_ixs) for vertex_type in space.types]
    if any({symmetry.dim_to[d] for d in own} != own for own in dims_of):
        return None
    free: dict[tuple[object, ...], list[RuleImage]] = {}
    for ix in reversed(range(len(space.rules))):
        rule = space.rules[ix]
        if rule.is_directed:
            free.setdefault(_turned_key(space, rule), []).append(RuleImage(ix, is_turned=True))
    for ix in reversed(range(len(space.rules))):
        free.setdefault(_key(space.rules[ix]), []).append(RuleImage(ix, is_turned=False))
    taken: set[int] = set()
    found: list[RuleImage] = []
    for rule in space.rules:
        choices = free.get(_key(rule, symmetry), [])
        while choices and choices[-1].rule_ix in taken:
            choices.pop()
        if not choices:
            return None
        found.append(choices.pop())
        taken.add(found[-1].rule_ix)
    return tuple(found)


class _Special(NamedTuple):
    """Something that differs: what kind of thing, its ends, and whether they may be turned."""

    kind: tuple[object, ...]
    ends: tuple[dict[int, int], ...]
    is_unordered: bool = False


def _specials(space: FabricSpace, link_to: Mapping[int, int]) -> list[_Special]:
    # ``link_to`` says what becomes of link classes.
    is_ranked = len({box.part_slug for box in space.boxes} - {None}) > 1
    found = [
        _Special(("box", box.type_ixs, box.part_slug, ix * is_ranked), (dict(box.fixed),))
        for ix, box in enumerate(space.boxes)
    ]
    for cut in space.cuts:
        links = tuple(sorted(link_to.get(ix, ix) for ix in cut.link_ixs))
        ends = (dict(cut.a_fixed), dict(cut.b_fixed))
        is_same = cut.a_type_ix == cut.b_type_ix
        found.append(_Special(("cut", links, cut.n_links), ends, is_same))
    return found


def _frozen(special: _Special, symmetry: Symmetry | None = None) -> tuple[object, ...]:
    ends: list[Fixed] = []
    for end in special.ends:
        image = end if symmetry is None else symmetry.image(end)
        ends.append(tuple(sorted(image.items())))
    return (special.kind, *(sorted(ends) if special.is_unordered else ends))


def _keeps_exceptions(space: FabricSpace, symmetry: Symmetry, rules: tuple[RuleImage, ...]) -> bool:
    # Named copies stand in the rules, which are checked already.
    link_to: dict[int, int] = {}
    for rule, image in zip(space.rules, rules, strict=True):
        to = space.rules[image.rule_ix].link_ix
        if link_to.setdefault(rule.link_ix, to) != to and space.cuts:
            return False
    before = Counter(_frozen(special) for special in _specials(space, {}))
    after = Counter(_frozen(special, symmetry) for special in _specials(space, link_to))
    return before == after


_Node = tuple[int, int]
"""An axis and an index of it that something differs at."""


class _Web:
    """Exceptions and the indices that they mention, as a graph, with the colours that it leaves.

    Only axes that any permutation may act on at once take part; other indices are part of what an
    exception is.
    """

    def __init__(self, space: FabricSpace) -> None:
        self._space = space
        self.specials = _specials(space, {})
        self._free = {
            d
            for d, axis in enumerate(space.axis_of)
            if space.axis_kinds[axis] is AxisKind.SYMMETRIC and not space.inside[d]
        }
        self.nodes = [self._nodes(special) for special in self.specials]
        self.touching: dict[_Node, list[int]] = {}
        for ix, nodes in enumerate(self.nodes):
            for _, node in nodes:
                self.touching.setdefault(node, []).append(ix)
        self.color = self._refined()

    def _nodes(self, special: _Special) -> list[tuple[object, _Node]]:
        # Every free index with the place where it stands.
        return [
            ((0 if special.is_unordered else at, d), (self._space.axis_of[d], v))
            for at, end in enumerate(special.ends)
            for d, v in sorted(end.items())
            if d in self._free
        ]

    def _outline(self, special: _Special) -> tuple[object, ...]:
        ends = [
            tuple(sorted((d, -1 if d in self._free else v) for d, v in end.items()))
            for end in special.ends
        ]
        return (special.kind, *(sorted(ends) if special.is_unordered else ends))

    def _refined(self) -> list[int]:
        outlines = [repr(self._outline(special)) for special in self.specials]
        color = _ranks(outlines)
        while True:
            seen = {
                node: tuple(sorted(color[ix] for ix in ixs)) for node, ixs in self.touching.items()
            }
            keys = [
                repr((color[ix], sorted((repr(place), seen[node]) for place, node in nodes)))
                for ix, nodes in enumerate(self.nodes)
            ]
            finer = _ranks(keys)
            if max(finer, default=0) == max(color, default=0):
                return finer
            color = finer

    def carried(self, start: int, target: int) -> dict[_Node, _Node] | None:
        # A map of indices that carries an exception to another, and with it all that share
        # indices with it, directly or through others.
        to_special = {start: target}
        to_node: dict[_Node, _Node] = {}
        waiting = [start]
        while waiting:
            ix = waiting.pop()
            pairs = zip(self.nodes[ix], self.nodes[to_special[ix]], strict=True)
            for (place, node), (its_place, its_node) in pairs:
                if place != its_place or to_node.setdefault(node, its_node) != its_node:
                    return None
                fresh = [other for other in self.touching[node] if other not in to_special]
                if not self._pair_up(fresh, its_node, to_special):
                    return None
                waiting += fresh
        return to_node if len(set(to_node.values())) == len(to_node) else None

    def _pair_up(self, fresh: list[int], node: _Node, to_special: dict[int, int]) -> bool:
        for other in fresh:
            partner = self._partner(other, node, set(to_special.values()))
            if partner is None:
                return False
            to_special[other] = partner
        return True

    def _partner(self, special: int, node: _Node, taken: set[int]) -> int | None:
        return next(
            (
                ix
                for ix in self.touching[node]
                if ix not in taken and self.color[ix] == self.color[special]
            ),
            None,
        )


def _ranks(keys: Sequence[str]) -> list[int]:
    rank = {key: ix for ix, key in enumerate(sorted(set(keys)))}
    return [rank[key] for key in keys]


def _exchanges(space: FabricSpace) -> Iterator[Symmetry]:
    if not 2 <= len(space.boxes) + len(space.cuts) <= MAX_EXCEPTIONS:
        return
    web = _Web(space)
    last: dict[int, int] = {}
    for ix, color in enumerate(web.color):
        before = last.get(color)
        last[color] = ix
        if before is None:
            continue
        there = web.carried(before, ix)
        if there is None:
            continue
        yield from _exchange(space, there)


def _exchange(space: FabricSpace, there: dict[_Node, _Node]) -> Iterator[Symmetry]:
    # The map and, where it leads to other indices, the way back.
    back = {to: node for node, to in there.items()}
    moves = dict(there)
    for node, to in back.items():
        if node not in moves:
            moves[node] = to
    if set(moves) != set(moves.values()):
        return
    exchanged: dict[int, dict[int, int]] = {}
    for d, axis in enumerate(space.axis_of):
        own = {v: to[1] for (at, v), to in moves.items() if at == axis and to[1] != v}
        if own:
            exchanged[d] = own
    if exchanged:
        same = tuple(range(len(space.dims)))
        yield Symmetry(same, frozenset(), exchanged, _sizes(space))
