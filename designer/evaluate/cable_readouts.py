"""Readouts of cabling: total and greatest cable length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.assumptions import CABLE_NAMES
from designer.evaluate.bounds import Estimate, Exactness, Input
from designer.evaluate.readouts import Heading, readout
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.assumptions import AssumptionTable
    from designer.evaluate.cabling import CableRun
    from designer.evaluate.readouts import Readout


def cabling_readouts(
    runs: tuple[CableRun, ...], assumptions: AssumptionTable, revision: int
) -> tuple[Readout, ...]:
    """Return total and greatest cable length.

    Parameters
    ----------
    runs
        Lengths by link class.
    assumptions
        Assumptions that the lengths were computed with.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[Readout, ...]
        ``cable_length_m`` and ``cable_length_max_m``; none without cables.
    """
    if not runs:
        return ()
    low, value, high = (sum(run.n_cables * run.mean_m[ix] for run in runs) for ix in range(3))
    longest = max(runs, key=lambda run: run.max_m)
    known = [assumptions.get(name) for name in CABLE_NAMES]
    inputs: tuple[Input, ...] = tuple(k.input for k in known if k is not None)
    method = worded(
        "Manhattan distance between racks plus risers, runs in the racks and slack, over all rack "
        "pairs; two runs inside one rack; low and high from the bands of the assumptions"
    )
    terms = " + ".join(f"{r.bundle_key}: {r.n_cables:,} x {r.mean_m[1]:.4g} m" for r in runs)
    total = Estimate(value, low, high, Exactness.ESTIMATE, method, inputs)
    greatest = Estimate(longest.max_m, None, None, Exactness.ESTIMATE, method, inputs)
    return (
        readout(
            Heading("cable_length_m", worded("Cabling"), worded("Cable length, total"), "m"),
            total,
            f"{terms} = {value:,.0f} m",
            revision,
        ),
        readout(
            Heading("cable_length_max_m", worded("Cabling"), worded("Longest cable"), "m"),
            greatest,
            f"{longest.bundle_key}: {longest.max_m:.4g} m",
            revision,
        ),
    )
