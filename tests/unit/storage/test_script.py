"""Script files: written one step per line, refused with the place of the problem."""

from __future__ import annotations

import pytest

from designer.commands.copies import RemoveCopies
from designer.errors.tree import DesignFileError
from designer.storage.script import Script, SealStep, UndoStep, decode_script, encode_script
from designer.workbench.opening import new_design

SCRIPT = Script(
    start="gb200-nvl72",
    document_id="d",
    revision=2,
    steps=(RemoveCopies(paths=("rack[0]/compute-tray[1]",)), UndoStep(), SealStep()),
)


def test_that_a_script_has_one_step_to_a_line_and_reads_back() -> None:
    text = encode_script(SCRIPT).decode()
    assert [line.startswith('{"op": ') for line in text.splitlines()].count(True) == 3
    assert decode_script(text.encode(), "s.json") == SCRIPT
    empty = Script()
    assert decode_script(encode_script(empty), "s.json") == empty


@pytest.mark.parametrize(
    ("old", "new", "part"),
    [
        ('"designer.script"', '"designer.cluster"', "this is not a script"),
        ('"undo"', '"undone"', "steps"),
        ("}\n", "", "not valid JSON"),
        ('"revision": 2', '"revision": -2', "revision"),
        ('"rack[0]/compute-tray[1]"', "7", "paths"),
    ],
)
def test_that_what_is_no_script_is_refused_with_its_place(old: str, new: str, part: str) -> None:
    text = encode_script(SCRIPT).decode()
    head, _, tail = text.rpartition(old)
    with pytest.raises(DesignFileError, match=part) as caught:
        decode_script(f"{head}{new}{tail}".encode(), "s.json")
    finding = caught.value.findings[0]
    assert finding.locus.file == "s.json"
    assert finding.locus.line >= 1


def test_that_a_list_is_no_script() -> None:
    with pytest.raises(DesignFileError, match="this is not a script"):
        decode_script(b"[1]", "s.json")


def test_that_a_script_brings_the_design_that_it_begins_with() -> None:
    design = new_design().document.design
    script = Script(start_design=design, steps=(UndoStep(),))
    assert decode_script(encode_script(script), "s.json") == script


def test_that_a_start_design_that_does_not_hold_together_is_refused() -> None:
    text = encode_script(Script(start_design=new_design().document.design)).decode()
    broken = text.replace('"root": "cluster"', '"root": "nowhere"')
    assert broken != text
    with pytest.raises(DesignFileError, match="nowhere"):
        decode_script(broken.encode(), "s.json")
