"""Fixes of findings about cables and modules: others that fit, reach far and are fast enough."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.cables import CableRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import Medium
from designer.commands.cable_choice import CableChoice, fitting_cables
from designer.commands.wiring import EditBundle
from designer.model.evolve import evolve
from designer.validate.rules.fitting import NOMINAL_RATE_TOLERANCE
from designer.wording.wording import worded
from designer.workbench.fixing.fix import Fix, bundle_named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import Part
    from designer.errors.findings import Finding
    from designer.validate.case import BundleInUse, Case

MAX_CABLES: Final = 4
"""Most choices of cable and module that are offered."""

_INSIDE: Final = frozenset((Medium.TRACE, Medium.BACKPLANE))


def other_cable(case: Case, finding: Finding) -> Iterator[Fix]:
    """Offer cables and modules that both ports take, that reach and carry what is needed.

    Parameters
    ----------
    case
        The design.
    finding
        Of code ``medium-mismatch``, ``connector-mismatch``, ``rate-mismatch`` or
        ``reach-exceeded``.

    Yields
    ------
    Fix
        The usual choice first.
    """
    for key in finding.locus.bundle_ids:
        used = bundle_named(case, key)
        if used is None or used.a is None or used.b is None:
            continue
        needed_m = max(
            (r.max_m for r in case.readouts.cable_runs if r.bundle_key == key), default=0
        )
        ports = (used.a.port, used.b.port)
        found = fitting_cables(case.design, case.library, used.block, ports)
        suitable = (c for c in found if _suits(case, used, c, needed_m))
        choices = list(dict.fromkeys(suitable))
        if used.bundle.cable is not None and all(_INSIDE & set(port.media) for port in ports):
            choices.append(CableChoice())
        for choice in choices[:MAX_CABLES]:
            yield _with_cable(case, used, choice)


def _part(case: Case, slug: str | None) -> Part | None:
    return case.part(slug) or (case.library.part(slug) if slug is not None else None)


def _suits(case: Case, used: BundleInUse, choice: CableChoice, needed_m: float) -> bool:
    if used.a is None or used.b is None:
        return False
    rate_bps = min(used.a.port.rate_bps.value, used.b.port.rate_bps.value)
    needed_bps = rate_bps * choice.n_links_per_cable / (1 + NOMINAL_RATE_TOLERANCE)
    for slug in (choice.cable, choice.optic):
        part = _part(case, slug)
        if not isinstance(part, CableRecord | OpticRecord):
            continue
        line_rate = part.line_rate_bps
        if part.reach_m.value < needed_m or (line_rate and line_rate.value < needed_bps):
            return False
    now = (used.bundle.cable, used.bundle.optic)
    return choice.cable is not None and now != (choice.cable, choice.optic)


def _with_cable(case: Case, used: BundleInUse, choice: CableChoice) -> Fix:
    cable, optic = _part(case, choice.cable), _part(case, choice.optic)
    bundle = used.bundle.name or used.bundle.id
    if cable is None:
        label = worded("Use no cable for {bundle}: it runs inside the box", bundle=bundle)
    elif optic is None:
        label = worded("Use {cable} for {bundle}", cable=cable.name, bundle=bundle)
    else:
        label = worded(
            "Use {cable} with {optic} for {bundle}",
            cable=cable.name,
            optic=optic.name,
            bundle=bundle,
        )
    changed = evolve(
        used.bundle,
        cable=choice.cable,
        optic=choice.optic,
        n_links_per_cable=choice.n_links_per_cable,
        n_cables_per_link=1,
    )
    return Fix(label, EditBundle(block=used.block.id, bundle=changed))
