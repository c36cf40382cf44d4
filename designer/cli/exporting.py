"""Writing the files of an export into a folder."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from designer.errors.tree import ExportError
from designer.export.bundle import FORMATS, export_bundle
from designer.storage.atomic import write_atomically

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from designer.cli.ports import Ports
    from designer.viewmodel.sight import Sight
    from designer.workbench.snapshot import Snapshot


def formats_from_text(text: str) -> tuple[str, ...]:
    """Read a list of formats.

    Parameters
    ----------
    text
        Formats separated by commas.

    Raises
    ------
    ValueError
        If one is unknown; the message lists those that exist.
    """
    wanted = tuple(dict.fromkeys(part.strip().lower() for part in text.split(",") if part.strip()))
    unknown = [name for name in wanted if name not in FORMATS]
    if unknown or not wanted:
        what = f'"{unknown[0]}" is no format' if unknown else "no format given"
        raise ValueError(f"{what}; there are: {', '.join(FORMATS)}")
    return wanted


def export_files(
    snapshot: Snapshot,
    ports: Ports,
    formats: tuple[str, ...],
    on_left_out: Callable[[str], None],
    *,
    sight: Sight,
) -> tuple[tuple[str, bytes], ...]:
    """Make the files of an export.

    Parameters
    ----------
    snapshot
        What to export.
    ports
        Printer and pictures, asked only for formats that need them.
    formats
        Formats to make.
    on_left_out
        Told about every format that cannot be made here, with the reason. It may raise.
    sight
        What pictures and report show of the design.
    """
    printed_on = datetime.now(tz=UTC).date()
    files: list[tuple[str, bytes]] = []
    for name in formats:
        try:
            files += export_bundle(
                snapshot,
                ports.pdf_printer(snapshot, sight) if name == "pdf" else None,
                ports.canvas_png(snapshot, sight) if name == "png" else None,
                ports.canvas_svg(snapshot, sight) if name == "svg" else None,
                printed_on=printed_on,
                formats=(name,),
            )
        except ExportError as error:
            on_left_out(f"{name}: {error}")
    return tuple(files)


def write_files(
    folder: Path, files: tuple[tuple[str, bytes], ...], *, is_overwriting: bool
) -> tuple[Path, ...]:
    """Write files into a folder, all or none.

    Parameters
    ----------
    folder
        Folder; it is made if it does not exist.
    files
        Names and contents.
    is_overwriting
        Whether existing files may be replaced.

    Raises
    ------
    ExportError
        If a file exists and may not be replaced, or the folder cannot be written to.
    """
    paths = tuple(folder / name for name, _ in files)
    existing = [path for path in paths if path.exists()]
    if existing and not is_overwriting:
        more = f" and {len(existing) - 1} more" if len(existing) > 1 else ""
        raise ExportError(f"{existing[0]}: exists already{more}; use --force to replace")
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}: {error.strerror or error}; choose another folder") from error
    for path, (_, data) in zip(paths, files, strict=True):
        write_atomically(path, data)
    return paths
