"""Leaf-spine, multi-plane and three-tier fabrics at any oversubscription and size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.families.clos import (
    GroupMaker,
    PodMaker,
    Split,
    Uplink,
    n_groups,
    shares,
    spines_for,
    split_ports,
    upward,
)
from designer.fabric.families.family import (
    ACCELERATOR,
    NODE,
    RACK,
    RATE,
    SWITCH,
    About,
    Family,
    finished_design,
    node_size,
    role_parameter,
    site_for,
)
from designer.fabric.families.packing import Dim, divisors, largest_divisor
from designer.fabric.families.parameters import Parameter, ParameterError, ParameterKind
from designer.fabric.families.site import Label
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.parameters import Values
    from designer.model.design import Design

MAX_RADIX: Final = 1024

RADIX: Final = Parameter(
    "radix",
    worded("Switch ports"),
    "64",
    worded("ports of every switch at the link rate"),
    minimum=2,
    maximum=MAX_RADIX,
)
OVERSUBSCRIPTION: Final = Parameter(
    "oversubscription",
    worded("Leaf oversubscription"),
    "1",
    worded("down over up at a leaf, as 3 or 3:1"),
    ParameterKind.RATIO,
    maximum=1023,
)
SPARES: Final = Parameter(
    "spares",
    worded("Spare nodes"),
    "0",
    worded("further nodes, wired alike in groups of their own"),
    minimum=0,
    maximum=100_000,
)
PLANES: Final = Parameter(
    "planes",
    worded("Planes"),
    "1",
    worded("disjoint copies; every accelerator has a link into each"),
    maximum=64,
)
TAIL: Final = (RATE, role_parameter(FabricRole.SCALE_OUT), ACCELERATOR, SWITCH, NODE, RACK)


def accelerators_parameter(
    default: str, what: str = worded("exact number; the last group may be smaller")
) -> Parameter:
    """Return the parameter for the number of accelerators.

    Parameters
    ----------
    default
        Text; empty for as many as the radix allows.
    what
        Help.

    Returns
    -------
    Parameter
        The parameter for the number of accelerators.
    """
    return Parameter("accelerators", worded("Accelerators"), default, what)


def check_radix(values: Values) -> None:
    """Check that switches can be halved.

    Raises
    ------
    ParameterError
        If their number of ports is odd.
    """
    radix = values.count("radix")
    if radix % 2:
        raise ParameterError(
            "radix",
            radix,
            worded("ports divide into those up and those down, so that their number must be even"),
            [radix - 1, radix + 1],
        )


def plural(n: int, noun: str, ending: str = "s") -> str:
    """Return a count with its noun.

    Returns
    -------
    str
        A count with its noun.
    """
    return f"{n:,} {noun}{ending if n != 1 else ''}"


def node_count(values: Values) -> int:
    """Return the nodes that hold exactly the accelerators asked for.

    Returns
    -------
    int
        The nodes that hold exactly the accelerators asked for. [1]

    Raises
    ------
    ParameterError
        If they do not fill whole nodes.
    """
    n, size = values.count("accelerators"), values.count("node_size")
    if n % size:
        low = n // size * size
        raise ParameterError(
            "accelerators",
            n,
            worded("nodes of {size} accelerators hold a multiple of {size}", size=size),
            [x for x in (low, low + size) if x],
        )
    return n // size


def nodes_per_leaf(values: Values, split: Split) -> int:
    """Return how many nodes one leaf serves.

    Returns
    -------
    int
        Nodes one leaf serves. [1]

    Raises
    ------
    ParameterError
        If not even one fits.
    """
    size = values.count("node_size")
    if size > split.down:
        raise ParameterError(
            "node_size",
            size,
            worded(
                "a leaf of {radix} ports has {down} downlinks",
                radix=values.count("radix"),
                down=split.down,
            ),
            [split.down],
        )
    return split.down // size


def _too_many(values: Values, largest: Callable[[int], int]) -> ParameterError:
    n, radix = values.count("accelerators"), values.count("radix")
    most = largest(radix)
    enough = next((k for k in range(radix + 2, MAX_RADIX + 1, 2) if largest(k) >= n), None)
    hint = worded("; or radix {enough}", enough=enough) if enough else ""
    return ParameterError(
        "accelerators",
        n,
        worded(
            "switches of {radix} ports carry {most:,} at most{hint}",
            radix=radix,
            most=most,
            hint=hint,
        ),
        [most] if most else [],
    )


def check_spares(values: Values, n_nodes: int, per_group: int, n_most: int) -> None:
    """Check that spare nodes, which take groups of their own, leave room for the others.

    Parameters
    ----------
    values
        What the user gave.
    n_nodes, per_group
        Nodes without the spares, and of a full group. [1]
    n_most
        Groups that the switches above take. [1]

    Raises
    ------
    ParameterError
        If the nodes fit and only the spares do not.
    """
    n_spares = values.count("spares")
    n_left = n_most - n_groups(n_nodes, per_group)
    if n_spares and 0 <= n_left < n_groups(0, per_group, n_spares):
        raise ParameterError(
            "spares",
            n_spares,
            worded(
                "spare nodes take groups of {per_group} of their own, and {n_left} of "
                "{n_most:,} groups are left",
                per_group=per_group,
                n_left=n_left,
                n_most=n_most,
            ),
            [n_left * per_group],
        )


def _leaf_spine(values: Values, library: CatalogLibrary) -> Design:
    check_radix(values)
    radix, planes = values.count("radix"), values.count("planes")
    ratio = values.ratio("oversubscription")
    split = split_ports(radix, ratio, "oversubscription")
    n_nodes, per_leaf = node_count(values), nodes_per_leaf(values, split)
    size = values.count("node_size")
    n_spares = values.count("spares")
    n_leaves = n_groups(n_nodes, per_leaf, n_spares)
    spines = spines_for(n_leaves, split.up, radix)
    if spines is None:
        check_spares(values, n_nodes, per_leaf, radix)

        def largest(k: int) -> int:
            n = k // (ratio.numerator + ratio.denominator)
            return ratio.numerator * n // size * size * k if n else 0

        raise _too_many(values, largest)
    site = site_for(values, library)
    leaf_dims = [Dim("plane", planes, is_plane=True, is_splittable=False)] if planes > 1 else []
    switch = site.stock.switch(values.text("switch"), radix)
    maker = GroupMaker(
        site,
        site.stock.accelerator(values.text("accelerator"), planes),
        switch,
        node_dims=[Dim("i", size)],
        leaf_dims=leaf_dims,
    )
    groups = maker.groups("leaf-group", n_nodes, per_leaf, n_spares)
    label = Label("spine", "Spine")
    bank = site.switch_bank(label, switch, [*leaf_dims, Dim("spine", spines)])
    uplink = Uplink(bank, "Leaf to spine", split.up // spines, ["plane"])
    return finished_design(
        site,
        About(
            f"Leaf-spine {n_nodes * size:,}" + (f" in {planes} planes" if planes > 1 else ""),
            f"{plural(n_leaves * planes, 'leaf switch', 'es')} of {per_leaf * size} down and "
            f"{split.up} up, {plural(spines * planes, 'spine')}.",
            planes,
        ),
        [*((g.instance, g.cell) for g in groups), (bank.instance, bank.cell)],
        lambda ground: upward(site, groups, uplink, ground),
    )


class _Tiers:
    """Sizes of a three-tier fabric."""

    def __init__(self, values: Values, radix: int) -> None:
        self.leaf = split_ports(radix, values.ratio("oversubscription"), "oversubscription")
        self.spine = split_ports(
            radix, values.ratio("core_oversubscription"), "core_oversubscription"
        )
        self.per_leaf = nodes_per_leaf(values, self.leaf)
        self.n_leaves = self.spine.down
        self.size = values.count("node_size")

    @property
    def nodes_per_pod(self) -> int:
        return self.per_leaf * self.n_leaves

    def largest(self, radix: int) -> int:
        return self.nodes_per_pod * radix * self.size


def _largest_at(values: Values, radix: int) -> int:
    try:
        return _Tiers(values, radix).largest(radix)
    except ParameterError:
        return 0


def spine_dims(n_spines: int, n_cores: int, rooms: tuple[int, int]) -> list[Dim]:
    """Return the index of the spines of a pod so that spines and cores share racks alike.

    Parameters
    ----------
    n_spines
        Spines of a pod, and core groups. [1]
    n_cores
        Cores of a group. [1]
    rooms
        Spines and cores that one rack takes. [1]

    Returns
    -------
    list[Dim]
        The index of the spines of a pod so that spines and cores share racks alike.
    """
    in_core_rack = largest_divisor(n_spines, max(1, rooms[1] // n_cores))
    in_core_rack = max(d for d in divisors(in_core_rack) if d <= rooms[0])
    rest = n_spines // in_core_rack
    in_spine_rack = largest_divisor(rest, max(1, rooms[0] // in_core_rack))
    sizes = (rest // in_spine_rack, in_spine_rack, in_core_rack)
    names = ("spine-a", "spine-b", "spine-c")
    dims = [
        Dim(name, size, is_splittable=False)
        for name, size in zip(names, sizes, strict=True)
        if size > 1
    ]
    return dims or [Dim("spine-a", 1, is_splittable=False)]


def _fat_tree(values: Values, library: CatalogLibrary) -> Design:
    check_radix(values)
    radix = values.count("radix")
    tiers = _Tiers(values, radix)
    is_full = not values.is_given("accelerators")
    n_nodes = tiers.nodes_per_pod * radix if is_full else node_count(values)
    n_spares = values.count("spares")
    n_pods = n_groups(n_nodes, tiers.nodes_per_pod, n_spares)
    cores = spines_for(n_pods, tiers.spine.up, radix) if n_pods <= radix else None
    if cores is None:
        check_spares(values, n_nodes, tiers.nodes_per_pod, radix)
        raise _too_many(values, lambda k: _largest_at(values, k))
    site = site_for(values, library)
    switch = site.stock.switch(values.text("switch"), radix)
    accelerator = site.stock.accelerator(values.text("accelerator"), 1)
    maker = GroupMaker(site, accelerator, switch, node_dims=[Dim("i", tiers.size)], leaf_dims=[])
    room = site.switch_room(switch)
    dims = spine_dims(tiers.leaf.up, cores, (room, room))
    pod_maker = PodMaker(maker, dims, tiers.per_leaf)
    pods = [
        pod_maker.make(share.ident, share.size, [Dim("pod", share.n_copies)])
        for share in shares("pod", n_nodes, tiers.nodes_per_pod, n_spares)
    ]
    bank = site.switch_bank(Label("core", "Core"), switch, [*dims, Dim("core", cores)])
    names = [dim.name for dim in dims]
    uplink = Uplink(bank, "Spine to core", tiers.spine.up // cores, names)
    return finished_design(
        site,
        About(
            f"Fat tree {n_nodes * tiers.size:,}",
            f"{plural(n_pods, 'pod')} of {tiers.n_leaves} leaves and {tiers.leaf.up} spines, "
            f"{cores * tiers.leaf.up:,} cores; switches of {radix} ports.",
        ),
        [*((pod.instance, pod.cell) for pod in pods), (bank.instance, bank.cell)],
        lambda ground: upward(site, pods, uplink, ground),
    )


CLOS_FAMILIES: Final = (
    Family(
        "leaf-spine",
        worded("Leaf-spine (2-tier Clos)"),
        worded("accelerators - leaf - every spine"),
        (
            accelerators_parameter("1024"),
            RADIX,
            OVERSUBSCRIPTION,
            PLANES,
            node_size(8),
            SPARES,
            *TAIL,
        ),
        _leaf_spine,
    ),
    Family(
        "multi-plane",
        worded("Multi-plane Clos"),
        worded("accelerators - one leaf of each plane - every spine of that plane"),
        (
            accelerators_parameter("2048"),
            RADIX,
            OVERSUBSCRIPTION,
            Parameter(
                "planes",
                worded("Planes"),
                "8",
                worded("disjoint copies; every accelerator has a link into each"),
                minimum=2,
                maximum=64,
            ),
            node_size(8),
            SPARES,
            *TAIL,
        ),
        _leaf_spine,
    ),
    Family(
        "fat-tree",
        worded("Fat tree (3-tier Clos)"),
        worded("accelerators - leaf - spines of the pod - cores"),
        (
            accelerators_parameter(
                "", worded("exact number; empty for as many as the radix allows")
            ),
            RADIX,
            OVERSUBSCRIPTION,
            Parameter(
                "core_oversubscription",
                worded("Core oversubscription"),
                "1",
                worded("down over up at a spine"),
                ParameterKind.RATIO,
                maximum=1023,
            ),
            node_size(8),
            SPARES,
            *TAIL,
        ),
        _fat_tree,
    ),
)
