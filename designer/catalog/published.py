"""What is published about whole systems, and what is claimed about them: data to compare with."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from designer.catalog.provenance import Figure, Slug, Text
from designer.units.record import FrozenRecord

ReadoutId = Annotated[str, Field(pattern=r"^[a-z0-9_]+(\.[a-z0-9._-]+)?$", max_length=130)]


class PublishedFigure(FrozenRecord):
    """A published total of a system; ``readout`` is the id of the readout that computes it.

    ``scope`` says what the figure takes in where that differs from the readout.
    """

    readout: ReadoutId
    figure: Figure
    scope: Text = ""


class PublishedSystem(FrozenRecord):
    """Published totals of one shipped system; the slug is that of the system."""

    slug: Slug
    figures: tuple[PublishedFigure, ...]

    def of(self, readout_id: str) -> PublishedFigure | None:
        """Return the published total of a readout.

        Parameters
        ----------
        readout_id
            Id of the readout.

        Returns
        -------
        PublishedFigure | None
            The first record of that id, or ``None``.
        """
        return next((one for one in self.figures if one.readout == readout_id), None)


class Claim(FrozenRecord):
    """A statement of a publication about two systems, as a ratio ``first`` over ``second``.

    Each is a shipped system, an accelerator, of which one is meant, or a system of which nothing
    but published totals is known. ``per`` is the readout that both are divided by, empty for whole
    systems.
    """

    slug: Slug
    text: Text
    first: Slug
    second: Slug
    readout: ReadoutId
    per: Annotated[str, Field(max_length=130)] = ""
    low_ratio: Annotated[float, Field(gt=0)]
    high_ratio: Annotated[float, Field(gt=0)]
    source: Slug
    locator: Text = ""
    note: Text = ""


class WorkedComparison(FrozenRecord):
    """Designs that are often put side by side, and what is asked of them; answers are computed.

    ``designs`` are shipped systems or accelerators, the last one is what the ratios are over;
    ``readouts`` are what the question is about, ``claims`` the claims that belong to it.
    """

    slug: Slug
    title: Text
    question: Text
    designs: Annotated[tuple[Slug, ...], Field(min_length=2, max_length=4)]
    readouts: Annotated[tuple[ReadoutId, ...], Field(min_length=1, max_length=12)]
    claims: Annotated[tuple[Slug, ...], Field(max_length=40)] = ()


class RuleClaim(FrozenRecord):
    """A statement of a publication about an accelerator and export rules.

    ``rule`` is the name of rules of the set ``ruleset``, of which there may be several as
    alternatives; ``is_met`` says whether the accelerator is claimed to meet one of them.
    """

    slug: Slug
    text: Text
    part: Slug
    ruleset: Slug
    rule: Text
    is_met: bool
    source: Slug
    locator: Text = ""
    note: Text = ""
