"""Risk groups: named, replaced, forgotten, and only of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_library
from designer.commands.base import Aspect
from designer.commands.risk_groups import RemoveRiskGroup, SetRiskGroup
from designer.errors.tree import CommandError
from designer.fabric.registry import build_system
from designer.model.risk_groups import RiskGroup
from designer.paths import catalogs_dir

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary


@pytest.fixture(scope="module")
def library() -> CatalogLibrary:
    return load_library(catalogs_dir())


def group(name: str, *paths: str) -> RiskGroup:
    return RiskGroup(name=name, paths=paths)


def test_that_groups_stand_by_name_and_one_of_the_same_name_is_replaced(
    library: CatalogLibrary,
) -> None:
    design = build_system("gb200-nvl72", library)
    for one in (group("b", "rack"), group("a", "rack[0]"), group("b", "rack[0]/switch-tray[2]")):
        change = SetRiskGroup(group=one).apply(design, library)
        assert change.change_set.aspects == Aspect.PROPERTIES
        design = change.design
    assert [(g.name, g.paths) for g in design.risk_groups] == [
        ("a", ("rack[0]",)),
        ("b", ("rack[0]/switch-tray[2]",)),
    ]
    assert SetRiskGroup(group=group("a", "rack[0]")).apply(design, library).design is design
    after = RemoveRiskGroup(name="a").apply(design, library).design
    assert [g.name for g in after.risk_groups] == ["b"]
    assert SetRiskGroup(group=group("a", "rack")).label == "Set risk group a"
    assert RemoveRiskGroup(name="a").label == "Remove risk group a"


@pytest.mark.parametrize("path", ["lost", "rack[1]", "rack/lost", "rack[0]/switch-tray[9]"])
def test_that_a_group_of_what_is_not_there_is_refused(library: CatalogLibrary, path: str) -> None:
    design = build_system("gb200-nvl72", library)
    with pytest.raises(CommandError, match=r"there is no|outside its count"):
        SetRiskGroup(group=group("a", path)).apply(design, library)


def test_that_an_unknown_group_cannot_be_forgotten(library: CatalogLibrary) -> None:
    with pytest.raises(CommandError, match='there is no risk group "a"'):
        RemoveRiskGroup(name="a").apply(build_system("gb200-nvl72", library), library)
