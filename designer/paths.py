"""Where data files are: source tree, wheel or frozen program; and the user's own folders."""

from __future__ import annotations

import sys
from pathlib import Path

_APP = "supernode-designer"


def data_root() -> Path:
    """Return the folder that holds ``catalogs`` and ``resources``.

    Returns
    -------
    Path
        ``_MEIPASS`` in a frozen program, ``designer/_data`` in a wheel, else the source tree.
    """
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen is not None:
        return Path(frozen)
    package = Path(__file__).resolve().parent
    packaged = package / "_data"
    return packaged if packaged.is_dir() else package.parent


def catalogs_dir() -> Path:
    """Return the folder of the shipped catalogs.

    Returns
    -------
    Path
        Folder ``catalogs``.
    """
    return data_root() / "catalogs"


def systems_dir() -> Path:
    """Return the folder of the shipped reference systems.

    Returns
    -------
    Path
        Folder ``catalogs/systems``.
    """
    return catalogs_dir() / "systems"


def resources_dir() -> Path:
    """Return the folder of icons, fonts, themes and help pages.

    Returns
    -------
    Path
        Folder ``resources``.
    """
    return data_root() / "resources"


def state_dir() -> Path:
    """Return the user's state folder (recent files, logs); it may not exist yet.

    Returns
    -------
    Path
        Per-user folder by the conventions of the platform.
    """
    import platformdirs  # noqa: PLC0415 - 20 ms that the first paint does without

    return Path(platformdirs.user_state_dir(_APP, appauthor=False))


def config_dir() -> Path:
    """Return the user's settings folder; it may not exist yet.

    Returns
    -------
    Path
        Per-user folder by the conventions of the platform.
    """
    import platformdirs  # noqa: PLC0415 - as above

    return Path(platformdirs.user_config_dir(_APP, appauthor=False))


def cache_dir() -> Path:
    """Return the user's folder for what can be made again; it may not exist yet.

    Returns
    -------
    Path
        Per-user folder by the conventions of the platform.
    """
    import platformdirs  # noqa: PLC0415 - as above

    return Path(platformdirs.user_cache_dir(_APP, appauthor=False))
