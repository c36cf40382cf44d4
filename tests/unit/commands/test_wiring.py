from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.part import FabricRole
from designer.commands.base import Aspect
from designer.commands.structure import AddPart
from designer.commands.wiring import (
    AddFabric,
    ConnectPorts,
    EditBundle,
    EditFabric,
    RemoveBundles,
    RemoveFabric,
)
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.commands.base import Command
    from designer.model.design import Design

ROOT = BlockId("root")
NODE = BlockId("node-a")
OUT = Fabric(id=FabricId("scale-out"), role=FabricRole.SCALE_OUT, display_name="RDMA")


def bundle(a: str, b: str, *relations: Relation, **more: object) -> LinkBundle:
    ends = [LinkEnd(path=t.split(":")[0], port=t.split(":")[1]) for t in (a, b)]
    return LinkBundle.model_validate(
        {"id": "links", "fabric": "scale-up", "a": ends[0], "b": ends[1], "relations": relations}
        | more
    )


def ring(kind: RelationKind = RelationKind.SHIFT, offset: int = 1) -> Relation:
    return Relation(a_dim="acc.i", b_dim="acc.i", kind=kind, offset=offset)


@pytest.fixture
def bare(design: Design, library: CatalogLibrary) -> Design:
    """The small design without the links on its boards."""
    return RemoveBundles(block=NODE, bundles=(BundleId("board"),)).apply(design, library).design


def test_that_connecting_adds_bundle_fabric_cable_and_optic(
    design: Design, library: CatalogLibrary
) -> None:
    design = AddPart(block=ROOT, part="leaf").apply(design, library).design
    links = bundle(
        "racks/node/acc:eth", "leaf:eth", fabric="scale-out", cable="trunk", optic="osfp-module"
    )
    change = ConnectPorts(block=ROOT, bundle=links, fabric=OUT).apply(design, library)
    assert change.design.root_block.link_bundles[-1] == links
    assert change.design.fabrics[-1] == OUT
    assert "osfp-module" in change.design.part_by_slug
    assert change.change_set.touched == {"root/links"}
    assert change.change_set.aspects is Aspect.WIRING
    assert ConnectPorts(block=ROOT, bundle=links).label == "Connect racks/node/acc to leaf"


def test_that_a_bundle_id_in_use_is_made_fresh(bare: Design, library: CatalogLibrary) -> None:
    links = bundle("acc:ub", "sw:down", id="uplink")
    change = ConnectPorts(block=NODE, bundle=links).apply(bare, library)
    assert change.change_set.touched == {"node-a/uplink-2"}


def test_that_a_fabric_that_is_there_is_not_added_again(
    bare: Design, library: CatalogLibrary
) -> None:
    own = Fabric(id=FabricId("scale-up"), role=FabricRole.STORAGE, display_name="other")
    links = bundle("acc:ub", "sw:down")
    after = ConnectPorts(block=NODE, bundle=links, fabric=own).apply(bare, library).design
    assert after.fabrics == bare.fabrics


@pytest.mark.parametrize(
    ("links", "reason"),
    [
        (bundle("acc:ub", "gone:down"), '"gone" has no ports "down"'),
        (bundle("acc:gone", "sw:down"), '"acc" has no ports "gone"'),
        (bundle("acc:ub", "sw:down", fabric="storage"), 'no fabric "storage"'),
        (bundle("acc:eth", "sw:down"), "serve scale-out, frontend, not scale-up"),
        (bundle("acc:ub", "sw:up"), "no medium in common"),
        (bundle("acc:ub", "acc:ub"), "linked to itself"),
        (bundle("acc:ub", "acc:ub", ring(offset=8)), "linked to itself"),
        (bundle("acc:ub", "sw:down", n_links_per_pair=3), '14 ports "ub", 14 of them free'),
        (bundle("acc:ub", "sw:down", cable="unknown"), 'cable "unknown" does not exist'),
        (bundle("acc:ub", "sw:down", optic="trunk"), 'optic "trunk" does not exist'),
        (
            bundle("acc:ub", "sw:down", Relation(a_dim="acc.i", b_dim="sw.plane")),
            "acc.i has 8 values and sw.plane 7",
        ),
        (
            bundle("acc:ub", "sw:down", Relation(a_dim="acc.x", b_dim="sw.plane")),
            'no dimension "acc.x"',
        ),
        (
            bundle("acc:ub", "sw:down", Relation(a_dim="acc.i", b_dim="plane")),
            'no dimension "plane"',
        ),
    ],
)
def test_that_a_connection_that_cannot_be_made_is_refused(
    links: LinkBundle, reason: str, bare: Design, library: CatalogLibrary
) -> None:
    with pytest.raises(CommandError) as refusal:
        ConnectPorts(block=NODE, bundle=links).apply(bare, library)
    assert reason in str(refusal.value)


def test_that_a_ring_between_copies_takes_two_ports_of_each(
    bare: Design, library: CatalogLibrary
) -> None:
    fits = bundle("acc:ub", "acc:ub", ring(), n_links_per_pair=7)
    assert ConnectPorts(block=NODE, bundle=fits).apply(bare, library).design is not bare
    too_many = evolve(fits, n_links_per_pair=8)
    with pytest.raises(CommandError, match="16 more would be needed"):
        ConnectPorts(block=NODE, bundle=too_many).apply(bare, library)


