"""Port groups that a block shows to the outside."""

from __future__ import annotations

from designer.catalog.provenance import Slug
from designer.model.ids import PathText
from designer.units.record import FrozenRecord


class PortGroup(FrozenRecord):
    """A port group of an inner part, shown at the edge of the block under a name.

    ``path`` is relative to the block and has no indices: all copies of the inner part belong to
    the group. ``port`` names a port group of that part, or of that block if it shows one itself.
    """

    name: Slug
    path: PathText
    port: Slug
