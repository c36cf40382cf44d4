"""The command line: every number, check and file without a window."""

from __future__ import annotations

import errno
import sys
from typing import TYPE_CHECKING, Final, cast

import typer
from typer.main import get_command

from designer.cli.opening import open_design, start
from designer.cli.ports import OpenWindow, Ports, ReaderGoneError
from designer.cli.streams import discard, finish, prepare_streams
from designer.errors.tree import CatalogError, DesignerError, DesignFileError

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["OpenWindow", "Ports", "build_cli", "run"]

EXIT_BAD_INPUT: Final = 2
EXIT_INTERRUPTED: Final = 130

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})

_USAGE_ERROR: Final = cast("type[Exception]", typer.BadParameter.__mro__[2])
"""Base of what the parser raises; its home differs between versions of the parser."""


def build_cli(ports: Ports, argv: Sequence[str] = ("--help",)) -> typer.Typer:
    """Return the command line as a program object.

    Parameters
    ----------
    ports
        Window, printer and pictures, supplied by the composition root.
    argv
        What is going to be run: a window that is opened does without the other commands, and
        without all that they load.
    """
    cli = typer.Typer(
        name="designer",
        add_completion=False,
        pretty_exceptions_enable=False,
        rich_markup_mode=None,
        context_settings={"obj": ports, "help_option_names": ["-h", "--help"]},
    )
    cli.callback(invoke_without_command=True)(start)
    cli.command("open")(open_design)
    if argv and argv[0] != "open":
        from designer.cli.table import add_commands  # noqa: PLC0415 - see above

        add_commands(cli)
    return cli


def run(argv: Sequence[str], ports: Ports) -> int:
    """Run one command and return the exit code.

    Parameters
    ----------
    argv
        Arguments without the program name.
    ports
        Window, printer and pictures, supplied by the composition root.

    Returns
    -------
    int
        0 fine, 1 findings of severity error that nobody approved, 2 bad input.
    """
    prepare_streams()
    try:
        outcome = get_command(build_cli(ports, argv)).main(
            args=list(argv), prog_name="designer", standalone_mode=False
        )
        sys.stdout.flush()
    except (BrokenPipeError, ReaderGoneError):
        discard(sys.stdout)
        return 0
    except (KeyboardInterrupt, typer.Abort):
        return EXIT_INTERRUPTED
    except (DesignerError, OSError, _USAGE_ERROR) as error:
        from designer.cli.output import print_error  # noqa: PLC0415 - the window does without

        print_error(problem_text(error))
        finish(sys.stdout)
        return EXIT_BAD_INPUT
    return outcome if isinstance(outcome, int) else 0


def problem_text(error: Exception) -> str:
    """Return what is wrong in one line.

    Parameters
    ----------
    error
        What stopped the command.

    Returns
    -------
    str
        The first finding with its place, and how many more there are; else the message.
    """
    if isinstance(error, (DesignFileError, CatalogError)) and error.findings:
        from designer.cli.output import finding_line  # noqa: PLC0415 - the window does without

        text = finding_line(error.findings[0])
        n_more = len(error.findings) - 1
        return f"{text} (and {n_more} more)" if n_more else text
    if isinstance(error, OSError):
        if error.filename is None and error.errno in _NO_ROOM:
            lacking = "the output was not printed in full"
            return f"{lacking}: {error.strerror}; send it where there is room"
        place = f"{error.filename}: " if error.filename else ""
        return f"{place}{error.strerror or error}"
    describe = getattr(error, "format_message", None)
    if describe is not None:
        message = str(describe()).replace("Value error, ", "").rstrip(".")
        return f"{message}; try designer --help"
    return str(error)
