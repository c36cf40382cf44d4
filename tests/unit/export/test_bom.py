"""The bill of materials against the class graph and the readouts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.copies import RemoveCopies
from designer.evaluate.arrays import GROUPS
from designer.evaluate.assumptions import CONVERSION_EFFICIENCY, build_assumptions
from designer.export.sheets.bom import bom_table
from designer.export.table import totals_of
from designer.model.evolve import evolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.export.subject import EvaluatedDesign
    from designer.export.table import Cell, Table
    from designer.model.design import Design

    Evaluate = Callable[[Design], EvaluatedDesign]


def column(table: Table, title: str) -> list[Cell]:
    index = table.column_ix(title)
    return [row[index] for row in table.rows]


def quantities(subject: EvaluatedDesign) -> dict[Cell, Cell]:
    table = bom_table(subject)
    return dict(zip(column(table, "Part"), column(table, "Qty"), strict=True))


def test_that_quantities_come_from_the_graph(cloudmatrix: EvaluatedDesign) -> None:
    assert quantities(cloudmatrix) == {
        "ascend-910c": 384,
        "kunpeng-920": 192,
        "qingtian-dpu": 48,
        "ub-l1": 336,
        "ub-l2": 112,
        "th5-box": 16,
        "cm384-node": 48,
        "ub-l2-box": 56,
        "cm384-compute": 12,
        "cm384-switch": 4,
        "lpo-400g": 6912,
        "fibre-mpo16": 3456,
        "aoc-100g": 192,
    }


def test_that_removing_a_node_takes_its_parts_off_the_list(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    removal = RemoveCopies(paths=("compute-rack[0]/node[1]",))
    cut = evaluate(removal.apply(small_cloudmatrix.design, small_cloudmatrix.library).design)
    before, after = quantities(small_cloudmatrix), quantities(cut)
    assert after["ascend-910c"] == int(str(before["ascend-910c"])) - 8
    assert after["cm384-node"] == int(str(before["cm384-node"])) - 1


@pytest.mark.parametrize("name", ["cloudmatrix", "nvl72"])
def test_that_the_total_is_the_capex_readout(name: str, request: pytest.FixtureRequest) -> None:
    subject: EvaluatedDesign = request.getfixturevalue(name)
    table = bom_table(subject)
    totals = totals_of(table)
    capex = subject.readouts.by_id["capex_usd"]
    assert totals[table.column_ix("Extended")] == pytest.approx(capex.value, rel=1e-9)
    assert totals[table.column_ix("Extended low")] == pytest.approx(capex.low, rel=1e-9)
    assert totals[table.column_ix("Extended high")] == pytest.approx(capex.high, rel=1e-9)


@pytest.mark.parametrize("name", ["cloudmatrix", "nvl72"])
def test_that_power_with_losses_is_the_power_readout(
    name: str, request: pytest.FixtureRequest
) -> None:
    subject: EvaluatedDesign = request.getfixturevalue(name)
    table = bom_table(subject)
    totals = totals_of(table)
    efficiency = build_assumptions(subject.design, subject.library).get(CONVERSION_EFFICIENCY)
    assert efficiency is not None
    peak_w = float(str(totals[table.column_ix("Power peak total")])) / efficiency.value
    typical_w = float(str(totals[table.column_ix("Power typical total")])) / efficiency.value
    assert peak_w == pytest.approx(subject.readouts.value("power_it_w"), rel=1e-9)
    assert typical_w == pytest.approx(subject.readouts.value("power_it_typical_w"), rel=1e-9)


def test_that_groups_stay_together_in_the_order_of_the_readouts(
    cloudmatrix: EvaluatedDesign,
) -> None:
    groups = column(bom_table(cloudmatrix), "Group")
    assert groups == sorted(groups, key=lambda group: GROUPS.index(str(group)))


def test_that_every_price_names_date_kind_and_source(cloudmatrix: EvaluatedDesign) -> None:
    table = bom_table(cloudmatrix)
    for title in ("Price date", "Price kind", "Source"):
        assert all(column(table, title))


def test_that_a_part_without_a_price_is_named_in_a_note(
    nvl72: EvaluatedDesign, evaluate: Evaluate
) -> None:
    design = nvl72.design
    renamed = tuple(
        evolve(part, slug="mystery") if part.slug == "connectx-7" else part for part in design.parts
    )
    blocks = tuple(
        evolve(
            block,
            instances=tuple(
                evolve(i, part="mystery") if i.part == "connectx-7" else i for i in block.instances
            ),
        )
        for block in design.blocks
    )
    table = bom_table(evaluate(evolve(design, parts=renamed, blocks=blocks)))
    assert any("No price known" in note and "mystery" in note for note in table.notes)
    row = next(row for row in table.rows if row[-1] == "mystery")
    assert row[table.column_ix("Extended")] is None


def test_that_a_part_nobody_knows_is_listed_as_other(
    nvl72: EvaluatedDesign, evaluate: Evaluate
) -> None:
    design = nvl72.design
    blocks = tuple(
        evolve(
            block,
            instances=tuple(
                evolve(i, part="unheard-of") if i.part == "grace" else i for i in block.instances
            ),
        )
        for block in design.blocks
    )
    table = bom_table(evaluate(evolve(design, blocks=blocks)))
    row = next(row for row in table.rows if row[-1] == "unheard-of")
    assert row[table.column_ix("Group")] == "other"
    assert row[table.column_ix("Description")] == "unheard-of"
    assert row[table.column_ix("Power peak total")] is None
