"""Which arcs of a fold miss links."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from designer.topology.cells import Cell, IndexSet
    from designer.topology.space import FabricSpace, Rule

    IntArray = NDArray[np.int64]


class MissingArcs:
    """Looks up the missing links of arcs by one arc of each pair of cells.

    Cells are orbits of a group that leaves cuts as they are and moves every arc between two cells
    of a rule onto every other, so one arc stands for all.

    Parameters
    ----------
    space
        The fabric space.
    """

    def __init__(self, space: FabricSpace) -> None:
        self._space = space
        # Per link class and dimensions at both ends, the missing links by indices at both ends.
        self._by_link: dict[int, dict[_Dims, dict[_Values, int]]] = {}
        for cut in space.cuts:
            dims = (tuple(d for d, _ in cut.a_fixed), tuple(d for d, _ in cut.b_fixed))
            values = (tuple(v for _, v in cut.a_fixed), tuple(v for _, v in cut.b_fixed))
            for link_ix in cut.link_ixs:
                known = self._by_link.setdefault(link_ix, {}).setdefault(dims, {})
                known[values] = known.get(values, 0) + cut.n_links

    def capacities(
        self,
        rule: Rule,
        ixs: tuple[IntArray, IntArray],
        cells: list[Cell],
        degrees: IntArray,
    ) -> IntArray:
        """Return the capacity of each arc between two base cells, less that of missing links.

        Parameters
        ----------
        rule
            The rule of the arcs.
        ixs
            Base cells at both ends.
        cells
            All base cells.
        degrees
            Arcs from each vertex of a cell at the first end. (n_a, n_b)

        Returns
        -------
        IntArray
            Capacity per direction, 0 where there is no arc. (n_a, n_b) [byte/s]
        """
        capacity = np.where(degrees > 0, rule.capacity_bytes_per_s, 0)
        known = self._by_link.get(rule.link_ix)
        if known is None:
            return capacity
        types = [self._space.kinds[ix].type_ix for ix in (rule.a_kind_ix, rule.b_kind_ix)]
        dims = [self._space.types[ix].dim_ixs for ix in types]
        per_link = rule.capacity_bytes_per_s // rule.n_links
        for at_a, at_b in np.argwhere(degrees > 0).tolist():
            a_cell, b_cell = cells[int(ixs[0][at_a])], cells[int(ixs[1][at_b])]
            a = dict(zip(dims[0], a_cell.reps, strict=True))
            b = self._partner(rule, a, dims[1], b_cell)
            n_missing = _found(known, a, b)
            if types[0] == types[1]:
                n_missing += _found(known, b, a)
            capacity[at_a, at_b] -= per_link * min(rule.n_links, n_missing)
        return capacity

    def _partner(
        self, rule: Rule, a: dict[int, int], b_dims: tuple[int, ...], b_cell: Cell
    ) -> dict[int, int]:
        # A copy in the cell that the rule links the first to.
        b = dict(zip(b_dims, b_cell.reps, strict=True))
        sets = dict(zip(b_dims, b_cell.sets, strict=True))
        for pair in rule.pairs:
            value = a[pair.a_dim_ix] + pair.offset
            if pair.is_not_equal:
                b[pair.b_dim_ix] = _other_than(value, sets[pair.b_dim_ix])
            elif pair.is_step:
                b[pair.b_dim_ix] = value
            else:
                b[pair.b_dim_ix] = value % self._space.dims[pair.a_dim_ix].size
        return b


_Dims = tuple[tuple[int, ...], tuple[int, ...]]
_Values = tuple[tuple[int, ...], tuple[int, ...]]


def _found(known: dict[_Dims, dict[_Values, int]], a: dict[int, int], b: dict[int, int]) -> int:
    total = 0
    for (a_ixs, b_ixs), by_values in known.items():
        values = (tuple(a[d] for d in a_ixs), tuple(b[d] for d in b_ixs))
        total += by_values.get(values, 0)
    return total


def _other_than(value: int, one: IndexSet) -> int:
    if one.rep != value:
        return one.rep
    if one.values is not None:
        return next(v for v in one.values if v != value)
    return next(v for v in range(value + 1, one.stop) if v not in one.excluded)
