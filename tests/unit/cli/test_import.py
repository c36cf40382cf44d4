"""``designer import``: a graph file in, a design file out."""

import json
from pathlib import Path

import pytest

from designer.app.main import main

GRAPH = {
    "nodes": [{"id": v, "kind": "endpoint"} for v in range(4)],
    "links": [{"source": v, "target": (v + 1) % 4, "capacity": "400G"} for v in range(4)],
}


def test_that_an_imported_graph_can_be_evaluated(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "ring.json").write_text(json.dumps(GRAPH))
    out = tmp_path / "ring.cluster.json"
    assert main(["import", str(tmp_path / "ring.json"), "-o", str(out)]) == 0
    assert main(["import", str(tmp_path / "ring.json"), "-o", str(out)]) == 2
    assert "use --force" in capsys.readouterr().err
    assert main(["evaluate", str(out), "--json", "--seconds", "5"]) == 0
    rows = {r["id"]: r for r in json.loads(capsys.readouterr().out)["readouts"]}
    # A ring of four: two links of 50 GB/s are cut; each sends 1 + 2 + 1 arcs over two links.
    assert rows["bisection_bytes_per_s.imported"]["value"] == 100e9
    assert rows["throughput_all_to_all_bytes_per_s.imported"]["value"] == pytest.approx(75e9)
    assert rows["diameter_hops.imported"]["value"] == 1


def test_that_a_bad_graph_is_bad_input_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bad.json").write_text("{")
    assert main(["import", str(tmp_path / "bad.json"), "-o", str(tmp_path / "x")]) == 2
    found = capsys.readouterr().err
    assert found.count("\n") == 1
    assert "bad.json:1: not valid JSON" in found
