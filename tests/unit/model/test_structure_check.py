from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from designer.errors.findings import FindingCode, Severity
from designer.model.block import ExceptionKind, InstanceException
from designer.model.design import Design
from designer.model.evolve import evolve
from designer.model.limits import (
    MAX_EXCEPTIONS,
    blocks_inside_out,
    chains_to_block,
    copies_of_block,
    design_totals,
    size_findings,
)
from designer.model.query import MAX_DEPTH
from designer.model.structure_check import check_structure
from tests.oracle.designs import accelerator, block, instance
from tests.oracle.designs import design as small

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.ids import BlockId

Document = dict[str, Any]


def changed(design: Design, change: Callable[[Document], object]) -> Design:
    document = json.loads(design.model_dump_json())
    change(document)
    return Design.model_validate_json(json.dumps(document))


def put(*keys: str | int, value: object) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        place: Any = document
        for key in keys[:-1]:
            place = place[key]
        place[keys[-1]] = value

    return change


def twice(*keys: str | int) -> Callable[[Document], None]:
    def change(document: Document) -> None:
        place: Any = document
        for key in keys:
            place = place[key]
        place.append(place[0])

    return change


def test_that_a_sound_document_has_no_findings(design: Design) -> None:
    assert check_structure(design) == ()


@pytest.mark.parametrize(
    ("change", "code", "message", "field"),
    [
        (twice("blocks"), FindingCode.SLUG_DUPLICATE, '"root" is there twice', "blocks"),
        (twice("fabrics"), FindingCode.SLUG_DUPLICATE, '"scale-up" is there twice', "fabrics"),
        (twice("parts"), FindingCode.SLUG_DUPLICATE, '"acc" is there twice', "parts"),
        (
            twice("blocks", 0, "instances"),
            FindingCode.SLUG_DUPLICATE, '"racks" is there twice', "root.instances",
        ),
        (
            twice("blocks", 2, "link_bundles"),
            FindingCode.SLUG_DUPLICATE, '"board" is there twice', "node.link_bundles",
        ),
        (
            put("root", value="gone"),
            FindingCode.REFERENCE_UNKNOWN, 'root block "gone" does not exist', "root",
        ),
        (
            put("blocks", 1, "instances", 0, "block", value="rack"),
            FindingCode.FIELD_INVALID, 'block "rack" contains itself', "rack.instances",
        ),
        (
            put("blocks", 1, "instances", 0, "block", value="root"),
            FindingCode.FIELD_INVALID, 'block "root" contains itself', "root.instances",
        ),
        (
            put("blocks", 1, "part", value="gone"),
            FindingCode.REFERENCE_UNKNOWN, 'part "gone" does not exist', "rack.part",
        ),
        (
            put("blocks", 2, "instances", 0, "part", value="gone"),
            FindingCode.REFERENCE_UNKNOWN, 'part "gone" does not exist', "node/acc",
        ),
        (
            put("blocks", 0, "instances", 1, "block", value="gone"),
            FindingCode.REFERENCE_UNKNOWN, 'block "gone" does not exist', "root/spare",
        ),
        (
            put("blocks", 2, "port_groups", 0, "path", value="gone"),
            FindingCode.PORT_UNKNOWN, "shows gone:up", "node.port_groups",
        ),
        (
            put("blocks", 0, "link_bundles", 0, "fabric", value="gone"),
            FindingCode.REFERENCE_UNKNOWN, 'fabric "gone" does not exist', "root/uplink",
        ),
        (
            put("blocks", 0, "link_bundles", 0, "cable", value="gone"),
            FindingCode.REFERENCE_UNKNOWN, 'cable "gone" does not exist', "root/uplink",
        ),
        (
            put("blocks", 0, "link_bundles", 0, "optic", value="dac"),
            FindingCode.REFERENCE_UNKNOWN, 'optic "dac" does not exist', "root/uplink",
        ),
        (
            put("blocks", 0, "link_bundles", 0, "b", "port", value="gone"),
            FindingCode.PORT_UNKNOWN, "spine:gone does not exist", "root/uplink",
        ),
        (
            put("blocks", 0, "link_bundles", 0, "relations", 0, "b_dim", value="spine.i"),
            FindingCode.FIELD_INVALID, "leaf.plane has 7 values and spine.i 2", "root/uplink",
        ),
        (
            put("blocks", 0, "exceptions", 0, "path", value="racks[0]/gone[1]"),
            FindingCode.REFERENCE_UNKNOWN, "path does not exist", "racks[0]/gone[1]",
        ),
        (
            put("blocks", 0, "exceptions", 0, "path", value="racks/node[1]"),
            FindingCode.FIELD_MISSING, '"racks" needs an index', "racks/node[1]",
        ),
        (
            put("blocks", 0, "exceptions", 0, "path", value="racks[4]/node[1]"),
            FindingCode.FIELD_INVALID, "index 4 of racks is outside its count 4", "racks[4]",
        ),
        (
            put("blocks", 0, "exceptions", 0, "part", value="sw"),
            FindingCode.FIELD_INVALID, "a replaced copy names its part", "racks[0]/node[1]",
        ),
        (
            put("blocks", 0, "exceptions", 1, "part", value="gone"),
            FindingCode.REFERENCE_UNKNOWN, 'part "gone" does not exist', "spine[3]",
        ),
    ],
)  # fmt: skip
def test_that_each_fault_is_found_at_its_place(
    change: Callable[[Document], object],
    code: FindingCode,
    message: str,
    field: str,
    design: Design,
) -> None:
    findings = check_structure(changed(design, change))
    assert any(
        f.code is code
        and message in f.message
        and field in f.locus.field
        and f.severity is Severity.ERROR
        and f.hint
        for f in findings
    ), findings


