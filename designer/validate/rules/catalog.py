"""Rules about catalog figures that numbers need: power and price."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.evaluate.arrays import GROUP_BY_FAMILY, POWERED_GROUPS, bought_parts
from designer.evaluate.figures import part_in_use, quote_in_use
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.validate.case import Case


def _bought(case: Case) -> dict[str, int]:
    counts: dict[str, int] = {}
    for slug, n in bought_parts(case.graph):
        if n:
            counts[slug] = counts.get(slug, 0) + n
    return counts


def _places(case: Case, slug: str) -> Locus:
    graph = case.graph
    chains = [c.chain for c in graph.vertex_classes if c.part_slug == slug]
    chains += [c.chain for c in graph.enclosure_classes if c.part_slug == slug]
    keys = (k.bundle_key for k in graph.link_classes if slug in {k.cable, k.optic, k.b_optic})
    paths = tuple(dict.fromkeys("/".join(chain) for chain in chains if chain))
    return Locus(paths=paths, bundle_ids=tuple(dict.fromkeys(keys)), field=f"parts.{slug}")


def part_without_power(case: Case) -> Iterator[Finding]:
    """Report parts that draw power but have no figure for it.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per part of the families that draw power.
    """
    for slug, n in _bought(case).items():
        part = part_in_use(case.design, case.library, slug)
        if part is None or GROUP_BY_FAMILY[part.family] not in POWERED_GROUPS:
            continue
        if part.tdp_w is None and part.typical_w is None:
            yield Finding(
                FindingCode.PART_WITHOUT_POWER,
                Severity.WARNING,
                worded("{n:,} x {name} have no power figure and count as 0 W", n=n, name=part.name),
                hint=worded("IT power is too low by what they draw; choose a part with a figure"),
                locus=_places(case, slug),
            )


def part_without_price(case: Case) -> Iterator[Finding]:
    """Report parts without a price.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per part that has neither a price per piece nor, for cables, per metre.
    """
    for slug, n in _bought(case).items():
        part = part_in_use(case.design, case.library, slug)
        has_length_price = (
            part is not None and part.family == "cable" and part.price_usd_per_m is not None
        )
        if has_length_price or quote_in_use(case.design, case.library, slug) is not None:
            continue
        yield Finding(
            FindingCode.PART_WITHOUT_PRICE,
            Severity.WARNING,
            worded(
                "{n:,} x {name} have no price and count as 0 USD",
                n=n,
                name=part.name if part is not None else slug,
            ),
            hint=worded("capex is too low by what they cost; choose a part with a price"),
            locus=_places(case, slug),
        )
