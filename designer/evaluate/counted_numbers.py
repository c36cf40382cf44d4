"""Numbers of a folded fabric whose bisection is closed by trying every choice on its copies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from designer.errors.tree import EvaluationError
from designer.evaluate.bounds import Exactness
from designer.evaluate.certified import between, exact
from designer.evaluate.copy_cut import CopyCut
from designer.evaluate.counted_cut import COUNTED_METHOD, MAX_COUNTED_LINKS, least_half_cut
from designer.evaluate.flat_network import flat_fabric

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.evaluate.flat_space import FlatSpace


def may_count(numbers: FabricNumbers, n_links: int) -> bool:
    """Return whether trying every choice may close the bisection of a fabric.

    Parameters
    ----------
    numbers
        What is known of it.
    n_links
        Its links. [1]

    Returns
    -------
    bool
        Whether the bisection is open and the fabric small.
    """
    cut = numbers.bisection_bytes_per_s
    is_open = cut is not None and cut.exactness is not Exactness.EXACT
    return is_open and not numbers.problem and n_links <= MAX_COUNTED_LINKS


def with_counted_cut(
    numbers: FabricNumbers, copies: FlatSpace, cancelled: Callable[[], bool]
) -> FabricNumbers | None:
    """Return the numbers of a fabric with its least half cut.

    Parameters
    ----------
    numbers
        What is known of it.
    copies
        The fabric copy by copy.
    cancelled
        Asked often.

    Returns
    -------
    FabricNumbers | None
        ``None`` if there are too many choices.
    """
    try:
        fabric = flat_fabric(copies.graph, copies.fabric_id)
    except EvaluationError:
        return None
    network = fabric.network
    found = least_half_cut(network, cancelled)
    if found is None or network.n_endpoints != numbers.n_endpoints:
        return None
    n_first = int(network.weight[found.is_first].sum())
    n_second = network.n_endpoints - n_first
    capacity = found.capacity_bytes_per_s
    worst = numbers.throughput_worst_case_bytes_per_s
    high = capacity / (network.n_endpoints // 2)
    if worst is not None and worst.high is not None and high < worst.high:
        worst = between(worst.low, high, worst.method)
    return replace(
        numbers,
        bisection_bytes_per_s=exact(float(capacity), COUNTED_METHOD),
        throughput_worst_case_bytes_per_s=worst,
        bisection_cut=CopyCut(capacity, n_first, n_second, fabric, found.is_first),
    )
