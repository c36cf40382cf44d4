"""Summary, checks and sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.export.sheets.checks import checks_table
from designer.export.sheets.sources import figures_of, sources_table
from designer.export.sheets.summary import (
    assumptions_table,
    design_table,
    key_figures_table,
    open_checks_table,
)
from designer.model.design import AssumptionChoice, AssumptionOverride
from designer.model.evolve import evolve
from designer.model.query import used_part_slugs

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Row, Table

    Evaluate = Callable[..., EvaluatedDesign]

FINDINGS = (
    Finding(FindingCode.ASSUMED_WIRING, Severity.INFO, "assumed", locus=Locus(paths=("rack",))),
    Finding(FindingCode.PORT_OVERUSED, Severity.ERROR, "too many", hint="use fewer"),
    Finding(FindingCode.REACH_EXCEEDED, Severity.WARNING, "too long", approved_reason="tested"),
)


def cell(table: Table, row: Row, title: str) -> object:
    return row[table.column_ix(title)]


def test_that_the_title_block_names_design_revision_and_catalog(
    cloudmatrix: EvaluatedDesign,
) -> None:
    block = {row[0]: row[1] for row in design_table(cloudmatrix).rows}
    assert block["Design"] == "CloudMatrix 384"
    assert block["Revision"] == "3"
    assert block["Catalog version"] == cloudmatrix.library.version
    design, library = cloudmatrix.design, cloudmatrix.library
    digest = library.digest_of([part.slug for part in design.parts], design.assumptions.set)
    assert digest.startswith(str(block["Catalog digest"]))


def test_that_key_figures_show_value_unit_mark_and_band(cloudmatrix: EvaluatedDesign) -> None:
    table = key_figures_table(cloudmatrix)
    by_id = {row[-1]: row for row in table.rows}
    bisection = by_id["bisection_bytes_per_s.scale-up"]
    assert cell(table, bisection, "Value") == pytest.approx(75.264)
    assert cell(table, bisection, "Unit") == "TB/s"
    assert cell(table, bisection, "Mark") == "="
    capex = by_id["capex_usd"]
    assert cell(table, capex, "Exactness") == "estimate"
    readout = cloudmatrix.readouts.by_id["capex_usd"]
    assert readout.low is not None
    assert cell(table, capex, "Low") == pytest.approx(readout.low / 1e6)
    assert len(by_id) == len(cloudmatrix.readouts.rows)


def test_that_assumed_wiring_is_listed_with_its_note(cloudmatrix: EvaluatedDesign) -> None:
    rows = assumptions_table(cloudmatrix).rows
    kinds = {row[0] for row in rows}
    assert {"Fabric", "Link bundle", "Instance"} <= kinds
    assert any(row[1] == "RDMA plane" and "rail-optimised" in str(row[2]) for row in rows)


def test_that_an_own_value_is_listed_here_and_in_the_sources(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    own = AssumptionOverride(name="pue_ratio", value=1.08, note="measured in hall 3")
    choice = AssumptionChoice(set=small_cloudmatrix.design.assumptions.set, overrides=(own,))
    subject = evaluate(evolve(small_cloudmatrix.design, assumptions=choice))
    assert ("Own value", "pue_ratio = 1.08", "measured in hall 3") in list(
        assumptions_table(subject).rows
    )
    table = sources_table(subject)
    row = next(row for row in table.rows if cell(table, row, "Field") == "pue_ratio")
    assert str(cell(table, row, "Note")).startswith("Overridden in this design: 1.08")


def test_that_open_and_approved_findings_are_counted_apart(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    subject = evaluate(small_cloudmatrix.design, findings=FINDINGS)
    assert list(open_checks_table(subject).rows) == [
        ("error", 1, 0),
        ("warning", 0, 1),
        ("info", 1, 0),
    ]


def test_that_checks_start_with_the_gravest_and_keep_approvals(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    table = checks_table(evaluate(small_cloudmatrix.design, findings=FINDINGS))
    assert [row[0] for row in table.rows] == ["error", "warning", "info"]
    warning = list(table.rows)[1]
    assert cell(table, warning, "Status") == "approved"
    assert cell(table, warning, "Approval reason") == "tested"
    assert table.notes == ()
    assert checks_table(small_cloudmatrix).notes == ("No findings.",)


def test_that_every_figure_of_every_part_in_use_has_its_source(
    cloudmatrix: EvaluatedDesign,
) -> None:
    table = sources_table(cloudmatrix)
    listed = {(cell(table, row, "Part"), cell(table, row, "Field")) for row in table.rows}
    for slug in used_part_slugs(cloudmatrix.design):
        part = cloudmatrix.design.part_by_slug[slug]
        assert {(slug, field) for field, _ in figures_of(part)} <= listed
        assert (slug, "price_usd") in listed
    assert ("ascend-910c", "peak_rates.bf16.flop_per_s") in listed
    assert ("ascend-910c", "ports.ub.rate_bps") in listed
    assert (f"assumption {cloudmatrix.design.assumptions.set}", "pue_ratio") in listed
    for row in table.rows:
        assert cell(table, row, "Source")
        assert cell(table, row, "As of")
        assert cell(table, row, "Kind")


def test_that_disputed_figures_show_what_others_say(cloudmatrix: EvaluatedDesign) -> None:
    table = sources_table(cloudmatrix)
    row = next(r for r in table.rows if r[:2] == ("ascend-910c", "peak_rates.bf16.flop_per_s"))
    assert "TFLOP/s" in str(cell(table, row, "Alternatives"))


def test_that_a_source_nobody_knows_is_shown_by_its_slug(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    part = small_cloudmatrix.design.part_by_slug["ub-l1"]
    assert part.tdp_w is not None
    strange = evolve(part, tdp_w=evolve(part.tdp_w, source="hearsay"))
    parts = tuple(strange if p.slug == "ub-l1" else p for p in small_cloudmatrix.design.parts)
    table = sources_table(evaluate(evolve(small_cloudmatrix.design, parts=parts)))
    row = next(r for r in table.rows if r[:2] == ("ub-l1", "tdp_w"))
    assert cell(table, row, "Source") == "hearsay"
    assert cell(table, row, "URL") == ""
