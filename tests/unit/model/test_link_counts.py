from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

import pytest

from designer.model.evolve import evolve
from designer.model.ids import InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.link_counts import pair_count, relation_problem
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.model.port_counts import port_uses

if TYPE_CHECKING:
    from designer.model.design import Design


def chain(instance_id: str, **dims: int) -> tuple[Instance, ...]:
    return (
        Instance(
            id=InstanceId(instance_id),
            part="x",
            dims=tuple(Dimension(name=n, size=s) for n, s in dims.items()),
        ),
    )


def related(a: str, kind: str, b: str, offset: int = 0) -> Relation:
    return Relation(a_dim=a, b_dim=b, kind=RelationKind(kind), offset=offset)


def brute_force(
    a: dict[str, int], b: dict[str, int], relations: tuple[Relation, ...], *, is_self: bool
) -> tuple[int, set[int]]:
    """Count linked pairs by looking at every pair; return them and the degrees of the a end."""

    def holds(relation: Relation, i: dict[str, int], j: dict[str, int]) -> bool:
        a_name, b_name = relation.a_dim.split(".")[1], relation.b_dim.split(".")[1]
        x, y = i[a_name], j[b_name]
        if relation.kind is RelationKind.NOT_EQUAL:
            return x != y
        offset = relation.offset if relation.kind is RelationKind.SHIFT else 0
        return y == (x + offset) % b[b_name]

    copies_a = [dict(zip(a, v, strict=True)) for v in product(*map(range, a.values()))]
    copies_b = [dict(zip(b, v, strict=True)) for v in product(*map(range, b.values()))]
    pairs = {
        (m, n)
        for (m, i), (n, j) in product(enumerate(copies_a), enumerate(copies_b))
        if all(holds(r, i, j) for r in relations)
    }
    if is_self:
        unordered = {frozenset(pair) for pair in pairs}
        degrees = {sum(m in pair for pair in unordered) for m in range(len(copies_a))}
        return len(unordered), degrees
    return len(pairs), {sum(p[0] == m for p in pairs) for m in range(len(copies_a))}


@pytest.mark.parametrize(
    ("a", "b", "relations"),
    [
        ({"i": 3}, {"i": 4}, ()),
        ({"i": 3, "p": 2}, {"p": 2, "k": 5}, (related("a.p", "equal", "b.p"),)),
        ({"i": 4}, {"i": 4}, (related("a.i", "not-equal", "b.i"),)),
        ({"i": 4}, {"i": 4}, (related("a.i", "shift", "b.i", 5),)),
        (
            {"i": 4, "p": 3},
            {"i": 4, "p": 3},
            (related("a.i", "shift", "b.i", 1), related("a.p", "not-equal", "b.p")),
        ),
        (
            {"i": 4},
            {"i": 4},
            (related("a.i", "not-equal", "b.i"), related("a.i", "shift", "b.i", 1)),
        ),
    ],
)
def test_that_pairs_between_two_instances_match_looking_at_each(
    a: dict[str, int], b: dict[str, int], relations: tuple[Relation, ...]
) -> None:
    count = pair_count(chain("a", **a), chain("b", **b), relations)
    n_pairs, degrees = brute_force(a, b, relations, is_self=False)
    assert count.n_pairs == n_pairs
    assert {count.a_degree} == degrees


@pytest.mark.parametrize(
    ("dims", "relations"),
    [
        ({"i": 5}, (related("a.i", "not-equal", "a.i"),)),
        ({"i": 5}, (related("a.i", "shift", "a.i", 2),)),
        ({"i": 4}, (related("a.i", "shift", "a.i", 2),)),
        ({"i": 2}, (related("a.i", "shift", "a.i", 1),)),
        ({"i": 4, "p": 3}, (related("a.i", "shift", "a.i", 1), related("a.p", "equal", "a.p"))),
        ({"i": 4, "p": 3}, (related("a.i", "shift", "a.i", 2),)),
        ({"i": 4, "p": 3}, (related("a.i", "not-equal", "a.i"),)),
        (
            {"i": 3, "p": 4},
            (related("a.i", "not-equal", "a.i"), related("a.p", "shift", "a.p", 1)),
        ),
    ],
)
def test_that_pairs_within_one_instance_count_once(
    dims: dict[str, int], relations: tuple[Relation, ...]
) -> None:
    both = chain("a", **dims)
    count = pair_count(both, both, relations)
    n_pairs, degrees = brute_force(dims, dims, relations, is_self=True)
    assert count.n_pairs == n_pairs
    assert {count.a_degree} == {count.b_degree} == degrees


