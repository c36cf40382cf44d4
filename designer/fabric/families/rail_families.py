"""Rail-optimised and rail-only fabrics: every accelerator of a node has a leaf of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.fabric.families.clos import (
    GroupMaker,
    PodMaker,
    Uplink,
    n_groups,
    shares,
    spines_for,
    upward,
)
from designer.fabric.families.clos_families import (
    PLANES,
    RADIX,
    SPARES,
    TAIL,
    check_radix,
    check_spares,
    plural,
    spine_dims,
)
from designer.fabric.families.family import About, Family, finished_design, node_size, site_for
from designer.fabric.families.packing import Dim, divisors
from designer.fabric.families.parameters import Parameter, ParameterError
from designer.fabric.families.site import ON_BOARD, Label, end_of, equal
from designer.fabric.layout import board_row
from designer.model.evolve import evolve
from designer.model.ids import InstanceId
from designer.model.instance import Instance
from designer.model.links import Relation, RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.clos import LeafGroup
    from designer.fabric.families.packing import Cell
    from designer.fabric.families.parameters import Values
    from designer.fabric.families.site import Site
    from designer.model.design import Design
    from designer.model.links import LinkBundle

NODES: Final = Parameter(
    "nodes",
    worded("Nodes"),
    "127",
    worded("exact number; the last scalable unit may be smaller"),
    maximum=500_000,
)
_SOURCE: Final = "NVIDIA DGX SuperPOD reference architectures"


def _rail_optimised(values: Values, library: CatalogLibrary) -> Design:
    check_radix(values)
    radix, rails, planes = (values.count(name) for name in ("radix", "node_size", "planes"))
    half = radix // 2
    n_nodes = values.count("nodes")
    n_spares = values.count("spares")
    n_units = n_groups(n_nodes, half, n_spares)
    n_leaves = rails * n_units
    # The SuperPOD rule: the smallest divisor of the uplinks of a leaf that is enough.
    spines = spines_for(n_leaves, half, radix)
    if spines is None:
        _check_three_tiers(values, half)
    maker = _rail_maker(values, library, planes, planes)
    title = f"Rail-optimised {n_nodes * rails:,}" + (f" in {planes} planes" if planes > 1 else "")
    if spines is None:
        return _three_tiers(maker, n_nodes, n_spares, half, title=title)
    site = maker.site
    groups = maker.groups("su", n_nodes, half, n_spares)
    plane_dims = maker.leaf_dims[:-1]
    label = Label("spine", "Spine")
    bank = site.switch_bank(label, maker.leaf, [*plane_dims, Dim("spine", spines)])
    uplink = Uplink(bank, "Leaf to spine", half // spines, ["plane"])
    return finished_design(
        site,
        About(
            title,
            f"{plural(n_units, 'scalable unit')} of {half} nodes, "
            f"{plural(n_leaves * planes, 'leaf switch', 'es')}, "
            f"{plural(spines * planes, 'spine')}.",
            planes,
            _SOURCE,
        ),
        [*((g.instance, g.cell) for g in groups), (bank.instance, bank.cell)],
        lambda ground: upward(site, groups, uplink, ground),
    )


def _rail_maker(values: Values, library: CatalogLibrary, planes: int, n_ports: int) -> GroupMaker:
    site = site_for(values, library)
    plane_dims = [Dim("plane", planes, is_plane=True, is_splittable=False)] if planes > 1 else []
    rail_dim = Dim("rail", values.count("node_size"), is_splittable=False)
    return GroupMaker(
        site,
        site.stock.accelerator(values.text("accelerator"), n_ports),
        site.stock.switch(values.text("switch"), values.count("radix")),
        node_dims=[rail_dim],
        leaf_dims=[*plane_dims, rail_dim],
    )


def _check_three_tiers(values: Values, half: int) -> None:
    rails, nodes = values.count("node_size"), values.count("nodes")
    if half % rails:
        near = [r for r in divisors(half) if r <= 16]
        raise ParameterError(
            "node_size",
            rails,
            worded(
                "{nodes:,} nodes need three tiers, whose pods of {half} leaves hold whole "
                "scalable units only if the rails divide them",
                nodes=nodes,
                half=half,
            ),
            near,
        )
    if values.count("planes") > 1:
        most = 2 * half // rails * half
        raise ParameterError(
            "nodes",
            nodes,
            worded("planes need two tiers, which end here; fewer nodes or more ports"),
            [most],
        )
    per_pod = half // rails * half
    most = 2 * half * per_pod
    n_spares = values.count("spares")
    if n_groups(nodes, per_pod, n_spares) > 2 * half and nodes <= most:
        raise ParameterError(
            "spares",
            n_spares,
            worded(
                "three tiers have {n_pods} pods, and spare nodes take pods of their own",
                n_pods=2 * half,
            ),
            [0],
        )
    if nodes > most:
        raise ParameterError(
            "nodes",
            nodes,
            worded(
                "three tiers of {radix} ports carry {most:,} at most", radix=2 * half, most=most
            ),
            [most],
        )


def _three_tiers(
    maker: GroupMaker, n_nodes: int, n_spares: int, half: int, *, title: str
) -> Design:
    site = maker.site
    per_pod = half // maker.leaf_dims[-1].size * half
    n_pods = n_groups(n_nodes, per_pod, n_spares)
    # Half as many cores as spines use all their ports: P/2 cores per spine index, or P per two
    # of them where the number P of pods is odd, so that all ports of a core are in use. Links
    # that do not divide evenly go to a window of cores that moves on with the pod, which needs
    # equal pods; else more cores are taken.
    is_ragged = n_nodes % per_pod != 0 or n_spares > 0
    is_even = n_pods % 2 == 0 or is_ragged
    n_cores = n_pods // 2 if is_even else n_pods
    if is_ragged:
        n_cores = next(d for d in divisors(half) if d >= -(-n_pods // 2))
    index_size = half if is_even else half // 2
    pod_dims = [Dim("pod", n_pods // 2), Dim("twin", 2)] if is_even else [Dim("pod", n_pods)]
    room = site.switch_room(maker.leaf)
    dims = spine_dims(index_size, n_cores, (max(1, room // (1 if is_even else 2)), room))
    pair = [] if is_even else [Dim("pair", 2, is_splittable=False)]
    pod_maker = PodMaker(maker, [*dims, *pair], half)
    pods = [
        pod_maker.make(
            share.ident, share.size, [Dim("pod", share.n_copies)] if is_ragged else pod_dims
        )
        for share in shares("pod", n_nodes, per_pod, n_spares)
    ]
    dims_of_core = [*dims, Dim("core", n_cores, is_splittable=False)]
    cores = site.switch_bank(Label("core", "Core"), maker.leaf, dims_of_core)
    each, rest = divmod(half, n_cores)
    uplink = Uplink(cores, "Spine to core", each, [dim.name for dim in dims])

    def bundles(ground: Cell) -> list[LinkBundle]:
        found = list(upward(site, pods, uplink, ground)) if each else []
        return [
            *found,
            *(
                b
                for pod in pods
                for b in _windows(site, pod, uplink, n_offsets=rest, ground=ground)
            ),
        ]

    return finished_design(
        site,
        About(
            title,
            f"{plural(n_pods, 'pod')} of {half} leaves and {half} spines, "
            f"{plural(n_cores * index_size, 'core')}.",
            note=f"{_SOURCE}; which core a spine is cabled to is our choice.",
        ),
        [*((pod.instance, pod.cell) for pod in pods), (cores.instance, cores.cell)],
        bundles,
    )


def _windows(
    site: Site, pod: LeafGroup, uplink: Uplink, *, n_offsets: int, ground: Cell
) -> list[LinkBundle]:
    above = uplink.bank.end
    core_dim = next((index.name for index in above.indices("core")), "")
    pod_dim = f"{pod.instance.id}.{pod.instance.dims[0].name}"
    return [
        site.link(
            Label(f"{pod.instance.id}-up-{offset}", uplink.name),
            pod.leaf,
            above,
            (
                *equal(pod.leaf, above, *uplink.logical),
                Relation(a_dim=pod_dim, b_dim=core_dim, kind=RelationKind.SHIFT, offset=offset),
            ),
            ground=ground,
        )
        for offset in range(n_offsets)
    ]


def _rail_only(values: Values, library: CatalogLibrary) -> Design:
    check_radix(values)
    radix, rails = values.count("radix"), values.count("node_size")
    n_nodes, half = values.count("nodes"), radix // 2
    n_spares = values.count("spares")
    n_leaves = n_groups(n_nodes, half, n_spares)
    spines = spines_for(n_leaves, half, radix)
    if spines is None:
        check_spares(values, n_nodes, half, radix)
        most = radix * half
        raise ParameterError(
            "nodes",
            n_nodes,
            worded(
                "a rail of two tiers of {radix} ports carries {most:,} nodes",
                radix=radix,
                most=most,
            ),
            [most],
        )
    n_relay = values.count("relay_links")
    maker = _rail_maker(values, library, 1, 1 + n_relay)
    site = maker.site
    _add_relay(maker, rails, n_relay)
    groups = maker.groups("su", n_nodes, half, n_spares)
    rail_dim = maker.leaf_dims[-1]
    label = Label("spine", "Spine")
    bank = site.switch_bank(label, maker.leaf, [rail_dim, Dim("spine", spines)])
    uplink = Uplink(bank, "Leaf to spine", half // spines, ["rail"])
    return finished_design(
        site,
        About(
            f"Rail-only {n_nodes * rails:,}",
            f"{plural(rails, 'rail')} of {plural(n_leaves, 'leaf switch', 'es')} and "
            f"{plural(spines, 'spine')} each; rails meet only inside the nodes.",
            note="SIGCOMM 2025, From ATOP to ZCube; the switch in the node is assumed.",
        ),
        [*((g.instance, g.cell) for g in groups), (bank.instance, bank.cell)],
        lambda ground: upward(site, groups, uplink, ground),
    )


def _add_relay(maker: GroupMaker, rails: int, n_relay: int) -> None:
    # Rails meet in the node: a switch chip on its board, which stands for the scale-up fabric.
    site = maker.site
    chip = site.stock.assumed_switch(rails * n_relay)
    relay = Instance(
        id=InstanceId("relay"),
        name="Node switch",
        part=chip.slug,
        placement=board_row(1, 1),
        is_assumed=True,
    )
    hosts = end_of("acc", maker.accelerator.port, ())
    inner = site.link(
        Label("relay", "Inside the node"),
        hosts,
        end_of("relay", chip.port, ()),
        n=n_relay,
        ground=ON_BOARD,
    )
    at = site.blocks.index(maker.node)
    node = evolve(maker.node, instances=(*maker.node.instances, relay), link_bundles=(inner,))
    site.blocks[at] = node
    maker.node = node


RAIL_FAMILIES: Final = (
    Family(
        "rail-optimised",
        worded("Rail-optimised (SuperPOD)"),
        worded("accelerator r of every node - leaf r of its unit - every spine - cores"),
        (NODES, RADIX, node_size(8), PLANES, SPARES, *TAIL),
        _rail_optimised,
        _SOURCE,
    ),
    Family(
        "rail-only",
        worded("Rail-only"),
        worded("accelerator r of every node - leaves of rail r - spines of rail r"),
        (
            NODES,
            RADIX,
            node_size(8),
            SPARES,
            Parameter(
                "relay_links",
                worded("Links to the node switch"),
                "8",
                worded("links of each accelerator inside its node, where rails meet"),
                maximum=64,
            ),
            *TAIL,
        ),
        _rail_only,
        "doi 10.1145/3718958.3750503",
    ),
)
