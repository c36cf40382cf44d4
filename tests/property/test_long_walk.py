"""A walk over all kinds of commands; ``python -m tests.perf.walk`` is the same with 40,000."""

from __future__ import annotations

from collections import Counter

import pytest

from designer.commands.registry import COMMANDS
from tests.perf.walk import STRETCH, walk
from tests.property.test_command_walk import KINDS

N_COMMANDS = 300


@pytest.mark.parametrize("seed", [11, 12])
def test_that_a_walk_is_undone_and_done_again_to_the_byte(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    # On a busy machine the clock must not decide which bounds a solver finds.
    monkeypatch.setattr("designer.evaluate.network.TIME_LIMIT_S", 60.0)
    found = walk(N_COMMANDS, seed, every=25 * STRETCH)
    assert found.history.position > N_COMMANDS / 4
    assert found.n_stretches >= 1
    assert sum(found.changed[kind] > 0 for kind in KINDS) > 0.6 * len(KINDS)


def test_that_the_walk_makes_every_command_of_the_registry() -> None:
    # Without numbers: `every` is beyond the end of the walk.
    found = Counter[str]()
    for seed in range(8):
        found += walk(N_COMMANDS, seed, every=100_000).changed
        if len(found) == len(COMMANDS):
            break
    assert set(found) == {command.__name__ for command in COMMANDS}
