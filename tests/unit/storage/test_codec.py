"""What is written reads back equal, byte for byte, and equal documents give equal bytes."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.library import CatalogLibrary
from designer.catalog.part import FabricRole
from designer.errors.findings import FindingCode, Severity
from designer.errors.tree import DesignFileError
from designer.model.block import Block, BlockKind
from designer.model.design import (
    Approval,
    AssumptionChoice,
    AssumptionOverride,
    Design,
    ViewState,
)
from designer.model.evolve import evolve
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, FabricId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.placement import Placement
from designer.storage.canonical import plain_record
from designer.storage.codec import (
    DesignDocument,
    catalog_stamp,
    decode_document,
    encode_document,
    new_document,
    next_revision,
)
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

FORMATS = Path(__file__).parents[2] / "data" / "formats"

ids = st.from_regex(r"[a-z0-9][a-z0-9-]{0,8}", fullmatch=True)
names = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn")), max_size=12
)
notes = st.text(
    st.one_of(st.sampled_from('\t\n"\\/'), st.characters(exclude_categories=("Cc", "Cf", "Cs"))),
    max_size=20,
)
positions = st.floats(-1e7, 1e7, allow_nan=False)
lengths = st.floats(0, 1e6, allow_nan=False)
values = st.floats(allow_nan=False, allow_infinity=False)


@st.composite
def placements(draw: DrawFn) -> Placement:
    return Placement(
        x_m=draw(positions),
        y_m=draw(positions),
        n_columns=draw(st.integers(1, 40)),
        pitch_x_m=draw(lengths),
        pitch_y_m=draw(lengths),
        at_u=draw(st.none() | st.integers(1, 100)),
    )


@st.composite
def instances(draw: DrawFn, instance_id: str, block_id: str) -> Instance:
    dims = draw(st.lists(ids, min_size=1, max_size=3, unique=True))
    return Instance(
        id=InstanceId(instance_id),
        name=draw(names),
        block=BlockId(block_id),
        dims=tuple(
            Dimension(name=d, size=draw(st.integers(1, 9)), is_plane=draw(st.booleans()))
            for d in dims
        ),
        placement=draw(placements()),
        is_assumed=draw(st.booleans()),
        note=draw(notes),
    )


@st.composite
def designs(draw: DrawFn) -> Design:
    block_ids = draw(st.lists(ids, min_size=1, max_size=4, unique=True))
    blocks = []
    for ix, block_id in enumerate(block_ids):
        inner = block_ids[ix + 1 :]
        used = draw(st.lists(st.sampled_from(inner), max_size=3)) if inner else []
        blocks.append(
            Block(
                id=BlockId(block_id),
                name=draw(names),
                kind=draw(st.sampled_from(BlockKind)),
                instances=tuple(draw(instances(f"use-{n}", block)) for n, block in enumerate(used)),
                note=draw(notes),
            )
        )
    fabric_ids = draw(st.lists(ids, max_size=2, unique=True))
    return Design(
        name=draw(names),
        description=draw(notes),
        root=BlockId(block_ids[0]),
        assumptions=AssumptionChoice(
            set="default-2026",
            overrides=tuple(
                AssumptionOverride(name=name, value=draw(values), note=draw(notes))
                for name in draw(st.lists(ids, max_size=2, unique=True))
            ),
        ),
        fabrics=tuple(
            Fabric(
                id=FabricId(fabric_id),
                role=draw(st.sampled_from(FabricRole)),
                display_name=draw(names),
                n_planes=draw(st.integers(1, 8)),
                is_assumed=draw(st.booleans()),
            )
            for fabric_id in fabric_ids
        ),
        blocks=tuple(blocks),
        approvals=tuple(
            Approval(key=key, reason=draw(notes))
            for key in draw(st.lists(names, max_size=2, unique=True))
        ),
        view=ViewState(center_x_m=draw(values), center_y_m=draw(values)),
    )


@given(design=designs(), revision=st.integers(0, 2**53))
def test_that_any_document_reads_back_equal_and_byte_stable(design: Design, revision: int) -> None:
    document = DesignDocument(design, "3f1c0c1e-8f0e-4a8e-9d2e-1d7f6a2b9c10", revision)
    data = encode_document(document)
    found = decode_document(data, "x.cluster.json")
    assert found == document
    assert found.notices == ()
    assert encode_document(found) == data


@pytest.mark.parametrize("path", sorted(FORMATS.glob("*.json")), ids=lambda path: path.name)
def test_that_files_of_released_versions_stay_readable_byte_for_byte(path: Path) -> None:
    data = path.read_bytes()
    document = decode_document(data, path.name)
    assert document.notices == ()
    assert encode_document(document) == data


def test_that_the_frozen_files_are_these_documents(
    small_document: DesignDocument,
    full_document: DesignDocument,
    listed_document: DesignDocument,
    switched_document: DesignDocument,
) -> None:
    assert (FORMATS / "v1-circuits.cluster.json").read_bytes() == encode_document(switched_document)
    assert (FORMATS / "v1-listed-links.cluster.json").read_bytes() == encode_document(
        listed_document
    )
    assert (FORMATS / "v1-small.cluster.json").read_bytes() == encode_document(small_document)
    assert (FORMATS / "v1-every-field.cluster.json").read_bytes() == encode_document(full_document)


def fields_written(record: FrozenRecord) -> set[tuple[type[FrozenRecord], str]]:
    found: set[tuple[type[FrozenRecord], str]] = set()
    for name in plain_record(record):
        found.add((type(record), name))
        value = getattr(record, name)
        for item in value if isinstance(value, tuple) else (value,):
            if isinstance(item, FrozenRecord):
                found |= fields_written(item)
    return found


def test_that_the_frozen_files_have_every_field_of_the_document(
    full_document: DesignDocument,
    listed_document: DesignDocument,
    switched_document: DesignDocument,
) -> None:
    documents = (full_document, listed_document, switched_document)
    written = set().union(*(fields_written(one.design) for one in documents))
    records = {record for record, _ in written if record.__module__.startswith("designer.model")}
    assert len(records) >= 14
    fields = {(record, name) for record in records for name in record.model_fields}
    assert fields - written == set()


def test_that_listed_pairs_are_short_rows_and_a_wrong_one_is_found(
    listed_document: DesignDocument,
) -> None:
    data = encode_document(listed_document)
    assert b'"pairs": [[0, 0, 1], [2, 0, 3]]}' in data
    for wrong, words in (
        (b"[[0, 0, 1], [4, 0, 3]]", "pairs[1]: npu has 4 copies, counted from 0; there is no 4"),
        (b"[[0, 0, 1], [0, 0, 3]]", "pairs[1]: the pair of 0 and 0 is there twice"),
        (b"[[0, 0, 1], [2, 0]]", "is missing"),
        (b"[[0, 0, 1], [2, 0, 0]]", "must be greater than or equal to 1"),
    ):
        with pytest.raises(DesignFileError) as caught:
            decode_document(data.replace(b"[[0, 0, 1], [2, 0, 3]]", wrong), "x.cluster.json")
        (finding,) = caught.value.findings
        assert words in finding.message
        assert finding.locus.line == 27


def test_that_a_missing_link_that_is_none_is_found_with_its_line(
    listed_document: DesignDocument,
) -> None:
    data = encode_document(listed_document)
    line = 21
    assert data.splitlines()[line - 1].startswith(b'{"bundle": "node/up", "a": "node[1]/npu[0]"')
    for right, wrong, words in (
        (b"node[1]/npu[0]", b"node[1]/npu[1]", "have no link of node/up"),
        (b"node[1]/npu[0]", b"node[0]/npu[0]", "are in different copies"),
        (b"node[1]/npu[0]", b"node[1]/npu", '"npu" needs an index'),
        (b"node[1]/npu[0]", b"node[2]/npu[0]", "index 2 of node is outside its count 2"),
        (b"node[1]/npu[0]", b"node[1]/gone[0]", "the path node/gone does not exist"),
        (b"node[1]/npu[0]", b"node[1]/switch[0]", "is not what link bundle node/up links"),
        (b'"node/up", "a": "node', b'"node/x", "a": "node', 'there is no link bundle "node/x"'),
    ):
        with pytest.raises(DesignFileError) as caught:
            decode_document(data.replace(right, wrong), "x.cluster.json")
        (finding,) = caught.value.findings
        assert words in finding.message
        assert finding.locus.line == line


def test_that_the_file_has_header_content_and_checksum_in_this_order(
    full_document: DesignDocument,
) -> None:
    data = encode_document(full_document)
    value = json.loads(data)
    assert list(value) == [
        "format", "format_version", "app_version", "document_id", "revision", "catalogs",
        "content", "sha256",
    ]  # fmt: skip
    assert b"\r" not in data
    assert data.endswith(b"}\n")


def test_that_the_checksum_is_that_of_the_content_with_sorted_keys_and_no_space(
    full_document: DesignDocument,
) -> None:
    import hashlib

    value = json.loads(encode_document(full_document))
    text = json.dumps(value["content"], sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert value["sha256"] == hashlib.sha256(text.encode("utf-8")).hexdigest()


def test_that_moving_one_instance_changes_its_line_and_the_checksum_only(
    full_document: DesignDocument,
) -> None:
    design = full_document.design
    node = design.block_by_id[BlockId("node")]
    npu = node.instance_by_id[InstanceId("npu")]
    moved = evolve(npu, placement=evolve(npu.placement, x_m=2.0))
    changed = evolve(node, instances=(moved, *node.instances[1:]))
    after = replace(full_document, design=evolve(design, blocks=(design.blocks[0], changed)))
    lines = zip(
        encode_document(full_document).splitlines(),
        encode_document(after).splitlines(),
        strict=True,
    )
    assert [a[:9] for a, b in lines if a != b] == [b'{"id": "n', b'"sha256":']


def test_that_defaults_may_be_spelled_out_by_hand(small_document: DesignDocument) -> None:
    text = encode_document(small_document).decode()
    text = text.replace(
        '"part": "switch-a"}', '"part": "switch-a", "note": "", "is_assumed": false}'
    )
    found = decode_document(text.encode(), "x.json")
    assert found == small_document
    assert found.notices == ()


def test_that_a_file_in_other_layout_is_the_same_document(small_document: DesignDocument) -> None:
    value = json.loads(encode_document(small_document))
    data = json.dumps(value, indent=4).encode()
    assert decode_document(data, "x.json") == small_document


def test_that_an_edit_by_hand_is_noticed_but_not_refused(small_document: DesignDocument) -> None:
    text = encode_document(small_document).decode().replace('"size": 4', '"size": 3')
    (notice,) = decode_document(text.encode(), "x.json").notices
    assert notice.code is FindingCode.CHECKSUM_MISMATCH
    assert notice.severity is Severity.WARNING
    assert (notice.locus.line, notice.locus.field) == (31, "sha256")
    assert "does not match" in notice.message


def test_that_a_missing_checksum_is_noticed(small_document: DesignDocument) -> None:
    text = re.sub(r',\n"sha256": "\w+"\n}', "\n}", encode_document(small_document).decode())
    (notice,) = decode_document(text.encode(), "x.json").notices
    assert "no checksum" in notice.message


def test_that_a_design_with_a_number_that_is_not_finite_is_not_written(
    small_document: DesignDocument,
) -> None:
    view = ViewState.model_construct(center_x_m=float("nan"))
    broken = small_document.design.model_copy(update={"view": view})
    with pytest.raises(ValueError, match="Out of range float values"):
        encode_document(replace(small_document, design=broken))


def test_that_a_new_document_has_its_own_id_and_revision_zero(small_design: Design) -> None:
    library = CatalogLibrary(version="2026.11")
    first, second = (new_document(small_design, library) for _ in range(2))
    assert first.document_id != second.document_id
    assert first.revision == 0
    assert first.catalogs == (catalog_stamp(small_design, library),)
    assert decode_document(encode_document(first), "x.json") == first


def test_that_saving_counts_the_revision_up_under_the_same_id(
    small_document: DesignDocument,
) -> None:
    library = CatalogLibrary(version="2027.01")
    after = next_revision(small_document, small_document.design, library)
    assert after.document_id == small_document.document_id
    assert after.revision == small_document.revision + 1
    assert after.catalogs[0].version == "2027.01"


def test_that_a_list_of_broken_references_is_bounded(small_document: DesignDocument) -> None:
    text = encode_document(small_document).decode()
    many = ",\n".join(f'{{"id": "x{n}", "block": "none"}}' for n in range(300))
    with pytest.raises(DesignFileError) as caught:
        decode_document(
            text.replace('{"id": "node", "block"', f'{many},\n{{"id": "node", "block"').encode(),
            "x",
        )
    assert len(caught.value.findings) == 100
    assert [f.locus.line for f in caught.value.findings[:3]] == [17, 18, 19]
