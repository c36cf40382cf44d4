"""The inspector shows what one copy of a block holds in all."""

from __future__ import annotations

from designer.commands.copies import RemoveCopies
from designer.model.ids import BlockId, path_from_text
from designer.viewmodel.block_totals import totals_section
from designer.viewmodel.inspector_rows import inspect
from designer.viewmodel.selection import Selection
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

LIBRARY = shipped_library()


def texts(workbench: Workbench, block_id: str) -> dict[str, str]:
    section = totals_section(workbench.snapshot, BlockId(block_id))
    return {row.label: row.text for row in section.rows}


def test_that_totals_are_those_of_one_copy_and_of_the_whole() -> None:
    workbench = Workbench(LIBRARY, open_named_or_file("cloudmatrix-384").document.design)
    node, whole = texts(workbench, "node"), texts(workbench, "cloudmatrix-384")
    assert (node["Accelerators"], node["Hosts"], node["Switches"]) == ("8", "4", "7")
    assert (whole["Accelerators"], whole["Hosts"], whole["Switches"]) == ("384", "192", "464")
    assert whole["Accelerator memory"] == "49.15 TB"


def test_that_a_copy_that_is_taken_out_is_missing_in_the_whole_alone() -> None:
    workbench = Workbench(LIBRARY, open_named_or_file("cloudmatrix-384").document.design)
    workbench.apply(RemoveCopies(paths=("compute-rack[3]/node[1]/npu[2]",)))
    assert texts(workbench, "node")["Accelerators"] == "8"
    assert texts(workbench, "cloudmatrix-384")["Accelerators"] == "383"


def test_that_the_inspector_has_them_for_a_block_and_not_for_an_empty_design() -> None:
    workbench = Workbench(LIBRARY, open_named_or_file("cloudmatrix-384").document.design)
    chosen = Selection((), (path_from_text("compute-rack[0]"),), ())
    titles = [section.title for section in inspect(workbench.snapshot, chosen).sections]
    assert "Totals of one copy" in titles
    empty = Workbench(LIBRARY, new_design().document.design)
    titles = [section.title for section in inspect(empty.snapshot, Selection()).sections]
    assert "Totals of the design" not in titles
