"""Clusters of equal servers on a rail-optimised fat tree of two tiers, or three.

.. code-block:: text

    su[n] / compute-rack[r] / node[m] / nic[rail] ─── network-rack / leaf[rail]      one each
    su / network-rack / leaf ═══ spine-rack / spine                                  u / spines each

Leaf ``(su, rail)`` takes the adapter of that number of every server of its scalable unit. The rule
for the number of spines reproduces the tables of NVIDIA's DGX SuperPOD reference architectures:
the smallest divisor of the ``u`` uplinks of a leaf that is at least ``leaves u / radix``. More
leaves than a spine has ports need a third tier: :mod:`designer.fabric.presets.rail_pods`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.catalog.part import FabricRole
from designer.fabric.layout import (
    RACK_ROW_PITCH_M,
    part_width_m,
    rack_rows,
    require_count,
)
from designer.fabric.presets.assembled import DEFAULT_ASSUMPTIONS, assembled
from designer.fabric.presets.rail_plan import (
    NETWORK_NOTE,
    n_spines_of,
    n_switches_per_rack,
    switch_rack,
    title_of,
)
from designer.fabric.presets.rail_pods import approvals_of, pod_blocks
from designer.fabric.presets.servers import SCALE_OUT, SCALE_UP
from designer.fabric.racks import numbered, rack_of, stack
from designer.model.block import Block, BlockKind, ExceptionKind, InstanceException
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation
from designer.model.placement import Placement

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.presets.rail_plan import RailPlan
    from designer.model.design import Design


def rail_cluster(
    library: CatalogLibrary,
    *,
    plan: RailPlan,
    n_units: int,
    assumption_set: str = DEFAULT_ASSUMPTIONS,
) -> Design:
    """Build a cluster of servers on a rail-optimised fat tree.

    Parameters
    ----------
    library
        Catalog that parts are taken from.
    plan
        What it is made of.
    n_units
        Scalable units. [1]
    assumption_set
        Assumptions that the design uses.

    Returns
    -------
    Design
        The document, with the parts, prices and sources it uses embedded.

    Raises
    ------
    ValueError
        If ``n_units`` is out of range.
    CatalogError
        If the catalog lacks a part or the height of an enclosure.
    """
    require_count("n_units", n_units, plan.max_units)
    rack = _rack(library, plan)
    network_rack = _network_rack(library, plan)
    pitch_m = max(part_width_m(library, slug) for slug in (plan.rack, plan.network_rack))
    unit = _unit(plan, rack, network_rack, pitch_m)
    inner = (unit, rack, plan.node, network_rack)
    if n_units > plan.n_two_tier_units:
        root, *outer = pod_blocks(library, plan, unit, n_units=n_units, pitch_m=pitch_m)
        blocks = (root, *outer, *inner)
    else:
        n_spines = n_spines_of(n_units * plan.n_rails, plan.n_up)
        per_rack = n_switches_per_rack(n_spines)
        spine_rack = switch_rack(library, plan, "spine", (("i", per_rack),))
        root = _root(plan, unit, spine_rack, n_units=n_units, n_spines=n_spines, pitch_m=pitch_m)
        blocks = (root, *inner, spine_rack)
    return assembled(
        library,
        blocks,
        _fabrics(plan),
        description=plan.description,
        assumptions=assumption_set,
        approvals=approvals_of(plan, n_units),
    )


def _fabrics(plan: RailPlan) -> tuple[Fabric, ...]:
    scale_out = Fabric(
        id=SCALE_OUT,
        role=FabricRole.SCALE_OUT,
        display_name=plan.scale_out_name,
        is_assumed=plan.is_assumed,
        note=plan.note,
        sources=plan.sources,
    )
    if not plan.scale_up_name:
        return (scale_out,)
    scale_up = Fabric(
        id=SCALE_UP,
        role=FabricRole.SCALE_UP,
        display_name=plan.scale_up_name,
        note="Ends at the server.",
        sources=plan.scale_up_sources,
    )
    return (scale_up, scale_out)


def _rack(library: CatalogLibrary, plan: RailPlan) -> Block:
    dims = numbered(i=plan.n_nodes_per_rack)
    node = stack(library, "node", plan.node, dims, name="Node")
    return rack_of("compute-rack", plan.rack, node)


def _network_rack(library: CatalogLibrary, plan: RailPlan) -> Block:
    dims = numbered(**dict(plan.rails))
    leaf = stack(library, "leaf", plan.switch, dims, name="Leaf", is_assumed=plan.is_assumed)
    return rack_of("network-rack", plan.network_rack, leaf, note=NETWORK_NOTE)


def _unit(plan: RailPlan, rack: Block, network_rack: Block, pitch_m: float) -> Block:
    return Block(
        id=BlockId("su"),
        name="Scalable unit",
        kind=BlockKind.GROUP,
        instances=(
            Instance(
                id=InstanceId("compute-rack"),
                name="Compute rack",
                block=rack.id,
                dims=numbered(i=plan.n_racks),
                placement=rack_rows(0, plan.n_racks, pitch_m),
            ),
            Instance(
                id=InstanceId("network-rack"),
                name="Network rack",
                block=network_rack.id,
                placement=rack_rows(plan.n_racks, 1, pitch_m),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("rail"),
                name="Node to leaf",
                fabric=SCALE_OUT,
                a=LinkEnd(path=f"compute-rack/node/{plan.rail_path}", port=plan.rail_port),
                b=LinkEnd(path="network-rack/leaf", port="port"),
                relations=tuple(
                    Relation(a_dim=f"{plan.rail_path}.{name}", b_dim=f"leaf.{name}")
                    for name, _ in plan.rails
                ),
                cable=plan.cable,
                optic=plan.optic,
                b_optic=plan.switch_optic or None,
                is_assumed=plan.is_assumed,
                note="Adapter and leaf of the same number: one rail.",
            ),
        ),
    )


def _root(
    plan: RailPlan,
    unit: Block,
    spine_rack: Block,
    *,
    n_units: int,
    n_spines: int,
    pitch_m: float,
) -> Block:
    missing = (
        f"su[{n_units - 1}]/compute-rack[{plan.n_racks - 1}]/node[{plan.n_nodes_per_rack - 1}]"
    )
    return Block(
        id=BlockId(plan.name),
        name=title_of(plan, n_units),
        kind=BlockKind.CLUSTER,
        instances=(
            Instance(
                id=InstanceId("su"),
                name="Scalable unit",
                block=unit.id,
                dims=numbered(i=n_units),
                placement=Placement(pitch_y_m=RACK_ROW_PITCH_M),
            ),
            Instance(
                id=InstanceId("spine-rack"),
                name="Spine rack",
                block=spine_rack.id,
                dims=(Dimension(name="i", size=n_spines // n_switches_per_rack(n_spines)),),
                placement=Placement(
                    x_m=round((plan.n_racks + 2) * pitch_m, 5), pitch_y_m=RACK_ROW_PITCH_M
                ),
                is_assumed=True,
            ),
        ),
        link_bundles=(
            LinkBundle(
                id=BundleId("leaf-spine"),
                name="Leaf to spine",
                fabric=SCALE_OUT,
                a=LinkEnd(path="su/network-rack/leaf", port="port"),
                b=LinkEnd(path="spine-rack/spine", port="port"),
                n_links_per_pair=plan.n_up // n_spines,
                cable=plan.cable,
                optic=plan.switch_optic or plan.optic,
                is_assumed=plan.is_assumed,
                note="As many links up as down, spread evenly over the spines.",
            ),
        ),
        exceptions=(InstanceException(path=missing, kind=ExceptionKind.REMOVED),)
        if plan.is_last_node_missing
        else (),
    )
