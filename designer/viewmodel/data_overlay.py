"""Data overlays of the canvas: what is shown on top of the drawing, and in which of few steps.

An overlay is made for one snapshot and one scope, and never per frame. Every step comes with a
text, so that colour is never the only carrier.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Final, NamedTuple

import numpy as np

from designer.viewmodel.overlay_kind import OverlayKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

EDGES_RATIO: Final = (0.25, 0.5, 0.75, 0.9, 1.0 - 1e-9)
"""Where one step of the ramp ends and the next begins; the last step is full. [1]"""

N_STEPS: Final = len(EDGES_RATIO) + 1
STEP_TEXTS: Final = ("0", "25", "50", "75", "90", "100 %")


TITLES: Final = {
    OverlayKind.NONE: worded("No overlay"),
    OverlayKind.LOAD: worded("Link load, ideal routing"),
    OverlayKind.ECMP: worded("Link load, equal split"),
    OverlayKind.CUT: worded("Bisection cut"),
    OverlayKind.PORTS: worded("Port use"),
    OverlayKind.POWER: worded("Rack power"),
    OverlayKind.TIERS: worded("Oversubscription"),
    OverlayKind.AGE: worded("Age of the figures"),
}


class Side(StrEnum):
    """Which side of a cut a copy is on; the letter is what the canvas writes."""

    A = "A"
    B = "B"
    BOTH = "A B"


class BundleMark(NamedTuple):
    """How the cables of a bundle are shown: step of the ramp, text, and whether they stand out."""

    step: int
    text: str
    is_strong: bool


class PartMark(NamedTuple):
    """How the parts of an instance are shown: step of the ramp and short text."""

    step: int
    text: str


@dataclass(frozen=True)
class BoxMarks:
    """Copies shown by area.

    Attributes
    ----------
    boxes
        x, y, width, height in metres of the scope's cell, shape (n, 4). [m]
    steps
        Step of the ramp, or the side of a cut in the order of :class:`Side`, shape (n,).
    ratios
        Share of the box that is filled, from the bottom, shape (n,). [1]
    text_ixs, texts
        What is written into each box, shape (n,), and the texts.
    """

    boxes: NDArray[np.float64]
    steps: NDArray[np.int64]
    ratios: NDArray[np.float64]
    text_ixs: NDArray[np.int64]
    texts: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.boxes)


def _no_boxes() -> BoxMarks:
    none = np.empty(0, dtype=np.int64)
    return BoxMarks(np.empty((0, 4)), none, np.empty(0), none, ())


@dataclass(frozen=True)
class DataOverlay:
    """One overlay of one snapshot in one scope.

    Attributes
    ----------
    kind
        What it shows.
    facts
        Lines for the legend: numbers with units, and how sure they are.
    bundles
        Marks of cables by ``block-id/bundle-id``.
    parts
        Marks of parts by block and instance.
    boxes
        Marks of copies by area.
    step_texts
        Where each step of the ramp begins, for the legend.
    """

    kind: OverlayKind
    facts: tuple[str, ...] = ()
    bundles: Mapping[str, BundleMark] = field(default_factory=dict)
    parts: Mapping[tuple[str, str], PartMark] = field(default_factory=dict)
    boxes: BoxMarks = field(default_factory=_no_boxes)
    step_texts: tuple[str, ...] = STEP_TEXTS

    @property
    def is_ramp(self) -> bool:
        """Whether its steps are those of the ramp, rather than sides of a cut."""
        return self.kind not in {OverlayKind.NONE, OverlayKind.CUT}


NO_OVERLAY: Final = DataOverlay(OverlayKind.NONE)


def step_of(ratio: float) -> int:
    """Return the step of the ramp for a ratio.

    Parameters
    ----------
    ratio
        Load over capacity, use over supply. [1]

    Returns
    -------
    int
        From 0 to :data:`N_STEPS` - 1; the last means full or more.
    """
    return sum(ratio >= edge for edge in EDGES_RATIO)


def percent_text(ratio: float) -> str:
    """Return a ratio as a percentage that never rounds up to full.

    Parameters
    ----------
    ratio
        The ratio. [1]

    Returns
    -------
    str
        For example ``98 %``; ``99.9 %`` for what is almost full.
    """
    percent = ratio * 100
    if 99.5 <= percent < 100 * EDGES_RATIO[-1]:
        return "99.9 %"
    return f"{percent:.0f} %"
