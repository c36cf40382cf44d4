"""Line numbers of TOML keys, against texts numbered by hand."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.toml_places import key_lines, line_of

if TYPE_CHECKING:
    from designer.catalog.toml_places import FieldPath

TEXT = '''\
# comment with = and [brackets]
name = "a # no comment"  # but this is one

long = """
x = 1
[not.a.table] \\"""
"""
raw = \'\'\'
y = "2"\'\'\'
plain = 'C:\\'
a.b."c d" = 1
list = [
  {value = 1, note = "]"},
  # between
  {value = 2,
   inner = [1, 2]},
]
flat = {x = 1979-05-27T07:32:00Z, y = {z = "}"}}
empty = {}
none = []

[table]
key = 0x_f
[[rows]]
id = 1
[rows.sub]
deep = true
[[rows]]
id = 2
[rows.sub]
deep = false
[[rows.cells]]
v = -1.5e3
[a.new]
z = 1
'''.replace("0x_f", "0xff").replace("{value = 2,\n   inner", "{value = 2, inner")


def places(text: str, *path: str | int) -> int:
    tomllib.loads(text)
    return line_of(key_lines(text), path)


def test_that_each_key_has_the_line_it_starts_on() -> None:
    numbered = {
        ("name",): 2,
        ("long",): 4,
        ("raw",): 8,
        ("plain",): 10,
        ("a", "b", "c d"): 11,
        ("list",): 12,
        ("list", 0, "note"): 13,
        ("list", 1, "value"): 15,
        ("list", 1, "inner", 1): 15,
        ("flat", "y", "z"): 17,
        ("empty",): 18,
        ("none",): 19,
        ("table",): 21,
        ("table", "key"): 22,
        ("rows", 0): 23,
        ("rows", 0, "id"): 24,
        ("rows", 0, "sub", "deep"): 26,
        ("rows", 1, "id"): 28,
        ("rows", 1, "sub"): 29,
        ("rows", 1, "sub", "deep"): 30,
        ("rows", 1, "cells", 0, "v"): 32,
        ("a", "new", "z"): 34,
    }
    assert {path: places(TEXT, *path) for path in numbered} == numbered


def test_that_a_missing_key_is_placed_at_the_table_around_it() -> None:
    assert places(TEXT, "rows", 1, "cells", 0, "gone", "deeper") == 31
    assert places(TEXT, "gone") == 0
    assert places(TEXT) == 0


def leaves(table: Any, path: FieldPath = ()) -> list[FieldPath]:
    if isinstance(table, dict):
        return [leaf for key, value in table.items() for leaf in leaves(value, (*path, key))]
    if isinstance(table, list):
        return [leaf for i, value in enumerate(table) for leaf in leaves(value, (*path, i))]
    return [path]


def test_that_every_value_of_the_text_has_a_line_of_its_own() -> None:
    lines = key_lines(TEXT)
    assert all(leaf in lines for leaf in leaves(tomllib.loads(TEXT)))


@given(st.text(alphabet="ab=.[]{}\"'#\n ,1\\", max_size=40))
def test_that_any_text_that_toml_accepts_is_scanned_to_its_end(text: str) -> None:
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    lines = key_lines(text)
    assert all(leaf in lines for leaf in leaves(data))
    assert all(1 <= line <= text.count("\n") + 1 for line in lines.values())
