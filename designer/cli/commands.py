"""The commands: what each takes, and in which order it does its work."""

from __future__ import annotations

import re
from pathlib import Path  # noqa: TC003 - the parser reads the annotation
from typing import TYPE_CHECKING, Annotated, Final

import typer

from designer.cli.documents import evaluated_document, system_entries
from designer.cli.exporting import export_files, formats_from_text, write_files
from designer.cli.fixing import fixes_json, print_fixes
from designer.cli.generating import (
    assignments_from,
    generated_document,
    generators_json,
    print_generators,
)
from designer.cli.opening import EXIT_FINE, ports_of
from designer.cli.output import (
    print_bytes,
    print_error,
    print_findings,
    print_notices,
    print_readouts,
    print_systems,
    print_traces,
    systems_json,
)
from designer.cli.tracing import steps_from_options
from designer.errors.tree import ExportError
from designer.evaluate.flat_space import spending
from designer.export.bundle import FORMATS
from designer.export.writers.json import evaluation_json, findings_json
from designer.export.writers.witness import witness_files
from designer.storage.files import write_design
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.sight import Sight
from designer.viewmodel.view_kind import ViewKind
from designer.workbench.traffic import traffic_from_text

if TYPE_CHECKING:
    from typing import NoReturn

    from designer.cli.documents import EvaluatedDocument
    from designer.commands.base import Command
    from designer.storage.script import ScriptStep

EXIT_FINDINGS: Final = 1


DesignArgument = Annotated[
    str, typer.Argument(metavar="FILE|NAME", help="Design file, or name of a shipped system.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")]
ForceOption = Annotated[bool, typer.Option("--force", help="Replace files that exist.")]


def evaluate_design(
    design: DesignArgument,
    *,
    traffic: Annotated[
        str | None,
        typer.Option(metavar="TRAFFIC", help="Also evaluate this traffic, such as group:rack."),
    ] = None,
    json: JsonOption = False,
    seconds: Annotated[
        float,
        typer.Option(
            min=0.0, max=86_400.0, help="Longest time to narrow the bounds of an irregular fabric."
        ),
    ] = 3.0,
    trace: Annotated[
        bool, typer.Option("--trace", help="Print what ran and how long, instead of the numbers.")
    ] = False,
    apply: Annotated[
        list[str] | None,
        typer.Option(metavar="JSON", help="Edit as JSON, or @SCRIPT; applied in this order."),
    ] = None,
) -> None:
    """Print every number of a design with how sure it is."""
    with spending(seconds):
        document = _opened(design, traffic, steps_from_options(apply or []))
    if trace:
        print_traces(document.traces)
    elif json:
        print_bytes(evaluation_json(document.snapshot))
    else:
        print_readouts(document.snapshot)
    _exit_by_findings(document)


def certify_design(
    design: DesignArgument,
    *,
    to: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    traffic: Annotated[
        str | None,
        typer.Option(metavar="TRAFFIC", help="Also prove this traffic, such as group:rack."),
    ] = None,
    force: ForceOption = False,
) -> None:
    """Write the proofs of all network numbers, for checking without this program."""
    document = _opened(design, traffic)
    choice = None if traffic is None else traffic_from_text(traffic)
    files = witness_files(document.snapshot, choice)
    for path in write_files(to, files, is_overwriting=force):
        print_bytes(f"{path}\n".encode(errors="replace"))
    _exit_by_findings(document)


def check_design(
    design: DesignArgument,
    *,
    json: JsonOption = False,
    fixes: Annotated[
        bool, typer.Option("--fixes", help="Print what can be done instead, as commands.")
    ] = False,
) -> None:
    """Print every finding of a design and what to do about it."""
    document = _opened(design)
    if fixes and json:
        print_bytes(fixes_json(document.snapshot))
    elif fixes:
        print_fixes(document.snapshot)
    elif json:
        print_bytes(findings_json(document.snapshot))
    else:
        print_findings(document.snapshot)
    _exit_by_findings(document)


def export_design(  # noqa: PLR0913 - one argument per option of the command line
    context: typer.Context,
    design: DesignArgument,
    *,
    to: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    formats: Annotated[
        str | None,
        typer.Option(metavar="LIST", help=f"Any of {','.join(FORMATS)}; all if not given."),
    ] = None,
    overlay: Annotated[
        OverlayKind, typer.Option(help="Data over the drawing, in pictures and report.")
    ] = OverlayKind.NONE,
    view: Annotated[
        ViewKind, typer.Option(help="What pictures and report show of the design.")
    ] = ViewKind.STRUCTURE,
    force: ForceOption = False,
) -> None:
    """Write workbook, report, CSV, JSON and pictures of a design."""

    def leave_out(reason: str) -> None:
        if formats is not None:
            raise ExportError(reason)
        print_error(f"left out {reason}")

    try:
        wanted = FORMATS if formats is None else formats_from_text(formats)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--formats") from error
    document = _opened(design)
    files = export_files(
        document.snapshot, ports_of(context), wanted, leave_out, sight=Sight(view, overlay)
    )
    for path in write_files(to, files, is_overwriting=force):
        print_bytes(f"{path}\n".encode(errors="replace"))
    _exit_by_findings(document)


def list_systems(*, json: JsonOption = False) -> None:
    """Print the systems that come with the program."""
    entries = system_entries()
    if json:
        print_bytes(systems_json(entries))
    else:
        print_systems(entries)


def generate_design(  # noqa: PLR0913 - one argument per option of the command line
    name: Annotated[
        str | None, typer.Argument(metavar="[NAME]", help="Name of a system or family.")
    ] = None,
    assignments: Annotated[
        list[str] | None,
        typer.Argument(metavar="[KEY=VALUE]...", help="Parameters, such as radix=64."),
    ] = None,
    *,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="File to write.")
    ] = None,
    count: Annotated[
        list[str] | None,
        typer.Option(metavar="PARAMETER=N", help="Same as KEY=VALUE, such as n_groups=2."),
    ] = None,
    names: Annotated[
        bool, typer.Option("--list", help="Print what can be generated, with its parameters.")
    ] = False,
    json: JsonOption = False,
    force: ForceOption = False,
) -> None:
    """Build a system or a fabric of a family as a design file."""
    if names:
        if json:
            print_bytes(generators_json())
        else:
            print_generators()
        return
    if name is None:
        raise typer.BadParameter("a name is missing; --list prints them", param_hint="NAME")
    if output is None:
        raise typer.BadParameter("a file to write is missing", param_hint="--output")
    for text in count or []:
        if not re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*=\d{1,9}", text):
            raise typer.BadParameter(
                f'"{text}" is no count such as n_groups=2', param_hint="--count"
            )
    try:
        texts = assignments_from([*(assignments or []), *(count or [])])
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="KEY=VALUE") from error
    document = generated_document(name, texts)
    if output.exists() and not force:
        raise ExportError(f"{output}: exists already; use --force to replace")
    write_design(output, document)
    print_bytes(f"{output}\n".encode(errors="replace"))


def _opened(
    design: str, traffic: str | None = None, steps: tuple[ScriptStep | Command, ...] = ()
) -> EvaluatedDocument:
    document = evaluated_document(design, traffic, steps)
    print_notices(document.notices)
    return document


def _exit_by_findings(document: EvaluatedDocument) -> NoReturn:
    is_blocked = any(finding.is_blocking for finding in document.snapshot.findings)
    raise typer.Exit(EXIT_FINDINGS if is_blocked else EXIT_FINE)
