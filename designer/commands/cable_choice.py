"""Which cable and optic a new link bundle starts with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.cables import CableRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import Medium
from designer.model.block import BlockKind

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.catalog.part import PartPort
    from designer.model.block import Block
    from designer.model.design import Design

_FIXED_CAGES: Final = frozenset({"on-board", "backplane"})
_FAR_KINDS: Final = frozenset({BlockKind.CLUSTER, BlockKind.SUPERNODE})


class CableChoice(NamedTuple):
    """Part slugs, ``None`` where nothing is bought, and links that share one cable."""

    cable: str | None = None
    optic: str | None = None
    n_links_per_cable: int = 1


def choose_cable(
    design: Design, library: CatalogLibrary, owner: Block, ports: tuple[PartPort, PartPort]
) -> CableChoice:
    """Return the first of :func:`fitting_cables`.

    Parameters
    ----------
    design, library
        Where cables and optics are looked for; records of the design come first.
    owner
        Block that owns the link bundle.
    ports
        Port group at each end.

    Returns
    -------
    CableChoice
        Nothing at all for traces and backplanes, and where the catalog has nothing that fits.
    """
    ranked = fitting_cables(design, library, owner, ports)
    return ranked[0] if ranked else CableChoice()


def fitting_cables(
    design: Design, library: CatalogLibrary, owner: Block, ports: tuple[PartPort, PartPort]
) -> tuple[CableChoice, ...]:
    """Return the cables and optics that fit both ports, the usual one first.

    Copper comes first inside racks and boxes, fibre first between them. Of several optics the one
    with the line rate closest to that of the cage is taken. A fibre cable that ends in the cage
    itself is an active optical cable and takes no optic.

    Parameters
    ----------
    design, library
        Where cables and optics are looked for; records of the design come first.
    owner
        Block that owns the link bundle.
    ports
        Port group at each end.

    Returns
    -------
    tuple[CableChoice, ...]
        Empty for traces and backplanes, and where the catalog has nothing that fits.
    """
    media = set(ports[0].media) & set(ports[1].media)
    if any(port.cage in _FIXED_CAGES for port in ports) or ports[0].cage != ports[1].cage:
        return ()
    parts = {part.slug: part for part in (*library.parts, *design.parts)}
    cables = [part for part in parts.values() if isinstance(part, CableRecord)]
    optics = [part for part in parts.values() if isinstance(part, OpticRecord)]
    n_per_cage = min(port.n_per_cage for port in ports)
    plugged = [c for c in cables if c.connector == ports[0].cage and c.medium in media]
    copper = [CableChoice(c.slug, None, n_per_cage) for c in plugged if c.medium is Medium.COPPER]
    active = [CableChoice(c.slug, None, n_per_cage) for c in plugged if c.medium is Medium.FIBRE]
    rate_bps = n_per_cage * min(port.rate_bps.value for port in ports)
    fitting = sorted(
        (o for o in optics if o.cage == ports[0].cage and Medium.FIBRE in media),
        key=lambda optic: (abs(optic.line_rate_bps.value - rate_bps), optic.slug),
    )
    fibre = [
        CableChoice(cable.slug, optic.slug, n_per_cage)
        for optic in fitting
        for cable in cables
        if cable.medium is Medium.FIBRE and cable.connector == optic.connector
    ]
    is_far = owner.kind in _FAR_KINDS
    return (*fibre, *active, *copper) if is_far else (*copper, *active, *fibre)
