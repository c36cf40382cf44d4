"""Grouping, taking apart, splitting and merging: other words for the same machine.

Every link, every place on the floor and every number is the same afterwards, read copy by copy by
an oracle that knows nothing of the edits.
"""

from __future__ import annotations

import math
from collections import Counter
from random import Random
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.library import CatalogLibrary
from designer.commands.grouping import GroupInstances, MakeUnique
from designer.commands.housing import PutInto
from designer.commands.merging import MergeInstances
from designer.commands.splitting import SplitCount
from designer.commands.ungrouping import UngroupInstance
from designer.errors.tree import CommandError
from designer.evaluate.bounds import Exactness
from designer.model.evolve import evolve
from designer.model.ids import BlockId, InstanceId
from designer.model.placement import Placement
from designer.model.structure_check import check_structure
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.oracle.random_designs import random_design
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance

LIBRARY = CatalogLibrary(version="1")
NETWORK = (
    "throughput_", "bisection_", "diameter_", "mean_hops", "injection_", "oversubscription_",
    "ports_both_ways_",
)  # fmt: skip
Where = Counter[tuple[tuple[float, float], str]]


def placed(design: Design, rng: Random) -> Design:
    """Give every instance a place of its own."""
    blocks = []
    for block in design.blocks:
        instances = []
        for n, instance in enumerate(block.instances):
            columns = rng.choice([1, 2, 3, max(1, instance.count)])
            place = Placement(
                x_m=100.0 * n + rng.randrange(5),
                y_m=float(rng.randrange(5)),
                n_columns=columns,
                pitch_x_m=rng.choice([1.0, 2.5]),
                pitch_y_m=rng.choice([1.5, 3.0]),
            )
            instances.append(evolve(instance, placement=place))
        blocks.append(evolve(block, instances=tuple(instances)))
    return evolve(design, blocks=tuple(blocks))


def copies(design: Design) -> dict[str, tuple[tuple[float, float], str]]:
    """Return where on the floor every part stands, and which it is, by its path."""
    found: dict[str, tuple[tuple[float, float], str]] = {}

    def walk(block: Block, prefix: str, x: float, y: float) -> None:
        for instance in block.instances:
            at = instance.placement
            for ix in range(instance.count):
                row, column = divmod(ix, at.n_columns)
                here = (x + at.x_m + column * at.pitch_x_m, y + at.y_m + row * at.pitch_y_m)
                path = f"{prefix}{instance.id}[{ix}]"
                if instance.block is not None:
                    walk(design.block_by_id[instance.block], f"{path}/", *here)
                else:
                    spot = (round(here[0], 4), round(here[1], 4))
                    found[path] = (spot, instance.part or "")

    walk(design.root_block, "", 0.0, 0.0)
    return found


def machine(design: Design) -> tuple[Where, Counter[tuple[object, ...]]]:
    """Return the parts and the links by where they stand, whatever they are called."""
    where = copies(design)
    links: Counter[tuple[object, ...]] = Counter()
    for key, ends in links_of(design).items():
        block, _, bundle = key.partition("/")
        owner = design.block_by_id[BlockId(block)]
        fabric = next(b.fabric for b in owner.link_bundles if b.id == bundle)
        for pair, n in ends.items():
            a, b = sorted(where[path] for path in pair)
            links[fabric, a, b] += n
    return Counter(where.values()), links


def numbers(design: Design, library: CatalogLibrary = LIBRARY) -> dict[str, tuple[object, ...]]:
    """Return all readouts but those of single bundles, which have other names afterwards."""
    rows = Workbench(library, design).snapshot.readouts.rows
    bundles = {f".{b.id}" for block in design.blocks for b in block.link_bundles}
    return {
        row.id: (row.value, row.low, row.high, row.exactness)
        for row in rows
        if not (row.id.startswith("n_links.") and any(row.id.endswith(b) for b in bundles))
    }


