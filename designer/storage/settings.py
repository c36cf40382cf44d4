"""The user's settings; a damaged file never keeps the program from starting."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Final, Literal, NamedTuple, TypeAlias

from pydantic import Field, ValidationError

from designer.errors.tree import ExportError
from designer.paths import config_dir
from designer.storage.atomic import reason_text, write_atomically
from designer.storage.canonical import plain_record
from designer.units.record import FrozenRecord
from designer.wording.wording import worded

if TYPE_CHECKING:
    from pathlib import Path

_Favourite: TypeAlias = Annotated[str, Field(max_length=200)]
_FILE_NAME: Final = "settings.json"
_MAX_BYTES: Final = 1_000_000


class Settings(FrozenRecord):
    """What the user chose; ``system`` follows the desktop.

    ``favourites`` are parts by their slug and blocks of shipped systems as ``system/block``.
    """

    theme: Literal["system", "light", "dark", "contrast"] = "system"
    language: Literal["system", "en", "zh_CN"] = "system"
    favourites: Annotated[tuple[_Favourite, ...], Field(max_length=500)] = ()


class LoadedSettings(NamedTuple):
    """Settings, and a notice to show if the file was damaged and defaults are used."""

    settings: Settings
    notice: str = ""


def load_settings(folder: Path | None = None) -> LoadedSettings:
    """Read the settings.

    Parameters
    ----------
    folder
        Where they are kept; the user's configuration folder if not given.

    Returns
    -------
    LoadedSettings
        Defaults if there is no file, or if it cannot be used.
    """
    path = (folder or config_dir()) / _FILE_NAME
    try:
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES)
    except FileNotFoundError:
        return LoadedSettings(Settings())
    except OSError as error:
        return _defaults(path, error.strerror or worded("it cannot be read"))
    try:
        return LoadedSettings(Settings.model_validate_json(data))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(str(step) for step in first["loc"]) or "file"
        return _defaults(path, f"{place}: {first['msg']}")


def _defaults(path: Path, why: str) -> LoadedSettings:
    return LoadedSettings(
        Settings(), worded("{path}: settings not used ({why}); defaults apply", path=path, why=why)
    )


def save_settings(settings: Settings, folder: Path | None = None) -> None:
    """Write the settings.

    Parameters
    ----------
    settings
        What the user chose.
    folder
        Where they are kept; the user's configuration folder if not given.

    Raises
    ------
    ExportError
        If they were not saved.
    """
    home = folder or config_dir()
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(
            worded("{home} was not made: {reason_text}", home=home, reason_text=reason_text(error))
        ) from error
    text = json.dumps(plain_record(settings), indent=1)
    write_atomically(home / _FILE_NAME, f"{text}\n".encode())
