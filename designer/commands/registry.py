"""Commands as JSON: what scripts write and journals replay."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias, get_args

from pydantic import Field, TypeAdapter, ValidationError

from designer.commands.macro import Macro, SingleCommand
from designer.errors.tree import CommandError
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.commands.base import Command

AnyCommand: TypeAlias = Annotated[SingleCommand | Macro, Field(discriminator="op")]

_ADAPTER: Final[TypeAdapter[Command]] = TypeAdapter(AnyCommand)

COMMANDS: Final[tuple[type[Command], ...]] = (*get_args(get_args(SingleCommand)[0]), Macro)
"""All command classes."""

OPS: Final[tuple[str, ...]] = tuple(str(c.model_fields["op"].default) for c in COMMANDS)
"""The ``op`` of every command."""


def command_from_json(text: str | Mapping[str, object]) -> Command:
    """Read a command.

    Parameters
    ----------
    text
        JSON text, or the object that it stands for.

    Returns
    -------
    Command
        The command, told apart by ``op``.

    Raises
    ------
    CommandError
        If it is not a command; the message names the first field that is wrong.
    """
    try:
        source = text if isinstance(text, str) else json.dumps(dict(text))
        return _ADAPTER.validate_json(source)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"]) or "command"
        raise CommandError(f"{place}: {first['msg']}") from error
    except (TypeError, ValueError) as error:
        raise CommandError(worded("command: {error}", error=str(error))) from error


def command_json(command: Command) -> str:
    """Write a command.

    Parameters
    ----------
    command
        Any command.

    Returns
    -------
    str
        JSON text, the inverse of :func:`command_from_json`.
    """
    return command.model_dump_json()
