"""What single parts draw and weigh, by the assumptions of the design."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.assumptions import CONVERSION_EFFICIENCY, TYPICAL_POWER, build_assumptions
from designer.export.subject import part_of

if TYPE_CHECKING:
    from designer.export.subject import EvaluatedDesign


class PartDraws:
    """Draw and mass by part slug; unknown figures count as nothing.

    Parameters
    ----------
    subject
        The evaluated design.
    """

    def __init__(self, subject: EvaluatedDesign) -> None:
        self._subject = subject
        assumptions = build_assumptions(subject.design, subject.library)
        typical = assumptions.get(TYPICAL_POWER)
        efficiency = assumptions.get(CONVERSION_EFFICIENCY)
        self._typical_fraction = 1.0 if typical is None else typical.value
        self._efficiency = 1.0 if efficiency is None else efficiency.value

    def peak_w(self, slug: str) -> float:
        """Return the peak draw of one piece.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        float
            Peak draw, without the parts mounted on it. [W]
        """
        part = part_of(self._subject, slug)
        if part is None:
            return 0.0
        figure = part.tdp_w or part.typical_w
        return figure.value if figure is not None else 0.0

    def typical_w(self, slug: str) -> float:
        """Return the expected draw of one piece under load.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        float
            Typical draw; the assumed share of the peak where no source states it. [W]
        """
        part = part_of(self._subject, slug)
        if part is None or part.typical_w is None:
            return self.peak_w(slug) * self._typical_fraction
        return part.typical_w.value

    def mass_kg(self, slug: str) -> float:
        """Return the mass of one piece.

        Parameters
        ----------
        slug
            Part slug.

        Returns
        -------
        float
            Mass. [kg]
        """
        part = part_of(self._subject, slug)
        return part.mass_kg.value if part is not None and part.mass_kg is not None else 0.0

    def inlet_w(self, draw_w: float) -> float:
        """Return what parts take at the rack inlet.

        Parameters
        ----------
        draw_w
            Sum of the draws of the parts. [W]

        Returns
        -------
        float
            The same with the losses of power conversion. [W]
        """
        return draw_w / self._efficiency
