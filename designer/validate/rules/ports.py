"""Rules about ports and links: how many, how fast, over what, into which socket."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.cables import CableRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import Medium
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path
from designer.units.display import quantity_text
from designer.wording.wording import listed, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.validate.case import Case, LinkInUse

RATE_TOLERANCE: Final = 0.01
"""Relative difference up to which two line rates are the same. [1]"""

NOMINAL_RATE_TOLERANCE: Final = 0.125
"""How much more than its name a module carries: 400G names 4 lanes of up to 112 Gbit/s. [1]"""

_INSIDE: Final = frozenset((Medium.TRACE, Medium.BACKPLANE))


def port_unknown(case: Case) -> Iterator[Finding]:
    """Report bundle ends whose part or block has no port group of the given name.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per end, and one per replaced part that lacks the port.
    """
    for used in case.bundles:
        for end, resolved in ((used.bundle.a, used.a), (used.bundle.b, used.b)):
            exists = chain_from_path(case.design, used.block, path_from_text(end.path)) is not None
            if resolved is None and exists:
                yield Finding(
                    FindingCode.PORT_UNKNOWN,
                    Severity.ERROR,
                    worded(
                        'link bundle {key} uses port "{port}" of "{path}", which it does not have',
                        key=used.key,
                        port=end.port,
                        path=end.path,
                    ),
                    hint=worded("choose one of its port groups, or remove the bundle"),
                    locus=Locus(bundle_ids=(used.key,)),
                )


def port_overused(case: Case) -> Iterator[Finding]:
    """Report port groups that more links of one copy use than there are ports.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per class of parts and port group, told of the copy with most links, and one per class
        and set of cages that its port groups share and fill together.
    """
    hint = worded("link fewer copies, use fewer links per pair, or choose a part with more ports")
    overused: set[tuple[int, str]] = set()
    for use in case.port_uses:
        if use.n_most <= use.port.count:
            continue
        overused.add((use.vertex_ix, use.port.name))
        vertex = case.graph.vertex_classes[use.vertex_ix]
        path = case.path(use.vertex_ix)
        is_even = use.n_used == use.n_most * vertex.n_copies
        each = "each" if is_even else worded("at the busiest copy")
        yield Finding(
            FindingCode.PORT_OVERUSED,
            Severity.ERROR,
            worded(
                "{n_copies:,} x {path} use {n_most:,} {name} ports {each}; {part_slug} has "
                "{count:,}",
                n_copies=vertex.n_copies,
                path=path,
                n_most=use.n_most,
                name=use.port.name,
                each=each,
                part_slug=vertex.part_slug,
                count=use.port.count,
            ),
            hint=hint,
            locus=Locus(paths=(path,), field=use.port.name),
        )
    for pool in case.cage_pools:
        is_known = any((pool.vertex_ix, port.name) in overused for port, _ in pool.uses)
        if pool.n_filled <= pool.n_cages or is_known:
            continue
        path = case.path(pool.vertex_ix)
        uses = listed([worded("{n:,} {name} ports", n=n, name=port.name) for port, n in pool.uses])
        yield Finding(
            FindingCode.PORT_OVERUSED,
            Severity.ERROR,
            worded(
                "{path}: {uses} fill {n_filled:,} {name} cages; {part_slug} has {n_cages:,}",
                path=path,
                uses=uses,
                n_filled=pool.n_filled,
                name=pool.name,
                part_slug=case.graph.vertex_classes[pool.vertex_ix].part_slug,
                n_cages=pool.n_cages,
            ),
            hint=hint,
            locus=Locus(paths=(path,), field=pool.name),
        )


def port_dangling(case: Case) -> Iterator[Finding]:
    """Report ports that nothing is linked to, of parts that have other links.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per class of parts and port group.
    """
    linked = {use.vertex_ix for use in case.port_uses if use.n_used}
    for use in case.port_uses:
        vertex = case.graph.vertex_classes[use.vertex_ix]
        n_ports = use.port.count * vertex.n_copies
        if use.vertex_ix not in linked or use.n_used >= n_ports:
            continue
        path = case.path(use.vertex_ix)
        yield Finding(
            FindingCode.PORT_DANGLING,
            Severity.INFO,
            worded(
                "{n_free:,} of {n_ports:,} {name} ports of {n_copies:,} x {path} are free",
                n_free=n_ports - use.n_used,
                n_ports=n_ports,
                name=use.port.name,
                n_copies=vertex.n_copies,
                path=path,
            ),
            hint=worded("nothing to do if they are spare or lead outside the design"),
            locus=Locus(paths=(path,), field=use.port.name),
        )


def bundle_empty(case: Case) -> Iterator[Finding]:
    """Report bundles that make no link.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per bundle whose ends exist but of which no two copies are linked.
    """
    n_links: dict[str, int] = {}
    for link in case.graph.link_classes:
        n_links[link.bundle_key] = n_links.get(link.bundle_key, 0) + link.n_links
    for used in case.bundles:
        if used.a is None or used.b is None or n_links.get(used.key, 0):
            continue
        yield Finding(
            FindingCode.BUNDLE_EMPTY,
            Severity.WARNING,
            worded(
                "link bundle {key} makes no link: no two copies fit its relations", key=used.key
            ),
            hint=worded("relate dimensions of equal size, or remove the bundle"),
            locus=Locus(bundle_ids=(used.key,)),
        )


def _rate(rate_bps: float) -> str:
    return quantity_text(rate_bps, "bit/s")


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
    for used in case.links:
        problem = _rate_problem(case, used)
        if problem:
            yield Finding(
                FindingCode.RATE_MISMATCH,
                Severity.WARNING,
                worded(
                    "link bundle {bundle_key}: {problem}",
                    bundle_key=used.link.bundle_key,
                    problem=problem,
                ),
                hint=worded("use ports, cables and modules of one rate"),
                locus=Locus(bundle_ids=(used.link.bundle_key,)),
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
    for used in case.links:
        problem = _medium_problem(case, used)
        if problem:
            yield Finding(
                FindingCode.MEDIUM_MISMATCH,
                Severity.ERROR,
                worded(
                    "link bundle {bundle_key}: {problem}",
                    bundle_key=used.link.bundle_key,
                    problem=problem,
                ),
                hint=worded(
                    "choose a cable, and a module if it is a fibre trunk, that both ports take"
                ),
                locus=Locus(bundle_ids=(used.link.bundle_key,)),
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
    for used in case.links:
        problem = _connector_problem(case, used)
        if problem:
            yield Finding(
                FindingCode.CONNECTOR_MISMATCH,
                Severity.ERROR,
                worded(
                    "link bundle {bundle_key}: {problem}",
                    bundle_key=used.link.bundle_key,
                    problem=problem,
                ),
                hint=worded("choose a cable and a module with the connectors of the ports"),
                locus=Locus(bundle_ids=(used.link.bundle_key,)),
            )
