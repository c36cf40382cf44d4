"""Rules about ports: whether they exist, how many links take them, and which are left over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path
from designer.wording.wording import listed, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.validate.case import Case


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
        each = worded("each") if is_even else worded("at the busiest copy")
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
