"""The chosen traffic on a fabric that does not fold: first numbers, then narrower ones."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING

import pytest

from designer.commands.properties import RenameDesign
from designer.evaluate.bounds import Exactness
from designer.evaluate.readouts import Readout
from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.traffic_readouts import TrafficRows, tighter_rows
from designer.fabric.families.registry import family_named
from designer.workbench.opening import shipped_library
from designer.workbench.workbench import Workbench
from designer.workbench.worker import background
from tests.unit.workbench.by_hand import Hands

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design
    from designer.workbench.snapshot import Snapshot

RATE = "throughput_traffic_bytes_per_s.scale-out"


@pytest.fixture(scope="module")
def library() -> CatalogLibrary:
    return shipped_library()


@pytest.fixture(scope="module")
def design(library: CatalogLibrary) -> Design:
    values = {"switches": "24", "degree": "4", "hosts": "2"}
    return family_named("jellyfish").design(library, values)


@pytest.fixture(autouse=True)
def patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every step lands, however quick it was."""
    monkeypatch.setattr("designer.workbench.state.LANDING_S", 0.0)


def rows(low: float | None, high: float, exactness: Exactness = Exactness.INTERVAL) -> TrafficRows:
    row = Readout(
        RATE, "Traffic: group-size:8", "ideal", low or high, low, high, "byte/s", exactness, "m"
    )
    return TrafficRows((row,), ())


def steps_of(*found: TrafficRows) -> Callable[..., Iterator[TrafficRows]]:
    def steps(*_: object, revision: int, **__: object) -> Iterator[TrafficRows]:
        for one in found:
            yield one._replace(rows=tuple(r._replace(revision=revision) for r in one.rows))

    return steps


def ends(snapshot: Snapshot) -> tuple[float | None, float | None]:
    row = snapshot.readouts.by_id[RATE]
    return row.low, row.high


def settled(library: CatalogLibrary, design: Design, hands: Hands) -> Workbench:
    found = Workbench(library, design, is_deferred=True)
    found.work_in(background(hands, hands.post, lambda _: False))
    found.evaluate()
    return found


def test_that_the_interval_of_a_chosen_traffic_shrinks_while_nothing_else_is_asked_for(
    library: CatalogLibrary, design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands()
    workbench = settled(library, design, hands)
    hands.finish()
    wide, odd = rows(None, 9e12, Exactness.UPPER), rows(2e12, 12e12)
    monkeypatch.setattr(
        "designer.workbench.state.traffic_in_steps",
        steps_of(wide, odd, rows(1e12, 6e12), rows(5e12, 5e12, Exactness.EXACT)),
    )
    seen: list[tuple[tuple[float | None, float | None], tuple[str, ...], tuple[str, ...]]] = []
    workbench.listen(lambda s: seen.append((ends(s), s.pending, s.refining)), lambda _: None)
    chosen = workbench.set_traffic(choice_from_text("group-size:8"))
    assert (chosen.pending, chosen.refining) == (("traffic",), ())
    hands.finish()
    known = ("traffic",)
    assert seen == [
        ((None, 9e12), (), known),
        ((2e12, 9e12), (), known),
        ((2e12, 6e12), (), known),
        ((5e12, 5e12), (), known),
        ((5e12, 5e12), (), ()),
    ]
    late = [run.tier for run in workbench.snapshot.trace if run.name == "traffic" and run.is_late]
    assert late == ["T2", "T3", "T3", "T3"]


def test_that_an_edit_elsewhere_lets_the_traffic_go_on_and_one_of_the_fabric_ends_it(
    library: CatalogLibrary, design: Design, monkeypatch: pytest.MonkeyPatch
) -> None:
    hands = Hands()
    workbench = settled(library, design, hands)
    hands.finish()
    monkeypatch.setattr(
        "designer.workbench.state.traffic_in_steps", steps_of(rows(1e12, 9e12), rows(2e12, 4e12))
    )
    workbench.set_traffic(choice_from_text("group-size:8"))
    hands.work()
    hands.posted.popleft()()
    renamed = workbench.apply(RenameDesign(name="another name"))
    assert renamed.refining == ("traffic",)
    assert ends(renamed) == (1e12, 9e12)
    hands.finish()
    assert ends(workbench.snapshot) == (2e12, 4e12)
    assert workbench.snapshot.readouts.by_id[RATE].revision == workbench.snapshot.revision
    assert workbench.snapshot.refining == ()
    # Another traffic in between: nothing of the first is taken any more.
    workbench.set_traffic(choice_from_text("group-size:4"))
    hands.work()
    late = list(hands.posted)
    hands.posted.clear()
    after = workbench.set_traffic(None)
    for call in late:
        call()
    assert RATE not in after.readouts.by_id
    assert RATE not in workbench.snapshot.readouts.by_id


def test_that_the_real_worker_narrows_real_traffic_and_stops_at_an_edit(
    library: CatalogLibrary, design: Design
) -> None:
    posted: SimpleQueue[Callable[[], None]] = SimpleQueue()
    with ThreadPoolExecutor(1) as executor:
        workbench = Workbench(library, design, is_deferred=True)
        workbench.work_in(background(executor, posted.put, lambda _: True))
        workbench.evaluate()
        seen: list[tuple[float | None, float | None]] = []

        def note_ends(snapshot: Snapshot) -> None:
            if RATE in snapshot.readouts.by_id and "traffic" not in snapshot.pending:
                seen.append(ends(snapshot))

        workbench.listen(note_ends, lambda _: None)

        def run(is_enough: Callable[[], bool]) -> None:
            give_up_s = monotonic() + 60.0
            while not is_enough() and monotonic() < give_up_s:
                try:
                    posted.get(timeout=0.5)()
                except Empty:
                    continue
            assert is_enough()

        workbench.set_traffic(choice_from_text("longest-matching"))
        run(lambda: bool(seen) and seen[-1][0] is not None and not workbench.snapshot.refining)
        low, high = seen[-1]
        assert low is not None
        assert high is not None
        assert 1 - low / high <= 2e-3
        assert len(set(seen)) > 2
        for before, after in pairwise(seen):
            assert (after[0] or 0.0) >= (before[0] or 0.0)
            assert (after[1] or 0.0) <= (before[1] or 0.0)
        workbench.set_traffic(choice_from_text("random-permutation:7"))
        seen.clear()
        run(lambda: bool(seen))
        assert workbench.snapshot.refining
        workbench.set_traffic(None)
        n_seen = len(seen)
        run(lambda: not workbench.snapshot.refining and not workbench.snapshot.pending)
        assert len(seen) == n_seen


def test_that_ends_that_were_tighter_are_kept_only_within_a_revision() -> None:
    (wide,), (narrow,) = rows(1e12, 9e12).rows, rows(2e12, 4e12).rows
    assert tighter_rows((narrow,), (wide,)) == (narrow,)
    assert tighter_rows((wide,), (narrow,)) == (narrow,)
    (mixed,) = tighter_rows((wide._replace(low=3e12),), (wide._replace(high=5e12),))
    assert (mixed.low, mixed.high, mixed.exactness) == (3e12, 5e12, Exactness.INTERVAL)
    later = wide._replace(revision=1)
    assert tighter_rows((narrow,), (later,)) == (later,)
    guess = wide._replace(exactness=Exactness.ESTIMATE, low=3e12)
    assert tighter_rows((narrow,), (guess,)) == (guess,)
