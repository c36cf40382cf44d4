"""The command that opens the window; it loads nothing that the others need."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path  # noqa: TC003 - the parser reads the annotation
from typing import Annotated, Final

import typer

from designer import __version__
from designer.cli.ports import Ports
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.view_kind import ViewKind
from designer.viewmodel.window_request import WindowRequest

EXIT_FINE: Final = 0


class Theme(StrEnum):
    """Look of the window."""

    LIGHT = "light"
    DARK = "dark"
    CONTRAST = "contrast"


class Language(StrEnum):
    """Language of the window."""

    ENGLISH = "en"
    CHINESE = "zh_CN"


def start(
    context: typer.Context,
    *,
    version: Annotated[bool, typer.Option("--version", help="Print the version.")] = False,
) -> None:
    """Design AI supernodes and clusters. Without a command, open the window."""
    if version:
        from designer.cli.output import print_bytes  # noqa: PLC0415 - the window does without

        print_bytes(f"designer {__version__}\n".encode())
        raise typer.Exit(EXIT_FINE)
    if context.invoked_subcommand is None:
        open_design(context)


def open_design(  # noqa: PLR0913 - one argument per option of the command line
    context: typer.Context,
    design: Annotated[
        str | None,
        typer.Argument(metavar="[FILE|NAME]", help="Design file, or name of a shipped system."),
    ] = None,
    *,
    screenshot: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Draw the window offscreen into a PNG file and exit."),
    ] = None,
    scope: Annotated[
        str, typer.Option(metavar="PATH", help="Enter this instance, such as compute-rack[0].")
    ] = "",
    theme: Annotated[
        Theme | None, typer.Option(help="Light, dark or high contrast; else as the system.")
    ] = None,
    size: Annotated[
        str, typer.Option(metavar="WxH", help="Size of the window in pixels.")
    ] = "1600x1000",
    overlay: Annotated[
        OverlayKind, typer.Option(help="Data to show over the drawing.")
    ] = OverlayKind.NONE,
    view: Annotated[
        ViewKind, typer.Option(help="What to show of the document.")
    ] = ViewKind.STRUCTURE,
    language: Annotated[
        Language | None, typer.Option(help="English or simplified Chinese; else as the system.")
    ] = None,
) -> None:
    """Open a design in the window."""
    request = WindowRequest(
        design=design,
        screenshot=screenshot,
        theme=theme.value if theme is not None else None,
        language=language.value if language is not None else None,
        size=size_from_text(size),
        scope=scope,
        overlay=overlay.value,
        view=view.value,
    )
    code = ports_of(context).open_window(request)
    raise typer.Exit(code)


def size_from_text(text: str) -> tuple[int, int]:
    """Read a window size.

    Parameters
    ----------
    text
        Width and height such as ``1600x1000``. [pixel]

    Raises
    ------
    typer.BadParameter
        If it is not two numbers from 200 to 16384.
    """
    match = re.fullmatch(r"(\d{3,5})x(\d{3,5})", text)
    sides = (int(match.group(1)), int(match.group(2))) if match is not None else (0, 0)
    if not all(200 <= side <= 16_384 for side in sides):
        raise typer.BadParameter(f'"{text}" is no size such as 1600x1000', param_hint="--size")
    return sides


def ports_of(context: typer.Context) -> Ports:
    """Return what the composition root has injected."""
    ports = context.find_object(Ports)
    if ports is None:
        raise RuntimeError("the command line was built without its ports")
    return ports
