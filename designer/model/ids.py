"""Identities and instance paths.

A path names a place in the tree of instances: ``compute-rack[3]/node[0]/npu[5]``. The index is
flat, row-major over the dimensions of the instance; a step without an index means all copies.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Annotated, Final, NamedTuple, NewType, TypeAlias

from pydantic import Field

from designer.wording.wording import worded

BlockId = NewType("BlockId", str)
InstanceId = NewType("InstanceId", str)
BundleId = NewType("BundleId", str)
FabricId = NewType("FabricId", str)

ID_PATTERN: Final = r"^[a-z0-9][a-z0-9-]{0,63}$"
PATH_PATTERN: Final = (
    r"^[a-z0-9][a-z0-9-]{0,63}(\[[0-9]{1,8}\])?(/[a-z0-9][a-z0-9-]{0,63}(\[[0-9]{1,8}\])?){0,15}$"
)
BUNDLE_KEY_PATTERN: Final = r"^[a-z0-9][a-z0-9-]{0,63}/[a-z0-9][a-z0-9-]{0,63}$"
PathText: TypeAlias = Annotated[str, Field(pattern=PATH_PATTERN, max_length=1200)]
_NAME_PATTERN: Final = (
    r"^[^\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]*$"
)
Name: TypeAlias = Annotated[str, Field(max_length=256, pattern=_NAME_PATTERN)]
_NOTE_PATTERN: Final = r"^[^\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]*$"
Note: TypeAlias = Annotated[str, Field(max_length=65_536, pattern=_NOTE_PATTERN)]

_STEP: Final = re.compile(r"^([a-z0-9][a-z0-9-]*)(?:\[(\d+)\])?$")


class PathStep(NamedTuple):
    """One step of a path: an instance, and which of its copies; ``None`` means all."""

    instance_id: InstanceId
    copy_ix: int | None = None


InstancePath: TypeAlias = tuple[PathStep, ...]


@lru_cache(maxsize=8192)
def path_from_text(text: str) -> InstancePath:
    """Read a path.

    Parameters
    ----------
    text
        Path text; the empty text is the root.

    Returns
    -------
    InstancePath
        Its steps.

    Raises
    ------
    ValueError
        If a step is not an id with an optional index in brackets.
    """
    if not text:
        return ()
    steps: list[PathStep] = []
    for part in text.split("/"):
        match = _STEP.match(part)
        if match is None:
            raise ValueError(worded('"{part}" is not a path step such as "node[3]"', part=part))
        index = None if match.group(2) is None else int(match.group(2))
        steps.append(PathStep(InstanceId(match.group(1)), index))
    return tuple(steps)


def text_from_path(path: InstancePath) -> str:
    """Write a path.

    Parameters
    ----------
    path
        Steps of the path.

    Returns
    -------
    str
        Path text, the inverse of :func:`path_from_text`.
    """
    return "/".join(
        step.instance_id if step.copy_ix is None else f"{step.instance_id}[{step.copy_ix}]"
        for step in path
    )


def all_copies(text: str) -> str:
    """Return a path text that means all copies.

    Parameters
    ----------
    text
        Any path text.

    Returns
    -------
    str
        The same steps without indices.
    """
    return text_from_path(tuple(PathStep(step.instance_id) for step in path_from_text(text)))
