"""Merging equal instances: the same links by a rule where one says them, and what is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.library import CatalogLibrary
from designer.commands.merging import MergeInstances
from designer.commands.risk_groups import SetRiskGroup
from designer.errors.tree import CommandError
from designer.model.block import Block, LinkException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.placement import Placement
from designer.model.ports import PortGroup
from designer.model.risk_groups import RiskGroup
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle

LIBRARY = CatalogLibrary(version="1")
ROOT = BlockId("root")
PARTS = [accelerator("acc", port("p"), port("q")), switch()]


def merge(subject: Design, *ids: str) -> Design:
    command = MergeInstances(block=ROOT, instances=tuple(InstanceId(i) for i in ids))
    return command.apply(subject, LIBRARY).design


def at(one: Instance, x_m: float, y_m: float = 0.0, **more: object) -> Instance:
    return evolve(one, placement=Placement.model_validate({"x_m": x_m, "y_m": y_m, **more}))


def row(n_a: int = 1, n_b: int = 1) -> list[Instance]:
    """Return accelerators in one row: ``n_a`` of one instance, then ``n_b`` of another."""
    return [
        at(instance("a", "acc", i=n_a), 0.0, n_columns=n_a, pitch_x_m=1.0),
        at(instance("b", "acc", i=n_b), float(n_a), n_columns=n_b, pitch_x_m=1.0),
    ]


def root(instances: list[Instance], bundles: Sequence[LinkBundle] = ()) -> Block:
    return block("root", instances, bundles)


def n_links(subject: Design) -> int:
    return sum(sum(pairs.values()) for pairs in links_of(subject).values())


def test_that_links_by_place_to_two_switches_become_one_list() -> None:
    links = [bundle(f"up-{n}", n, f"sw-{n}", (f"{n}.i", "equal", f"sw-{n}.i")) for n in "ab"]
    switches = [at(instance(f"sw-{n}", "sw", i=3), 0.0, 5.0 + k) for k, n in enumerate("ab")]
    before = design([root([*row(3, 3), *switches], links)], PARTS)
    after = merge(before, "a", "b")
    assert n_links(after) == n_links(before) == 6
    first, second = after.root_block.link_bundles
    assert first.pairs == ((0, 0, 1), (1, 1, 1), (2, 2, 1))
    assert second.pairs == ((3, 0, 1), (4, 1, 1), (5, 2, 1))


def test_that_links_by_place_to_one_switch_each_are_not_said_by_the_rule_of_one_half() -> None:
    links = [bundle(f"up-{n}", n, "sw", (f"{n}.i", "equal", "sw.i")) for n in "ab"]
    before = design([root([*row(3, 3), at(instance("sw", "sw", i=3), 0.0, 5.0)], links)], PARTS)
    after = merge(before, "a", "b")
    (listed,) = after.root_block.link_bundles
    assert listed.pairs is not None
    assert {(a, b) for a, b, _ in listed.pairs} == {(n, n % 3) for n in range(6)}


def test_that_two_halves_of_a_mesh_become_one_mesh() -> None:
    mesh = [
        bundle("in-a", "a", "a", ("a.i", "not-equal", "a.i")),
        bundle("in-b", "b", "b", ("b.i", "not-equal", "b.i")),
        bundle("between", "a", "b"),
    ]
    before = design([root(row(3, 4), mesh)], PARTS)
    (whole,) = merge(before, "a", "b").root_block.link_bundles
    assert whole.pairs is None
    assert [(r.a_dim, r.kind.value, r.b_dim) for r in whole.relations] == [
        ("a.i", "not-equal", "a.i")
    ]


@pytest.mark.parametrize("n", [110, 150, 210])
def test_that_links_that_no_rule_says_are_listed_up_to_a_limit(n: int) -> None:
    links = [bundle(f"up-{k}", k, "sw", (f"{k}.i", "not-equal", "sw.i")) for k in "ab"]
    subject = design([root([*row(n, n), at(instance("sw", "sw", i=n), 0.0, 5.0)], links)], PARTS)
    with pytest.raises(CommandError, match=r"listed pair by pair, more than 20,000"):
        merge(subject, "a", "b")


def test_that_a_few_links_of_many_copies_are_listed_without_trying_rules_for_all() -> None:
    links = [bundle(f"up-{k}", k, "sw", pairs=((n, n, 1),)) for n, k in enumerate("ab")]
    subject = design(
        [root([*row(150, 150), at(instance("sw", "sw", i=150), 0.0, 5.0)], links)], PARTS
    )
    (listed,) = merge(subject, "a", "b").root_block.link_bundles
    assert listed.pairs == ((0, 0, 1), (151, 1, 1))


def two_ways(*, swaps_ports: bool) -> Block:
    """Return two accelerators with a link from either to the other."""
    far = "q" if swaps_ports else "p"
    links = [bundle("there", "a:p", f"b:{far}"), bundle("back", "b:p", f"a:{far}")]
    return root(row(), links)


def test_that_links_one_and_the_other_way_between_other_ports_are_refused() -> None:
    with pytest.raises(CommandError, match="other ports at their two ends"):
        merge(design([two_ways(swaps_ports=True)], PARTS), "a", "b")


def test_that_links_both_ways_between_equal_ports_add_up_unless_one_is_missing() -> None:
    both = two_ways(swaps_ports=False)
    (mesh,) = merge(design([both], PARTS), "a", "b").root_block.link_bundles
    assert mesh.pairs == ((0, 1, 2),)
    gone = LinkException(bundle="root/there", a="a[0]", b="b[0]")
    holed = design([evolve(both, link_exceptions=(gone,))], PARTS)
    with pytest.raises(CommandError, match="missing somewhere; restore them"):
        merge(holed, "a", "b")


def test_that_an_assumed_instance_is_not_merged_with_a_published_one() -> None:
    first, second = row()
    subject = design([root([first, evolve(second, is_assumed=True)])], PARTS)
    with pytest.raises(CommandError, match="only one of a and b is marked as assumed"):
        merge(subject, "a", "b")


def test_that_instances_counted_by_other_dimensions_are_not_merged() -> None:
    first, _ = row()
    other = at(instance("b", "acc", row=1, place=1), 1.0)
    with pytest.raises(CommandError, match="counted by other dimensions"):
        merge(design([root([first, other])], PARTS), "a", "b")


def test_that_what_a_port_group_shows_is_not_merged() -> None:
    shown = (PortGroup(name="up", path="a", port="p"),)
    rack = block("rack", row(), port_groups=shown)
    subject = design([root([instance("rack", "rack", block=True)]), rack], PARTS)
    command = MergeInstances(block=BlockId("rack"), instances=(InstanceId("a"), InstanceId("b")))
    with pytest.raises(CommandError, match="port group up of rack shows only one"):
        command.apply(subject, LIBRARY)
    pair = [at(instance(name, "rack", block=True), x) for x, name in enumerate(("left", "right"))]
    merged = merge(design([root(pair), rack], PARTS), "left", "right")
    assert [i.count for i in merged.root_block.instances] == [2]
    assert merged.block_by_id[BlockId("rack")] == rack


def test_that_more_copies_than_can_be_placed_are_refused() -> None:
    subject = design([root(row(150_000, 150_000))], PARTS)
    with pytest.raises(CommandError, match="more than 200,000 copies"):
        merge(subject, "a", "b")


def test_that_copies_on_a_slant_are_not_an_array() -> None:
    slanted = [at(instance("a", "acc"), 1.0), at(instance("b", "acc"), 0.0, 1.0)]
    with pytest.raises(CommandError, match="regular array"):
        merge(design([root(slanted)], PARTS), "a", "b")


def test_that_copies_in_rack_units_are_merged_at_equal_distances_only() -> None:
    def rack(*units: int) -> Design:
        nodes = [at(instance(f"n{u}", "acc"), 0.0, at_u=u) for u in units]
        return design([root(nodes)], PARTS)

    even = merge(rack(9, 1, 5), "n9", "n1", "n5").root_block.instances[0]
    assert (even.id, even.count, even.placement.at_u) == ("n1", 3, 1)
    assert even.placement.pitch_y_m == pytest.approx(4 * 0.04445)
    with pytest.raises(CommandError, match="units at equal distances"):
        merge(rack(1, 3, 8), "n1", "n3", "n8")
    one_unit = merge(rack(4, 4 + 1), "n4", "n5").root_block.instances[0]
    assert one_unit.placement.pitch_y_m == pytest.approx(0.04445)


def with_feed(*paths: str, n_b: int = 2) -> Design:
    feed = SetRiskGroup(group=RiskGroup(name="Feed", paths=paths))
    return feed.apply(design([root(row(2, n_b))], PARTS), LIBRARY).design


def test_that_a_risk_group_goes_on_meaning_the_same_copies() -> None:
    assert merge(with_feed("a", "b"), "a", "b").risk_groups[0].paths == ("a",)
    assert merge(with_feed("b"), "a", "b").risk_groups[0].paths == ("a[2]", "a[3]")
    assert merge(with_feed("a[1]", "b[0]"), "a", "b").risk_groups[0].paths == ("a[1]", "a[2]")
    with pytest.raises(CommandError, match="risk group Feed would have 1,001 places"):
        merge(with_feed("b", n_b=1001), "a", "b")


def test_that_undo_says_what_was_merged() -> None:
    command = MergeInstances(block=ROOT, instances=(InstanceId("a"), InstanceId("b")))
    assert command.label == "Merge 2 instances"


def test_that_a_missing_link_stays_missing_in_the_merged_bundle() -> None:
    links = [bundle(f"up-{n}", n, "sw") for n in "ab"]
    instances = [*row(2, 2), at(instance("sw", "sw"), 0.0, 5.0)]
    gone = LinkException(bundle="root/up-b", a="b[1]", b="sw[0]")
    before = design([evolve(root(instances, links), link_exceptions=(gone,))], PARTS)
    after = merge(before, "a", "b")
    (left,) = after.root_block.link_exceptions
    assert (left.bundle, left.a, left.b) == ("root/up-a", "a[3]", "sw[0]")
    assert n_links(after) == n_links(before) == 3


def test_that_links_of_named_copies_go_on_naming_them() -> None:
    links = [bundle("one", "b[1]", "sw"), bundle("in", "a[0]", "a[1]")]
    before = design([root([*row(2, 2), at(instance("sw", "sw"), 0.0, 5.0)], links)], PARTS)
    after = merge(before, "a", "b")
    ends = [(b.a.path, b.b.path) for b in after.root_block.link_bundles]
    assert ends == [("a[3]", "sw"), ("a[0]", "a[1]")]


def test_that_places_of_a_risk_group_that_are_gone_stay_named() -> None:
    feed = RiskGroup(name="Feed", paths=("c/acc", "a[0]"))
    gone = evolve(with_feed("a"), risk_groups=(feed,))
    assert merge(gone, "a", "b").risk_groups[0].paths == ("c/acc", "a[0]")
