"""Bring blocks and fabrics of one design into another, sharing what is the same."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from designer.commands.editing import edited
from designer.commands.identity import fresh_id
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.ids import BlockId, FabricId
from designer.model.limits import blocks_inside_out
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.fabrics import Fabric

RecordT = TypeVar("RecordT")


def merged_records(
    held: tuple[RecordT, ...], added: tuple[RecordT, ...], key: Callable[[RecordT], str]
) -> tuple[RecordT, ...]:
    """Return records with those added that are not there yet.

    Parameters
    ----------
    held, added
        Records; of two with the same key the held one wins.
    key
        What tells records apart.

    Returns
    -------
    tuple[RecordT, ...]
        Held records first.
    """
    known = {key(record) for record in held}
    return (*held, *(record for record in added if key(record) not in known))


def merged_fabrics(
    design: Design, fabrics: tuple[Fabric, ...]
) -> tuple[tuple[Fabric, ...], dict[FabricId, FabricId]]:
    """Return the fabrics of a design with others added.

    Parameters
    ----------
    design
        The document.
    fabrics
        Fabrics to add; one with the id and role of a fabric of the design becomes that fabric.

    Returns
    -------
    tuple[tuple[Fabric, ...], dict[FabricId, FabricId]]
        All fabrics, and the id that each added one has now.
    """
    merged = list(design.fabrics)
    new_ids: dict[FabricId, FabricId] = {}
    for fabric in fabrics:
        same = design.fabric_by_id.get(fabric.id)
        if same is None:
            merged.append(fabric)
            new_ids[fabric.id] = fabric.id
        elif same.role is fabric.role:
            new_ids[fabric.id] = same.id
        else:
            taken = frozenset(f.id for f in merged)
            new_ids[fabric.id] = FabricId(fresh_id(design, fabric.id, taken=taken))
            merged.append(edited(fabric, id=new_ids[fabric.id]))
    return tuple(merged), new_ids


def merged_blocks(
    design: Design, blocks: tuple[Block, ...], fabric_ids: Mapping[FabricId, FabricId]
) -> tuple[Design, dict[BlockId, BlockId]]:
    """Return the design with blocks added.

    Parameters
    ----------
    design
        The document.
    blocks
        Blocks to add, in any order. One that is the same as a block of the design, but for its
        id, becomes that block; other ids that are taken are made fresh.
    fabric_ids
        New fabric ids, by the ids that the blocks use.

    Returns
    -------
    tuple[Design, dict[BlockId, BlockId]]
        The changed design, and the id that each added block has now.

    Raises
    ------
    CommandError
        If a block contains itself or is there twice.
    """
    if not blocks:
        return design, {}
    if len({block.id for block in blocks}) != len(blocks):
        raise CommandError(worded("the blocks to insert have an id twice"))
    ordered, stuck = blocks_inside_out(evolve(design, blocks=blocks))
    if stuck:
        raise CommandError(worded('block "{stuck}" contains itself', stuck=stuck[0]))
    new_ids: dict[BlockId, BlockId] = {}
    merged = list(design.blocks)
    for original in ordered:
        block = _rewritten(original, new_ids, fabric_ids)
        same = next((held for held in merged if _is_same(held, block)), None)
        if same is not None:
            new_ids[original.id] = same.id
            continue
        taken = frozenset(b.id for b in merged)
        block_id = block.id if block.id not in taken else None
        new_ids[original.id] = block_id or BlockId(fresh_id(design, block.id, taken=taken))
        merged.append(_under_id(block, new_ids[original.id]))
    return edited(design, blocks=tuple(merged)), new_ids


def _rewritten(
    block: Block,
    block_ids: Mapping[BlockId, BlockId],
    fabric_ids: Mapping[FabricId, FabricId],
) -> Block:
    return edited(
        block,
        instances=tuple(
            i if i.block is None else edited(i, block=block_ids.get(i.block, i.block))
            for i in block.instances
        ),
        link_bundles=tuple(
            edited(b, fabric=fabric_ids.get(b.fabric, b.fabric)) for b in block.link_bundles
        ),
        link_exceptions=tuple(
            edited(e, bundle=_with_block(e.bundle, block_ids)) for e in block.link_exceptions
        ),
    )


def _with_block(key: str, block_ids: Mapping[BlockId, BlockId]) -> str:
    block, _, bundle = key.partition("/")
    return f"{block_ids.get(BlockId(block), block)}/{bundle}"


def _under_id(block: Block, block_id: BlockId) -> Block:
    cuts = tuple(
        edited(e, bundle=_with_block(e.bundle, {block.id: block_id})) for e in block.link_exceptions
    )
    return edited(block, id=block_id, link_exceptions=cuts)


def _is_same(held: Block, block: Block) -> bool:
    if len(held.instances) != len(block.instances) or held.name != block.name:
        return False
    return _under_id(block, held.id) == held
