"""What is selected, and where the user is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.model.ids import InstancePath


@dataclass(frozen=True, slots=True)
class Selection:
    """Selected copies and bundles inside the scope.

    Attributes
    ----------
    scope
        Indexed path of the block that is being edited; empty for the root block.
    paths
        Selected copies: indexed paths from the root, one step longer than the scope.
    bundle_keys
        Selected link bundles as ``block-id/bundle-id``; their block is the scope's block.
    """

    scope: InstancePath = ()
    paths: tuple[InstancePath, ...] = ()
    bundle_keys: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is selected."""
        return not self.paths and not self.bundle_keys
