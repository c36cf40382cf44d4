"""How long a cable is: the rule of the evaluation, for one cable at a time."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from designer.evaluate.assumptions import CABLE_NAMES, build_assumptions

if TYPE_CHECKING:
    from designer.export.cable_runs import CableRun
    from designer.export.subject import EvaluatedDesign


class CableLengths:
    """Lengths of the cables of one design, by the assumptions it uses.

    Parameters
    ----------
    subject
        The evaluated design; assumptions that nobody gives count as nothing.
    """

    def __init__(self, subject: EvaluatedDesign) -> None:
        known = build_assumptions(subject.design, subject.library)
        figures = [known.get(name) for name in CABLE_NAMES]
        values = [0.0 if figure is None else figure.value for figure in figures]
        self._in_rack_m, self._riser_m, self._slack_fraction, self._slack_m = values

    def length_m(self, run: CableRun) -> float:
        """Return the length of a cable.

        Parameters
        ----------
        run
            The cable.

        Returns
        -------
        float
            The length given by the user where there is one; the runs at both ends inside a rack;
            else those, the risers, the way between the racks in right angles, and slack. [m]
        """
        if run.link_class.length_m is not None:
            return run.link_class.length_m
        a, z = run.a.place, run.z.place
        if a.floor_name == z.floor_name:
            return 2 * self._in_rack_m
        floor_m = abs(a.x_m - z.x_m) + abs(a.y_m - z.y_m)
        route_m = floor_m + 2 * (self._riser_m + self._in_rack_m)
        return route_m + max(route_m * self._slack_fraction, self._slack_m)


def order_length_m(length_m: float) -> float:
    """Return the length to order.

    Parameters
    ----------
    length_m
        Computed length, slack included. [m]

    Returns
    -------
    float
        Rounded up to whole metres. [m]
    """
    return float(math.ceil(round(length_m, 6)))
