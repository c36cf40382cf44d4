"""Labels and questions of the catalog, so that a window can show them translated.

The catalog is data and is in English; these lists have them once more for translators.
"""

from __future__ import annotations

from typing import Final

from designer.wording.wording import Wording, worded

ASSUMPTION_LABELS: Final = frozenset((
    worded("Efficiency of power supplies and bus bars, rack inlet to parts"),
    worded("Installation, as a share of the price of all parts"),
    worded("Least slack added to a cable"),
    worded("Maintenance per year, as a share of capex"),
    worded("Power usage effectiveness (facility over IT power)"),
    worded("Run inside a rack, at each end"),
    worded("Short-time peak over sustained peak, for sizing the supply"),
    worded("Slack added to the routed length of a cable"),
    worded("Spares, as a share of the price of all parts"),
    worded("Typical over peak draw, for parts without a typical figure"),
    worded("Vertical run from a rack to the tray, at each end"),
))
"""Labels of the assumptions of shipped assumption sets."""

COMPARISON_TEXTS: Final = frozenset((
    worded("CloudMatrix 384 vs GB200 NVL72"),
    worded(
        "About 40 % more FP16, a third of it for each accelerator, four times the power, "
        "more than twice the price?"
    ),
    worded("H20 vs Ascend 910B"),
    worded("Is H20 slightly superior? Rate, bandwidth and memory answer differently."),
    worded("1,024 H20 vs 1,024 Ascend 910B"),
    worded(
        "What is left of the difference with servers, network, power and price around the "
        "accelerators?"
    ),
    worded("Atlas 950 vs GB200 NVL72"),
    worded(
        "How much of the machine is more accelerators, and what does it keep between halves "
        "of itself?"
    ),
    worded("Atlas 950 vs Vera Rubin NVL144"),
    worded(
        "56.8 times the accelerators, 6.7 times the compute, 15 times the memory, 62 times "
        "the interconnect?"
    ),
    worded("Atlas 950 vs CloudMatrix 384"),
    worded("What did one generation change, and what did it give up?"),
))
"""Titles and questions of worked comparisons."""


def labelled(text: str) -> str:
    """Return a text of the shipped catalog so that the window can translate it.

    Parameters
    ----------
    text
        Label of an assumption, or title or question of a worked comparison.

    Returns
    -------
    str
        A wording if it is listed here; the text itself otherwise.
    """
    is_known = text in ASSUMPTION_LABELS or text in COMPARISON_TEXTS
    return Wording(text, {}) if is_known else text
