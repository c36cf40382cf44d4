"""What tells one rail-optimised cluster from another, and what its tiers share."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.fabric.presets.servers import N_ACCELERATORS
from designer.fabric.racks import numbered, rack_of, stack

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block
    from designer.model.design import Approval

MAX_SWITCHES_PER_RACK: Final = 8
"""Spines or cores that share a rack. [1]"""

NETWORK_NOTE: Final = "The switches are published; how they stand in racks is assumed."


@dataclass(frozen=True, slots=True)
class RailPlan:
    """Everything that tells one cluster of this kind from another.

    Attributes
    ----------
    name, title, description
        Slug, name and description of the design; ``{n}`` in the title is the accelerator count.
    node
        Block of one server.
    n_racks, n_nodes_per_rack
        Compute racks of a scalable unit, and servers in each. [1]
    rack, switch, network_rack, cable, optic
        Part slugs; leaf and spine are the same switch.
    rail_path, rail_dims, rail_port
        End of the rail inside the node, the dimensions that number the rails, and its port.
    n_up
        Uplinks of a leaf; as many go down, and a switch has twice as many ports. [1]
    rails
        Sizes of the dimensions that number the rails. [1]
    sources
        What the fabric cites.
    scale_up_name, scale_up_sources
        Vendor's word for the scale-up fabric, empty if there is none, and what it cites.
    is_assumed, note
        Whether the scale-out fabric is assumed as a whole, and what to say about it.
    is_last_node_missing
        Whether the last server gives its place to management hosts.
    approvals
        Findings that sources themselves bring about, with the reason.
    switch_optic
        Part slug of the modules of switches where they are others than those of the servers.
    core_cable, core_optic
        Part slugs for the long runs to a third tier; empty for those of the tiers below.
    """

    name: str
    title: str
    description: str
    node: Block
    n_racks: int
    n_nodes_per_rack: int
    rack: str
    switch: str
    network_rack: str
    cable: str
    optic: str
    rail_path: str
    rail_port: str
    rails: tuple[tuple[str, int], ...]
    n_up: int
    sources: tuple[str, ...]
    scale_out_name: str
    scale_up_name: str = ""
    scale_up_sources: tuple[str, ...] = ()
    is_assumed: bool = False
    note: str = ""
    is_last_node_missing: bool = False
    approvals: tuple[Approval, ...] = ()
    core_cable: str = ""
    core_optic: str = ""
    switch_optic: str = ""

    @property
    def n_two_tier_units(self) -> int:
        """Most scalable units that two tiers connect."""
        return 2 * self.n_up // self.n_rails

    @property
    def n_units_per_pod(self) -> int:
        """Scalable units of a pod of three tiers, as many leaves as a spine has ports down."""
        return self.n_up // self.n_rails

    @property
    def max_units(self) -> int:
        """Most scalable units that three tiers connect: a pod on every port of a core switch."""
        return 2 * self.n_up * self.n_units_per_pod

    @property
    def n_rails(self) -> int:
        """Leaves of a scalable unit."""
        return math.prod(size for _, size in self.rails)


def n_spines_of(n_leaves: int, n_up: int) -> int:
    """Return how many spines a two-tier rail-optimised fabric has.

    Parameters
    ----------
    n_leaves
        Leaf switches. [1]
    n_up
        Uplinks of a leaf, half of the ports of a switch. [1]

    Returns
    -------
    int
        The smallest divisor of ``n_up`` that is at least ``n_leaves n_up / (2 n_up)``.

    Raises
    ------
    ValueError
        If two tiers cannot connect that many leaves.

    References
    ----------
    DGX SuperPOD reference architectures of H100, B200, B300: every cell of their tables.
    """
    divisors = (n for n in range(1, n_up + 1) if n_up % n == 0 and 2 * n >= n_leaves)
    found = next(divisors, None)
    if found is None:
        raise ValueError(f"{n_leaves} leaves with {n_up} uplinks need a third tier of switches")
    return found


def n_switches_per_rack(n_switches: int) -> int:
    """Return how many of a tier's switches share a rack, the same number in each.

    Parameters
    ----------
    n_switches
        Switches of the tier. [1]

    Returns
    -------
    int
        Largest divisor of them up to :data:`MAX_SWITCHES_PER_RACK`.
    """
    return max(n for n in range(1, MAX_SWITCHES_PER_RACK + 1) if n_switches % n == 0)


def n_nodes_of(plan: RailPlan, n_units: int) -> int:
    """Return how many servers a cluster has.

    Parameters
    ----------
    plan
        What it is made of.
    n_units
        Scalable units. [1]

    Returns
    -------
    int
        Servers, without one that gives its place to management hosts.
    """
    return n_units * plan.n_racks * plan.n_nodes_per_rack - plan.is_last_node_missing


def title_of(plan: RailPlan, n_units: int) -> str:
    """Return the name of a cluster of a given size.

    Parameters
    ----------
    plan
        What it is made of.
    n_units
        Scalable units. [1]

    Returns
    -------
    str
        Name with the number of accelerators.
    """
    return plan.title.format(n=N_ACCELERATORS * n_nodes_of(plan, n_units), units=n_units)


def switch_rack(
    library: CatalogLibrary, plan: RailPlan, name: str, dims: tuple[tuple[str, int], ...]
) -> Block:
    """Return a rack of spines or cores.

    Parameters
    ----------
    library
        Catalog that the height is taken from.
    plan
        What the cluster is made of.
    name
        Id of the switches, ``spine`` or ``core``.
    dims
        Names and sizes of their dimensions.

    Returns
    -------
    Block
        The rack ``<name>-rack``.
    """
    switch = stack(
        library,
        name,
        plan.switch,
        numbered(**dict(dims)),
        name=name.capitalize(),
        is_assumed=plan.is_assumed,
    )
    return rack_of(f"{name}-rack", plan.network_rack, switch, note=NETWORK_NOTE)
