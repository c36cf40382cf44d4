"""Windows for tests: offscreen, with answers instead of dialogs."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from designer.paths import resources_dir
from designer.ui.bridge import WorkbenchBridge
from designer.ui.dialogs.prompts import SaveChoice
from designer.ui.language.language import LanguageSwitch
from designer.ui.start import SWITCH_INTERVAL_S, window_for
from designer.ui.theme.appearance import Appearance
from designer.workbench.opening import new_design, open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from designer.catalog.library import CatalogLibrary
    from designer.ui.window import MainWindow
    from designer.workbench.opening import OpenedDesign

    WindowOpener = Callable[[OpenedDesign], MainWindow]


@dataclass
class Answers:
    """Answers to the questions of a window, and what it complained about."""

    save: SaveChoice = SaveChoice.DISCARD
    path: Path | None = None
    folder: Path | None = None
    reply: str | None = None
    asked: list[str] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)

    def save_changes(self, name: str) -> SaveChoice:
        self.asked.append(name)
        return self.save

    def save_recording(self, n_steps: int) -> SaveChoice:
        self.asked.append(f"recording of {n_steps}")
        return self.save

    def path_to_open(self) -> Path | None:
        return self.path

    def path_to_import(self) -> Path | None:
        return self.path

    def path_to_save(self, suggested: str) -> Path | None:
        self.asked.append(suggested)
        return self.path

    def path_to_export(self, suggested: str, file_filter: str) -> Path | None:
        self.asked.append(f"{suggested} {file_filter}")
        return self.path

    def folder_to_export(self) -> Path | None:
        return self.folder

    def reason(self, about: str) -> str | None:
        self.asked.append(about)
        return self.reply

    def text(self, title: str, label: str, present: str) -> str | None:
        self.asked.append(f"{title} {label} {present}")
        return self.reply

    def problem(self, title: str, lines: Sequence[str]) -> None:
        self.problems.append("\n".join([title, *lines]))


@pytest.fixture(scope="session")
def library() -> CatalogLibrary:
    return shipped_library()


@pytest.fixture(scope="session")
def appearance(qapp: QApplication) -> Appearance:
    return Appearance(qapp, resources_dir(), "light")


@pytest.fixture
def language(qapp: QApplication) -> LanguageSwitch:
    return LanguageSwitch(qapp, resources_dir())


@pytest.fixture(autouse=True, scope="session")
def short_turns() -> Iterator[None]:
    """Let threads take turns as often as in the program."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_INTERVAL_S)
    yield
    sys.setswitchinterval(before)


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def open_window(
    qtbot: QtBot, appearance: Appearance, language: LanguageSwitch, answers: Answers
) -> Iterator[WindowOpener]:
    opened_windows: list[MainWindow] = []

    def open_it(opened: OpenedDesign) -> MainWindow:
        appearance.choose("light")
        window = window_for(opened, appearance, language)
        window.documents.prompts = answers
        opened_windows.append(window)
        window.resize(1280, 800)
        window.show()
        window.docks.share_out()
        window.settle()
        qtbot.waitUntil(lambda: not window.bridge.snapshot.pending)
        return window

    yield open_it
    answers.save = SaveChoice.DISCARD
    for window in opened_windows:
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def supernode_window(open_window: WindowOpener) -> MainWindow:
    return open_window(open_named_or_file("cloudmatrix-384"))


@pytest.fixture
def empty_window(open_window: WindowOpener) -> MainWindow:
    return open_window(new_design())


@pytest.fixture
def supernode_bridge(library: CatalogLibrary, qapp: QApplication) -> WorkbenchBridge:
    del qapp
    design = open_named_or_file("cloudmatrix-384").document.design
    return WorkbenchBridge(Workbench(library, design))
