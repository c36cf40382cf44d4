"""Totals of the selection agree with those of the design."""

from __future__ import annotations

import pytest

from designer.commands.copies import RemoveCopies
from designer.model.ids import path_from_text
from designer.viewmodel.selection import Selection
from designer.viewmodel.selection_totals import selection_totals, totals_text
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench


@pytest.fixture(scope="module")
def bench() -> Workbench:
    return Workbench(shipped_library(), open_named_or_file("cloudmatrix-384").document.design)


def whole(workbench: Workbench) -> Selection:
    root = workbench.snapshot.design.root_block
    return Selection((), tuple(path_from_text(instance.id) for instance in root.instances))


def test_that_everything_selected_is_the_whole_design(bench: Workbench) -> None:
    totals = selection_totals(bench.snapshot, whole(bench))
    readouts = bench.snapshot.readouts
    assert totals.n_accelerators == readouts.value("n_accelerators") == 384
    assert totals.n_switches == readouts.value("n_switches")


def test_that_one_copy_is_a_share_and_its_inside_less(bench: Workbench) -> None:
    one = selection_totals(bench.snapshot, Selection((), (path_from_text("compute-rack[3]"),)))
    assert one.n_accelerators == 384 / 12
    scope = path_from_text("compute-rack[3]")
    node = (*scope, *path_from_text("node[1]"))
    inner = selection_totals(bench.snapshot, Selection(scope, (node,)))
    assert inner.n_accelerators == 8
    assert 0 < inner.peak_w < one.peak_w
    assert "8 accelerators" in totals_text(inner)


def test_that_removed_copies_are_left_out_wherever_they_lie() -> None:
    workbench = Workbench(shipped_library(), open_named_or_file("cloudmatrix-384").document.design)
    gone = ("compute-rack[3]/node[1]/npu[0]", "compute-rack[5]")
    workbench.apply(RemoveCopies(paths=gone))
    snapshot = workbench.snapshot
    everything = selection_totals(snapshot, whole(workbench))
    assert everything.n_accelerators == snapshot.readouts.value("n_accelerators") == 384 - 1 - 32
    rack = selection_totals(snapshot, Selection((), (path_from_text("compute-rack[3]"),)))
    assert rack.n_accelerators == 31
    other = selection_totals(snapshot, Selection((), (path_from_text("compute-rack[4]"),)))
    assert other.n_accelerators == 32


def test_that_bundles_are_told_by_links_and_cables(bench: Workbench) -> None:
    root = bench.snapshot.design.root_block
    key = f"{root.id}/ub-uplink"
    totals = selection_totals(bench.snapshot, Selection((), (), (key,)))
    assert totals_text(totals) == "5,376 links, 2,688 cables"
    assert totals_text(selection_totals(bench.snapshot, Selection())) == ""
