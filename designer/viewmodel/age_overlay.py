"""Overlay of ages: how old the catalog figures are that the numbers of a design rest on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.contradictions import figures_of
from designer.viewmodel.data_overlay import DataOverlay, PartMark
from designer.viewmodel.overlay_kind import OverlayKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from datetime import date

    from designer.catalog.library import Part
    from designer.workbench.snapshot import Snapshot

EDGES_MONTHS: Final = (3, 6, 12, 18, 24)
STEP_TEXTS: Final = ("0", "3", "6", "12", "18", worded("24 mo"))
MAX_FACTS: Final = 4
_DAYS_PER_MONTH: Final = 365.25 / 12


def oldest_figure(part: Part) -> date | None:
    """Return when the oldest figure of a part was true.

    Parameters
    ----------
    part
        A part.

    Returns
    -------
    date | None
        The earliest "as of" of its figures; ``None`` if it has none.
    """
    return min((figure.as_of for _, figure in figures_of(part)), default=None)


def age_months(as_of: date, today: date) -> int:
    """Return an age in whole months.

    Parameters
    ----------
    as_of, today
        When the figure was true, and the day to count to.

    Returns
    -------
    int
        At least 0.
    """
    return max(0, int((today - as_of).days / _DAYS_PER_MONTH))


def age_overlay(snapshot: Snapshot, today: date) -> DataOverlay:
    """Return how old the oldest figure of every part is.

    Parameters
    ----------
    snapshot
        The design and its numbers.
    today
        The day to count to.

    Returns
    -------
    DataOverlay
        A mark per instance of a part; the legend also tells of numbers of earlier revisions.
    """
    design, readouts = snapshot.design, snapshot.readouts
    dates = {part.slug: oldest_figure(part) for part in design.parts}
    parts: dict[tuple[str, str], PartMark] = {}
    for block in design.blocks:
        for instance in block.instances:
            as_of = dates.get(instance.part or "")
            if as_of is not None:
                months = age_months(as_of, today)
                text = worded("{n} mo", n=months)
                step = sum(months >= edge for edge in EDGES_MONTHS)
                parts[str(block.id), str(instance.id)] = PartMark(step, text)
    facts: list[str] = [
        worded("Age of the oldest figure of each part on {day}, in months", day=today)
    ]
    used = {instance.part for block in design.blocks for instance in block.instances}
    known = sorted((day, slug) for slug, day in dates.items() if day is not None and slug in used)
    for day, slug in known[:MAX_FACTS]:
        part = design.part_by_slug[slug]
        facts.append(worded("{day}: {part}", part=part.name, day=day))
    n_late = sum(row.revision < readouts.revision for row in readouts.rows)
    if n_late:
        facts.append(worded("{n} numbers are of an earlier revision", n=n_late))
    return DataOverlay(OverlayKind.AGE, tuple(facts), parts=parts, step_texts=STEP_TEXTS)
