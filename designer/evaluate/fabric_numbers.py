"""The record of all numbers of one fabric."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from designer.topology.hops import path_of
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.bisection import Cut
    from designer.evaluate.bounds import Estimate
    from designer.evaluate.copy_cut import CopyCut
    from designer.evaluate.link_loads import FullLink, LinkLoad
    from designer.topology.space import FabricSpace

Place: TypeAlias = "tuple[int, tuple[int, ...]]"
"""A copy of a fabric space: its vertex type, and its indices as cells have them."""


@dataclass(frozen=True)
class FabricNumbers:
    """The numbers of one fabric; rates are per direction.

    Attributes
    ----------
    n_endpoints
        Accelerators with links in the fabric, or network adapters if it has no accelerator. [1]
    endpoint_family
        Family of the endpoints.
    injection_bytes_per_s
        Capacity out of one endpoint; an interval if endpoints differ. [byte/s]
    injection_total_bytes_per_s
        Capacity out of all endpoints. [byte/s]
    bisection_bytes_per_s
        Least capacity between halves of the endpoints. [byte/s]
    throughput_all_to_all_bytes_per_s
        Rate out of each endpoint when all pairs send the same. [byte/s]
    throughput_worst_case_bytes_per_s
        Rate per endpoint that any traffic can count on. [byte/s]
    throughput_ecmp_bytes_per_s, throughput_wcmp_bytes_per_s
        Rate out of each endpoint when all pairs send the same over shortest paths, split equally
        over links or by their capacity. [byte/s]
    oversubscription
        Per switch tier, downlink over uplink capacity.
    diameter_hops, mean_hops
        Switches or relaying accelerators on shortest paths between endpoints. [hop]
    bisection_cut
        The witness of the bisection's upper bound.
    link_loads
        How full the links of each class are in all-to-all.
    full_links
        Links that hold traffic up, one by one where the fabric is computed copy by copy.
    is_of_copies
        Whether any of it was found copy by copy, in the order that the document has them.
    problem
        Why there is no number, or empty.
    apart
        Two endpoints of which one cannot reach the other, if that is the problem.
    """

    n_endpoints: int
    endpoint_family: str
    injection_bytes_per_s: Estimate | None = None
    injection_total_bytes_per_s: Estimate | None = None
    bisection_bytes_per_s: Estimate | None = None
    throughput_all_to_all_bytes_per_s: Estimate | None = None
    throughput_worst_case_bytes_per_s: Estimate | None = None
    throughput_ecmp_bytes_per_s: Estimate | None = None
    throughput_wcmp_bytes_per_s: Estimate | None = None
    oversubscription: tuple[tuple[int, Estimate], ...] = ()
    diameter_hops: Estimate | None = None
    mean_hops: Estimate | None = None
    bisection_cut: Cut | CopyCut | None = None
    link_loads: tuple[LinkLoad, ...] = ()
    full_links: tuple[FullLink, ...] = ()
    is_of_copies: bool = False
    problem: str = ""
    apart: tuple[Place, ...] = ()


def unreached_text(space: FabricSpace, apart: tuple[Place, ...]) -> str:
    """Return which endpoint cannot reach which, by their paths.

    Parameters
    ----------
    space
        Index space of the fabric.
    apart
        The two copies: vertex type, and indices as cells have them.

    Returns
    -------
    str
        The problem that stands in the way of numbers.
    """
    first, second = (path_of(space, type_ix, reps) for type_ix, reps in apart)
    return worded("{first} cannot reach {second}", first=first, second=second)
