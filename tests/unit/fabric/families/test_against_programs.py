"""Small generated fabrics against the full programs: all-to-all by LP, bisection by MILP."""

from __future__ import annotations

import pytest

from designer.catalog.loader import load_library
from designer.evaluate.bounds import Exactness
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.workbench.workbench import Workbench
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import all_to_all_per_pair, bisection

LIBRARY = load_library(catalogs_dir())

SMALL: list[tuple[str, dict[str, str]]] = [
    ("torus", {"shape": "3x4"}),
    ("torus", {"shape": "5x3"}),
    ("mesh", {"shape": "3x4"}),
    ("nd-full-mesh", {"shape": "3x4", "links": "2x1"}),
    ("hyperx", {"shape": "3x3", "hosts": "2"}),
    ("leaf-spine", {"accelerators": "14", "radix": "6", "node_size": "1"}),
    ("leaf-spine", {"accelerators": "18", "radix": "8", "node_size": "2", "oversubscription": "3"}),
    ("fat-tree", {"accelerators": "13", "radix": "4", "node_size": "1"}),
    ("rail-optimised", {"nodes": "7", "radix": "4", "node_size": "2"}),
    ("rail-optimised", {"nodes": "12", "radix": "4", "node_size": "1"}),
    ("rail-only", {"nodes": "5", "radix": "4", "node_size": "3", "relay_links": "2"}),
    ("node-switched", {"nodes": "5", "node_size": "2", "planes": "2", "links": "1"}),
    ("dragonfly", {"hosts": "1"}),
    ("dragonfly", {"hosts": "2", "routers": "2", "global_links": "1", "groups": "3"}),
    ("dragonfly-plus", {"hosts": "1", "routers": "2", "global_links": "1"}),
    ("slim-fly", {"q": "3", "hosts": "1"}),
    ("polarfly", {"q": "3", "hosts": "1"}),
    ("jellyfish", {"switches": "10", "degree": "3", "hosts": "2"}),
    ("xpander", {"degree": "3", "lift": "3", "hosts": "1"}),
    ("bcube", {"n": "3"}),
    ("zcube", {"n": "3"}),
    ("dcell", {"n": "3"}),
    ("hammingmesh", {"x": "2", "y": "2"}),
]  # fmt: skip


@pytest.mark.parametrize(("family", "texts"), SMALL, ids=str)
def test_that_rates_and_cuts_of_a_small_fabric_are_those_of_the_full_programs(
    family: str, texts: dict[str, str]
) -> None:
    design = family_named(family).design(LIBRARY, texts)
    fabric = design.fabrics[0].id
    rows = Workbench(LIBRARY, design).snapshot.readouts.by_id
    plain = plain_graph(build_class_graph(design), fabric)
    n = len(plain.endpoints)
    answers = {
        f"throughput_all_to_all_bytes_per_s.{fabric}": all_to_all_per_pair(plain) * (n - 1),
        f"bisection_bytes_per_s.{fabric}": bisection(plain),
    }
    for name, answer in answers.items():
        row, expected = rows[name], answer * UNIT_BYTES_PER_S
        if row.exactness is Exactness.EXACT:
            assert row.value == pytest.approx(expected, rel=1e-7)
        if row.exactness in {Exactness.INTERVAL, Exactness.LOWER}:
            assert row.low is not None
            assert row.low <= expected * (1 + 1e-7)
        if row.exactness in {Exactness.INTERVAL, Exactness.UPPER}:
            assert row.high is not None
            assert row.high >= expected * (1 - 1e-7)
