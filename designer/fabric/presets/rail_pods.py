"""The third tier of a rail-optimised cluster: pods of leaves and spines, cores above them.

.. code-block:: text

    pod[P] / su[..] / network-rack / leaf ─── spine-rack / spine[u]        one link each
    pod / spine-rack / spine ─── core-rack / core of the same index        u links of every spine

A pod has as many leaves as a spine has ports down, and as many spines, so spines are as many as
leaves and cores half as many, as the reference architectures print for 16 and 32 units. Which core
a spine leads to is not published: those of its own index, spread evenly, moving on with the pod
where the links do not divide. A last pod with fewer units has all its spines and as many links up
as down; then, and only then, there are more cores than half the spines.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.fabric.layout import RACK_ROW_PITCH_M
from designer.fabric.presets.rail_plan import n_switches_per_rack, switch_rack, title_of
from designer.fabric.presets.servers import SCALE_OUT
from designer.fabric.racks import numbered
from designer.model.block import Block, BlockKind, ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import BlockId, BundleId, InstanceId
from designer.model.instance import Dimension, Instance
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.model.placement import Placement

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.presets.rail_plan import RailPlan
    from designer.model.design import Approval

_NOTE: Final = "Which core a spine is cabled to is not published: those of its own index."


class _Cores(NamedTuple):
    """How spines and cores are numbered.

    Attributes
    ----------
    n_racks, n_each, n_pair
        Spine racks of a pod, spine indices in each, and spines that share an index. [1]
    n_cores
        Cores of each index. [1]
    pods
        Dimensions of the full pods, empty if there is none.
    n_rest
        Units of a smaller last pod. [1]
    """

    n_racks: int
    n_each: int
    n_pair: int
    n_cores: int
    pods: tuple[tuple[str, int], ...]
    n_rest: int

    @property
    def n_full(self) -> int:
        """Full pods."""
        return math.prod(size for _, size in self.pods)


def _cores(plan: RailPlan, n_units: int) -> _Cores:
    n_full, n_rest = divmod(n_units, plan.n_units_per_pod)
    each = n_switches_per_rack(plan.n_up)
    n_racks = plan.n_up // each
    if n_rest:
        needed = -(-(n_full + 1) // 2)
        n_cores = next(
            n for n in range(needed, plan.n_up + 1) if plan.n_up % n == 0 and n >= needed
        )
        return _Cores(n_racks, each, 1, n_cores, (("pod", n_full),), n_rest)
    if n_full % 2:
        # an odd number of pods: two spine indices share a set of as many cores as there are pods
        return _Cores(n_racks, each // 2, 2, n_full, (("pod", n_full),), 0)
    return _Cores(n_racks, each, 1, n_full // 2, (("pod", n_full // 2), ("twin", 2)), 0)


def pod_blocks(
    library: CatalogLibrary, plan: RailPlan, unit: Block, *, n_units: int, pitch_m: float
) -> tuple[Block, ...]:
    """Return the blocks above the scalable units of a cluster of three tiers, the root first.

    Parameters
    ----------
    library
        Catalog that heights are taken from.
    plan
        What the cluster is made of.
    unit
        Block of a scalable unit, with its leaves.
    n_units
        Scalable units, more than two tiers connect. [1]
    pitch_m
        Width of a rack. [m]

    Returns
    -------
    tuple[Block, ...]
        Root, pods, and racks of spines and of cores.
    """
    cores = _cores(plan, n_units)
    dims = (("s", cores.n_each), *((("pair", cores.n_pair),) if cores.n_pair > 1 else ()))
    spine_rack = switch_rack(library, plan, "spine", dims)
    core_rack = switch_rack(library, plan, "core", (("s", cores.n_each),))
    pods = [("pod", plan.n_units_per_pod, cores.pods)]
    if cores.n_rest:
        pods.append(("last-pod", cores.n_rest, (("pod", 1),)))
    blocks = [
        _pod(plan, cores, (unit, spine_rack), name, n_units=n, pitch_m=pitch_m)
        for name, n, _ in pods
    ]
    # Pods side by side until the floor is about as wide as deep.
    width_m = (plan.n_racks + 4) * pitch_m
    depth_m = (plan.n_units_per_pod + 1) * RACK_ROW_PITCH_M
    n_columns = max(1, round(math.sqrt(len(blocks) * cores.n_full * depth_m / width_m)))
    n_rows = -(-cores.n_full // n_columns)
    place = Placement(n_columns=n_columns, pitch_x_m=round(width_m, 5), pitch_y_m=round(depth_m, 5))
    last = place.model_copy(update={"y_m": round(n_rows * depth_m, 5)})
    core_racks = Instance(
        id=InstanceId("core-rack"),
        name="Core rack",
        block=core_rack.id,
        dims=(
            Dimension(name="core", size=cores.n_cores),
            Dimension(name="r", size=cores.n_racks),
        ),
        placement=Placement(
            x_m=round(n_columns * width_m, 5),
            n_columns=max(4, round(math.sqrt(cores.n_cores * cores.n_racks))),
            pitch_x_m=pitch_m,
            pitch_y_m=RACK_ROW_PITCH_M,
        ),
        is_assumed=True,
    )
    root = Block(
        id=BlockId(plan.name),
        name=title_of(plan, n_units),
        kind=BlockKind.CLUSTER,
        instances=(
            *(
                Instance(
                    id=InstanceId(name),
                    name=name.replace("-", " ").capitalize(),
                    block=BlockId(name),
                    dims=tuple(Dimension(name=dim, size=size) for dim, size in sizes),
                    placement=last if name == "last-pod" else place,
                )
                for name, _, sizes in pods
            ),
            core_racks,
        ),
        link_bundles=tuple(
            bundle for name, n, _ in pods for bundle in _up(plan, cores, name, n * plan.n_rails)
        ),
        exceptions=_missing(plan, cores),
    )
    return (root, *blocks, spine_rack, core_rack)


def _pod(
    plan: RailPlan,
    cores: _Cores,
    inner: tuple[Block, Block],
    name: str,
    *,
    n_units: int,
    pitch_m: float,
) -> Block:
    unit, spine_rack = inner
    return Block(
        id=BlockId(name),
        name=name.replace("-", " ").capitalize(),
        kind=BlockKind.GROUP,
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
                dims=numbered(r=cores.n_racks),
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
                cable=plan.cable,
                optic=plan.switch_optic or plan.optic,
                is_assumed=plan.is_assumed,
                note="One link from every leaf to every spine of its pod.",
            ),
        ),
    )


def _up(plan: RailPlan, cores: _Cores, pod: str, n_leaves: int) -> tuple[LinkBundle, ...]:
    # A spine has as many links up as leaves below it; windows of cores move on with the pod.
    each, n_windows = divmod(plan.n_up, cores.n_cores)
    if cores.n_rest:
        each, n_windows = -(-n_leaves // cores.n_cores), 0
    alike = (
        Relation(a_dim="spine-rack.r", b_dim="core-rack.r"),
        Relation(a_dim="spine.s", b_dim="core.s"),
    )
    plain = LinkBundle(
        id=BundleId(f"{pod}-core"),
        name="Spine to core",
        fabric=SCALE_OUT,
        a=LinkEnd(path=f"{pod}/spine-rack/spine", port="port"),
        b=LinkEnd(path="core-rack/core", port="port"),
        relations=alike,
        n_links_per_pair=max(1, each),
        cable=plan.core_cable or plan.cable,
        optic=plan.core_optic or plan.switch_optic or plan.optic,
        is_assumed=True,
        note=_NOTE,
    )
    windows = tuple(
        evolve(
            plain,
            id=BundleId(f"{pod}-core-{offset}"),
            relations=(
                *alike,
                Relation(
                    a_dim=f"{pod}.pod",
                    b_dim="core-rack.core",
                    kind=RelationKind.SHIFT,
                    offset=offset,
                ),
            ),
            n_links_per_pair=1,
        )
        for offset in range(n_windows)
    )
    return (*((plain,) if each else ()), *windows)


def _missing(plan: RailPlan, cores: _Cores) -> tuple[InstanceException, ...]:
    if not plan.is_last_node_missing:
        return ()
    pod = "last-pod[0]" if cores.n_rest else f"pod[{cores.n_full - 1}]"
    su = (cores.n_rest or plan.n_units_per_pod) - 1
    node = f"compute-rack[{plan.n_racks - 1}]/node[{plan.n_nodes_per_rack - 1}]"
    return (InstanceException(path=f"{pod}/su[{su}]/{node}", kind=ExceptionKind.REMOVED),)


def approvals_of(plan: RailPlan, n_units: int) -> tuple[Approval, ...]:
    """Return the approvals of a plan with the paths that a cluster of that size has.

    Parameters
    ----------
    plan
        What the cluster is made of.
    n_units
        Scalable units. [1]

    Returns
    -------
    tuple[Approval, ...]
        One for the units of every kind of pod.
    """
    if n_units <= plan.n_two_tier_units:
        return plan.approvals
    pods = ["pod", *(["last-pod"] if n_units % plan.n_units_per_pod else [])]
    return tuple(
        evolve(approval, key=approval.key.replace(":su/", f":{pod}/su/"))
        for pod in pods
        for approval in plan.approvals
    )
