"""What a canvas shows of a design, so that a picture can show the same."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.view_kind import ViewKind

if TYPE_CHECKING:
    from designer.model.ids import InstancePath


@dataclass(frozen=True, slots=True)
class Sight:
    """View, overlay, layers and block.

    Attributes
    ----------
    view
        The view.
    overlay
        Data over the drawing.
    cut_fabric
        Fabric whose cut is shown; empty for the first that has one.
    hidden_fabrics
        Fabrics whose cables are not drawn.
    hidden_planes
        Planes that are not drawn, as (fabric id, index).
    has_labels, has_power, has_cooling
        Layers of texts.
    has_legend
        Whether a picture explains overlay and fabrics in a corner.
    scope
        Indexed path of the block; empty for the whole design.
    """

    view: ViewKind = ViewKind.STRUCTURE
    overlay: OverlayKind = OverlayKind.NONE
    cut_fabric: str = ""
    hidden_fabrics: frozenset[str] = frozenset()
    hidden_planes: frozenset[tuple[str, int]] = frozenset()
    has_labels: bool = True
    has_power: bool = False
    has_cooling: bool = False
    has_legend: bool = True
    scope: InstancePath = ()
