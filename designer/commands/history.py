"""Undo and redo: a bounded list of designs with the names of the steps between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from designer.commands.base import Change

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import ChangeSet, Command
    from designer.model.design import Design

LogEntry: TypeAlias = "Command | Literal['undo', 'redo', 'seal']"
"""What happened in a session, in order."""

MAX_STEPS: Final = 10_000
"""Steps kept; the oldest go first."""


class _Step(NamedTuple):
    before: Design
    after: Design
    label: str
    change_set: ChangeSet
    merge_key: str | None


class History:
    """The only undo stack. Undo hands back the old design itself, so it is equal to the byte.

    Parameters
    ----------
    design
        The design as opened.
    max_steps
        Steps kept. [1]
    """

    def __init__(self, design: Design, max_steps: int = MAX_STEPS) -> None:
        self._origin = self._start = design
        self._n_dropped = 0
        self._steps: list[_Step] = []
        self._position = 0
        self._max_steps = max(1, max_steps)
        self._is_sealed = True
        self._log: list[LogEntry] = []
        self._heights: list[int] = []

    @property
    def log(self) -> tuple[LogEntry, ...]:
        """Everything that happened since the design was opened, for scripts."""
        return tuple(self._log)

    @property
    def origin(self) -> Design:
        """The design as opened, which the log begins with."""
        return self._origin

    def leans_on_earlier(self, n_entries: int) -> bool:
        """Return whether the log goes back to steps made before some entry of it.

        Parameters
        ----------
        n_entries
            Length of the log at the time in question. [1]

        Returns
        -------
        bool
            Whether something was undone, or made again, that had been done by then.
        """
        floor = self._heights[n_entries - 1] if n_entries else 0
        has_own = False
        for entry, height in zip(self._log[n_entries:], self._heights[n_entries:], strict=True):
            if height < floor or (entry == "redo" and not has_own):
                return True
            has_own |= not isinstance(entry, str)
        return False

    def _note(self, entry: LogEntry) -> None:
        # Beside every entry: how many steps were applied after it, dropped ones counted.
        self._log.append(entry)
        self._heights.append(self._position + self._n_dropped)

    @property
    def design(self) -> Design:
        """The design at the current position."""
        return self._steps[self._position - 1].after if self._position else self._start

    @property
    def position(self) -> int:
        """Number of steps that are applied [1]."""
        return self._position

    @property
    def n_steps(self) -> int:
        """Number of steps, those that are undone included [1]."""
        return len(self._steps)

    @property
    def labels(self) -> tuple[str, ...]:
        """Names of all steps, oldest first; those from ``position`` on are undone."""
        return tuple(step.label for step in self._steps)

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to undo."""
        return self._position > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is an undone step."""
        return self._position < len(self._steps)

    @property
    def undo_label(self) -> str:
        """Name of the step that undo takes back, or empty."""
        return self._steps[self._position - 1].label if self.can_undo else ""

    @property
    def redo_label(self) -> str:
        """Name of the step that redo brings back, or empty."""
        return self._steps[self._position].label if self.can_redo else ""

    def apply(self, command: Command, library: CatalogLibrary) -> Change:
        """Apply a command and remember it; a refused one leaves everything as it is.

        Parameters
        ----------
        command
            The edit.
        library
            Catalog that new parts are taken from.

        Returns
        -------
        Change
            Its outcome; the same design means that nothing changed and nothing was remembered.
        """
        change = command.apply(self.design, library)
        if change.design is not self.design:
            self.record(change, command.label, command.merge_key)
            self._note(command)
        return change

    def record(self, change: Change, label: str, merge_key: str | None = None) -> None:
        """Add a step; undone steps are dropped.

        Parameters
        ----------
        change
            Outcome of a command. A change that leaves the design as it is makes no step.
        label
            Name of the step.
        merge_key
            If the step before has the same key and nothing sealed it, both become one step.
        """
        before = self.design
        if change.design is before:
            return
        del self._steps[self._position :]
        step = _Step(before, change.design, label, change.change_set, merge_key)
        last = self._steps[-1] if self._steps and not self._is_sealed else None
        if last is not None and merge_key is not None and last.merge_key == merge_key:
            joined = last.change_set | change.change_set
            self._steps[-1] = _Step(last.before, change.design, label, joined, merge_key)
        else:
            self._steps.append(step)
            self._drop_oldest()
        self._position = len(self._steps)
        self._is_sealed = False

    def undo(self) -> Change | None:
        """Go back one step.

        Returns
        -------
        Change | None
            The design before the step and what the step touched; ``None`` at the beginning.
        """
        return self._back() if self.can_undo else None

    def _back(self) -> Change:
        self._position -= 1
        self._is_sealed = True
        self._note("undo")
        step = self._steps[self._position]
        return Change(step.before, step.change_set)

    def redo(self) -> Change | None:
        """Go forward one step.

        Returns
        -------
        Change | None
            The design after the step and what the step touched; ``None`` at the end.
        """
        return self._forward() if self.can_redo else None

    def _forward(self) -> Change:
        step = self._steps[self._position]
        self._position += 1
        self._is_sealed = True
        self._note("redo")
        return Change(step.after, step.change_set)

    def go_to(self, position: int) -> Change | None:
        """Go back or forward until that many steps are applied.

        Parameters
        ----------
        position
            Number of steps that are applied afterwards, from 0 to all. [1]

        Returns
        -------
        Change | None
            The design there and all that was touched on the way; ``None`` if it is here already.

        Raises
        ------
        IndexError
            If there are not that many steps.
        """
        if not 0 <= position <= len(self._steps):
            raise IndexError(position)
        outcome: Change | None = None
        while self._position != position:
            step = self._back() if self._position > position else self._forward()
            touched = step.change_set if outcome is None else outcome.change_set
            outcome = Change(step.design, touched | step.change_set)
        return outcome

    def seal(self) -> None:
        """End merging: the next step stands alone, as after releasing the mouse or saving."""
        if not self._is_sealed:
            self._note("seal")
        self._is_sealed = True

    def _drop_oldest(self) -> None:
        n_extra = len(self._steps) - self._max_steps
        if n_extra > 0:
            self._start = self._steps[n_extra - 1].after
            del self._steps[:n_extra]
            self._n_dropped += n_extra
