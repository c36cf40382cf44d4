"""Undo and redo: a bounded list of designs with the names of the steps between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designer.commands.base import Change

if TYPE_CHECKING:
    from designer.commands.base import ChangeSet
    from designer.model.design import Design

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
        self._start = design
        self._steps: list[_Step] = []
        self._position = 0
        self._max_steps = max(1, max_steps)
        self._is_sealed = True

    @property
    def design(self) -> Design:
        """The design at the current position."""
        return self._steps[self._position - 1].after if self._position else self._start

    @property
    def position(self) -> int:
        """Number of steps that are applied [1]."""
        return self._position

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
        if not self.can_undo:
            return None
        self._position -= 1
        self._is_sealed = True
        step = self._steps[self._position]
        return Change(step.before, step.change_set)

    def redo(self) -> Change | None:
        """Go forward one step.

        Returns
        -------
        Change | None
            The design after the step and what the step touched; ``None`` at the end.
        """
        if not self.can_redo:
            return None
        step = self._steps[self._position]
        self._position += 1
        self._is_sealed = True
        return Change(step.after, step.change_set)

    def seal(self) -> None:
        """End merging: the next step stands alone, as after releasing the mouse or saving."""
        self._is_sealed = True

    def _drop_oldest(self) -> None:
        n_extra = len(self._steps) - self._max_steps
        if n_extra > 0:
            self._start = self._steps[n_extra - 1].after
            del self._steps[:n_extra]
