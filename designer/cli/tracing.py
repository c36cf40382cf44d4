"""Edits given on the command line, and what ran for them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from designer.commands.registry import command_from_json
from designer.errors.tree import CommandError, DesignFileError
from designer.storage.script import RedoStep, SealStep, UndoStep, decode_script

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.commands.base import Command
    from designer.evaluate.trace import StageRun
    from designer.storage.script import ScriptStep
    from designer.workbench.workbench import Workbench


class Trace(NamedTuple):
    """What ran for one step, and what the step was."""

    label: str
    runs: tuple[StageRun, ...]


def applied(workbench: Workbench, steps: tuple[ScriptStep | Command, ...]) -> Iterator[Trace]:
    """Apply edits one after the other.

    Parameters
    ----------
    workbench
        The design.
    steps
        The edits.

    Yields
    ------
    Trace
        What ran for each; nothing for an edit that changes nothing.
    """
    for step in steps:
        before = workbench.snapshot
        label = _apply(workbench, step)
        after = workbench.snapshot
        if label:
            yield Trace(label, after.trace if after is not before else ())


def _apply(workbench: Workbench, step: ScriptStep | Command) -> str:
    # Return what the step was; empty for the mark that ends a gesture.
    if isinstance(step, SealStep):
        workbench.history.seal()
        return ""
    if isinstance(step, UndoStep):
        label = f"undo {workbench.history.undo_label}"
        workbench.undo()
        return label
    if isinstance(step, RedoStep):
        label = f"redo {workbench.history.redo_label}"
        workbench.redo()
        return label
    workbench.apply(step)
    return step.label


def steps_from_options(options: Sequence[str]) -> tuple[ScriptStep | Command, ...]:
    """Read edits given on the command line.

    Parameters
    ----------
    options
        JSON of one edit each, or ``@`` and the name of a script, whose steps are taken.

    Raises
    ------
    CommandError
        If a text is no edit; the message says which option.
    DesignFileError
        If a script cannot be used.
    """
    steps: list[ScriptStep | Command] = []
    for n, option in enumerate(options, start=1):
        if option.startswith("@"):
            steps += decode_script(_bytes_of(Path(option[1:])), option[1:]).steps
            continue
        try:
            steps.append(command_from_json(option))
        except CommandError as error:
            raise CommandError(f"--apply, option {n}: {error}") from error
    return tuple(steps)


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise DesignFileError(f"{path}: {error.strerror or error}; name a script file") from error
