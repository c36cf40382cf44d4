"""Rules about reaching each other: fabrics, planes, endpoints, switches."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from designer.catalog.part import FabricRole
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.evaluate.open_fabric import free_ports
from designer.model.block import BlockKind
from designer.model.ids import path_from_text
from designer.topology.hops import fabric_components, plane_components
from designer.units.display import quantity_text
from designer.wording.terms import term
from designer.wording.wording import listed, worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.fabrics import Fabric
    from designer.model.ids import FabricId
    from designer.topology.hops import FabricComponents
    from designer.validate.case import Case


class _Split(NamedTuple):
    """A fabric whose endpoints do not all reach each other."""

    fabric: Fabric
    components: FabricComponents


def _splits(case: Case) -> Iterator[_Split]:
    for fabric in case.design.fabrics:
        if fabric.leaves_design or not case.graph.link_classes_by_fabric.get(fabric.id):
            continue
        components = fabric_components(case.graph, fabric.id)
        if components.is_connected is False:
            yield _Split(fabric, components)


def fabric_open(case: Case) -> Iterator[Finding]:
    """Tell of fabrics whose switches stand outside the design.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per fabric, with the ports through which it leaves.
    """
    for fabric in case.design.fabrics:
        if not fabric.leaves_design:
            continue
        ports = free_ports(case.design, case.graph, fabric)
        where = listed([
            worded(
                "{n_ports:,} ports of {path} ({rate})",
                n_ports=p.n_ports,
                path=case.path(p.vertex_ix),
                rate=quantity_text(p.bytes_per_s, "byte/s"),
            )
            for p in ports
        ])
        yield Finding(
            FindingCode.FABRIC_OPEN,
            Severity.INFO,
            worded(
                "fabric {id} leaves the design through {where}; its switches are not drawn, so "
                "it has an injection but no bisection and no throughput",
                id=term(fabric.id),
                where=where or worded("no free port"),
            ),
            hint=worded(
                "draw its switches, or join it to the fabric of a cluster, to get these numbers"
            ),
            locus=Locus(paths=tuple(case.path(p.vertex_ix) for p in ports), field=fabric.id),
        )


def _is_between_supernodes(case: Case, one: str, other: str) -> bool:
    # Return whether the smallest block around two places is a cluster.
    block = case.design.root_block
    pairs = zip(path_from_text(one), path_from_text(other), strict=False)
    for step, _ in takewhile(lambda pair: pair[0] == pair[1], pairs):
        inner = block.instance_by_id[step.instance_id].block
        block = case.design.block_by_id[inner or block.id]
    return block.kind is BlockKind.CLUSTER


def _is_between_nodes(case: Case, one: str, other: str) -> bool:
    # Return whether two places are in different nodes.
    block = case.design.root_block
    pairs = zip(path_from_text(one), path_from_text(other), strict=False)
    for step, _ in takewhile(lambda pair: pair[0] == pair[1], pairs):
        if block.kind is BlockKind.NODE:
            return False
        inner = block.instance_by_id[step.instance_id].block
        block = case.design.block_by_id[inner or block.id]
    return block.kind is not BlockKind.NODE


def _is_by_node(case: Case, fabric: Fabric, components: FabricComponents) -> bool:
    # Return whether a fabric lies inside nodes, and joins all endpoints inside each.
    owners = {used.block.kind for used in case.bundles if used.bundle.fabric == fabric.id}
    return owners == {BlockKind.NODE} and all(
        _is_between_nodes(case, one.from_path, one.to_path) for one in components.unreachable
    )


def fabric_disconnected(case: Case) -> Iterator[Finding]:
    """Report fabrics whose endpoints do not all reach each other.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per fabric: information on a scale-up fabric that leaves no node, such as that of
        eight accelerators on one board; a warning between the supernodes of a cluster, whose
        scale-up domains may be meant to stand apart; otherwise an error.
    """
    for fabric, components in _splits(case):
        pair = components.unreachable[0]
        if fabric.role is FabricRole.SCALE_UP and _is_by_node(case, fabric, components):
            yield Finding(
                FindingCode.FABRIC_DISCONNECTED,
                Severity.INFO,
                worded(
                    "fabric {id}: its {n_endpoints:,} endpoints form one domain in each node; "
                    "no link of it leaves a node",
                    id=term(fabric.id),
                    n_endpoints=components.n_endpoints,
                ),
                hint=worded("nothing to do if the scale-up fabric is meant to end at the node"),
                locus=Locus(paths=(pair.from_path, pair.to_path), field=fabric.id),
            )
            continue
        is_apart = fabric.role is FabricRole.SCALE_UP and all(
            _is_between_supernodes(case, one.from_path, one.to_path)
            for one in components.unreachable
        )
        yield Finding(
            FindingCode.FABRIC_DISCONNECTED,
            Severity.WARNING if is_apart else Severity.ERROR,
            worded(
                "fabric {id}: its {n_endpoints:,} endpoints do not all reach each other; "
                "{from_path} cannot reach {to_path}",
                id=term(fabric.id),
                n_endpoints=components.n_endpoints,
                from_path=pair.from_path,
                to_path=pair.to_path,
            ),
            hint=worded(
                "link the parts of the fabric, or approve this if they are meant to stand apart"
            ),
            locus=Locus(paths=(pair.from_path, pair.to_path), field=fabric.id),
        )


def endpoint_unreachable(case: Case) -> Iterator[Finding]:
    """Report endpoints that have links but reach no other endpoint.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per kind of place.
    """
    for fabric, components in _splits(case):
        for path in components.isolated:
            yield Finding(
                FindingCode.ENDPOINT_UNREACHABLE,
                Severity.ERROR,
                worded(
                    "fabric {id}: {path} reaches no other endpoint", id=term(fabric.id), path=path
                ),
                hint=worded("link its switches to the rest of the fabric"),
                locus=Locus(paths=(path,), field=fabric.id),
            )


def plane_disconnected(case: Case) -> Iterator[Finding]:
    """Report planes that do not join all their endpoints on their own.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per plane; planes that no exception touches are reported as one.
    """
    for fabric in case.design.fabrics:
        is_split = fabric.n_planes > 1 and not fabric.leaves_design
        if not is_split or not case.graph.link_classes_by_fabric.get(fabric.id):
            continue
        for plane in plane_components(case.graph, fabric.id):
            if plane.components.is_connected is not False:
                continue
            pair = plane.components.unreachable[0]
            yield Finding(
                FindingCode.PLANE_DISCONNECTED,
                Severity.WARNING,
                worded(
                    "fabric {id}, plane {plane_ix}: {from_path} cannot reach {to_path} in this "
                    "plane",
                    id=term(fabric.id),
                    plane_ix=plane.plane_ix,
                    from_path=pair.from_path,
                    to_path=pair.to_path,
                ),
                hint=worded(
                    "traffic between them has to use the other planes; link the plane again"
                ),
                locus=Locus(
                    paths=(pair.from_path, pair.to_path), field=f"{fabric.id}.{plane.plane_ix}"
                ),
            )


def _linked_fabrics(case: Case) -> dict[int, set[FabricId]]:
    linked: dict[int, set[FabricId]] = {}
    for link in case.graph.link_classes:
        for ix in (link.a_ix, link.b_ix):
            linked.setdefault(ix, set()).add(link.fabric_id)
    return linked


def endpoint_unconnected(case: Case) -> Iterator[Finding]:
    """Report accelerators without links in a fabric that other accelerators are in.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per class without any link, and one per class and fabric that it has ports for.
    """
    linked = _linked_fabrics(case)
    classes = {
        ix: v
        for ix, v in enumerate(case.graph.vertex_classes)
        if v.family == "accelerator" and v.n_copies
    }
    joined = {fabric_id for ix in classes for fabric_id in linked.get(ix, ())}
    roles = dict(case.graph.fabric_roles)
    is_alone = sum(v.n_copies for v in classes.values()) < 2
    for ix, vertex in classes.items():
        part = case.part(vertex.part_slug)
        has = {role for port in part.ports for role in port.fabric_roles} if part else set()
        missing = [f for f in sorted(joined - linked.get(ix, set())) if roles[f] in has]
        if is_alone or (linked.get(ix) and not missing):
            continue
        where = (
            worded("no link in fabric {missing}", missing=listed(missing))
            if linked.get(ix)
            else worded("no links at all")
        )
        path = case.path(ix)
        yield Finding(
            FindingCode.ENDPOINT_UNCONNECTED,
            Severity.WARNING,
            worded(
                "{n_copies:,} x {path} have {where}",
                n_copies=vertex.n_copies,
                path=path,
                where=where,
            ),
            hint=worded("drag from a port of the accelerator, or of its rack, to a switch"),
            locus=Locus(paths=(path,)),
        )


def switch_unconnected(case: Case) -> Iterator[Finding]:
    """Report switches without links.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        One per class of switches.
    """
    linked = _linked_fabrics(case)
    for ix, vertex in enumerate(case.graph.vertex_classes):
        if vertex.family != "switch" or not vertex.n_copies or ix in linked:
            continue
        path = case.path(ix)
        yield Finding(
            FindingCode.SWITCH_UNCONNECTED,
            Severity.WARNING,
            worded("{n_copies:,} x {path} have no links", n_copies=vertex.n_copies, path=path),
            hint=worded("connect the switch, or remove it"),
            locus=Locus(paths=(path,)),
        )
