"""Quick fixes on the command line: commands that can be tried and run."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from designer.storage.codec import new_document
from designer.storage.files import write_design
from designer.workbench.opening import shipped_library
from tests.unit.cli.test_commands import broken_design

if TYPE_CHECKING:
    from pathlib import Path

    from tests.unit.cli.test_commands import Designer


def test_that_a_printed_fix_can_be_applied_and_takes_the_error_away(
    designer: Designer, tmp_path: Path
) -> None:
    path = tmp_path / "broken.cluster.json"
    write_design(path, new_document(broken_design(), shipped_library()))
    outcome = designer("check", str(path), "--fixes", "--json")
    assert outcome.code == 1
    fixes = [f for f in json.loads(outcome.out)["fixes"] if f["code"] == "rack-space-exceeded"]
    assert fixes
    left = []
    for fix in fixes:
        tried = designer("evaluate", str(path), "--json", "--apply", json.dumps(fix["command"]))
        codes = [finding["code"] for finding in json.loads(tried.out)["findings"]]
        left.append("rack-space-exceeded" in codes)
    assert not all(left)
    printed = designer("check", str(path), "--fixes").out
    assert fixes[0]["label"] in printed


def test_that_a_design_with_nothing_to_mend_says_so(designer: Designer, tmp_path: Path) -> None:
    path = tmp_path / "empty.cluster.json"
    from designer.workbench.opening import new_design

    write_design(path, new_document(new_design().document.design, shipped_library()))
    assert "no open finding has a quick fix" in designer("check", str(path), "--fixes").out
