"""What holds for every family: no errors, small files, fast, editable, parts from the catalog."""

from __future__ import annotations

import time

import pytest

from designer.catalog.loader import load_library
from designer.errors.findings import FindingCode, Severity
from designer.fabric.families.parameters import ParameterKind
from designer.fabric.families.registry import FAMILIES, family_named
from designer.model.structure_check import check_structure
from designer.paths import catalogs_dir
from designer.storage.codec import decode_document, encode_document, new_document
from designer.workbench.workbench import Workbench

LIBRARY = load_library(catalogs_dir())

MILLION = [
    ("fat-tree", {"radix": "256", "accelerators": "1048576"}),
    ("leaf-spine", {"radix": "1024", "accelerators": "524288"}),
    ("rail-optimised", {"radix": "256", "nodes": "131072"}),
    ("torus", {"shape": "64x128x128"}),
    ("hypercube", {"dimensions": "20"}),
    ("nd-full-mesh", {"shape": "32x32x32x32"}),
    ("hyperx", {"shape": "32x32x32", "hosts": "32"}),
]


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_that_a_family_with_its_defaults_passes_every_check(family: object) -> None:
    design = family_named(getattr(family, "name", "")).design(LIBRARY, {})
    snapshot = Workbench(LIBRARY, design).snapshot
    told = [f for f in snapshot.findings if f.severity is not Severity.INFO]
    # A fabric with little symmetry may be too large for its network numbers at once.
    assert [f for f in told if f.code is not FindingCode.DESIGN_TOO_LARGE] == []
    assert snapshot.readouts.value("n_accelerators") >= 2
    for name in ("power_it_w", "capex_usd", "n_cables", "n_racks"):
        assert snapshot.readouts.value(name) > 0


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_that_a_generated_design_survives_saving_and_opening(family: object) -> None:
    design = family_named(getattr(family, "name", "")).design(LIBRARY, {})
    data = encode_document(new_document(design, LIBRARY))
    assert decode_document(data, "x").design == design


@pytest.mark.parametrize(("name", "texts"), MILLION, ids=[name for name, _ in MILLION])
def test_that_a_million_accelerators_take_less_than_a_second_and_a_small_file(
    name: str, texts: dict[str, str]
) -> None:
    started_s = time.perf_counter()
    design = family_named(name).design(LIBRARY, texts)
    assert time.perf_counter() - started_s < 1.0
    assert check_structure(design) == ()
    assert len(encode_document(new_document(design, LIBRARY))) < 200_000


@pytest.mark.parametrize("family", FAMILIES, ids=lambda family: family.name)
def test_that_every_parameter_says_what_it_is(family: object) -> None:
    for parameter in getattr(family, "parameters", ()):
        assert parameter.name.isidentifier()
        assert parameter.help
        assert parameter.label
        assert bool(parameter.choices) == (
            parameter.kind in {ParameterKind.CHOICE, ParameterKind.PART}
        )


def test_that_names_of_families_differ() -> None:
    assert len({family.name for family in FAMILIES}) == len(FAMILIES)


def test_that_chosen_parts_are_taken_and_others_are_marked_as_assumed() -> None:
    family = family_named("leaf-spine")
    texts = {"radix": "128", "accelerator": "ascend-910c", "node": "cm384-node", "rack": "eia-48u"}
    design = family.design(LIBRARY, texts)
    assert {p.slug for p in design.parts} >= {"th5-box", "ascend-910c", "cm384-node", "eia-48u"}
    assumed = family.design(LIBRARY, {})
    named = [p for p in assumed.parts if p.slug.startswith("assumed-")]
    assert named
    assert all("(assumed)" in p.name for p in named)
    figures = [p.tdp_w for p in named if p.tdp_w is not None]
    assert figures
    assert all(figure.is_estimate and figure.low != figure.high for figure in figures)


def test_that_an_unknown_family_is_refused_with_the_nearest_name() -> None:
    with pytest.raises(ValueError, match='did you mean "fat-tree"'):
        family_named("fat-tre")
