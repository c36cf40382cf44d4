"""What a quick fix is, and where in a design it works."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.model.evolve import evolve
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path

if TYPE_CHECKING:
    from designer.catalog.library import Part
    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.instance import Instance
    from designer.validate.case import BundleInUse, Case


class Fix(NamedTuple):
    """One way to make a finding go away.

    Attributes
    ----------
    label
        What it does, as offered to the user.
    command
        The edit.
    """

    label: str
    command: Command


class Place(NamedTuple):
    """An instance and the block that owns it."""

    block: Block
    instance: Instance


def place_of(case: Case, path: str) -> Place | None:
    """Return the instance that a path leads to, with its block.

    Parameters
    ----------
    case
        The design.
    path
        Instance path; indices are not looked at.

    Returns
    -------
    Place | None
        ``None`` for the empty path and for paths that lead nowhere.
    """
    root = case.design.root_block
    chain = chain_from_path(case.design, root, path_from_text(path)) if path else None
    if not chain:
        return None
    around = chain[-2].block if len(chain) > 1 else root.id
    block = case.design.block_by_id.get(around) if around is not None else None
    return None if block is None else Place(block, chain[-1])


def bundle_named(case: Case, key: str) -> BundleInUse | None:
    """Return a bundle in use.

    Parameters
    ----------
    case
        The design.
    key
        ``block-id/bundle-id``.

    Returns
    -------
    BundleInUse | None
        ``None`` if the design does not use it.
    """
    return next((used for used in case.bundles if used.key == key), None)


def ports_in_use(case: Case, slug: str) -> frozenset[str]:
    """Return the names of the port groups of a part that links use.

    Parameters
    ----------
    case
        The design.
    slug
        The part.

    Returns
    -------
    frozenset[str]
        Names.
    """
    classes = case.graph.vertex_classes
    ends = (
        end
        for link in case.graph.link_classes
        for end in ((link.a_ix, link.a_port), (link.b_ix, link.b_port))
    )
    return frozenset(port for ix, port in ends if classes[ix].part_slug == slug)


def takes_the_place_of(case: Case, other: Part, slug: str) -> bool:
    """Return whether a part could stand where another does.

    Parameters
    ----------
    case
        The design.
    other
        The part that would come.
    slug
        The part that would go.

    Returns
    -------
    bool
        Whether it is another part of the same family that has every port group in use, with the
        roles of the old one.
    """
    part = case.part(slug)
    if part is None or other.slug == slug or other.family != part.family:
        return False
    for name in ports_in_use(case, slug):
        old, new = part.port(name), other.port(name)
        if new is None or (old is not None and not set(old.fabric_roles) <= set(new.fabric_roles)):
            return False
    return True


def with_size(instance: Instance, n_copies: int) -> Instance | None:
    """Return an instance with another count, if one dimension alone says how many there are.

    Parameters
    ----------
    instance
        The instance.
    n_copies
        Copies wanted. [1]

    Returns
    -------
    Instance | None
        ``None`` if it is counted along several dimensions, or the count is not smaller.
    """
    if len(instance.dims) != 1 or not 1 <= n_copies < instance.count:
        return None
    return evolve(instance, dims=(evolve(instance.dims[0], size=n_copies),))
