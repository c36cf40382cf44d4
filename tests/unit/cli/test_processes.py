"""The program as its users start it: real processes, real pipes."""

from __future__ import annotations

import json
import subprocess
import sys

PROBE = """
import json, sys
from designer.cli.main import Ports, run

def refuse(*args, **kwargs):
    raise AssertionError("not to be called")

code = run(["evaluate", "cloudmatrix-384", "--json"], Ports(refuse, refuse, refuse, refuse))
roots = sorted({name.partition(".")[0] for name in sys.modules})
print(json.dumps({"code": code, "roots": roots}), file=sys.stderr)
"""


def started(*argv: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([sys.executable, *argv], capture_output=True, timeout=60, check=False)


def test_that_evaluate_loads_no_window_and_no_plotting() -> None:
    process = started("-c", PROBE)
    record = json.loads(process.stderr.splitlines()[-1])
    assert record["code"] == 0
    assert not {"PySide6", "shiboken6", "pyqtgraph"} & set(record["roots"])
    # what the plotting of networkx draws with
    assert not {"matplotlib", "pygraphviz", "pydot", "PIL"} & set(record["roots"])
    assert {row["id"] for row in json.loads(process.stdout)["readouts"]} >= {"n_accelerators"}


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
