"""From cells of a fold to the copies they hold, by their paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from designer.model.ids import path_from_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.topology.fold import Fold, IntArray
    from designer.topology.space import FabricSpace


def _vector(space: FabricSpace, type_ix: int, path: str) -> list[int]:
    index: dict[tuple[tuple[str, ...], str], int] = {}
    chain: tuple[str, ...] = ()
    for step in path_from_text(path):
        chain = (*chain, step.instance_id)
        rest = step.copy_ix or 0
        dims = next((d for c, d in space.chain_dims.items() if tuple(c) == chain), ())
        for name, size in reversed(dims):
            rest, index[chain, name] = divmod(rest, size)
    vector = []
    for dim_ix in space.types[type_ix].dim_ixs:
        value = 0
        for part_chain, name, size in space.dims[dim_ix].parts:
            value = value * size + index[tuple(part_chain), name]
        vector.append(value)
    return vector


def vector_of(space: FabricSpace, path: str) -> tuple[int, tuple[int, ...]]:
    """Return vertex type and index per dimension, by the names of the space, of a copy."""
    chain = tuple(step.instance_id for step in path_from_text(path))
    type_ix = next(ix for ix, t in enumerate(space.types) if t.chain == chain)
    return type_ix, space.in_space(type_ix, tuple(_vector(space, type_ix, path)))


def cells_of_paths(space: FabricSpace, fold: Fold, paths: Sequence[str]) -> IntArray:
    """Return the one cell that holds each copy."""
    found = []
    for path in paths:
        type_ix, vector = vector_of(space, path)
        holding = [
            ix for ix, cell in enumerate(fold.cells) if cell.type_ix == type_ix and cell.has(vector)
        ]
        assert len(holding) == 1
        found.append(holding[0])
    return np.array(found, dtype=np.int64)
