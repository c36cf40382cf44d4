"""The command line with a window, a printer and pictures that only note what they were asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from designer.cli.main import Ports, run
from designer.errors.tree import ExportError

if TYPE_CHECKING:
    from pathlib import Path

    from designer.export.report import Report
    from designer.viewmodel.screenshot_request import ScreenshotRequest
    from designer.viewmodel.sight import Sight
    from designer.viewmodel.window_request import WindowRequest
    from designer.workbench.snapshot import Snapshot


@dataclass
class Noted:
    windows: list[WindowRequest] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    sights: list[Sight] = field(default_factory=list)
    requests: list[ScreenshotRequest] = field(default_factory=list)
    window_code: int = 0
    has_qt: bool = True

    def open_window(self, request: WindowRequest) -> int:
        self.windows.append(request)
        return self.window_code

    def pdf_printer(self, snapshot: Snapshot, sight: Sight) -> Noted:
        self._draw("pdf", snapshot, sight)
        return self

    def pdf_bytes(self, report: Report) -> bytes:
        return f"%PDF {report.title}".encode()

    def canvas_png(self, snapshot: Snapshot, sight: Sight) -> bytes:
        return self._draw("png", snapshot, sight)

    def canvas_svg(self, snapshot: Snapshot, sight: Sight) -> bytes:
        return self._draw("svg", snapshot, sight)

    def screenshots(self, request: ScreenshotRequest) -> tuple[Path, ...]:
        self.requests.append(request)
        return (request.folder / "overview-light.png",)

    def _draw(self, name: str, snapshot: Snapshot, sight: Sight) -> bytes:
        if not self.has_qt:
            raise ExportError("Qt cannot start here")
        self.pictures.append(name)
        self.sights.append(sight)
        return f"{name} of {snapshot.design.name}".encode()


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str


Designer = Callable[..., Outcome]


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def ports(noted: Noted) -> Ports:
    return Ports(
        noted.open_window, noted.pdf_printer, noted.canvas_png, noted.canvas_svg, noted.screenshots
    )


@pytest.fixture
def designer(ports: Ports, capsys: pytest.CaptureFixture[str]) -> Designer:
    def call(*argv: str) -> Outcome:
        code = run(argv, ports)
        captured = capsys.readouterr()
        return Outcome(code, captured.out, captured.err)

    return call
