"""Names of files that are being written, and what killed programs leave of them."""

from __future__ import annotations

import contextlib
import hashlib
import os
import platform
import re
import secrets
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pathlib import Path

_STEM_CHARS: Final = 40


def temporary_path(target: Path) -> Path:
    """Return a new name, in the same folder, for a file that is being written.

    Parameters
    ----------
    target
        Name that the file gets in the end.

    Returns
    -------
    Path
        A hidden name that says which process of which computer writes it.
    """
    return target.with_name(f"{_start(target)}{os.getpid()}.{secrets.token_hex(4)}.tmp")


def remove_leftovers(target: Path) -> None:
    """Remove half-written files of processes of this computer that no longer exist.

    Parameters
    ----------
    target
        File whose leftovers are looked for; problems are left for another time.
    """
    pattern = re.compile(rf"{re.escape(_start(target))}(\d{{1,9}})\.[0-9a-f]{{8}}\.tmp")
    with contextlib.suppress(OSError):
        for path in target.parent.iterdir():
            match = pattern.fullmatch(path.name)
            if match is not None and not is_running(int(match[1])):
                path.unlink()


def is_running(process_id: int) -> bool:
    """Return whether a process exists, as far as can be told.

    Parameters
    ----------
    process_id
        Number of the process.

    Returns
    -------
    bool
        ``True`` where the platform offers no harmless way to ask.
    """
    if os.name == "nt":
        return True
    try:
        os.kill(process_id, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


def _start(target: Path) -> str:
    computer = hashlib.sha256(platform.node().encode()).hexdigest()[:6]
    return f".{target.name[:_STEM_CHARS]}.{computer}-"
