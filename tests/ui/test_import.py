"""File > Import: a graph file becomes an unsaved design, and a bad one changes nothing."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from designer.ui.window import MainWindow
    from tests.ui.conftest import Answers

GRAPH = {
    "nodes": [{"id": v, "kind": "endpoint"} for v in range(6)],
    "links": [{"source": v, "target": (v + 1) % 6, "capacity": "400G"} for v in range(6)],
}


def test_that_an_imported_graph_is_shown_with_its_numbers_and_is_not_saved(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    answers.path = tmp_path / "ring.json"
    answers.path.write_text(json.dumps(GRAPH))
    empty_window.actions_by_id["file.import"].trigger()
    assert answers.problems == []
    snapshot = empty_window.bridge.snapshot
    assert snapshot.readouts.value("n_accelerators") == 6
    assert empty_window.windowTitle().startswith("ring")
    assert empty_window.isWindowModified()


def test_that_a_bad_graph_is_reported_with_its_line_and_changes_nothing(
    empty_window: MainWindow, answers: Answers, tmp_path: Path
) -> None:
    before = empty_window.bridge.snapshot.design
    answers.path = tmp_path / "bad.json"
    answers.path.write_text('{"nodes": [\n{"id": 1}], "links": []}')
    empty_window.actions_by_id["file.import"].trigger()
    assert "bad.json:2: nodes[0].kind" in answers.problems[0]
    assert empty_window.bridge.snapshot.design is before
