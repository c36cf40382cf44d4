"""Random walks of edits, undo and redo: what is shown equals what a fresh start computes."""

from __future__ import annotations

import random

import pytest

from designer.errors.tree import CommandError
from designer.workbench.workbench import Workbench
from designer.workbench.worker import background
from tests.oracle.fresh_start import assert_fresh
from tests.property.test_command_walk import KINDS, LIBRARY, SEED, command_for
from tests.unit.workbench.by_hand import Hands

N_STEPS = 200


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the clock must not decide which bounds a solver finds."""
    monkeypatch.setattr("designer.evaluate.network.TIME_LIMIT_S", 60.0)


def step(workbench: Workbench, rng: random.Random) -> None:
    """Make one random edit, or go back or forward in history."""
    choice = rng.random()
    if choice < 0.15:
        workbench.undo()
    elif choice < 0.25:
        workbench.redo()
    else:
        numbers = tuple(rng.randint(0, 9) for _ in range(5))
        command = command_for(rng.choice(KINDS), workbench.snapshot.design, numbers)
        if command is None:
            return
        try:
            if choice > 0.9:
                workbench.preview(command)
            workbench.apply(command)
        except CommandError:
            return


@pytest.mark.parametrize("seed", [1, 2])
def test_that_incremental_numbers_equal_a_fresh_start_after_every_step(seed: int) -> None:
    rng = random.Random(seed)  # noqa: S311 - a walk that can be repeated
    workbench = Workbench(LIBRARY, SEED)
    for _ in range(N_STEPS):
        step(workbench, rng)
        assert_fresh(workbench.snapshot, LIBRARY)
    assert workbench.snapshot.revision > N_STEPS / 3


@pytest.mark.parametrize("seed", [3, 4])
def test_that_late_numbers_equal_a_fresh_start_whenever_the_worker_gets_its_turn(
    seed: int,
) -> None:
    rng = random.Random(seed)  # noqa: S311 - a walk that can be repeated
    hands = Hands()
    workbench = Workbench(LIBRARY, SEED)
    workbench.work_in(background(hands, hands.post, lambda _: rng.random() < 0.7))
    n_checked = 0
    for _ in range(N_STEPS):
        step(workbench, rng)
        for row in workbench.snapshot.readouts.rows:
            assert row.revision <= workbench.snapshot.revision
        turn = rng.random()
        if turn < 0.3:
            hands.work()
        elif turn < 0.5:
            hands.deliver()
        elif turn < 0.8:
            hands.finish()
            assert_fresh(workbench.snapshot, LIBRARY)
            n_checked += 1
    hands.finish()
    assert_fresh(workbench.snapshot, LIBRARY)
    assert n_checked > N_STEPS / 5
