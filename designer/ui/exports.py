"""Exporting from the window: ask where, make the files, write them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QObject

from designer.errors.tree import DesignerError
from designer.storage.atomic import write_atomically

if TYPE_CHECKING:
    from pathlib import Path

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents

_FILTERS = {
    "pdf": "PDF (*.pdf)",
    "xlsx": "Workbook (*.xlsx)",
    "json": "JSON (*.json)",
    "png": "Picture (*.png)",
    "svg": "Vector drawing (*.svg)",
}


class Exports(QObject):
    """Writes what is handed on about the design in the window."""

    FORMATS: ClassVar[tuple[str, ...]] = ("pdf", "xlsx", "csv", "json", "png", "svg")

    def __init__(
        self, bridge: WorkbenchBridge, documents: Documents, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._documents = documents

    def export(self, file_format: str) -> None:
        """Export one format; several tables go into a folder."""
        if file_format == "csv":
            self._into_folder(("csv",))
            return
        from designer.export.bundle import file_stem  # noqa: PLC0415

        suggested = f"{file_stem(self._bridge.snapshot)}.{file_format}"
        path = self._documents.prompts.path_to_export(suggested, _FILTERS[file_format])
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(f".{file_format}")
        self._write(target.parent, (file_format,), target.name)

    def export_all(self) -> None:
        """Export every format into a folder."""
        self._into_folder(self.FORMATS)

    def _into_folder(self, formats: tuple[str, ...]) -> None:
        folder = self._documents.prompts.folder_to_export()
        if folder is not None:
            self._write(folder, formats, "")

    def _write(self, folder: Path, formats: tuple[str, ...], name: str) -> None:
        try:
            files = self._files(formats)
            for file_name, data in files:
                write_atomically(folder / (name or file_name), data)
        except (DesignerError, OSError) as problem:
            self._documents.report("The export failed", problem)
            return
        what = name or f"{len(files)} files"
        self._documents.said.emit(f"Exported {what} to {folder}")

    def _files(self, formats: tuple[str, ...]) -> tuple[tuple[str, bytes], ...]:
        from designer.export.bundle import export_bundle  # noqa: PLC0415
        from designer.ui.printing.output import canvas_png, canvas_svg, pdf_printer

        snapshot = self._bridge.snapshot
        return export_bundle(
            snapshot,
            pdf_printer(snapshot) if "pdf" in formats else None,
            canvas_png(snapshot) if "png" in formats else None,
            canvas_svg(snapshot) if "svg" in formats else None,
            printed_on=datetime.now(tz=UTC).date(),
            formats=formats,
        )
