"""What makes a start faster without changing what the program does."""

from __future__ import annotations

import gc
import importlib
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


def hasten_imports() -> None:
    """Leave out work that two libraries do with every import; call it before they are loaded.

    PySide6 looks for its own name in the source of every module that is imported after it, to find
    out whether the module may want to switch to ``snake_case`` names. Nobody here does, and reading
    every source costs 0.2 s until all is loaded. A module that is passed over is treated as one
    that never switches. pydantic asks every installed package whether it brings a plugin.
    """
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    with suppress(ImportError, AttributeError):
        # The first brings the second, which is not a file.
        importlib.import_module("PySide6.QtCore")
        feature = importlib.import_module("shibokensupport.feature")
        name = "_mod_uses_pyside"
        if callable(getattr(feature, name)):
            setattr(feature, name, lambda _: False)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Look for no garbage meanwhile: what a start makes are modules and records that stay."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
