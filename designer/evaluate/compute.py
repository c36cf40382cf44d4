"""Peak compute: accelerators times their peak dense rate, by number format."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.bounds import Estimate, Exactness
from designer.evaluate.figures import amount_text
from designer.evaluate.readouts import Heading, readout
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.evaluate.arrays import EvalArrays, Item
    from designer.evaluate.figures import KnownFigure
    from designer.evaluate.readouts import Readout


def figure_sum(
    terms: Iterable[tuple[Item, KnownFigure]], unit: str, method: str
) -> tuple[Estimate, str]:
    """Return the sum of count times figure.

    Parameters
    ----------
    terms
        Items with their figure.
    unit
        SI symbol of the figures.
    method
        How the number is computed, in one line.

    Returns
    -------
    tuple[Estimate, str]
        The sum with its band, and the formula with the numbers put in. Low and high are the sums
        of the lows and of the highs, alternatives included; the sum is ``exact`` arithmetic
        unless one of the figures is an estimate of our own.
    """
    pairs = list(terms)
    low = float(sum(item.n * known.low for item, known in pairs))
    value = float(sum(item.n * known.value for item, known in pairs))
    high = float(sum(item.n * known.high for item, known in pairs))
    is_estimate = any(known.is_estimate for _, known in pairs)
    exactness = Exactness.ESTIMATE if is_estimate else Exactness.EXACT
    inputs = tuple(known.input for _, known in pairs)
    products = " + ".join(f"{item.n:,} x {known.text}" for item, known in pairs)
    formula = f"{products or 'no accelerators'} = {amount_text(value, unit)}"
    return Estimate(value, low, high, exactness, method, inputs), formula


def compute_readouts_of(arrays: EvalArrays, revision: int) -> tuple[Readout, ...]:
    """Return the peak rate of the design in every number format its accelerators have.

    Parameters
    ----------
    arrays
        The compiled design.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[Readout, ...]
        One readout per format; an accelerator without a format counts 0 for it.

    Notes
    -----
    **Exactness**: exact arithmetic on the figures; ``estimate`` if a figure is our estimate.
    """
    by_format: dict[str, list[tuple[Item, KnownFigure]]] = {}
    lacking: dict[str, list[str]] = {}
    items = arrays.items_of("accelerators")
    for item in items:
        for number_format, known in arrays.figures[item.slug].peaks:
            by_format.setdefault(number_format, []).append((item, known))
    for number_format, terms in by_format.items():
        having = {item.slug for item, _ in terms}
        lacking[number_format] = [item.slug for item in items if item.slug not in having]
    rows: list[Readout] = []
    for number_format, terms in by_format.items():
        method = worded("accelerators times peak dense rate of one")
        if lacking[number_format]:
            method += worded(
                "; 0 for {lacking}, which lack the format",
                lacking=", ".join(lacking[number_format]),
            )
        estimate, formula = figure_sum(terms, "FLOP/s", method)
        heading = Heading(
            f"peak_flop_per_s.{number_format}",
            worded("Compute"),
            worded("Peak dense {number_format}", number_format=number_format.upper()),
            "FLOP/s",
        )
        rows.append(readout(heading, estimate, formula, revision))
    return tuple(rows)
