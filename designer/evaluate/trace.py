"""What ran for an evaluation: stages with their time, and notes on how they went."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator


class StageRun(NamedTuple):
    """One step of an evaluation.

    Attributes
    ----------
    name
        Stage, or the step around the stages: ``command``, ``class graph``, ``rules``.
    tier
        Where it may run: ``T0`` in the edit, ``T2`` on a worker thread unless it is short, ``T3``
        in the background.
    ms
        Time that it took; 0 if it was reused. [ms]
    is_reused
        Whether nothing that it reads has changed, so that it did not run.
    notes
        How it went: what was remembered, sizes of linear programs, ways out that were taken.
    is_late
        Whether it ran after the edit, on a worker.
    """

    name: str
    tier: str
    ms: float
    is_reused: bool = False
    notes: tuple[str, ...] = ()
    is_late: bool = False


_NOTES: ContextVar[list[str] | None] = ContextVar("notes", default=None)


def note(text: str) -> None:
    """Add a remark to the step that is under way, if anybody listens.

    Parameters
    ----------
    text
        One line.
    """
    notes = _NOTES.get()
    if notes is not None:
        notes.append(text)


@contextmanager
def noted() -> Iterator[list[str]]:
    """Collect the notes that are made in this thread meanwhile.

    Yields
    ------
    list[str]
        The notes; it grows.
    """
    notes: list[str] = []
    token = _NOTES.set(notes)
    try:
        yield notes
    finally:
        _NOTES.reset(token)


class Stopwatch:
    """Times the steps of an evaluation one after the other."""

    def __init__(self) -> None:
        self.runs: list[StageRun] = []

    @contextmanager
    def step(self, name: str, tier: str = "T0") -> Iterator[None]:
        """Time one step and keep its notes.

        Parameters
        ----------
        name, tier
            As in :class:`StageRun`.
        """
        start = perf_counter()
        with noted() as notes:
            yield
        self.runs.append(StageRun(name, tier, (perf_counter() - start) * 1e3, notes=tuple(notes)))

    def reuse(self, name: str, tier: str = "T0") -> None:
        """Say that a step was not needed.

        Parameters
        ----------
        name, tier
            As in :class:`StageRun`.
        """
        self.runs.append(StageRun(name, tier, 0.0, is_reused=True))
