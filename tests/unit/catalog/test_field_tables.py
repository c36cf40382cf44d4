"""The field tables of catalogs/README.md."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from designer.catalog.field_tables import END, START, field_tables, readme_with_tables
from designer.paths import catalogs_dir


def readme() -> str:
    return (catalogs_dir() / "README.md").read_text("utf-8")


def test_that_the_readme_has_the_tables_of_the_records() -> None:
    assert readme() == readme_with_tables(readme())


def test_that_every_field_of_every_shipped_file_is_in_a_table() -> None:
    documented = set(re.findall(r"^\| `(\w+)` \|", field_tables(), re.MULTILINE))
    for path in Path(catalogs_dir()).glob("*/*/*.toml"):
        keys = set(re.findall(r"^(\w+) = ", path.read_text("utf-8"), re.MULTILINE))
        assert keys - {"family"} <= documented, path.name


def test_that_tables_say_kind_unit_and_need() -> None:
    rows = field_tables().splitlines()
    assert "| `tdp_w` | quantity | W |  |" in rows
    assert "| `reach_m` | quantity | m | yes |" in rows
    assert "| `medium` | `trace` or `backplane` or `copper` or `fibre` |  | yes |" in rows
    assert "| `peak_rates` | list of peak rate |  | yes |" in rows
    assert "| `as_of` | date |  | yes |" in rows
    assert "| `low` | number |  |  |" in rows
    assert "| `count` | whole number |  | yes |" in rows


def test_that_text_without_markers_is_refused() -> None:
    for text in ("", START, END):
        with pytest.raises(ValueError, match="needs the lines"):
            readme_with_tables(text)
