"""The one door to HiGHS: small linear programs, solved cold, with a time limit.

Answers are proposals. Whoever uses one recomputes its bound from the primal or dual values
(:mod:`designer.evaluate.certificates`); the solver's status decides nothing.
"""

from __future__ import annotations

import importlib
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.util import find_spec
from time import perf_counter
from typing import TYPE_CHECKING, Any

import numpy as np

from designer.evaluate.trace import note
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.topology.fold import FloatArray, IntArray


class Solver(StrEnum):
    """Which binding of HiGHS solves."""

    HIGHSPY = "highspy"
    SCIPY = "scipy"


class Method(StrEnum):
    """How it solves: at a corner, or inside the optimal face, whose prices are no extremes."""

    SIMPLEX = "simplex"
    INTERIOR = "interior"


@dataclass(frozen=True)
class LinearProgram:
    """Minimise ``cost @ x`` for ``x >= 0`` and ``row_lower <= A @ x <= row_upper``.

    Attributes
    ----------
    cost
        Cost of each column. (n_cols,)
    start, row_ix, value
        The matrix by columns: column ``j`` has the entries from ``start[j]`` to ``start[j + 1]``.
        (n_cols + 1,), (n_entries,), (n_entries,)
    row_lower, row_upper
        Bounds of the rows, infinite where there is none. (n_rows,)
    """

    cost: FloatArray
    start: IntArray
    row_ix: IntArray
    value: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray


@dataclass(frozen=True)
class LpAnswer:
    """What a solver proposes: column values, row duals, and which binding it was."""

    x: FloatArray
    row_dual: FloatArray
    solver: Solver


@cache
def available_solvers() -> tuple[Solver, ...]:
    """Return the bindings that can be imported, best first.

    Returns
    -------
    tuple[Solver, ...]
        ``highspy`` where it is installed, then ``scipy``.
    """
    return tuple(solver for solver in Solver if find_spec(solver.value) is not None)


def solve(
    program: LinearProgram,
    solver: Solver,
    time_limit_s: float,
    method: Method = Method.SIMPLEX,
) -> LpAnswer | None:
    """Solve a linear program.

    Parameters
    ----------
    program
        The program.
    solver
        Binding to use.
    time_limit_s
        Longest time. [s]
    method
        How; an answer from inside agrees to about 1e-4 only.

    Returns
    -------
    LpAnswer | None
        A proposal, or ``None`` if there is none within the time.
    """
    start = perf_counter()
    bound = _solve_highspy if solver is Solver.HIGHSPY else _solve_scipy
    answer = bound(program, time_limit_s, method)
    how = worded("solved") if answer is not None else worded("no answer")
    note(
        worded(
            "linear program of {n_cost:,} columns, {n_row_lower:,} rows: HiGHS ({solver}) {how} "
            "in {duration_ms:.1f} ms",
            n_cost=len(program.cost),
            n_row_lower=len(program.row_lower),
            solver=solver,
            how=how,
            duration_ms=(perf_counter() - start) * 1000.0,
        )
    )
    return answer


def load_solver() -> None:
    """Load the solver, which takes a tenth of a second, so that the next small program is quick.

    Small fabrics are computed in the edit only once it is there; call it on a worker. Without the
    package nothing happens.
    """
    with suppress(ImportError):
        importlib.import_module(Solver.HIGHSPY.value)


def _solve_highspy(program: LinearProgram, time_limit_s: float, method: Method) -> LpAnswer | None:
    import highspy

    lp = highspy.HighsLp()
    n_cols, n_rows = len(program.cost), len(program.row_lower)
    lp.num_col_, lp.num_row_ = n_cols, n_rows
    lp.col_cost_ = program.cost
    lp.col_lower_ = np.zeros(n_cols)
    lp.col_upper_ = np.full(n_cols, np.inf)
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = program.start
    lp.a_matrix_.index_ = program.row_ix
    lp.a_matrix_.value_ = program.value
    # The bare binding: the class around it prints a banner before it can be told not to.
    highs: Any = highspy.Highs.__mro__[1]()
    inside: tuple[tuple[str, Any], ...] = (
        ("solver", "ipm"),
        ("run_crossover", "off"),
        ("ipm_optimality_tolerance", 1e-4),
    )
    for option, value in (
        ("output_flag", False),
        ("presolve", "off" if n_cols < 400 else "on"),
        ("threads", 1),
        ("time_limit", time_limit_s),
        *(inside if method is Method.INTERIOR else ()),
    ):
        highs.setOptionValue(option, value)
    highs.passModel(lp)
    highs.run()
    # Without crossover an answer that is good enough may still miss the tolerance of a corner.
    fine = [highspy.HighsModelStatus.kOptimal]
    fine += [highspy.HighsModelStatus.kUnknown] if method is Method.INTERIOR else []
    solution = highs.getSolution()
    if highs.getModelStatus() not in fine or not len(solution.row_dual):
        return None
    return LpAnswer(np.array(solution.col_value), -np.array(solution.row_dual), Solver.HIGHSPY)


def _solve_scipy(program: LinearProgram, time_limit_s: float, method: Method) -> LpAnswer | None:
    from scipy.optimize import linprog
    from scipy.sparse import csc_array, vstack

    shape = (len(program.row_lower), len(program.cost))
    matrix = csc_array((program.value, program.row_ix, program.start), shape=shape).tocsr()
    is_equal = program.row_lower == program.row_upper
    has_upper = ~is_equal & np.isfinite(program.row_upper)
    has_lower = ~is_equal & np.isfinite(program.row_lower)
    upper = np.concatenate([program.row_upper[has_upper], -program.row_lower[has_lower]])
    result = linprog(
        program.cost,
        A_ub=vstack([matrix[has_upper], -matrix[has_lower]]) if len(upper) else None,
        b_ub=upper if len(upper) else None,
        A_eq=matrix[is_equal] if is_equal.any() else None,
        b_eq=program.row_upper[is_equal] if is_equal.any() else None,
        method="highs-ipm" if method is Method.INTERIOR else "highs",
        options={"time_limit": time_limit_s},
    )
    if result.status != 0:
        return None
    row_dual = np.zeros(shape[0])
    if is_equal.any():
        row_dual[is_equal] = -result.eqlin.marginals
    if len(upper):
        n_upper = int(has_upper.sum())
        row_dual[has_upper] -= result.ineqlin.marginals[:n_upper]
        row_dual[has_lower] += result.ineqlin.marginals[n_upper:]
    return LpAnswer(np.asarray(result.x), row_dual, Solver.SCIPY)
