"""How full links are, by link class, for colours on the canvas and rows in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readouts


class LinkHeat(NamedTuple):
    """Load over capacity of the fullest link of a class in all-to-all, 0 to 1.

    ``optimum_ratio`` is that of ideal routing, ``ecmp_ratio`` that of the equal split at its own
    throughput, ``None`` where that is not computed; ``is_bottleneck`` says that the class holds up
    ideal routing.
    """

    optimum_ratio: float
    ecmp_ratio: float | None
    is_bottleneck: bool


def link_heat(readouts: Readouts) -> dict[int, LinkHeat]:
    """Return how full the links of every class are.

    Parameters
    ----------
    readouts
        Numbers of a design.

    Returns
    -------
    dict[int, LinkHeat]
        By index into ``ClassGraph.link_classes``; classes without numbers, such as those of
        hosts, are missing.
    """
    return {
        one.link_class_ix: LinkHeat(
            one.load.optimum.peak_ratio,
            None if one.load.ecmp is None else one.load.ecmp.peak_ratio,
            one.load.is_bottleneck,
        )
        for fabric in readouts.fabric_loads
        for one in fabric.links
    }
