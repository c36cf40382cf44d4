"""Dragonfly and Dragonfly+: groups of routers, and global links by the palm-tree rule."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.part import FabricRole
from designer.fabric.families.arrays import Pattern, hosted_bank, wire
from designer.fabric.families.clos_families import plural
from designer.fabric.families.family import (
    ACCELERATOR,
    NODE,
    RACK,
    RATE,
    SWITCH,
    About,
    Family,
    finished_design,
    role_parameter,
    site_for,
)
from designer.fabric.families.packing import Dim
from designer.fabric.families.parameters import Parameter, ParameterError
from designer.fabric.families.site import Label, dims_of
from designer.model.evolve import evolve
from designer.model.ids import InstanceId
from designer.model.instance import Instance
from designer.model.links import Relation, RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.packing import Cell
    from designer.fabric.families.parameters import Values
    from designer.fabric.families.site import End, Site
    from designer.model.design import Design
    from designer.model.links import LinkBundle

MAX_GLOBAL_PORTS: Final = 4096


class GlobalLink(NamedTuple):
    """Links of every group from one of its routers to a router of the group ``offset`` further."""

    router_ix: int
    offset: int
    other_ix: int


def palm_tree(n_routers: int, n_global: int, n_groups: int) -> Counter[GlobalLink]:
    """Return the global links of a dragonfly, each undirected link once.

    Parameters
    ----------
    n_routers, n_global
        Routers of a group with global ports, and global ports of each. [1]
    n_groups
        Groups, 2 to ``n_routers * n_global + 1``. [1]

    Returns
    -------
    Counter[GlobalLink]
        How many times each link is there. [1]

    Notes
    -----
    Port ``l = c (g - 1) + i`` of group A goes to group ``A - i - 1``, its port
    ``c (g - 1) + g - 2 - i``, for every copy c; ports that are left stay free.
    """
    around = n_groups - 1
    found: Counter[GlobalLink] = Counter()
    for copy in range(n_routers * n_global // around):
        for i in range(around):
            here, there = copy * around + i, copy * around + around - 1 - i
            if here <= there:
                link = GlobalLink(here // n_global, -(i + 1) % n_groups, there // n_global)
                found[link] += 1
    return found


def _counts(values: Values) -> tuple[int, int, int, int]:
    p = values.count("hosts")
    a = values.count("routers") if values.is_given("routers") else 2 * p
    h = values.count("global_links") if values.is_given("global_links") else p
    if a * h > MAX_GLOBAL_PORTS:
        raise ParameterError(
            "global_links",
            h,
            worded(
                "a group has {n_ports:,} global ports; {n_most:,} at most",
                n_ports=a * h,
                n_most=MAX_GLOBAL_PORTS,
            ),
            [max(1, MAX_GLOBAL_PORTS // a)],
        )
    g = values.count("groups") if values.is_given("groups") else a * h + 1
    if g > a * h + 1:
        raise ParameterError(
            "groups",
            g,
            worded(
                "{a} routers with {h} global links reach {n_others} other groups at most",
                a=a,
                h=h,
                n_others=a * h,
            ),
            [a * h + 1],
        )
    return p, a, h, g


def _radix(values: Values, n_ports: int, what: str) -> int:
    radix = values.count("radix") if values.is_given("radix") else n_ports
    if radix < n_ports:
        raise ParameterError(
            "radix",
            radix,
            worded("{what} needs {n_ports} ports", what=what, n_ports=n_ports),
            [n_ports],
        )
    return radix


def _step(end: End, logical: str, index: int) -> str:
    # Path of an end with the copy of one logical index that lies in a rack and outside of it.
    own = end.indices(logical)
    steps = end.path.split("/")
    rest = index
    for part in reversed(own):
        rest, value = divmod(rest, part.size)
        at = steps.index(part.name.split(".", maxsplit=1)[0])
        steps[at] = f"{steps[at]}[{value}]"
    return "/".join(steps)


def _global_bundles(
    site: Site, end: End, links: Counter[GlobalLink], ground: Cell
) -> list[LinkBundle]:
    found: list[LinkBundle] = []
    for number, (link, n) in enumerate(links.items()):
        relation = Relation(
            a_dim="group.g", b_dim="group.g", kind=RelationKind.SHIFT, offset=link.offset
        )
        a = end._replace(path=_step(end, "router", link.router_ix))
        b = end._replace(path=_step(end, "router", link.other_ix))
        label = Label(f"global-{number}", "Global link")
        found.append(site.link(label, a, b, (relation,), n=n, ground=ground))
    return found


def _group_instance(site: Site, block_id: str, n_groups: int) -> Instance:
    block = next(b for b in site.blocks if b.id == block_id)
    dims = dims_of([Dim("g", n_groups)])
    return Instance(id=InstanceId("group"), name="Group", block=block.id, dims=dims)


def _dragonfly(values: Values, library: CatalogLibrary) -> Design:
    p, a, h, g = _counts(values)
    radix = _radix(values, p + a - 1 + h, worded("a router"))
    site = site_for(values, library)
    switch = site.stock.switch(values.text("switch"), radix)
    accelerator = site.stock.accelerator(values.text("accelerator"), 1)
    dims = [Dim("router", a, is_better_whole=True)] if a > 1 else []
    bank = hosted_bank(site, switch, accelerator, dims, n_hosts=p)
    block, ground = site.group("group", f"Group of {a} routers", [(bank.instance, bank.cell)])
    local = wire(
        site, bank.end, [Pattern("router", "all")] if a > 1 else [], ["router"], ground=ground
    )
    site.add(evolve(block, link_bundles=local))
    links = palm_tree(a, h, g) if g > 1 else Counter[GlobalLink]()
    end = bank.end.inside("group")
    return finished_design(
        site,
        About(
            f"Dragonfly {g * a * p:,}",
            f"{plural(g, 'group')} of {plural(a, 'router')} with {plural(p, 'accelerator')} and "
            f"{plural(h, 'global link')} each.",
            note="Palm-tree arrangement of global links.",
        ),
        [(_group_instance(site, "group", g), ground)],
        lambda floor: _global_bundles(site, end, links, floor),
    )


def _dragonfly_plus(values: Values, library: CatalogLibrary) -> Design:
    p, s, h, g = _counts(values)
    radix = _radix(values, max(p, h) + s, worded("a leaf or spine"))
    site = site_for(values, library)
    switch = site.stock.switch(values.text("switch"), radix)
    accelerator = site.stock.accelerator(values.text("accelerator"), 1)
    dims = [Dim("leaf", s)] if s > 1 else []
    leaves = hosted_bank(site, switch, accelerator, dims, n_hosts=p)
    spines = site.switch_bank(Label("spine", "Spine"), switch, [Dim("router", s)] if s > 1 else [])
    parts = [(leaves.instance, leaves.cell), (spines.instance, spines.cell)]
    block, ground = site.group("group", f"Group of {s} leaves and {s} spines", parts)
    up = site.link(Label("leaf-up", "Leaf to spine"), leaves.end, spines.end, ground=ground)
    site.add(evolve(block, link_bundles=(up,)))
    links = palm_tree(s, h, g) if g > 1 else Counter[GlobalLink]()
    end = spines.end.inside("group")
    return finished_design(
        site,
        About(
            f"Dragonfly+ {g * s * p:,}",
            f"{plural(g, 'group')} of {s} leaves with {plural(p, 'accelerator')} and {s} spines "
            f"with {plural(h, 'global link')} each.",
            note="Palm-tree arrangement of global links over the spines.",
        ),
        [(_group_instance(site, "group", g), ground)],
        lambda floor: _global_bundles(site, end, links, floor),
    )


def _parameters(routers: str, routers_help: str) -> tuple[Parameter, ...]:
    return (
        Parameter(
            "hosts",
            worded("Accelerators per router"),
            "4",
            worded("accelerators at each"),
            maximum=64,
        ),
        Parameter("routers", routers, "", routers_help, maximum=512),
        Parameter(
            "global_links",
            worded("Global links per router"),
            "",
            worded("links to other groups; empty for as many as accelerators"),
            maximum=512,
        ),
        Parameter(
            "groups", worded("Groups"), "", worded("empty for as many as the global links reach")
        ),
        Parameter(
            "radix", worded("Switch ports"), "", worded("empty for as many as needed"), maximum=2048
        ),
        RATE,
        role_parameter(FabricRole.SCALE_OUT),
        ACCELERATOR,
        SWITCH,
        NODE,
        RACK,
    )


DRAGONFLY_FAMILIES: Final = (
    Family(
        "dragonfly",
        worded("Dragonfly"),
        worded(
            "accelerators - router - every router of the group, and one global link to other groups"
        ),
        _parameters(
            worded("Routers per group"), worded("empty for twice the accelerators per router")
        ),
        _dragonfly,
        "Kim et al., ISCA 2008",
    ),
    Family(
        "dragonfly-plus",
        worded("Dragonfly+"),
        worded("accelerators - leaf - every spine of the group - spines of other groups"),
        _parameters(
            worded("Leaves per group"),
            worded("and as many spines; empty for twice the accelerators"),
        ),
        _dragonfly_plus,
        "Shpiner et al., HiPINEB 2017",
    ),
)
