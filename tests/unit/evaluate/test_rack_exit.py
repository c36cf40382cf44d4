"""What leaves racks, against counting the flattened links one by one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.evaluate.bounds import Exactness
from designer.evaluate.rack_exit import rack_exit_readouts
from designer.fabric.registry import build_system
from designer.model.block import BlockKind, ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.nxgraph import flat_view
from designer.workbench.opening import shipped_library
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readout
    from designer.model.links import LinkBundle

SYSTEMS = [
    # system, smaller size, fabric, instances that are racks with accelerators, rate of a link
    ("cloudmatrix-384", {"n_groups": 1}, "scale-up", ("compute-rack",), 28e9),
    ("ub-mesh-superpod", {"n_pods": 1}, "scale-up", ("rack",), 56e9),
    ("atlas-950-superpod", {"n_pods": 1}, "scale-up", ("rack",), 56e9),
    ("dgx-b200-superpod", {"n_units": 1}, "scale-out", ("compute-rack",), 50e9),
    ("llama3-roce-24k", {"n_pods": 1}, "scale-out", ("rack",), 50e9),
]


def rack_of(path: str) -> str:
    """Return the path down to the rack, empty outside racks."""
    steps = path.split("/")
    at = next((ix for ix, s in enumerate(steps) if s.partition("[")[0].endswith("rack")), None)
    return "" if at is None else "/".join(steps[: at + 1])


@pytest.mark.parametrize(("name", "size", "fabric", "counted", "rate"), SYSTEMS)
def test_that_the_sum_is_that_over_single_links(
    name: str, size: dict[str, int], fabric: str, counted: tuple[str, ...], rate: float
) -> None:
    graph = build_class_graph(build_system(name, shipped_library(), **size))
    expected = 0.0
    for a, b, data in flat_view(graph, FabricId(fabric), 1_000_000).edges(data=True):
        ends = [rack_of(a), rack_of(b)]
        if ends[0] != ends[1]:
            names = [end.rpartition("/")[2].partition("[")[0] for end in ends]
            expected += sum(one in counted for one in names) * data["n_links"] * rate
    rows = {row.id: row for row in rack_exit_readouts(graph, 0)}
    assert expected > 0
    assert rows[f"rack_exit_bytes_per_s.{fabric}"].value == pytest.approx(expected, rel=1e-12)


def test_that_links_inside_racks_do_not_count() -> None:
    library = shipped_library()
    assert (
        rack_exit_readouts(build_class_graph(build_system("atlas-950-cabinet", library)), 0) == ()
    )
    rows = rack_exit_readouts(build_class_graph(build_system("gb200-nvl72", library)), 0)
    assert [row.id for row in rows] == []


def test_that_published_wiring_is_exact_and_assumed_wiring_an_estimate() -> None:
    library = shipped_library()
    for name, expected in (
        ("ub-mesh-superpod", Exactness.EXACT),
        ("atlas-950-superpod", Exactness.ESTIMATE),
    ):
        (row,) = rack_exit_readouts(build_class_graph(build_system(name, library)), 3)
        assert row.value == pytest.approx(128 * 256 * 56e9)
        assert row.exactness is expected
        assert row.revision == 3


def test_that_a_rack_that_is_gone_takes_its_links_along() -> None:
    design = build_system("cloudmatrix-384", shipped_library())
    gone = InstanceException(path="compute-rack[0]", kind=ExceptionKind.REMOVED)
    less = evolve(
        design, blocks=(evolve(design.root_block, exceptions=(gone,)), *design.blocks[1:])
    )
    before, after = (
        {row.id: row.value for row in rack_exit_readouts(build_class_graph(d), 0)}
        for d in (design, less)
    )
    name = "rack_exit_bytes_per_s.scale-up"
    assert after[name] == pytest.approx(before[name] * 11 / 12)


def racks(*bundles: LinkBundle, removed: tuple[str, ...] = ()) -> tuple[Readout, ...]:
    """Return the rows of four racks with four accelerators and a switch each."""
    root = block(
        "root", [instance("rack", "rack", block=True, i=4)], bundles, removed=list(removed)
    )
    rack = block(
        "rack", [instance("acc", "acc", i=4), instance("sw", "sw", i=4)], kind=BlockKind.RACK
    )
    return rack_exit_readouts(build_class_graph(design([root, rack], [accelerator(), switch()])), 0)


RATE = 1e9
"""Rate of one link of the plain parts, in byte/s."""


def test_that_pairs_over_all_racks_leave_theirs_except_where_both_ends_share_one() -> None:
    free = bundle("all", "rack/acc", "rack/acc", ("acc.i", "not-equal", "acc.i"))
    (whole,) = racks(free)
    # 16 accelerators, 96 pairs of unlike numbers; a quarter of them inside one rack.
    assert whole.value == pytest.approx(2 * 96 * 3 / 4 * RATE, rel=1e-12)
    assert whole.exactness is Exactness.EXACT
    (broken,) = racks(free, removed=("rack[1]/acc[2]",))
    assert broken.value < whole.value
    assert broken.exactness is Exactness.ESTIMATE


def test_that_named_racks_and_moves_along_the_racks_leave_them_or_not() -> None:
    (apart,) = racks(bundle("named", "rack[0]/acc", "rack[1]/sw"))
    (ring,) = racks(
        bundle("ring", "rack/acc", "rack/acc", ("rack.i", "shift", "rack.i", 1),
               ("acc.i", "equal", "acc.i"))
    )  # fmt: skip
    assert apart.value == pytest.approx(2 * 16 * RATE)
    assert ring.value == pytest.approx(2 * 16 * RATE)
    assert racks(bundle("same", "rack[2]/acc", "rack[2]/sw")) == ()
    equal = bundle("equal", "rack/acc", "rack/sw", ("rack.i", "equal", "rack.i"))
    assert racks(equal) == ()


def test_that_nothing_is_said_where_it_is_not_known_which_links_stay_inside() -> None:
    crossed = bundle("crossed", "rack/acc", "rack/sw", ("rack.i", "equal", "sw.i"))
    listed = bundle("listed", "rack/acc", "rack/sw", pairs=((0, 5, 1), (1, 1, 1)))
    assert racks(crossed) == ()
    assert racks(listed) == ()
