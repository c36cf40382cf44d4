"""Rules about power: what a rack may draw."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.catalog.racks import RackRecord
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.units.display import quantity_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.validate.case import Case


def rack_power_exceeded(case: Case) -> Iterator[Finding]:
    """Report racks whose parts draw more than the rack can supply.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per kind of rack: an error if even the low end of the estimate exceeds the limit, a
        warning if the estimate itself does.
    """
    for load in case.readouts.rack_loads:
        part = case.part(load.part_slug)
        if not isinstance(part, RackRecord):
            continue
        limit_w = part.limit_w.value
        low_w, value_w, high_w = load.peak_w
        if value_w <= limit_w:
            continue
        band = worded(
            "{low_w} to {high_w}",
            low_w=quantity_text(low_w, "W"),
            high_w=quantity_text(high_w, "W"),
        )
        yield Finding(
            FindingCode.RACK_POWER_EXCEEDED,
            Severity.ERROR if low_w > limit_w else Severity.WARNING,
            worded(
                "{n_racks:,} x {rack} draw {peak_w} at peak ({band}); {name} supplies {limit_w}",
                n_racks=load.n_racks,
                rack=load.path or worded("the rack"),
                peak_w=quantity_text(value_w, "W"),
                band=band,
                name=part.name,
                limit_w=quantity_text(limit_w, "W"),
            ),
            hint=worded("spread the nodes over more racks, or choose a rack with a higher limit"),
            locus=Locus(paths=(load.path,) if load.path else ()),
        )
