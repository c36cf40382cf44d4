"""All commands but the one that opens the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.cli.catalogue import show_catalog
from designer.cli.commands import (
    certify_design,
    check_design,
    evaluate_design,
    export_design,
    generate_design,
    list_systems,
)
from designer.cli.comparing import check_claims, compare_designs
from designer.cli.failing import show_failures
from designer.cli.importing import import_graph_file
from designer.cli.picturing import take_pictures
from designer.cli.running import run_script
from designer.cli.screening import screen_accelerators
from designer.cli.verifying import verify_numbers

if TYPE_CHECKING:
    import typer


def add_commands(cli: typer.Typer) -> None:
    """Add the commands that work without a window, in the order of the help."""
    cli.command("evaluate")(evaluate_design)
    cli.command("check")(check_design)
    cli.command("certify")(certify_design)
    cli.command("export")(export_design)
    cli.command("compare")(compare_designs)
    cli.command("claims")(check_claims)
    cli.command("rules")(screen_accelerators)
    cli.command("failures")(show_failures)
    cli.command("run")(run_script)
    cli.command("list")(list_systems)
    cli.command("catalog")(show_catalog)
    cli.command("generate")(generate_design)
    cli.command("import")(import_graph_file)
    cli.command("verify")(verify_numbers)
    cli.command("screenshots")(take_pictures)
