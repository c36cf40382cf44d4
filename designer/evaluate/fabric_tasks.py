"""What is still to be computed of a fabric, how long that may take, and what holds until then."""

from __future__ import annotations

import math
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.certified import between, exact
from designer.evaluate.counted_numbers import may_count, with_counted_cut
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.flat_space import (
    FlatSpace,
    deadline,
    needs_flat,
    numbers_of_copies,
    only_splits,
)
from designer.evaluate.network import TOO_MANY, evaluate_space
from designer.evaluate.part_space import PartSpace
from designer.topology.space import AxisKind, FabricSpace
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.evaluate.bisection import Cut
    from designer.evaluate.copy_cut import CopyCut
    from designer.evaluate.flat_space import AnySpace
    from designer.evaluate.link_loads import LinkLoad
    from designer.model.ids import FabricId
    from designer.topology.classes import ClassGraph

MAX_INLINE_SETS: Final = 10
"""Most index sets of a fabric whose numbers are computed within the edit; about 8 ms."""
MAX_INLINE_RULES: Final = 64
"""Most rules of such a fabric."""
MAX_WAITED_LINKS: Final = 500_000
"""Most links of a fold that is looked at copy by copy while somebody waits."""
_UNTIL_THEN: Final = worded("injection bounds it until it is computed")


class FabricTask(NamedTuple):
    """A fabric whose numbers are not known yet."""

    fabric_id: FabricId
    space: AnySpace


def n_index_sets(space: FabricSpace) -> int:
    """Return about how many sets of like indices a fabric has.

    Parameters
    ----------
    space
        Index space of the fabric.

    Returns
    -------
    int
        One per vertex type, fixed index of an exception, a missing link or a named copy, and index
        without symmetry; the effort of
        the fold and its programs grows with about the square. [1]
    """
    n_fixed = sum(len(box.fixed) * len(box.type_ixs) for box in (*space.boxes, *space.named))
    n_fixed += sum(len(cut.a_fixed) + len(cut.b_fixed) for cut in space.cuts)
    n_single = sum(
        dim.size
        for dim, axis in zip(space.dims, space.axis_of, strict=True)
        if space.axis_kinds[axis] is not AxisKind.SYMMETRIC
    )
    return len(space.types) + n_fixed + n_single


def is_short(space: AnySpace) -> bool:
    """Return whether the numbers of a fabric can be computed within the edit.

    Parameters
    ----------
    space
        Index space of the fabric.

    Returns
    -------
    bool
        Whether the space is small and the solver is loaded already.
    """
    if not isinstance(space, FabricSpace):
        return False
    is_small = n_index_sets(space) <= MAX_INLINE_SETS and len(space.rules) <= MAX_INLINE_RULES
    return is_small and "highspy" in sys.modules


def quick_numbers(graph: ClassGraph, fabric_id: FabricId) -> FabricNumbers:
    """Return what is certain of a fabric without folding it.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    FabricNumbers
        Total injection, which is a sum over link classes, and the bounds that follow from it: the
        half of the endpoints that injects less has at most half of it, and the endpoint that
        injects least at most the mean.
    """
    classes = graph.vertex_classes
    links = graph.link_classes_by_fabric.get(fabric_id, ())
    ends = {
        ix
        for link in links
        for ix in (link.a_ix, link.b_ix)
        if "cpu" not in {classes[link.a_ix].family, classes[link.b_ix].family}
    }
    families = {classes[ix].family for ix in ends}
    family = "accelerator" if "accelerator" in families else "nic"
    n = sum(classes[ix].n_copies for ix in ends if classes[ix].family == family)
    total = math.fsum(
        link.n_links * round(link.rate_bps / 8)
        for link in links
        for ix in (link.a_ix, link.b_ix)
        if "cpu" not in {classes[link.a_ix].family, classes[link.b_ix].family}
        and classes[ix].family == family
    )
    if n < 2 or total <= 0:
        return FabricNumbers(n, family)
    mean = between(None, total / n, _UNTIL_THEN)
    return FabricNumbers(
        n,
        family,
        injection_total_bytes_per_s=exact(
            total, worded("sum over all endpoints of the port rates in use")
        ),
        bisection_bytes_per_s=between(None, total / 2, _UNTIL_THEN),
        throughput_all_to_all_bytes_per_s=mean,
        throughput_worst_case_bytes_per_s=mean,
    )


