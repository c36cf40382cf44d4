"""Every way in which a file can be wrong gets one clear message with its place."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from designer.errors.findings import FindingCode, Severity
from designer.errors.tree import DesignFileError
from designer.storage.codec import decode_document

GOOD = (Path(__file__).parents[2] / "data" / "formats" / "v1-small.cluster.json").read_text(
    encoding="utf-8"
)


class Case(NamedTuple):
    """Replace ``old`` by ``new`` in a good file; expect a finding at a line, with words."""

    old: str
    new: str
    code: FindingCode
    line: int
    field: str
    words: str


SYNTAX = FindingCode.FILE_SYNTAX
INVALID = FindingCode.FIELD_INVALID
UNKNOWN = FindingCode.FIELD_UNKNOWN
MISSING = FindingCode.FIELD_MISSING
REFERENCE = FindingCode.REFERENCE_UNKNOWN
NOT_FINITE = FindingCode.NUMBER_NOT_FINITE

NPU = '{"id": "npu", "part": "npu-a", "dims": [{"name": "i", "size": 4}]}'
NPU_PATH = "content.blocks[1].instances[0]"
UP_A = '"a": {"path": "npu", "port": "up"}'
UP_PATH = "content.blocks[1].link_bundles[0]"

SYNTAX_CASES = {
    "comma missing": Case('"revision": 3,', '"revision": 3', SYNTAX, 7, "", "not valid JSON"),
    "comma too many": Case('"size": 4}', '"size": 4,}', SYNTAX, 20, "", "not valid JSON"),
    "comma after the last item": Case('"size": 4}]', '"size": 4},]', SYNTAX, 20, "", "not valid"),
    "colon missing": Case('"revision": 3', '"revision" 3', SYNTAX, 6, "", "':' delimiter"),
    "value missing": Case('"revision": 3', '"revision": ', SYNTAX, 6, "", "expecting value"),
    "quote missing": Case('"Small"', '"Small', SYNTAX, 9, "", "control character"),
    "single quotes": Case('"Small"', "'Small'", SYNTAX, 9, "", "expecting value"),
    "line break in a text": Case('"Small"', '"Sm\nall"', SYNTAX, 9, "", "control character"),
    "tab in a text": Case('"Small"', '"Sm\tall"', SYNTAX, 9, "", "control character"),
    "wrong escape": Case('"Small"', '"Sm\\xall"', SYNTAX, 9, "", "escape"),
    "short escape": Case('"Small"', '"Sm\\u12"', SYNTAX, 9, "", "escape"),
    "lone surrogate": Case('"Small"', '"Sm\\ud800all"', SYNTAX, 9, "", "surrogate"),
    "comment": Case('"revision"', '// note\n"revision"', SYNTAX, 6, "", "not valid JSON"),
    "bracket not closed": Case("\n}\n", "\n", SYNTAX, 32, "", "not valid JSON"),
    "two documents": Case("\n}\n", "\n}\n{}\n", SYNTAX, 33, "", "extra data"),
    "text after the end": Case("\n}\n", "\n}\nend\n", SYNTAX, 33, "", "extra data"),
    "word that JSON has not": Case('"revision": 3', '"revision": None', SYNTAX, 6, "", "value"),
    "hexadecimal number": Case('"revision": 3', '"revision": 0x3', SYNTAX, 6, "", "delimiter"),
    "leading zero": Case('"size": 4', '"size": 04', SYNTAX, 20, "", "delimiter"),
    "key twice in the header": Case(
        '"revision": 3,', '"revision": 3,\n"revision": 4,', SYNTAX, 7, "revision", "stands twice"
    ),
    "key twice in an instance": Case(
        '"size": 4}', '"size": 4, "size": 5}', SYNTAX, 20, "[0].dims[0].size", "stands twice"
    ),
    "key twice in other spelling": Case(
        '"size": 4}', '"size": 4, "s\\u0069ze": 5}', SYNTAX, 20, "[0].dims[0].size", "stands twice"
    ),
    "NaN": Case('"value": 310.5', '"value": NaN', NOT_FINITE, 27, "parts[0].tdp_w.value", "NaN"),
    "Infinity": Case('"low": 300.0', '"low": Infinity', NOT_FINITE, 27, "tdp_w.low", "Infinity"),
    "minus Infinity": Case('"low": 300.0', '"low": -Infinity', NOT_FINITE, 27, "tdp_w.low", "-Inf"),
    "number beyond the float range": Case(
        '"value": 310.5', '"value": 1e999', NOT_FINITE, 27, "tdp_w.value", "finite"
    ),
    "number of many digits": Case(
        '"size": 4', '"size": 4' + "0" * 5000, INVALID, 20, "dims[0].size", "5,001 digits"
    ),
    "nested too deeply": Case(
        '"dims": [{"name": "i", "size": 4}]',
        '"dims": ' + "[" * 80 + "]" * 80,
        SYNTAX, 20, "", "nested more than 64",
    ),
    "nested beyond any stack": Case(
        '"dims": [{"name": "i", "size": 4}]',
        '"dims": ' + "[" * 200_000 + "]" * 200_000,
        SYNTAX, 20, "", "nested more than 64",
    ),
}  # fmt: skip

HEADER_CASES = {
    "other format": Case(
        '"format": "designer.cluster"', '"format": "other"', INVALID, 2, "format", "not a design"
    ),
    "no format": Case('"format": "designer.cluster",\n', "", INVALID, 1, "format", "not a design"),
    "version missing": Case(
        '"format_version": 1,\n', "", INVALID, 1, "format_version", "must be 1; it is null"
    ),
    "version zero": Case(
        '"format_version": 1', '"format_version": 0', INVALID, 3, "format_version", "it is 0"
    ),
    "version in quotes": Case(
        '"format_version": 1', '"format_version": "1"', INVALID, 3, "format_version", 'it is "1"'
    ),
    "version is a truth value": Case(
        '"format_version": 1', '"format_version": true', INVALID, 3, "format_version", "is true"
    ),
    "newer version": Case(
        '"format_version": 1', '"format_version": 2', FindingCode.VERSION_NEWER, 3,
        "format_version", "has format version 2; this program reads 1",
    ),
    "document id missing": Case(
        '"document_id": "3f1c0c1e-8f0e-4a8e-9d2e-1d7f6a2b9c10",\n', "", MISSING, 1,
        "document_id", '"document_id" is missing',
    ),
    "document id not one": Case(
        '"3f1c0c1e-8f0e-4a8e-9d2e-1d7f6a2b9c10"', '"../../etc"', INVALID, 5, "document_id", "match"
    ),
    "negative revision": Case('"revision": 3', '"revision": -1', INVALID, 6, "revision", "-1"),
    "revision with a point": Case(
        '"revision": 3', '"revision": 3.5', INVALID, 6, "revision", "3.5"
    ),
    "catalogs not a list": Case(
        '"catalogs": [', '"catalogs": 5, "note": [', INVALID, 7, "catalogs", "5"
    ),
    "catalog checksum too short": Case(
        '"sha256": "0000', '"sha256": "', INVALID, 7, "catalogs[0].sha256", "match"
    ),
    "content missing": Case('"content": {', '"content_of": {', MISSING, 1, "content", "is missing"),
    "unknown header key": Case(
        '"revision": 3,', '"revision": 3,\n"author": "x",', UNKNOWN, 7, "author", '"author"'
    ),
    "checksum not hexadecimal": Case(
        '"sha256": "0db5', '"sha256": "xyz5', INVALID, 31, "sha256", "match"
    ),
}  # fmt: skip

FIELD_CASES = {
    "count zero": Case('"size": 4', '"size": 0', INVALID, 20, f"{NPU_PATH}.dims[0].size", "1"),
    "count negative": Case('"size": 4', '"size": -4', INVALID, 20, "dims[0].size", "-4"),
    "count of 1e12": Case('"size": 4', '"size": 1e12', INVALID, 20, "dims[0].size", "whole number"),
    "count of 10^12": Case(
        '"size": 4', '"size": 1000000000000', INVALID, 20, "dims[0].size", "10000000"
    ),
    "count with a point": Case(
        '"size": 4', '"size": 4.0', INVALID, 20, "dims[0].size", "whole number"
    ),
    "count in quotes": Case('"size": 4', '"size": "4"', INVALID, 20, "dims[0].size", 'is "4"'),
    "count is a truth value": Case(
        '"size": 4', '"size": true', INVALID, 20, "dims[0].size", "true"
    ),
    "count is nothing": Case('"size": 4', '"size": null', INVALID, 20, "dims[0].size", "null"),
    "product of counts too large": Case(
        '"dims": [{"name": "i", "size": 4}]',
        '"dims": [{"name": "i", "size": 9999999}, {"name": "j", "size": 9999999}]',
        INVALID, 20, NPU_PATH, "exceeds",
    ),
    "dimension twice": Case(
        '"dims": [{"name": "i", "size": 4}]',
        '"dims": [{"name": "i", "size": 4}, {"name": "i", "size": 2}]',
        INVALID, 20, NPU_PATH, "dimension names of an instance must differ",
    ),
    "five dimensions": Case(
        '"dims": [{"name": "i", "size": 4}]',
        '"dims": [' + ", ".join(f'{{"name": "d{i}", "size": 1}}' for i in range(5)) + "]",
        INVALID, 20, f"{NPU_PATH}.dims", "at most 4",
    ),
    "no dimensions": Case(
        '"dims": [{"name": "i", "size": 4}]', '"dims": []', INVALID, 20, f"{NPU_PATH}.dims", "1"
    ),
    "id in capitals": Case(
        '"id": "npu"', '"id": "NPU"', INVALID, 20, "instances[0].id", "lower-case"
    ),
    "id with a slash": Case(
        '"id": "npu"', '"id": "a/b"', INVALID, 20, "instances[0].id", "lower-case"
    ),
    "id empty": Case('"id": "npu"', '"id": ""', INVALID, 20, "instances[0].id", "lower-case"),
    "block and part": Case(
        '"part": "npu-a"', '"part": "npu-a", "block": "node"', INVALID, 20, NPU_PATH, "exactly one"
    ),
    "neither block nor part": Case('"part": "npu-a", ', "", INVALID, 20, NPU_PATH, "exactly one"),
    "id missing": Case('"id": "npu", ', "", MISSING, 20, f"{NPU_PATH}.id", '"id" is missing'),
    "field misspelt": Case('"dims": [{"name": "i", "size": 4}]', '"dim": 4', UNKNOWN, 20,
        f"{NPU_PATH}.dim", 'unknown field "dim"'),
    "instance not an object": Case(NPU, '"npu"', INVALID, 20, NPU_PATH, "object"),
    "instances not a list": Case(
        '"instances": [\n{"id": "npu"', '"instances": 7, "note": [\n{"id": "npu"', INVALID, 19,
        "content.blocks[1].instances", "7",
    ),
    "name with a direction mark": Case(
        '"name": "Node"', '"name": "No\u202ede"', INVALID, 19, "blocks[1].name", "text-direction"
    ),
    "name with a line separator": Case(
        '"name": "Node"', '"name": "No\\u2028de"', INVALID, 19, "blocks[1].name", "control"
    ),
    "name with a late control code": Case(
        '"name": "Node"', '"name": "No\\u009bde"', INVALID, 19, "blocks[1].name", "control"
    ),
    "note with a direction mark": Case(
        '"name": "Node"', '"name": "", "note": "\u202e"', INVALID, 19, "note", "text-direction"
    ),
    "part name with a direction mark": Case(
        '"name": "NPU A"', '"name": "NPU\u2067"', INVALID, 27, "parts[0].name", "text-direction"
    ),
    "name with an escape code": Case(
        '"name": "Node"', '"name": "No\\u001bde"', INVALID, 19, "blocks[1].name", "control"
    ),
    "name with a zero byte": Case(
        '"name": "Node"', '"name": "No\\u0000de"', INVALID, 19, "blocks[1].name", "control"
    ),
    "name too long": Case(
        '"name": "Node"', f'"name": "{"x" * 300}"', INVALID, 19, "blocks[1].name", "at most 256"
    ),
    "kind unknown": Case('"kind": "node"', '"kind": "shed"', INVALID, 19, "blocks[1].kind", "shed"),
    "role unknown": Case(
        '"role": "scale-up"', '"role": "uplink"', INVALID, 13, "fabrics[0].role", "uplink"
    ),
    "path not one": Case(UP_A, '"a": {"path": "npu//x", "port": "up"}', INVALID, 23,
        f"{UP_PATH}.a.path", "must be a path"),
    "port missing": Case(UP_A, '"a": {"path": "npu"}', MISSING, 23, f"{UP_PATH}.a.port", "missing"),
    "part of unknown family": Case(
        '"family": "switch"', '"family": "router"', INVALID, 28, "content.parts[1]", "router"
    ),
    "part without family": Case(
        ', "family": "switch"', "", INVALID, 28, "content.parts[1]", 'has no "family"'
    ),
    "unit unknown": Case(
        '"value": 310.5, "unit": "W"', '"value": 310.5, "unit": "kW"', INVALID, 27,
        "content.parts[0].tdp_w", "not an SI unit",
    ),
    "band the wrong way round": Case(
        '"low": 300.0', '"low": 399.0', INVALID, 27, "content.parts[0].tdp_w", "fails"
    ),
    "half a band": Case(
        '"low": 300.0, ', "", INVALID, 27, "content.parts[0].tdp_w", "given together"
    ),
    "value in quotes": Case(
        '"value": 310.5', '"value": "310.5"', INVALID, 27, "parts[0].tdp_w.value", "number"
    ),
    "day that does not exist": Case(
        '"locator": "p. 2", "as_of": "2026-01-15"', '"locator": "p. 2", "as_of": "2026-02-30"',
        INVALID, 27, "parts[0].tdp_w.as_of", "2026-02-30",
    ),
    "slug with a path in it": Case(
        '"slug": "npu-a"', '"slug": "../npu-a"', INVALID, 27, "parts[0].slug", "lower-case"
    ),
}  # fmt: skip

STRUCTURE_CASES = {
    "root unknown": Case('"root": "cluster"', '"root": "hall"', REFERENCE, 10, "root", "hall"),
    "block unknown": Case(
        '"block": "node"', '"block": "tray"', REFERENCE, 17, "cluster/node", "tray"
    ),
    "part unknown": Case('"part": "npu-a"', '"part": "npu-b"', REFERENCE, 20, "node/npu", "npu-b"),
    "fabric unknown": Case(
        '"fabric": "scale-up"', '"fabric": "ub"', REFERENCE, 23, "node/up", "ub"
    ),
    "cable unknown": Case(
        '"fabric": "scale-up"', '"fabric": "scale-up", "cable": "rope"', REFERENCE, 23, "node/up",
        "rope"
    ),
    "port unknown": Case(
        UP_A, '"a": {"path": "npu", "port": "north"}', FindingCode.PORT_UNKNOWN, 23, "node/up",
        "north"
    ),
    "end unknown": Case(
        UP_A, '"a": {"path": "gpu", "port": "up"}', FindingCode.PORT_UNKNOWN, 23, "node/up", "gpu"
    ),
    "block in itself": Case(
        '"part": "switch-a"', '"block": "node"', INVALID, 19, "node.instances", "contains itself"
    ),
    "block twice": Case(
        '{"id": "node", "name"', '{"id": "cluster", "name"', FindingCode.SLUG_DUPLICATE, 15,
        "blocks", "twice"
    ),
    "exception outside the count": Case(
        ', "link_bundles": [\n', ', "exceptions": [\n{"path": "npu[4]", "kind": "removed"}\n], '
        '"link_bundles": [\n', INVALID, 23, "exceptions", "outside its count 4",
    ),
    "exception without an index": Case(
        ', "link_bundles": [\n', ', "exceptions": [\n{"path": "npu", "kind": "removed"}\n], '
        '"link_bundles": [\n', MISSING, 23, "exceptions", "needs an index",
    ),
    "enclosure unknown": Case(
        '"kind": "node"', '"kind": "node", "part": "tray"', REFERENCE, 19, "node.part", "tray"
    ),
    "port group shows nothing": Case(
        ', "link_bundles": [\n', ', "port_groups": [{"name": "x", "path": "fan", "port": "up"}], '
        '"link_bundles": [\n', FindingCode.PORT_UNKNOWN, 22, "node.port_groups", "fan",
    ),
    "relation to a dimension that is not there": Case(
        UP_A, UP_A + ', "relations": [{"a_dim": "npu.z", "b_dim": "switch.i"}]', INVALID, 23,
        "node/up", "npu.z",
    ),
    "too many accelerators": Case(
        '"size": 2', '"size": 9999999', FindingCode.DESIGN_TOO_LARGE, 8, "accelerators",
        "accelerators"
    ),
}  # fmt: skip

CASES = {**SYNTAX_CASES, **HEADER_CASES, **FIELD_CASES, **STRUCTURE_CASES}


@pytest.mark.parametrize("name", CASES)
def test_that_a_malformed_file_is_refused_at_its_place(name: str) -> None:
    case = CASES[name]
    assert case.old in GOOD
    text = GOOD.replace(case.old, case.new, 1)
    with pytest.raises(DesignFileError) as caught:
        decode_document(text.encode(), "design.cluster.json")
    findings = caught.value.findings
    matching = [f for f in findings if f.code is case.code and case.words in f.message]
    assert matching, findings
    finding = matching[0]
    assert finding.locus.line == case.line, finding
    assert case.field in finding.locus.field
    assert finding.locus.file == "design.cluster.json"
    assert finding.locus.column >= 1
    assert finding.severity is Severity.ERROR
    assert finding.hint
    assert "\n" not in finding.message + finding.hint
    assert str(caught.value).startswith("design.cluster.json:")


BYTE_CASES = {
    "empty": (b"", "empty", 1),
    "blank": (b" \n\t\n", "empty", 1),
    "byte order mark": (b"\xef\xbb\xbf" + GOOD.encode(), "byte order mark", 1),
    "UTF-16": (GOOD.encode("utf-16"), "UTF-16", 1),
    "UTF-16 big end first": (b"\xfe\xff" + GOOD.encode("utf-16-be"), "UTF-16", 1),
    "UTF-16 without mark": (GOOD.encode("utf-16-le"), "UTF-16", 1),
    "UTF-32": (GOOD.encode("utf-32"), "UTF-32", 1),
    "Latin-1": (GOOD.replace("Small", "Klein-Köln").encode("latin-1", "replace"), "0xf6", 9),
    "cut in a character": (GOOD.encode().split(b"\xe9\xa2\x9d")[0] + b"\xe9\xa2", "not UTF-8", 27),
    "overlong zero": (GOOD.replace("Small", "S#").encode().replace(b"#", b"\xc0\x80"), "0xc0", 9),
    "zero bytes": (b"\0" * 100, "not a text", 1),
    "zip archive": (b"PK\x03\x04\x14\x00\x00\x00", "not valid JSON", 1),
    "a number": (b"42\n", "holds 42 instead of a design", 1),
    "a list": (b"[]\n", "holds a list instead of a design", 1),
    "nothing": (b"null", "holds null instead", 1),
    "a text": (b'"' + b"x" * 100 + b'"', "instead of a design", 1),
    "an empty object": (b"{}", "not a design file", 1),
    "half a file": (GOOD[: len(GOOD) // 2].encode(), "not valid JSON", 27),
    "brackets only": (b"[" * 1_000_000, "nested more than 64", 1),
    "braces only": (b'{"a":' * 100_000, "nested more than 64", 1),
}


@pytest.mark.parametrize("name", BYTE_CASES)
def test_that_bytes_that_are_no_design_are_refused_at_their_place(name: str) -> None:
    data, words, line = BYTE_CASES[name]
    with pytest.raises(DesignFileError, match=words) as caught:
        decode_document(data, "x.json")
    (finding,) = caught.value.findings
    assert words in finding.message
    assert finding.locus.line == line
    assert finding.hint


def test_that_every_problem_of_a_file_is_reported_in_file_order() -> None:
    text = GOOD.replace('"size": 2', '"size": 0').replace('"size": 4', '"size": "x"')
    text = text.replace('"revision": 3', '"revision": -3').replace('"Small"', "17")
    with pytest.raises(DesignFileError, match=r"and 3 more\)") as caught:
        decode_document(text.encode(), "x.json")
    assert [finding.locus.line for finding in caught.value.findings] == [6, 9, 17, 20]


def test_that_the_number_of_findings_is_bounded() -> None:
    text = GOOD.replace('"size": 4', '"size": 4, ' + ", ".join(['"size": 1'] * 500))
    with pytest.raises(DesignFileError) as caught:
        decode_document(text.encode(), "x.json")
    assert len(caught.value.findings) == 100


def test_that_a_misspelt_field_gets_a_suggestion() -> None:
    text = GOOD.replace('"link_bundles"', '"link_bundels"')
    with pytest.raises(DesignFileError) as caught:
        decode_document(text.encode(), "x.json")
    assert 'did you mean "link_bundles"?' in {f.hint for f in caught.value.findings}


def test_that_a_field_like_no_other_gets_the_hint_to_remove_it() -> None:
    text = GOOD.replace('"revision": 3', '"revision": 3, "zqzqzq": {}')
    with pytest.raises(DesignFileError) as caught:
        decode_document(text.encode(), "x.json")
    assert [f.hint for f in caught.value.findings] == ["remove it"]
