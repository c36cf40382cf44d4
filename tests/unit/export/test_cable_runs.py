"""Cable by cable: counts, port rules and grouping of the reference systems and of edited ones."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.commands.copies import RemoveCopies
from designer.export.cable_runs import CableRuns
from designer.model.block import Block, BlockKind
from designer.model.evolve import evolve
from designer.model.ids import BlockId, BundleId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.topology.build import build_class_graph
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.catalog.library import CatalogLibrary
    from designer.export.cable_runs import CableRun
    from designer.export.subject import EvaluatedDesign
    from designer.model.design import Design
    from tests.unit.export.conftest import Evaluated

    Evaluate = Callable[[Design], EvaluatedDesign]


def of_bundle(subject: EvaluatedDesign, bundle: str) -> list[CableRun]:
    return [r for r in CableRuns(subject) if r.link_class.bundle_key.endswith(f"/{bundle}")]


def number_in(name: str) -> int:
    return int(name.rpartition("[")[2].rstrip("]"))


def test_that_every_cable_of_cloudmatrix_is_listed_once(cloudmatrix: EvaluatedDesign) -> None:
    runs = list(CableRuns(cloudmatrix))
    assert len({run.cable_id for run in runs}) == len(runs) == len(CableRuns(cloudmatrix))
    assert Counter(run.link_class.fabric_id for run in runs) == {
        "scale-up": 2688,
        "scale-out": 768,
        "frontend": 192,
    }


def test_that_scale_up_cables_follow_the_published_port_rule(cloudmatrix: EvaluatedDesign) -> None:
    # node port (s, b) goes to bus device 8 s + b, port = node index (arXiv:2506.12708)
    seen: set[tuple[int, int, int]] = set()
    for run in of_bundle(cloudmatrix, "ub-uplink"):
        node = 4 * number_in(run.a.place.rack) + number_in(run.a.place.node)
        chip, _, up_port = run.a.port.partition(":up")
        plane, port = number_in(chip), number_in(up_port)
        bus_rack, device = number_in(run.z.place.rack), number_in(run.z.place.node)
        assert run.plane_ix == plane == device // 2
        assert 2 * bus_rack + device % 2 == port
        assert run.z.port == f"l2:down[{node}]"
        assert run.n_links == 2
        seen.add((node, plane, port))
    assert len(seen) == 48 * 7 * 8


def test_that_no_port_is_used_twice(cloudmatrix: EvaluatedDesign, nvl72: EvaluatedDesign) -> None:
    for subject in (cloudmatrix, nvl72):
        ends = Counter(
            (end.place.node, end.port) for run in CableRuns(subject) for end in (run.a, run.z)
        )
        assert max(ends.values()) == 1


def test_that_each_nvlink_takes_four_cables_inside_the_rack(nvl72: EvaluatedDesign) -> None:
    runs = list(CableRuns(nvl72))
    assert len(runs) == 72 * 18 * 4
    strands = Counter((r.a.port.rpartition(".")[0], r.a.place.node) for r in runs)
    assert set(strands.values()) == {4}
    assert {(r.a.place.kind, r.z.place.kind) for r in runs} == {("Host", "Switch")}
    assert {r.a.place.rack_u for r in runs} <= set(range(1, 49))


def test_that_removing_a_chip_keeps_the_labels_of_all_other_cables(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    removal = RemoveCopies(paths=("bus-rack[2]/bus-device[5]/l2[1]",))
    cut = evaluate(removal.apply(small_cloudmatrix.design, small_cloudmatrix.library).design)
    before = {run.cable_id: run for run in CableRuns(small_cloudmatrix)}
    after = {run.cable_id: run for run in CableRuns(cut)}
    assert before.keys() == after.keys()
    thinner = [i for i, run in after.items() if run.n_links != before[i].n_links]
    assert len(thinner) == 12
    for cable_id in thinner:
        assert after[cable_id].n_links == 1
        assert after[cable_id].z.place.node == "bus-rack[2]/bus-device[5]"
    assert all((before[i].a, before[i].z) == (run.a, run.z) for i, run in after.items())


def test_that_removing_a_bus_device_takes_its_cables_only(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    removal = RemoveCopies(paths=("bus-rack[0]/bus-device[0]",))
    cut = evaluate(removal.apply(small_cloudmatrix.design, small_cloudmatrix.library).design)
    gone = {r.cable_id for r in CableRuns(small_cloudmatrix)} - {r.cable_id for r in CableRuns(cut)}
    assert len(gone) == 12
    assert len(CableRuns(cut)) == len(list(CableRuns(cut)))


@pytest.mark.parametrize("n_links_per_cable", [1, 2, 3, 4, 16])
def test_that_a_cable_never_ends_in_two_enclosures(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate, n_links_per_cable: int
) -> None:
    design = small_cloudmatrix.design
    root = design.root_block
    bundles = tuple(
        evolve(b, n_links_per_cable=n_links_per_cable) if b.id == "ub-uplink" else b
        for b in root.link_bundles
    )
    blocks = (evolve(root, link_bundles=bundles), *design.blocks[1:])
    runs = of_bundle(evaluate(evolve(design, blocks=blocks)), "ub-uplink")
    links: defaultdict[tuple[str, str], int] = defaultdict(int)
    for run in runs:
        assert run.n_links <= n_links_per_cable
        links[run.a.place.node, run.z.place.node] += run.n_links
    # 12 nodes, each with one chip per plane, to 56 devices of two chips: two links to each
    assert set(links.values()) == {2}
    assert len(links) == 12 * 56


def ring(library: CatalogLibrary, kind: RelationKind, size: int, offset: int = 0) -> Design:
    from designer.fabric.registry import build_system

    design = build_system("cloudmatrix-384", library, n_groups=1)
    switch = Instance(id=InstanceId("box"), part="th5-box", dims=(Dimension(name="i", size=size),))
    bundle = LinkBundle(
        id=BundleId("ring"),
        fabric=design.fabrics[1].id,
        a=LinkEnd(path="box", port="port"),
        b=LinkEnd(path="box", port="port"),
        relations=(Relation(a_dim="box.i", b_dim="box.i", kind=kind, offset=offset),),
        cable="fibre-mpo16",
        optic="lpo-400g",
    )
    root = Block(
        id=BlockId("ring"),
        name="Ring",
        kind=BlockKind.CLUSTER,
        instances=(switch,),
        link_bundles=(bundle,),
    )
    return evolve(design, root=root.id, blocks=(root,))


@pytest.mark.parametrize(
    ("kind", "size", "offset", "pairs"),
    [
        (RelationKind.NOT_EQUAL, 4, 0, {(0, 1), (0, 2), (0, 3), (1, 2), (1, 3), (2, 3)}),
        (RelationKind.SHIFT, 4, 1, {(0, 1), (1, 2), (2, 3), (3, 0)}),
        (RelationKind.SHIFT, 2, 1, {(0, 1)}),
        (RelationKind.SHIFT, 4, 2, {(0, 2), (1, 3)}),
    ],
)
def test_that_links_between_equal_boxes_are_cabled_once_per_pair(
    library: CatalogLibrary,
    evaluate: Evaluate,
    kind: RelationKind,
    size: int,
    offset: int,
    pairs: set[tuple[int, int]],
) -> None:
    subject = evaluate(ring(library, kind, size, offset))
    found = [(number_in(r.a.place.node), number_in(r.z.place.node)) for r in CableRuns(subject)]
    assert len(found) == len(CableRuns(subject))
    assert {frozenset(pair) for pair in found} == {frozenset(pair) for pair in pairs}
    assert {r.a.place.rack for r in CableRuns(subject)} == {""}


def cabled(rng: Random) -> Design:
    """Return a random design with a cable for every bundle, shared by up to three links."""
    subject = random_wiring(rng)
    kind = rng.choice([BlockKind.GROUP, BlockKind.NODE])
    return evolve(
        subject,
        blocks=tuple(
            evolve(
                b,
                kind=kind if b.id == "rack" else b.kind,
                link_bundles=tuple(
                    evolve(k, cable="c", n_links_per_cable=rng.choice([1, 2, 3]))
                    for k in b.link_bundles
                ),
            )
            for b in subject.blocks
        ),
    )


@settings(max_examples=150, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_as_many_cables_are_counted_as_listed(cloudmatrix: Evaluated, rng: Random) -> None:
    subject = cabled(rng)
    graph = build_class_graph(subject)
    listed = Counter(
        run.link_class.bundle_key
        for run in CableRuns(replace(cloudmatrix, design=subject, graph=graph))
    )
    counted: Counter[str] = Counter()
    for link in graph.link_classes:
        counted[link.bundle_key] += link.n_cables
    assert listed == counted


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False))
def test_that_every_way_of_wiring_is_listed_link_by_link(
    cloudmatrix: Evaluated, rng: Random
) -> None:
    subject = random_wiring(rng)
    blocks = tuple(
        evolve(b, link_bundles=tuple(evolve(k, cable="c") for k in b.link_bundles))
        for b in subject.blocks
    )
    subject = evolve(subject, blocks=blocks)
    found: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    graph = build_class_graph(subject)
    for run in CableRuns(replace(cloudmatrix, design=subject, graph=graph)):
        found[run.link_class.bundle_key][frozenset((run.a.place.node, run.z.place.node))] += 1
    singles = [i.id for b in subject.blocks for i in b.instances if i.count == 1]
    expected: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for key, links in links_of(subject).items():
        for ends, n in links.items():
            names = frozenset(
                "/".join(
                    step.split("[")[0] if step.split("[")[0] in singles else step
                    for step in end.split("/")
                )
                for end in ends
            )
            expected[key][names] += n
    assert found == expected
