"""Reference systems by name."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest

from designer.fabric.registry import SYSTEM_BUILDERS, build_system, system_builder

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.registry import SystemBuilder


@pytest.mark.parametrize("builder", SYSTEM_BUILDERS, ids=lambda builder: builder.name)
def test_that_the_parameters_listed_are_those_of_the_builder(
    builder: SystemBuilder, library: CatalogLibrary
) -> None:
    entry = system_builder(builder.name)
    assert entry is builder
    signature = inspect.signature(entry.build)
    for parameter in entry.parameters:
        assert signature.parameters[parameter.name].default == parameter.default
        assert parameter.description
        largest = entry.build(library, **{parameter.name: parameter.maximum})
        assert largest.root == entry.name
        with pytest.raises(ValueError, match="must be from 1"):
            entry.build(library, **{parameter.name: parameter.maximum + 1})


def test_that_a_system_is_built_by_name_and_parameters(library: CatalogLibrary) -> None:
    assert build_system("gb200-nvl72", library, n_compute_trays=9).name == "GB200 NVL36"
    assert build_system("cloudmatrix-384", library) == build_system("cloudmatrix-384", library)


def test_that_an_unknown_name_gets_a_suggestion_or_the_list(library: CatalogLibrary) -> None:
    with pytest.raises(ValueError, match='did you mean "cloudmatrix-384"'):
        build_system("cloudmatrix", library)
    with pytest.raises(ValueError, match="there are: cloudmatrix-384, gb200-nvl72"):
        build_system("zzz", library)


def test_that_an_unknown_parameter_is_refused_with_those_that_exist(
    library: CatalogLibrary,
) -> None:
    with pytest.raises(ValueError, match='no parameter "n_racks"; it has: n_groups'):
        build_system("cloudmatrix-384", library, n_racks=3)
