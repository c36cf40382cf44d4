"""Several failures at random: a seeded sample, its mean and how sure that is."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.errors.tree import EvaluationError
from designer.evaluate.failure_modes import (
    NOT_AT_RANDOM,
    FailureKind,
    FailureMode,
    chain_dims,
    failing_chains,
    is_present,
    path_at,
)
from designer.model.block import ExceptionKind
from designer.topology.classes import ExceptionBox
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.failures import FailureEffect, FailureLab
    from designer.topology.classes import Chain, ClassGraph

MAX_FAILED: Final = 64
MAX_SAMPLES: Final = 10_000
_N_RESAMPLES: Final = 2_000
_MAX_DRAWS: Final = 100_000


@dataclass(frozen=True)
class SampleMean:
    """A mean over the samples with the ends of its 95 % bootstrap interval, and the extremes."""

    value: float
    low: float
    high: float
    least: float
    most: float


@dataclass(frozen=True)
class RandomFailures:
    """What random failures do; everything here is an estimate from a sample.

    Attributes
    ----------
    kind, n_failed, seed
        What fails, how many at a time, and the seed of the sample.
    n_samples
        Samples evaluated; fewer than asked for if cancelled. [1]
    capacity_fraction
        See :class:`~designer.evaluate.failures.FailureEffect`. [1]
    worst_case_fraction, bisection_fraction
        Least over the fabrics, over the intact numbers. [1]
    n_accelerators_lost
        Accelerators gone or cut off. [1]
    worst
        The worst sample.
    """

    kind: FailureKind
    n_failed: int
    seed: int
    n_samples: int
    capacity_fraction: SampleMean
    worst_case_fraction: SampleMean
    bisection_fraction: SampleMean
    n_accelerators_lost: SampleMean
    worst: FailureEffect


def random_failures(  # noqa: PLR0913 - one argument per choice of the user
    lab: FailureLab,
    kind: FailureKind,
    n_failed: int,
    *,
    n_samples: int,
    seed: int,
    is_cancelled: Callable[[], bool] = lambda: False,
    said: Callable[[int], None] = lambda _: None,
) -> RandomFailures | None:
    """Let things fail at random and average what is left.

    Parameters
    ----------
    lab
        The design.
    kind
        What fails.
    n_failed
        How many at a time, 1 to :data:`MAX_FAILED`. [1]
    n_samples
        How often, 2 to :data:`MAX_SAMPLES`. [1]
    seed
        Seed of the sample; the same seed gives the same sample.
    is_cancelled
        Asked before each sample.
    said
        Told the number of samples done.

    Returns
    -------
    RandomFailures | None
        ``None`` if cancelled before two samples were done.

    Raises
    ------
    EvaluationError
        If a number is out of range or the design has too few such things.

    Notes
    -----
    **Exactness**: estimate. Every choice of ``n_failed`` present copies is equally likely; the
    interval is the 2.5 to 97.5 percentile of the mean over resampled samples.
    """
    if kind in NOT_AT_RANDOM:
        raise EvaluationError(
            worded(
                "failures of kind {kind} are not drawn at random; choose rack, node, switch box, "
                "switch, accelerator or adapter",
                kind=term(kind.value),
            )
        )
    _check(worded("failures at a time"), n_failed, 1, MAX_FAILED)
    _check(worded("samples"), n_samples, 2, MAX_SAMPLES)
    _check(worded("seed"), seed, 0, 2**63 - 1)
    chains = [chain for one, chain in failing_chains(lab.graph) if one is kind]
    n_there = sum(_n_present(lab.graph, chain) for chain in chains)
    if n_there < n_failed:
        raise EvaluationError(
            worded(
                "the design has {n_there:,} of kind {kind}, fewer than fail",
                n_there=n_there,
                kind=term(kind.value),
            )
        )
    random = np.random.default_rng(seed)
    effects: list[FailureEffect] = []
    for _ in range(n_samples):
        if is_cancelled():
            break
        effects.append(lab.effect(_sample(lab.graph, chains, (kind, n_failed), random)))
        said(len(effects))
    if len(effects) < 2:
        return None

    def mean(values: list[float]) -> SampleMean:
        row = np.array(values)
        picks = random.integers(0, len(row), (_N_RESAMPLES, len(row)))
        low, high = np.percentile(row[picks].mean(axis=1), (2.5, 97.5))
        return SampleMean(
            float(row.mean()), float(low), float(high), float(row.min()), float(row.max())
        )

    return RandomFailures(
        kind,
        n_failed,
        seed,
        len(effects),
        mean([e.capacity_fraction for e in effects]),
        mean([e.least_fraction(1) for e in effects]),
        mean([e.least_fraction(2) for e in effects]),
        mean([float(e.n_accelerators_lost) for e in effects]),
        min(effects, key=lambda e: e.rank),
    )


def _check(what: str, value: int, low: int, high: int) -> None:
    if not low <= value <= high:
        raise EvaluationError(
            worded(
                "{what}: {value:,} is not from {low:,} to {high:,}",
                what=what,
                value=value,
                low=low,
                high=high,
            )
        )


def _n_present(graph: ClassGraph, chain: Chain) -> int:
    n_vertices = sum(v.n_copies for v in graph.vertex_classes if v.chain == chain)
    return n_vertices + sum(e.n_copies for e in graph.enclosure_classes if e.chain == chain)


def _sample(
    graph: ClassGraph,
    chains: list[Chain],
    wanted: tuple[FailureKind, int],
    random: np.random.Generator,
) -> FailureMode:
    kind, n_failed = wanted
    dims = [chain_dims(graph, chain) for chain in chains]
    sizes = [math.prod(graph.dims[ix].size for ix in dim_ixs) for dim_ixs in dims]
    ends = np.cumsum(sizes)
    chosen: dict[str, ExceptionBox] = {}
    for _ in range(_MAX_DRAWS):
        if len(chosen) == n_failed:
            break
        drawn = int(random.integers(0, int(ends[-1])))
        at_class = int(np.searchsorted(ends, drawn, side="right"))
        rest = drawn - int(ends[at_class]) + sizes[at_class]
        at: dict[int, int] = {}
        for ix in reversed(dims[at_class]):
            rest, at[ix] = divmod(rest, graph.dims[ix].size)
        chain = chains[at_class]
        if is_present(graph, chain, at):
            box = ExceptionBox(chain, tuple(sorted(at.items())), ExceptionKind.REMOVED, None)
            chosen[path_at(graph, chain, at)] = box
    if len(chosen) < n_failed:
        raise EvaluationError(
            worded("too few of kind {kind} are left to draw from", kind=term(kind.value))
        )
    name = ", ".join(sorted(chosen))
    return FailureMode(kind, name, next(iter(chosen)), tuple(chosen.values()), 1)
