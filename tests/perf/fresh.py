"""Edits of CloudMatrix 384 that were never made before, part of ``python -m tests.perf.core``."""

from __future__ import annotations

import gc
import random
import statistics
import time
from itertools import islice

from designer.evaluate.network_cache import NetworkCache
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from tests.perf.edits import KINDS, random_edits

N_EDITS = 280
NAME = "cloudmatrix-384"


def print_fresh(unit_ms: float) -> None:
    """Print the time from an edit to all readouts and findings; every edit is another one.

    Each edit is made to the shipped design and taken back, and all numbers are computed in it.
    Most are of a kind that came before in another place, and share what that place does not
    change; the first of each kind shares nothing of the network and is told apart. Garbage is
    looked for as seldom as in the window.
    """
    library = shipped_library()
    design = open_named_or_file(NAME).document.design
    rng = random.Random(1)  # noqa: S311 - edits that can be repeated
    edits = list(islice(random_edits(design, library, rng), N_EDITS))
    workbench = Workbench(library, design)
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)
    times: dict[str, list[float]] = {kind: [] for kind in KINDS}
    news: list[float] = []
    for kind, command in edits:
        n_before = n_computed(workbench)
        start = time.thread_time()
        workbench.apply(command)
        taken_ms = (time.thread_time() - start) * 1e3
        times[kind].append(taken_ms)
        if n_computed(workbench) > n_before:
            news.append(taken_ms)
        workbench.undo()
    every = [one for own in times.values() for one in own]
    print(f"{N_EDITS} different edits of {NAME}, from the edit to all readouts and findings")
    for name, own in (*times.items(), ("of a shape never seen", news), ("all", every)):
        if own:
            median = statistics.median(own)
            p95 = sorted(own)[int(0.95 * (len(own) - 1))]
            print(
                f"    {name:24s}{len(own):5d} edits{median:8.2f} ms, p95 {p95:8.2f}"
                f"{median / unit_ms:8.2f} x reference"
            )


def n_computed(workbench: Workbench) -> int:
    """Return how many fabrics have been computed so far."""
    evaluation = workbench.state.evaluation
    cache = evaluation.workings.network_cache if evaluation is not None else NetworkCache()
    return cache.n_put
