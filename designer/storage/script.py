"""Scripts: the edits of a session as a list of commands, to be replayed without a window."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Final, Literal, TypeAlias

from pydantic import Field, ValidationError

from designer.commands.macro import Macro, SingleCommand
from designer.errors.findings import FindingCode
from designer.errors.tree import DesignFileError
from designer.model.design import Design
from designer.model.structure_check import check_structure
from designer.storage.canonical import plain_record
from designer.storage.field_findings import field_findings
from designer.storage.strict_json import (
    file_finding,
    summary_text,
    text_from_bytes,
    value_from_text,
)
from designer.units.record import FrozenRecord
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.commands.base import Command

FORMAT: Final = "designer.script"
FORMAT_VERSION: Final = 1
MAX_STEPS: Final = 1_000_000


class UndoStep(FrozenRecord):
    """Going back one step."""

    op: Literal["undo"] = "undo"


class RedoStep(FrozenRecord):
    """Going forward one step."""

    op: Literal["redo"] = "redo"


class SealStep(FrozenRecord):
    """The end of a gesture or a save: later edits do not merge with earlier ones."""

    op: Literal["seal"] = "seal"


ScriptStep: TypeAlias = Annotated[
    SingleCommand | Macro | UndoStep | RedoStep | SealStep, Field(discriminator="op")
]


class Script(FrozenRecord):
    """A list of edits.

    ``start`` is what the edits begin with: the name of a shipped system, a design file, or empty
    for a new design. A recording that began in the middle of a session has ``start_design``
    instead, the whole design at that time. ``document_id`` and ``revision`` are those that the
    result is saved under.
    """

    format: Literal["designer.script"] = FORMAT
    format_version: Literal[1] = FORMAT_VERSION
    start: Annotated[str, Field(max_length=4096)] = ""
    document_id: Annotated[str, Field(max_length=64)] = ""
    revision: Annotated[int, Field(ge=0)] = 0
    start_design: Design | None = None
    steps: Annotated[tuple[ScriptStep, ...], Field(max_length=MAX_STEPS)] = ()


def encode_script(script: Script) -> bytes:
    """Write a script.

    Parameters
    ----------
    script
        Any script.

    Returns
    -------
    bytes
        UTF-8 JSON with one step per line.
    """
    head = script.model_dump(mode="json", exclude={"steps", "start_design"})
    if script.start_design is not None:
        head["start_design"] = plain_record(script.start_design)
    lines = [f"{json.dumps(key)}: {json.dumps(value)}" for key, value in head.items()]
    steps = ",\n".join(_step_text(step) for step in script.steps)
    lines.append(f'"steps": [\n{steps}\n]' if steps else '"steps": []')
    return ("{\n" + ",\n".join(lines) + "\n}\n").encode()


def _step_text(step: Command | UndoStep | RedoStep | SealStep) -> str:
    return json.dumps(step.model_dump(mode="json"), ensure_ascii=False)


def decode_script(data: bytes, file_name: str) -> Script:
    """Read a script.

    Parameters
    ----------
    data
        The whole file.
    file_name
        Name to show in messages.

    Returns
    -------
    Script
        The script.

    Raises
    ------
    DesignFileError
        If the file cannot be used; ``findings`` has every problem with line, column and field.
    """
    text = text_from_bytes(data, file_name)
    value = value_from_text(text, file_name)
    if not isinstance(value, dict) or value.get("format") != FORMAT:
        finding = file_finding(
            file_name,
            FindingCode.FIELD_INVALID,
            worded('this is not a script: "format" is not "{wanted}"', wanted=FORMAT),
            worded("File > Export > Script in the window writes one"),
        )
        raise DesignFileError(summary_text([finding]), (finding,))
    try:
        script = Script.model_validate_json(text)
    except ValidationError as error:
        findings = field_findings(error, value, text, file_name)
        raise DesignFileError(summary_text(findings), findings) from error
    findings = () if script.start_design is None else check_structure(script.start_design)
    if findings:
        raise DesignFileError(summary_text(findings), findings)
    return script
