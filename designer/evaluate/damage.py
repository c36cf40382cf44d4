"""What exceptions took from a fabric, and how much less any half cut of the rest can be.

Only the copies around exceptions are looked at (``docs/methods/bisection.md``).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.topology.space import SpaceTooLargeError
from designer.topology.vicinity import Vicinity
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.topology.space import FabricSpace
    from designer.topology.vicinity import Copy

MAX_DAMAGED: Final = 4_096
"""Most missing links and removed copies that are looked at."""
DAMAGED_METHOD: Final = worded(
    "intact fabric less what is missing, and least structural half split with a minimum cut"
)
"""How a bisection was computed whose lower bound is that of the intact fabric."""


class Damage(NamedTuple):
    """What is missing: removed copies, and links between copies that are there."""

    removed: tuple[Copy, ...]
    links: tuple[tuple[Copy, Copy], ...]


def damage_of(space: FabricSpace, near: Vicinity) -> Damage:
    """Return what is missing in a fabric.

    Parameters
    ----------
    space
        Index space of the fabric.
    near
        Its links around single copies.

    Returns
    -------
    Damage
        Removed copies and damaged links.

    Raises
    ------
    SpaceTooLargeError
        If there is more than :data:`MAX_DAMAGED` of either.
    """
    removed: dict[Copy, None] = {}
    for box in space.boxes:
        for type_ix in box.type_ixs:
            removed |= dict.fromkeys(near.copies(type_ix, box.fixed))
            if len(removed) > MAX_DAMAGED:
                raise SpaceTooLargeError
    links: dict[tuple[Copy, Copy], None] = {}
    ends = (a for cut in space.cuts for a in near.copies(cut.a_type_ix, cut.a_fixed))
    for a in filter(near.is_there, ends):
        for b, own in near.links(a).items():
            if any(one.n_missing for one in own):
                links[min(a, b), max(a, b)] = None
        if len(links) > MAX_DAMAGED:
            raise SpaceTooLargeError
    return Damage(tuple(removed), tuple(links))


def is_endpoint(space: FabricSpace, copy: Copy) -> bool:
    """Return whether a copy is an endpoint.

    Parameters
    ----------
    space
        Index space of the fabric.
    copy
        The copy, removed or not.

    Returns
    -------
    bool
        Whether it is one.
    """
    slug = space.types[copy[0]].part_slug
    return any(k.is_endpoint and (k.type_ix, k.part_slug) == (copy[0], slug) for k in space.kinds)


def lost_of_half_cuts(space: FabricSpace, near: Vicinity, damage: Damage, n_endpoints: int) -> int:
    """Return how much less a half cut of a damaged fabric can be than one of the intact fabric.

    Parameters
    ----------
    space, near, damage
        The damaged fabric.
    n_endpoints
        Endpoints that are left. [1]

    Returns
    -------
    int
        An upper bound. [byte/s]

    Notes
    -----
    Take a half cut of what is left and put back what is missing, one by one. A link adds its
    capacity at most, and a switch that is put where it adds least half of its own. Endpoints are
    put back in pairs, one on either side, the better way round: half of what both have, and half
    of the link between them once more. One that is left over may choose its side, unless the
    halves were unlike already and must not be.
    """
    missing = (
        sum(x.n_missing * x.per_link_bytes_per_s for x in near.between(a, b))
        for a, b in damage.links
    )
    lost = sum(missing)
    placed: set[Copy] = set()

    def own_of(copy: Copy) -> dict[Copy, int]:
        # Capacity to what is there or was put back before.
        found = {
            other: sum(x.n_links * x.per_link_bytes_per_s for x in links)
            for other, links in near.links(copy, with_removed=True).items()
            if other in placed or near.is_there(other)
        }
        placed.add(copy)
        return found

    ends = [one for one in damage.removed if is_endpoint(space, one)]
    for one in damage.removed:
        if not is_endpoint(space, one):
            lost += sum(own_of(one).values()) // 2
    for first, second in zip(ends[::2], ends[1::2], strict=False):
        own, other = own_of(first), own_of(second)
        lost += (sum(own.values()) + sum(other.values()) + other.get(first, 0)) // 2
    if len(ends) % 2:
        own_bytes_per_s = sum(own_of(ends[-1]).values())
        lost += own_bytes_per_s if n_endpoints % 2 else own_bytes_per_s // 2
    return lost


def half_cut_low(
    space: FabricSpace, n_endpoints: int, evaluate: Callable[[FabricSpace], FabricNumbers]
) -> float:
    """Return a lower bound on the bisection of a damaged fabric from that of the intact one.

    Parameters
    ----------
    space
        Index space of the damaged fabric.
    n_endpoints
        Endpoints that are left. [1]
    evaluate
        Gives the numbers of a fabric space.

    Returns
    -------
    float
        The bound; 0 if nothing is missing, copies have other parts, or too much is missing.
        [byte/s]
    """
    if not (space.boxes or space.cuts) or any(box.part_slug is not None for box in space.boxes):
        return 0.0
    near = Vicinity(space)
    try:
        damage = damage_of(space, near)
        lost = lost_of_half_cuts(space, near, damage, n_endpoints)
    except SpaceTooLargeError:
        return 0.0
    intact = evaluate(replace(space, boxes=(), cuts=()))
    n_gone = sum(is_endpoint(space, one) for one in damage.removed)
    cut = intact.bisection_bytes_per_s
    if cut is None or cut.low is None or intact.n_endpoints != n_endpoints + n_gone:
        return 0.0
    return max(0.0, cut.low - lost)