def narrowed(old: Estimate | None, new: Estimate | None) -> Estimate | None:
    """Return the tighter of two certified estimates of the same number.

    Parameters
    ----------
    old, new
        Estimates of one revision, the later one last.

    Returns
    -------
    Estimate | None
        The later one with the ends of the earlier where those are tighter, so that an interval
        only shrinks.
    """
    if old is None or new is None or Exactness.ESTIMATE in {old.exactness, new.exactness}:
        return new if new is not None else old
    if old.exactness is Exactness.EXACT:
        return old
    lows = [one.low for one in (old, new) if one.low is not None]
    highs = [one.high for one in (old, new) if one.high is not None]
    low, high = max(lows, default=None), min(highs, default=None)
    if (low, high) == (new.low, new.high) or Exactness.EXACT is new.exactness:
        return new
    return between(low, high, new.method)


def narrowed_numbers(old: FabricNumbers | None, new: FabricNumbers) -> FabricNumbers:
    """Return the numbers of a fabric with every rate as tight as ever seen.

    Parameters
    ----------
    old, new
        Numbers of the same fabric space; ``old`` is ``None`` for the first.

    Returns
    -------
    FabricNumbers
        The new ones with :func:`narrowed` rates.
    """
    if old is None:
        return new
    return replace(
        new,
        bisection_bytes_per_s=narrowed(old.bisection_bytes_per_s, new.bisection_bytes_per_s),
        throughput_all_to_all_bytes_per_s=narrowed(
            old.throughput_all_to_all_bytes_per_s, new.throughput_all_to_all_bytes_per_s
        ),
        throughput_worst_case_bytes_per_s=narrowed(
            old.throughput_worst_case_bytes_per_s, new.throughput_worst_case_bytes_per_s
        ),
    )


def numbers_in_steps(
    space: AnySpace, cancelled: Callable[[], bool], copies: FlatSpace | None = None
) -> Iterator[FabricNumbers]:
    """Yield the numbers of a fabric, each tighter than the ones before.

    Parameters
    ----------
    space
        What the fabric is computed from.
    cancelled
        Asked between steps; nothing more is yielded once it says yes.
    copies
        The same fabric copy by copy, for what its index space is too irregular for.

    Yields
    ------
    FabricNumbers
        Numbers; each fabric gives at least one unless it is cancelled before.
    """
    if cancelled():
        return
    if isinstance(space, FlatSpace):
        yield from numbers_of_copies(space, cancelled)
        return
    if isinstance(space, PartSpace):
        yield space.numbers()
        return
    numbers = evaluate_space(space)
    if cancelled():
        return
    yield numbers
    if copies is not None:
        yield from _from_copies(numbers, copies, cancelled)


def _from_copies(
    numbers: FabricNumbers, copies: FlatSpace, cancelled: Callable[[], bool]
) -> Iterator[FabricNumbers]:
    # What the copies say of a fabric that was folded.
    if may_count(numbers, copies.n_links) and not cancelled():
        counted = with_counted_cut(numbers, copies, cancelled)
        if counted is not None:
            numbers = counted
            yield numbers
    if not needs_flat(numbers, copies.n_links):
        return
    is_split_only = only_splits(numbers, copies.n_links)
    for found in numbers_of_copies(copies, cancelled, is_split_only=is_split_only):
        if not found.problem:
            yield _joined(numbers, found)


def _joined(folded: FabricNumbers, found: FabricNumbers) -> FabricNumbers:
    # What the copies say, and what only the fold says.
    if folded.problem:
        return replace(found, is_of_copies=True)
    return replace(
        narrowed_numbers(folded, found),
        is_of_copies=True,
        diameter_hops=folded.diameter_hops or found.diameter_hops,
        mean_hops=folded.mean_hops or found.mean_hops,
        throughput_ecmp_bytes_per_s=folded.throughput_ecmp_bytes_per_s
        or found.throughput_ecmp_bytes_per_s,
        throughput_wcmp_bytes_per_s=folded.throughput_wcmp_bytes_per_s
        or found.throughput_wcmp_bytes_per_s,
        bisection_cut=_better_cut(folded, found),
        link_loads=_better_loads(folded, found),
    )