def test_that_totals_count_every_use_of_a_block(design: Design) -> None:
    totals = design_totals(design)
    # 4 racks x 2 nodes and one spare node of 8 accelerators and 7 switches, 14 spine switches.
    assert totals is not None
    assert totals.n_accelerators == 9 * 8
    assert totals.n_vertices == 9 * 15 + 14
    assert (totals.n_chains, totals.n_bundle_uses, totals.depth) == (8, 3, 3)


def test_that_a_document_without_a_size_has_no_totals(design: Design) -> None:
    loop = changed(design, put("blocks", 1, "instances", 0, "block", value="rack"))
    assert design_totals(loop) is None
    assert size_findings(loop) == ()
    assert {b.id for b in blocks_inside_out(loop)[0]} == {"node"}
    assert set(blocks_inside_out(loop)[1]) == {"root", "rack"}


def test_that_a_design_that_is_too_large_is_said_with_numbers(design: Design) -> None:
    def grow(document: Document) -> None:
        for dim in document["blocks"][0]["instances"][0]["dims"]:
            dim["size"] = 3000
        document["blocks"][2]["instances"][0]["dims"][0]["size"] = 10_000_000

    messages = [f.message for f in size_findings(changed(design, grow))]
    assert messages[0].startswith("the design has 180,000,010,000,000 accelerators")
    assert "parts" in messages[1]
    assert "50,000,000" in messages[1]


def test_that_an_astronomic_count_is_written_as_a_power(design: Design) -> None:
    def nest(document: Document) -> None:
        blocks = document["blocks"]
        for n in range(20):
            inner = f"level-{n + 1}" if n < 19 else "node"
            dims = [{"name": "i", "size": 10_000_000}]
            instance = {"id": "x", "block": inner, "dims": dims}
            blocks.append({"id": f"level-{n}", "name": "", "instances": [instance]})
        blocks[0]["instances"].append({"id": "deep", "block": "level-0"})

    messages = [f.message for f in size_findings(changed(design, nest))]
    assert any("about 10^" in m for m in messages)
    assert any("22 levels of blocks; at most 16" in m for m in messages)


def test_that_a_design_that_doubles_at_every_level_is_refused_in_no_time(design: Design) -> None:
    def nest(document: Document) -> None:
        blocks = document["blocks"]
        for n in range(15):
            inner = f"level-{n + 1}" if n < 14 else "node"
            uses = [{"id": f"use-{k}", "block": inner} for k in range(10)]
            blocks.append({"id": f"level-{n}", "name": "", "instances": uses})
        blocks[0]["instances"].append({"id": "deep", "block": "level-0"})

    messages = [f.message for f in check_structure(changed(design, nest))]
    assert any("different instances" in m for m in messages)


def test_that_too_many_exceptions_are_refused(design: Design) -> None:
    root = design.root_block
    many = evolve(root, exceptions=(root.exceptions[0],) * (MAX_EXCEPTIONS + 1))
    design = evolve(design, blocks=(many, *design.blocks[1:]))
    assert "20,001 exceptions" in size_findings(design)[0].message


def test_that_chains_into_a_loop_end(design: Design) -> None:
    loop = changed(design, put("blocks", 1, "instances", 0, "block", value="rack"))
    rack = design.blocks[1].id
    assert max(len(chain) for chain in chains_to_block(loop, rack)) == MAX_DEPTH


def test_that_chains_lead_to_every_use(design: Design) -> None:
    ids: dict[str, BlockId] = {block.id: block.id for block in design.blocks}
    assert set(chains_to_block(design, ids["node"])) == {("spare",), ("racks", "node")}
    assert chains_to_block(design, ids["root"]) == ((),)
    assert copies_of_block(design, ids["node"]) == 9
    assert copies_of_block(design, ids["root"]) == 1
    unused = evolve(design.blocks[2], id="unused")
    design = evolve(design, blocks=(*design.blocks, unused))
    assert copies_of_block(design, unused.id) == 0


def test_that_too_many_exceptions_are_told_by_a_check_of_what_changed_alone() -> None:
    before = small([block("root", [instance("acc", "acc", i=20_001)])], [accelerator()])
    assert check_structure(before) == ()
    removed = tuple(
        InstanceException(path=f"acc[{n}]", kind=ExceptionKind.REMOVED) for n in range(20_001)
    )
    after = evolve(before, blocks=(evolve(before.root_block, exceptions=removed),))
    (finding,) = check_structure(after, before)
    assert finding == check_structure(after)[0]
    assert "20,001 exceptions" in finding.message
