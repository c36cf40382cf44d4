"""Following an export while it is made: how far it is, and whether it is still wanted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from designer.export.table import Row, Table

    Tick = Callable[[int], None]

ROWS_PER_TICK: Final = 500
"""Rows that are made between two reports; a few milliseconds."""


class ExportCancelledError(Exception):
    """Nobody wants the files any more."""


class _WatchedRows:
    """Rows that report how many of them have been read."""

    def __init__(self, rows: Iterable[Row], tick: Tick) -> None:
        self._rows = rows
        self._tick = tick

    def __iter__(self) -> Iterator[Row]:
        for n, row in enumerate(self._rows):
            if n % ROWS_PER_TICK == 0:
                self._tick(n)
            yield row


def watched(table: Table, tick: Tick | None) -> Table:
    """Return a table whose rows report how many of them have been read.

    Parameters
    ----------
    table
        Any table.
    tick
        Called with the number of rows before every :data:`ROWS_PER_TICK` rows; what it raises
        ends the export. ``None`` leaves the table as it is.

    Returns
    -------
    Table
        The same table.
    """
    return table if tick is None else replace(table, rows=_WatchedRows(table.rows, tick))
