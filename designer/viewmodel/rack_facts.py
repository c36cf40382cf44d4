"""What every rack in a scope draws and how it is cooled, as short texts on the drawing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.catalog.racks import RackRecord
from designer.units.display import scaled, significant
from designer.viewmodel.box_marks import BoxCollector
from designer.viewmodel.cells import CellForm
from designer.viewmodel.data_overlay import BoxMarks, step_of
from designer.viewmodel.rack_heat import RackLoads, walk_racks
from designer.viewmodel.rack_layout import POWER_STRIP_M
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import NDArray

    from designer.evaluate.rack_load import RackLoad
    from designer.viewmodel.box_marks import Spot
    from designer.viewmodel.cells import Cell
    from designer.workbench.snapshot import Snapshot

_UNKNOWN_RATIO: Final = 0.0


Lines = tuple[str, ...]


@dataclass(frozen=True)
class RackFacts:
    """Texts on racks.

    Attributes
    ----------
    marks
        Racks with the keys of their texts; ``ratios`` are peak draw over limit.
    texts
        By key the lines of a text, and shorter ones to be used where they do not fit.
    strip
        Lower and upper end of the room for the text, above the lower edge of a rack in metres of
        its own cell over the height of that cell; ``None`` where it has no room of its own.
    """

    marks: BoxMarks
    texts: Mapping[str, tuple[Lines, ...]]
    strip: tuple[float, float] | None = None


def rack_facts(snapshot: Snapshot, spot: Spot, *, has_power: bool, has_cooling: bool) -> RackFacts:
    """Return the texts on the racks of a scope.

    Parameters
    ----------
    snapshot
        The design with its rack loads.
    spot
        The scope.
    has_power, has_cooling
        What to tell.

    Returns
    -------
    RackFacts
        A mark per rack that the scope shows, or for the scope itself if it is a rack.
    """
    loads = RackLoads(snapshot)
    collector = BoxCollector()
    texts: dict[str, tuple[Lines, ...]] = {}

    def add(boxes: NDArray[np.float64], load: RackLoad) -> None:
        power = power_texts(loads, load) if has_power else ()
        cooling = cooling_lines(loads, load) if has_cooling else ()
        choices = _choices(power, cooling)
        key = "\n".join(choices[0])
        texts[key] = choices
        limit_w = loads.limit_w(load)
        ratio = load.peak_w[1] / limit_w if limit_w else _UNKNOWN_RATIO
        collector.add(boxes, step_of(ratio), text=key, ratio=ratio)

    if spot.cell.form is CellForm.ELEVATION:
        whole = np.array([[0.0, 0.0, spot.cell.width, spot.cell.height]])
        for load in loads.at(spot.path)[:1]:
            add(whole, load)
    else:
        walk_racks(snapshot, loads, spot, collector, add=add)
    return RackFacts(collector.marks(), texts, _strip(spot.cell))


def _strip(cell: Cell) -> tuple[float, float] | None:
    # Only elevations have a foot with room for it.
    if cell.form is CellForm.ELEVATION:
        foot = cell.height - cell.rails.bounds.y1 if cell.rails is not None else 0.0
        if foot < POWER_STRIP_M[1]:
            return None
        return (foot - POWER_STRIP_M[1]) / cell.height, (foot - POWER_STRIP_M[0]) / cell.height
    found = (_strip(child.cell) for child in cell.children if not child.cell.is_part)
    return next((strip for strip in found if strip is not None), None)


def _choices(power: tuple[str, ...], cooling: tuple[Lines, ...]) -> tuple[Lines, ...]:
    # From the widest to the narrowest; power alone where not even that fits.
    if not power:
        return cooling
    if not cooling:
        return tuple((text,) for text in power)
    short = power[-1]
    pairs = ((power[0], *cooling[0]), *((short, *lines) for lines in cooling), (short,))
    return tuple(dict.fromkeys(pairs))


def power_texts(loads: RackLoads, load: RackLoad) -> tuple[str, ...]:
    """Return what a rack draws at its peak, and what it can supply.

    Parameters
    ----------
    loads
        All loads, which know the limits.
    load
        Of one kind of rack.

    Returns
    -------
    tuple[str, ...]
        For example ``24 / 80 kW`` and ``24 kW``; ``▲`` in front where it is too much.
    """
    number, unit = scaled(load.peak_w[1], "W")
    draw = significant(round(number) if number >= 10 else number, 2)
    limit_w = loads.limit_w(load)
    if not limit_w:
        return (f"{draw} {unit}",)
    limit, limit_unit = scaled(limit_w, "W")
    warning = "▲ " if load.peak_w[1] > limit_w else ""
    if limit_unit == unit:
        return f"{warning}{draw} / {limit:g} {unit}", f"{warning}{draw} {unit}"
    return f"{warning}{draw} {unit} / {limit:g} {limit_unit}", f"{warning}{draw} {unit}"


def cooling_lines(loads: RackLoads, load: RackLoad) -> tuple[Lines, ...]:
    """Return how the heat of a rack leaves it.

    Parameters
    ----------
    loads
        All loads, which know the racks.
    load
        Of one kind of rack.

    Returns
    -------
    tuple[Lines, ...]
        For example ``85 % liquid-cooled`` or ``air-cooled``, with ``≈`` where the share is an
        estimate with a band, ``cooling not stated`` without figure; after it the same in two lines
        for a narrow rack.
    """
    part = loads.part(load)
    if not isinstance(part, RackRecord) or part.liquid_heat_fraction is None:
        return ((worded("cooling not stated"),), (worded("cooling"), worded("not stated")))
    figure = part.liquid_heat_fraction
    is_assumed = figure.is_estimate and figure.low != figure.high
    if figure.value <= 0:
        text = worded("≈ air-cooled") if is_assumed else worded("air-cooled")
        return ((text,), (worded("≈ air") if is_assumed else worded("air"),))
    percent = 100 * figure.value
    if is_assumed:
        text = worded("≈ {percent:.0f} % liquid", percent=percent)
        share = worded("≈ {percent:.0f} %", percent=percent)
    else:
        text = worded("{percent:.0f} % liquid-cooled", percent=percent)
        share = worded("{percent:.0f} %", percent=percent)
    return ((text,), (share, worded("liquid")))
