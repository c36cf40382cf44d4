"""Failures as JSON for scripts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.evaluate.bounds import Estimate
    from designer.evaluate.failures import FabricLeft, FailureEffect
    from designer.evaluate.random_failures import RandomFailures, SampleMean


def failures_json(
    name: str, effects: Iterable[FailureEffect], random: RandomFailures | None = None
) -> bytes:
    """Return failures as JSON.

    Parameters
    ----------
    name
        Name of the design.
    effects
        What was tried.
    random
        What random failures do, or ``None``.

    Returns
    -------
    bytes
        UTF-8 JSON with ``design``, ``failures`` worst first, and ``random``; rates in byte/s per
        direction, fractions over the intact design.
    """
    record: dict[str, Any] = {
        "design": name,
        "failures": [_effect(effect) for effect in sorted(effects, key=lambda e: e.rank)],
    }
    if random is not None:
        record["random"] = {
            "kind": random.kind.value,
            "n_failed": random.n_failed,
            "n_samples": random.n_samples,
            "seed": random.seed,
            "exactness": "estimate",
            "capacity_fraction": _mean(random.capacity_fraction),
            "worst_case_fraction": _mean(random.worst_case_fraction),
            "bisection_fraction": _mean(random.bisection_fraction),
            "n_accelerators_lost": _mean(random.n_accelerators_lost),
            "worst": _effect(random.worst),
        }
    return (json.dumps(record, indent=1, ensure_ascii=False) + "\n").encode()


def _effect(effect: FailureEffect) -> dict[str, Any]:
    return {
        "kind": effect.mode.kind.value,
        "name": effect.mode.name,
        "n_alike": effect.mode.n_alike,
        "is_sampled": effect.mode.is_sampled,
        "n_accelerators_lost": effect.n_accelerators_lost,
        "capacity_fraction": effect.capacity_fraction,
        "fabrics": [_fabric(left) for left in effect.fabrics],
    }


def _fabric(left: FabricLeft) -> dict[str, Any]:
    all_to_all, worst_case, bisection = left.fractions
    numbers = left.numbers
    return {
        "fabric": left.fabric_id,
        "n_endpoints": left.n_endpoints,
        "n_cut_off": left.n_cut_off,
        "is_assumed": left.is_assumed,
        "is_unknown": left.is_unknown,
        "capacity_fraction": left.capacity_fraction,
        "all_to_all_fraction": all_to_all,
        "worst_case_fraction": worst_case,
        "bisection_fraction": bisection,
        "all_to_all": _estimate(numbers.throughput_all_to_all_bytes_per_s),
        "worst_case": _estimate(numbers.throughput_worst_case_bytes_per_s),
        "bisection": _estimate(numbers.bisection_bytes_per_s),
    }


def _estimate(estimate: Estimate | None) -> dict[str, Any] | None:
    if estimate is None:
        return None
    return {
        "value": estimate.value,
        "low": estimate.low,
        "high": estimate.high,
        "exactness": estimate.exactness.value,
    }


def _mean(mean: SampleMean) -> dict[str, float]:
    return {
        "value": mean.value,
        "low": mean.low,
        "high": mean.high,
        "least": mean.least,
        "most": mean.most,
    }
