"""One failure of each kind stands for all of its kind; what is cut off is counted and left out."""

from __future__ import annotations

from collections import Counter
from itertools import product
from math import inf
from typing import TYPE_CHECKING

import networkx as nx
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from designer.commands.copies import RemoveCopies
from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.failure_modes import (
    FailureKind,
    chain_dims,
    failing_chains,
    failure_modes,
    group_mode,
    is_present,
    path_at,
)
from designer.evaluate.failures import FailureLab, try_failures
from designer.evaluate.network import evaluate_fabric
from designer.evaluate.random_failures import random_failures
from designer.model.block import ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import FabricId
from designer.model.risk_groups import RiskGroup
from designer.topology.build import build_class_graph
from designer.topology.nxgraph import flat_view
from designer.viewmodel.failure_rows import failure_rows
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.drawn import drawn
from tests.oracle.networks import leaf_spine, random_regular
from tests.oracle.random_designs import random_design
from tests.unit.evaluate.hall import hall_library

if TYPE_CHECKING:
    from random import Random

    from designer.evaluate.failures import FailureEffect
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

SCALE_UP = FabricId("scale-up")
BESIDE = (FailureKind.PLANE, FailureKind.LINK)
QUANTITIES = (
    "throughput_all_to_all_bytes_per_s",
    "throughput_worst_case_bytes_per_s",
    "bisection_bytes_per_s",
)


def effects_of(subject: Design) -> list[FailureEffect]:
    graph = build_class_graph(subject)
    return list(try_failures(FailureLab(subject, graph), failure_modes(subject, graph)))


def every_copy(graph: ClassGraph) -> dict[str, FailureKind]:
    found: dict[str, FailureKind] = {}
    for kind, chain in failing_chains(graph):
        dims = chain_dims(graph, chain)
        for values in product(*(range(graph.dims[ix].size) for ix in dims)):
            at = dict(zip(dims, values, strict=True))
            if is_present(graph, chain, at):
                found[path_at(graph, chain, at)] = kind
    return found


def largest_part(subject: Design) -> int:
    """Endpoints of the largest connected part, by networkx on the expansion."""
    view = flat_view(build_class_graph(subject), SCALE_UP)
    relaying = view.subgraph(n for n, data in view.nodes.items() if data["family"] != "cpu")
    parts = nx.connected_components(relaying)
    counts = (sum(view.nodes[n]["family"] == "accelerator" for n in part) for part in parts)
    return max(counts, default=0)