def test_that_a_full_mesh_takes_a_port_per_other_copy(
    bare: Design, library: CatalogLibrary
) -> None:
    mesh = bundle("acc:ub", "acc:ub", ring(RelationKind.NOT_EQUAL, 0), n_links_per_pair=2)
    assert ConnectPorts(block=NODE, bundle=mesh).apply(bare, library).design is not bare
    with pytest.raises(CommandError, match="21 more would be needed"):
        ConnectPorts(block=NODE, bundle=evolve(mesh, n_links_per_pair=3)).apply(bare, library)


def test_that_ports_taken_by_links_of_outer_blocks_count(
    design: Design, library: CatalogLibrary
) -> None:
    links = evolve(design.root_block.link_bundles[0], id=BundleId("more"), n_links_per_pair=8)
    with pytest.raises(CommandError, match="14 of them free"):
        ConnectPorts(block=ROOT, bundle=links).apply(design, library)


def test_that_editing_a_bundle_replaces_it(design: Design, library: CatalogLibrary) -> None:
    old = design.root_block.link_bundles[0]
    new = evolve(old, n_links_per_pair=2, name="Uplinks")
    command = EditBundle(block=ROOT, bundle=new)
    change = command.apply(design, library)
    assert change.design.root_block.link_bundles == (new,)
    assert change.change_set.touched == {"root/uplink"}
    assert command.label == "Edit links Uplinks"
    assert command.merge_key == "bundle:root/uplink"
    assert EditBundle(block=ROOT, bundle=old).apply(design, library).design is design


def test_that_an_edit_beyond_the_ports_is_refused_but_a_step_back_is_not(
    design: Design, library: CatalogLibrary
) -> None:
    old = design.root_block.link_bundles[0]
    with pytest.raises(CommandError, match="up"):
        EditBundle(block=ROOT, bundle=evolve(old, n_links_per_pair=9)).apply(design, library)
    broken = evolve(old, n_links_per_pair=12)
    root = evolve(design.root_block, link_bundles=(broken,))
    design = evolve(design, blocks=(root, *design.blocks[1:]))
    better = EditBundle(block=ROOT, bundle=evolve(old, n_links_per_pair=10))
    assert better.apply(design, library).design is not design
    worse = EditBundle(block=ROOT, bundle=evolve(old, n_links_per_pair=13))
    with pytest.raises(CommandError, match="0 of them free"):
        worse.apply(design, library)


def test_that_fabrics_are_added_changed_and_removed_with_their_links(
    design: Design, library: CatalogLibrary
) -> None:
    after = AddFabric(fabric=OUT).apply(design, library).design
    assert after.fabrics == (*design.fabrics, OUT)
    renamed = evolve(OUT, display_name="RoCE", sources=("unused-book",))
    edit = EditFabric(fabric=renamed)
    after = edit.apply(after, library).design
    assert after.fabric_by_id[OUT.id] == renamed
    assert "unused-book" in after.source_by_slug
    assert edit.apply(after, library).design is after
    change = RemoveFabric(fabric=FabricId("scale-up")).apply(after, library)
    assert change.design.fabrics == (renamed,)
    assert all(block.link_bundles == () for block in change.design.blocks)
    assert change.change_set.touched == {"root/uplink", "node-a/board"}
    assert "trunk" not in change.design.part_by_slug
    assert RemoveFabric(fabric=OUT.id).label == "Remove fabric scale-out"
    assert AddFabric(fabric=OUT).label == "Add fabric RDMA"
    assert (edit.label, edit.merge_key) == ("Edit fabric RoCE", "fabric:scale-out")


def test_that_a_fabric_with_links_keeps_a_role_that_its_ports_serve(
    design: Design, library: CatalogLibrary
) -> None:
    both = AddFabric(fabric=OUT).apply(design, library).design
    storage = EditFabric(fabric=evolve(OUT, role=FabricRole.STORAGE))
    assert storage.apply(both, library).design.fabrics[-1].role is FabricRole.STORAGE
    with pytest.raises(CommandError, match='ports "up" of l1 serve scale-up, not storage'):
        EditFabric(fabric=evolve(both.fabrics[0], role=FabricRole.STORAGE)).apply(both, library)


def test_that_removing_bundles_drops_their_cables(design: Design, library: CatalogLibrary) -> None:
    command = RemoveBundles(block=ROOT, bundles=(BundleId("uplink"),))
    change = command.apply(design, library)
    assert change.design.root_block.link_bundles == ()
    assert not {"trunk", "lpo"} & set(change.design.part_by_slug)
    assert command.label == "Remove links uplink"
    none = RemoveBundles(block=ROOT, bundles=())
    assert none.apply(design, library).design is design
    assert none.label == "Remove 0 link bundles"


@pytest.mark.parametrize(
    ("command", "reason"),
    [
        (AddFabric(fabric=evolve(OUT, id="scale-up")), 'fabric "scale-up" already'),
        (EditFabric(fabric=OUT), 'no fabric "scale-out"'),
        (RemoveFabric(fabric=OUT.id), 'no fabric "scale-out"'),
        (RemoveBundles(block=ROOT, bundles=(BundleId("gone"),)), 'no link bundle "gone"'),
        (EditBundle(block=ROOT, bundle=bundle("acc:ub", "sw:up")), 'no link bundle "links"'),
        (
            EditBundle(block=NODE, bundle=bundle("acc:ub", "sw:down", id="board", fabric="x")),
            'no fabric "x"',
        ),
        (
            ConnectPorts(block=NODE, bundle=bundle("acc:ub", "sw:down", fabric="x"), fabric=OUT),
            'no fabric "x"',
        ),
    ],
)
def test_that_edits_of_what_does_not_exist_are_refused(
    command: Command, reason: str, design: Design, library: CatalogLibrary
) -> None:
    with pytest.raises(CommandError, match=reason):
        command.apply(design, library)
