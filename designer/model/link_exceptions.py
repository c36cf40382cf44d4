"""Which links a link exception means."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.ids import BundleId, path_from_text
from designer.model.link_counts import is_same_chain, plain_kind, wiring_problem
from designer.model.links import RelationKind
from designer.model.query import chain_from_path, index_problem, resolve_end
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.model.block import Block, LinkException
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle, Relation
    from designer.model.query import ResolvedEnd


class UnwiredBundleError(ValueError):
    """The bundle of an exception cannot be wired, which is its own problem."""


class MissingLinks(NamedTuple):
    """The links that an exception takes out.

    Attributes
    ----------
    outer
        Instances from the owning block of the exception to the block of the bundle.
    outer_ixs
        Copy of each.
    bundle_key
        ``block-id/bundle-id``.
    a_ixs, b_ixs
        Copies from the block of the bundle to the part at each end, in the order in which the
        bundle links them.
    n_links, n_present
        Links missing, and links of the two copies without exceptions. [1]
    """

    outer: tuple[Instance, ...]
    outer_ixs: tuple[int, ...]
    bundle_key: str
    a_ixs: tuple[int, ...]
    b_ixs: tuple[int, ...]
    n_links: int
    n_present: int


def missing_links(design: Design, block: Block, exception: LinkException) -> MissingLinks:
    """Return the links that an exception takes out.

    Parameters
    ----------
    design
        The document.
    block
        The block that owns the exception.
    exception
        The exception.

    Returns
    -------
    MissingLinks
        Which links.

    Raises
    ------
    ValueError
        If bundle or paths do not exist, a path has not every index, or the bundle does not link
        the two copies so many times; with the reason.
    UnwiredBundleError
        If the bundle itself cannot be wired.
    """
    block_id, _, bundle_id = exception.bundle.partition("/")
    owner = next((b for b in design.blocks if b.id == block_id), None)
    bundle = owner.bundle_by_id.get(BundleId(bundle_id)) if owner is not None else None
    if owner is None or bundle is None:
        raise ValueError(worded('there is no link bundle "{bundle}"', bundle=exception.bundle))
    paths = path_from_text(exception.a), path_from_text(exception.b)
    chains = tuple(_exact_chain(design, block, path) for path in paths)
    n_outer = _steps_to(block, chains[0], block_id)
    if n_outer is None:
        raise ValueError(
            worded(
                '{a} does not lead through the block "{block_id}"', a=exception.a, block_id=block_id
            )
        )
    if paths[0][:n_outer] != paths[1][:n_outer]:
        raise ValueError(
            worded(
                '{a} and {b} are in different copies of "{block_id}"',
                a=exception.a,
                b=exception.b,
                block_id=block_id,
            )
        )
    ends = resolve_end(design, owner, bundle.a), resolve_end(design, owner, bundle.b)
    a_end, b_end = ends
    if a_end is None or b_end is None or wiring_problem(a_end, b_end, bundle):
        raise UnwiredBundleError(
            worded("link bundle {bundle} is not wired", bundle=exception.bundle)
        )
    ixs = [tuple(step.copy_ix or 0 for step in path[n_outer:]) for path in paths]
    for chain, end, text in zip(chains, (a_end, b_end), (exception.a, exception.b), strict=True):
        if not is_same_chain(chain[n_outer:], end.instances):
            raise ValueError(
                worded(
                    "{text} is not what link bundle {bundle} links",
                    text=text,
                    bundle=exception.bundle,
                )
            )
    a_ixs, b_ixs, n_present = _in_order(bundle, (a_end, b_end), (ixs[0], ixs[1]))
    if not n_present:
        raise ValueError(
            worded(
                "{a} and {b} have no link of {bundle}",
                a=exception.a,
                b=exception.b,
                bundle=exception.bundle,
            )
        )
    if exception.n_links is not None and exception.n_links > n_present:
        raise ValueError(
            worded(
                "{a} and {b} have {n_present:,} links of {bundle}, not {n_links:,}",
                a=exception.a,
                b=exception.b,
                n_present=n_present,
                bundle=exception.bundle,
                n_links=exception.n_links,
            )
        )
    return MissingLinks(
        chains[0][:n_outer],
        tuple(step.copy_ix or 0 for step in paths[0][:n_outer]),
        exception.bundle,
        a_ixs,
        b_ixs,
        exception.n_links or n_present,
        n_present,
    )


def _in_order(
    bundle: LinkBundle,
    ends: tuple[ResolvedEnd, ResolvedEnd],
    ixs: tuple[tuple[int, ...], tuple[int, ...]],
) -> tuple[tuple[int, ...], tuple[int, ...], int]:
    # Copies in the order in which the bundle links them, and their links.
    n_links = links_of_pair(bundle, *ends, ixs)
    if is_same_chain(ends[0].instances, ends[1].instances):
        # The same links from either end: from the lower one unless the rule reads the other way.
        n_back = links_of_pair(bundle, *ends, (ixs[1], ixs[0]))
        if n_back and (not n_links or ixs[1] < ixs[0]):
            return ixs[1], ixs[0], n_back
    return ixs[0], ixs[1], n_links


def _exact_chain(design: Design, block: Block, path: InstancePath) -> tuple[Instance, ...]:
    chain = chain_from_path(design, block, path)
    if chain is None:
        steps = "/".join(step.instance_id for step in path)
        raise ValueError(worded("the path {steps} does not exist", steps=steps))
    for step in path:
        if step.copy_ix is None:
            raise ValueError(worded('"{instance_id}" needs an index', instance_id=step.instance_id))
    outside = index_problem(path, chain)
    if outside:
        raise ValueError(outside)
    return chain


def _steps_to(block: Block, chain: tuple[Instance, ...], block_id: str) -> int | None:
    if block.id == block_id:
        return 0
    depths = [at for at, instance in enumerate(chain, start=1) if instance.block == block_id]
    return depths[0] if depths else None


def links_of_pair(
    bundle: LinkBundle,
    a_end: ResolvedEnd,
    b_end: ResolvedEnd,
    copy_ixs: tuple[tuple[int, ...], tuple[int, ...]],
) -> int:
    """Return how many links a bundle makes from one copy to another.

    Parameters
    ----------
    bundle
        The bundle, without problems.
    a_end, b_end
        Its ends.
    copy_ixs
        Copy of each instance along either end, the first one at ``a``.

    Returns
    -------
    int
        0 if they are not linked in this order. [1]
    """
    for end, ixs in zip((a_end, b_end), copy_ixs, strict=True):
        if any(x is not None and x != y for x, y in zip(end.copy_ixs, ixs, strict=True)):
            return 0
    if is_same_chain(a_end.instances, b_end.instances) and copy_ixs[0] == copy_ixs[1]:
        return 0
    if bundle.pairs is not None:
        a, b = (
            _copy_number(end.instances, ixs)
            for end, ixs in zip((a_end, b_end), copy_ixs, strict=True)
        )
        return bundle.times_of_pair.get((a, b), 0) * bundle.n_links_per_pair
    a_values, b_values = (
        _values(end.instances, ixs) for end, ixs in zip((a_end, b_end), copy_ixs, strict=True)
    )
    is_linked = all(_holds(relation, a_values, b_values) for relation in bundle.relations)
    return bundle.n_links_per_pair if is_linked else 0


def _copy_number(instances: tuple[Instance, ...], ixs: tuple[int, ...]) -> int:
    number = 0
    for instance, ix in zip(instances, ixs, strict=True):
        number = number * instance.count + ix
    return number


def _values(instances: tuple[Instance, ...], ixs: tuple[int, ...]) -> dict[str, tuple[int, int]]:
    # Index and size of every dimension, by instance and name; the outermost instance wins.
    values: dict[str, tuple[int, int]] = {}
    for instance, ix in zip(instances, ixs, strict=True):
        below = instance.count
        for dim in instance.dims:
            below //= dim.size
            values.setdefault(f"{instance.id}.{dim.name}", (ix // below % dim.size, dim.size))
    return values


def _holds(
    relation: Relation,
    a_values: dict[str, tuple[int, int]],
    b_values: dict[str, tuple[int, int]],
) -> bool:
    a, size = a_values[relation.a_dim]
    b, _ = b_values[relation.b_dim]
    kind, offset = plain_kind(relation.kind, relation.offset, size)
    if kind is RelationKind.NOT_EQUAL:
        return a != b
    if kind is RelationKind.STEP:
        return b == a + offset
    return b == (a + offset) % size
