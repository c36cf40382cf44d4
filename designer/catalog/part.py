"""What every catalog part has: identity, ports, power, mass, size."""

from __future__ import annotations

from enum import StrEnum

from designer.catalog.provenance import Figure, Slug, Text
from designer.units.quantity import Count
from designer.units.record import FrozenRecord


class FabricRole(StrEnum):
    """What a fabric is for."""

    SCALE_UP = "scale-up"
    SCALE_OUT = "scale-out"
    FRONTEND = "frontend"
    STORAGE = "storage"
    MANAGEMENT = "management"
    IMPORTED = "imported"


class Medium(StrEnum):
    """What a link runs over."""

    TRACE = "trace"
    BACKPLANE = "backplane"
    COPPER = "copper"
    FIBRE = "fibre"


class PartPort(FrozenRecord):
    """A named set of equal ports of a part.

    ``rate_bps`` is the line rate of one port per direction. ``cage`` is the socket it appears in
    (``on-board`` and ``backplane`` need no module); ``n_per_cage`` ports share one cage. Port
    groups of one ``cage_pool`` take their ports out of the same cages, ``n_per_pool_cage`` to a
    cage: legs of breakout cables beside whole ports.
    """

    name: Slug
    count: Count
    rate_bps: Figure
    cage: Slug
    n_per_cage: Count = 1
    cage_pool: Slug | None = None
    n_per_pool_cage: Count = 1
    media: tuple[Medium, ...]
    fabric_roles: tuple[FabricRole, ...]


class PartBase(FrozenRecord):
    """Fields common to all parts.

    ``tdp_w`` is the peak draw of the part itself without the parts mounted on it, ``typical_w``
    the expected average under load.
    """

    slug: Slug
    name: Text
    manufacturer: Text
    description: Text = ""
    part_number: Text = ""
    tdp_w: Figure | None = None
    typical_w: Figure | None = None
    mass_kg: Figure | None = None
    height_u: Figure | None = None
    ports: tuple[PartPort, ...] = ()

    def port(self, name: str) -> PartPort | None:
        """Return the port group of that name.

        Parameters
        ----------
        name
            Port group name.

        Returns
        -------
        PartPort | None
            The port group, or ``None`` if the part has none of that name.
        """
        return next((port for port in self.ports if port.name == name), None)