@settings(max_examples=12, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_one_copy_of_each_kind_stands_for_all_of_them(rng: Random) -> None:
    subject = random_design(rng)
    graph = build_class_graph(subject)
    lab = FailureLab(subject, graph)
    assume(SCALE_UP in lab.intact)
    by_kind: Counter[tuple[object, ...]] = Counter()
    for effect in try_failures(lab, failure_modes(subject, graph)):
        (left,) = effect.fabrics
        amounts = tuple(None if f is None else round(f, 7) for f in left.fractions)
        if effect.mode.kind not in BESIDE:
            key = (effect.mode.kind, effect.n_accelerators_lost, left.n_endpoints, *amounts)
            by_kind[key] += effect.mode.n_alike
    n_before = sum(v.n_copies for v in graph.vertex_classes if v.family == "accelerator")
    one_by_one: Counter[tuple[object, ...]] = Counter()
    for path, kind in every_copy(graph).items():
        cut = RemoveCopies(paths=(path,)).apply(subject, hall_library()).design
        group = RiskGroup(name="x", paths=(path,))
        (left,) = lab.effect(group_mode(subject, graph, group)).fabrics
        n_main = largest_part(cut)
        n_left = n_main if n_main > 1 else 0
        amounts = tuple(None if f is None else round(f, 7) for f in left.fractions)
        one_by_one[kind, n_before - n_left, n_left, *amounts] += 1
    assert by_kind == one_by_one


@settings(max_examples=12, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_what_is_left_is_what_the_cut_design_gives(rng: Random) -> None:
    subject = random_design(rng)
    for effect in effects_of(subject):
        if effect.mode.kind in BESIDE:
            continue
        cut = RemoveCopies(paths=(effect.mode.path,)).apply(subject, hall_library()).design
        (left,) = effect.fabrics or (None,)
        if left is None or left.n_cut_off:
            continue
        numbers = evaluate_fabric(build_class_graph(cut), SCALE_UP)
        for quantity in QUANTITIES:
            # computed in other ways, so intervals may differ, but they hold the same number
            found, expected = getattr(left.numbers, quantity), getattr(numbers, quantity)
            assert (found is None) == (expected is None)
            if found is not None:
                low = max(one.low or 0.0 for one in (found, expected))
                high = min(inf if one.high is None else one.high for one in (found, expected))
                assert low <= high * (1 + 1e-9)


def pod(n_leafs: int = 3) -> Design:
    """Leafs with four accelerators each, all on two spines."""
    rack = block(
        "rack", [instance("acc", "acc", i=4), instance("leaf", "sw")], [bundle("d", "acc", "leaf")]
    )
    root = block(
        "root",
        [instance("rack", "rack", block=True, r=n_leafs), instance("spine", "sw", i=2)],
        [bundle("u", "rack/leaf", "spine", n=2)],
    )
    return design([root, rack], [accelerator(), switch("sw")])


def test_that_accelerators_behind_a_failed_leaf_are_cut_off_and_the_others_go_on() -> None:
    by_name = {e.mode.name: e for e in effects_of(pod())}
    leaf = by_name["rack[0]/leaf[0]"]
    (left,) = leaf.fabrics
    assert (leaf.mode.n_alike, leaf.n_accelerators_lost) == (3, 4)
    assert (left.n_endpoints, left.n_cut_off) == (8, 4)
    assert left.fractions[0] == pytest.approx(1.0)
    assert leaf.capacity_fraction == pytest.approx(8 / 12)
    spine = by_name["spine[0]"]
    assert spine.n_accelerators_lost == 0
    # one of two spines leaves 2 links for the 4 accelerators of a leaf
    assert spine.fabrics[0].fractions[1] == pytest.approx(0.5)


def test_that_of_equal_parts_one_goes_on() -> None:
    spines_gone = [f"spine[{ix}]" for ix in range(2)]
    groups = (RiskGroup(name="spines", paths=tuple(spines_gone)),)
    found = effects_of(evolve(pod(), risk_groups=groups))
    (effect,) = [e for e in found if e.mode.kind is FailureKind.GROUP]
    assert effect.n_accelerators_lost == 8
    assert effect.fabrics[0].n_endpoints == 4
    assert effect.capacity_fraction == pytest.approx(4 / 12)


def test_that_a_plane_is_taken_out_everywhere_at_once() -> None:
    effects = effects_of(cloudmatrix_like())
    (plane,) = [e for e in effects if e.mode.kind is FailureKind.PLANE]
    assert plane.mode.n_alike == 7
    assert plane.fabrics[0].fractions == pytest.approx((6 / 7, 6 / 7, 6 / 7))


def test_that_one_link_of_each_bundle_fails() -> None:
    by_name = {e.mode.name: e for e in effects_of(pod()) if e.mode.kind is FailureKind.LINK}
    assert {e.mode.n_alike for e in by_name.values()} == {12}
    access = by_name["d: rack[0]/acc[0] to rack[0]/leaf[0]"]
    assert (access.n_accelerators_lost, access.fabrics[0].n_endpoints) == (1, 11)
    # 3 of 4 links of the leaf are left for its 4 accelerators
    uplink = by_name["u: rack[0]/leaf[0] to spine[0]"]
    assert uplink.n_accelerators_lost == 0
    assert uplink.fabrics[0].fractions[1] == pytest.approx(0.75)


def test_that_the_worst_comes_first() -> None:
    ranks = [e.rank for e in sorted(effects_of(cloudmatrix_like()), key=lambda e: e.rank)]
    assert ranks == sorted(ranks)
    assert ranks[0] < ranks[-1]


def test_that_a_million_accelerators_take_tens_of_evaluations() -> None:
    node = block("node", [instance("acc", "acc", i=8)])
    rack = block("rack", [instance("node", "node", block=True, i=8), instance("leaf", "sw", i=8)])
    root = block(
        "root",
        [instance("rack", "rack", block=True, r=16_384), instance("spine", "sw", i=64)],
        [bundle("d", "rack/node/acc", "rack/leaf", ("rack.r", "equal", "rack.r"),
                ("acc.i", "equal", "leaf.i")), bundle("u", "rack/leaf", "spine")],
    )  # fmt: skip
    subject = design([root, rack, node], [accelerator(), switch("sw")])
    effects = effects_of(subject)
    assert sum(v.n_copies for v in build_class_graph(subject).vertex_classes) > 1_048_576
    assert len(effects) < 10
    assert {e.mode.name: e.n_accelerators_lost for e in effects}["rack[0]/leaf[0]"] == 8


def test_that_copies_without_symmetry_are_sampled_and_say_so() -> None:
    line = bundle("x", "acc", "acc", ("acc.i", "step", "acc.i", 1))
    root = block("root", [instance("acc", "acc", i=100)], [line])
    subject = design([root], [accelerator()])
    every = failure_modes(subject, build_class_graph(subject))
    modes = [mode for mode in every if mode.kind is not FailureKind.LINK]
    assert len(modes) == 8
    assert all(m.is_sampled and m.n_alike == 1 for m in modes)
    assert {modes[0].name, modes[-1].name} == {"acc[0]", "acc[99]"}


@pytest.mark.parametrize("path", ["lost", "rack[9]", "rack/lost", "rack[0]/acc[4]"])
def test_that_a_group_of_nothing_is_refused(path: str) -> None:
    subject = evolve(pod(), risk_groups=(RiskGroup(name="x", paths=(path,)),))
    with pytest.raises(EvaluationError, match=r"there is no|outside"):
        failure_modes(subject, build_class_graph(subject))


def test_that_a_seed_gives_the_same_sample_and_its_mean_lies_in_the_interval() -> None:
    subject = pod(6)
    lab = FailureLab(subject, build_class_graph(subject))
    runs = [random_failures(lab, FailureKind.SWITCH, 2, n_samples=40, seed=7) for _ in range(2)]
    assert runs[0] == runs[1]
    found = runs[0]
    assert found is not None
    mean = found.capacity_fraction
    assert mean.least <= mean.low <= mean.value <= mean.high <= mean.most
    # exactly: 2 of 8 switches; all pairs of leafs, leaf and spine, both spines
    pairs = [(4 / 6, 15), (None, 12), (1 / 6, 1)]
    mixed = next(
        e for e in effects_of(evolve(subject, risk_groups=(
            RiskGroup(name="x", paths=("rack[0]/leaf[0]", "spine[0]")),
        ))) if e.mode.kind is FailureKind.GROUP
    )  # fmt: skip
    expected = sum((mixed.capacity_fraction if f is None else f) * n for f, n in pairs) / 28
    assert mean.low <= expected <= mean.high


@pytest.mark.parametrize(
    ("n_failed", "n_samples", "seed"), [(0, 5, 1), (65, 5, 1), (1, 1, 1), (1, 5, -1), (9, 5, 1)]
)
def test_that_a_sample_that_cannot_be_drawn_is_refused(
    n_failed: int, n_samples: int, seed: int
) -> None:
    lab = FailureLab(pod(6), build_class_graph(pod(6)))
    with pytest.raises(EvaluationError):
        random_failures(lab, FailureKind.SWITCH, n_failed, n_samples=n_samples, seed=seed)


@pytest.mark.parametrize("kind", [FailureKind.LINK, FailureKind.PLANE, FailureKind.GROUP])
def test_that_kinds_that_are_not_drawn_are_refused_by_name(kind: FailureKind) -> None:
    subject = drawn(random_regular(3, 8, 1))
    lab = FailureLab(subject, build_class_graph(subject))
    with pytest.raises(EvaluationError, match="not drawn at random; choose rack"):
        random_failures(lab, kind, 1, n_samples=2, seed=1)


def test_that_a_share_of_an_open_interval_is_an_estimate_and_one_of_a_number_is_certain(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # No program over orbits, so that an irregular fabric keeps an interval.
    monkeypatch.setattr("designer.evaluate.orbit_lp.MAX_VARS", 0)
    for graph, is_open in ((random_regular(4, 20, 1), True), (leaf_spine(3, 2, 2), False)):
        subject = drawn(graph)
        lab = FailureLab(subject, build_class_graph(subject))
        (left,) = lab.effect(failure_modes(subject, lab.graph)[0]).fabrics
        before = lab.intact[left.fabric_id].throughput_all_to_all_bytes_per_s
        assert before is not None
        assert (before.exactness is not Exactness.EXACT) is is_open
        assert left.is_estimate[0] is is_open
        (row,) = failure_rows([lab.effect(failure_modes(subject, lab.graph)[0])])
        assert ("(≈ " in row.tip) is is_open
        assert row.cells[4].startswith("≈") is is_open


def test_that_what_is_gone_already_does_not_fail_again() -> None:
    gone = [f"rack[{rack}]/acc[{at}]" for rack in range(3) for at in range(3)]
    subject = evolve(pod(), blocks=(
        evolve(pod().root_block, exceptions=tuple(
            InstanceException(path=path, kind=ExceptionKind.REMOVED) for path in gone
        )), *pod().blocks[1:],
    ))  # fmt: skip
    lab = FailureLab(subject, build_class_graph(subject))
    found = random_failures(lab, FailureKind.ACCELERATOR, 1, n_samples=30, seed=5)
    assert found is not None
    # Three of twelve accelerators are left; each draw takes one of them.
    assert (found.n_accelerators_lost.least, found.n_accelerators_lost.most) == (1, 1)
    with pytest.raises(EvaluationError, match="fewer than fail"):
        random_failures(lab, FailureKind.ACCELERATOR, 4, n_samples=5, seed=5)


def test_that_work_stops_when_it_is_not_wanted() -> None:
    subject = pod()
    graph = build_class_graph(subject)
    lab = FailureLab(subject, graph)
    assert list(try_failures(lab, failure_modes(subject, graph), lambda: True)) == []
    stopped = random_failures(
        lab, FailureKind.SWITCH, 1, n_samples=9, seed=1, is_cancelled=lambda: True
    )
    assert stopped is None
