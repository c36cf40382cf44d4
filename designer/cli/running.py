"""The command that replays a script."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - the parser reads the annotation
from typing import Annotated

import typer

from designer.cli.output import print_bytes, print_findings, print_readouts
from designer.errors.tree import DesignFileError, ExportError
from designer.export.writers.json import evaluation_json
from designer.storage.files import write_design
from designer.storage.script import decode_script
from designer.workbench.opening import shipped_library
from designer.workbench.replay import replayed, replayed_document
from designer.workbench.workbench import Workbench


def run_script(
    script: Annotated[Path, typer.Argument(metavar="SCRIPT", help="Script file.")],
    *,
    on: Annotated[
        str, typer.Option(metavar="FILE|NAME", help="Begin with this design instead.")
    ] = "",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Save the result.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Replay the edits of a session, save the result, or print its numbers."""
    try:
        data = script.read_bytes()
    except OSError as error:
        raise DesignFileError(f"{script}: {error.strerror or error}; name a script file") from error
    library = shipped_library()
    steps = decode_script(data, str(script))
    design = replayed(steps, library, on)
    if output is not None:
        if output.exists() and not force:
            raise ExportError(f"{output}: exists already; use --force to replace")
        write_design(output, replayed_document(steps, design, library))
        print_bytes(f"{output}\n".encode(errors="replace"))
        return
    snapshot = Workbench(library, design).snapshot
    if json:
        print_bytes(evaluation_json(snapshot))
    else:
        print_readouts(snapshot)
        print_findings(snapshot)
