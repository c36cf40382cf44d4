"""Standard output and error as the commands need them: there, complete, and able to fail once."""

from __future__ import annotations

import io
import os
import sys
from typing import TextIO


def prepare_streams() -> None:
    """Make standard output and error fit to print on.

    A stream that is closed becomes one that swallows everything. One without a buffer, as with
    ``PYTHONUNBUFFERED``, gets one: a bare file may take a part of what it is given and say so only
    in a number that nobody reads, as on a disk that runs full. What an encoding lacks is replaced.
    """
    sys.stdout = _prepared(sys.stdout)
    sys.stderr = _prepared(sys.stderr)


def finish(stream: TextIO) -> None:
    """Write out what a stream still holds; if it cannot, let it go without another word.

    Parameters
    ----------
    stream
        Standard output or error after the last line, or after a message about it.
    """
    try:
        stream.flush()
    except (OSError, ValueError):
        discard(stream)


def discard(stream: TextIO) -> None:
    """Send what a stream still holds, and all that follows, to nowhere.

    Its reader is gone or its disk is full; without this the interpreter complains once more when
    it exits.

    Parameters
    ----------
    stream
        Standard output or error.
    """
    try:
        descriptor = os.open(os.devnull, os.O_WRONLY)
        os.dup2(descriptor, stream.fileno())
        os.close(descriptor)
    except (OSError, ValueError):
        if stream is sys.stdout:
            sys.stdout = None


def _prepared(stream: TextIO | None) -> TextIO:
    if stream is None or stream.closed:
        return _nowhere()
    if isinstance(stream, io.TextIOWrapper):
        if isinstance(stream.buffer, io.RawIOBase):
            # Another stream on the same file; others may still hold the bare one.
            stream.flush()
            return open(
                stream.fileno(),
                "w",
                buffering=1,
                encoding=stream.encoding,
                errors="replace",
                closefd=False,
            )
        stream.reconfigure(errors="replace")
    return stream


def _nowhere() -> TextIO:
    return open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123 - a device, and it stays open
