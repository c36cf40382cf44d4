"""Fixes of findings about what is missing, stands alone or has no figure."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.commands.copies import RestoreCopies
from designer.commands.links import LinkPair, RestoreLinks
from designer.commands.macro import Macro
from designer.commands.properties import ReplacePart
from designer.commands.structure import RemoveInstances
from designer.evaluate.figures import quote_in_use
from designer.model.block import ExceptionKind
from designer.wording.wording import worded
from designer.workbench.fixing.fix import Fix, bundle_named, place_of, takes_the_place_of
from designer.workbench.fixing.ports import remove_bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.catalog.library import Part
    from designer.errors.findings import Finding
    from designer.validate.case import Case

MAX_PARTS: Final = 3
"""Most other parts that are offered."""


def split_fabric(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer to bring back copies and links that were taken out of the root block.

    Parameters
    ----------
    case
        The design.
    finding
        Of a code that says that something cannot be reached.

    Yields
    ------
    Fix
        Links first: they are the smaller change.
    """
    del finding
    root = case.design.root_block
    links = tuple(
        LinkPair(bundle=e.bundle, a=e.a, b=e.b, n_links=e.n_links) for e in root.link_exceptions
    )
    if links:
        yield Fix(
            worded("Lay the missing links of {n_pairs:,} pairs again", n_pairs=len(links)),
            RestoreLinks(links=links),
        )
    removed = tuple(e.path for e in root.exceptions if e.kind is ExceptionKind.REMOVED)
    if removed:
        yield Fix(
            worded("Bring {n_copies:,} removed copies back", n_copies=len(removed)),
            RestoreCopies(paths=removed),
        )


def alone(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer to remove what has no links.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``switch-unconnected`` or ``endpoint-unconnected``.

    Yields
    ------
    Fix
        One per place.
    """
    yield from split_fabric(case, finding)
    for path in finding.locus.paths:
        place = place_of(case, path)
        if place is not None:
            yield Fix(
                worded("Remove {instance}", instance=place.instance.name or place.instance.id),
                RemoveInstances(block=place.block.id, instances=(place.instance.id,)),
            )


def unknown_reference(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer to remove what names something that does not exist.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``reference-unknown``.

    Yields
    ------
    Fix
        At most one.
    """
    for key in finding.locus.bundle_ids:
        used = bundle_named(case, key)
        if used is not None:
            yield remove_bundle(used)
    block_id, _, instance_id = finding.locus.field.partition("/")
    block = next((b for b in case.design.blocks if b.id == block_id), None)
    instance = next((i for i in block.instances if i.id == instance_id), None) if block else None
    if block is not None and instance is not None:
        yield Fix(
            worded("Remove {instance}", instance=instance.name or instance.id),
            RemoveInstances(block=block.id, instances=(instance.id,)),
        )


def without_power(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer parts that have a power figure.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``part-without-power``.

    Yields
    ------
    Fix
        Other parts of the family that have every port in use.
    """
    yield from _other_parts(
        case, finding, lambda part: part.tdp_w is not None or part.typical_w is not None
    )


def without_price(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer parts that have a price.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``part-without-price``.

    Yields
    ------
    Fix
        Other parts of the family that have every port in use.
    """
    yield from _other_parts(
        case,
        finding,
        lambda part: quote_in_use(case.design, case.library, part.slug) is not None,
    )


def _other_parts(case: Case, finding: Finding, has_figure: Callable[[Part], bool]) -> Iterator[Fix]:
    slug = finding.locus.field.removeprefix("parts.")
    found = (place_of(case, path) for path in finding.locus.paths)
    places = list({(p.block.id, p.instance.id): p for p in found if p is not None}.values())
    if not places:
        return
    parts = (p for p in case.library.parts if takes_the_place_of(case, p, slug) and has_figure(p))
    for part in sorted(parts, key=lambda p: p.slug)[:MAX_PARTS]:
        label = worded("Replace {part} by {other}", part=slug, other=part.name)
        steps = [
            ReplacePart(block=p.block.id, instance=p.instance.id, part=part.slug) for p in places
        ]
        yield Fix(label, steps[0] if len(steps) == 1 else Macro.of(str(label), steps))
