"""Standard output that is full, cut short or closed: one line, code 2, nothing taken for whole."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

LIMIT_BYTES = 4096
EVALUATE = ("evaluate", "gb200-nvl72", "--json")


def started(
    *argv: str,
    is_unbuffered: bool,
    stdout: str = os.devnull,
    before: Callable[[], None] | None = None,
    is_stderr_read: bool = True,
) -> subprocess.CompletedProcess[bytes]:
    unbuffered = {"PYTHONUNBUFFERED": "1"} if is_unbuffered else {"PYTHONUNBUFFERED": ""}
    with open(stdout, "ab") as out:  # noqa: PTH123 - also devices
        return subprocess.run(
            [sys.executable, "-m", "designer", *argv],
            stdout=out,
            stderr=subprocess.PIPE if is_stderr_read else out,
            timeout=60,
            check=False,
            env=os.environ | unbuffered,
            preexec_fn=before,
        )


def limit_files() -> None:
    resource.setrlimit(resource.RLIMIT_FSIZE, (LIMIT_BYTES, LIMIT_BYTES))


@pytest.mark.parametrize("is_unbuffered", [False, True])
@pytest.mark.parametrize("argv", [EVALUATE[:2], ("--version",)])
def test_that_a_full_disk_behind_the_output_is_one_line_and_code_two(
    argv: tuple[str, ...], *, is_unbuffered: bool
) -> None:
    process = started(*argv, is_unbuffered=is_unbuffered, stdout="/dev/full")
    assert process.returncode == 2
    assert process.stderr.startswith(b"designer: the output was not printed in full: No space")
    assert process.stderr.count(b"\n") == 1


@pytest.mark.parametrize("is_unbuffered", [False, True])
def test_that_half_of_an_output_is_not_taken_for_the_whole(
    tmp_path: Path, *, is_unbuffered: bool
) -> None:
    # A write that is cut short raises nothing; only the next one does.
    path = tmp_path / "out.json"
    process = started(*EVALUATE, is_unbuffered=is_unbuffered, stdout=str(path), before=limit_files)
    assert path.stat().st_size <= LIMIT_BYTES
    assert process.returncode == 2
    assert b"not printed in full" in process.stderr


def test_that_an_error_that_cannot_be_printed_still_gives_code_two() -> None:
    process = started(
        "evaluate", "no-such", is_unbuffered=False, stdout="/dev/full", is_stderr_read=False
    )
    assert process.returncode == 2


@pytest.mark.parametrize(
    ("argv", "descriptor", "code"),
    [(EVALUATE[:2], 1, 0), (("evaluate", "no-such"), 2, 2),
     (("open", "no-such"), 2, 2)],
)  # fmt: skip
def test_that_a_closed_output_is_printed_to_nobody(
    argv: tuple[str, ...], descriptor: int, code: int
) -> None:
    process = started(*argv, is_unbuffered=False, before=lambda: os.close(descriptor))
    assert process.returncode == code
    assert process.stderr == b""
