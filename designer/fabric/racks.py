"""Racks of things that stand on each other, as most shipped systems have them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.fabric.layout import part_height_u, stacked
from designer.model.block import Block, BlockKind
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension, Instance

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.links import LinkBundle


def numbered(**sizes: int) -> tuple[Dimension, ...]:
    """Return the dimensions of an array of copies, none of them a plane.

    Parameters
    ----------
    **sizes
        Size by name, the slowest first. [1]

    Returns
    -------
    tuple[Dimension, ...]
        In the order given.
    """
    return tuple(Dimension(name=name, size=size) for name, size in sizes.items())


def stack(
    library: CatalogLibrary,
    ident: str,
    of: Block | str,
    dims: tuple[Dimension, ...],
    *,
    name: str,
    is_assumed: bool = False,
) -> Instance:
    """Return copies that stand on each other from the lowest unit of a rack.

    Parameters
    ----------
    library
        Catalog that the height of one is taken from.
    ident, name
        Id and name of the instance.
    of
        Block with an enclosure part, or the slug of a part.
    dims
        How many, and how they are counted.
    is_assumed
        Whether nothing published says so.

    Returns
    -------
    Instance
        The copies.

    Raises
    ------
    CatalogError
        If the catalog lacks the part or its height.
    """
    slug = of if isinstance(of, str) else of.part or ""
    return Instance(
        id=InstanceId(ident),
        name=name,
        part=of if isinstance(of, str) else None,
        block=None if isinstance(of, str) else of.id,
        dims=dims,
        placement=stacked(1, part_height_u(library, slug)),
        is_assumed=is_assumed,
    )


def rack_of(
    ident: str,
    part: str,
    *contents: Instance,
    name: str = "",
    links: tuple[LinkBundle, ...] = (),
    note: str = "",
) -> Block:
    """Return a rack.

    Parameters
    ----------
    ident, name
        Id and name of the block; without a name the id in words.
    part
        Slug of the rack.
    *contents
        What stands in it.
    links
        Links inside it.
    note
        What there is to say of it.

    Returns
    -------
    Block
        The rack.
    """
    return Block(
        id=BlockId(ident),
        name=name or ident.replace("-", " ").capitalize(),
        kind=BlockKind.RACK,
        part=part,
        instances=contents,
        link_bundles=links,
        note=note,
    )
