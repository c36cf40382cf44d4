"""Replaying a script: the same commands as in the window, without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.history import History
from designer.errors.tree import CommandError
from designer.storage.codec import DesignDocument, catalog_stamp
from designer.storage.script import RedoStep, Script, SealStep, UndoStep
from designer.wording.wording import worded
from designer.workbench.opening import new_design, open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.commands.history import LogEntry
    from designer.model.design import Design
    from designer.storage.script import ScriptStep


def recorded_script(
    log: Sequence[LogEntry],
    *,
    start: str,
    document_id: str,
    revision: int,
    start_design: Design | None = None,
) -> Script:
    """Return what happened in a session as a script.

    Parameters
    ----------
    log
        The log of the history.
    start
        What the session began with: a system, a file, or empty for a new design.
    document_id, revision
        What the design is saved under.
    start_design
        The design that the log begins with, if ``start`` does not name it.

    Returns
    -------
    Script
        The script.
    """
    marks: dict[str, UndoStep | RedoStep | SealStep] = {
        "undo": UndoStep(),
        "redo": RedoStep(),
        "seal": SealStep(),
    }
    steps = tuple(marks[entry] if isinstance(entry, str) else entry for entry in log)
    record = {
        "start": start,
        "document_id": document_id,
        "revision": revision,
        "start_design": start_design,
        "steps": steps,
    }
    return Script.model_validate(record)


def replayed(script: Script, library: CatalogLibrary, start: str = "") -> Design:
    """Replay a script.

    Parameters
    ----------
    script
        The script.
    library
        Catalog that new parts are taken from.
    start
        System or file to begin with instead of the one that the script names.

    Returns
    -------
    Design
        The design after the last step.

    Raises
    ------
    CommandError
        If a step is refused; the message names its number.
    DesignFileError
        If the start cannot be opened.
    """
    history = History(_start_design(script, start))
    for number, step in enumerate(script.steps, start=1):
        try:
            _replay_step(history, step, library)
        except CommandError as error:
            raise CommandError(
                worded("step {number} ({op}): {error}", number=number, op=step.op, error=str(error))
            ) from error
    return history.design


def _start_design(script: Script, start: str) -> Design:
    where = start or script.start
    if where:
        return open_named_or_file(where).document.design
    return script.start_design or new_design().document.design


def _replay_step(history: History, step: ScriptStep, library: CatalogLibrary) -> None:
    if isinstance(step, UndoStep):
        history.undo()
    elif isinstance(step, RedoStep):
        history.redo()
    elif isinstance(step, SealStep):
        history.seal()
    else:
        history.apply(step, library)


def replayed_document(script: Script, design: Design, library: CatalogLibrary) -> DesignDocument:
    """Return the result of a replay as the document that the window would have saved.

    Parameters
    ----------
    script
        The script, for document id and revision.
    design
        The replayed design.
    library
        The catalog in use.

    Returns
    -------
    DesignDocument
        The document.
    """
    stamp = catalog_stamp(design, library)
    fallback = new_design().document.document_id
    return DesignDocument(
        design, script.document_id or fallback, script.revision, catalogs=(stamp,)
    )
