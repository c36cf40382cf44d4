from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from pydantic import ValidationError

from designer.catalog.prices import PriceQuote
from designer.model.evolve import evolve
from designer.model.ids import InstanceId, PathStep, path_from_text, text_from_path
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkEnd
from designer.model.query import (
    MAX_DEPTH,
    chain_from_path,
    is_block_inside,
    path_without_indices,
    resolve_end,
    used_part_slugs,
    walk_instances,
)

if TYPE_CHECKING:
    from designer.model.design import Design


@pytest.mark.parametrize("text", ["", "rack", "rack[3]/node[0]/npu[5]", "a-1/b"])
def test_that_path_text_and_steps_are_inverse(text: str) -> None:
    assert text_from_path(path_from_text(text)) == text


@pytest.mark.parametrize("text", ["Rack", "rack[", "rack[-1]", "a//b", "a[x]", "/"])
def test_that_text_that_is_no_path_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is not a path step"):
        path_from_text(text)


def test_that_indices_can_be_left_out_of_a_path() -> None:
    path = path_from_text("rack[3]/node")
    assert path == (PathStep(InstanceId("rack"), 3), PathStep(InstanceId("node"), None))
    assert text_from_path(path_without_indices(path)) == "rack/node"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({}, "exactly one block or one part"),
        ({"block": "b", "part": "p"}, "exactly one block or one part"),
        (
            {"part": "p", "dims": (Dimension(name="i", size=1), Dimension(name="i", size=2))},
            "must differ",
        ),
        (
            {
                "part": "p",
                "dims": (Dimension(name="i", size=10_000), Dimension(name="j", size=10_000)),
            },
            "count 100,000,000 exceeds",
        ),
    ],
)
def test_that_an_instance_is_of_one_thing_with_a_possible_count(
    fields: dict[str, Any], reason: str
) -> None:
    with pytest.raises(ValidationError, match=reason):
        Instance.model_validate({"id": "x", **fields})


def test_that_an_instance_knows_what_it_is_of() -> None:
    assert Instance(id=InstanceId("x"), part="p").of == "p"
    assert Instance.model_validate({"id": "x", "block": "b"}).of == "b"


def test_that_a_changed_copy_shares_the_rest_and_is_checked(design: Design) -> None:
    after = evolve(design, name="other")
    assert after.name == "other"
    assert after.blocks[0] is design.blocks[0]
    with pytest.raises(ValueError, match=r"^name: "):
        evolve(design, name=3)
    with pytest.raises(ValueError, match=r"^colour: "):
        evolve(design, colour="red")
    with pytest.raises(ValueError, match=r"^an instance is of exactly one"):
        evolve(design.blocks[2].instances[0], part=None)


def test_that_records_are_found_by_their_ids(design: Design) -> None:
    assert design.root_block is design.block_by_id[design.root]
    assert design.part_by_slug["acc"] is design.parts[0]
    assert list(design.fabric_by_id) == ["scale-up"]
    assert (design.price_by_part, design.source_by_slug) == ({}, {})
    figure = evolve(design.parts[0].ports[0].rate_bps, unit="USD")
    quote = PriceQuote(part="acc", price_usd=figure, currency_year=2026)
    assert evolve(design, prices=(quote,)).price_by_part == {"acc": quote}


def test_that_the_walk_yields_every_chain_parents_first(design: Design) -> None:
    chains = ["/".join(i.id for i in c) for c in walk_instances(design, design.root_block)]
    assert chains == [
        "racks", "racks/node", "racks/node/acc", "racks/node/leaf",
        "spare", "spare/acc", "spare/leaf", "spine",
    ]  # fmt: skip


def test_that_the_walk_stops_at_the_deepest_level(design: Design) -> None:
    loop = evolve(
        design.blocks[1], instances=(Instance.model_validate({"id": "x", "block": "rack"}),)
    )
    design = evolve(design, blocks=(design.blocks[0], loop, design.blocks[2]))
    lengths = [len(chain) for chain in walk_instances(design, loop)]
    assert lengths == list(range(1, MAX_DEPTH + 1))


def test_that_ends_resolve_through_shown_port_groups(design: Design) -> None:
    root = design.root_block
    found = resolve_end(design, root, LinkEnd(path="racks/node", port="uplinks"))
    assert found is not None
    assert [i.id for i in found.instances] == ["racks", "node", "leaf"]
    assert (found.part_slug, found.port.name) == ("sw", "up")


@pytest.mark.parametrize(
    ("path", "port"),
    [
        ("gone", "up"),
        ("spine/x", "up"),
        ("spine", "gone"),
        ("racks/node", "gone"),
        ("racks", "uplinks"),
    ],
)
def test_that_an_end_that_leads_nowhere_resolves_to_nothing(
    path: str, port: str, design: Design
) -> None:
    assert resolve_end(design, design.root_block, LinkEnd(path=path, port=port)) is None


def test_that_unknown_blocks_and_parts_resolve_to_nothing(design: Design) -> None:
    bare = evolve(design, parts=(), blocks=design.blocks[:1])
    root = bare.root_block
    assert resolve_end(bare, root, LinkEnd(path="spine", port="up")) is None
    assert resolve_end(bare, root, LinkEnd(path="spare", port="uplinks")) is None
    assert chain_from_path(bare, root, path_from_text("spare/acc")) is None


def test_that_a_port_group_that_shows_itself_resolves_to_nothing(design: Design) -> None:
    inner = Instance.model_validate({"id": "x", "block": "rack"})
    group = evolve(design.blocks[2].port_groups[0], path="x", port="uplinks")
    loop = evolve(design.blocks[1], instances=(inner,), port_groups=(group,))
    design = evolve(design, blocks=(design.blocks[0], loop, design.blocks[2]))
    assert resolve_end(design, design.root_block, LinkEnd(path="racks", port="uplinks")) is None


def test_that_containment_is_followed_to_any_depth(design: Design) -> None:
    assert is_block_inside(design, "node", "root")
    assert is_block_inside(design, "node", "node")
    assert not is_block_inside(design, "root", "node")
    assert not is_block_inside(design, "gone", "root")
    assert not is_block_inside(design, "root", "gone")


def test_that_used_parts_are_named_once_in_order(design: Design) -> None:
    rack = evolve(design.blocks[1], part="cabinet")
    uplink = evolve(design.root_block.link_bundles[0], optic="lpo")
    root = evolve(design.root_block, link_bundles=(uplink,))
    design = evolve(design, blocks=(root, rack, design.blocks[2]))
    assert used_part_slugs(design) == ("acc", "cabinet", "dac", "lpo", "sw", "sw-b")
