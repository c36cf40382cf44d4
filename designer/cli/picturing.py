"""The command that takes pictures of the window."""

from __future__ import annotations

from pathlib import Path  # noqa: TC003 - the parser reads the annotation
from typing import Annotated

import typer

from designer.cli.opening import Language, Theme, ports_of, size_from_text
from designer.cli.output import print_bytes
from designer.viewmodel.screenshot_request import ScreenshotRequest
from designer.viewmodel.screenshot_states import STATES

_NAMES = tuple(state.name for state in STATES)


def take_pictures(
    context: typer.Context,
    states: Annotated[
        list[str] | None,
        typer.Argument(metavar="[STATE]...", help=f"Any of {', '.join(_NAMES)}; all if none."),
    ] = None,
    *,
    to: Annotated[Path, typer.Option(metavar="DIR", help="Folder to write into.")],
    theme: Annotated[
        list[Theme] | None, typer.Option(help="Theme, may be repeated; all if not given.")
    ] = None,
    language: Annotated[
        list[Language] | None, typer.Option(help="Language, may be repeated; English if not given.")
    ] = None,
    size: Annotated[
        str, typer.Option(metavar="WxH", help="Size of the window in pixels.")
    ] = "1600x1000",
) -> None:
    """Take pictures of the window in the states that tell what the program is."""
    unknown = [name for name in states or () if name not in _NAMES]
    if unknown:
        raise typer.BadParameter(
            f'"{unknown[0]}" is no state; there are: {", ".join(_NAMES)}', param_hint="STATE"
        )
    request = ScreenshotRequest(
        folder=to,
        themes=tuple(one.value for one in theme or tuple(Theme)),
        languages=tuple(one.value for one in language or (Language.ENGLISH,)),
        states=tuple(states or ()),
        size=size_from_text(size),
    )
    for path in ports_of(context).screenshots(request):
        print_bytes(f"{path}\n".encode(errors="replace"))
