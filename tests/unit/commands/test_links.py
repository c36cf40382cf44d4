"""Single links are taken out and brought back; everything that counts them follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.library import CatalogLibrary
from designer.commands.base import Aspect
from designer.commands.clipboard import copy_instances
from designer.commands.insertion import DuplicateInstances
from designer.commands.links import LinkPair, RemoveLinks, RestoreLinks
from designer.commands.structure import RemoveInstances, SetCount
from designer.commands.wiring import EditBundle, RemoveBundles, RemoveFabric
from designer.errors.tree import CommandError
from designer.model.block import LinkException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, BundleId, FabricId, InstanceId
from designer.topology.build import build_class_graph
from tests.oracle.designs import accelerator, block, bundle, design, instance, port, switch
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from designer.model.design import Design

LIBRARY = CatalogLibrary(version="test")
ROOT = BlockId("root")


@pytest.fixture
def racks() -> Design:
    rack = block(
        "rack",
        [instance("acc", "acc", i=4), instance("sw", "sw", i=2)],
        [bundle("down", "acc", "sw", n=3), bundle("m", "sw", "sw", ("sw.i", "not-equal", "sw.i"))],
    )
    root = block(
        "root",
        [instance("rack", "rack", block=True, g=3), instance("top", "sw", i=2)],
        [bundle("up", "rack/sw", "top")],
    )
    return design([root, rack], [accelerator("acc", port(count=9)), switch("sw", port(count=99))])


def n_links(subject: Design) -> dict[str, int]:
    found: dict[str, int] = {}
    for link in build_class_graph(subject).link_classes:
        found[link.bundle_key] = found.get(link.bundle_key, 0) + link.n_links
    assert found == {key: sum(n.values()) for key, n in links_of(subject).items()}
    return found


def one(bundle_key: str, a: str, b: str, n: int | None = None) -> tuple[LinkPair, ...]:
    return (LinkPair(bundle=bundle_key, a=a, b=b, n_links=n),)


DOWN = ("rack/down", "rack[1]/acc[2]", "rack[1]/sw[0]")


def test_that_links_go_one_by_one_or_all_at_once(racks: Design) -> None:
    change = RemoveLinks(links=one(*DOWN, 1)).apply(racks, LIBRARY)
    assert change.change_set.aspects == Aspect.WIRING
    assert change.change_set.touched == {"rack/down"}
    assert n_links(change.design)["rack/down"] == 3 * 8 * 3 - 1
    again = RemoveLinks(links=one(*DOWN, 1)).apply(change.design, LIBRARY).design
    assert again.root_block.link_exceptions == (
        LinkException(bundle="rack/down", a=DOWN[1], b=DOWN[2], n_links=2),
    )
    rest = RemoveLinks(links=one(*DOWN)).apply(again, LIBRARY).design
    assert rest.root_block.link_exceptions[0].n_links is None
    assert n_links(rest)["rack/down"] == 3 * 8 * 3 - 3
    assert RemoveLinks(links=one(*DOWN)).apply(rest, LIBRARY).design is rest


def test_that_links_come_back_one_by_one_or_all_at_once(racks: Design) -> None:
    gone = RemoveLinks(links=one(*DOWN)).apply(racks, LIBRARY).design
    some = RestoreLinks(links=one(*DOWN, 2)).apply(gone, LIBRARY).design
    assert n_links(some)["rack/down"] == 3 * 8 * 3 - 1
    assert RestoreLinks(links=one(*DOWN)).apply(gone, LIBRARY).design == racks
    assert RestoreLinks(links=one(*DOWN, 5)).apply(some, LIBRARY).design == racks
    assert RestoreLinks(links=one(*DOWN)).apply(racks, LIBRARY).design is racks


def test_that_bringing_back_as_many_as_are_missing_leaves_no_exception(racks: Design) -> None:
    broken = RemoveLinks(links=one(*DOWN, 2)).apply(racks, LIBRARY).design
    whole = RestoreLinks(links=one(*DOWN, 2)).apply(broken, LIBRARY).design
    assert whole.root_block.link_exceptions == ()
    assert n_links(whole) == n_links(racks)


def test_that_a_link_within_one_instance_is_the_same_from_both_ends(racks: Design) -> None:
    there = one("rack/m", "rack[2]/sw[0]", "rack[2]/sw[1]")
    back = one("rack/m", "rack[2]/sw[1]", "rack[2]/sw[0]")
    gone = RemoveLinks(links=there + back).apply(racks, LIBRARY).design
    assert n_links(gone)["rack/m"] == 2
    assert RestoreLinks(links=back).apply(gone, LIBRARY).design == racks


@pytest.mark.parametrize(
    ("link", "reason"),
    [
        (("rack/gone", *DOWN[1:]), "no link bundle"),
        (("rack/down", "rack[1]/acc", "rack[1]/sw[0]"), '"acc" needs an index'),
        (("rack/down", "rack[1]/acc[9]", "rack[1]/sw[0]"), "index 9 of acc is outside its count 4"),
        (("rack/down", "rack[1]/acc[0]", "rack[2]/sw[0]"), "different copies"),
        (("rack/down", "rack[1]/sw[0]", "rack[1]/acc[0]"), "is not what link bundle"),
        (("rack/m", "rack[1]/sw[0]", "rack[1]/sw[0]"), "have no link of rack/m"),
        (("rack/down", "top[0]", "top[1]"), 'does not lead through the block "rack"'),
        (("rack/down", "gone[0]", "top[1]"), "the path gone does not exist"),
    ],
)
def test_that_links_that_are_not_there_are_refused(
    link: tuple[str, str, str], reason: str, racks: Design
) -> None:
    for command in (RemoveLinks(links=one(*link)), RestoreLinks(links=one(*link))):
        with pytest.raises(CommandError, match=reason):
            command.apply(racks, LIBRARY)


def test_that_labels_say_what_goes() -> None:
    assert RemoveLinks(links=one(*DOWN)).label == f"Remove links {DOWN[1]} to {DOWN[2]}"
    assert RemoveLinks(links=one(*DOWN, 1)).label == f"Remove 1 link {DOWN[1]} to {DOWN[2]}"
    two = one(*DOWN) + one("rack/m", "rack[2]/sw[0]", "rack[2]/sw[1]")
    assert RestoreLinks(links=two).label == "Restore links of 2 pairs of copies"


def test_that_missing_links_go_with_what_they_are_links_of(racks: Design) -> None:
    links = one(*DOWN) + one("root/up", "rack[2]/sw[1]", "top[0]")
    gone = RemoveLinks(links=links).apply(racks, LIBRARY).design
    kept = gone.root_block.link_exceptions

    def left(command: RemoveBundles | RemoveFabric | SetCount | RemoveInstances | EditBundle
             ) -> tuple[LinkException, ...]:  # fmt: skip
        return command.apply(gone, LIBRARY).design.root_block.link_exceptions

    assert left(RemoveBundles(block=BlockId("rack"), bundles=(BundleId("down"),))) == kept[1:]
    assert left(RemoveFabric(fabric=FabricId("scale-up"))) == ()
    assert left(SetCount(block=ROOT, instance=InstanceId("rack"), n_copies=2)) == kept[:1]
    assert left(RemoveInstances(block=ROOT, instances=(InstanceId("top"),))) == kept[:1]
    fewer = evolve(gone.root_block.link_bundles[0], relations=(), n_links_per_pair=2)
    assert left(EditBundle(block=ROOT, bundle=fewer)) == kept


def test_that_an_exception_of_an_inner_block_holds_in_every_copy(racks: Design) -> None:
    inner = LinkException(bundle="rack/down", a="acc[0]", b="sw[1]", n_links=2)
    rack = evolve(racks.blocks[1], link_exceptions=(inner,))
    subject = evolve(racks, blocks=(racks.root_block, rack))
    assert n_links(subject)["rack/down"] == 3 * (8 * 3 - 2)
    both = RemoveLinks(links=one("rack/down", "rack[1]/acc[0]", "rack[1]/sw[1]")).apply(
        subject, LIBRARY
    )
    assert n_links(both.design)["rack/down"] == 3 * (8 * 3 - 2) - 1


def test_that_copies_of_a_block_bring_their_missing_links_along(racks: Design) -> None:
    links = one(*DOWN) + one("root/up", "rack[2]/sw[1]", "top[0]")
    gone = RemoveLinks(links=links).apply(racks, LIBRARY).design
    chosen = (InstanceId("rack"), InstanceId("top"))
    twice = DuplicateInstances(block=ROOT, instances=chosen).apply(gone, LIBRARY).design
    assert twice.root_block.link_exceptions[2:] == (
        LinkException(bundle="rack/down", a="rack-2[1]/acc[2]", b="rack-2[1]/sw[0]"),
        LinkException(bundle="root/up-2", a="rack-2[2]/sw[1]", b="top-2[0]"),
    )
    alone = DuplicateInstances(block=ROOT, instances=chosen[:1]).apply(gone, LIBRARY).design
    assert len(alone.root_block.link_exceptions) == 3
    pasted = copy_instances(gone, ROOT, chosen)
    other = evolve(racks, name="other", blocks=(evolve(racks.root_block, instances=(),
                                                       link_bundles=()),))  # fmt: skip
    assert n_links(pasted.apply(other, LIBRARY).design) == n_links(gone)
    renamed = evolve(racks.blocks[1], note="not the same")
    there = evolve(racks, blocks=(racks.root_block, renamed))
    after = pasted.apply(there, LIBRARY).design
    assert [e.bundle for e in after.root_block.link_exceptions] == ["rack-2/down", "root/up-2"]


@pytest.mark.parametrize(("kind", "far"), [("shift", 0), ("step", 4)])
def test_that_a_link_of_a_ring_or_line_is_taken_out_by_its_two_copies(kind: str, far: int) -> None:
    line = bundle("line", "sw", "sw", ("sw.i", kind, "sw.i", 1))
    root = block("root", [instance("sw", "sw", i=6)], [line])
    before = design([root], [switch()])
    command = RemoveLinks(links=(LinkPair(bundle="root/line", a="sw[5]", b=f"sw[{far}]"),))
    after = command.apply(before, LIBRARY).design
    n_before, n_after = (
        sum(sum(pairs.values()) for pairs in links_of(one).values()) for one in (before, after)
    )
    assert n_after == n_before - 1


def test_that_copies_that_a_bundle_does_not_name_have_no_link_to_take_out() -> None:
    up = bundle("up", "acc", "sw[1]")
    root = block("root", [instance("acc", "acc"), instance("sw", "sw", i=2)], [up])
    before = design([root], [accelerator(), switch()])
    command = RemoveLinks(links=(LinkPair(bundle="root/up", a="acc[0]", b="sw[0]"),))
    with pytest.raises(CommandError, match=r"sw\[0\]"):
        command.apply(before, LIBRARY)
