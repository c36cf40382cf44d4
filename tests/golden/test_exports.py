"""Exports of the shipped systems against frozen files.

The files hold what follows from the wiring and the counts alone: ends and labels of cables, pieces
of each part, headings. Prices, lengths and other catalog figures are left out, so that a better
source changes no golden file. ``python -m tests.golden.test_exports`` writes them anew; a commit
that does so says why.
"""

from __future__ import annotations

import csv
import hashlib
import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.export.bundle import build_sheets
from designer.export.sheets.bom import bom_table
from designer.export.sheets.cabling import cabling_table
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Table

FOLDER = Path(__file__).parent / "exports"
SYSTEMS = ("cloudmatrix-384", "gb200-nvl72")
EVERY = 96
CABLE_COLUMNS = (
    "A-Rack", "A-U", "A-Node Name", "A-Type", "A-Port",
    "Z-Rack", "Z-RU", "Z-Node Name", "Z-Type", "Z-Port",
    "Cable ID", "Bundle", "Fabric", "Plane", "Links", "Assumed",
)  # fmt: skip


@cache
def snapshot(name: str) -> EvaluatedDesign:
    return Workbench(shipped_library(), open_named_or_file(name).document.design).snapshot


def text_of(rows: Iterable[tuple[object, ...]]) -> str:
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def cable_text(name: str) -> str:
    table = cabling_table(snapshot(name)).select(*CABLE_COLUMNS)
    rows = list(table.rows)
    digest = hashlib.sha256(text_of(rows).encode()).hexdigest()
    return text_of([
        ("all rows, SHA-256", digest),
        ("number of rows", len(rows)),
        CABLE_COLUMNS,
        *rows[::EVERY],
        rows[-1],
    ])


def quantity_text(name: str) -> str:
    table: Table = bom_table(snapshot(name)).select("Item", "Group", "Part", "Qty")
    return text_of(table.rows)


def heading_text() -> str:
    return text_of(
        (sheet.name, table.title, *(column.heading for column in table.columns))
        for sheet in build_sheets(snapshot(SYSTEMS[0]))
        for table in sheet.tables
    )


def golden_texts() -> dict[str, str]:
    texts = {"headings.csv": heading_text()}
    for name in SYSTEMS:
        texts[f"{name}-cabling.csv"] = cable_text(name)
        texts[f"{name}-quantities.csv"] = quantity_text(name)
    return texts


@pytest.mark.parametrize("name", SYSTEMS)
def test_that_cables_and_quantities_are_as_they_were(name: str) -> None:
    assert cable_text(name) == frozen(f"{name}-cabling.csv")
    assert quantity_text(name) == frozen(f"{name}-quantities.csv")


def test_that_sheets_and_headings_are_as_they_were() -> None:
    assert heading_text() == frozen("headings.csv")


def frozen(file_name: str) -> str:
    return (FOLDER / file_name).read_text(encoding="utf-8")


if __name__ == "__main__":
    for golden_name, golden_text in golden_texts().items():
        (FOLDER / golden_name).write_text(golden_text, encoding="utf-8", newline="\n")
