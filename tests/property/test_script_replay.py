"""Scripts: whatever was done in a session, replaying its script gives the same design."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING
from unittest.mock import patch

from hypothesis import given
from hypothesis import strategies as st

from designer.commands.history import History
from designer.errors.tree import CommandError
from designer.storage.script import decode_script, encode_script
from designer.workbench import replay
from designer.workbench.replay import recorded_script, replayed
from tests.property.test_command_walk import LIBRARY, NEW, SEED, STEP, command_for

if TYPE_CHECKING:
    from designer.model.design import Design

ACTION = st.one_of(STEP, st.sampled_from(["undo", "redo", "seal", "jump"]))


@given(st.sampled_from((NEW, SEED, SEED)), st.lists(ACTION, min_size=4, max_size=20))
def test_that_replaying_the_script_of_a_session_gives_its_design(
    start: Design, actions: list[str | tuple[str, tuple[int, ...]]]
) -> None:
    history = History(start)
    for action in actions:
        if isinstance(action, tuple):
            command = command_for(action[0], history.design, action[1])
            if command is not None:
                with suppress(CommandError):
                    history.apply(command, LIBRARY)
        elif action == "undo":
            history.undo()
        elif action == "redo":
            history.redo()
        elif action == "seal":
            history.seal()
        else:
            history.go_to(len(history.labels) // 2)
    script = recorded_script(history.log, start="x", document_id="d", revision=3)
    read = decode_script(encode_script(script), "s.json")
    assert read == script
    opened = type("Opened", (), {"document": type("Document", (), {"design": start})})
    with patch.object(replay, "open_named_or_file", return_value=opened):
        result = replayed(read, LIBRARY)
    assert result.model_dump_json() == history.design.model_dump_json()
