"""How large a design is, and how large it may be; integers only, nothing is expanded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.model.query import MAX_DEPTH
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import BlockId, InstanceId

MAX_ACCELERATORS: Final = 4_000_000
"""Most accelerators of a design."""

MAX_VERTICES: Final = 50_000_000
"""Most copies of parts of a design."""

MAX_CHAINS: Final = 20_000
"""Most different instance chains from the root, and most uses of link bundles."""

MAX_EXCEPTIONS: Final = 20_000
"""Most copies and links that differ from the others."""


class DesignTotals(NamedTuple):
    """Size of a design before exceptions; ``depth`` is the longest chain of instances."""

    n_accelerators: int
    n_vertices: int
    n_chains: int
    n_bundle_uses: int
    depth: int


def blocks_inside_out(design: Design) -> tuple[tuple[Block, ...], tuple[BlockId, ...]]:
    """Order the blocks so that each comes after the blocks it uses.

    Parameters
    ----------
    design
        The document; uses of unknown blocks are passed over.

    Returns
    -------
    tuple[tuple[Block, ...], tuple[BlockId, ...]]
        Blocks in order, and the ids of blocks that contain themselves or use one that does.
    """
    waiting = {
        block.id: {i.block for i in block.instances if i.block in design.block_by_id}
        for block in design.blocks
    }
    users: dict[str, list[BlockId]] = {}
    for block_id, inner_ids in waiting.items():
        for inner in inner_ids:
            users.setdefault(inner or "", []).append(block_id)
    ready = [block_id for block_id, inner_ids in waiting.items() if not inner_ids]
    ordered: list[Block] = []
    while ready:
        block_id = ready.pop()
        ordered.append(design.block_by_id[block_id])
        for user in users.get(block_id, ()):
            waiting[user].discard(block_id)
            if not waiting[user]:
                ready.append(user)
    done = {block.id for block in ordered}
    return tuple(ordered), tuple(block_id for block_id in waiting if block_id not in done)


def design_totals(design: Design) -> DesignTotals | None:
    """Return the size of a design, exceptions not taken out.

    Parameters
    ----------
    design
        The document.

    Returns
    -------
    DesignTotals | None
        ``None`` if a block contains itself or the root block does not exist.
    """
    ordered, stuck = blocks_inside_out(design)
    if stuck or design.root not in design.block_by_id:
        return None
    totals: dict[str, DesignTotals] = {}
    for block in ordered:
        n_accelerators = n_vertices = n_chains = depth = 0
        n_bundle_uses = len(block.link_bundles)
        for instance in block.instances:
            inner = totals.get(instance.block or "")
            n_chains += 1
            if inner is None:
                part = design.part_by_slug.get(instance.part or "")
                n_vertices += instance.count
                is_accelerator = part is not None and part.family == "accelerator"
                n_accelerators += instance.count if is_accelerator else 0
                depth = max(depth, 1)
            else:
                n_accelerators += instance.count * inner.n_accelerators
                n_vertices += instance.count * inner.n_vertices
                n_chains += inner.n_chains
                n_bundle_uses += inner.n_bundle_uses
                depth = max(depth, 1 + inner.depth)
        totals[block.id] = DesignTotals(n_accelerators, n_vertices, n_chains, n_bundle_uses, depth)
    return totals[design.root]


def size_findings(design: Design) -> tuple[Finding, ...]:
    """Return what makes a design too large to evaluate.

    Parameters
    ----------
    design
        The document.

    Returns
    -------
    tuple[Finding, ...]
        Errors; empty if the design is small enough. A block that contains itself is no matter of
        size and is left to :func:`designer.model.structure_check.check_structure`.
    """
    totals = design_totals(design)
    n_exceptions = sum(len(b.exceptions) + len(b.link_exceptions) for b in design.blocks)
    checks: list[tuple[int, int, str]] = [(n_exceptions, MAX_EXCEPTIONS, "exceptions")]
    if totals is not None:
        checks += [
            (totals.n_accelerators, MAX_ACCELERATORS, "accelerators"),
            (totals.n_vertices, MAX_VERTICES, "parts"),
            (totals.n_chains, MAX_CHAINS, worded("different instances")),
            (totals.n_bundle_uses, MAX_CHAINS, worded("uses of link bundles")),
            (totals.depth, MAX_DEPTH, worded("levels of blocks")),
        ]
    return tuple(
        Finding(
            FindingCode.DESIGN_TOO_LARGE,
            Severity.ERROR,
            worded(
                "the design has {count_text} {what}; at most {limit:,} are supported",
                count_text=_count_text(n),
                what=what,
                limit=limit,
            ),
            hint=worded("lower the counts or take out a level of nesting"),
            locus=Locus(field=what),
        )
        for n, limit, what in checks
        if n > limit
    )


def _count_text(n: int) -> str:
    return f"{n:,}" if n < 10**15 else worded("about 10^{exponent}", exponent=len(str(n)) - 1)


def chains_to_block(design: Design, block_id: BlockId) -> tuple[tuple[InstanceId, ...], ...]:
    """Return every chain of instances that leads from the root to a block.

    Parameters
    ----------
    design
        The document; no block contains itself.
    block_id
        The block.

    Returns
    -------
    tuple[tuple[InstanceId, ...], ...]
        Chains of instance ids; the empty chain for the root block, none for a block not in use.
        Cut at :data:`MAX_CHAINS`.
    """
    users: dict[str, list[tuple[BlockId, InstanceId]]] = {}
    for block in design.blocks:
        for instance in block.instances:
            if instance.block is not None:
                users.setdefault(instance.block, []).append((block.id, instance.id))
    found: list[tuple[InstanceId, ...]] = []
    pending: list[tuple[BlockId, tuple[InstanceId, ...]]] = [(block_id, ())]
    while pending and len(found) < MAX_CHAINS:
        current, below = pending.pop()
        if current == design.root:
            found.append(below)
        if len(below) < MAX_DEPTH:
            pending += [(user, (step, *below)) for user, step in users.get(current, ())]
    return tuple(found)


def copies_of_block(design: Design, block_id: BlockId) -> int:
    """Return how many copies of a block the design has, exceptions not taken out.

    Parameters
    ----------
    design
        The document; no block contains itself.
    block_id
        The block.

    Returns
    -------
    int
        1 for the root block, 0 for a block not in use. [1]
    """
    total = 0
    for chain in chains_to_block(design, block_id):
        n_copies, block = 1, design.root_block
        for step in chain:
            instance = block.instance_by_id[step]
            n_copies *= instance.count
            block = design.block_by_id[instance.block] if instance.block is not None else block
        total += n_copies
    return total
