"""Memory of the accelerators: capacity and bandwidth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.compute import figure_sum
from designer.evaluate.readouts import Heading, readout
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.arrays import EvalArrays
    from designer.evaluate.readouts import Readout


def memory_readouts(arrays: EvalArrays, revision: int) -> tuple[Readout, ...]:
    """Return capacity and bandwidth of the accelerators' memory.

    Parameters
    ----------
    arrays
        The compiled design.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[Readout, ...]
        ``memory_bytes`` and ``memory_bytes_per_s``; both are 0 without accelerators. Memory of
        hosts is not counted.

    Notes
    -----
    **Exactness**: exact arithmetic on the figures; ``estimate`` if a figure is our estimate.
    """
    pairs = [(item, arrays.figures[item.slug]) for item in arrays.items_of("accelerators")]
    capacity, capacity_formula = figure_sum(
        [(item, f.memory) for item, f in pairs if f.memory is not None],
        "byte",
        worded("accelerators times memory capacity of one; memory of hosts is not counted"),
    )
    rate, rate_formula = figure_sum(
        [(item, f.memory_rate) for item, f in pairs if f.memory_rate is not None],
        "byte/s",
        worded("accelerators times memory bandwidth of one, at the memory pins"),
    )
    return (
        readout(
            Heading("memory_bytes", worded("Memory"), worded("Accelerator memory"), "byte"),
            capacity,
            capacity_formula,
            revision,
        ),
        readout(
            Heading(
                "memory_bytes_per_s",
                worded("Memory"),
                worded("Accelerator memory bandwidth"),
                "byte/s",
            ),
            rate,
            rate_formula,
            revision,
        ),
    )
