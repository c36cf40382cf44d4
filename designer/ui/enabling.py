"""Which actions can be done as things are: what is selected, shown, and taken out."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.ui.slots import WindowParts


def enabled_actions(window: WindowParts) -> dict[str, bool]:
    """Return whether an action makes sense now, by its id; of those for which this changes."""
    bridge = window.bridge
    selection = bridge.selection
    has_paths, has_any = bool(selection.paths), not selection.is_empty
    root = bridge.snapshot.design.root_block
    return {
        "edit.duplicate": has_paths,
        "edit.cut": has_paths,
        "edit.copy": has_paths,
        "edit.delete": has_any,
        "edit.delete-everywhere": has_any,
        "edit.restore": bool(root.exceptions),
        "edit.take-out-link": bool(bridge.scope_block.link_bundles),
        "edit.restore-links": bool(root.link_exceptions),
        "edit.count": has_paths,
        "view.fit-selection": has_any,
        "view.enter": has_paths and bridge.block_at(selection.paths[0]) is not None,
        "view.leave": bool(selection.scope),
        **window.arranging.enabled(),
        **window.regrouping.enabled(),
        **window.connecting.enabled(),
    }
