"""The states of the window that pictures are taken of, and what brings it there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.view_kind import ViewKind


@dataclass(frozen=True, slots=True)
class ScreenshotState:
    """One picture.

    Attributes
    ----------
    name
        First part of the name of the file.
    system
        Shipped system that is open.
    scope, view, overlay
        What the canvas shows.
    has_power
        Whether the power of racks is written on them.
    window
        A window beside the main one that is taken instead: ``comparison`` or ``gallery``.
    edits
        Edits made before, as commands of a script.
    dock
        Dock that is given room.
    """

    name: str
    system: str = "cloudmatrix-384"
    scope: str = ""
    view: ViewKind = ViewKind.STRUCTURE
    overlay: OverlayKind = OverlayKind.NONE
    has_power: bool = False
    window: str = ""
    edits: tuple[dict[str, object], ...] = ()
    dock: str = ""


_TOO_MANY_NODES: Final[dict[str, object]] = {
    "op": "set-count",
    "block": "compute-rack",
    "instance": "node",
    "dims": [{"name": "node", "size": 6}],
}

STATES: Final = (
    ScreenshotState("overview"),
    ScreenshotState("node", scope="compute-rack[3]/node[0]"),
    ScreenshotState("topology", system="dgx-h100-superpod", view=ViewKind.TOPOLOGY),
    ScreenshotState("floor-plan", view=ViewKind.FLOOR_PLAN, has_power=True),
    ScreenshotState("elevation", view=ViewKind.ELEVATION),
    ScreenshotState("load", overlay=OverlayKind.LOAD),
    ScreenshotState("bisection", overlay=OverlayKind.CUT),
    ScreenshotState(
        "findings", edits=(_TOO_MANY_NODES,), overlay=OverlayKind.POWER, dock="findings"
    ),
    ScreenshotState("comparison", window="comparison"),
    ScreenshotState("gallery", window="gallery"),
    ScreenshotState("million", system="atlas-960-supercluster", view=ViewKind.FLOOR_PLAN),
)
