"""A layer of operating system calls in which the n-th call fails."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import pytest

from designer.storage.os_layer import OsLayer

if TYPE_CHECKING:
    from collections.abc import Callable

_CALLS = frozenset(name for name in vars(OsLayer) if not name.startswith("_"))


def failing_os_layer(
    fail_at: int = 0,
    error: int = 0,
    *,
    is_lasting: bool = False,
    max_chunk: int = 4096,
    calls: list[str] | None = None,
) -> OsLayer:
    """Return a layer that fails at one call, or from then on, as on a disk that went away.

    Calls are counted from 1 and their names go to ``calls``; a write takes ``max_chunk`` bytes.
    Closing a file always closes it, also when it reports a failure.
    """
    layer = OsLayer()
    made = [] if calls is None else calls

    def wrapped(name: str) -> Callable[..., Any]:
        real = getattr(layer, name)

        def call(*arguments: Any) -> Any:
            made.append(name)
            is_hit = len(made) == fail_at or (is_lasting and len(made) > fail_at)
            if is_hit:
                if name == "close":
                    real(*arguments)
                raise OSError(error, os.strerror(error))
            if name == "write":
                return real(arguments[0], arguments[1][:max_chunk])
            return real(*arguments)

        return call

    for name in _CALLS:
        setattr(layer, name, wrapped(name))
    return layer


@pytest.fixture
def failing_layer() -> Callable[..., OsLayer]:
    return failing_os_layer
