"""Add instances to a block under fresh ids, with the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.editing import edited, with_block
from designer.commands.identity import fresh_id
from designer.model.ids import BundleId, InstanceId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from designer.model.block import Block, InstanceException
    from designer.model.design import Design
    from designer.model.ids import BlockId
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle


def moved(instance: Instance, dx_m: float, dy_m: float) -> Instance:
    """Return an instance at another place.

    Parameters
    ----------
    instance
        The instance.
    dx_m, dy_m
        Offset. [m]

    Returns
    -------
    Instance
        The same object if the offset is zero.
    """
    placement = instance.placement
    placement = edited(placement, x_m=placement.x_m + dx_m, y_m=placement.y_m + dy_m)
    return edited(instance, placement=placement)


def inner_wiring(
    block: Block, instance_ids: set[InstanceId]
) -> tuple[tuple[LinkBundle, ...], tuple[InstanceException, ...]]:
    """Return the bundles with both ends in a selection, and the exceptions inside it.

    Parameters
    ----------
    block
        The block.
    instance_ids
        Selected instances of it.

    Returns
    -------
    tuple[tuple[LinkBundle, ...], tuple[InstanceException, ...]]
        In document order.
    """
    bundles = tuple(
        bundle
        for bundle in block.link_bundles
        if _first_id(bundle.a.path) in instance_ids and _first_id(bundle.b.path) in instance_ids
    )
    return bundles, tuple(e for e in block.exceptions if _first_id(e.path) in instance_ids)


def _first_id(path: str) -> str:
    return path.split("/", 1)[0].split("[", 1)[0]


def with_added(
    design: Design,
    block_id: BlockId,
    instances: Iterable[Instance],
    *,
    bundles: Iterable[LinkBundle],
    exceptions: Iterable[InstanceException],
    before: Design | None = None,
) -> tuple[Design, set[str]]:
    """Add instances with their links and exceptions to a block, under fresh ids.

    Parameters
    ----------
    design
        The document.
    block_id
        The block.
    instances
        Instances; the names that bundles and exceptions give them are changed with the ids.
    bundles, exceptions
        What to add between and inside them.
    before
        Design whose ids are in use; the document itself if not given. An instance may have the
        id of a block that comes with it.

    Returns
    -------
    tuple[Design, set[str]]
        The changed design, and the places added.
    """
    block = design.block_by_id[block_id]
    named = design if before is None else before
    new_ids: dict[str, str] = {}
    added: list[Instance] = []
    for instance in instances:
        new_id = fresh_id(named, instance.id, taken=frozenset(new_ids.values()))
        new_ids[instance.id] = new_id
        added.append(edited(instance, id=InstanceId(new_id)))
    wired: list[LinkBundle] = []
    taken = set(new_ids.values())
    for bundle in bundles:
        new_id = fresh_id(named, bundle.id, taken=frozenset(taken))
        taken.add(new_id)
        wired.append(_renamed(edited(bundle, id=BundleId(new_id)), new_ids))
    excepted = (edited(e, path=_with_first_id(e.path, new_ids)) for e in exceptions)
    block = edited(
        block,
        instances=(*block.instances, *added),
        link_bundles=(*block.link_bundles, *wired),
        exceptions=(*block.exceptions, *excepted),
    )
    touched = {f"{block_id}/{instance.id}" for instance in added}
    touched |= {f"{block_id}/{bundle.id}" for bundle in wired}
    return with_block(design, block), touched


def _with_first_id(path: str, new_ids: Mapping[str, str]) -> str:
    old = _first_id(path)
    return new_ids.get(old, old) + path[len(old) :]


def _renamed(bundle: LinkBundle, new_ids: Mapping[str, str]) -> LinkBundle:
    a_old, b_old = _first_id(bundle.a.path), _first_id(bundle.b.path)
    relations = tuple(
        edited(
            relation,
            a_dim=_with_first_dim(relation.a_dim, a_old, new_ids),
            b_dim=_with_first_dim(relation.b_dim, b_old, new_ids),
        )
        for relation in bundle.relations
    )
    return edited(
        bundle,
        a=edited(bundle.a, path=_with_first_id(bundle.a.path, new_ids)),
        b=edited(bundle.b, path=_with_first_id(bundle.b.path, new_ids)),
        relations=relations,
    )


def _with_first_dim(dim: str, old: str, new_ids: Mapping[str, str]) -> str:
    instance_id, _, name = dim.rpartition(".")
    return f"{new_ids.get(old, old)}.{name}" if instance_id == old else dim
