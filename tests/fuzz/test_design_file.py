"""Damaged design files: whatever the bytes are, the reader gives a document or its own error."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from designer.errors.tree import DesignFileError
from designer.storage.codec import decode_document, encode_document

if TYPE_CHECKING:
    from collections.abc import Iterator

SEEDS = [
    path.read_bytes()
    for path in sorted((Path(__file__).parents[1] / "data" / "formats").glob("*.json"))
]
PIECES = [
    b'"', b"{", b"}", b"[", b"]", b",", b":", b"\\", b"\\u0000", b"\\ud800", b"\0", b"\xff",
    b"\xe2\x80\xae", b"NaN", b"-Infinity", b"1e999", b"-1", b"0", b"1e12", b"9" * 30, b"true",
    b"null", b"0.5", b"-0.0", b'"x"', b"{}", b"[]", b"[" * 70, b'{"a":' * 70, b"\n", b'"size": 3,',
    b'"id": "node"', b"../", b"npu", b"node", b"cluster", b"9999999",
]  # fmt: skip
LEAVES: st.SearchStrategy[object] = st.sampled_from(
    [None, True, 0, -1, 2, 10**7, 10**18, 0.5, -0.0, 1e300, "", "node", "npu", "a/b", "x" * 300,
     "\u202e", [], {}, [[]], {"a": 1}],
)  # fmt: skip


def check(data: bytes) -> None:
    try:
        document = decode_document(data, "x.json")
    except DesignFileError as error:
        findings = error.findings
        if not 1 <= len(findings) <= 100 or "\n" in str(error):
            raise
        if not all(f.locus.line >= 1 and f.message and f.hint for f in findings):
            raise
    else:
        again = encode_document(document)
        assert decode_document(again, "x.json") == document


@given(
    seed=st.sampled_from(SEEDS),
    edits=st.lists(
        st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(PIECES)), max_size=4
    ),
)
def test_that_mutated_bytes_give_a_document_or_a_placed_error(
    seed: bytes, edits: list[tuple[float, int, bytes]]
) -> None:
    data = seed
    for share, n_cut, piece in edits:
        at = int(share * len(data))
        data = data[:at] + piece + data[at + n_cut :]
    check(data)


@given(data=st.binary(max_size=200))
def test_that_random_bytes_give_a_placed_error(data: bytes) -> None:
    check(data)


@given(seed=st.sampled_from(SEEDS), share=st.floats(0, 1))
def test_that_a_file_cut_anywhere_gives_a_document_or_a_placed_error(
    seed: bytes, share: float
) -> None:
    check(seed[: int(share * len(seed))])


def containers(value: object) -> Iterator[Any]:
    if isinstance(value, dict):
        yield value
        for item in value.values():
            yield from containers(item)
    if isinstance(value, list):
        yield value
        for item in value:
            yield from containers(item)


@given(
    seed=st.sampled_from(SEEDS),
    edits=st.lists(
        st.tuples(
            st.integers(0, 10**6),
            st.integers(0, 10**6),
            st.sampled_from(["set", "remove", "repeat", "rename"]),
            LEAVES,
        ),
        min_size=1,
        max_size=3,
    ),
)
def test_that_any_edit_of_the_values_gives_a_document_or_a_placed_error(
    seed: bytes, edits: list[tuple[int, int, str, object]]
) -> None:
    value = json.loads(seed)
    for which, member, action, leaf in edits:
        candidates = [c for c in containers(value) if c]
        target = candidates[which % len(candidates)]
        keys = list(target) if isinstance(target, dict) else list(range(len(target)))
        key = keys[member % len(keys)]
        if action == "set":
            target[key] = leaf
        elif action == "remove":
            del target[key]
        elif isinstance(target, list):
            target.append(target[key])
        else:
            target[f"{key}x"] = target.pop(key)
    check(json.dumps(value, indent=0).encode())
