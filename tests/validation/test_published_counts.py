"""Counts, costs, bandwidths and bounds that others printed, computed by the program."""

from __future__ import annotations

import pytest

from designer.catalog.loader import load_library
from designer.paths import catalogs_dir
from designer.workbench.verification.left_out import LEFT_OUT, reason_left_out
from designer.workbench.verification.published import (
    PublishedNumber,
    VerifyStatus,
    published_numbers,
)
from designer.workbench.verification.recipes import computed_value
from designer.workbench.verification.run import verified
from designer.workbench.verification.subjects import Subjects

ROWS = published_numbers()
COUNTED = [row for row in ROWS if not row.id.startswith("ZC3-")]
SUBJECTS = Subjects(load_library(catalogs_dir()))


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: row.id)
def test_that_a_published_number_comes_out_within_its_tolerance(row: PublishedNumber) -> None:
    if reason_left_out(row.id):
        assert verified(row, SUBJECTS).status is VerifyStatus.LEFT_OUT
        return
    found = verified(row, SUBJECTS)
    assert found.status in {VerifyStatus.PASS, VerifyStatus.MISPRINT}, found
    assert found.computed is not None
    allowed = {"exact": 1e-9}.get(row.tolerance)
    if allowed is not None:
        assert found.computed == pytest.approx(row.expected, abs=allowed)


def test_that_the_table_has_the_rows_and_few_are_left_out() -> None:
    assert len(ROWS) == len({row.id for row in ROWS}) == 319
    left_out = [row.id for row in ROWS if reason_left_out(row.id)]
    assert len(left_out) == 22
    for _, reason in LEFT_OUT:
        assert len(reason) > 20


@pytest.mark.parametrize("row_id", ["TUB-jfH7N7994.tub", "TUB-xpH8N16000.tub"])
def test_that_another_random_graph_of_the_same_size_comes_close(row_id: str) -> None:
    row = next(row for row in ROWS if row.id == row_id)
    assert reason_left_out(row_id)
    assert computed_value(row, SUBJECTS) == pytest.approx(row.value, rel=0.01)
    assert not row.agrees(computed_value(row, SUBJECTS))


def test_that_every_row_names_its_source() -> None:
    assert all("http" in row.source or row.source for row in ROWS)
    assert all(row.convention for row in ROWS)


@pytest.mark.parametrize(
    ("tolerance", "computed", "agrees"),
    [
        ("exact", 100.0, True),
        ("exact", 100.5, False),
        ("1%", 101.0, True),
        ("1%", 101.1, False),
        ("0.1 pp", 100.1, True),
        ("0.1 pp", 100.2, False),
        ("1e-5", 100.000009, True),
        ("1e-5", 100.00002, False),
        ("exact", float("nan"), False),
    ],
)
def test_that_tolerances_are_read_as_the_table_means_them(
    tolerance: str, computed: float, agrees: object
) -> None:
    row = PublishedNumber("a.b", 100.0, None, "count", tolerance, "", {}, "")
    assert row.agrees(computed) is agrees


def test_that_a_misprint_is_compared_with_the_right_value() -> None:
    row = next(row for row in ROWS if row.id == "UBM-CNT.optical-module-saving")
    found = verified(row, SUBJECTS)
    assert found.status is VerifyStatus.MISPRINT
    assert found.computed == 93.75
    assert row.value == 93


def test_that_a_wrong_number_fails() -> None:
    row = next(row for row in ROWS if row.id == "REF-FT48.hosts")
    wrong = PublishedNumber(
        row.id, row.value + 1, None, row.unit, row.tolerance, "", row.parameters, ""
    )
    assert verified(wrong, SUBJECTS).status is VerifyStatus.FAIL
