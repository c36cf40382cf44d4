"""Loading networkx without its drawing package, which this program never draws with."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from types import ModuleType
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_DRAWING: Final = "networkx.drawing"


@contextmanager
def without_drawing() -> Iterator[None]:
    """Keep an import of networkx from loading its drawing package.

    networkx loads six modules to draw with as soon as it is imported. An empty module takes their
    place for that moment; who imports ``networkx.drawing`` later gets the real one.

    Yields
    ------
    None
        While networkx may be imported.
    """
    if "networkx" in sys.modules:
        yield
        return
    sys.modules[_DRAWING] = ModuleType(_DRAWING)
    try:
        yield
    finally:
        del sys.modules[_DRAWING]
        vars(sys.modules.get("networkx", ModuleType("networkx"))).pop("drawing", None)
