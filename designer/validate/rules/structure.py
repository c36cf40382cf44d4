"""Rules about the document as a whole: empty, dangling references, assumed wiring."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path, used_part_slugs
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.validate.case import BundleInUse, Case


def design_empty(case: Case) -> Iterator[Finding]:
    """Report a design without any part.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        At most one.
    """
    if any(v.n_copies for v in case.graph.vertex_classes):
        return
    yield Finding(
        FindingCode.DESIGN_EMPTY,
        Severity.INFO,
        worded("the design has no accelerator, host or switch yet"),
        hint=worded("drag a rack, node or switch from the palette onto the canvas"),
        locus=Locus(field="design"),
    )


def _unknown(message: str, hint: str, locus: Locus) -> Finding:
    return Finding(FindingCode.REFERENCE_UNKNOWN, Severity.ERROR, message, hint, locus)


def _bundle_references(case: Case, used: BundleInUse) -> Iterator[Finding]:
    locus = Locus(bundle_ids=(used.key,))
    if used.bundle.fabric not in case.design.fabric_by_id:
        yield _unknown(
            worded(
                'link bundle {key} belongs to the fabric "{fabric}", which does not exist',
                key=used.key,
                fabric=used.bundle.fabric,
            ),
            worded("add the fabric, or put the bundle into another one"),
            locus,
        )
    for end in (used.bundle.a, used.bundle.b):
        if chain_from_path(case.design, used.block, path_from_text(end.path)) is None:
            yield _unknown(
                worded(
                    'link bundle {key} ends at "{path}", which does not exist in block "{id}"',
                    key=used.key,
                    path=end.path,
                    id=used.block.id,
                ),
                worded("connect the bundle to an instance of the block, or remove it"),
                locus,
            )


def reference_unknown(case: Case) -> Iterator[Finding]:
    """Report parts, blocks, fabrics and paths that are named but do not exist.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per missing thing and place.
    """
    for slug in used_part_slugs(case.design):
        if case.part(slug) is None:
            yield _unknown(
                worded('the design uses the part "{slug}", which it does not carry', slug=slug),
                worded("replace the part by one of the palette"),
                Locus(field=f"parts.{slug}"),
            )
    for block in case.blocks:
        for instance in block.instances:
            if instance.block is not None and instance.block not in case.design.block_by_id:
                yield _unknown(
                    worded(
                        'instance "{id}" of block "{holder}" is of the block "{block}", which '
                        "does not exist",
                        id=instance.id,
                        holder=block.id,
                        block=instance.block,
                    ),
                    worded("remove the instance"),
                    Locus(field=f"{block.id}/{instance.id}"),
                )
    for used in case.bundles:
        yield from _bundle_references(case, used)


def assumed_wiring(case: Case) -> Iterator[Finding]:
    """Report wiring that no source states.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per assumed fabric that has links, and one per assumed bundle of other fabrics.
    """
    for fabric in case.design.fabrics:
        links = case.graph.link_classes_by_fabric.get(fabric.id, ())
        assumed = links if fabric.is_assumed else [k for k in links if k.is_assumed]
        keys = tuple(dict.fromkeys(link.bundle_key for link in assumed))
        for chosen in (keys,) if fabric.is_assumed else tuple((key,) for key in keys):
            if not chosen:
                continue
            n_links = sum(link.n_links for link in assumed if link.bundle_key in chosen)
            what = (
                worded("fabric {id}", id=term(fabric.id))
                if fabric.is_assumed
                else worded("link bundle {chosen}", chosen=chosen[0])
            )
            yield Finding(
                FindingCode.ASSUMED_WIRING,
                Severity.INFO,
                worded(
                    "the {n_links:,} links of {what} are assumed; no source states how they run",
                    n_links=n_links,
                    what=what,
                ),
                hint=worded("take its numbers as those of the assumed wiring, not of the product"),
                locus=Locus(bundle_ids=chosen),
            )
