"""Benchmark of one edit to all readouts: ``python -m tests.perf.core``."""

from __future__ import annotations

import itertools
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from queue import SimpleQueue
from typing import TYPE_CHECKING, NamedTuple

from designer.commands.copies import RemoveCopies, RestoreCopies
from designer.commands.placement import Move, MoveInstances
from designer.commands.structure import SetCount
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Dimension
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from designer.workbench.worker import background
from tests.perf.fresh import print_fresh
from tests.perf.irregular import print_irregular
from tests.perf.measure import growth_exponent, median_ms, reference_ms
from tests.perf.oracles import print_oracles
from tests.perf.rollup import print_rollup

if TYPE_CHECKING:
    from collections.abc import Callable

L2_CHIP = "bus-rack[2]/bus-device[5]/l2[1]"
ROOT = BlockId("cloudmatrix-384")
COMPUTE_RACK = InstanceId("compute-rack")
BUS_RACK = InstanceId("bus-rack")


def cloudmatrix(n_racks_per_group: int = 3) -> Workbench:
    """Return CloudMatrix 384, or the same wiring with more compute racks."""
    workbench = Workbench(shipped_library(), open_named_or_file(ROOT).document.design)
    if n_racks_per_group != 3:
        dims = (Dimension(name="group", size=4), Dimension(name="rack", size=n_racks_per_group))
        workbench.apply(SetCount(block=ROOT, instance=COMPUTE_RACK, dims=dims))
    return workbench


def edit_ms(workbench: Workbench) -> float:
    """Return the median time of taking out and putting back one switch chip."""
    edits = itertools.cycle((RemoveCopies(paths=(L2_CHIP,)), RestoreCopies(paths=(L2_CHIP,))))
    return median_ms(lambda: workbench.apply(next(edits)))


def fresh_edit_ms(workbench: Workbench) -> float:
    """Return the median time of edits whose network numbers were never computed before."""
    chips = itertools.cycle(
        f"bus-rack[{r}]/bus-device[{d}]/l2[{c}]"
        for r in range(4) for d in range(14) for c in range(2)
    )  # fmt: skip
    return median_ms(lambda: workbench.apply(RemoveCopies(paths=(next(chips),))), 9, 0)


def move_ms(workbench: Workbench) -> float:
    """Return the median time of moving the bus racks."""
    xs = itertools.count(1)
    return median_ms(
        lambda: workbench.apply(
            MoveInstances(
                block=ROOT, moves=(Move(instance=BUS_RACK, x_m=0.1 * next(xs), y_m=20.0),)
            )
        )
    )


def main() -> int:
    """Print the table."""
    unit = reference_ms()
    print(f"reference load {unit:8.2f} ms")
    workbench = cloudmatrix()
    for name, value in (
        ("one L2 chip out or in", edit_ms(workbench)),
        ("move bus racks", move_ms(workbench)),
        ("first removal of a chip", first_removal_ms()),
    ):
        print(f"{name:28s}{value:8.2f} ms{value / unit:8.2f} x reference")
    print_fresh(unit)
    in_edit, until_last = window_ms()
    print(f"first removal in the window {in_edit:9.2f} ms, last number after {until_last:.2f} ms")
    sizes, times = [], []
    for n_racks in (3, 30, 300, 3_000):
        grown = cloudmatrix(n_racks)
        sizes.append(n_racks * 4 * 32)
        times.append(edit_ms(grown))
        print(f"{sizes[-1]:>10,} accelerators    {times[-1]:8.2f} ms")
    print(f"growth exponent {growth_exponent(sizes, times):.3f}")
    print("all numbers after an edit of a count, fabrics not computed before")
    sizes, times = [], []
    for n_racks in (8, 64, 512, 4_096, 9_375):
        grown = cloudmatrix(n_racks)
        sizes.append(n_racks * 4 * 32)
        times.append(count_edit_ms(grown, n_racks))
        late = late_ms(cloudmatrix(n_racks), n_racks)
        print(
            f"{sizes[-1]:>10,} accelerators    {times[-1]:8.2f} ms in one edit; with a worker: "
            f"edit {late.edit_p95:6.2f} ms, late numbers {late.landed_p95:6.2f} ms (p95)"
        )
    print(
        f"growth exponent {growth_exponent(sizes, times):.3f}, largest over smallest "
        f"{times[-1] / times[0]:.2f}"
    )
    print_rollup()
    print_irregular()
    print_oracles()
    return 0


def _racks(n_racks: int) -> SetCount:
    dims = (Dimension(name="group", size=4), Dimension(name="rack", size=n_racks))
    return SetCount(block=ROOT, instance=COMPUTE_RACK, dims=dims)


def count_edit_ms(workbench: Workbench, n_racks: int) -> float:
    """Return the median time of edits of the rack count, each to a count never seen before."""
    counts = itertools.count(n_racks + 1)
    return median_ms(lambda: workbench.apply(_racks(next(counts))), 15, 3)


class Late(NamedTuple):
    """Times of edits whose network numbers are left to a worker thread."""

    edit_p95: float
    landed_p95: float


def late_ms(workbench: Workbench, n_racks: int, n_edits: int = 25) -> Late:
    """Return how long edits take with a worker, and how long until their last number is there."""
    calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
    edits, landed = [], []
    with ThreadPoolExecutor(1) as executor:
        workbench.work_in(background(executor, calls.put, lambda _: True))
        for n in range(1, n_edits + 1):
            start = time.perf_counter()
            workbench.apply(_racks(n_racks + n))
            edits.append((time.perf_counter() - start) * 1e3)
            while workbench.snapshot.pending:
                calls.get()()
            landed.append((time.perf_counter() - start) * 1e3)
    rank = int(0.95 * (n_edits - 1))
    return Late(sorted(edits)[rank], sorted(landed)[rank])


def window_ms() -> tuple[float, float]:
    """Return how long a first removal takes with a worker, and until its last number is there."""
    calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
    edits, landed = [], []
    with ThreadPoolExecutor(1) as executor:
        workbench = cloudmatrix()
        workbench.work_in(background(executor, calls.put))
        for n in range(25):
            path = f"bus-rack[{n % 4}]/bus-device[{n // 4}]/l2[0]"
            start = time.perf_counter()
            workbench.apply(RemoveCopies(paths=(path,)))
            edits.append((time.perf_counter() - start) * 1e3)
            while workbench.snapshot.pending:
                calls.get()()
            landed.append((time.perf_counter() - start) * 1e3)
            workbench.undo()
    return sorted(edits)[12], sorted(landed)[12]


def first_removal_ms() -> float:
    """Return the median over fresh designs of the first removal of a chip."""
    times = []
    for _ in range(9):
        workbench = cloudmatrix()
        times.append(median_ms(partial(workbench.apply, RemoveCopies(paths=(L2_CHIP,))), 1, 0))
    return sorted(times)[len(times) // 2]


if __name__ == "__main__":
    sys.exit(main())
