"""Both bindings of HiGHS answer the same program; none is trusted on its status."""

from __future__ import annotations

import numpy as np
import pytest

from designer.evaluate.lp import LinearProgram, Solver, available_solvers, solve


def program() -> LinearProgram:
    # Minimise -x - y for x + 3 y <= 4, 2 x + y <= 6, x - y >= 0 and x - 2 y - z = 0.
    return LinearProgram(
        cost=np.array([-1.0, -1.0, 0.0]),
        start=np.array([0, 4, 8, 9]),
        row_ix=np.array([0, 1, 2, 3, 0, 1, 2, 3, 3]),
        value=np.array([1.0, 2.0, 1.0, 1.0, 3.0, 1.0, -1.0, -2.0, -1.0]),
        row_lower=np.array([-np.inf, -np.inf, 0.0, 0.0]),
        row_upper=np.array([4.0, 6.0, np.inf, 0.0]),
    )


@pytest.mark.parametrize("solver", list(Solver))
def test_that_a_binding_finds_the_optimum_and_its_duals(solver: Solver) -> None:
    answer = solve(program(), solver, 10.0)
    assert answer is not None
    np.testing.assert_allclose(answer.x, [2.8, 0.4, 2.0], atol=1e-9)
    np.testing.assert_allclose(answer.row_dual[:2], [0.2, 0.4], atol=1e-9)


@pytest.mark.parametrize("solver", list(Solver))
def test_that_an_infeasible_program_has_no_answer(solver: Solver) -> None:
    impossible = LinearProgram(
        cost=np.array([1.0]),
        start=np.array([0, 2]),
        row_ix=np.array([0, 1]),
        value=np.array([1.0, 1.0]),
        row_lower=np.array([2.0, -np.inf]),
        row_upper=np.array([2.0, 1.0]),
    )
    assert solve(impossible, solver, 10.0) is None


@pytest.mark.parametrize("solver", list(Solver))
def test_that_a_program_with_equations_alone_is_solved(solver: Solver) -> None:
    equation = LinearProgram(
        cost=np.array([1.0]),
        start=np.array([0, 1]),
        row_ix=np.array([0]),
        value=np.array([2.0]),
        row_lower=np.array([3.0]),
        row_upper=np.array([3.0]),
    )
    answer = solve(equation, solver, 10.0)
    assert answer is not None
    np.testing.assert_allclose(answer.x, [1.5])


def test_that_solving_prints_nothing(capfd: pytest.CaptureFixture[str]) -> None:
    solve(program(), Solver.HIGHSPY, 10.0)
    assert capfd.readouterr() == ("", "")


def test_that_the_faster_binding_comes_first() -> None:
    assert available_solvers() == (Solver.HIGHSPY, Solver.SCIPY)
