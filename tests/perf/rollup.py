"""Totals after an edit beside flat sums by numpy, part of ``python -m tests.perf.core``."""

from __future__ import annotations

import statistics
import time
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from designer.commands.copies import RemoveCopies
from designer.commands.structure import SetCount
from designer.evaluate.rollup import Totals, rolled_up
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension
from designer.topology.build import build_class_graph
from designer.workbench.opening import open_named_or_file, shipped_library
from tests.perf.measure import growth_exponent, median_ms

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from designer.commands.base import Command
    from designer.model.design import Design

ROOT = BlockId("cloudmatrix-384")
RACKS = (3, 80, 800, 8_192)
N_CALLS = 200
UNITS = {"flop_per_s": 10**9}
"""What is summed in which unit, so that sums over every copy fit 64 bits."""


class Flat(NamedTuple):
    """Every copy of every part as one entry of a flat array per total, shape ``(n_parts,)``."""

    columns: tuple[NDArray[np.int64], ...]

    def sums(self) -> tuple[int, ...]:
        """Sum over every copy."""
        return tuple(int(column.sum()) for column in self.columns)


def design_of(n_racks: int) -> Design:
    """Return CloudMatrix 384 with other numbers of compute racks per group."""
    return counted(n_racks).apply(opened(), shipped_library()).design


def opened() -> Design:
    """Return CloudMatrix 384."""
    return open_named_or_file(ROOT).document.design


def counted(n_racks: int) -> Command:
    """Return the edit of the rack count."""
    dims = (Dimension(name="group", size=4), Dimension(name="rack", size=n_racks))
    return SetCount(block=ROOT, instance=InstanceId("compute-rack"), dims=dims)


def flat(design: Design) -> Flat:
    """Lay out every copy of every part."""
    library = shipped_library()
    graph = build_class_graph(design)
    classes = [(v.part_slug, v.n_copies) for v in graph.vertex_classes]
    classes += [(e.part_slug, e.n_copies) for e in graph.enclosure_classes if e.part_slug]
    pieces = rolled_up(design, library).pieces
    counts = np.array([n for _, n in classes])
    rows = [pieces.of(slug) for slug, _ in classes]

    def column(name: str) -> NDArray[np.int64]:
        unit = UNITS.get(name, 1)
        return np.repeat(np.array([getattr(r, name) // unit for r in rows], np.int64), counts)

    return Flat(tuple(column(name) for name in Totals._fields))


def of_totals(totals: Totals) -> tuple[int, ...]:
    """Return totals in the units of the flat sums."""
    return tuple(n // UNITS.get(name, 1) for name, n in totals._asdict().items())


def call_us(action: Callable[[], object]) -> float:
    """Return the median time of one call over rounds of many [us]."""
    rounds = []
    for _ in range(9):
        start = time.thread_time()
        for _ in range(N_CALLS):
            action()
        rounds.append((time.thread_time() - start) / N_CALLS * 1e6)
    return statistics.median(rounds)


def print_rollup() -> None:
    """Print totals after edits of three kinds, and the flat sum, at sizes up to a million."""
    library = shipped_library()
    print(f"{len(Totals._fields)} totals after an edit, and the same by numpy over every copy")
    edits: dict[str, Callable[[int], Command]] = {
        "count of racks": lambda n: counted(n + 1),
        "count in a node": lambda _: SetCount(
            block=BlockId("node"), instance=InstanceId("cpu"), n_copies=5
        ),
        "one device out": lambda _: RemoveCopies(paths=("compute-rack[1]/node[2]/npu[3]",)),
    }
    sizes: list[int] = []
    times: dict[str, list[float]] = {name: [] for name in edits}
    for n_racks in RACKS:
        design = design_of(n_racks)
        before = rolled_up(design, library)
        sizes.append(before.whole.n_accelerators)
        arrays = flat(design)
        if arrays.sums() != of_totals(before.whole):
            raise ValueError("the totals differ from the sum over every copy")
        flat_us = median_ms(arrays.sums) * 1e3
        n_parts = len(arrays.columns[0])
        print(f"{sizes[-1]:>10,} accelerators, {n_parts:,} parts: flat {flat_us:,.0f} us")
        for name, edit in edits.items():
            after = edit(n_racks).apply(design, library).design
            if flat(after).sums() != of_totals(rolled_up(after, library, before).whole):
                raise ValueError(f"the totals after {name} differ from the sum over every copy")
            own_us = call_us(partial(rolled_up, after, library, before))
            times[name].append(own_us)
            print(f"    {name:18s}{own_us:8.1f} us   {flat_us / own_us:8.0f} times as fast as flat")
    for name, own in times.items():
        print(f"    {name}: growth exponent {growth_exponent(sizes, own):+.3f}")
