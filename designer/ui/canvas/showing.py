"""What a canvas shows, put together from its view and its layers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.viewmodel.sight import Sight

if TYPE_CHECKING:
    from designer.ui.canvas.data_layer import DataLayer
    from designer.ui.canvas.rack_layer import RackLayer
    from designer.ui.canvas.view import CanvasView


def sight_of(view: CanvasView, data: DataLayer, racks: RackLayer) -> Sight:
    """Return what is shown, for pictures of it."""
    return Sight(
        view=view.kind,
        overlay=data.kind,
        cut_fabric=data.fabric_id,
        hidden_fabrics=view.hidden_fabrics,
        hidden_planes=view.hidden_planes,
        has_labels=view.has_labels,
        has_power=racks.has_power,
        has_cooling=racks.has_cooling,
        scope=view.scope,
    )
