"""Evaluated designs for the export tests, built from the shipped catalog."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_library
from designer.commands.base import EVERYTHING
from designer.evaluate.stages import compute_readouts
from designer.fabric.registry import build_system
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readouts
    from designer.export.subject import EvaluatedDesign
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph

Evaluate = Callable[..., "EvaluatedDesign"]


@dataclass(frozen=True)
class Evaluated:
    design: Design
    library: CatalogLibrary
    graph: ClassGraph
    readouts: Readouts
    findings: tuple[Finding, ...]
    revision: int


@cache
def shipped() -> CatalogLibrary:
    return load_library(catalogs_dir())


def evaluated(design: Design, *, findings: tuple[Finding, ...] = ()) -> EvaluatedDesign:
    library, graph, revision = shipped(), build_class_graph(design), 3
    state = compute_readouts(
        design, library, graph, revision=revision, change=EVERYTHING, previous=None
    )
    return Evaluated(design, library, graph, state.readouts, findings, revision)


@pytest.fixture(scope="session")
def library() -> CatalogLibrary:
    return shipped()


@pytest.fixture(scope="session")
def evaluate() -> Evaluate:
    return evaluated


@pytest.fixture(scope="session")
def cloudmatrix() -> EvaluatedDesign:
    return evaluated(build_system("cloudmatrix-384", shipped()))


@pytest.fixture(scope="session")
def small_cloudmatrix() -> EvaluatedDesign:
    return evaluated(build_system("cloudmatrix-384", shipped(), n_groups=1))


@pytest.fixture(scope="session")
def nvl72() -> EvaluatedDesign:
    return evaluated(build_system("gb200-nvl72", shipped()))
