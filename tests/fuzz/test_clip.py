"""The clipboard: any bytes are read or refused with one line."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.errors.tree import CommandError
from designer.model.ids import InstanceId, PathStep
from designer.storage.clip import decode_clip, encode_clip
from designer.viewmodel.clip_commands import copy_command
from designer.viewmodel.selecting import everything
from designer.viewmodel.selection import Selection
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from designer.commands.insertion import InsertBlocks


@cache
def clip() -> tuple[InsertBlocks, bytes]:
    design = open_named_or_file("gb200-nvl72").document.design
    block = design.root_block
    command = copy_command(design, block, everything(block, ()))
    assert command is not None
    return command, encode_clip(command)


def test_that_a_clip_reads_back_to_the_same_paste() -> None:
    command, data = clip()
    read = decode_clip(data)
    assert read.instances == command.instances
    assert read.blocks == command.blocks
    assert {part.slug for part in read.parts} <= {part.slug for part in command.parts}


@given(st.data())
def test_that_a_clip_with_bytes_changed_is_read_or_refused_in_one_line(data: st.DataObject) -> None:
    held = bytearray(clip()[1])
    for _ in range(data.draw(st.integers(1, 4))):
        at = data.draw(st.integers(0, len(held) - 1))
        held[at] = data.draw(st.integers(0, 255))
    try:
        decode_clip(bytes(held))
    except CommandError as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017 - either outcome is right


@given(st.binary(max_size=400))
def test_that_any_bytes_are_refused_in_one_line(data: bytes) -> None:
    with pytest.raises(CommandError, match=r"^[^\n]+$"):
        decode_clip(data)


def test_that_nothing_is_copied_without_a_selection() -> None:
    design = open_named_or_file("gb200-nvl72").document.design
    assert copy_command(design, design.root_block, Selection()) is None
    whole = Selection((), ((PathStep(InstanceId("rack")),),))
    assert copy_command(design, design.root_block, whole) is not None
