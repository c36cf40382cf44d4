"""The rack sheet: contents, space and power of single racks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.copies import RemoveCopies
from designer.export.rack_contents import rack_contents
from designer.export.sheets.racks import racks_table
from designer.model.block import Block, BlockKind, ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension, Instance

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.export.subject import EvaluatedDesign
    from designer.model.design import Design

    Evaluate = Callable[[Design], EvaluatedDesign]


def edited(subject: EvaluatedDesign, evaluate: Evaluate, *paths: str) -> EvaluatedDesign:
    return evaluate(RemoveCopies(paths=paths).apply(subject.design, subject.library).design)


def test_that_equal_racks_share_a_row(cloudmatrix: EvaluatedDesign) -> None:
    compute, bus = rack_contents(cloudmatrix)
    assert (compute.n_racks, compute.first_name, compute.last_name) == (
        12, "compute-rack[0]", "compute-rack[11]",
    )  # fmt: skip
    assert compute.parts == {
        "cm384-node": 4, "ascend-910c": 32, "ub-l1": 28, "kunpeng-920": 16, "qingtian-dpu": 4,
    }  # fmt: skip
    assert (bus.n_racks, bus.parts["ub-l2"]) == (4, 28)
    # 224 scale-up and 32 scale-out cables leave a compute rack (besthub.dev), one module each
    assert compute.n_optics == {"lpo-400g": pytest.approx(256)}


@pytest.mark.parametrize("name", ["cloudmatrix", "nvl72"])
def test_that_peak_power_is_that_of_the_readouts(name: str, request: pytest.FixtureRequest) -> None:
    subject: EvaluatedDesign = request.getfixturevalue(name)
    table = racks_table(subject)
    power_ix = table.column_ix("Peak power")
    peaks_kw = [float(str(row[power_ix])) for row in table.rows]
    expected = [load.peak_w[1] / 1e3 for load in subject.readouts.rack_loads]
    assert peaks_kw == pytest.approx(expected, rel=1e-9)
    counts = [int(str(row[table.column_ix("Count")])) for row in table.rows]
    total_w = sum(kw * 1e3 * n for kw, n in zip(peaks_kw, counts, strict=True))
    assert total_w == pytest.approx(subject.readouts.value("power_it_w"), rel=1e-9)


def test_that_space_is_counted_by_enclosure(nvl72: EvaluatedDesign) -> None:
    table = racks_table(nvl72)
    (row,) = table.rows
    assert row[table.column_ix("Used")] == 27
    assert row[table.column_ix("Accelerators")] == 72


def test_that_a_mass_is_given_only_where_that_of_the_rack_is_known(
    cloudmatrix: EvaluatedDesign, nvl72: EvaluatedDesign
) -> None:
    table = racks_table(cloudmatrix)
    assert {row[table.column_ix("Mass")] for row in table.rows} == {None}
    (row,) = racks_table(nvl72).rows
    rack = nvl72.design.part_by_slug["nvl72"]
    assert rack.mass_kg is not None
    assert row[table.column_ix("Mass")] == rack.mass_kg.value


def test_that_a_rack_that_differs_gets_its_own_row(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    cut = edited(small_cloudmatrix, evaluate, "compute-rack[1]/node[2]/npu[3]")
    rows = [c for c in rack_contents(cut) if c.chain == ("compute-rack",)]
    by_name = {c.first_name: (c.n_racks, c.parts["ascend-910c"]) for c in rows}
    assert by_name == {"compute-rack[0]": (2, 32), "compute-rack[1]": (1, 31)}


def test_that_a_removed_rack_is_gone(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    cut = edited(small_cloudmatrix, evaluate, "compute-rack[2]", "bus-rack[0]")
    assert sum(c.n_racks for c in rack_contents(cut)) == 5
    names = {c.first_name for c in rack_contents(cut)}
    assert "compute-rack[2]" not in names


def test_that_a_replaced_part_is_counted_as_what_it_is(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    design = small_cloudmatrix.design
    other = InstanceException(
        path="bus-rack[0]/rdma-leaf[0]", kind=ExceptionKind.REPLACED, part="ub-l2"
    )
    root = evolve(design.root_block, exceptions=(other,))
    changed = evaluate(evolve(design, blocks=(root, *design.blocks[1:])))
    first = next(c for c in rack_contents(changed) if c.chain == ("bus-rack",))
    assert (first.n_racks, first.parts["th5-box"], first.parts["ub-l2"]) == (1, 3, 29)


def test_that_a_rack_without_a_rack_part_is_listed_by_its_name(
    small_cloudmatrix: EvaluatedDesign, evaluate: Evaluate
) -> None:
    shelf = Block(
        id=BlockId("shelf"),
        name="Shelf",
        kind=BlockKind.RACK,
        instances=(Instance(id=InstanceId("box"), part="th5-box"),),
    )
    root = Block(
        id=BlockId("hall"),
        name="Hall",
        instances=(
            Instance(id=InstanceId("shelf"), block=shelf.id, dims=(Dimension(name="i", size=2),)),
        ),
    )
    design = evolve(small_cloudmatrix.design, root=root.id, blocks=(root, shelf))
    table = racks_table(evaluate(design))
    (row,) = table.rows
    assert row[table.column_ix("Type")] == "shelf"
    assert row[table.column_ix("Usable")] is None
    assert row[table.column_ix("Count")] == 2
