"""Places in JSON text, against a brute-force count and the reader of the standard library."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.storage.field_findings import path_from_location
from designer.storage.positions import (
    JsonPath,
    Position,
    locate,
    position_at,
    spots,
    text_from_json_path,
)
from designer.storage.strict_json import shown, summary_text, value_from_text

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(max_size=6),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=20,
)  # fmt: skip


def all_paths(value: object, path: JsonPath = ()) -> list[JsonPath]:
    found = [path]
    if isinstance(value, dict):
        for key, item in value.items():
            found += all_paths(item, (*path, key))
    if isinstance(value, list):
        for ix, item in enumerate(value):
            found += all_paths(item, (*path, ix))
    return found


@given(value=json_values, indent=st.none() | st.integers(0, 2), is_ascii=st.booleans())
def test_that_every_value_is_visited_once_in_the_order_of_the_text(
    value: object, indent: int | None, *, is_ascii: bool
) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=is_ascii)
    assert [spot.path for spot in spots(text)] == all_paths(value)
    assert not any(spot.is_duplicate for spot in spots(text))
    assert value_from_text(text, "x") == value


def test_that_lines_and_columns_count_from_one() -> None:
    text = '{\n "a": [1,\n  {"b": 2}]}'
    assert position_at(text, 0) == Position(1, 1)
    assert locate(text, [("a",), ("a", 0), ("a", 1, "b"), ("z",)]) == {
        ("a",): Position(2, 2),
        ("a", 0): Position(2, 8),
        ("a", 1, "b"): Position(3, 4),
    }


def test_that_a_key_that_stands_twice_is_marked_in_its_own_object_only() -> None:
    text = '{"a": {"b": 1}, "b": {"b": 2, "\\u0062": 3}}'
    assert [spot.text for spot in spots(text) if spot.is_duplicate] == ["3"]


@pytest.mark.parametrize(
    ("path", "text"),
    [((), ""), (("a",), "a"), (("a", 0, "b"), "a[0].b"), ((3, "x"), "[3].x")],
)
def test_that_paths_are_written_for_people(path: JsonPath, text: str) -> None:
    assert text_from_json_path(path) == text


def test_that_steps_that_are_not_in_the_file_are_left_out_of_a_place() -> None:
    value = {"parts": [{"tdp_w": {"value": 1}}]}
    assert path_from_location(("parts", 0, "switch", "tdp_w", "unit"), value) == (
        "parts", 0, "tdp_w",
    )  # fmt: skip
    assert path_from_location(("parts", 5), value) == ("parts",)


@pytest.mark.parametrize(
    ("value", "text"),
    [({}, "an object"), ([1], "a list"), ("a\u202eb", '"a\\u202eb"'), (None, "null")],
)
def test_that_values_are_shown_short_and_in_ascii(value: object, text: str) -> None:
    assert shown(value) == text


def test_that_long_values_are_cut() -> None:
    assert shown("x" * 1000) == '"' + "x" * 39 + "..."


def test_that_a_finding_without_a_hint_makes_a_summary_of_place_and_message() -> None:
    from designer.errors.findings import Finding, FindingCode, Locus, Severity

    locus = Locus(file="x.json", line=3)
    finding = Finding(FindingCode.FIELD_INVALID, Severity.ERROR, "is wrong", locus=locus)
    assert summary_text([finding]) == "x.json:3: is wrong"
