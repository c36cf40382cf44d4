"""The ways to look at a design; apart from their layouts, for the command line names them too."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from designer.wording.wording import worded


class ViewKind(StrEnum):
    """What the canvas shows; all of them show the same document."""

    STRUCTURE = "structure"
    """Everything inside everything, where it was placed: the view to edit in."""
    TOPOLOGY = "topology"
    """Tiers by role: endpoints below, switches above them."""
    FLOOR_PLAN = "floor-plan"
    """The hall from above, true to scale."""
    ELEVATION = "elevation"
    """Fronts of racks beside each other, unit by unit."""


TITLES: Final = {
    ViewKind.STRUCTURE: worded("Structure"),
    ViewKind.TOPOLOGY: worded("Topology"),
    ViewKind.FLOOR_PLAN: worded("Floor plan"),
    ViewKind.ELEVATION: worded("Elevation"),
}
