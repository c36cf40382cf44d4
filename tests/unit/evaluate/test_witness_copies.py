"""Witnesses link by link, of fabrics that do not fold and of numbers by detours."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import pytest

from designer.evaluate import network
from designer.evaluate import witness as witness_module
from designer.evaluate.witness import fabric_witness
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from tests.oracle.broken_designs import broken, leaf_spine, mesh
from tests.oracle.checker import Rejected, check_witness
from tests.oracle.drawn import drawn
from tests.oracle.generated import generated
from tests.oracle.networks import random_graph

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.model.design import Design

Witness = dict[str, Any]

IRREGULAR = [
    ("jellyfish", "switches=8 degree=3 hosts=1"),
    ("jellyfish", "switches=16 degree=4 hosts=3"),
    ("xpander", "degree=3 lift=2 hosts=2"),
    ("polarfly", "q=3 hosts=1"),
    ("dcell", "n=3 k=1"),
]


def witness_of(subject: Design) -> Witness:
    found = fabric_witness(build_class_graph(subject), subject.fabrics[0].id)
    plain: Witness = json.loads(json.dumps(found, allow_nan=False))
    return plain


@pytest.mark.parametrize(("family", "texts"), IRREGULAR, ids=str)
def test_that_numbers_of_fabrics_that_do_not_fold_are_proved(family: str, texts: str) -> None:
    found = witness_of(generated(family, texts))
    check_witness(found)
    # Only a lower bound of the worst case by hubs is left out.
    assert set(found["copies"]["unproved"]) <= {"throughput_worst_case_bytes_per_s low"}


@pytest.mark.parametrize("seed", range(12))
def test_that_numbers_of_listed_pairs_are_proved(seed: int) -> None:
    found = witness_of(drawn(random_graph(seed)))
    check_witness(found)
    assert not [one for one in found["copies"]["unproved"] if "all_to_all" in one]


@pytest.mark.parametrize("make", [leaf_spine, mesh])
def test_that_numbers_by_detours_are_proved_link_by_link(
    make: Callable[[], Design], monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in (network, witness_module):
        monkeypatch.setattr(module, "MAX_ORBIT_CELLS", 4)
    rng = rng_of(3)
    found = witness_of(broken(make(), rng, 2, ("link",)))
    assert "copies" in found
    check_witness(found)


def rng_of(seed: int) -> Random:
    from random import Random

    return Random(seed)  # noqa: S311 - the same failures in every run


def test_that_a_changed_proof_is_rejected() -> None:
    found = witness_of(generated("jellyfish", "switches=16 degree=4 hosts=3"))
    check_witness(found)
    copies, numbers = found["copies"], found["numbers"]
    rate = numbers["throughput_all_to_all_bytes_per_s"]
    half = [
        length * 0.5 if ix % 3 else length * 4 for ix, length in enumerate(copies["link_length"])
    ]
    turned = [1 - side for side in copies["cut"]["side_of_vertex"][:3]]
    wrong: list[tuple[str, str, object]] = [
        ("routing", "pair_low_bytes_per_s", copies["routing"]["pair_low_bytes_per_s"] * 1.01),
        ("routing", "flow_bytes_per_s", copies["routing"]["flow_bytes_per_s"][::-1]),
        ("cut", "side_of_vertex", turned + copies["cut"]["side_of_vertex"][3:]),
        ("cut", "capacity_bytes_per_s", copies["cut"]["capacity_bytes_per_s"] - 1),
        ("flat", "links", [[a, b, c // 2] for a, b, c in copies["flat"]["links"]]),
    ]
    for part, key, value in wrong:
        changed = deepcopy(found)
        changed["copies"][part][key] = value
        with pytest.raises(Rejected):
            check_witness(changed)
    for name, value in (
        ("link_length", half),
        ("parent", list(range(len(copies["parent"])))),
    ):
        changed = deepcopy(found)
        changed["copies"][name] = value
        with pytest.raises((Rejected, IndexError)):
            check_witness(changed)
    for end, factor in (("low", 1.001), ("high", 0.999)):
        changed = deepcopy(found)
        changed["numbers"]["throughput_all_to_all_bytes_per_s"][end] = rate[end] * factor
        with pytest.raises(Rejected):
            check_witness(changed)


def test_that_a_fabric_too_large_to_list_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("designer.evaluate.witness_copies.MAX_LISTED_LINKS", 3)
    found = witness_of(generated("jellyfish", "switches=8 degree=3 hosts=1"))
    assert "too little symmetry" in found["problem"]
    assert "numbers" not in found


def test_that_endpoints_that_cannot_reach_each_other_have_no_numbers() -> None:
    graph = build_class_graph(drawn(random_graph(0)))
    assert "problem" in fabric_witness(graph, FabricId("no-such-fabric"))
