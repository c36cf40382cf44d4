"""The program as its users start it: real processes, real pipes."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest

from designer.catalog.loader import load_library
from designer.commands.copies import RemoveCopies
from designer.fabric.registry import build_system
from designer.paths import catalogs_dir
from designer.storage.codec import DesignDocument
from designer.storage.files import write_design

if TYPE_CHECKING:
    from pathlib import Path

PROBE = """
import json, sys
from designer.cli.main import Ports, run

def refuse(*args, **kwargs):
    raise AssertionError("not to be called")

code = run(["evaluate", sys.argv[1], "--json"], Ports(refuse, refuse, refuse, refuse, refuse))
print(json.dumps({"code": code, "modules": sorted(sys.modules)}), file=sys.stderr)
"""


def started(*argv: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *argv], capture_output=True, timeout=60, check=False)


def split_design(folder: Path) -> str:
    """Save CloudMatrix 384 with all its bus racks taken out."""
    library = load_library(catalogs_dir())
    design = build_system("cloudmatrix-384", library)
    paths = tuple(f"bus-rack[{rack}]" for rack in range(4))
    path = folder / "split.cluster.json"
    cut = RemoveCopies(paths=paths).apply(design, library).design
    write_design(path, DesignDocument(cut, str(uuid4())))
    return str(path)


@pytest.mark.parametrize("is_split", [False, True])
def test_that_evaluate_loads_no_window_and_no_plotting(*, is_split: bool, tmp_path: Path) -> None:
    name = split_design(tmp_path) if is_split else "cloudmatrix-384"
    process = started("-c", PROBE, name)
    record = json.loads(process.stderr.splitlines()[-1])
    document = json.loads(process.stdout)
    roots = {module.partition(".")[0] for module in record["modules"]}
    assert record["code"] == int(is_split)
    assert not {"PySide6", "shiboken6", "pyqtgraph"} & roots
    assert not {"matplotlib", "pygraphviz", "pydot", "PIL"} & roots
    assert not [m for m in record["modules"] if m.startswith("networkx.drawing")]
    # connectivity is validated with networkx all the same
    assert "networkx" in roots
    assert {row["id"] for row in document["readouts"]} >= {"n_accelerators"}
    assert is_split == any(f["code"] == "fabric-disconnected" for f in document["findings"])


def test_that_the_program_prints_its_version_and_ends() -> None:
    process = started("-m", "designer", "--version")
    assert (process.returncode, process.stderr) == (0, b"")
    assert process.stdout.startswith(b"designer ")


def test_that_a_bad_name_ends_with_two_and_one_line() -> None:
    process = started("-m", "designer", "evaluate", "no-such-system")
    assert process.returncode == 2
    assert process.stdout == b""
    assert process.stderr.count(b"\n") == 1
    assert b"Traceback" not in process.stderr


def test_that_a_closed_pipe_leaves_no_trace() -> None:
    reader_closes_at_once = subprocess.Popen(
        [sys.executable, "-m", "designer", "evaluate", "cloudmatrix-384", "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert reader_closes_at_once.stdout is not None
    assert reader_closes_at_once.stderr is not None
    reader_closes_at_once.stdout.close()
    error_text = reader_closes_at_once.stderr.read()
    reader_closes_at_once.stderr.close()
    assert reader_closes_at_once.wait(timeout=60) == 0
    assert error_text == b""
