"""Arrays: single copies become counts with links place by place, others are duplicated."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.arraying import ArrayInstances
from designer.commands.connection import plan_connection
from designer.commands.structure import AddPart, SetCount
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, InstanceId
from designer.workbench.workbench import Workbench
from tests.oracle.designs import accelerator, block, bundle, instance, switch
from tests.oracle.designs import design as small
from tests.oracle.wired_pairs import links_of
from tests.property.test_command_walk import LIBRARY, NEW

if TYPE_CHECKING:
    from designer.model.design import Design

ROOT = BlockId("root")


def pair() -> Workbench:
    """Build one accelerator linked to one switch by eight links."""
    workbench = Workbench(LIBRARY, NEW)
    workbench.apply(AddPart(block=ROOT, part="acc"))
    workbench.apply(AddPart(block=ROOT, part="sw"))
    best = plan_connection(workbench.snapshot.design, LIBRARY, ROOT, "acc", "sw").best
    assert best is not None
    workbench.apply(best.command)
    return workbench


def array(workbench: Workbench, *ids: str, n_columns: int = 3, n_rows: int = 2) -> None:
    workbench.apply(
        ArrayInstances(
            block=ROOT,
            instances=tuple(InstanceId(i) for i in ids),
            n_columns=n_columns,
            n_rows=n_rows,
            pitch_x_m=1.5,
            pitch_y_m=2.5,
        )
    )


def test_that_an_array_of_a_linked_pair_has_as_many_separate_pairs() -> None:
    workbench = pair()
    array(workbench, "acc", "sw")
    design = workbench.snapshot.design
    assert [i.count for i in design.root_block.instances] == [6, 6]
    assert workbench.snapshot.readouts.value("n_links.scale-up") == 6 * 8
    (bundle,) = design.root_block.link_bundles
    assert [(r.a_dim, r.b_dim, r.kind.value) for r in bundle.relations] == [
        ("acc.i", "sw.i", "equal")
    ]
    place = design.root_block.instances[0].placement
    assert (place.n_columns, place.pitch_x_m, place.pitch_y_m) == (3, 1.5, 2.5)


def test_that_instances_of_several_copies_are_duplicated_with_their_links() -> None:
    workbench = pair()
    workbench.apply(SetCount(block=ROOT, instance=InstanceId("acc"), n_copies=2))
    n_links = workbench.snapshot.readouts.value("n_links.scale-up")
    array(workbench, "acc", "sw", n_columns=2, n_rows=2)
    design = workbench.snapshot.design
    assert len(design.root_block.instances) == 8
    assert workbench.snapshot.readouts.value("n_accelerators") == 8
    assert workbench.snapshot.readouts.value("n_links.scale-up") == 4 * n_links
    places = {(i.placement.x_m, i.placement.y_m) for i in design.root_block.instances[2:]}
    first = design.root_block.instances[0].placement
    assert (first.x_m + 1.5, first.y_m + 2.5) in places


def test_that_too_many_duplicates_are_refused_with_advice() -> None:
    workbench = pair()
    workbench.apply(SetCount(block=ROOT, instance=InstanceId("acc"), n_copies=2))
    with pytest.raises(CommandError, match="group the selection into a block"):
        array(workbench, "acc", n_columns=1000, n_rows=1)


def test_that_an_array_of_one_place_changes_nothing() -> None:
    workbench = pair()
    before = workbench.snapshot
    array(workbench, "acc", n_columns=1, n_rows=1)
    assert workbench.snapshot is before


def listed(pairs: tuple[tuple[int, int, int], ...]) -> Design:
    """Return a pod of two accelerators linked pair by pair to one switch beside it."""
    pod = block("pod", [instance("acc", "acc", i=2)])
    up = bundle("up", "pod/acc", "sw", pairs=pairs)
    root = block("root", [instance("pod", "pod", block=True), instance("sw", "sw")], [up])
    return small([root, pod], [accelerator(), switch()])


def arrayed(design: Design, *ids: str, n: int) -> Design:
    command = ArrayInstances(
        block=ROOT,
        instances=tuple(InstanceId(i) for i in ids),
        n_columns=n,
        n_rows=1,
        pitch_x_m=1.0,
        pitch_y_m=1.0,
    )
    return command.apply(design, LIBRARY).design


def test_that_listed_links_are_listed_for_every_place_of_the_array() -> None:
    after = arrayed(listed(((0, 0, 1), (1, 0, 2))), "pod", "sw", n=3)
    (up,) = after.root_block.link_bundles
    assert up.pairs == tuple((2 * k + a, k, m) for k in range(3) for a, m in ((0, 1), (1, 2)))
    assert sum(sum(pairs.values()) for pairs in links_of(after).values()) == 9


def test_that_an_array_with_too_many_listed_links_is_refused() -> None:
    with pytest.raises(CommandError, match="links up would list 1,000,002 pairs"):
        arrayed(listed(((0, 0, 1), (1, 0, 1))), "pod", "sw", n=500_001)


def test_that_links_to_what_is_not_arrayed_stay_as_they_are() -> None:
    before = listed(((1, 0, 1),))
    after = arrayed(before, "pod", n=2)
    assert after.root_block.link_bundles == before.root_block.link_bundles
