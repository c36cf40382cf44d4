"""The hall, broken in one way or another, and what the rules say about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.evaluate.stages import compute_readouts
from designer.model.block import ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from designer.validate.runner import ValidationState, run_rules
from tests.unit.evaluate.hall import board, hall, hall_blocks, hall_library, hall_parts

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary, Part
    from designer.errors.findings import Finding, FindingCode
    from designer.model.design import Design
    from designer.model.links import LinkBundle


def validated(
    subject: Design,
    *,
    previous: ValidationState | None = None,
    aspects: Aspect = Aspect.ALL,
    library: CatalogLibrary | None = None,
) -> ValidationState:
    known = hall_library() if library is None else library
    graph = build_class_graph(subject)
    state = compute_readouts(subject, known, graph, revision=1, change=EVERYTHING, previous=None)
    return run_rules(
        subject, known, graph, state.readouts, change=ChangeSet(aspects), previous=previous
    )


def found(subject: Design, code: FindingCode) -> list[Finding]:
    return [f for f in validated(subject).findings if f.code is code]


def with_parts(*changed: Part) -> Design:
    return hall(parts=hall_parts() | {part.slug: part for part in changed})


def with_uplink(**changes: object) -> Design:
    blocks = hall_blocks()
    uplink = evolve(blocks["root"].link_bundles[0], **changes)
    blocks["root"] = evolve(blocks["root"], link_bundles=(uplink,))
    return hall(blocks)


def with_bundle(one: LinkBundle) -> Design:
    blocks = hall_blocks()
    bundles = (*blocks["root"].link_bundles, one)
    blocks["root"] = evolve(blocks["root"], link_bundles=bundles)
    return hall(blocks)


def without(*paths: str, **changes: object) -> Design:
    blocks = hall_blocks()
    gone = tuple(InstanceException(path=p, kind=ExceptionKind.REMOVED) for p in paths)
    blocks["root"] = evolve(blocks["root"], exceptions=gone, **changes)
    return hall(blocks)


def tight_hall() -> Design:
    """Return the hall without a free port: nothing is to be said about it."""
    return with_parts(evolve(hall_parts()["acc"], ports=(board("lane", 1),)))