def _better_cut(folded: FabricNumbers, found: FabricNumbers) -> Cut | CopyCut | None:
    # The witness of the lesser upper bound; that of the fold if both are equal.
    cuts = [one for one in (folded.bisection_cut, found.bisection_cut) if one is not None]
    return min(cuts, key=lambda cut: cut.capacity_bytes_per_s, default=None)


def _better_loads(folded: FabricNumbers, found: FabricNumbers) -> tuple[LinkLoad, ...]:
    # Ideal loads of the better routing, those of the fold if neither is better; splits of both.
    if not folded.link_loads or not found.link_loads:
        return folded.link_loads or found.link_loads
    rates = (folded.throughput_all_to_all_bytes_per_s, found.throughput_all_to_all_bytes_per_s)
    lows = [0.0 if one is None or one.low is None else one.low for one in rates]
    better, other = folded.link_loads, found.link_loads
    if lows[1] > lows[0] * (1 + 1e-9):
        better, other = other, better
    by_ix = {load.link_ix: load for load in other}
    return tuple(
        load
        if load.ecmp is not None or load.link_ix not in by_ix
        else replace(load, ecmp=by_ix[load.link_ix].ecmp, wcmp=by_ix[load.link_ix].wcmp)
        for load in better
    )


def is_settled(space: AnySpace, numbers: FabricNumbers) -> bool:
    """Return whether nothing better is to come than the first numbers of a fabric.

    Parameters
    ----------
    space
        What the fabric is computed from.
    numbers
        What the first step gave.

    Returns
    -------
    bool
        For a part always, for a fabric if all its rates are exact and the splits are there.
    """
    rates = (
        numbers.bisection_bytes_per_s,
        numbers.throughput_all_to_all_bytes_per_s,
        numbers.throughput_worst_case_bytes_per_s,
    )
    is_exact = all(r is not None and r.exactness is Exactness.EXACT for r in rates)
    has_splits = numbers.throughput_ecmp_bytes_per_s is not None
    return isinstance(space, PartSpace) or (is_exact and has_splits)


def first_numbers(space: AnySpace, copies: FlatSpace) -> tuple[FabricNumbers, bool]:
    """Return the numbers of a fabric for somebody who does not wait.

    Parameters
    ----------
    space
        What the fabric is computed from.
    copies
        The same fabric copy by copy.

    Returns
    -------
    tuple[FabricNumbers, bool]
        What the first step gives, and whether nothing better is to come.
    """
    numbers = next(numbers_in_steps(space, lambda: False))
    n_links = copies.n_links
    return numbers, not needs_flat(numbers, n_links) and not may_count(numbers, n_links)


def settled_numbers(space: AnySpace, copies: FlatSpace) -> FabricNumbers:
    """Return the numbers of a fabric for somebody who waits.

    Parameters
    ----------
    space
        What the fabric is computed from.
    copies
        The same fabric copy by copy.

    Returns
    -------
    FabricNumbers
        What the fold gives; for a fabric that is computed copy by copy the best within the time
        of :func:`~designer.evaluate.flat_space.spending`. One whose rules are too large to fold
        is computed until all-to-all has a lower bound.
    """
    is_over = deadline()
    found: list[FabricNumbers] = []

    # A fabric of rules that is too large to fold would have nothing to show for its size.
    needs_both = not isinstance(space, FlatSpace)

    def is_enough() -> bool:
        return bool(found) and is_over() and (not needs_both or _has_both_ends(found[-1]))

    for numbers in numbers_in_steps(space, is_enough, copies):
        found.append(narrowed_numbers(found[-1] if found else None, numbers))
        if needs_both and copies.n_links > MAX_WAITED_LINKS and _has_both_ends(numbers):
            break
    return found[-1] if found else FabricNumbers(0, "")


def _has_both_ends(numbers: FabricNumbers) -> bool:
    # Whether more time is only for a tighter interval.
    rate = numbers.throughput_all_to_all_bytes_per_s
    is_hopeless = bool(numbers.problem) and numbers.problem != TOO_MANY
    return is_hopeless or (rate is not None and rate.low is not None)
