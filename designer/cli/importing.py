"""The command that turns a graph file into a design."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - the parser reads the annotation
from typing import Annotated

import typer

from designer.cli.output import print_bytes
from designer.errors.tree import ExportError
from designer.storage.files import write_design
from designer.workbench.opening import imported, shipped_library


def import_graph_file(
    graph: Annotated[
        Path, typer.Argument(metavar="GRAPH", help="Node-link JSON (networkx) or GraphML file.")
    ],
    *,
    output: Annotated[Path, typer.Option("--output", "-o", metavar="FILE", help="File to write.")],
    force: Annotated[bool, typer.Option("--force", help="Replace files that exist.")] = False,
) -> None:
    """Turn a graph of endpoints and switches into a design file."""
    document = imported(graph, shipped_library()).document
    if output.exists() and not force:
        raise ExportError(f"{output}: exists already; use --force to replace")
    write_design(output, document)
    print_bytes(f"{output}\n".encode(errors="replace"))
