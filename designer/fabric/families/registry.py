"""All families of fabrics by name."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING, Final

from designer.fabric.families.clos_families import CLOS_FAMILIES
from designer.fabric.families.dragonfly import DRAGONFLY_FAMILIES
from designer.fabric.families.grids import GRID_FAMILIES
from designer.fabric.families.hammingmesh import HAMMINGMESH_FAMILIES
from designer.fabric.families.listed import LISTED_FAMILIES
from designer.fabric.families.node_switched import NODE_SWITCHED_FAMILIES
from designer.fabric.families.rail_families import RAIL_FAMILIES
from designer.fabric.families.server_centric import SERVER_CENTRIC_FAMILIES
from designer.fabric.registry import SYSTEM_BUILDERS
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.fabric.families.family import Family

FAMILIES: Final[tuple[Family, ...]] = (
    *CLOS_FAMILIES,
    *RAIL_FAMILIES,
    *NODE_SWITCHED_FAMILIES,
    *GRID_FAMILIES,
    *DRAGONFLY_FAMILIES,
    *LISTED_FAMILIES,
    *SERVER_CENTRIC_FAMILIES,
    *HAMMINGMESH_FAMILIES,
)


def family_named(name: str) -> Family:
    """Return a family.

    Parameters
    ----------
    name
        Its slug.

    Returns
    -------
    Family
        A family.

    Raises
    ------
    ValueError
        If there is none of that name; the message has the nearest.
    """
    for family in FAMILIES:
        if family.name == name:
            return family
    names = [*(family.name for family in FAMILIES), *(b.name for b in SYSTEM_BUILDERS)]
    near = difflib.get_close_matches(name, names, 1)
    hint = (
        worded('did you mean "{near}"?', near=near[0])
        if near
        else worded("there are: {names}", names=", ".join(names))
    )
    raise ValueError(
        worded('there is no system or family "{name}"; {hint}', name=name[:40], hint=hint)
    )