@pytest.mark.parametrize(
    ("b", "relations", "problem"),
    [
        ("b", (), ""),
        ("b", (related("a.i", "equal", "b.i"),), ""),
        ("b", (related("a.i", "equal", "b.p"),), "a.i has 4 values and b.p 3"),
        ("b", (related("a.x", "equal", "b.i"),), 'no dimension "a.x"'),
        ("b", (related("a.i", "equal", "c.i"),), 'no dimension "c.i"'),
        (
            "b",
            (related("a.i", "equal", "b.i"), related("a.i", "equal", "b.j")),
            "a.i is in two relations",
        ),
        (
            "b",
            (related("a.i", "equal", "b.i"), related("a.j", "equal", "b.i")),
            "b.i is in two relations",
        ),
        (
            "b",
            (related("a.i", "equal", "b.i"), related("a.i", "not-equal", "b.i")),
            "contradict",
        ),
        (
            "b",
            (related("a.i", "shift", "b.i", 1), related("a.i", "shift", "b.i", 2)),
            "contradict",
        ),
        ("a", (), "linked to itself"),
        ("a", (related("a.i", "shift", "a.i", 4),), "linked to itself"),
        ("a", (related("a.i", "not-equal", "a.j"),), "can only be related to itself"),
        ("a", (related("a.i", "not-equal", "a.i"),), ""),
    ],
)
def test_that_relations_that_cannot_hold_are_named(
    b: str, relations: tuple[Relation, ...], problem: str
) -> None:
    found = relation_problem(chain("a", i=4, j=4, p=3), chain(b, i=4, j=4, p=3), relations)
    assert problem in found
    assert bool(found) == bool(problem)


def test_that_a_relation_to_nothing_is_passed_over_when_counting() -> None:
    nowhere = (related("a.x", "equal", "b.i"),)
    assert pair_count(chain("a", i=3), chain("b", i=4), nowhere).n_pairs == 12


def test_that_port_use_adds_up_along_every_chain(design: Design) -> None:
    uses = {("/".join(u.chain), u.port): (u.n_used, u.n_ports) for u in port_uses(design)}
    assert uses == {
        ("racks/node/leaf", "up"): (2, 16),
        ("spine", "down"): (8, 48),
        ("racks/node/acc", "ub"): (14, 14),
        ("racks/node/leaf", "down"): (16, 48),
        ("spare/acc", "ub"): (14, 14),
        ("spare/leaf", "down"): (16, 48),
    }


def with_bundle(design: Design, a: str, b: str, relation: Relation) -> Design:
    bundle = LinkBundle.model_validate({
        "id": "ring",
        "fabric": "scale-up",
        "a": LinkEnd(path="acc", port=a),
        "b": LinkEnd(path="acc", port=b),
        "relations": (relation,),
    })
    node = evolve(design.blocks[2], link_bundles=(bundle,))
    return evolve(design, blocks=(*design.blocks[:2], node))


def test_that_a_ring_takes_two_ports_of_one_group_or_one_of_two(design: Design) -> None:
    ring = related("acc.i", "shift", "acc.i", 1)

    def used(a: str, b: str) -> set[tuple[str, int]]:
        uses = port_uses(with_bundle(design, a, b, ring))
        return {(u.port, u.n_used) for u in uses if u.chain == ("spare", "acc")}

    assert used("ub", "ub") == {("ub", 2)}
    assert used("east", "west") == {("east", 1), ("west", 1)}


def test_that_bundles_that_do_not_resolve_take_no_ports(design: Design) -> None:
    impossible = with_bundle(design, "ub", "ub", related("acc.i", "equal", "acc.i"))
    unknown = with_bundle(design, "gone", "ub", related("acc.i", "not-equal", "acc.i"))
    for broken in (impossible, unknown):
        assert not [u for u in port_uses(broken) if u.chain[-1] == "acc"]
