"""Programs over paths: their bounds hold the full program, whatever the pool is."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import numpy as np
import pytest

from designer.evaluate import path_program
from designer.evaluate.lp import Method, Solver, available_solvers, solve
from designer.evaluate.path_pool import PathPool, TalkingPairs
from designer.evaluate.path_program import is_searched, path_bounds
from tests.oracle.networks import UNIT, network_of, random_graph, random_regular, torus
from tests.oracle.reference import PlainGraph, concurrent_rate


def never() -> bool:
    return False


def drawn_pairs(graph: PlainGraph, seed: int, n: int) -> dict[tuple[int, int], float]:
    rng = Random(seed)  # noqa: S311 - the same pairs in every run
    ends = list(graph.endpoints)
    every = [(s, t) for s in ends for t in ends if s != t]
    return {pair: rng.choice((0.5, 1.0, 3.0)) for pair in rng.sample(every, min(n, len(every)))}


def asked(sent: dict[tuple[int, int], float], *, is_symmetric: bool) -> TalkingPairs:
    pairs = [p for p in sent if not is_symmetric or p[0] < p[1]]
    return TalkingPairs(
        np.array([s for s, _ in pairs], dtype=np.int64),
        np.array([t for _, t in pairs], dtype=np.int64),
        np.array([sent[p] * UNIT for p in pairs]),
        is_symmetric,
    )


@pytest.mark.parametrize("seed", range(12))
def test_that_bounds_of_random_pairs_hold_the_full_program(seed: int) -> None:
    graph = (random_regular(3, 12, seed), torus(4, 3), random_graph(seed))[seed % 3]
    sent = drawn_pairs(graph, seed, 9)
    is_symmetric = seed % 2 == 1
    if is_symmetric:
        sent |= {(t, s): amount for (s, t), amount in sent.items()}
    rate = concurrent_rate(graph, lambda s, t: sent.get((s, t), 0.0))
    steps = list(
        path_bounds(network_of(graph), asked(sent, is_symmetric=is_symmetric), never, 10.0)
    )
    for before, after in pairwise(steps):
        assert after.low >= before.low
        assert after.high <= before.high
    for one in steps:
        assert one.low <= rate * (1 + 1e-7)
        assert rate <= one.high * (1 + 1e-7)
    assert steps[-1].gap_ratio <= 1e-3


@pytest.mark.parametrize("solver", available_solvers())
def test_that_both_solvers_close_the_same_interval(
    solver: Solver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(path_program, "available_solvers", lambda: (solver,))
    graph = random_regular(4, 20, 3)
    sent = drawn_pairs(graph, 3, 20)
    rate = concurrent_rate(graph, lambda s, t: sent.get((s, t), 0.0))
    *_, last = path_bounds(network_of(graph), asked(sent, is_symmetric=False), never, 10.0)
    assert last.low == pytest.approx(rate, rel=1e-3)
    assert last.high == pytest.approx(rate, rel=1e-3)


def test_that_an_answer_of_the_solver_that_is_wrong_widens_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    graph = random_regular(4, 20, 3)
    sent = drawn_pairs(graph, 3, 20)
    rate = concurrent_rate(graph, lambda s, t: sent.get((s, t), 0.0))
    honest = solve

    def lying(*args: object) -> object:
        answer = honest(*args)  # type: ignore[arg-type]
        assert answer is not None
        assert args[3] is Method.INTERIOR
        noise = np.random.default_rng(1)
        object.__setattr__(answer, "x", answer.x * noise.uniform(0.1, 9.0, len(answer.x)))
        object.__setattr__(answer, "row_dual", answer.row_dual * noise.uniform(-3, 3))
        return answer

    monkeypatch.setattr(path_program, "solve", lying)
    monkeypatch.setattr(path_program, "N_PROGRAMS", 3)
    for one in path_bounds(network_of(graph), asked(sent, is_symmetric=False), never, 10.0):
        assert one.low <= rate * (1 + 1e-7)
        assert rate <= one.high * (1 + 1e-7)


def test_that_paths_lead_from_the_sender_to_the_receiver_and_are_kept_once() -> None:
    graph = random_regular(3, 14, 2)
    network = network_of(graph)
    pairs = asked(drawn_pairs(graph, 2, 12), is_symmetric=False)
    pool = PathPool(network, pairs)
    even = np.ones(len(pool.row_capacity_bytes_per_s))
    search = pool.search(even)
    assert pool.add(search) == len(pairs.sender_ix)
    assert pool.add(pool.search(even)) == 0
    start, row = pool.entries()
    arcs = network.arcs
    for at, pair in enumerate(pool.pair_of_path.tolist()):
        own = row[start[at] : start[at + 1]]
        # What leaves less what arrives is 1 at the sender, -1 at the receiver, 0 between.
        balance = np.zeros(network.n_vertices)
        np.add.at(balance, arcs.from_ix[own], 1)
        np.add.at(balance, arcs.to_ix[own], -1)
        assert balance[pairs.sender_ix[pair]] == 1
        assert balance[pairs.receiver_ix[pair]] == -1
        assert np.abs(balance).sum() == 2
        assert len(own) == search.distance[pair]


def test_that_it_stops_when_nobody_waits_any_more() -> None:
    graph = random_regular(4, 20, 3)
    pairs = asked(drawn_pairs(graph, 3, 20), is_symmetric=False)
    assert len(list(path_bounds(network_of(graph), pairs, lambda: True, 10.0))) == 1
    assert is_searched(network_of(graph), pairs)
    empty = asked({}, is_symmetric=False)
    assert not is_searched(network_of(graph), empty)
