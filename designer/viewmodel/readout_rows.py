"""Readouts as grouped rows with certainty and change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.evaluate.bounds import Exactness
from designer.units.display import quantity_text, significant
from designer.viewmodel.explain import value_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readout, Readouts

_BADGES = {
    Exactness.EXACT: ("exact", "good"),
    Exactness.INTERVAL: ("bounds", "info"),
    Exactness.LOWER: ("bounds", "info"),
    Exactness.UPPER: ("bounds", "info"),
    Exactness.ESTIMATE: ("estimate", "warning"),
}
_ABSOLUTE_UNITS = frozenset({"1", "hop"})


@dataclass(frozen=True, slots=True)
class ReadoutRow:
    """One readout as shown.

    Attributes
    ----------
    readout
        The number itself, for explanations.
    label, value_text
        Name, and value with unit.
    badge, badge_kind
        Certainty in a word, and the colour role it is shown in.
    delta_text
        Change against the baseline; empty if there is none.
    delta_sign
        -1, 0 or +1.
    late_text
        For a number that is still being computed: which revision the value belongs to; else empty.
    """

    readout: Readout
    label: str
    value_text: str
    badge: str
    badge_kind: str
    delta_text: str = ""
    delta_sign: int = 0
    late_text: str = ""


@dataclass(frozen=True, slots=True)
class ReadoutGroup:
    """Rows under one heading."""

    title: str
    rows: tuple[ReadoutRow, ...]


def readout_groups(readouts: Readouts, baseline: Readouts | None) -> tuple[ReadoutGroup, ...]:
    """Return the readouts by heading, in display order.

    Parameters
    ----------
    readouts
        What to show.
    baseline
        What changes are measured against; ``None`` shows no changes.

    Returns
    -------
    tuple[ReadoutGroup, ...]
        Groups in the order in which their first readout comes.
    """
    before = {} if baseline is None or baseline is readouts else baseline.by_id
    grouped: dict[str, list[ReadoutRow]] = {}
    for readout in readouts.rows:
        has_baseline = baseline is not None and baseline is not readouts
        delta = _delta(readout, before.get(readout.id)) if has_baseline else ("", 0)
        row = _row(readout, *delta)
        if readout.revision < readouts.revision:
            row = _late(readout, readouts.revision)
        grouped.setdefault(readout.group, []).append(row)
    return tuple(ReadoutGroup(title, tuple(rows)) for title, rows in grouped.items())


def totals_only(groups: tuple[ReadoutGroup, ...]) -> tuple[ReadoutGroup, ...]:
    """Leave out the parts of totals.

    Parameters
    ----------
    groups
        All groups.

    Returns
    -------
    tuple[ReadoutGroup, ...]
        Rows whose id does not continue the id of another row, as ``n_links.scale-up.a`` does.
    """
    ids = {row.readout.id for group in groups for row in group.rows}
    kept = (
        ReadoutGroup(
            group.title, tuple(r for r in group.rows if not is_part_of_total(r.readout.id, ids))
        )
        for group in groups
    )
    return tuple(group for group in kept if group.rows)


def is_part_of_total(readout_id: str, ids: set[str]) -> bool:
    """Return whether a readout is a part of another one.

    Parameters
    ----------
    readout_id
        Id of the readout.
    ids
        Ids of all readouts.

    Returns
    -------
    bool
        Whether its id continues the id of another one, as ``n_links.scale-up.a`` does.
    """
    steps = readout_id.split(".")
    return any(".".join(steps[:n]) in ids for n in range(1, len(steps)))


def _row(readout: Readout, delta_text: str, delta_sign: int) -> ReadoutRow:
    badge, kind = _BADGES[readout.exactness]
    return ReadoutRow(
        readout, readout.label, value_text(readout), badge, kind, delta_text, delta_sign
    )


def _late(readout: Readout, revision: int) -> ReadoutRow:
    text = worded(
        "Value of revision {revision:,}; revision {newer:,} is being computed",
        revision=readout.revision,
        newer=revision,
    )
    return ReadoutRow(
        readout, readout.label, value_text(readout), "updating", "late", late_text=text
    )


def _delta(now: Readout, before: Readout | None) -> tuple[str, int]:
    if before is None:
        return "new", 1
    difference = now.value - before.value
    if difference == 0:
        return "", 0
    sign = 1 if difference > 0 else -1
    mark = "+" if sign > 0 else "−"
    if before.value == 0 or now.unit in _ABSOLUTE_UNITS:
        return f"{mark}{quantity_text(abs(difference), now.unit)}", sign
    percent = 100.0 * abs(difference / before.value)
    if percent > 1000:
        return f"×{significant(now.value / before.value, 3)}", sign
    return f"{mark}{significant(percent, 3 if percent >= 0.01 else 1)} %", sign


def delta_text(now: Readout, before: Readout | None) -> str:
    """Return the change of a readout in a word or two.

    Parameters
    ----------
    now, before
        The readout in both states; ``before`` is ``None`` if it did not exist.

    Returns
    -------
    str
        For example ``+25 %``, ``new``, or empty if nothing changed.
    """
    return _delta(now, before)[0]


def delta_in_words(now: Readout, before: Readout | None) -> str:
    """Return the change of a readout as a sentence.

    Parameters
    ----------
    now, before
        The readout in both states; ``before`` is ``None`` if it did not exist.

    Returns
    -------
    str
        For example ``was 75.94 TB/s, −672 GB/s``; empty if nothing changed.
    """
    if before is None:
        return worded("not there before")
    difference = now.value - before.value
    if difference == 0:
        return ""
    mark = "+" if difference > 0 else "−"
    change = quantity_text(abs(difference), now.unit)
    return worded(
        "was {value}, {mark}{change}",
        value=quantity_text(before.value, before.unit),
        mark=mark,
        change=change,
    )
