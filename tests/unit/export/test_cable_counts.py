"""The number of cables of the class graph is that of the cable list, whatever is taken out."""

from __future__ import annotations

from collections import Counter
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.loader import load_library
from designer.commands.copies import RemoveCopies
from designer.export.cable_runs import CableRuns
from designer.export.sheets.bom import bom_table
from designer.fabric.registry import build_system
from designer.model.block import BlockKind
from designer.model.cable_counts import cable_groups
from designer.model.evolve import evolve
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from tests.oracle.random_designs import crossed_design, random_design

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from designer.catalog.library import CatalogLibrary
    from designer.export.subject import EvaluatedDesign
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

    Evaluate = Callable[[Design], EvaluatedDesign]


@cache
def shipped() -> CatalogLibrary:
    return load_library(catalogs_dir())


def with_shared_cables(rng: Random, design: Design) -> Design:
    """Put every bundle into cables of one to five links, and nodes and boxes into enclosures."""
    kinds = {
        "node": BlockKind.NODE,
        "top": BlockKind.SWITCH_BOX,
        "box": BlockKind.SWITCH_BOX,
        "rack": BlockKind.RACK,
    }
    if rng.random() < 0.3:
        kinds["rack"] = BlockKind.SWITCH_BOX
    blocks = tuple(
        evolve(
            block,
            kind=kinds.get(block.id, block.kind) if rng.random() < 0.8 else block.kind,
            link_bundles=tuple(
                evolve(
                    bundle,
                    cable="cable",
                    n_links_per_cable=rng.randint(1, 5),
                    n_cables_per_link=rng.choice([1, 1, 2]),
                )
                for bundle in block.link_bundles
            ),
        )
        for block in design.blocks
    )
    return evolve(design, blocks=blocks)


def listed(design: Design, graph: ClassGraph) -> Counter[str]:
    subject = cast(
        "EvaluatedDesign", SimpleNamespace(design=design, library=shipped(), graph=graph)
    )
    return Counter(run.link_class.bundle_key for run in CableRuns(subject))


def counted(graph: ClassGraph) -> Counter[str]:
    counts: Counter[str] = Counter()
    for link in graph.link_classes:
        counts[link.bundle_key] += link.n_cables
    return +counts


@pytest.mark.parametrize("make", [random_design, crossed_design])
@settings(max_examples=150, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_cables_are_counted_as_they_are_listed(
    make: Callable[[Random], Design], rng: Random
) -> None:
    design = with_shared_cables(rng, make(rng))
    graph = build_class_graph(design)
    assert counted(graph) == listed(design, graph)


@pytest.mark.parametrize("make", [random_design, crossed_design])
@settings(max_examples=100, deadline=None)
@given(rng=st.randoms(use_true_random=False))
def test_that_cables_before_exceptions_are_counted_from_the_document_alone(
    make: Callable[[Random], Design], rng: Random
) -> None:
    design = with_shared_cables(rng, make(rng))
    design = evolve(design, blocks=tuple(evolve(b, exceptions=()) for b in design.blocks))
    document = Counter({
        f"{block.id}/{b.id}": cable_groups(design, block, b) * b.n_cables_per_link
        for block in design.blocks
        for b in block.link_bundles
    })
    assert +document == counted(build_class_graph(design))


def test_that_a_cable_stays_while_one_of_its_links_does(
    cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    removal = RemoveCopies(paths=("bus-rack[2]/bus-device[5]/l2[1]",))
    cut = evaluate(removal.apply(cloudmatrix.design, cloudmatrix.library).design)
    for subject in (cloudmatrix, cut):
        runs = list(CableRuns(subject))
        bom = {row[-1]: row[5] for row in bom_table(subject).rows}
        used = Counter(run.link_class.cable for run in runs)
        modules = Counter(run.link_class.optic for run in runs if run.link_class.optic is not None)
        assert used == {"fibre-mpo16": 3456, "aoc-100g": 192}
        assert {slug: bom[slug] for slug in used} == used
        assert bom["lpo-400g"] == 2 * modules["lpo-400g"] == 6912
        assert subject.readouts.by_id["n_cables"].value == len(runs)
        assert sum(run.n_cables for run in subject.readouts.cable_runs) == len(runs)


def test_that_cables_are_counted_with_many_removals_at_both_ends(library: CatalogLibrary) -> None:
    design = build_system("cloudmatrix-384", library)
    removed = [f"bus-rack[{r}]/bus-device[{d}]/l2[{d % 2}]" for r in range(4) for d in range(14)]
    removed += [f"compute-rack[{r}]/node[{r % 4}]/l1[{r % 7}]" for r in range(12)]
    design = RemoveCopies(paths=tuple(removed)).apply(design, library).design
    graph = build_class_graph(design)
    assert counted(graph) == listed(design, graph)
