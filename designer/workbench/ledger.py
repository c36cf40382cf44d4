"""The ledger: which numbers every step of the history changed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designer.commands.history import MAX_STEPS

if TYPE_CHECKING:
    from designer.commands.history import History
    from designer.evaluate.readouts import Readouts
    from designer.workbench.snapshot import Snapshot

MAX_KEPT: Final = 500
"""Steps whose numbers are kept; of older ones the ledger is empty."""


class LedgerEntry(NamedTuple):
    """One step: its name, which is the reason, and the numbers before and after it."""

    label: str
    before: Readouts
    after: Readouts


class Ledger:
    """Keeps the numbers of every step.

    Parameters
    ----------
    history
        Whose steps are kept, from now on.
    """

    def __init__(self, history: History) -> None:
        self._history = history
        self._at: dict[int, Readouts] = {}

    def entry(self, position: int) -> LedgerEntry | None:
        """Return what a step changed.

        Parameters
        ----------
        position
            The step, counted from 1. [1]

        Returns
        -------
        LedgerEntry | None
            ``None`` for steps that are not kept, and for those that were never looked at with
            their numbers.
        """
        labels = self._history.labels
        before, after = self._at.get(position - 1), self._at.get(position)
        if before is None or after is None or not 1 <= position <= len(labels):
            return None
        return LedgerEntry(labels[position - 1], before, after)

    def last_change_of(self, readout_id: str) -> tuple[int, LedgerEntry] | None:
        """Return the step that changed a readout last.

        Parameters
        ----------
        readout_id
            Id of the readout.

        Returns
        -------
        tuple[int, LedgerEntry] | None
            The step, counted from 1, with its entry; ``None`` if no step that is kept did.
        """
        for position in range(self._history.position, 0, -1):
            entry = self.entry(position)
            if entry is None:
                return None
            was, now = entry.before.by_id.get(readout_id), entry.after.by_id.get(readout_id)
            if (was.value if was else None) != (now.value if now else None):
                return position, entry
        return None

    def forget(self) -> None:
        """Drop all numbers, as when other numbers than before are computed from now on."""
        self._at.clear()

    def follow(self, snapshot: Snapshot) -> None:
        """Keep the numbers of the step that the history is at.

        Parameters
        ----------
        snapshot
            The current snapshot.
        """
        history = self._history
        position = history.position
        if position == history.n_steps:
            # Steps of another future are gone.
            for step in [step for step in self._at if step > position]:
                del self._at[step]
        if position == MAX_STEPS:
            # The oldest step has made room, so that every step has another place now.
            self._at.clear()
        if snapshot.readouts.rows:
            self._at[position] = snapshot.readouts
        while len(self._at) > MAX_KEPT:
            del self._at[min(self._at)]
