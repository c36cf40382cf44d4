"""Totals of blocks: equal to the sum over every copy, and summed again only where an edit was."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from designer.commands.copies import RemoveCopies, ReplaceCopy
from designer.commands.properties import RenameInstance
from designer.commands.structure import SetCount
from designer.errors.tree import CommandError
from designer.evaluate.rollup import Rollup, Totals, rolled_up
from designer.model.block import ExceptionKind
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId, path_from_text
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.perf.edits import KINDS, command_of

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.design import Design

LIBRARY = shipped_library()
RACK = "compute-rack[3]"


def opened(name: str = "cloudmatrix-384") -> Design:
    return open_named_or_file(name).document.design


def after(design: Design, *commands: Command) -> Design:
    for command in commands:
        design = command.apply(design, LIBRARY).design
    return design


class Expansion:
    """Visits every copy of a design one by one and decides of each what it is."""

    def __init__(self, design: Design) -> None:
        self.design = design
        self.slugs: dict[str, int] = {}
        self.visit(design.root_block, [])

    def visit(self, block: Block, around: list[tuple[Block, tuple[tuple[str, int], ...]]]) -> None:
        around = [*around, (block, ())]
        self.count(self.part_of(around, block.part))
        for instance in block.instances:
            for ix in range(instance.count):
                path = [(owner, (*steps, (instance.id, ix))) for owner, steps in around]
                if self.is_removed(path):
                    continue
                if instance.block is None:
                    self.count(self.part_of(path, instance.part))
                else:
                    self.visit(self.design.block_by_id[instance.block], path)

    def count(self, slug: str | None) -> None:
        if slug is not None:
            self.slugs[slug] = self.slugs.get(slug, 0) + 1

    @staticmethod
    def is_removed(path: list[tuple[Block, tuple[tuple[str, int], ...]]]) -> bool:
        return any(
            tuple(path_from_text(e.path)) == steps
            for owner, steps in path
            for e in owner.exceptions
            if e.kind is ExceptionKind.REMOVED
        )

    @staticmethod
    def part_of(
        path: list[tuple[Block, tuple[tuple[str, int], ...]]], slug: str | None
    ) -> str | None:
        # The innermost owner first, so that what the outermost says stands.
        for owner, steps in reversed(path):
            for e in owner.exceptions:
                if e.part is not None and tuple(path_from_text(e.path)) == steps:
                    slug = e.part
        return slug

    @property
    def totals(self) -> dict[str, int]:
        sums = {
            "n_accelerators": 0,
            "n_switches": 0,
            "n_parts": 0,
            "peak_mw": 0,
            "price_cents": 0,
            "memory_bytes": 0,
        }
        for slug, n in self.slugs.items():
            part = self.design.part_by_slug[slug]
            quote = self.design.price_by_part.get(slug)
            power = part.tdp_w or part.typical_w
            memory = getattr(part, "memory_bytes", None)
            is_accelerator = part.family == "accelerator"
            sums["n_accelerators"] += n * is_accelerator
            sums["n_switches"] += n * (part.family == "switch")
            sums["n_parts"] += n
            sums["peak_mw"] += n * round(power.value * 1000) if power else 0
            sums["price_cents"] += n * round(quote.price_usd.value * 100) if quote else 0
            sums["memory_bytes"] += n * round(memory.value) if is_accelerator and memory else 0
        return sums


def assert_expanded(rollup: Rollup) -> None:
    found = rollup.whole._asdict()
    expected = Expansion(rollup.design).totals
    assert {name: found[name] for name in expected} == expected


@pytest.mark.parametrize("name", ["cloudmatrix-384", "gb200-nvl72", "atlas-950-cabinet"])
def test_that_totals_of_a_shipped_system_are_the_sum_over_every_copy(name: str) -> None:
    assert_expanded(rolled_up(opened(name), LIBRARY))


@pytest.mark.parametrize("name", ["cloudmatrix-384", "gb200-nvl72"])
def test_that_totals_after_random_edits_are_the_sum_over_every_copy(name: str) -> None:
    rng = random.Random(name)  # noqa: S311 - a walk that can be repeated
    design, rollup, n_applied = opened(name), rolled_up(opened(name), LIBRARY), 0
    while n_applied < 25:
        command = command_of(rng.choice(KINDS), design, LIBRARY, rng)
        try:
            design = after(design, *([command] if command else []))
        except CommandError:
            continue
        n_applied += command is not None
        rollup = rolled_up(design, LIBRARY, rollup)
        assert_expanded(rollup)
        assert rollup.totals == rolled_up(design, LIBRARY).totals


def test_that_a_copy_that_several_blocks_take_out_is_missing_once() -> None:
    design = after(
        opened(),
        RemoveCopies(paths=(f"{RACK}/node[1]/npu[2]",)),
        RemoveCopies(paths=(f"{RACK}/node[1]",)),
        RemoveCopies(paths=("compute-rack[4]/node[0]/npu[0]", "compute-rack[4]/node[0]/npu[1]")),
    )
    node = design.block_by_id[BlockId("node")]
    removed = design.root_block.exceptions[0]
    inside = evolve(node, exceptions=(evolve(removed, path="npu[0]"),))
    design = evolve(
        design, blocks=tuple(inside if block is node else block for block in design.blocks)
    )
    rollup = rolled_up(design, LIBRARY)
    # 48 nodes with 7 each, one node out, and one more of a node that lacks the first anyway.
    assert rollup.whole.n_accelerators == 48 * 7 - 7 - 1
    assert_expanded(rollup)


def test_that_another_part_of_one_copy_counts_instead_of_its_own() -> None:
    path = "bus-rack[2]/bus-device[12]/l2[0]"
    design = after(opened(), ReplaceCopy(path=path, part="hpn-tor"))
    before, rollup = rolled_up(opened(), LIBRARY).whole, rolled_up(design, LIBRARY)
    assert rollup.whole.n_switches == before.n_switches
    assert_expanded(rollup)


def test_that_only_blocks_that_changed_and_those_around_them_are_summed_again() -> None:
    design = opened()
    rollup = rolled_up(design, LIBRARY)
    assert rollup.n_summed == len(design.blocks)
    more = SetCount(block=BlockId("node"), instance=InstanceId("cpu"), n_copies=5)
    grown = rolled_up(after(design, more), LIBRARY, rollup)
    # The node, its rack and the whole; neither bus rack nor bus device.
    assert grown.n_summed == 3
    assert grown.totals[BlockId("bus-rack")] is rollup.totals[BlockId("bus-rack")]
    named = RenameInstance(block=design.root, instance=InstanceId("bus-rack"), name="other")
    assert rolled_up(after(design, named), LIBRARY, rollup).n_summed == 1
    assert rolled_up(design, LIBRARY, rollup).n_summed == 0


def test_that_an_inner_edit_reaches_a_copy_that_an_outer_block_says_something_of() -> None:
    design = after(opened(), RemoveCopies(paths=(f"{RACK}/node[1]/cpu[0]",)))
    rollup = rolled_up(design, LIBRARY)
    more = SetCount(block=BlockId("node"), instance=InstanceId("cpu"), n_copies=3)
    grown = rolled_up(after(design, more), LIBRARY, rollup)
    assert grown.whole.n_hosts == 48 * 3 - 1
    assert_expanded(grown)


def test_that_a_design_of_blocks_that_contain_each_other_has_no_totals() -> None:
    design = opened()
    node = design.block_by_id[BlockId("node")]
    loop = evolve(node.instances[0], id="loop", block="compute-rack", part=None)
    looped = evolve(node, instances=(*node.instances, loop))
    design = evolve(design, blocks=tuple(looped if b is node else b for b in design.blocks))
    assert rolled_up(design, LIBRARY).whole == Totals()


def test_that_totals_agree_with_the_readouts_of_large_systems() -> None:
    for name in ("atlas-950-supercluster", "hpn-7"):
        snapshot = Workbench(LIBRARY, opened(name)).snapshot
        whole, value = snapshot.rollup.whole, snapshot.readouts.value
        assert whole.n_accelerators == value("n_accelerators")
        assert whole.n_hosts == value("n_hosts")
        assert whole.n_switches == value("n_switches")
        assert whole.memory_bytes == pytest.approx(value("memory_bytes"), rel=1e-12)
        assert whole.flop_per_s == pytest.approx(value("peak_flop_per_s.bf16"), rel=1e-12)
        parts_w = sum(
            row.value
            for row in snapshot.readouts.rows
            if row.id.startswith("power_it_w.")
            and row.id.rpartition(".")[2] not in {"optics", "cables", "conversion"}
        )
        assert whole.peak_mw / 1000 == pytest.approx(parts_w, rel=1e-9)
