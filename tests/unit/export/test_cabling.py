"""The cabling sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.copies import RemoveCopies
from designer.export.cable_lengths import order_length_m
from designer.export.sheets.cabling import cable_summary_table, cabling_table
from designer.model.evolve import evolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.export.subject import EvaluatedDesign
    from designer.model.design import Design

    Evaluate = Callable[[Design], EvaluatedDesign]

CVT_COLUMNS = (
    "A-Rack", "A-U", "A-Node Name", "A-Type", "A-Port",
    "Z-Rack", "Z-RU", "Z-Node Name", "Z-Type", "Z-Port",
)  # fmt: skip


def test_that_the_first_columns_are_those_of_cable_validation(nvl72: EvaluatedDesign) -> None:
    assert tuple(c.heading for c in cabling_table(nvl72).columns[:10]) == CVT_COLUMNS


def test_that_the_total_of_the_lengths_is_the_readout(cloudmatrix: EvaluatedDesign) -> None:
    table = cabling_table(cloudmatrix)
    length_ix = table.column_ix("Computed length")
    total_m = sum(float(str(row[length_ix])) for row in table.rows)
    assert total_m == pytest.approx(cloudmatrix.readouts.value("cable_length_m"), rel=1e-3)


def test_that_assumed_cables_say_so(cloudmatrix: EvaluatedDesign) -> None:
    table = cabling_table(cloudmatrix)
    fabric_ix, assumed_ix = table.column_ix("Fabric"), table.column_ix("Assumed")
    marks = {(row[fabric_ix], row[assumed_ix]) for row in table.rows}
    assert marks == {("scale-up", ""), ("scale-out", "assumed"), ("frontend", "assumed")}


def test_that_a_table_can_be_read_twice_with_the_same_rows(nvl72: EvaluatedDesign) -> None:
    rows = cabling_table(nvl72).rows
    assert list(rows) == list(rows)


def test_that_a_cap_is_announced_in_a_note(nvl72: EvaluatedDesign) -> None:
    table = cabling_table(nvl72, max_rows=100)
    assert len(list(table.rows)) == 100
    assert any("5,184 cables; the first 100" in note for note in table.notes)
    assert not any("first" in note for note in cabling_table(nvl72).notes)
    assert any("first 100" in note for note in cable_summary_table(nvl72, 100).notes)


def test_that_the_summary_counts_every_cable_by_length(cloudmatrix: EvaluatedDesign) -> None:
    table = cable_summary_table(cloudmatrix)
    count_ix, length_ix = table.column_ix("Cables"), table.column_ix("Order length")
    assert sum(int(str(row[count_ix])) for row in table.rows) == 3648
    up_m = [float(str(r[length_ix])) for r in table.rows if str(r[0]).endswith("ub-uplink")]
    assert up_m == sorted(up_m)


def test_that_half_used_cables_are_explained(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    removal = RemoveCopies(paths=("bus-rack[2]/bus-device[5]/l2[1]",))
    cut = evaluate(removal.apply(small_cloudmatrix.design, small_cloudmatrix.library).design)
    assert any("free strands" in note for note in cabling_table(cut).notes)
    assert not any("free strands" in note for note in cabling_table(small_cloudmatrix).notes)


@pytest.mark.parametrize(
    ("length_m", "order_m"), [(0.0, 0.0), (3.0, 3.0), (3.0000000001, 3.0), (3.01, 4.0)]
)
def test_that_an_order_is_rounded_up_to_whole_metres(length_m: float, order_m: float) -> None:
    assert order_length_m(length_m) == order_m


def test_that_a_length_given_by_the_user_wins(nvl72: EvaluatedDesign, evaluate: Evaluate) -> None:
    design = nvl72.design
    blocks = tuple(
        evolve(block, link_bundles=tuple(evolve(b, length_m=1.4) for b in block.link_bundles))
        for block in design.blocks
    )
    table = cabling_table(evaluate(evolve(design, blocks=blocks)))
    first = next(iter(table.rows))
    assert first[table.column_ix("Computed length")] == 1.4
    assert first[table.column_ix("Order length")] == 2.0
