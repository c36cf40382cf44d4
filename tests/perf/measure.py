"""Measuring in ratios: the same run times a fixed reference load beside the thing measured."""

from __future__ import annotations

import statistics
import time
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


class Spread(NamedTuple):
    """Median and 95th percentile [ms]."""

    median: float
    p95: float


def median_ms(action: Callable[[], object], n_runs: int = 41, n_warm: int = 5) -> float:
    """Return the median CPU time of this thread for one call."""
    for _ in range(n_warm):
        action()
    times: list[float] = []
    for _ in range(n_runs):
        start = time.thread_time()
        action()
        times.append((time.thread_time() - start) * 1e3)
    return statistics.median(times)


def spread_ms(
    actions: Sequence[Callable[[], object]], n_runs: int = 41, n_warm: int = 5
) -> list[Spread]:
    """Return the CPU times of this thread for each action; they take turns."""
    times: list[list[float]] = [[] for _ in actions]
    for run in range(n_warm + n_runs):
        for action, own in zip(actions, times, strict=True):
            start = time.thread_time()
            action()
            if run >= n_warm:
                own.append((time.thread_time() - start) * 1e3)
    return [Spread(statistics.median(t), float(np.percentile(t, 95))) for t in times]


def reference_ms() -> float:
    """Return the median time of a fixed numpy and Python load, to compare machines by."""
    values = np.random.default_rng(1).random(200_000)

    def load() -> float:
        total = float(np.sort(values)[::7].sum())
        return total + sum(i * 0.5 for i in range(20_000))

    return median_ms(load, n_runs=15)


def growth_exponent(sizes: list[int], times_ms: list[float]) -> float:
    """Return the slope of log time over log size."""
    return float(np.polyfit(np.log(sizes), np.log(times_ms), 1)[0])
