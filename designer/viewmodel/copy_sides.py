"""Sides of copies in a cut that was found copy by copy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.evaluate.copy_cut import CopyCut, CopySides
    from designer.model.ids import InstanceId, InstancePath


class SideCounts(NamedTuple):
    """Vertices inside each copy of an instance, shape (count,): on side A and on side B."""

    n_a: NDArray[np.float64]
    n_b: NDArray[np.float64]


class CopyCutSides:
    """Finds the side of any copy.

    Parameters
    ----------
    cut
        The cut.
    """

    def __init__(self, cut: CopyCut) -> None:
        self._cut = cut
        self._graph = cut.fabric.flat.graph

    def counts(
        self,
        path: InstancePath,
        instance_id: InstanceId,
        count: int,
        *,
        is_endpoint: bool | None = None,
    ) -> SideCounts:
        """Return what is inside the first copies of an instance.

        Parameters
        ----------
        path
            Indexed path of the block that has the instance.
        instance_id
            The instance.
        count
            How many of its copies are asked for. [1]
        is_endpoint
            Whether to count endpoints or other vertices; endpoints if any copy has one, without.

        Returns
        -------
        SideCounts
            The numbers on each side.
        """
        chain = (*(step.instance_id for step in path), instance_id)
        found = np.zeros((2, 2, count))
        classes = self._graph.vertex_classes
        for copies in self._cut.copies:
            if classes[copies.class_ix].chain[: len(chain)] != chain:
                continue
            is_end = classes[copies.class_ix].family == self._cut.fabric.endpoint_family
            inside, copy_ix = self._inside(copies, path, len(chain))
            for side, which in enumerate((copies.is_first, ~copies.is_first)):
                own = copy_ix[inside & which]
                found[int(is_end), side] += np.bincount(own, minlength=count)[:count]
        kind = int(found[1].any() if is_endpoint is None else is_endpoint)
        return SideCounts(found[kind, 0], found[kind, 1])

    def _inside(
        self, copies: CopySides, path: InstancePath, depth: int
    ) -> tuple[NDArray[np.bool_], NDArray[np.int64]]:
        # Which copies are below the path, and in which copy of the instance they are.
        dims = [self._graph.dims[d] for d in self._graph.vertex_classes[copies.class_ix].dim_ixs]
        inside = np.ones(len(copies.vectors), dtype=bool)
        copy_ix = np.zeros(len(copies.vectors), dtype=np.int64)
        for level in range(1, depth + 1):
            flat = np.zeros(len(copies.vectors), dtype=np.int64)
            for column, dim in enumerate(dims):
                if len(dim.chain) == level:
                    flat = flat * dim.size + copies.vectors[:, column]
            if level == depth:
                copy_ix = flat
            else:
                inside &= flat == (path[level - 1].copy_ix or 0)
        return inside, copy_ix
