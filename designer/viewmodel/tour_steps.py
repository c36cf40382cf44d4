"""The tour: what is pointed at, and what is said about it."""

from __future__ import annotations

from typing import Final, NamedTuple

from designer.wording.wording import worded


class TourStep(NamedTuple):
    """One step of the tour.

    Attributes
    ----------
    place
        Part of the window that is pointed at: the name of a dock, ``canvas`` or ``export``.
    title, text
        What it is called, and what it is for.
    """

    place: str
    title: str
    text: str


TOUR: Final = (
    TourStep(
        "catalog",
        worded("Take parts from the catalog"),
        worded(
            "Drag a rack, node, switch or accelerator onto the canvas, or search for it and press "
            "Enter. Every figure of a part has a source."
        ),
    ),
    TourStep(
        "canvas",
        worded("Build on the canvas"),
        worded(
            "Drag from port to port to connect; the number of links is shown before you let go. "
            "Double-click a block to go inside. Every edit can be undone."
        ),
    ),
    TourStep(
        "readouts",
        worded("Read the numbers"),
        worded(
            "They follow every edit. Each says how sure it is; select one to see its formula with "
            "the numbers put in, its assumptions and its sources."
        ),
    ),
    TourStep(
        "findings",
        worded("Mend what is wrong"),
        worded(
            "Findings say what cannot be built and what to do. Select one to see where it is; a "
            "fix shows what it would change before it is made."
        ),
    ),
    TourStep(
        "export",
        worded("Hand it on"),
        worded(
            "Export the summary sheet, the workbook with parts list and cabling, the pictures. "
            "Press Ctrl+Shift+P to find any command by its name."
        ),
    ),
)
"""The steps, in order; read aloud they take about a minute."""
