"""Add instances to a block under fresh ids, with the links between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.commands.editing import edited, with_block
from designer.commands.identity import fresh_id
from designer.model.ids import BlockId, BundleId, InstanceId

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from designer.model.block import Block, InstanceException, LinkException
    from designer.model.design import Design
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


class InnerWiring(NamedTuple):
    """Link bundles between instances of a block, and what differs of both."""

    link_bundles: tuple[LinkBundle, ...]
    exceptions: tuple[InstanceException, ...]
    link_exceptions: tuple[LinkException, ...]


def inner_wiring(block: Block, instance_ids: set[InstanceId]) -> InnerWiring:
    """Return the bundles with both ends in a selection, and the exceptions inside it.

    Parameters
    ----------
    block
        The block.
    instance_ids
        Selected instances of it.

    Returns
    -------
    InnerWiring
        In document order.
    """
    bundles = tuple(
        bundle
        for bundle in block.link_bundles
        if _first_id(bundle.a.path) in instance_ids and _first_id(bundle.b.path) in instance_ids
    )
    kept = {f"{block.id}/{bundle.id}" for bundle in bundles}
    return InnerWiring(
        bundles,
        tuple(e for e in block.exceptions if _first_id(e.path) in instance_ids),
        tuple(
            e
            for e in block.link_exceptions
            if e.bundle in kept
            or (e.bundle.partition("/")[0] != block.id and _first_id(e.a) in instance_ids)
        ),
    )


def _first_id(path: str) -> str:
    return path.split("/", 1)[0].split("[", 1)[0]


def with_added(
    design: Design,
    block_id: BlockId,
    instances: Iterable[Instance],
    *,
    wiring: InnerWiring,
    before: Design | None = None,
    block_ids: Mapping[BlockId, BlockId] | None = None,
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
    wiring
        What to add between and inside them.
    before
        Design whose ids are in use; the document itself if not given. An instance may have the
        id of a block that comes with it.
    block_ids
        New ids of the blocks that come with the instances, by those that link exceptions use;
        if not given, the instances are of blocks that the document has.

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
    new_keys: dict[str, str] = {}
    for bundle in wiring.link_bundles:
        new_id = fresh_id(named, bundle.id, taken=frozenset(taken))
        taken.add(new_id)
        new_keys[bundle.id] = f"{block_id}/{new_id}"
        wired.append(with_renamed_ends(edited(bundle, id=BundleId(new_id)), new_ids))
    excepted = (edited(e, path=_with_first_id(e.path, new_ids)) for e in wiring.exceptions)
    cut = [
        edited(
            e,
            bundle=_new_key(e.bundle, block_id, new_keys, block_ids),
            a=_with_first_id(e.a, new_ids),
            b=_with_first_id(e.b, new_ids),
        )
        for e in wiring.link_exceptions
    ]
    block = edited(
        block,
        instances=(*block.instances, *added),
        link_bundles=(*block.link_bundles, *wired),
        exceptions=(*block.exceptions, *excepted),
        link_exceptions=(*block.link_exceptions, *cut),
    )
    touched = {f"{block_id}/{instance.id}" for instance in added}
    touched |= {f"{block_id}/{bundle.id}" for bundle in wired}
    return with_block(design, block), touched


def _new_key(
    key: str,
    into: BlockId,
    new_keys: Mapping[str, str],
    block_ids: Mapping[BlockId, BlockId] | None,
) -> str:
    block, _, bundle = key.partition("/")
    is_own = block == into if block_ids is None else block not in block_ids
    if is_own:
        return new_keys.get(bundle, key)
    return f"{(block_ids or {}).get(BlockId(block), block)}/{bundle}"


def _with_first_id(path: str, new_ids: Mapping[str, str]) -> str:
    old = _first_id(path)
    return new_ids.get(old, old) + path[len(old) :]


def with_renamed_ends(bundle: LinkBundle, new_ids: Mapping[str, str]) -> LinkBundle:
    """Return a bundle between instances that have other ids now.

    Parameters
    ----------
    bundle
        The bundle.
    new_ids
        New ids of instances of its block, by the old ones.

    Returns
    -------
    LinkBundle
        With the new ids in both paths and in the dimensions of its relations.
    """
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
