"""A session without a window: open, edit, read numbers, save; the Python side of scripts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from designer.commands.registry import command_from_json
from designer.errors.tree import ExportError
from designer.storage.atomic import write_atomically
from designer.storage.codec import next_revision
from designer.storage.files import write_design
from designer.storage.script import encode_script
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.replay import recorded_script
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.errors.findings import Finding
    from designer.evaluate.readouts import Readout
    from designer.model.design import Design
    from designer.workbench.opening import OpenedDesign


class Session:
    """One open design with its history, as in a window.

    Parameters
    ----------
    opened
        What :func:`designer.workbench.opening.open_named_or_file` returns.
    library
        Catalog that new parts are taken from; the shipped one if not given.
    """

    def __init__(self, opened: OpenedDesign, library: CatalogLibrary | None = None) -> None:
        self._document = opened.document
        self._start = opened.system_name or ("" if opened.path is None else str(opened.path))
        self.workbench = Workbench(library or shipped_library(), opened.document.design)

    @classmethod
    def open(cls, name_or_path: str = "") -> Session:
        """Open a shipped system or a design file, or begin with nothing.

        Parameters
        ----------
        name_or_path
            Name of a system, path of a file, or empty for a new design.

        Returns
        -------
        Session
            The session.

        Raises
        ------
        DesignFileError
            If it cannot be opened.
        """
        return cls(open_named_or_file(name_or_path) if name_or_path else new_design())

    @property
    def design(self) -> Design:
        """The design as it is now."""
        return self.workbench.snapshot.design

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What the checks say of it."""
        return self.workbench.snapshot.findings

    def do(self, command: Command | str, **fields: object) -> None:
        """Make an edit.

        Parameters
        ----------
        command
            A command, or the ``op`` of one.
        **fields
            Fields of the command, where its ``op`` is given.

        Raises
        ------
        CommandError
            If there is no such command, or the edit is refused; nothing has changed.
        """
        if isinstance(command, str):
            command = command_from_json({"op": command, **fields})
        self.workbench.apply(command)

    def undo(self) -> None:
        """Take back the last edit, if there is one."""
        self.workbench.undo()

    def redo(self) -> None:
        """Make the edit again that was taken back, if there is one."""
        self.workbench.redo()

    def readout(self, readout_id: str) -> Readout:
        """Return a number with its exactness, method and sources.

        Parameters
        ----------
        readout_id
            Stable id, see ``docs/readouts.md``.

        Returns
        -------
        Readout
            The readout.

        Raises
        ------
        KeyError
            If the design has no such number.
        """
        return self.workbench.snapshot.readouts.by_id[readout_id]

    def value(self, readout_id: str) -> float:
        """Return the value of a number.

        Parameters
        ----------
        readout_id
            Stable id, see ``docs/readouts.md``.

        Returns
        -------
        float
            SI value.

        Raises
        ------
        KeyError
            If the design has no such number.
        """
        return self.readout(readout_id).value

    def save(self, path: Path | str, *, is_replaced: bool = False) -> Path:
        """Save the design.

        Parameters
        ----------
        path
            File to write, for example ``mine.cluster.json``.
        is_replaced
            Whether a file that exists is replaced.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        ExportError
            If the file exists already, or cannot be written.
        """
        target = _target(path, is_replaced=is_replaced)
        document = replace(self._document, design=self.design)
        document = next_revision(document, self.design, self.workbench.library)
        write_design(target, document)
        self._document = document
        self.workbench.mark_saved()
        return target

    def save_script(self, path: Path | str, *, is_replaced: bool = False) -> Path:
        """Save what was done as a script for ``designer run``.

        Parameters
        ----------
        path
            File to write.
        is_replaced
            Whether a file that exists is replaced.

        Returns
        -------
        Path
            The file.

        Raises
        ------
        ExportError
            If the file exists already, or cannot be written.
        """
        target = _target(path, is_replaced=is_replaced)
        script = recorded_script(
            self.workbench.history.log,
            start=self._start,
            document_id=self._document.document_id,
            revision=self._document.revision,
        )
        write_atomically(target, encode_script(script))
        return target


def _target(path: Path | str, *, is_replaced: bool) -> Path:
    target = Path(path)
    if target.exists() and not is_replaced:
        raise ExportError(f"{target}: exists already; give is_replaced=True to replace it")
    return target
