"""Random edits of shipped systems: what an edit reuses never changes a number."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import CommandError
from designer.evaluate.bisection import Cut
from designer.evaluate.flat_space import spending
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.oracle.fresh_start import assert_fresh
from tests.perf.edits import KINDS, command_of

if TYPE_CHECKING:
    from designer.workbench.snapshot import Snapshot

LIBRARY = shipped_library()
N_STEPS = {
    "cloudmatrix-384": 40,
    "gb200-nvl72": 40,
    "dgx-b200-superpod": 12,
    "atlas-950-superpod": 12,
}
MAX_EXCEPTIONS = 2


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """On a busy machine the clock must not decide which bounds a solver finds."""
    monkeypatch.setattr("designer.evaluate.network.TIME_LIMIT_S", 60.0)


@pytest.mark.parametrize("name", N_STEPS)
def test_that_readouts_after_random_edits_equal_those_of_a_fresh_start(name: str) -> None:
    rng = random.Random(name)  # noqa: S311 - a walk that can be repeated
    with spending(0.0):
        # What is computed copy by copy stops after its first step, not when a clock says so.
        walk(name, rng)


def witnesses(snapshot: Snapshot) -> list[object]:
    """Return the cuts of the fabrics, by the paths of their copies."""
    cuts = [loads.cut for loads in snapshot.readouts.fabric_loads]
    return [cut.sides if isinstance(cut, Cut) else cut for cut in cuts]


def walk(name: str, rng: random.Random) -> None:
    """Edit a system and compare with a fresh start after every step."""
    workbench = Workbench(LIBRARY, open_named_or_file(name).document.design)
    n_applied = 0
    while n_applied < N_STEPS[name]:
        design = workbench.snapshot.design
        root = design.root_block
        if len(root.exceptions) + len(root.link_exceptions) > MAX_EXCEPTIONS:
            # Of two exceptions and more the fold grows fast, and with it the fresh start.
            workbench.go_to_step(rng.randrange(workbench.history.position))
            continue
        command = command_of(rng.choice(KINDS), design, LIBRARY, rng)
        if command is None:
            continue
        try:
            workbench.apply(command)
        except CommandError:
            continue
        n_applied += 1
        snapshot = workbench.snapshot
        fresh = assert_fresh(snapshot, LIBRARY)
        assert witnesses(snapshot) == witnesses(fresh)
