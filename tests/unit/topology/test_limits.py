"""What is too large to be laid out is counted more coarsely or refused, never dropped silently."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from designer.evaluate.network import evaluate_fabric
from designer.model.block import BlockKind, ExceptionKind, InstanceException, LinkException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, FabricId, InstanceId
from designer.model.instance import Instance
from designer.topology import cable_layout, cable_listing, cables, fold, symmetry
from designer.topology.build import build_class_graph
from designer.topology.sparse import make_network
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.random_wiring import random_wiring

if TYPE_CHECKING:
    from types import ModuleType

    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def shared_cables(subject: Design) -> Design:
    """Return a design whose links go three to a cable between nodes."""
    blocks = tuple(
        evolve(
            one,
            kind=BlockKind.NODE if one.id == "rack" else one.kind,
            link_bundles=tuple(
                evolve(b, n_links_per_cable=3, cable="cable") for b in one.link_bundles
            ),
        )
        for one in subject.blocks
    )
    return evolve(subject, blocks=blocks)


@pytest.mark.parametrize(
    ("module", "name"),
    [(cable_listing, "MAX_LISTED"), (cable_layout, "MAX_LAID_OUT"), (cables, "MAX_KINDS")],
)
def test_that_cables_too_many_to_lay_out_are_links_over_links_per_cable(
    module: ModuleType, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    n_coarser = 0
    for limit in (0, 1, 5):
        for seed in range(40):
            subject = shared_cables(random_wiring(Random(seed)))  # noqa: S311 - same every run
            exact = build_class_graph(subject)
            with monkeypatch.context() as patch:
                patch.setattr(module, name, limit)
                coarse = build_class_graph(subject)
            assert [x.n_links for x in exact.link_classes] == [
                x.n_links for x in coarse.link_classes
            ]
            for key in {x.bundle_key for x in exact.link_classes}:
                own = [x for x in exact.link_classes if x.bundle_key == key]
                # No cable has more than three links, however they are shared out.
                assert sum(x.n_cables for x in own) >= -(-sum(x.n_links for x in own) // 3)
                rough = [x for x in coarse.link_classes if x.bundle_key == key]
                if [x.n_cables for x in own] != [x.n_cables for x in rough]:
                    n_coarser += 1
                    assert [x.n_cables for x in rough] == [-(-x.n_links // 3) for x in rough]
    assert n_coarser > 0


def test_that_too_many_cells_or_rules_say_why_there_are_no_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    removed = ["compute-rack[1]/node[0]/l1[3]", "compute-rack[2]/node[1]"]
    whole = evaluate_fabric(build_class_graph(cloudmatrix_like(removed)), SCALE_UP)
    assert not whole.problem
    for module, name in ((fold, "MAX_CELLS"), (fold, "MAX_COPIES"), (symmetry, "MAX_RULES")):
        with monkeypatch.context() as patch:
            patch.setattr(module, name, 1)
            found = evaluate_fabric(build_class_graph(cloudmatrix_like(removed)), SCALE_UP)
        assert "too" in found.problem
        assert found.bisection_bytes_per_s is None


def test_that_cells_around_an_endpoint_beyond_the_limit_leave_what_injection_bounds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = build_class_graph(cloudmatrix_like(n_nodes=2))
    exact = evaluate_fabric(graph, SCALE_UP)
    base = fold.base_fold(symmetry.build_space(graph, SCALE_UP))
    monkeypatch.setattr(fold, "MAX_CELLS", base.fold.n_cells)
    found = evaluate_fabric(build_class_graph(cloudmatrix_like(n_nodes=2)), SCALE_UP)
    rate, known = found.throughput_all_to_all_bytes_per_s, exact.throughput_all_to_all_bytes_per_s
    assert rate is not None
    assert known is not None
    assert rate.low is None
    assert rate.high is not None
    assert rate.high >= known.value


def test_that_capacities_beyond_integers_are_refused() -> None:
    ends = (np.array([0, 0]), np.array([1, 2]))
    with pytest.raises(OverflowError, match="capacities"):
        make_network(np.ones(3, dtype=np.int64), ends, np.array([4 * 10**18, 4 * 10**18]))


def looped() -> Design:
    """Return a design with a block that contains itself, and exceptions inside the loop."""
    own = Instance(id=InstanceId("again"), block=BlockId("rack"))
    rack = block(
        "rack",
        [instance("acc", "acc", i=2), instance("sw", "sw"), own],
        [bundle("down", "acc", "sw"), bundle("deep", "again/acc", "sw")],
    )
    root = block("root", [instance("rack", "rack", block=True, i=2)])
    deep = InstanceException(path="rack[0]/again[0]/acc[1]", kind=ExceptionKind.REMOVED)
    cut = LinkException(
        bundle="rack/deep", a="rack[0]/again[0]/again[0]/acc[0]", b="rack[0]/again[0]/sw[0]"
    )
    root = evolve(root, exceptions=(deep,), link_exceptions=(cut,))
    return design([root, rack], [accelerator(), switch()])


def test_that_a_block_inside_itself_ends_and_exceptions_in_it_touch_nothing() -> None:
    graph = build_class_graph(looped())
    counts = {"/".join(v.chain): v.n_copies for v in graph.vertex_classes}
    assert counts == {"rack/acc": 4, "rack/sw": 2}
    assert [(link.bundle_key, link.n_links) for link in graph.link_classes] == [("rack/down", 4)]
    assert graph.boxes == ()
