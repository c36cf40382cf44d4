from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.editing import edited, finished, plural, unchanged, with_block, with_instance
from designer.commands.embedding import refresh_embedded
from designer.commands.identity import fresh_id, slug_of
from designer.commands.structure import AddGroup, AddPart
from designer.errors.tree import CommandError
from designer.model.design import Approval
from designer.model.evolve import evolve
from designer.model.ids import BlockId

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

ROOT = BlockId("root")


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Row A", "row-a"),
        ("ub_l2.box", "ub-l2-box"),
        ("  ", "item"),
        ("Größe", "gr-e"),
        ("x" * 90, "x" * 52),
    ],
)
def test_that_any_text_becomes_an_id(text: str, slug: str) -> None:
    assert slug_of(text) == slug


def test_that_an_id_in_use_anywhere_gets_the_next_number(design: Design) -> None:
    assert fresh_id(design, "leaf") == "leaf"
    assert fresh_id(design, "board") == "board-2"
    assert fresh_id(design, "scale-up") == "scale-up-2"
    assert fresh_id(design, "sw", taken=frozenset({"sw-7", "sw-x"})) == "sw-8"
    assert fresh_id(design, "sw-7", taken=frozenset({"sw-7"})) == "sw-8"


def test_that_a_product_number_is_no_counter(design: Design) -> None:
    taken = frozenset({"kunpeng-920"})
    assert fresh_id(design, "kunpeng-920", taken=taken) == "kunpeng-920-2"


def test_that_an_id_that_an_approval_names_is_not_given_again(design: Design) -> None:
    approval = Approval(key="reach-exceeded:racks[3]/leaf[0]", reason="")
    assert fresh_id(evolve(design, approvals=(approval,)), "leaf") == "leaf-2"


def test_that_removing_and_adding_counts_on_while_a_later_one_stands(
    design: Design, library: CatalogLibrary
) -> None:
    for _ in range(3):
        design = AddPart(block=ROOT, part="leaf").apply(design, library).design
    assert [i.id for i in design.root_block.instances[2:]] == ["leaf", "leaf-2", "leaf-3"]
    block = design.root_block
    kept = tuple(i for i in block.instances if i.id != "leaf-2")
    design = with_block(design, evolve(block, instances=kept))
    design = AddPart(block=ROOT, part="leaf").apply(design, library).design
    assert design.root_block.instances[-1].id == "leaf-4"


def test_that_embedded_records_in_use_stay_as_they_are(
    design: Design, library: CatalogLibrary
) -> None:
    own = tuple(evolve(part, name="as bought") for part in design.parts)
    design = evolve(design, parts=own, prices=())
    kept = refresh_embedded(design, library)
    assert (kept.parts, kept.prices) == (own, ())
    assert refresh_embedded(kept, library) is kept
    after = AddPart(block=ROOT, part="leaf").apply(design, library).design
    assert [p.name for p in after.parts if p.slug != "leaf"] == ["as bought"] * len(own)
    assert after.prices == ()


def test_that_a_part_that_nobody_has_is_left_out(design: Design, library: CatalogLibrary) -> None:
    poor = type(library)(version="0")
    assert refresh_embedded(evolve(design, parts=()), poor).parts == ()


def test_that_new_faults_are_refused_and_old_ones_are_not(
    design: Design, library: CatalogLibrary
) -> None:
    poor = type(library)(version="0")
    parts = tuple(p for p in design.parts if p.slug != "trunk")
    broken = evolve(design, parts=parts)
    assert AddGroup(block=ROOT, name="x").apply(broken, poor).design is not broken
    with pytest.raises(CommandError, match='root/uplink: cable "trunk" does not exist'):
        finished(design, broken, poor, aspects=unchanged(design).change_set.aspects)


def test_that_an_edit_to_the_same_value_keeps_the_object(design: Design) -> None:
    assert edited(design, name=design.name) is design
    assert with_block(design, design.root_block) is design
    assert with_instance(design, design.root_block, design.root_block.instances[0]) is design
    with pytest.raises(CommandError, match="name"):
        edited(design, name="\x00")


def test_that_counts_are_written_with_their_noun() -> None:
    assert plural(1, "copy") == "1 copy"
    assert plural(1200, "copy") == "1,200 copies"
    assert plural(2, "port") == "2 ports"
