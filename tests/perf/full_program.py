"""The whole concurrent-flow program of a small graph, without folding and without the core.

One commodity for each endpoint on every arc, one balance row for each commodity and vertex, one
capacity row for each arc, handed to HiGHS as it stands: what a tool that does not know the
symmetries of a fabric has to solve.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import highspy
import numpy as np
from scipy.sparse import coo_array, hstack, vstack

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csc_array

    from tests.oracle.reference import PlainGraph


class FullProgram(NamedTuple):
    """A program in columns: rows of balance (equal to zero), then rows of capacity."""

    matrix: csc_array
    row_upper: NDArray[np.float64]
    n_balance: int


def full_program(graph: PlainGraph) -> FullProgram:
    """Return the program of all-to-all: the last column is what an endpoint sends in all.

    The unit is the largest capacity, so that no number is far from 1.
    """
    ends = np.array([link[:2] for link in graph.links], dtype=np.int64)
    capacity = np.array([link[2] for link in graph.links])
    capacity /= capacity.max()
    tail = np.concatenate([ends[:, 0], ends[:, 1]])
    head = np.concatenate([ends[:, 1], ends[:, 0]])
    arc = np.arange(len(tail))
    into = coo_array((np.ones(len(arc)), (head, arc)), shape=(graph.n, len(arc)))
    out_of = coo_array((np.ones(len(arc)), (tail, arc)), shape=(graph.n, len(arc)))
    balance = (into - out_of).tocsr()
    wanted = np.zeros(graph.n)
    wanted[list(graph.endpoints)] = -1.0 / (len(graph.endpoints) - 1)
    rows, rates = [], []
    n_sources = len(graph.endpoints)
    for at, source in enumerate(graph.endpoints):
        kept = np.delete(np.arange(graph.n), source)
        blank = coo_array((graph.n - 1, len(arc)))
        rows.append([balance[kept] if at == other else blank for other in range(n_sources)])
        rates.append(wanted[kept])
    flow = vstack([hstack(row, format="csr") for row in rows], format="csr")
    flow = hstack([flow, coo_array(np.concatenate(rates)[:, None])], format="csr")
    one = coo_array((np.ones(len(arc)), (arc, arc)), shape=(len(arc), len(arc)))
    load = hstack([*[one] * n_sources, coo_array((len(arc), 1))], format="csr")
    upper = np.concatenate([np.zeros(flow.shape[0]), capacity, capacity])
    return FullProgram(vstack([flow, load], format="csc"), upper, flow.shape[0])


def solved(program: FullProgram) -> float:
    """Return what an endpoint sends, by the interior point method without crossover."""
    n_rows, n_cols = program.matrix.shape
    lp = highspy.HighsLp()
    lp.num_col_, lp.num_row_ = n_cols, n_rows
    lp.col_cost_ = np.concatenate([np.zeros(n_cols - 1), [-1.0]])
    lp.col_lower_ = np.zeros(n_cols)
    lp.col_upper_ = np.full(n_cols, highspy.kHighsInf)
    lower = np.full(n_rows, -highspy.kHighsInf)
    lower[: program.n_balance] = 0.0
    lp.row_lower_, lp.row_upper_ = lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = program.matrix.indptr
    lp.a_matrix_.index_ = program.matrix.indices
    lp.a_matrix_.value_ = program.matrix.data
    solver: Any = highspy.Highs()  # type: ignore[no-untyped-call]
    for option, value in (
        ("output_flag", False),
        ("solver", "ipm"),
        ("run_crossover", "off"),
        ("threads", 1),
        ("primal_feasibility_tolerance", 1e-9),
        ("dual_feasibility_tolerance", 1e-9),
        ("ipm_optimality_tolerance", 1e-10),
    ):
        assert solver.setOptionValue(option, value) == highspy.HighsStatus.kOk, option
    assert solver.passModel(lp) == highspy.HighsStatus.kOk
    solver.run()
    assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return -float(solver.getInfo().objective_function_value)
