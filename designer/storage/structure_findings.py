"""Say where in its file a finding about the structure of a design stands."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from designer.model.design import Design
from designer.storage.positions import JsonPath, Position, locate
from designer.storage.strict_json import MAX_FINDINGS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.errors.findings import Finding
    from designer.model.block import Block

_PLACE: Final = re.compile(
    r"^(?P<block>[a-z0-9-]+)(?:/(?P<inner>[a-z0-9-]+)|\.(?P<key>[a-z_]+)"
    r"(?:\[(?P<row>[0-9]+)\]|: (?P<path>.+))?)$"
)


def placed_in_file(
    findings: Iterable[Finding], design: Design, text: str, file_name: str
) -> tuple[Finding, ...]:
    """Give findings about a design their line in its file.

    Parameters
    ----------
    findings
        Findings of :func:`designer.model.structure_check.check_structure`; their field is a field
        of the design, ``block-id/instance-id``, ``block-id/bundle-id``, ``block-id.field`` or
        ``block-id.exceptions: path`` or ``block-id.link_exceptions[3]``.
    design
        The design, in the order of the file.
    text
        The file as text.
    file_name
        Name to show.

    Returns
    -------
    tuple[Finding, ...]
        The same findings, at most :data:`~designer.storage.strict_json.MAX_FINDINGS`, with file,
        line and column of the smallest part of the file that the field names.
    """
    kept = tuple(findings)[:MAX_FINDINGS]
    places = [_place(finding.locus.field, design) for finding in kept]
    positions = locate(text, set(places))
    placed = []
    for finding, place in zip(kept, places, strict=True):
        line, column = positions.get(place, Position(1, 1))
        locus = replace(finding.locus, file=file_name, line=line, column=column)
        placed.append(replace(finding, locus=locus))
    return tuple(placed)


def _place(field: str, design: Design) -> JsonPath:
    if field in Design.model_fields:
        return ("content", field)
    match = _PLACE.match(field)
    ixs = [ix for ix, b in enumerate(design.blocks) if match and b.id == match["block"]]
    if match is None or not ixs:
        return ("content",)
    block = design.blocks[ixs[0]]
    place: JsonPath = ("content", "blocks", ixs[0])
    if match["inner"]:
        return (*place, *_inner_place(match["inner"], block))
    if match["path"]:
        paths = [exception.path for exception in block.exceptions]
        return (*place, "exceptions", paths.index(match["path"]))
    if match["row"]:
        return (*place, match["key"], int(match["row"]))
    return (*place, match["key"])


def _inner_place(inner_id: str, block: Block) -> JsonPath:
    for key, ids in (
        ("instances", [str(instance.id) for instance in block.instances]),
        ("link_bundles", [str(bundle.id) for bundle in block.link_bundles]),
    ):
        if inner_id in ids:
            return (key, ids.index(inner_id))
    return ()
