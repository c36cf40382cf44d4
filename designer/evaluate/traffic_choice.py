"""The words for traffic, and the matrix that they mean in a fabric.

``all-to-all``, ``group:<what>``, ``group-size:<n>``, ``rail:<instance>``, ``permutation``,
``random-permutation``, ``longest-matching``, or rows of a file. The grammar stands in
``docs/methods/traffic.md``.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.tree import EvaluationError
from designer.evaluate.traffic_matrix import TrafficMatrix, TrafficTerm
from designer.topology.regroup import inner_dims, split_dimension
from designer.topology.space_builder import space_links
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.ids import FabricId
    from designer.topology.classes import Chain, ClassGraph

GRAMMAR: Final = worded(
    "all-to-all, group:WHAT (rack, node, an instance or a fabric), group-size:N, rail:INSTANCE, "
    "permutation, random-permutation, random-permutation:SEED, longest-matching, "
    "longest-matching:PERCENT%, or a .json file"
)
MAX_GROUP_SIZE: Final = 2**53
_WORDS: Final = re.compile(
    r"(all-to-all|permutation)|(group|rail):([a-z0-9-]{1,64})|group-size:([0-9]{1,40})"
)
_PAIRED: Final = re.compile(
    r"(random-permutation)(?::([0-9]{1,9}))?|(longest-matching)(?::(100|[1-9][0-9]?)%)?"
)


class UnfitGroupsError(EvaluationError):
    """Groups of the wanted size lie across the dimensions of a chain."""


class TrafficRow(NamedTuple):
    """One row of a traffic file.

    Attributes
    ----------
    sender, receiver
        Instance chains as text such as ``compute-rack/node/npu``; all endpoints below are meant.
    same, differ
        Instance whose copy the two share, or do not share; empty for no condition.
    weight
        Part that one sender sends to one receiver; or ``None``.
    bytes_per_s
        What one sender sends to all its receivers together; or ``None``. [byte/s]
    """

    sender: str
    receiver: str
    same: str
    differ: str
    weight: float | None
    bytes_per_s: float | None


@dataclass(frozen=True)
class TrafficChoice:
    """Which traffic to evaluate.

    Attributes
    ----------
    text
        As the user wrote it.
    kind
        ``all-to-all``, ``group``, ``rail``, ``group-size``, ``permutation``,
        ``random-permutation``, ``longest-matching`` or ``rows``.
    argument
        Instance, kind of block or fabric; empty if the kind has none.
    group_size
        Endpoints in a group of ``group-size``. [1]
    rows
        Rows of a file.
    seed
        Seed of the one ``random-permutation``; ``None`` for the mean of several.
    active_percent
        Switches that take part in a ``longest-matching``. [%]
    """

    text: str
    kind: str
    argument: str = ""
    group_size: int = 0
    rows: tuple[TrafficRow, ...] = ()
    seed: int | None = None
    active_percent: int = 100

    @property
    def is_paired(self) -> bool:
        """Whether single endpoints have partners, so that no symmetry is left."""
        return self.kind in {"random-permutation", "longest-matching"}


def choice_from_text(text: str) -> TrafficChoice:
    """Read the words for traffic.

    Parameters
    ----------
    text
        For example ``group:rack``; names of files are for the caller.

    Returns
    -------
    TrafficChoice
        The choice.

    Raises
    ------
    EvaluationError
        If it is none of the words.
    """
    paired = _PAIRED.fullmatch(text.strip())
    if paired is not None:
        kind, seed, _, percent = paired.groups()
        return TrafficChoice(
            paired.group(0),
            kind or "longest-matching",
            seed=int(seed) if seed else None,
            active_percent=int(percent or 100),
        )
    match = _WORDS.fullmatch(text.strip())
    size = int(match.group(4)) if match is not None and match.group(4) else 0
    is_size = match is not None and bool(match.group(4))
    if match is None or (is_size and not 2 <= size <= MAX_GROUP_SIZE):
        raise EvaluationError(
            worded('traffic "{text}" is not known; use {grammar}', text=text[:80], grammar=GRAMMAR)
        )
    if is_size:
        return TrafficChoice(match.group(0), "group-size", group_size=size)
    kind = match.group(1) or match.group(2)
    return TrafficChoice(match.group(0), kind, match.group(3) or "")


def endpoint_chains(graph: ClassGraph, fabric_id: FabricId) -> tuple[Chain, ...]:
    """Return the instance chains of a fabric's endpoints.

    Parameters
    ----------
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    tuple[Chain, ...]
        Chains of its accelerators, or of its network adapters if it has none.
    """
    classes = [
        graph.vertex_classes[ix]
        for link in space_links(graph, fabric_id)
        for ix in (link.a_ix, link.b_ix)
    ]
    families = {one.family for one in classes}
    wanted = "accelerator" if "accelerator" in families else "nic"
    return tuple(dict.fromkeys(one.chain for one in classes if one.family == wanted))


def matrix_of(choice: TrafficChoice, graph: ClassGraph, fabric_id: FabricId) -> TrafficMatrix:
    """Return the matrix that a choice means in a fabric.

    Parameters
    ----------
    choice
        The choice, none whose endpoints have partners.
    graph
        The class graph.
    fabric_id
        The fabric.

    Returns
    -------
    TrafficMatrix
        The matrix; without terms where nothing in the fabric is meant.

    Raises
    ------
    UnfitGroupsError
        If groups of the wanted size lie across dimensions.
    EvaluationError
        If groups are larger than all copies together, or a row names nothing.
    """
    chains = endpoint_chains(graph, fabric_id)
    every = frozenset(chains)
    if not every:
        return TrafficMatrix(choice.text, graph, ())
    match choice.kind:
        case "group":
            name = worded("all-to-all inside each {argument}", argument=choice.argument)
            terms = _group_terms(choice.argument, graph, fabric_id, chains)
            return TrafficMatrix(name, graph, terms)
        case "group-size":
            return _sized(choice.group_size, graph, chains)
        case "rail":
            name = worded(
                "all-to-all inside each rail, same index of {argument}", argument=choice.argument
            )
            return TrafficMatrix(name, graph, _rail_terms(choice.argument, graph, chains))
        case "rows":
            return _rows(choice, graph, chains)
        case _:
            return TrafficMatrix("all-to-all", graph, (TrafficTerm(every, every),))


def _dims_of(graph: ClassGraph, chain: Chain, prefix: Chain) -> frozenset[int]:
    # Dimensions along a prefix of the chain of a vertex class.
    own = next(v.dim_ixs for v in graph.vertex_classes if v.chain == chain)
    return frozenset(d for d in own if len(graph.dims[d].chain) <= len(prefix))


def _prefixes(graph: ClassGraph, chain: Chain, what: str) -> Chain | None:
    # The part of a chain down to an instance, or to the innermost block of a kind.
    if what in chain:
        return chain[: chain.index(what) + 1]
    kinds = {one.chain: one.kind.value for one in graph.enclosure_classes}
    found = [n for n in range(len(chain), 0, -1) if kinds.get(chain[:n]) == what]
    return chain[: found[0]] if found else None


def _group_terms(
    what: str, graph: ClassGraph, fabric_id: FabricId, chains: tuple[Chain, ...]
) -> tuple[TrafficTerm, ...]:
    inside: dict[Chain, list[Chain]] = {}
    for chain in chains:
        prefix = _prefixes(graph, chain, what)
        if prefix is not None:
            inside.setdefault(prefix, []).append(chain)
    if inside:
        return tuple(
            TrafficTerm(frozenset(own), frozenset(own), _dims_of(graph, own[0], prefix))
            for prefix, own in inside.items()
        )
    links = space_links(graph, next((f for f, _ in graph.fabric_roles if f == what), fabric_id))
    if what not in {str(f) for f, _ in graph.fabric_roles} or not links:
        return ()
    # What no link of the fabric changes tells its domains apart.
    kept = frozenset.intersection(
        *(
            frozenset(
                r.a_dim_ix for r in link.relations if r.a_dim_ix == r.b_dim_ix and r.kind == "equal"
            )
            for link in links
        )
    )
    every = frozenset(chains)
    return (TrafficTerm(every, every, kept),)


def _rail_terms(
    instance_id: str, graph: ClassGraph, chains: tuple[Chain, ...]
) -> tuple[TrafficTerm, ...]:
    rails: dict[Chain, list[Chain]] = {}
    for chain in chains:
        if instance_id in chain:
            rails.setdefault(chain[: chain.index(instance_id) + 1], []).append(chain)
    return tuple(
        TrafficTerm(
            frozenset(own),
            frozenset(own),
            frozenset(ix for ix, dim in enumerate(graph.dims) if dim.chain == prefix),
        )
        for prefix, own in rails.items()
    )


def _sized(size: int, graph: ClassGraph, chains: tuple[Chain, ...]) -> TrafficMatrix:
    name = worded("all-to-all inside groups of {size:,} in index order", size=size)
    terms: list[TrafficTerm] = []
    n_copies = {chain: _n_copies(graph, chain) for chain in chains}
    for chain in chains:
        if n_copies[chain] < size <= max(n_copies.values()):
            # Fewer than a group, such as the last rack of a hall: a smaller group of its own.
            terms.append(TrafficTerm(frozenset({chain}), frozenset({chain})))
            continue
        split_ix, inner_size, same = _grouped(graph, chain, size)
        if inner_size > 1:
            inner_of = inner_dims(graph, split_ix)
            graph = split_dimension(graph, split_ix, inner_size)
            # Groups of earlier chains that keep the dimension whole now keep both of its parts.
            terms = [
                t._replace(same=t.same | {inner_of[d] for d in t.same if d in inner_of})
                for t in terms
            ]
        terms.append(TrafficTerm(frozenset({chain}), frozenset({chain}), same))
    return TrafficMatrix(name, graph, tuple(terms))


def _n_copies(graph: ClassGraph, chain: Chain) -> int:
    own = next(v.dim_ixs for v in graph.vertex_classes if v.chain == chain)
    return math.prod(graph.dims[d].size for d in own)


def _grouped(graph: ClassGraph, chain: Chain, size: int) -> tuple[int, int, frozenset[int]]:
    # The dimension to split with the size of its inner part, 1 for none, and what groups share.
    own = next(v.dim_ixs for v in graph.vertex_classes if v.chain == chain)
    rest = size
    for at in range(len(own) - 1, -1, -1):
        n = graph.dims[own[at]].size
        if rest == 1:
            return own[at], 1, frozenset(own[: at + 1])
        if rest % n == 0:
            rest //= n
        elif n % rest == 0:
            return own[at], rest, frozenset(own[: at + 1])
        else:
            break
    if rest > 1:
        sizes = " x ".join(str(graph.dims[d].size) for d in own)
        is_larger = size > _n_copies(graph, chain)
        kind = EvaluationError if is_larger else UnfitGroupsError
        raise kind(
            worded(
                "groups of {size:,} do not fit {chain} with {sizes} copies; use a size that "
                "divides them from the right",
                size=size,
                chain="/".join(chain),
                sizes=sizes,
            )
        )
    return own[0], 1, frozenset()


def _rows(choice: TrafficChoice, graph: ClassGraph, chains: tuple[Chain, ...]) -> TrafficMatrix:
    is_rate = any(row.bytes_per_s is not None for row in choice.rows)
    terms = [
        term
        for at, row in enumerate(choice.rows, start=1)
        if (term := _row_term(at, row, graph, chains)) is not None
    ]
    return TrafficMatrix(
        worded("the {n_rows} rows of {text}", n_rows=len(choice.rows), text=choice.text),
        graph,
        tuple(terms),
        is_rate,
    )


def _row_term(
    at: int, row: TrafficRow, graph: ClassGraph, chains: tuple[Chain, ...]
) -> TrafficTerm | None:
    ends = []
    for field, text in (("from", row.sender), ("to", row.receiver)):
        steps = tuple(text.split("/"))
        if not any(v.chain[: len(steps)] == steps for v in graph.vertex_classes):
            raise EvaluationError(
                worded(
                    'row {at}, {field}: no instance chain starts with "{text}"',
                    at=at,
                    field=field,
                    text=text,
                )
            )
        ends.append(frozenset(c for c in chains if c[: len(steps)] == steps))
    if not ends[0] or not ends[1]:
        return None
    conditions = []
    for field, word in (("same", row.same), ("differ", row.differ)):
        found = {
            _dims_of(graph, chain, prefix) if (prefix := _prefixes(graph, chain, word)) else None
            for chain in ends[0] | ends[1]
        }
        if word and (None in found or len(found) > 1):
            raise EvaluationError(
                worded(
                    'row {at}, {field}: not all endpoints lie in one "{word}"',
                    at=at,
                    field=field,
                    word=word,
                )
            )
        conditions.append(next(iter(found)) if word else None)
    value = row.weight if row.bytes_per_s is None else row.bytes_per_s
    return TrafficTerm(
        ends[0],
        ends[1],
        conditions[0] or frozenset(),
        conditions[1] or frozenset(),
        value or 0.0,
        row.bytes_per_s is not None,
    )
