"""What connecting two places would give: the candidates shown while a cable is dragged."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.part import FabricRole
from designer.commands.cable_choice import choose_cable
from designer.commands.identity import fresh_id
from designer.commands.wiring import ConnectPorts
from designer.commands.wiring_pattern import listed_pattern, wiring_patterns
from designer.model.cable_counts import cable_groups
from designer.model.fabrics import Fabric
from designer.model.ids import (
    BlockId,
    BundleId,
    FabricId,
    PathStep,
    path_from_text,
    text_from_path,
)
from designer.model.limits import chains_to_block, copies_of_block
from designer.model.link_counts import is_same_chain
from designer.model.links import LinkBundle, LinkEnd
from designer.model.port_counts import port_uses
from designer.model.query import chain_from_path, walk_instances
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.catalog.part import PartPort
    from designer.commands.wiring_pattern import WiringPattern
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.link_counts import CopyIxs
    from designer.model.links import PairRow

MAX_CANDIDATES: Final = 12
_MAX_ENDS: Final = 60
_ROLES: Final = tuple(FabricRole)


@dataclass(frozen=True)
class ConnectionCandidate:
    """One way to connect, ready to be applied.

    Attributes
    ----------
    block
        Block that will own the bundle.
    bundle
        The bundle, with ports, relations, cable and optic chosen.
    fabric, is_new_fabric
        Its fabric, and whether the design does not have it yet.
    pattern
        Wiring rule in words, for example ``all to all``.
    n_links_per_pair, n_pairs
        Links between two linked copies; linked pairs in one copy of the block. [1]
    n_links, n_cables, n_optics
        Over the whole design, before copies that are taken out. [1]
    n_ports_free_a, n_ports_free_b
        Free ports of one copy at each end before connecting. [1]
    n_ports_taken_a
        Ports that the copy with the most links at the first end takes. [1]
    """

    block: BlockId
    bundle: LinkBundle
    fabric: Fabric
    is_new_fabric: bool
    pattern: str
    n_links_per_pair: int
    n_pairs: int
    n_links: int
    n_cables: int
    n_optics: int
    n_ports_free_a: int
    n_ports_free_b: int
    n_ports_taken_a: int

    @property
    def command(self) -> ConnectPorts:
        """The edit that makes the connection."""
        fabric = self.fabric if self.is_new_fabric else None
        return ConnectPorts(block=self.block, bundle=self.bundle, fabric=fabric)

    @property
    def text(self) -> str:
        """What it gives in one line, for example ``5,376 links, 2,688 cables``."""
        counts = ((self.n_links, "link"), (self.n_cables, "cable"), (self.n_optics, "module"))
        return ", ".join(f"{n:,} {noun}{'' if n == 1 else 's'}" for n, noun in counts if n)


@dataclass(frozen=True)
class ConnectionPlan:
    """Ways to connect two places, best first; ``refusal`` says why there is none."""

    refusal: str = ""
    candidates: tuple[ConnectionCandidate, ...] = ()

    @property
    def is_possible(self) -> bool:
        """Whether there is a way."""
        return bool(self.candidates)

    @property
    def best(self) -> ConnectionCandidate | None:
        """The way to take unless the user says otherwise."""
        return self.candidates[0] if self.candidates else None


class _End(NamedTuple):
    chain: tuple[Instance, ...]
    port: PartPort
    n_free: int
    copy_ixs: CopyIxs = ()

    @property
    def path(self) -> str:
        """Path of the end, with an index where one copy is meant."""
        ixs = self.copy_ixs or (None,) * len(self.chain)
        steps = (PathStep(i.id, ix) for i, ix in zip(self.chain, ixs, strict=True))
        return text_from_path(tuple(steps))

    @property
    def text(self) -> str:
        return f"{'/'.join(i.id for i in self.chain)}:{self.port.name}"


def plan_connection(  # noqa: PLR0913, PLR0917 - a place is said by block and path, and how
    design: Design,
    library: CatalogLibrary,
    block_id: BlockId,
    path_a: str | InstancePath,
    path_b: str | InstancePath,
    *,
    fabric_role: FabricRole | None = None,
    is_only_named: bool = False,
    rows: tuple[PairRow, ...] | None = None,
) -> ConnectionPlan:
    """Return the ways to connect two places of a block.

    Port groups are paired if they serve a common fabric role and share a medium. Each way takes
    as many links per pair as the free ports allow. Equal line rates come first, then the order
    of fabric roles, then scale: same plane, all to all, one to one.

    Parameters
    ----------
    design
        The document.
    library
        Catalog that cable and optic are taken from.
    block_id
        Block that will own the bundle.
    path_a, path_b
        Places relative to the block. Where a path ends at a block, all parts inside it are
        considered.
    fabric_role
        Only this role, if given.
    is_only_named
        Whether the indices of the places say which copies are linked; else all copies are.
    rows
        Pairs of copy numbers to link instead of a rule.

    Returns
    -------
    ConnectionPlan
        At most :data:`MAX_CANDIDATES` candidates, or the reason why there is none.
    """
    block = design.block_by_id.get(block_id)
    if block is None:
        return ConnectionPlan(worded('there is no block "{block_id}"', block_id=block_id))
    used = _used_ports(design, block)
    ends: list[list[_End]] = []
    for path in (path_a, path_b):
        found = list(_ends(design, block, path, used, is_only_named=is_only_named))
        if not found:
            return ConnectionPlan(
                worded('"{text}" has nothing with ports to connect', text=_text(path))
            )
        ends.append(found[:_MAX_ENDS])
    pairs = sorted(_fitting_pairs(ends[0], ends[1], fabric_role), key=lambda pair: pair[0])
    if not pairs:
        wanted = worded(" for {value}", value=fabric_role.value) if fabric_role is not None else ""
        return ConnectionPlan(
            worded(
                "{a} and {b} have no ports{wanted} that fit each other",
                a=_text(path_a),
                b=_text(path_b),
                wanted=wanted,
            )
        )
    n_copies = copies_of_block(design, block.id)
    candidates: list[ConnectionCandidate] = []
    for _, role, a_end, b_end in pairs:
        for pattern in _patterns(a_end, b_end, rows):
            n = pattern.n_links_per_pair(a_end.n_free, b_end.n_free)
            if n > 0 and len(candidates) < MAX_CANDIDATES:
                wired = _Wired(block, role, a_end, b_end, pattern, n)
                candidates.append(_candidate(design, library, wired, n_copies))
    if candidates:
        return ConnectionPlan(candidates=tuple(candidates))
    return ConnectionPlan(_shortage(pairs[0][2], pairs[0][3]))


def _patterns(
    a_end: _End, b_end: _End, rows: tuple[PairRow, ...] | None
) -> tuple[WiringPattern, ...]:
    if rows is not None:
        return (listed_pattern("pairs", rows),)
    return wiring_patterns(a_end.chain, b_end.chain, (a_end.copy_ixs, b_end.copy_ixs))


class _Wired(NamedTuple):
    block: Block
    role: FabricRole
    a_end: _End
    b_end: _End
    pattern: WiringPattern
    n_links_per_pair: int


def _candidate(
    design: Design, library: CatalogLibrary, wired: _Wired, n_copies: int
) -> ConnectionCandidate:
    block, role, a_end, b_end, pattern, n = wired
    known = next((f for f in design.fabrics if f.role is role), None)
    fabric = known or Fabric(
        id=FabricId(fresh_id(design, role.value)), role=role, display_name=role.value
    )
    choice = choose_cable(design, library, block, (a_end.port, b_end.port))
    stem = f"{a_end.chain[-1].id[:24]}-{b_end.chain[-1].id[:24]}"
    bundle = LinkBundle(
        id=BundleId(fresh_id(design, stem)),
        fabric=fabric.id,
        a=LinkEnd(path=a_end.path, port=a_end.port.name),
        b=LinkEnd(path=b_end.path, port=b_end.port.name),
        relations=pattern.relations,
        pairs=pattern.rows,
        n_links_per_pair=n,
        cable=choice.cable,
        optic=choice.optic,
        n_links_per_cable=choice.n_links_per_cable,
    )
    n_links = n_copies * pattern.pairs.n_pairs * n
    n_cables = cable_groups(design, block, bundle) if choice.cable is not None else 0
    return ConnectionCandidate(
        block=block.id,
        bundle=bundle,
        fabric=fabric,
        is_new_fabric=known is None,
        pattern=pattern.text,
        n_links_per_pair=n,
        n_pairs=pattern.pairs.n_pairs,
        n_links=n_links,
        n_cables=n_cables,
        n_optics=2 * n_cables if choice.optic is not None else 0,
        n_ports_free_a=a_end.n_free,
        n_ports_free_b=b_end.n_free,
        n_ports_taken_a=n * pattern.pairs.a_degree,
    )


def _text(path: str | InstancePath) -> str:
    return path if isinstance(path, str) else "/".join(step.instance_id for step in path)


def _used_ports(design: Design, block: Block) -> dict[tuple[tuple[str, ...], str], int]:
    # The block may stand in several places with different links from outside: the fullest counts.
    used: dict[tuple[tuple[str, ...], str], int] = {}
    prefixes = chains_to_block(design, block.id)
    for use, prefix in product(port_uses(design), prefixes):
        if use.chain[: len(prefix)] == prefix:
            key = (use.chain[len(prefix) :], use.port)
            used[key] = max(used.get(key, 0), use.n_used)
    return used


def _ends(
    design: Design,
    block: Block,
    path: str | InstancePath,
    used: dict[tuple[tuple[str, ...], str], int],
    *,
    is_only_named: bool,
) -> Iterator[_End]:
    try:
        steps = path_from_text(path) if isinstance(path, str) else path
    except ValueError:
        return
    chain = chain_from_path(design, block, steps)
    if not chain:
        return
    chains = [chain]
    inner = design.block_by_id.get(chain[-1].block) if chain[-1].block is not None else None
    if inner is not None:
        chains = list(walk_instances(design, inner, chain))
    for found in chains:
        part = design.part_by_slug.get(found[-1].part or "")
        ids = tuple(i.id for i in found)
        named = [step.copy_ix for step in steps] + [None] * (len(found) - len(steps))
        has_named = is_only_named and any(ix is not None for ix in named)
        for port in part.ports if part is not None else ():
            n_free = port.count - used.get((ids, port.name), 0)
            yield _End(found, port, n_free, tuple(named) if has_named else ())


def _fitting_pairs(
    a_ends: list[_End], b_ends: list[_End], fabric_role: FabricRole | None
) -> Iterator[tuple[tuple[bool, int, int], FabricRole, _End, _End]]:
    for order, (a_end, b_end) in enumerate(product(a_ends, b_ends)):
        roles = set(a_end.port.fabric_roles) & set(b_end.port.fabric_roles)
        if fabric_role is not None:
            roles &= {fabric_role}
        if not roles or not set(a_end.port.media) & set(b_end.port.media):
            continue
        role = min(roles, key=_ROLES.index)
        is_unequal = a_end.port.rate_bps.value != b_end.port.rate_bps.value
        yield (is_unequal, _ROLES.index(role), order), role, a_end, b_end


def _shortage(a_end: _End, b_end: _End) -> str:
    for end in (a_end, b_end):
        if end.n_free <= 0:
            return worded(
                "all {count:,} ports of {text} are in use", count=end.port.count, text=end.text
            )
    if is_same_chain(a_end.chain, b_end.chain):
        return worded(
            "{text} has one copy or too few free ports to link its copies to each other",
            text=a_end.text,
        )
    return worded(
        "too few free ports: {text} has {n_free:,} for {n_copies:,} partners, {text_2} has "
        "{n_free_2:,} for {n_copies_2:,}",
        text=a_end.text,
        n_free=a_end.n_free,
        n_copies=_n_copies(b_end),
        text_2=b_end.text,
        n_free_2=b_end.n_free,
        n_copies_2=_n_copies(a_end),
    )


def _n_copies(end: _End) -> int:
    return math.prod(instance.count for instance in end.chain)
