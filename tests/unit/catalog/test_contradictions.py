"""Quantities for which sources disagree."""

from __future__ import annotations

from dataclasses import replace

import pytest

from designer.catalog.contradictions import contradictions, figures_of
from designer.catalog.library import CatalogLibrary
from designer.catalog.loader import load_library
from designer.catalog.provenance import Alternative, Figure
from designer.model.evolve import evolve
from designer.paths import catalogs_dir


def test_that_every_disputed_figure_is_listed_once_and_no_other() -> None:
    library = load_library(catalogs_dir())
    text = "\n".join(p.read_text("utf-8") for p in catalogs_dir().rglob("*.toml"))
    found = contradictions(library)
    assert len({(one.owner, one.field) for one in found}) == len(found)
    assert len(found) <= text.count("alternatives = [")
    for one in found:
        values = [statement.value for statement in one.statements]
        assert [s.is_used for s in one.statements] == [True] + [False] * (len(values) - 1)
        assert one.spread_ratio == max(values) / min(values) > 1
    spreads = [one.spread_ratio for one in found]
    assert spreads == sorted(spreads, reverse=True)


def test_that_the_integer_rate_of_b300_is_thirty_times_disputed() -> None:
    by_field = {(c.owner, c.field): c for c in contradictions(load_library(catalogs_dir()))}
    int8 = by_field["b300", "peak_rates.int8.flop_per_s"]
    assert [s.value for s in int8.statements] == [150e12, 4_500e12]
    assert int8.spread_ratio == pytest.approx(30)


def test_that_a_second_source_of_the_same_value_is_no_contradiction() -> None:
    library = load_library(catalogs_dir())
    part = library.part("ub-l1")
    assert part is not None
    assert part.tdp_w is not None
    same = Alternative(value=part.tdp_w.value, kind=part.tdp_w.kind, source="cm384-paper")
    other = evolve(same, value=2 * same.value)
    agreed = evolve(part, latency_s=None, tdp_w=evolve(part.tdp_w, alternatives=(same,)))
    disputed = evolve(agreed, tdp_w=evolve(part.tdp_w, alternatives=(same, other)))
    empty = CatalogLibrary("0")
    assert contradictions(replace(empty, parts=(agreed,))) == ()
    (found,) = contradictions(replace(empty, parts=(disputed,)))
    assert (found.owner, found.field, found.unit) == ("ub-l1", "tdp_w", "W")
    assert found.spread_ratio == 2


def test_that_a_zero_beside_a_number_has_no_finite_spread() -> None:
    part = load_library(catalogs_dir()).part("ub-l1")
    assert part is not None
    assert part.tdp_w is not None
    zero = Alternative(value=0.0, kind=part.tdp_w.kind, source="cm384-paper")
    none_at_all = evolve(part, latency_s=None, tdp_w=evolve(part.tdp_w, alternatives=(zero,)))
    (found,) = contradictions(CatalogLibrary("0", parts=(none_at_all,)))
    assert found.spread_ratio == float("inf")


def test_that_figures_inside_lists_are_named_by_what_they_belong_to() -> None:
    part = load_library(catalogs_dir()).part("ub-l1")
    assert part is not None
    names = [name for name, _ in figures_of(part)]
    assert names == [
        "tdp_w", "ports.down.rate_bps", "ports.cpu.rate_bps", "ports.up.rate_bps", "latency_s",
    ]  # fmt: skip
    assert all(isinstance(figure, Figure) for _, figure in figures_of(part))