def assert_same_numbers(before: Design, after: Design, library: CatalogLibrary = LIBRARY) -> None:
    old, new = numbers(before, library), numbers(after, library)
    # A fabric that folds another way may have a number that it had not, or the other way round.
    assert {k for k in old if not k.startswith(NETWORK)} == {
        k for k in new if not k.startswith(NETWORK)
    }
    for key, (value, low, high, exactness) in old.items():
        other = new.get(key, (value, low, high, exactness))
        if exactness is other[3] is Exactness.EXACT:
            assert other[0] == pytest.approx(value, rel=1e-9, abs=1e-9, nan_ok=True), key
        ends = (-math.inf if low is None else low, math.inf if high is None else high)
        others = (
            -math.inf if other[1] is None else other[1], math.inf if other[2] is None else other[2],
        )  # fmt: skip
        slack = 1e-9 * (1 + abs(float(str(value))))
        assert float(str(ends[0])) <= float(str(others[1])) + slack, key
        assert float(str(others[0])) <= float(str(ends[1])) + slack, key


def assert_same(before: Design, after: Design) -> None:
    assert check_structure(after) == ()
    assert machine(after) == machine(before)
    assert_same_numbers(before, after)


def random_machine(seed: int) -> Design:
    rng = Random(seed)  # noqa: S311 - a design that can be made again
    while True:
        design = random_wiring(rng) if rng.random() < 0.6 else random_design(rng)
        if not check_structure(design):
            return placed(design, rng)


def ids_of(block: Block, rng: Random) -> tuple[Instance, ...]:
    chosen = [i for i in block.instances if rng.random() < 0.6] or list(block.instances[:1])
    return tuple(chosen)


def apply(command: Command, design: Design) -> Design | None:
    try:
        return command.apply(design, LIBRARY).design
    except CommandError:
        return None


SEEDS = st.integers(0, 1_000_000)
few = settings(max_examples=12)


@few
@given(SEEDS)
def test_that_grouping_and_taking_apart_changes_no_link_place_or_number(seed: int) -> None:
    rng = Random(seed + 1)  # noqa: S311 - a choice that can be made again
    design = random_machine(seed)
    block = rng.choice([b for b in design.blocks if b.instances])
    chosen = tuple(i.id for i in ids_of(block, rng))
    grouped = GroupInstances(block=block.id, instances=chosen).apply(design, LIBRARY).design
    assert_same(design, grouped)
    made = next(b for b in grouped.blocks if b.id not in design.block_by_id)
    apart = UngroupInstance.model_validate({"block": block.id, "instance": made.id})
    again = apart.apply(grouped, LIBRARY).design
    assert_same(design, again)
    assert set(again.block_by_id) == set(design.block_by_id)


@few
@given(SEEDS)
def test_that_putting_things_into_a_group_changes_no_link_place_or_number(seed: int) -> None:
    rng = Random(seed + 1)  # noqa: S311 - a choice that can be made again
    design = random_machine(seed)
    block = rng.choice([b for b in design.blocks if b.instances])
    housed = tuple(i.id for i in ids_of(block, rng))
    others = [i for i in block.instances if i.id not in housed]
    first = GroupInstances(block=block.id, instances=housed).apply(design, LIBRARY).design
    made = next(b for b in first.blocks if b.id not in design.block_by_id)
    host = first.block_by_id[block.id].instance_by_id[InstanceId(made.id)]
    if not others:
        return
    command = PutInto(
        block=block.id,
        instances=tuple(i.id for i in others),
        host=host.id,
        x_m=min(i.placement.x_m for i in others) - host.placement.x_m,
        y_m=min(i.placement.y_m for i in others) - host.placement.y_m,
    )
    after = command.apply(first, LIBRARY).design
    assert_same(first, after)
    assert [i.id for i in after.block_by_id[block.id].instances] == [host.id]


@few
@given(SEEDS)
def test_that_taking_any_group_apart_changes_no_link_place_or_number(seed: int) -> None:
    rng = Random(seed + 1)  # noqa: S311 - a choice that can be made again
    design = random_machine(seed)
    places = [(b, i) for b in design.blocks for i in b.instances if i.block is not None]
    if not places:
        return
    block, instance = rng.choice(places)
    after = apply(UngroupInstance(block=block.id, instance=instance.id), design)
    if after is not None:
        assert_same(design, after)


