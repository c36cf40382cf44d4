"""Assumptions in use: the named set of the catalog with the user's own values on top."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from designer.commands.assumptions import value_problem
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.evaluate.bounds import Input
from designer.evaluate.figures import KnownFigure, known_figure
from designer.units.display import quantity_text
from designer.units.quantity import UNITS
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.assumptions import AssumptionSet
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import AssumptionOverride, Design

PUE: Final = "pue_ratio"
CONVERSION_EFFICIENCY: Final = "conversion_efficiency_fraction"
TYPICAL_POWER: Final = "typical_power_fraction"
CABLE_IN_RACK: Final = "cable_in_rack_m"
CABLE_RISER: Final = "cable_riser_m"
CABLE_SLACK_SHARE: Final = "cable_slack_fraction"
CABLE_SLACK: Final = "cable_slack_m"

CABLE_NAMES: Final = (CABLE_IN_RACK, CABLE_RISER, CABLE_SLACK_SHARE, CABLE_SLACK)
NAMES_READ: Final = (PUE, CONVERSION_EFFICIENCY, TYPICAL_POWER, *CABLE_NAMES)
"""Names that the evaluation looks up; other assumptions of a set are for later models."""


@dataclass(frozen=True)
class AssumptionTable:
    """The assumptions of a design, ready to compute with.

    Attributes
    ----------
    figures
        Figures by name.
    findings
        One finding per name that neither the set nor the user gives, and per value that cannot be.
    """

    figures: dict[str, KnownFigure] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    def get(self, name: str) -> KnownFigure | None:
        """Return an assumption.

        Parameters
        ----------
        name
            One of the names of this module.

        Returns
        -------
        KnownFigure | None
            The figure, or ``None`` if nobody gives one.
        """
        return self.figures.get(name)


def unit_of_name(name: str) -> str:
    """Return the unit that the suffix of an assumption name stands for.

    Parameters
    ----------
    name
        For example ``pue_ratio``.

    Returns
    -------
    str
        SI symbol; ``"1"`` if no suffix fits.
    """
    fits = [unit for unit in UNITS if unit.suffix and name.endswith(unit.suffix)]
    return max(fits, key=lambda unit: len(unit.suffix)).symbol if fits else "1"


def _overridden(override: AssumptionOverride) -> KnownFigure:
    unit = unit_of_name(override.name)
    value = override.value
    note = override.note or worded("value set in this design")
    sources = () if override.source is None else (override.source,)
    given = Input(override.name, value, unit, "user", sources, note)
    return KnownFigure(value, value, value, given, quantity_text(value, unit), is_estimate=True)


def _missing(name: str, chosen: AssumptionSet | None, slug: str) -> Finding:
    what = worded('assumption set "{slug}" has no {name}', slug=slug, name=name)
    if chosen is None:
        what = worded(
            'assumption set "{slug}" is not in the catalog and the design gives no {name}',
            slug=slug,
            name=name,
        )
    return Finding(
        FindingCode.REFERENCE_UNKNOWN,
        Severity.WARNING,
        worded("{what}; numbers that need it leave it out", what=what),
        hint=worded("choose another assumption set, or set {name} in this design", name=name),
        locus=Locus(field=f"assumptions.{name}"),
    )


def _refused(name: str, problem: str) -> Finding:
    return Finding(
        FindingCode.FIELD_INVALID,
        Severity.ERROR,
        worded("{problem}; the value is not used", problem=problem),
        hint=worded("set {name} to a value that can be", name=name),
        locus=Locus(field=f"assumptions.{name}"),
    )


def build_assumptions(design: Design, library: CatalogLibrary) -> AssumptionTable:
    """Return the assumptions of a design.

    Parameters
    ----------
    design
        The document; its overrides win over the set.
    library
        Catalog that owns the sets.

    Returns
    -------
    AssumptionTable
        Figures by name, and a finding per name of :data:`NAMES_READ` that is missing and per
        override that is out of range, for which the value of the set stands.
    """
    choice = design.assumptions
    chosen = library.assumption_set(choice.set)
    figures: dict[str, KnownFigure] = {}
    if chosen is not None:
        figures = {a.name: known_figure(a.name, a.figure) for a in chosen.assumptions}
    findings: list[Finding] = []
    for override in choice.overrides:
        problem = value_problem(override.name, override.value)
        if problem:
            findings.append(_refused(override.name, problem))
        else:
            figures[override.name] = _overridden(override)
    findings += [_missing(n, chosen, choice.set) for n in NAMES_READ if n not in figures]
    return AssumptionTable(figures, tuple(findings))
