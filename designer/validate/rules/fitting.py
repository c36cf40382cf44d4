"""Rules about what a link is made of: whether ports, cable and modules fit each other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.cables import CableRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import Medium
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.units.display import quantity_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.validate.case import Case, LinkInUse

RATE_TOLERANCE: Final = 0.01
"""Relative difference up to which two line rates are the same. [1]"""

NOMINAL_RATE_TOLERANCE: Final = 0.125
"""How much more than its name a module carries: 400G names 4 lanes of up to 112 Gbit/s. [1]"""

_INSIDE: Final = frozenset((Medium.TRACE, Medium.BACKPLANE))


def _rate(rate_bps: float) -> str:
    return quantity_text(rate_bps, "bit/s")


def _misfits(
    case: Case,
    problem_of: Callable[[Case, LinkInUse], str],
    code: FindingCode,
    severity: Severity,
    *,
    hint: str,
) -> Iterator[Finding]:
    for used in case.links:
        problem = problem_of(case, used)
        if problem:
            key = used.link.bundle_key
            yield Finding(
                code,
                severity,
                worded("link bundle {bundle_key}: {problem}", bundle_key=key, problem=problem),
                hint=hint,
                locus=Locus(bundle_ids=(key,)),
            )


def _rate_problem(case: Case, used: LinkInUse) -> str:
    a_bps, b_bps = (port.rate_bps.value for port in used.ports)
    if abs(a_bps - b_bps) > RATE_TOLERANCE * max(a_bps, b_bps):
        return worded(
            "{part_a} runs at {rate} and {part_b} at {rate_2}; links run at the lower rate",
            part_a=used.slugs[0],
            rate=_rate(a_bps),
            part_b=used.slugs[1],
            rate_2=_rate(b_bps),
        )
    bundle = used.bundle
    needed_bps = used.link.rate_bps * bundle.n_links_per_cable / bundle.n_cables_per_link
    for slug in (bundle.cable, bundle.optic, bundle.b_optic):
        part = case.part(slug)
        rate = part.line_rate_bps if isinstance(part, CableRecord | OpticRecord) else None
        if rate is not None and needed_bps > rate.value * (1 + NOMINAL_RATE_TOLERANCE):
            return worded(
                "{slug} carries {rate} and would need {rate_2}",
                slug=slug,
                rate=_rate(rate.value),
                rate_2=_rate(needed_bps),
            )
    return ""


def rate_mismatch(case: Case) -> Iterator[Finding]:
    """Report links whose ports, cables or modules differ in line rate.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per bundle and pair of parts.
    """
    yield from _misfits(
        case,
        _rate_problem,
        FindingCode.RATE_MISMATCH,
        Severity.WARNING,
        hint=worded("use ports, cables and modules of one rate"),
    )


def _medium_problem(case: Case, used: LinkInUse) -> str:
    cable = case.part(used.bundle.cable)
    if used.bundle.cable is None:
        if used.bundle.optic is not None:
            return worded("there is a module {optic} but no cable", optic=used.bundle.optic)
        for slug, port in zip(used.slugs, used.ports, strict=True):
            if not _INSIDE & set(port.media):
                return worded(
                    "port {name} of {slug} needs a cable, and none is chosen",
                    name=port.name,
                    slug=slug,
                )
        return ""
    if not isinstance(cable, CableRecord):
        return worded("{cable} is not a cable", cable=used.bundle.cable)
    for slug, port in zip(used.slugs, used.ports, strict=True):
        if cable.medium not in port.media:
            return worded(
                "port {name} of {slug} does not take {medium}",
                name=port.name,
                slug=slug,
                medium=cable.medium.value,
            )
    return ""


def medium_mismatch(case: Case) -> Iterator[Finding]:
    """Report links over a medium that a port does not take.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per bundle and pair of parts.
    """
    yield from _misfits(
        case,
        _medium_problem,
        FindingCode.MEDIUM_MISMATCH,
        Severity.ERROR,
        hint=worded("choose a cable, and a module if it is a fibre trunk, that both ports take"),
    )


def _connector_problem(case: Case, used: LinkInUse) -> str:
    cable = case.part(used.bundle.cable)
    if not isinstance(cable, CableRecord):
        return ""
    optics = (used.bundle.optic, used.bundle.b_optic or used.bundle.optic)
    for slug, port, optic_slug in zip(used.slugs, used.ports, optics, strict=True):
        plug, plug_name = cable.connector, cable.slug
        if optic_slug is not None:
            optic = case.part(optic_slug)
            if not isinstance(optic, OpticRecord):
                return worded("{optic} is not an optical module", optic=optic_slug)
            if optic.connector != cable.connector:
                return worded(
                    "{slug} takes {connector}, {slug_2} ends in {connector_2}",
                    slug=optic.slug,
                    connector=optic.connector,
                    slug_2=cable.slug,
                    connector_2=cable.connector,
                )
            plug, plug_name = optic.cage, optic.slug
        if port.cage != plug:
            return worded(
                "{plug_name} fits {plug}, port {name} of {slug} is {cage}",
                plug_name=plug_name,
                plug=plug,
                name=port.name,
                slug=slug,
                cage=port.cage,
            )
    return ""


def connector_mismatch(case: Case) -> Iterator[Finding]:
    """Report cables and modules that do not fit the sockets of the ports, or each other.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per bundle and pair of parts.
    """
    yield from _misfits(
        case,
        _connector_problem,
        FindingCode.CONNECTOR_MISMATCH,
        Severity.ERROR,
        hint=worded("choose a cable and a module with the connectors of the ports"),
    )
