"""What the clipboard refuses, and what to do then; any bytes at all are in tests/fuzz."""

from __future__ import annotations

import json

import pytest

from designer.commands.clipboard import copy_instances
from designer.errors.tree import CommandError
from designer.storage.clip import FORMAT, FORMAT_VERSION, MAX_BYTES, decode_clip, encode_clip
from designer.workbench.opening import open_named_or_file
from tests.oracle.designs import accelerator, block, bundle, instance, switch
from tests.oracle.designs import design as small
from tests.unit.evaluate.hall import fibre, optic


def clip(**fields: object) -> bytes:
    whole = {"format": FORMAT, "format_version": FORMAT_VERSION} | fields
    return json.dumps(whole).encode()


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b" " * (MAX_BYTES + 1), "more than the .* that can be pasted; save the design"),
        (b"\xff\xfe", "nothing of a design"),
        (b"[1]", "nothing of a design"),
        (clip(format="other"), "nothing of a design"),
        (clip(format_version=FORMAT_VERSION + 1), "another version of the program; copy it again"),
        (clip(), "damaged at paste; copy it again"),
        (clip(paste={"op": "insert-blocks", "block": 3}), "damaged at "),
    ],
)
def test_that_what_is_no_clip_is_refused_with_what_to_do(data: bytes, told: str) -> None:
    with pytest.raises(CommandError, match=told):
        decode_clip(data)


def test_that_a_copy_pastes_the_same_in_another_window() -> None:
    design = open_named_or_file("gb200-nvl72").document.design
    ids = tuple(i.id for i in design.root_block.instances)
    command = copy_instances(design, design.root, ids)
    read = decode_clip(encode_clip(command))
    assert (read.instances, read.blocks) == (command.instances, command.blocks)


def test_that_a_copy_takes_the_modules_at_both_ends_along() -> None:
    modules = [optic(slug=slug, name=slug) for slug in ("near", "far", "unused")]
    pair = [instance("acc", "acc"), instance("sw", "sw")]
    up = bundle("up", "acc", "sw", cable="fibre", optic="near", b_optic="far")
    design = small([block("root", pair, [up])], [accelerator(), switch(), *modules, fibre()])
    command = copy_instances(design, design.root, tuple(i.id for i in pair))
    parts = {part.slug for part in decode_clip(encode_clip(command)).parts}
    assert parts == {"acc", "sw", "fibre", "near", "far"}
