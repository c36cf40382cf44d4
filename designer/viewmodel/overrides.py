"""Which copies in a scope differ from the others of their instance."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from designer.model.block import ExceptionKind
from designer.model.ids import PathStep

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.viewmodel.cells import Cell, CellException

MAX_MARKED: Final = 500
"""Most copies that are marked."""


def overridden(cell: Cell, inherited: Iterable[CellException]) -> dict[PathStep, int]:
    """Return the copies of a scope that differ, themselves or inside.

    Parameters
    ----------
    cell
        Cell of the scope.
    inherited
        Exceptions of the blocks around it that hold in this copy of it.

    Returns
    -------
    dict[PathStep, int]
        Differences by copy; at most :data:`MAX_MARKED` copies. Copies that are removed as a whole
        are hatched already and left out. [1]
    """
    found: Counter[PathStep] = Counter()
    for exception in (*cell.exceptions, *inherited):
        first = exception.path[0]
        step = PathStep(first.instance_id, first.copy_ix or 0)
        is_gone = len(exception.path) == 1 and exception.kind is ExceptionKind.REMOVED
        if not is_gone and (step in found or len(found) < MAX_MARKED):
            found[step] += 1
    return dict(found)
