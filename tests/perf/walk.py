"""A long random walk of edits: ``python -m tests.perf.walk [COMMANDS] [SEED]``.

Every kind of command is tried, and undo and redo in between. Undone to the start and done again to
the end the design is the same to the byte; ids stay unique and whatever is selected exists; numbers
that follow the edits equal those of a fresh start, in stretches all along the way.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from designer.commands.history import History
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.ids import PathStep
from designer.model.structure_check import check_structure
from designer.storage.codec import DesignDocument, encode_document
from designer.viewmodel.selecting import everything
from designer.viewmodel.selection import Selection, repaired, scope_block
from designer.workbench.workbench import Workbench
from tests.oracle.fresh_start import assert_fresh
from tests.property.test_command_walk import KINDS, LIBRARY, SEED, command_for

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.model.design import Design

N_COMMANDS = 40_000
MAX_INSTANCES = 60
"""Above this many instances edits that take away are preferred."""
STRETCH = 12
"""Edits in a row whose numbers are followed."""
START = evolve(
    SEED,
    parts=tuple(evolve(p, name="own") if p.slug == "acc" else p for p in SEED.parts),
)
"""The start, with a part that is no longer as the catalog has it."""
REMOVALS = (
    "RemoveInstances", "RemoveInstances", "RemoveBundles", "UngroupInstance", "MergeInstances",
    "RestoreCopies", "RestoreLinks", "RemoveFabric",
)  # fmt: skip


OFTEN = (
    "AddPart", "AddPart", "ConnectPorts", "ConnectPorts", "ConnectPorts", "ConnectPorts",
    "SetCount", "SplitCount", "SplitCount", "MergeInstances", "EditBundle", "RemoveLinks",
)  # fmt: skip
"""Kinds that are tried more often than once each, so that there is something to edit."""
SELDOM = frozenset({"RemoveFabric", "RemoveInstances", "ReplacePartEverywhere"})


@dataclass
class Walk:
    """A walk under way.

    Attributes
    ----------
    n_steps
        Commands tried, undo and redo. [1]
    n_stretches
        Stretches whose numbers were compared with a fresh start. [1]
    made, changed, refused
        Commands by kind: let pass, those of them that changed the design, and refused. [1]
    """

    seed: int
    n_kept: int
    history: History = field(init=False)
    selection: Selection = field(default_factory=Selection)
    n_steps: int = 0
    n_stretches: int = 0
    made: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    refused: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.rng = random.Random(self.seed)  # noqa: S311 - a walk that can be repeated
        self.history = History(START, max_steps=self.n_kept)

    def command(self) -> tuple[str, Command | None]:
        design = self.history.design
        n_instances = sum(len(block.instances) for block in design.blocks)
        kinds = REMOVALS if n_instances > MAX_INSTANCES else (*KINDS, *OFTEN)
        kind = self.rng.choice(kinds)
        if kind in SELDOM and n_instances < MAX_INSTANCES / 2:
            kind = "AddPart"
        numbers = tuple(self.rng.randint(0, 9) for _ in range(5))
        return kind, command_for(kind, design, numbers)

    def step(self, workbench: Workbench | None = None) -> None:
        """Make one edit, or go back or forward; follow it in a workbench where one is given."""
        self.n_steps += 1
        choice = self.rng.random()
        if choice < 0.08 and self.history.can_undo:
            self.history.undo()
            self._follow(workbench, "undo")
        elif choice < 0.12 and self.history.can_redo:
            self.history.redo()
            self._follow(workbench, "redo")
        else:
            kind, command = self.command()
            if command is None:
                return
            before = self.history.design
            try:
                self.history.apply(command, LIBRARY)
            except CommandError as refusal:
                self._check_refusal(str(refusal), before)
                self.refused[kind] += 1
                return
            self.made[kind] += 1
            self.changed[kind] += self.history.design is not before
            if workbench is not None:
                workbench.apply(command)
        self._check()

    def _check_refusal(self, told: str, before: Design) -> None:
        assert told
        assert "\n" not in told
        assert self.history.design is before

    def _follow(self, workbench: Workbench | None, way: str) -> None:
        # Steps from before the stretch are not in the history of the workbench.
        if workbench is None:
            return
        if way == "undo":
            workbench.undo()
        else:
            workbench.redo()
        if workbench.snapshot.design != self.history.design:
            workbench.__init__(LIBRARY, self.history.design)  # type: ignore[misc]

    def _check(self) -> None:
        design = self.history.design
        assert_unique_ids(design)
        self.selection = repaired(design, self.selection)
        assert_selection_exists(design, self.selection)
        if self.rng.random() < 0.05:
            self._select()

    def _select(self) -> None:
        design = self.history.design
        scope: tuple[PathStep, ...] = ()
        block = design.root_block
        while self.rng.random() < 0.6:
            inner = [i for i in block.instances if i.block is not None]
            if not inner:
                break
            instance = self.rng.choice(inner)
            scope = (*scope, PathStep(instance.id, self.rng.randrange(instance.count)))
            block = design.block_by_id[instance.block or block.id]
        self.selection = everything(block, scope)

    def stretch(self) -> None:
        """Follow the numbers of some edits, and compare them with a fresh start."""
        workbench = Workbench(LIBRARY, self.history.design)
        for _ in range(STRETCH):
            self.step(workbench)
        assert workbench.snapshot.design == self.history.design
        assert_fresh(workbench.snapshot, LIBRARY)
        self.n_stretches += 1


def assert_selection_exists(design: Design, selection: Selection) -> None:
    block = scope_block(design, selection.scope)
    assert block is not None
    for path in selection.paths:
        assert path[:-1] == selection.scope
        assert (path[-1].copy_ix or 0) < block.instance_by_id[path[-1].instance_id].count
    ids = {f"{block.id}/{bundle.id}" for bundle in block.link_bundles}
    assert ids.issuperset(selection.bundle_keys)


def assert_unique_ids(design: Design) -> None:
    blocks = [block.id for block in design.blocks]
    assert len(set(blocks)) == len(blocks)
    for block in design.blocks:
        for records in (block.instances, block.link_bundles):
            ids = [record.id for record in records]
            assert len(set(ids)) == len(ids)


def in_bytes(design: Design) -> bytes:
    return encode_document(DesignDocument(design, "3f1c0c1e-8f0e-4a8e-9d2e-1d7f6a2b9c10", 1))


def walk(n_commands: int, seed: int, *, every: int) -> Walk:
    """Walk, then undo everything and do it again.

    Parameters
    ----------
    n_commands
        Commands made; refused ones, undo and redo come on top. [1]
    seed
        Of the random numbers.
    every
        Steps from one stretch of followed numbers to the next. [1]

    Returns
    -------
    Walk
        Where it ended, and what was tried.
    """
    found = Walk(seed, n_kept=n_commands + STRETCH)
    start = in_bytes(START)
    while sum(found.made.values()) < n_commands:
        if found.n_steps % every < STRETCH:
            found.stretch()
        else:
            found.step()
        if found.n_steps % 50 == 0:
            assert check_structure(found.history.design) == ()
    assert check_structure(found.history.design) == ()
    history = found.history
    _redo_all(history)
    end, n_done = in_bytes(history.design), history.position
    _undo_all(history)
    assert in_bytes(history.design) == start
    _redo_all(history)
    assert history.position == n_done
    assert in_bytes(history.design) == end
    return found


def _undo_all(history: History) -> None:
    while history.can_undo:
        history.undo()


def _redo_all(history: History) -> None:
    while history.can_redo:
        history.redo()


def main() -> None:
    n_commands = int(sys.argv[1]) if len(sys.argv) > 1 else N_COMMANDS
    seed = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    began = time.perf_counter()
    found = walk(n_commands, seed, every=400)
    made, refused = sum(found.made.values()), sum(found.refused.values())
    print(f"seed {seed}: {made:,} commands made, {refused:,} refused, in {found.n_steps:,} steps;")
    print(f"{found.history.position:,} undone to the start and done again, the same to the byte;")
    print(f"numbers equal a fresh start in {found.n_stretches:,} stretches of {STRETCH} edits;")
    print(f"{time.perf_counter() - began:,.0f} s")
    for kind in KINDS:
        numbers = (found.changed[kind], found.made[kind] - found.changed[kind], found.refused[kind])
        print("  {:24} {:6,} made {:6,} without effect {:6,} refused".format(kind, *numbers))
    idle = [kind for kind in KINDS if not found.changed[kind]]
    if idle:
        sys.exit(f"never made: {', '.join(idle)}")


if __name__ == "__main__":
    main()
