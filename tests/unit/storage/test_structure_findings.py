"""Places of findings about the structure of a design."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.storage.codec import encode_document
from designer.storage.structure_findings import placed_in_file

if TYPE_CHECKING:
    from designer.storage.codec import DesignDocument


@pytest.mark.parametrize(
    ("field", "line"),
    [
        ("root", 10),
        ("blocks", 15),
        ("cluster/node", 17),
        ("node/up", 23),
        ("node.link_bundles", 22),
        ("node/gone", 19),
        ("gone/npu", 8),
        ("levels of blocks", 8),
    ],
)
def test_that_a_finding_stands_at_the_smallest_part_that_its_field_names(
    small_document: DesignDocument, field: str, line: int
) -> None:
    text = encode_document(small_document).decode()
    finding = Finding(
        FindingCode.REFERENCE_UNKNOWN, Severity.ERROR, "message", locus=Locus(field=field)
    )
    (placed,) = placed_in_file([finding], small_document.design, text, "x.json")
    assert (placed.locus.file, placed.locus.line, placed.locus.field) == ("x.json", line, field)
    assert placed.message == "message"
