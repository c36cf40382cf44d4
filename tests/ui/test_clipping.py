"""Cut, copy and paste between windows: links and parts come along, and nothing foreign gets in."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from designer.model.ids import path_from_text
from designer.storage.clip import MAX_BYTES
from designer.ui.clipping import CLIP_MIME
from designer.workbench.opening import new_design, open_named_or_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from designer.ui.window import MainWindow
    from tests.ui.conftest import WindowOpener


@pytest.fixture(autouse=True)
def clipboard_left_empty(qapp: QApplication) -> Iterator[None]:
    """Data made in Python must not outlive the program."""
    del qapp
    yield
    QGuiApplication.clipboard().clear()


CTRL = Qt.KeyboardModifier.ControlModifier


def clip() -> QMimeData:
    return QGuiApplication.clipboard().mimeData()


def test_that_the_program_ends_well_with_a_copy_in_the_clipboard() -> None:
    lines = (
        "from PySide6.QtGui import QGuiApplication",
        "from PySide6.QtCore import QMimeData",
        "from designer.ui.start import leave_text_only",
        "application = QGuiApplication([])",
        "data = QMimeData()",
        "data.setText('table')",
        "QGuiApplication.clipboard().setMimeData(data)",
        "leave_text_only()",
        "assert QGuiApplication.clipboard().text() == 'table'",
    )
    ended = subprocess.run([sys.executable, "-c", "\n".join(lines)], check=False, timeout=60)
    assert ended.returncode == 0


def put(text: str | None = None, own: bytes | None = None) -> None:
    data = QMimeData()
    if text is not None:
        data.setText(text)
    if own is not None:
        data.setData(CLIP_MIME, own)
    QGuiApplication.clipboard().setMimeData(data)


def refusals_of_paste(window: MainWindow) -> list[str]:
    told: list[str] = []
    window.bridge.refused.connect(told.append)
    before = window.bridge.snapshot
    window.actions_by_id["edit.paste"].trigger()
    window.bridge.refused.disconnect(told.append)
    assert window.bridge.snapshot is before
    return told


def test_that_racks_go_from_one_window_to_another_with_links_and_parts(
    open_window: WindowOpener,
) -> None:
    source = open_window(open_named_or_file("cloudmatrix-384"))
    target = open_window(new_design())
    source.actions_by_id["edit.select-all"].trigger()
    source.canvas.setFocus()
    QTest.keyClick(source.canvas, Qt.Key.Key_C, CTRL)
    assert clip().hasFormat(CLIP_MIME)
    assert clip().text().splitlines()[0] == "Part\tCount\tName"
    assert any(line.startswith("compute-rack\t12\t") for line in clip().text().splitlines())
    target.actions_by_id["edit.paste"].trigger()
    old, new = source.bridge.snapshot.readouts, target.bridge.snapshot.readouts
    assert target.bridge.snapshot.findings == source.bridge.snapshot.findings or new.rows
    for key in ("n_accelerators", "n_racks", "n_links.scale-up", "capex_usd"):
        assert new.value(key) == pytest.approx(old.value(key))
    assert {p.slug for p in target.bridge.snapshot.design.parts} == {
        p.slug for p in source.bridge.snapshot.design.parts
    }
    assert len(target.bridge.selection.paths) == 16
    target.actions_by_id["edit.undo"].trigger()
    assert target.bridge.scope_block.instances == ()


def test_that_one_rack_of_twelve_is_cut_in_one_step_and_pasted_once(
    supernode_window: MainWindow,
) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    bridge.select((path_from_text("compute-rack[3]"),))
    n_steps = bridge.workbench.history.position
    window.actions_by_id["edit.cut"].trigger()
    assert bridge.workbench.history.position == n_steps + 1
    assert bridge.snapshot.readouts.value("n_accelerators") == 352
    window.actions_by_id["edit.paste"].trigger()
    assert bridge.snapshot.readouts.value("n_accelerators") == 384
    assert bridge.scope_block.instances[-1].count == 1


def test_that_paste_in_place_puts_it_where_it_was(supernode_window: MainWindow) -> None:
    window, bridge = supernode_window, supernode_window.bridge
    bridge.select(tuple(path_from_text(f"bus-rack[{n}]") for n in range(4)))
    place = bridge.scope_block.instances[1].placement
    window.actions_by_id["edit.copy"].trigger()
    window.actions_by_id["edit.paste-in-place"].trigger()
    assert bridge.scope_block.instances[-1].placement == place


def test_that_lines_of_a_spreadsheet_become_parts(empty_window: MainWindow) -> None:
    put("Part\tCount\nub-l2\t4\n2\tascend-910c\n\n")
    empty_window.actions_by_id["edit.paste"].trigger()
    found = {i.part: i.count for i in empty_window.bridge.scope_block.instances}
    assert found == {"ub-l2": 4, "ascend-910c": 2}
    assert len(empty_window.bridge.workbench.history.labels) == 1


def nested(n: int) -> str:
    return '{"format":"designer.clip","format_version":1,"paste":' + "[" * n + "]" * n + "}"


def hostile_count() -> bytes:
    instance = {"id": "a", "part": "ascend-910c", "dims": [{"name": "i", "size": 10_000_000}]}
    paste = {"op": "insert-blocks", "into": "x", "instances": [instance]}
    return json.dumps({"format": "designer.clip", "format_version": 1, "paste": paste}).encode()


@pytest.mark.parametrize(
    ("text", "own"),
    [
        ("", None),
        ("hello", None),
        ("<img src=x>\x00\x1b[31m", None),
        ("ub-l2\t4\nno such part\t2\nub-l2", None),
        ("ub-l2 999999999", None),
        ("ub-l2\n" * 5000, None),
        (nested(10_000), None),
        ('{"format":"designer.clip","format_version":99}', None),
        ('{"format":"designer.clip","format_version":1,"paste":{"op":"undo"}}', None),
        (None, b"\xff\xfe\x00"),
        (None, b"{}"),
        (None, b"x" * (MAX_BYTES + 1)),
        (None, hostile_count()),
        (None, b'{"format":"designer.clip","format_version":1,"paste":{"into":NaN}}'),
    ],
)
def test_that_what_is_foreign_huge_or_damaged_gives_one_message_and_changes_nothing(
    empty_window: MainWindow, text: str | None, own: bytes | None
) -> None:
    put(text, own)
    told = refusals_of_paste(empty_window)
    assert len(told) == 1
    assert "\n" not in told[0]
    assert 10 < len(told[0]) < 300
