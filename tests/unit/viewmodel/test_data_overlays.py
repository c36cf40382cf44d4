"""Overlays of link load, port use and rack power."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from designer.commands.copies import RemoveCopies
from designer.model.ids import path_from_text
from designer.viewmodel.box_marks import MAX_BOXES, MAX_OPENED, BoxCollector, Spot
from designer.viewmodel.data_overlay import N_STEPS, percent_text, step_of
from designer.viewmodel.link_overlays import load_overlay, ports_overlay
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.rack_heat import power_overlay
from designer.viewmodel.scene_plan import build_scene_plan
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench


@cache
def bench(name: str) -> Workbench:
    return Workbench(shipped_library(), open_named_or_file(name).document.design)


def root_spot(of: Workbench) -> Spot:
    plan = build_scene_plan(of.snapshot.design, of.snapshot.graph)
    return Spot(plan.root, (), 0.0, 0.0, 1.0)


@pytest.mark.parametrize(
    ("ratio", "step", "text"),
    [
        (0.0, 0, "0 %"),
        (0.2499, 0, "25 %"),
        (0.25, 1, "25 %"),
        (0.9, 4, "90 %"),
        (0.9994, 4, "99.9 %"),
        (1.0, 5, "100 %"),
        (3.2, 5, "320 %"),
    ],
)
def test_that_a_ratio_has_a_step_and_a_text_that_never_rounds_up_to_full(
    ratio: float, step: int, text: str
) -> None:
    assert (step_of(ratio), percent_text(ratio)) == (step, text)
    assert step < N_STEPS


def test_that_the_bottleneck_of_cloudmatrix_stands_out() -> None:
    overlay = load_overlay(bench("cloudmatrix-384").snapshot, OverlayKind.LOAD)
    inside, uplink = overlay.bundles["node/npu-l1"], overlay.bundles["cloudmatrix-384/ub-uplink"]
    assert inside.is_strong
    assert inside.text == "▲ 100 %"
    # 376 of the 383 peers of an accelerator are outside its node
    assert (uplink.text, uplink.is_strong) == (percent_text(376 / 383), False)


def test_that_full_ports_and_spare_ports_are_told_apart() -> None:
    parts = ports_overlay(bench("cloudmatrix-384").snapshot).parts
    assert parts["node", "l1"].text == "100 %"
    # 96 of the 128 ports of a leaf are in use
    assert parts["bus-rack", "rdma-leaf"].text == "75 %"


def test_that_every_rack_shows_what_it_draws() -> None:
    of = bench("cloudmatrix-384")
    marks = power_overlay(of.snapshot, root_spot(of)).boxes
    assert len(marks) == 16
    draws = {load.path: load.peak_w[1] for load in of.snapshot.readouts.rack_loads}
    ratios = np.round(sorted(set(marks.ratios.tolist())), 9).tolist()
    assert ratios == np.round([draws["compute-rack"] / 80e3, draws["bus-rack"] / 30e3], 9).tolist()


def test_that_a_rack_that_differs_has_its_own_power() -> None:
    of = Workbench(shipped_library(), open_named_or_file("cloudmatrix-384").document.design)
    of.apply(RemoveCopies(paths=("compute-rack[3]/node[0]",)))
    marks = power_overlay(of.snapshot, root_spot(of)).boxes
    texts = [marks.texts[ix] for ix in marks.text_ixs.tolist()]
    assert len(texts) == 16
    by_text = {text: texts.count(text) for text in texts}
    assert sorted(by_text.values()) == [1, 4, 11]


def test_that_overlays_of_an_empty_design_say_what_is_missing() -> None:
    of = Workbench(shipped_library(), new_design().document.design)
    for kind in (OverlayKind.LOAD, OverlayKind.ECMP):
        assert load_overlay(of.snapshot, kind).facts[-1] == "No fabric has link loads yet."
    assert not ports_overlay(of.snapshot).parts
    assert power_overlay(of.snapshot, root_spot(of)).facts[-1] == "The design has no racks."


def test_that_power_inside_a_node_says_that_racks_are_outside() -> None:
    of = bench("cloudmatrix-384")
    plan = build_scene_plan(of.snapshot.design, of.snapshot.graph)
    path = path_from_text("compute-rack[0]/node[0]")
    spot = Spot(plan.cell_by_block["node"], path, 0.0, 0.0, 1.0)
    assert power_overlay(of.snapshot, spot).facts[1] == "Racks are outside this block."


def test_that_collecting_stops_at_its_limits() -> None:
    collector = BoxCollector()
    collector.add(np.zeros((MAX_BOXES + 1, 4)), 1)
    assert collector.is_full
    assert len(collector.marks()) == MAX_BOXES
    opened = BoxCollector()
    opened.n_opened = MAX_OPENED
    assert opened.is_full
