"""Rules about cable length: what a cable or module reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.catalog.cables import CableRecord
from designer.catalog.optics import OpticRecord
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.validate.case import Case


def reach_exceeded(case: Case) -> Iterator[Finding]:
    """Report bundles whose longest cable is longer than the cable or its modules reach.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per bundle and part: an error if the longest reach that any source gives is exceeded,
        a warning if only the reach that we go by is.
    """
    far_optics = {used.link.bundle_key: used.bundle.b_optic for used in case.links}
    for run in case.readouts.cable_runs:
        for slug in dict.fromkeys((run.cable, run.optic, far_optics.get(run.bundle_key))):
            part = case.part(slug)
            if not isinstance(part, CableRecord | OpticRecord):
                continue
            reach_m = part.reach_m.value
            if run.max_m <= reach_m:
                continue
            is_beyond_all = run.max_m > part.reach_m.band[1]
            yield Finding(
                FindingCode.REACH_EXCEEDED,
                Severity.ERROR if is_beyond_all else Severity.WARNING,
                worded(
                    "the longest of the {n_cables:,} cables of {bundle_key} is {max_m:.3g} m; "
                    "{name} reaches {reach_m:.3g} m",
                    n_cables=run.n_cables,
                    bundle_key=run.bundle_key,
                    max_m=run.max_m,
                    name=part.name,
                    reach_m=reach_m,
                ),
                hint=worded(
                    "move the racks closer, or choose a cable or module with a longer reach"
                ),
                locus=Locus(bundle_ids=(run.bundle_key,), field=part.slug),
            )
