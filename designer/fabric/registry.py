"""Which reference systems can be built, with which parameters."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.fabric.presets import cloudmatrix, nvl72

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


@dataclass(frozen=True, slots=True)
class CountParameter:
    """A count that the user may choose.

    Attributes
    ----------
    name
        Keyword of the builder.
    default, maximum
        Value taken if none is given, and the largest that the wiring allows; the least is 1. [1]
    description
        What it counts.
    """

    name: str
    default: int
    maximum: int
    description: str


@dataclass(frozen=True, slots=True)
class SystemBuilder:
    """A reference system that can be built.

    Attributes
    ----------
    name
        Slug, for example ``cloudmatrix-384``.
    description
        One line.
    parameters
        What the user may choose.
    build
        Function of the catalog and the parameters.
    """

    name: str
    description: str
    parameters: tuple[CountParameter, ...]
    build: Callable[..., Design]


SYSTEM_BUILDERS: Final[tuple[SystemBuilder, ...]] = (
    SystemBuilder(
        cloudmatrix.NAME,
        "384 Ascend 910C accelerators and 192 CPUs in 16 racks on a UB fabric of 7 planes",
        (
            CountParameter(
                "n_groups",
                cloudmatrix.MAX_GROUPS,
                cloudmatrix.MAX_GROUPS,
                "groups of three compute racks with 96 accelerators",
            ),
        ),
        cloudmatrix.cloudmatrix_384,
    ),
    SystemBuilder(
        nvl72.NAME,
        "72 GB200 accelerators and 36 CPUs in one rack on an NVLink fabric of 18 switch chips",
        (
            CountParameter(
                "n_compute_trays",
                nvl72.MAX_COMPUTE_TRAYS,
                nvl72.MAX_COMPUTE_TRAYS,
                "compute trays with four accelerators",
            ),
        ),
        nvl72.gb200_nvl72,
    ),
)


def system_builder(name: str) -> SystemBuilder:
    """Return the builder of a reference system.

    Parameters
    ----------
    name
        Slug of the system.

    Returns
    -------
    SystemBuilder
        Its entry in :data:`SYSTEM_BUILDERS`.

    Raises
    ------
    ValueError
        If there is none of that name; the message lists those that exist.
    """
    names = [builder.name for builder in SYSTEM_BUILDERS]
    if name in names:
        return SYSTEM_BUILDERS[names.index(name)]
    near = difflib.get_close_matches(name, names, 1)
    hint = f'did you mean "{near[0]}"?' if near else f"there are: {', '.join(names)}"
    raise ValueError(f'no reference system is called "{name}"; {hint}')


def build_system(name: str, library: CatalogLibrary, **parameters: int) -> Design:
    """Build a reference system.

    Parameters
    ----------
    name
        Slug of the system.
    library
        Catalog that parts are taken from.
    **parameters
        Counts by parameter name; those not given take their default.

    Returns
    -------
    Design
        The document.

    Raises
    ------
    ValueError
        If the system or a parameter does not exist, or a count is out of range.
    """
    builder = system_builder(name)
    known = {parameter.name for parameter in builder.parameters}
    unknown = sorted(set(parameters) - known)
    if unknown:
        raise ValueError(
            f'{name} has no parameter "{unknown[0]}"; it has: {", ".join(sorted(known))}'
        )
    return builder.build(library, **parameters)
