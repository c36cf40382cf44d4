"""What is copied, as JSON with everything that it needs: blocks, links, fabrics and parts."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from pydantic import ValidationError

from designer.commands.insertion import InsertBlocks
from designer.errors.tree import CommandError, DesignFileError
from designer.model.evolve import evolve
from designer.storage.strict_json import text_from_bytes, value_from_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.block import Block

FORMAT: Final = "designer.clip"
FORMAT_VERSION: Final = 1
MAX_BYTES: Final = 8 * 1024 * 1024
"""Largest clip that is read."""


def encode_clip(command: InsertBlocks) -> bytes:
    """Write what a paste would insert.

    Parameters
    ----------
    command
        The paste; parts that nothing in it uses are left out.

    Returns
    -------
    bytes
        UTF-8 JSON.
    """
    slugs = set(_slugs(command))
    slim = evolve(
        command,
        parts=tuple(part for part in command.parts if part.slug in slugs),
        prices=tuple(quote for quote in command.prices if quote.part in slugs),
    )
    held = {
        "format": FORMAT,
        "format_version": FORMAT_VERSION,
        "paste": slim.model_dump(mode="json"),
    }
    return json.dumps(held, ensure_ascii=False).encode()


def _slugs(command: InsertBlocks) -> Iterator[str]:
    for instance in command.instances:
        yield instance.part or ""
    for block in command.blocks:
        yield block.part or ""
        yield from (i.part or "" for i in block.instances)
    owners: tuple[InsertBlocks | Block, ...] = (command, *command.blocks)
    for owner in owners:
        yield from (e.part or "" for e in owner.exceptions)
        for bundle in owner.link_bundles:
            yield bundle.cable or ""
            yield bundle.optic or ""
            yield bundle.b_optic or ""


def decode_clip(data: bytes) -> InsertBlocks:
    """Read what a paste inserts.

    Parameters
    ----------
    data
        Bytes from anywhere.

    Returns
    -------
    InsertBlocks
        The paste, into the block that it was copied from.

    Raises
    ------
    CommandError
        If it is too large, or not what a copy writes; one line.
    """
    if len(data) > MAX_BYTES:
        raise CommandError(
            worded(
                "The clipboard has {n_bytes:,} bytes, more than the {most:,} that can be pasted; "
                "save the design and insert it from its file",
                n_bytes=len(data),
                most=MAX_BYTES,
            )
        )
    try:
        text = text_from_bytes(data, "clipboard")
        value = value_from_text(text, "clipboard")
    except DesignFileError as error:
        raise CommandError(_foreign()) from error
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        raise CommandError(_foreign())
    if value.get("format_version") != FORMAT_VERSION:
        raise CommandError(
            worded("The clipboard was written by another version of the program; copy it again")
        )
    try:
        return InsertBlocks.model_validate_json(json.dumps(value.get("paste")))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])[:80] or "paste"
        raise CommandError(
            worded("The clipboard is damaged at {place}; copy it again", place=place)
        ) from error


def _foreign() -> str:
    return worded(
        "The clipboard has nothing of a design; copy racks, nodes or parts, "
        "or lines with a part and a count"
    )
