"""Comparing designs that are opened side by side, each evaluated on its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.catalog.accelerators import AcceleratorRecord
from designer.evaluate.claims import ClaimCheck, RuleClaimCheck, check_claim, check_rule_claim
from designer.evaluate.comparison import Comparison, Side, compare
from designer.evaluate.readouts import Readouts
from designer.fabric.embedding import embed_records
from designer.model.block import Block, BlockKind
from designer.model.design import AssumptionChoice, Design
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Instance
from designer.wording.wording import worded
from designer.workbench.opening import open_named_or_file, system_names
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.catalog.published import WorkedComparison
    from designer.workbench.snapshot import Snapshot


def side_of(snapshot: Snapshot, system_name: str = "") -> Side:
    """Return an open design as one side of a comparison.

    Parameters
    ----------
    snapshot
        The design with its numbers.
    system_name
        Slug of the shipped system that it is, unchanged; empty for all else, since what is
        published about a system does not hold for an edited one.

    Returns
    -------
    Side
        The side.
    """
    published = snapshot.library.published_system(system_name) if system_name else None
    return Side(snapshot.design.name or worded("Untitled"), snapshot.readouts, published)


@dataclass(frozen=True, slots=True)
class WorkedAnswer:
    """A worked comparison with its numbers.

    Attributes
    ----------
    worked
        What is asked.
    snapshots
        The designs, evaluated, in the order of the question.
    comparison
        All of their readouts side by side, over the last one.
    checks
        The claims that belong to the question.
    """

    worked: WorkedComparison
    snapshots: tuple[Snapshot, ...]
    comparison: Comparison
    checks: tuple[ClaimCheck, ...]


def accelerator_snapshot(library: CatalogLibrary, part: AcceleratorRecord) -> Snapshot:
    """Evaluate one accelerator on its own.

    Parameters
    ----------
    library
        The catalog.
    part
        The accelerator.

    Returns
    -------
    Snapshot
        What an accelerator has without a system around it.
    """
    root = Block(
        id=BlockId("one"),
        name=part.name,
        kind=BlockKind.NODE,
        instances=(Instance(id=InstanceId("accelerator"), part=part.slug),),
    )
    assumptions = AssumptionChoice(set=library.assumption_sets[0].slug)
    design = Design(name=part.name, root=root.id, assumptions=assumptions, blocks=(root,))
    return Workbench(library, embed_records(design, library)).snapshot


def opened_side(library: CatalogLibrary, text: str) -> Side:
    """Open and evaluate a design as one side of a comparison.

    Parameters
    ----------
    library
        The catalog.
    text
        Name of a shipped system, slug of an accelerator, or design file.

    Returns
    -------
    Side
        The side.
    """
    return side_of(*_opened(library, text))


def _opened(library: CatalogLibrary, text: str) -> tuple[Snapshot, str]:
    part = library.part(text)
    if isinstance(part, AcceleratorRecord):
        return accelerator_snapshot(library, part), ""
    opened = open_named_or_file(text)
    return Workbench(library, opened.document.design).snapshot, opened.system_name


def distinct_names(sides: Sequence[Side]) -> tuple[Side, ...]:
    """Return the sides with names that tell them apart.

    Parameters
    ----------
    sides
        The sides.

    Returns
    -------
    tuple[Side, ...]
        Equal names get a number.
    """
    names = [side.name for side in sides]
    found: list[Side] = []
    for ix, side in enumerate(sides):
        n_before = names[:ix].count(side.name)
        is_repeated = names.count(side.name) > 1
        name = f"{side.name} ({n_before + 1})" if is_repeated else side.name
        found.append(side._replace(name=name))
    return tuple(found)


def checked_claims(library: CatalogLibrary) -> tuple[ClaimCheck, ...]:
    """Return every claim of the catalog beside what the shipped systems give.

    Parameters
    ----------
    library
        The catalog.

    Returns
    -------
    tuple[ClaimCheck, ...]
        In catalog order; claims about what neither is shipped nor has published totals are left
        out.
    """
    slugs = dict.fromkeys(slug for claim in library.claims for slug in (claim.first, claim.second))
    sides = {slug: side for slug in slugs if (side := _claim_side(library, slug)) is not None}
    return tuple(
        check_claim(claim, sides[claim.first], sides[claim.second])
        for claim in library.claims
        if claim.first in sides and claim.second in sides
    )


def worked_answer(library: CatalogLibrary, worked: WorkedComparison) -> WorkedAnswer:
    """Open and evaluate the designs of a worked comparison.

    Parameters
    ----------
    library
        The catalog.
    worked
        What is asked.

    Returns
    -------
    WorkedAnswer
        The designs, their numbers side by side, and its claims with what becomes of them.
    """
    opened = [_opened(library, slug) for slug in worked.designs]
    sides = [side_of(*one) for one in opened]
    by_slug = dict(zip(worked.designs, sides, strict=True))
    claims = {claim.slug: claim for claim in library.claims}
    checks = []
    for slug in worked.claims:
        claim = claims[slug]
        first, second = (
            by_slug.get(one) or opened_side(library, one) for one in (claim.first, claim.second)
        )
        checks.append(check_claim(claim, first, second))
    comparison = compare(distinct_names(sides))
    return WorkedAnswer(worked, tuple(one[0] for one in opened), comparison, tuple(checks))


def _claim_side(library: CatalogLibrary, slug: str) -> Side | None:
    if slug in system_names() or isinstance(library.part(slug), AcceleratorRecord):
        return opened_side(library, slug)
    published = library.published_system(slug)
    return None if published is None else Side(slug, Readouts(0, ()), published)


def checked_rule_claims(library: CatalogLibrary) -> tuple[RuleClaimCheck, ...]:
    """Return every claim of the catalog about export rules beside what the figures give.

    Parameters
    ----------
    library
        The catalog.

    Returns
    -------
    tuple[RuleClaimCheck, ...]
        In catalog order; claims about parts or rules that are not there are left out.
    """
    found: list[RuleClaimCheck] = []
    for claim in library.rule_claims:
        part, rules = library.part(claim.part), library.ruleset(claim.ruleset)
        if isinstance(part, AcceleratorRecord) and rules is not None:
            found.append(check_rule_claim(claim, part, rules))
    return tuple(found)