@few
@given(SEEDS)
def test_that_splitting_and_merging_changes_no_link_place_or_number(seed: int) -> None:
    rng = Random(seed + 1)  # noqa: S311 - a choice that can be made again
    design = random_machine(seed)
    places = [(b, i) for b in design.blocks for i in b.instances if i.count > 1]
    if not places:
        return
    block, instance = rng.choice(places)
    at = rng.randrange(1, instance.count)
    command = SplitCount(block=block.id, instance=instance.id, n_copies=at)
    split = apply(command, design)
    if split is None:
        return
    assert_same(design, split)
    pieces = [
        i.id
        for i in split.block_by_id[block.id].instances
        if i.id == instance.id or i.id not in block.instance_by_id
    ]
    assert (
        sum(split.block_by_id[block.id].instance_by_id[i].count for i in pieces) == instance.count
    )
    merged = apply(MergeInstances(block=block.id, instances=tuple(pieces)), split)
    assert merged is not None
    assert_same(design, merged)
    whole = merged.block_by_id[block.id].instance_by_id[instance.id]
    assert whole.dims == instance.dims


@few
@given(SEEDS)
def test_that_a_unique_block_has_the_same_numbers_and_is_edited_alone(seed: int) -> None:
    rng = Random(seed + 1)  # noqa: S311 - a choice that can be made again
    design = random_machine(seed)
    places = [
        (b, i) for b in design.blocks for i in b.instances if i.block is not None and i.count > 1
    ]
    if not places:
        return
    block, instance = rng.choice(places)
    split = apply(SplitCount(block=block.id, instance=instance.id, n_copies=1), design)
    if split is None:
        return
    unique = MakeUnique(block=block.id, instance=instance.id).apply(split, LIBRARY).design
    assert_same(design, unique)
    own = unique.block_by_id[block.id].instance_by_id[instance.id].block
    assert sum(i.block == own for b in unique.blocks for i in b.instances) == 1


@pytest.mark.parametrize(
    ("name", "block", "instance", "n_copies"),
    [
        ("cloudmatrix-384", "cloudmatrix-384", "compute-rack", 3),
        ("cloudmatrix-384", "cloudmatrix-384", "bus-rack", 1),
        ("gb200-nvl72", "nvl72-rack", "compute-tray", 5),
        ("gb200-nvl72", "switch-tray", "nvswitch", 1),
        ("dgx-h100-superpod", "su", "compute-rack", 6),
    ],
)
def test_that_shipped_systems_keep_every_number_when_split_and_merged(
    name: str, block: str, instance: str, n_copies: int
) -> None:
    design, library = open_named_or_file(name).document.design, shipped_library()
    split = SplitCount.model_validate({"block": block, "instance": instance, "n_copies": n_copies})
    after = split.apply(design, library).design
    assert_same_numbers(design, after, library)
    before_ids = {i.id for i in design.block_by_id[BlockId(block)].instances}
    pieces = [
        i.id
        for i in after.block_by_id[BlockId(block)].instances
        if i.id == instance or i.id not in before_ids
    ]
    merge = MergeInstances(block=BlockId(block), instances=tuple(pieces))
    merged = merge.apply(after, library).design
    assert_same_numbers(design, merged, library)
    assert merged.block_by_id[BlockId(block)].instances == (
        design.block_by_id[BlockId(block)].instances
    )


@pytest.mark.parametrize("name", ["cloudmatrix-384", "dgx-h100-superpod", "tpu-v4-pod"])
def test_that_shipped_systems_keep_every_number_when_grouped_and_taken_apart(name: str) -> None:
    design, library = open_named_or_file(name).document.design, shipped_library()
    ids = tuple(i.id for i in design.root_block.instances)
    grouped = GroupInstances(block=design.root, instances=ids).apply(design, library).design
    assert_same_numbers(design, grouped, library)
    (only,) = grouped.root_block.instances
    apart = UngroupInstance(block=design.root, instance=only.id).apply(grouped, library).design
    assert_same_numbers(design, apart, library)
    assert apart.root_block == design.root_block
