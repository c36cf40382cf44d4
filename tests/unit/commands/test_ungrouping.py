"""Taking a group apart: what comes out of it keeps its links, names and missing copies."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.library import CatalogLibrary
from designer.commands.risk_groups import SetRiskGroup
from designer.commands.ungrouping import UngroupInstance
from designer.errors.tree import CommandError
from designer.model.block import Block, ExceptionKind, InstanceException, LinkException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.ports import PortGroup
from designer.model.risk_groups import RiskGroup
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = CatalogLibrary(version="1")
ROOT = BlockId("root")
PARTS = [accelerator(), switch()]
SHOWN = (PortGroup(name="out", path="acc", port="p"),)


def apart(subject: Design, instance_id: str = "pod", block_id: str = "root") -> Design:
    command = UngroupInstance(block=BlockId(block_id), instance=InstanceId(instance_id))
    return command.apply(subject, LIBRARY).design


def pod(*bundles: object, **more: object) -> Block:
    inside = [instance("acc", "acc"), instance("sw", "sw")]
    return block("pod", inside, bundles, **more)  # type: ignore[arg-type]


def system(n_pods: int, inner: Block, *bundles: object, **more: object) -> Design:
    instances = [instance("pod", "pod", block=True, i=n_pods), instance("top", "sw", i=2)]
    return design([block("root", instances, bundles, **more), inner], PARTS)  # type: ignore[arg-type]


def n_links(subject: Design) -> int:
    return sum(sum(pairs.values()) for pairs in links_of(subject).values())


def test_that_undo_names_the_group() -> None:
    assert UngroupInstance(block=ROOT, instance=InstanceId("pod")).label == "Ungroup pod"


def test_that_links_to_a_port_group_lead_to_the_part_that_it_showed() -> None:
    before = system(2, pod(port_groups=SHOWN), bundle("up", "pod:out", "top"))
    after = apart(before)
    (up,) = after.root_block.link_bundles
    assert (up.a.path, up.a.port) == ("acc", "p")
    assert n_links(after) == n_links(before) == 4


def test_that_a_port_group_around_shows_the_part_itself_afterwards() -> None:
    hall = block(
        "hall",
        [instance("pod", "pod", block=True)],
        port_groups=(
            PortGroup(name="out", path="pod", port="out"),
            PortGroup(name="other", path="pod/sw", port="p"),
        ),
    )
    root = block(
        "root",
        [instance("hall", "hall", block=True), instance("top", "sw")],
        [bundle("up", "hall:out", "top")],
    )
    before = design([root, hall, pod(port_groups=SHOWN)], PARTS)
    after = apart(before, block_id="hall")
    shown = after.block_by_id[BlockId("hall")].port_groups
    assert [(g.path, g.port) for g in shown] == [("acc", "p"), ("sw", "p")]
    assert n_links(after) == n_links(before) == 1


def test_that_links_inside_single_copies_come_out_as_often_as_the_group_stands_there() -> None:
    before = system(3, pod(bundle("in", "acc", "sw")))
    after = apart(before)
    (inside,) = after.root_block.link_bundles
    assert [(r.a_dim, r.b_dim) for r in inside.relations] == [("acc.i", "sw.i")]
    assert n_links(after) == n_links(before) == 3


def test_that_a_rule_on_the_one_value_of_a_single_copy_goes_with_it() -> None:
    equal = bundle("in", "acc", "sw", ("acc.i", "equal", "sw.i"))
    assert n_links(apart(system(3, pod(equal)))) == 3
    never = bundle("in", "acc", "sw", ("acc.i", "step", "sw.i", 1))
    assert apart(system(3, pod(never))).root_block.link_bundles == ()


def test_that_links_among_pods_keep_their_rule_or_go_where_there_is_one_pod() -> None:
    ring = bundle("ring", "pod/acc", "pod/acc", ("pod.i", "shift", "pod.i", 1))
    (outside,) = apart(system(4, pod(), ring)).root_block.link_bundles
    assert [(r.a_dim, r.b_dim, r.offset) for r in outside.relations] == [("acc.i", "acc.i", 1)]
    mesh = bundle("mesh", "pod/acc", "pod/acc", ("pod.i", "not-equal", "pod.i"))
    assert apart(system(1, pod(), mesh)).root_block.link_bundles == ()


def test_that_a_rule_on_the_one_value_of_a_single_pod_goes_with_it() -> None:
    up = bundle("up", "pod/acc", "top", ("pod.i", "equal", "top.i"))
    instances = [instance("pod", "pod", block=True), instance("top", "sw")]
    (kept,) = apart(design([block("root", instances, [up]), pod()], PARTS)).root_block.link_bundles
    assert kept.relations == ()


def test_that_rules_inside_a_single_pod_are_kept_at_any_depth() -> None:
    node = block("node", [instance("acc", "acc", i=4)])
    inner = block(
        "pod",
        [instance("node", "node", block=True), instance("sw", "sw", i=4)],
        [bundle("in", "node/acc", "sw", ("acc.i", "equal", "sw.i"))],
        removed=("node[0]/acc[2]",),
    )
    root = block("root", [instance("pod", "pod", block=True)])
    before = design([root, inner, node], PARTS)
    after = apart(before)
    (inside,) = after.root_block.link_bundles
    assert [(r.a_dim, r.b_dim) for r in inside.relations] == [("acc.i", "sw.i")]
    assert [e.path for e in after.root_block.exceptions] == ["node[0]/acc[2]"]
    assert n_links(after) == n_links(before) == 3


def test_that_rules_on_what_a_port_group_shows_follow_its_new_name() -> None:
    hall = block(
        "hall",
        [instance("acc", "acc"), instance("pod", "pod", block=True)],
        port_groups=(PortGroup(name="out", path="pod/acc", port="p"),),
    )
    inner = block("pod", [instance("acc", "acc", i=3)])
    root = block(
        "root",
        [instance("hall", "hall", block=True), instance("top", "sw", i=3)],
        [bundle("up", "hall:out", "top", ("acc.i", "equal", "top.i"))],
    )
    before = design([root, hall, inner], PARTS)
    after = apart(before, block_id="hall")
    assert n_links(after) == n_links(before) == 3


def test_that_a_risk_group_of_pods_goes_on_meaning_what_is_in_them() -> None:
    feed = SetRiskGroup(group=RiskGroup(name="Feed", paths=("pod", "top[0]")))
    before = feed.apply(system(2, pod()), LIBRARY).design
    assert apart(before).risk_groups[0].paths == ("acc", "sw", "top[0]")


def test_that_missing_copies_and_links_inside_are_missing_outside_in_every_pod() -> None:
    inner = pod(bundle("in", "acc", "sw", n=2))
    gone = LinkException(bundle="pod/in", a="acc[0]", b="sw[0]", n_links=1)
    removed = InstanceException(path="sw[0]", kind=ExceptionKind.REMOVED)
    fewer = system(3, evolve(inner, link_exceptions=(gone,)))
    after = apart(fewer)
    assert n_links(after) == n_links(fewer) == 3
    assert {(e.bundle, e.a, e.b) for e in after.root_block.link_exceptions} == {
        ("root/in", f"acc[{n}]", f"sw[{n}]") for n in range(3)
    }
    without = apart(system(3, evolve(inner, exceptions=(removed,))))
    assert {e.path for e in without.root_block.exceptions} == {"sw[0]", "sw[1]", "sw[2]"}
    assert n_links(without) == 0


def test_that_too_many_exceptions_outside_are_refused() -> None:
    removed = InstanceException(path="sw[0]", kind=ExceptionKind.REMOVED)
    with pytest.raises(CommandError, match="would need 30,000 exceptions, more than 10,000"):
        apart(system(30_000, evolve(pod(), exceptions=(removed,))))


def test_that_a_pod_replaced_somewhere_else_is_no_obstacle_and_a_removed_one_is() -> None:
    hall = block("hall", [instance("pod", "pod", block=True, i=2)])
    other = InstanceException(path="pod[1]", kind=ExceptionKind.REMOVED)
    root = block(
        "root",
        [instance("hall", "hall", block=True, i=2), instance("pod", "pod", block=True, i=2)],
        removed=("pod[0]",),
    )
    before = design([root, hall, pod()], PARTS)
    (removed,) = apart(before, block_id="hall").root_block.exceptions
    assert removed.path == "pod[0]"
    deep = evolve(root, exceptions=(evolve(other, path="hall[1]/pod[1]"),))
    with pytest.raises(CommandError, match=r"hall\[1\]/pod\[1\] is removed; restore it first"):
        apart(design([deep, hall, pod()], PARTS), block_id="hall")


def test_that_copies_of_copies_and_listed_links_are_split_into_single_ones_first() -> None:
    many = block("pod", [instance("acc", "acc", i=2)])
    with pytest.raises(CommandError, match="3 copies with several copies inside"):
        apart(system(3, many))
    listed = bundle("in", "acc", "sw", pairs=((0, 0, 1),))
    with pytest.raises(CommandError, match="listed pair by pair"):
        apart(system(3, pod(listed)))
    assert n_links(apart(system(1, pod(listed)))) == 1
    with pytest.raises(CommandError, match="is a part; only groups"):
        apart(system(1, pod()), "top")


def test_that_what_was_assumed_of_the_group_is_assumed_of_its_contents() -> None:
    before = system(2, pod())
    first, top = before.root_block.instances
    assumed = evolve(before.root_block, instances=(evolve(first, is_assumed=True), top))
    after = apart(evolve(before, blocks=(assumed, *before.blocks[1:])))
    assert {i.id: i.is_assumed for i in after.root_block.instances} == {
        "acc": True, "sw": True, "top": False,
    }  # fmt: skip
