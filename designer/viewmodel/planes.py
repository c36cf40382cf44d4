"""Planes of fabrics as they are drawn: which copies belong to which, and which are hidden.

A plane is told apart by an index of the copies of its switches
(:class:`designer.model.instance.Dimension`), so hiding one hides some copies of an array.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import numpy as np

from designer.model.query import resolve_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle

HiddenPlanes: TypeAlias = frozenset[tuple[str, int]]
"""Planes that are not drawn, as (fabric id, index of the plane)."""


class PlaneIndex(NamedTuple):
    """How the copies of an instance are divided among the planes of a fabric.

    Attributes
    ----------
    fabric_id
        The fabric.
    size
        Planes. [1]
    stride
        Copies that follow each other in one plane before the next begins. [1]
    """

    fabric_id: str
    size: int
    stride: int

    def hidden_copies(self, count: int, hidden: HiddenPlanes) -> NDArray[np.int64]:
        """Return the copies that are in a hidden plane.

        Parameters
        ----------
        count
            Copies of the instance. [1]
        hidden
            Planes that are not drawn.

        Returns
        -------
        NDArray[np.int64]
            Their numbers, sorted.
        """
        planes = [ix for fabric_id, ix in hidden if fabric_id == self.fabric_id]
        if not planes:
            return np.empty(0, dtype=np.int64)
        copies = np.arange(count, dtype=np.int64)
        found: NDArray[np.int64] = copies[np.isin(copies // self.stride % self.size, planes)]
        return found


def plane_indices(design: Design) -> dict[tuple[str, str], PlaneIndex]:
    """Return how instances are divided among planes.

    Parameters
    ----------
    design
        The document.

    Returns
    -------
    dict[tuple[str, str], PlaneIndex]
        By block and instance; only of instances that have an index of planes and links of a
        fabric with as many planes.
    """
    n_planes = {fabric.id: fabric.n_planes for fabric in design.fabrics if fabric.n_planes > 1}
    found: dict[tuple[str, str], PlaneIndex] = {}
    bundles = [
        (block, bundle)
        for block in design.blocks
        for bundle in block.link_bundles
        if bundle.fabric in n_planes
    ]
    for block, bundle in bundles:
        for owner, instance in _chain(design, block, bundle):
            index = _index_of(instance, bundle.fabric, n_planes[bundle.fabric])
            if index is not None:
                found.setdefault((owner, instance.id), index)
    return found


def _chain(design: Design, block: Block, bundle: LinkBundle) -> Iterator[tuple[str, Instance]]:
    # Every instance on the way to the ends of a bundle, with the block that it is in.
    for end in (bundle.a, bundle.b):
        resolved = resolve_end(design, block, end)
        owner: str = block.id
        for instance in resolved.instances if resolved is not None else ():
            yield owner, instance
            owner = instance.block or owner


def _index_of(instance: Instance, fabric_id: str, n_planes: int) -> PlaneIndex | None:
    for ix, dim in enumerate(instance.dims):
        if dim.is_plane and dim.size == n_planes:
            stride = math.prod(later.size for later in instance.dims[ix + 1 :])
            return PlaneIndex(fabric_id, n_planes, stride)
    return None
