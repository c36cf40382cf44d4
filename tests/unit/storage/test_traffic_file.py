"""Traffic files: what is read, and how each problem is placed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import DesignFileError
from designer.evaluate.traffic_choice import TrafficRow
from designer.storage.traffic_file import MAX_TRAFFIC_BYTES, read_traffic

if TYPE_CHECKING:
    from pathlib import Path

GOOD = """{"traffic": [
{"from": "rack/node", "to": "rack", "same": "node", "weight": 2},
{"from": "rack", "to": "rack", "differ": "node", "weight": 0.5}
]}"""


def test_that_rows_are_read_in_order(tmp_path: Path) -> None:
    path = tmp_path / "own.json"
    path.write_text(GOOD, encoding="utf-8")
    choice = read_traffic(path)
    assert (choice.text, choice.kind) == ("own.json", "rows")
    assert choice.rows == (
        TrafficRow("rack/node", "rack", "node", "", 2.0, None),
        TrafficRow("rack", "rack", "", "node", 0.5, None),
    )


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"weight": 2', '"weight": "2"', ':2: traffic[0].weight: "weight" must be a number'),
        ('"weight": 2', '"weight": NaN', "NaN"),
        ('"weight": 2', '"weight": 1e400', ":2: traffic[0].weight"),
        ('"weight": 2', '"weight": 0', "greater than 0"),
        (', "weight": 0.5', "", ':3: traffic[1]: "1" is wrong: give either weight or bytes_per_s'),
        (
            '"weight": 0.5',
            '"bytes_per_s": 0.5',
            "give weight in all rows or bytes_per_s in all rows",
        ),
        ('"from": "rack/node"', '"from": "rack[0]"', ":2: traffic[0].from"),
        ('"from": "rack/node"', '"from": "/etc/passwd"', ":2: traffic[0].from"),
        ('"differ"', '"differs"', ':3: traffic[1].differs: unknown field "differs"'),
        ('"traffic"', '"rows"', '"traffic" is missing'),
        ("]}", "", "not valid JSON"),
        (GOOD, '{"traffic": []}', "at least 1 item"),
        (GOOD, "[]", "must be an object"),
        (GOOD, "", "the file is empty"),
    ],
)
def test_that_a_problem_is_one_line_with_its_place(
    tmp_path: Path, old: str, new: str, words: str
) -> None:
    path = tmp_path / "own.json"
    path.write_text(GOOD.replace(old, new), encoding="utf-8")
    with pytest.raises(DesignFileError) as caught:
        read_traffic(path)
    assert words in str(caught.value)
    assert "own.json:" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_that_a_folder_and_a_huge_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DesignFileError, match="cannot be read"):
        read_traffic(tmp_path)
    path = tmp_path / "huge.json"
    path.write_bytes(b" " * (MAX_TRAFFIC_BYTES + 1))
    with pytest.raises(DesignFileError, match="more than 1,048,576 bytes"):
        read_traffic(path)
