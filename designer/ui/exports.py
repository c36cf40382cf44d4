"""Exporting from the window: ask where, make the files on a worker, write them.

Tables, workbook and what the report says are made and every file is written on a worker thread;
reports and pictures are painted in between, one at a time, in the thread of the window.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from designer.errors.tree import DesignerError
from designer.storage.atomic import write_atomically
from designer.ui.language.text import shown, tr
from designer.wording.wording import worded
from designer.workbench.state import completed
from designer.workbench.worker import Lane, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date
    from pathlib import Path

    from designer.export.report import Report
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents
    from designer.viewmodel.sight import Sight
    from designer.workbench.snapshot import Snapshot

    Files = tuple[tuple[str, bytes | Callable[[], bytes]], ...]
    """Names and contents; what can be made on the worker is called there."""
    Cancelled = Callable[[], bool]
    Send = Callable[[object], None]

_FILTERS = {
    "pdf": worded("PDF (*.pdf)"),
    "xlsx": worded("Workbook (*.xlsx)"),
    "json": worded("JSON (*.json)"),
    "png": worded("Picture (*.png)"),
    "svg": worded("Vector drawing (*.svg)"),
}
_PAINTED = frozenset({"pdf", "png", "svg"})


class _Job(NamedTuple):
    """What to export and where to; with a name there is one file."""

    snapshot: Snapshot
    folder: Path
    formats: tuple[str, ...]
    name: str
    printed_on: date
    sight: Sight


class _Tables(NamedTuple):
    """What needs no painter: files, the snapshot with everything computed, and the report."""

    snapshot: Snapshot
    files: Files
    report: Report | None


class _Progress(NamedTuple):
    text: str


class _Written(NamedTuple):
    n_files: int


class _Failed(NamedTuple):
    problem: Exception


class Exports(QObject):
    """Writes what is handed on about the design in the window; ``sight`` is what it shows.

    Signals
    -------
    progressed(str)
        How far the export is; empty when it has ended.
    """

    FORMATS: ClassVar[tuple[str, ...]] = ("pdf", "xlsx", "csv", "json", "png", "svg")

    progressed = Signal(str)

    def __init__(
        self,
        bridge: WorkbenchBridge,
        documents: Documents,
        sight: Callable[[], Sight],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._sight = sight
        self._bridge = bridge
        self._documents = documents
        self._executor = ThreadPoolExecutor(1, "designer-export")
        self._lane = Lane(self._executor, bridge.post)
        self._job: _Job | None = None

    @property
    def is_running(self) -> bool:
        """Whether files are being made or written."""
        return self._job is not None

    def cancel(self) -> None:
        """Stop; files that are written already stay."""
        if self.is_running:
            self._lane.drop()
            self._end(tr("Export cancelled"))

    def stop(self) -> None:
        """Want nothing more, as when the window is closed."""
        self._job = None
        self._lane.drop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def export(self, file_format: str) -> None:
        """Export one format; several tables go into a folder."""
        if file_format == "csv":
            self._into_folder(("csv",))
            return
        from designer.export.bundle import file_stem  # noqa: PLC0415 - after the first paint

        suggested = f"{file_stem(self._bridge.snapshot)}.{file_format}"
        path = self._documents.prompts.path_to_export(suggested, shown(_FILTERS[file_format]))
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(f".{file_format}")
        self._start(target.parent, (file_format,), target.name)

    def export_all(self) -> None:
        """Export every format into a folder."""
        self._into_folder(self.FORMATS)

    def _into_folder(self, formats: tuple[str, ...]) -> None:
        folder = self._documents.prompts.folder_to_export()
        if folder is not None:
            self._start(folder, formats, "")

    def _start(self, folder: Path, formats: tuple[str, ...], name: str) -> None:
        if self.is_running:
            self._documents.said.emit(tr("An export is under way; wait for it or cancel it first"))
            return
        today = datetime.now(tz=UTC).date()
        job = _Job(self._bridge.snapshot, folder, formats, name, today, self._sight())
        self._job = job
        self.progressed.emit(tr("Exporting"))
        self._lane.submit(
            Request(frozenset({"tables"}), partial(_make_tables, job), partial(self._land, job))
        )

    def _land(self, job: _Job, result: object) -> None:
        if isinstance(result, _Progress):
            self.progressed.emit(result.text)
        elif isinstance(result, _Tables):
            self._paint(job, result, [f for f in job.formats if f in _PAINTED])
        elif isinstance(result, _Written):
            self._end(
                tr(
                    "Exported {what} to {folder}",
                    what=job.name or tr("{n} files", n=result.n_files),
                    folder=job.folder,
                )
            )
        elif isinstance(result, _Failed):
            self._end(tr("The export failed"))
            self._documents.report(tr("The export failed"), result.problem)

    def _paint(self, job: _Job, made: _Tables, formats: list[str]) -> None:
        """Paint one format at a time: the window stays alive between them."""
        if self._job is not job:
            return
        if not formats:
            self._write(job, made.files)
            return
        self.progressed.emit(tr("Painting {format}", format=formats[0].upper()))
        try:
            painted = made._replace(files=(*made.files, *_painted(job, made, formats[0])))
        except (DesignerError, OSError) as problem:
            self._land(job, _Failed(problem))
            return
        QTimer.singleShot(0, partial(self._paint, job, painted, formats[1:]))

    def _write(self, job: _Job, files: Files) -> None:
        self.progressed.emit(tr("Writing"))
        self._lane.submit(
            Request(
                frozenset({"files"}), partial(_write_files, job, files), partial(self._land, job)
            )
        )

    def _end(self, text: str) -> None:
        self._job = None
        self.progressed.emit("")
        self._documents.said.emit(text)


def _make_tables(job: _Job, cancelled: Cancelled, send: Send) -> None:
    from designer.export.bundle import spreadsheet_files  # noqa: PLC0415 - loads all sheets
    from designer.export.progress import ExportCancelledError  # noqa: PLC0415 - as above

    def tick(file_format: str, n_rows: int) -> None:
        if cancelled():
            raise ExportCancelledError
        send(
            _Progress(
                tr(
                    "Exporting {format}: {n_rows:,} cables",
                    format=file_format.upper(),
                    n_rows=n_rows,
                )
            )
        )

    with suppress(ExportCancelledError), _told(send):
        snapshot = completed(job.snapshot)
        files = tuple(
            file
            for file_format in job.formats
            if file_format not in _PAINTED
            for file in spreadsheet_files(snapshot, file_format, partial(tick, file_format))
        )
        report = None
        if "pdf" in job.formats:
            from designer.export.report import build_report  # noqa: PLC0415 - loads all sheets

            send(_Progress(tr("Making the report")))
            report = build_report(snapshot, job.printed_on)
        send(_Tables(snapshot, files, report))


def _write_files(job: _Job, files: Files, cancelled: Cancelled, send: Send) -> None:
    with _told(send):
        for file_name, data in files:
            if cancelled():
                return
            made = data if isinstance(data, bytes) else data()
            write_atomically(job.folder / (job.name or file_name), made)
        send(_Written(len(files)))


@contextmanager
def _told(send: Send) -> Iterator[None]:
    # What goes wrong is told once, in the window.
    try:
        yield
    except (DesignerError, OSError) as problem:
        send(_Failed(problem))


def _painted(job: _Job, made: _Tables, file_format: str) -> Files:
    from designer.export.bundle import file_stem  # noqa: PLC0415 - loads all sheets
    from designer.ui.printing.image import png_bytes
    from designer.ui.printing.output import (
        canvas_image,
        canvas_svg,
        pdf_printer,
    )

    snapshot = made.snapshot
    if file_format == "pdf":
        if made.report is None:
            return ()
        data: bytes | Callable[[], bytes] = pdf_printer(snapshot, job.sight).pdf_bytes(made.report)
    elif file_format == "png":
        # Encoding takes five times as long as painting, and no window.
        data = partial(png_bytes, canvas_image(snapshot, job.sight))
    else:
        data = canvas_svg(snapshot, job.sight)
    return ((f"{file_stem(snapshot)}.{file_format}", data),)
