"""Numbers that are remembered are those of the copies that are asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.fabric_tasks import settled_numbers
from designer.evaluate.flat_space import FlatSpace, fabric_space, spending
from designer.evaluate.network_cache import NetworkCache
from designer.model.block import LinkException
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.designs import accelerator, block, bundle, design, instance

if TYPE_CHECKING:
    from designer.model.design import Design

SCALE_UP = FabricId("scale-up")


def grid(a: int, b: int) -> Design:
    """Return a product of cliques of unlike links without the link between two copies."""
    links = [
        bundle(
            d, "acc", "acc",
            (f"acc.{d}", "not-equal", f"acc.{d}"), (f"acc.{other}", "equal", f"acc.{other}"), n=n,
        )
        for d, other, n in (("x", "y", 1), ("y", "x", 2))
    ]  # fmt: skip
    gone = LinkException(bundle="root/y", a=f"acc[{a}]", b=f"acc[{b}]")
    root = block("root", [instance("acc", "acc", x=5, y=3)], links, link_exceptions=(gone,))
    return design([root], [accelerator()])


def test_that_a_cut_of_single_copies_is_not_handed_to_other_copies() -> None:
    cache = NetworkCache()
    cuts = []
    for subject in (grid(0, 1), grid(9, 11)):
        graph = build_class_graph(subject)
        space = fabric_space(graph, SCALE_UP)
        assert cache.get(space) is None
        with spending(20.0):
            numbers = settled_numbers(space, FlatSpace(graph, SCALE_UP))
        cache.put(space, numbers)
        assert cache.get(space) is numbers
        cut = numbers.bisection_cut
        assert isinstance(cut, CopyCut)
        assert cut.fabric.flat.graph is graph
        cuts.append(cut.capacity_bytes_per_s)
    assert cuts[0] == cuts[1]
