"""What the form for fabrics shows: families, fields, and totals of what the values would build."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.findings import Severity
from designer.errors.tree import CatalogError
from designer.evaluate.bounds import Exactness
from designer.fabric.families.parameters import ParameterError, ParameterKind
from designer.fabric.families.registry import FAMILIES
from designer.fabric.families.systems import SYSTEM_FAMILIES
from designer.model.structure_check import check_structure
from designer.topology.build import build_class_graph
from designer.units.display import quantity_text
from designer.wording.wording import joined, worded
from designer.workbench.workbench import Workbench
from designer.workbench.worker import Request

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.readouts import Readout
    from designer.fabric.families.family import Family
    from designer.fabric.families.parameters import Parameter
    from designer.model.design import Design

AUTOMATIC: Final = ""
"""Text of a field whose value follows from the others."""

MAX_LISTED_PAIRS: Final = 20_000
"""Most listed pairs of a fabric whose numbers are worked out for the form."""

_MARKS: Final = {
    Exactness.EXACT: "=",
    Exactness.INTERVAL: "≥",
    Exactness.LOWER: "≥",
    Exactness.UPPER: "≤",
    Exactness.ESTIMATE: "≈",
}


class FieldRow(NamedTuple):
    """One field of the form; with ``choices`` it is a list to choose from."""

    name: str
    label: str
    text: str
    unit: str
    help: str
    choices: tuple[str, ...]


class TotalRow(NamedTuple):
    """One total: label, value as text, and how sure it is as a mark."""

    label: str
    text: str


class FabricPreview(NamedTuple):
    """What the values build, or why they build nothing.

    ``parameter`` is the field to blame, empty if none is.
    """

    design: Design | None
    totals: tuple[TotalRow, ...]
    problem: str = ""
    parameter: str = ""


def family_rows() -> tuple[Family, ...]:
    """Return the families of fabrics in the order of the form.

    Returns
    -------
    tuple[Family, ...]
        All of them.
    """
    return FAMILIES


def system_rows() -> tuple[Family, ...]:
    """Return the reference systems, which follow the families in the form.

    Returns
    -------
    tuple[Family, ...]
        All of them; their counts are the parameters.
    """
    return SYSTEM_FAMILIES


def has_sizes(name: str) -> bool:
    """Return whether a reference system can be built in other sizes.

    Parameters
    ----------
    name
        Slug.

    Returns
    -------
    bool
        Whether it has a count to choose.
    """
    return any(family.name == name and family.parameters for family in SYSTEM_FAMILIES)


def field_rows(family: Family, library: CatalogLibrary) -> tuple[FieldRow, ...]:
    """Return the fields of a family.

    Parameters
    ----------
    family
        The family.
    library
        Catalog that parts are chosen from.

    Returns
    -------
    tuple[FieldRow, ...]
        One for each parameter, with its default.
    """
    return tuple(
        FieldRow(p.name, p.label, p.default, p.unit, p.help, _choices(p, library))
        for p in family.parameters
    )


def _choices(parameter: Parameter, library: CatalogLibrary) -> tuple[str, ...]:
    if parameter.kind is ParameterKind.CHOICE:
        return parameter.choices
    if parameter.kind is not ParameterKind.PART:
        return ()
    slugs = tuple(p.slug for p in library.parts if p.family in parameter.choices)
    return slugs if parameter.default else (AUTOMATIC, *slugs)


def preview(family: Family, library: CatalogLibrary, texts: Mapping[str, str]) -> FabricPreview:
    """Return what the values of the form would build, counts only.

    Parameters
    ----------
    family
        The family.
    library
        Catalog that parts are taken from.
    texts
        Text by field; empty text takes the default.

    Returns
    -------
    FabricPreview
        Accelerators, switches, links and racks, or the reason why there is nothing.
    """
    try:
        design = family.design(library, texts)
    except ParameterError as problem:
        return FabricPreview(None, (), _refusal(family, problem), problem.name)
    except (CatalogError, ValueError) as problem:
        return FabricPreview(None, (), str(problem))
    found = check_structure(design)
    errors = [f for f in found if f.severity is Severity.ERROR]
    if errors:
        return FabricPreview(None, (), joined("; ", (errors[0].message, errors[0].hint)))
    graph = build_class_graph(design)
    copies: dict[str, int] = {}
    for vertex in graph.vertex_classes:
        copies[vertex.family] = copies.get(vertex.family, 0) + vertex.n_copies
    n_racks = sum(e.n_copies for e in graph.enclosure_classes if e.kind.value == "rack")
    n_links = sum(link.n_links for link in graph.link_classes)
    n_cables = sum(link.n_cables for link in graph.link_classes)
    rows = (
        (worded("Accelerators"), copies.get("accelerator", 0)),
        (worded("Switches"), copies.get("switch", 0)),
        (worded("Links"), n_links),
        (worded("Cables"), n_cables),
        (worded("Racks"), n_racks),
    )
    return FabricPreview(design, tuple(TotalRow(label, f"{n:,}") for label, n in rows))


def _refusal(family: Family, problem: ParameterError) -> str:
    # The command line names the parameter, the form its field.
    labels = {parameter.name: parameter.label for parameter in family.parameters}
    return worded(
        "{label} {value}: {reason}",
        label=labels.get(problem.name, problem.name),
        value=problem.value,
        reason=problem.reason + problem.hint,
    )


def network_totals(design: Design, library: CatalogLibrary) -> tuple[TotalRow, ...]:
    """Return the numbers of a design that take longer than counting.

    Parameters
    ----------
    design
        What :func:`preview` built.
    library
        Catalog.

    Returns
    -------
    tuple[TotalRow, ...]
        Bisection, diameter, power and cost as far as they are known; more than
        :data:`MAX_LISTED_PAIRS` listed pairs are left to the window.
    """
    listed = [b.pairs for block in design.blocks for b in block.link_bundles if b.pairs is not None]
    if sum(len(pairs) for pairs in listed) > MAX_LISTED_PAIRS:
        return ()
    readouts = Workbench(library, design).snapshot.readouts.by_id
    found: list[TotalRow] = []
    for fabric in design.fabrics:
        for name in (f"bisection_bytes_per_s.{fabric.id}", f"diameter_hops.{fabric.id}"):
            if name in readouts:
                row = _total(readouts[name])
                label = worded(
                    "{label}, {fabric}", label=row.label, fabric=fabric.display_name or fabric.id
                )
                found.append(row if len(design.fabrics) == 1 else row._replace(label=label))
    totals = (_total(readouts[name]) for name in ("power_it_w", "capex_usd") if name in readouts)
    return (*found, *totals)


def totals_request(
    design: Design, library: CatalogLibrary, land: Callable[[tuple[TotalRow, ...]], None]
) -> Request:
    """Return the request for the numbers of a design that take longer than counting.

    Parameters
    ----------
    design
        What :func:`preview` built.
    library
        Catalog.
    land
        Called in the owner's thread with the rows.

    Returns
    -------
    Request
        For a :class:`~designer.workbench.worker.Lane`.
    """

    def run(is_cancelled: Callable[[], bool], send: Callable[[object], None]) -> None:
        if not is_cancelled():
            send(network_totals(design, library))

    return Request(frozenset({id(design)}), run, partial(_land, land))


def _land(land: Callable[[tuple[TotalRow, ...]], None], rows: object) -> None:
    if isinstance(rows, tuple):
        land(rows)


def _total(row: Readout) -> TotalRow:
    return TotalRow(row.label, f"{_MARKS[row.exactness]} {quantity_text(row.value, row.unit)}")
