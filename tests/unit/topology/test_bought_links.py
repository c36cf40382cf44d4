"""Cables, modules and missing links of one bundle, counted by hand."""

from __future__ import annotations

import pytest

from designer.evaluate.arrays import build_arrays
from designer.evaluate.assumptions import build_assumptions
from designer.evaluate.cabling import cable_runs
from designer.evaluate.cost import cost_readouts
from designer.model.block import BlockKind, LinkException
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch
from tests.unit.evaluate.hall import fibre, hall_library, optic, placed

PARTS = (accelerator(), switch(), fibre(), optic(n_connectors=2))


@pytest.mark.parametrize(
    ("n_boxes", "n_accelerators", "n_modules"),
    # Accelerators stand free: a module for every cable. Boxes share no module: two boxes of three
    # cables take two each, three boxes of one cable one each.
    [(1, 3, 2), (2, 3, 4), (3, 1, 3), (1, 4, 2), (2, 2, 2)],
)
def test_that_boxes_share_no_twin_module(n_boxes: int, n_accelerators: int, n_modules: int) -> None:
    box = block("box", [instance("sw", "sw")], kind=BlockKind.SWITCH_BOX)
    root = block(
        "root",
        [instance("acc", "acc", i=n_accelerators), instance("box", "box", block=True, i=n_boxes)],
        [bundle("b", "acc", "box/sw", cable="fibre", b_optic="optic")],
    )
    (link,) = build_class_graph(design([root, box], PARTS)).link_classes
    assert link.n_cables == n_boxes * n_accelerators
    assert link.n_b_optics == n_modules


def test_that_cables_that_divide_badly_over_boxes_are_counted_for_the_busiest() -> None:
    # Five cables into two boxes, one cut: three and two, so each is taken to hold two modules.
    box = block("box", [instance("sw", "sw")], kind=BlockKind.SWITCH_BOX)
    root = block(
        "root",
        [instance("acc", "acc", i=3), instance("box", "box", block=True, i=2)],
        [bundle("b", "acc", "box/sw", cable="fibre", b_optic="optic")],
    )
    cut = LinkException(bundle="root/b", a="acc[0]", b="box[0]/sw[0]")
    (link,) = build_class_graph(
        design([evolve(root, link_exceptions=(cut,)), box], PARTS)
    ).link_classes
    assert (link.n_cables, link.n_b_optics) == (5, 4)


def test_that_only_the_box_that_an_index_names_holds_modules() -> None:
    box = block("box", [instance("sw", "sw")], kind=BlockKind.SWITCH_BOX)
    root = block(
        "root",
        [instance("acc", "acc", i=3), instance("box", "box", block=True, i=4)],
        [bundle("b", "acc", "box[1]/sw", cable="fibre", b_optic="optic")],
    )
    (link,) = build_class_graph(design([root, box], PARTS)).link_classes
    assert (link.n_cables, link.n_b_optics) == (3, 2)


@pytest.mark.parametrize("n_cables_per_link", [1, 2, 4])
def test_that_every_link_takes_all_of_its_cables(n_cables_per_link: int) -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=5), instance("sw", "sw")],
        [bundle("b", "acc", "sw", n=3, cable="fibre", n_cables_per_link=n_cables_per_link)],
    )
    (link,) = build_class_graph(design([root], PARTS)).link_classes
    assert (link.n_links, link.n_cables) == (15, 15 * n_cables_per_link)


@pytest.mark.parametrize("n_cut", [1, 2, 3])
def test_that_no_more_links_are_missing_than_there_are(n_cut: int) -> None:
    # In all racks one of three links is missing, in rack 0 also others of the same two copies.
    rack = block(
        "rack",
        [instance("acc", "acc", i=2), instance("sw", "sw")],
        [bundle("b", "acc", "sw", n=3)],
    )
    everywhere = LinkException(bundle="rack/b", a="acc[0]", b="sw[0]", n_links=1)
    here = LinkException(bundle="rack/b", a="rack[0]/acc[0]", b="rack[0]/sw[0]", n_links=n_cut)
    root = block("root", [instance("rack", "rack", block=True, i=4)])
    subject = design(
        [evolve(root, link_exceptions=(here,)), evolve(rack, link_exceptions=(everywhere,))], PARTS
    )
    graph = build_class_graph(subject)
    n_missing = 3 + min(3, 1 + n_cut)
    (link,) = graph.link_classes
    assert link.n_links == 4 * 2 * 3 - n_missing


def test_that_the_metres_of_all_bundles_of_a_cable_are_paid() -> None:
    # Two bundles of the same cable between two racks, 3 and 4 cables.
    rack = block("rack", [instance("acc", "acc", i=1), instance("sw", "sw")], kind=BlockKind.RACK)
    instances = [
        placed(instance(name, "rack", block=True), x_m=x)
        for name, x in (("one", 0.0), ("two", 9.0))
    ]
    wiring = [
        bundle("a", "one/acc", "two/sw", n=3, cable="fibre"),
        bundle("b", "two/acc", "one/sw", n=4, cable="fibre"),
    ]
    subject = design([block("root", instances, wiring), rack], PARTS)
    graph, library = build_class_graph(subject), hall_library()
    runs, _ = cable_runs(subject, graph, build_assumptions(subject, library))
    assert sorted(run.n_cables for run in runs) == [3, 4]
    rows = cost_readouts(build_arrays(subject, library, graph), runs, 1)
    found = next(row for row in rows if row.id == "capex_usd.cables")
    for ix, usd_per_m, end in ((0, 1, found.low), (1, 2, found.value), (2, 4, found.high)):
        assert end == pytest.approx(usd_per_m * 7 * runs[0].mean_m[ix])
    assert runs[0].mean_m == runs[1].mean_m
