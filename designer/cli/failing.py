"""The command that takes things out and says what is left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table as Grid
from rich.text import Text

from designer.cli.output import console, print_bytes
from designer.errors.tree import EvaluationError
from designer.evaluate.failure_modes import FailureKind, failure_modes, group_mode
from designer.evaluate.failures import FailureLab, try_failures
from designer.evaluate.random_failures import random_failures
from designer.export.writers.failures import failures_json
from designer.model.ids import PATH_PATTERN, FabricId
from designer.model.risk_groups import RiskGroup
from designer.topology.build import build_class_graph
from designer.viewmodel.failure_rows import HEADINGS, failure_rows, random_lines
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from designer.evaluate.failures import FailureEffect
    from designer.evaluate.random_failures import RandomFailures


def show_failures(  # noqa: PLR0913 - one argument per option of the command line
    design: Annotated[
        str, typer.Argument(metavar="FILE|NAME", help="Design file, or name of a shipped system.")
    ],
    *,
    group: Annotated[
        list[str] | None,
        typer.Option(metavar="NAME=PATH,...", help="Also let these places fail together."),
    ] = None,
    fabric: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Look at this fabric alone.")
    ] = None,
    random: Annotated[int, typer.Option(metavar="K", help="Also let K things fail at random.")] = 0,
    of: Annotated[FailureKind, typer.Option(help="What fails at random.")] = FailureKind.SWITCH,
    samples: Annotated[int, typer.Option(metavar="N", help="How often.")] = 50,
    seed: Annotated[int, typer.Option(metavar="S", help="Seed of the sample.")] = 1,
    json: Annotated[bool, typer.Option("--json", help="Print JSON for scripts.")] = False,
) -> None:
    """Let everything fail once, one of each kind, and print what is left, worst first."""
    opened = open_named_or_file(design).document.design
    graph = build_class_graph(opened)
    wanted = tuple(FabricId(one) for one in fabric or ())
    unknown = next((one for one in wanted if one not in opened.fabric_by_id), None)
    if unknown is not None:
        known = ", ".join(f.id for f in opened.fabrics) or "none"
        raise EvaluationError(f'there is no fabric "{unknown}"; there are: {known}')
    lab = FailureLab(opened, graph, wanted)
    groups = [_group(text) for text in group or []]
    modes = (*failure_modes(opened, graph), *(group_mode(opened, graph, g) for g in groups))
    # At random first: what cannot be drawn is refused before a long sweep, not after it.
    sampled = (
        random_failures(lab, of, random, n_samples=samples, seed=seed) if random != 0 else None
    )
    effects = list(try_failures(lab, modes))
    if json:
        print_bytes(failures_json(opened.name, effects, sampled))
    else:
        _print(effects, sampled)


def _group(text: str) -> RiskGroup:
    name, _, rest = text.partition("=")
    paths = tuple(path.strip() for path in rest.split(",") if path.strip())
    wrong = next((path for path in paths if not re.fullmatch(PATH_PATTERN, path)), None)
    if not name.strip() or not paths or wrong is not None:
        what = f'"{wrong}" is no path' if wrong is not None else f'"{text}" is no group'
        raise typer.BadParameter(
            f'{what}; write NAME=PATH,PATH such as "feed A=rack[0],rack[1]"', param_hint="--group"
        )
    try:
        return RiskGroup(name=name.strip(), paths=paths)
    except ValueError as error:
        raise EvaluationError(f"risk group {name.strip()[:40]!r} is not valid") from error


def _print(effects: list[FailureEffect], sampled: RandomFailures | None) -> None:
    out = console()
    grid = Grid(box=None, pad_edge=False, show_edge=False)
    for ix, heading in enumerate(HEADINGS):
        grid.add_column(heading, justify="right" if ix in {2, 3} else "left", overflow="fold")
    for row in failure_rows(effects):
        grid.add_row(*(Text(cell) for cell in row.cells))
    out.print(grid)
    if not effects:
        out.print(Text("Nothing in the design can fail by itself.", style="dim"))
    for line in random_lines(sampled) if sampled is not None else ():
        out.print(Text(line))
