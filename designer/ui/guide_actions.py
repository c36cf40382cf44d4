"""Actions that start, lead and check: gallery, recovery, findings, panels, tour, verification."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QKeySequence

from designer.ui.action_spec import ActionSpec
from designer.wording.wording import worded

START_ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "file.new",
        worded("&New…"),
        worded("Start from nothing, a recent file, a system or a fabric family"),
        (QKeySequence.StandardKey.New,),
        "new",
    ),
    ActionSpec(
        "file.new-empty",
        worded("New &Empty Design"),
        worded("Start an empty design"),
        ("Ctrl+Alt+N",),
    ),
    ActionSpec(
        "file.recover",
        worded("&Recover Unsaved Work…"),
        worded("Show work that was not saved before a crash"),
    ),
)

GUIDE_ACTIONS: Final[tuple[ActionSpec, ...]] = (
    ActionSpec(
        "edit.next-finding",
        worded("Ne&xt Finding"),
        worded("Select the next finding and show where it is"),
        ("F8",),
    ),
    ActionSpec(
        "edit.previous-finding",
        worded("Pre&vious Finding"),
        worded("Select the finding before and show where it is"),
        ("Shift+F8",),
    ),
    ActionSpec(
        "edit.fix",
        worded("&Fix Finding…"),
        worded("Show what can be done about the selected finding"),
        ("Ctrl+.",),
    ),
    ActionSpec(
        "edit.approve",
        worded("Appro&ve Finding…"),
        worded("Accept the selected finding with a reason, or take that back"),
        ("Ctrl+Shift+.",),
    ),
    ActionSpec(
        "view.next-panel",
        worded("Ne&xt Panel"),
        worded("Go to the next panel with the keyboard"),
        ("F6",),
    ),
    ActionSpec(
        "view.previous-panel",
        worded("Pre&vious Panel"),
        worded("Go to the panel before with the keyboard"),
        ("Shift+F6",),
    ),
    ActionSpec("help.tour", worded("60-Second &Tour"), worded("See what is where, step by step")),
    ActionSpec(
        "help.verify",
        worded("&Verify…"),
        worded("Compute published numbers again and compare them"),
        ("Shift+F1",),
    ),
)
