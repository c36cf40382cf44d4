"""Fixes of findings about ports and bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.commands.properties import ReplacePart
from designer.commands.structure import SetCount
from designer.commands.wiring import EditBundle, RemoveBundles
from designer.model.evolve import evolve
from designer.wording.wording import worded
from designer.workbench.fixing.fix import (
    Fix,
    bundle_named,
    place_of,
    takes_the_place_of,
    with_size,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.part import PartPort
    from designer.errors.findings import Finding
    from designer.validate.case import BundleInUse, Case, PortUse

MAX_PARTS: Final = 3
"""Most other parts that are offered."""


def over_used(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer fewer links per pair, a part with more ports, fewer partners, or no bundle.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``port-overused``.

    Yields
    ------
    Fix
        In this order.
    """
    use = _use_of(case, finding)
    if use is None:
        return
    bundles = _bundles_at(case, use)
    for used in bundles:
        fewer = _links_that_fit(case, used, use)
        if 1 <= fewer < used.bundle.n_links_per_pair:
            yield _links_per_pair(used, fewer)
    yield from _parts_with_ports(case, finding, use)
    for used in bundles:
        yield from _fewer_partners(case, used, use)
    for used in bundles:
        yield remove_bundle(used)


def dangling(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer more links per pair, or a part with fewer ports.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``port-dangling``.

    Yields
    ------
    Fix
        In this order.
    """
    use = _use_of(case, finding)
    if use is None or not use.n_used:
        return
    for used in _bundles_at(case, use):
        n_now = used.bundle.n_links_per_pair
        n_fit = min(_links_that_fit(case, used, one) for one in _ends_of(case, used))
        if n_fit > n_now:
            yield _links_per_pair(used, n_fit)
    place = place_of(case, finding.locus.paths[0])
    if place is None:
        return
    slug = case.graph.vertex_classes[use.vertex_ix].part_slug
    smaller = [
        part
        for part in case.library.parts
        if takes_the_place_of(case, part, slug)
        and (port := part.port(use.port.name)) is not None
        and use.n_most <= port.count < use.port.count
    ]
    for part in sorted(smaller, key=lambda p: _count(p.port(use.port.name)))[:MAX_PARTS]:
        yield Fix(
            worded(
                "Replace by {part}, which has {n_ports:,} {port} ports",
                part=part.name,
                n_ports=_count(part.port(use.port.name)),
                port=use.port.name,
            ),
            ReplacePart(block=place.block.id, instance=place.instance.id, part=part.slug),
        )


def unknown_port(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer the other port groups of the part, or to remove the bundle.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``port-unknown``.

    Yields
    ------
    Fix
        In this order.
    """
    used = bundle_named(case, finding.locus.bundle_ids[0])
    if used is None:
        return
    for name, end, resolved in (("a", used.bundle.a, used.a), ("b", used.bundle.b, used.b)):
        if resolved is not None:
            continue
        prefix = next(
            (e.chain for e in case.graph.enclosure_classes if e.block_id == used.block.id), ()
        )
        place = place_of(case, "/".join((*prefix, end.path)))
        part = case.part(place.instance.part) if place is not None else None
        for port in part.ports if part is not None else ():
            changed = evolve(used.bundle, **{name: evolve(end, port=port.name)})
            yield Fix(
                worded(
                    'Use port "{port}" of {part}', port=port.name, part=part.name if part else ""
                ),
                EditBundle(block=used.block.id, bundle=changed),
            )
    yield remove_bundle(used)


def empty_bundle(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer to remove bundles.

    Parameters
    ----------
    case
        The design.
    finding
        A finding that names bundles that are good for nothing.

    Yields
    ------
    Fix
        One per bundle.
    """
    for key in finding.locus.bundle_ids:
        used = bundle_named(case, key)
        if used is not None:
            yield remove_bundle(used)


def remove_bundle(used: BundleInUse) -> Fix:
    """Return the fix that removes a bundle.

    Parameters
    ----------
    used
        The bundle.

    Returns
    -------
    Fix
        The last resort.
    """
    return Fix(
        worded("Remove the links {bundle}", bundle=used.bundle.name or used.bundle.id),
        RemoveBundles(block=used.block.id, bundles=(used.bundle.id,)),
    )


def _use_of(case: Case, finding: Finding) -> PortUse | None:
    # The field of a finding is a port group, or a set of cages that several share.
    if not finding.locus.paths:
        return None
    path, name = finding.locus.paths[0], finding.locus.field
    at_path = [use for use in case.port_uses if case.path(use.vertex_ix) == path]
    exact = [use for use in at_path if use.port.name == name]
    pooled = [use for use in at_path if use.port.cage_pool == name and use.n_used]
    return max(exact or pooled, key=lambda use: use.n_most, default=None)


def _bundles_at(case: Case, use: PortUse) -> tuple[BundleInUse, ...]:
    end = (use.vertex_ix, use.port.name)
    keys = dict.fromkeys(
        link.bundle_key
        for link in case.graph.link_classes
        if end in {(link.a_ix, link.a_port), (link.b_ix, link.b_port)}
    )
    found = (bundle_named(case, key) for key in keys)
    return tuple(used for used in found if used is not None)


def _ends_of(case: Case, used: BundleInUse) -> tuple[PortUse, ...]:
    ends = {
        end
        for link in case.graph.link_classes
        if link.bundle_key == used.key
        for end in ((link.a_ix, link.a_port), (link.b_ix, link.b_port))
    }
    return tuple(use for use in case.port_uses if (use.vertex_ix, use.port.name) in ends)


def _links_that_fit(case: Case, used: BundleInUse, use: PortUse) -> int:
    # How many links per pair leave every copy with no more links than ports.
    end = (use.vertex_ix, use.port.name)
    n_all = n_own = 0
    for link in case.graph.link_classes:
        n_ends = (end == (link.a_ix, link.a_port)) + (end == (link.b_ix, link.b_port))
        n_all += n_ends * link.n_links
        n_own += n_ends * link.n_links * (link.bundle_key == used.key)
    if not n_own:
        return used.bundle.n_links_per_pair
    share = use.n_most * n_own / n_all
    n_pairs = share / used.bundle.n_links_per_pair
    return int((use.port.count - (use.n_most - share)) / n_pairs + 1e-9)


def _links_per_pair(used: BundleInUse, n_links: int) -> Fix:
    changed = evolve(used.bundle, n_links_per_pair=n_links)
    return Fix(
        worded(
            "Use {n_links:,} links per pair instead of {n_before:,} in {bundle}",
            n_links=n_links,
            n_before=used.bundle.n_links_per_pair,
            bundle=used.bundle.name or used.bundle.id,
        ),
        EditBundle(block=used.block.id, bundle=changed),
    )


def _parts_with_ports(case: Case, finding: Finding, use: PortUse) -> Iterator[Fix]:
    place = place_of(case, finding.locus.paths[0])
    if place is None:
        return
    slug = case.graph.vertex_classes[use.vertex_ix].part_slug
    larger = [
        part
        for part in case.library.parts
        if takes_the_place_of(case, part, slug) and _count(part.port(use.port.name)) >= use.n_most
    ]
    for part in sorted(larger, key=lambda p: _count(p.port(use.port.name)))[:MAX_PARTS]:
        yield Fix(
            worded(
                "Replace by {part}, which has {n_ports:,} {port} ports",
                part=part.name,
                n_ports=_count(part.port(use.port.name)),
                port=use.port.name,
            ),
            ReplacePart(block=place.block.id, instance=place.instance.id, part=part.slug),
        )


def _fewer_partners(case: Case, used: BundleInUse, use: PortUse) -> Iterator[Fix]:
    # Without relations every copy is linked with every partner: so many fewer links each.
    if used.bundle.relations or used.bundle.pairs is not None or not used.a or not used.b:
        return
    slug = case.graph.vertex_classes[use.vertex_ix].part_slug
    partner = used.b if used.a.part_slug == slug and used.a.port == use.port else used.a
    n_fit = _links_that_fit(case, used, use)
    share = used.bundle.n_links_per_pair
    instance = partner.instances[-1]
    n_copies = instance.count * max(0, n_fit) // share if share == 1 else 0
    if share == 1 and not n_fit:
        n_copies = instance.count * use.port.count // use.n_most
    changed = with_size(instance, n_copies)
    if changed is None:
        return
    around = partner.instances[-2].block if len(partner.instances) > 1 else used.block.id
    block = case.design.block_by_id.get(around) if around is not None else None
    if block is None:
        return
    yield Fix(
        worded(
            "Have {n_copies:,} × {instance} instead of {n_before:,}",
            n_copies=changed.count,
            instance=instance.name or instance.id,
            n_before=instance.count,
        ),
        SetCount(block=block.id, instance=instance.id, n_copies=changed.count),
    )


def _count(port: PartPort | None) -> int:
    return 0 if port is None else port.count
