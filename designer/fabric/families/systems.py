"""Reference systems in the form of families: their counts are the parameters."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from designer.fabric.families.family import Family
from designer.fabric.families.parameters import Parameter
from designer.fabric.registry import SYSTEM_BUILDERS
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.parameters import Values
    from designer.fabric.registry import CountParameter, SystemBuilder
    from designer.model.design import Design


_LABELS: Final = {
    "n_groups": worded("Groups"),
    "n_compute_trays": worded("Compute trays"),
    "n_units": worded("Scalable units"),
    "n_pods": worded("Pods"),
    "n_superpods": worded("SuperPoDs"),
    "n_racks_per_half": worded("Cabinets of each half"),
    "n_segments": worded("Segments"),
    "n_cabinets": worded("Cabinets"),
    "n_cubes_x": worded("Cubes along the first axis"),
}
"""Words for the counts."""


def system_family(builder: SystemBuilder) -> Family:
    """Return a reference system as a family.

    Parameters
    ----------
    builder
        The system.

    Returns
    -------
    Family
        Its counts are parameters with their ranges; without any, it has one size.
    """
    parameters = tuple(_parameter(count) for count in builder.parameters)
    return Family(
        builder.name, builder.title, builder.description, parameters, partial(_design, builder)
    )


def _parameter(count: CountParameter) -> Parameter:
    return Parameter(
        count.name,
        _LABELS[count.name],
        str(count.default),
        count.description,
        maximum=count.maximum,
    )


def _design(builder: SystemBuilder, values: Values, library: CatalogLibrary) -> Design:
    counts = {count.name: values.count(count.name) for count in builder.parameters}
    return builder.build(library, **counts)


SYSTEM_FAMILIES: Final[tuple[Family, ...]] = tuple(map(system_family, SYSTEM_BUILDERS))
"""All reference systems, in the order of their builders."""
