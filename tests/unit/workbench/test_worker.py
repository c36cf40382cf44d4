"""Lanes: the latest request wins, and nothing superseded ever arrives."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import TYPE_CHECKING

import pytest

from designer.workbench.worker import Lane, Request, background
from tests.unit.workbench.by_hand import Hands

if TYPE_CHECKING:
    from collections.abc import Callable

    Cancelled = Callable[[], bool]
    Send = Callable[[object], None]


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def lane(hands: Hands) -> Lane:
    return Lane(hands, hands.post)


def saying(text: str, landed: list[object]) -> Request:
    def run(cancelled: Cancelled, send: Send) -> None:
        del cancelled
        send(text)

    return Request(frozenset({text}), run, landed.append)


def test_that_a_result_arrives_only_when_the_owner_takes_it(hands: Hands, lane: Lane) -> None:
    landed: list[object] = []
    lane.submit(saying("a", landed))
    hands.work()
    assert landed == []
    hands.deliver()
    assert landed == ["a"]
    assert not lane.is_busy


def test_that_of_many_requests_only_the_first_runs_and_the_last_arrives(
    hands: Hands, lane: Lane
) -> None:
    landed: list[object] = []
    for text in "abcdef":
        lane.submit(saying(text, landed))
        assert len(hands.jobs) == 1
    assert lane.is_busy
    hands.finish()
    assert landed == ["f"]


def test_that_results_on_their_way_are_thrown_away_when_superseded(
    hands: Hands, lane: Lane
) -> None:
    landed: list[object] = []
    lane.submit(saying("a", landed))
    hands.work()
    lane.submit(saying("b", landed))
    hands.finish()
    assert landed == ["b"]


def test_that_a_request_for_what_is_under_way_starts_nothing_new(hands: Hands, lane: Lane) -> None:
    landed: list[object] = []
    lane.submit(saying("a", landed))
    lane.submit(saying("b", landed))
    hands.work()
    lane.submit(saying("c", landed))
    hands.deliver()
    lane.submit(saying("c", landed))
    assert len(hands.jobs) == 1
    hands.finish()
    assert landed == ["c"]


def test_that_a_dropped_lane_delivers_nothing_and_can_be_used_again(
    hands: Hands, lane: Lane
) -> None:
    landed: list[object] = []
    lane.drop()
    lane.submit(saying("a", landed))
    lane.drop()
    assert not lane.is_busy
    lane.submit(saying("a", landed))
    hands.finish()
    assert landed == ["a"]


def test_that_a_failure_reaches_the_owner_and_the_lane_goes_on(hands: Hands, lane: Lane) -> None:
    def run(*_: object) -> None:
        raise ArithmeticError("no such number")

    landed: list[object] = []
    lane.submit(Request(frozenset({"bad"}), run, landed.append))
    hands.work()
    with pytest.raises(ArithmeticError, match="no such number"):
        hands.deliver()
    lane.submit(saying("good", landed))
    hands.finish()
    assert landed == ["good"]


def test_that_a_failure_of_a_superseded_request_is_nobodys_business(
    hands: Hands, lane: Lane
) -> None:
    def run(*_: object) -> None:
        raise ArithmeticError

    landed: list[object] = []
    lane.submit(Request(frozenset({"bad"}), run, landed.append))
    hands.work()
    lane.submit(saying("good", landed))
    hands.finish()
    assert landed == ["good"]


def test_that_an_executor_that_shuts_down_ends_the_request(hands: Hands, lane: Lane) -> None:
    landed: list[object] = []
    lane.submit(saying("a", landed))
    future, _ = hands.jobs.popleft()
    future.cancel()
    hands.deliver()
    assert not lane.is_busy
    assert landed == []


def test_that_a_running_request_is_told_to_stop_and_its_late_results_are_dropped() -> None:
    calls: SimpleQueue[Callable[[], None]] = SimpleQueue()
    is_running, may_go = threading.Event(), threading.Event()
    landed: list[object] = []
    seen: list[bool] = []

    def slow(cancelled: Cancelled, send: Send) -> None:
        is_running.set()
        may_go.wait(5)
        seen.append(cancelled())
        send("slow")

    with ThreadPoolExecutor(1) as executor:
        both = background(executor, calls.put)
        both.committed.submit(Request(frozenset({"slow"}), slow, landed.append))
        assert is_running.wait(5)
        both.committed.submit(saying("fast", landed))
        may_go.set()
        while both.committed.is_busy:
            calls.get(timeout=5)()
    assert seen == [True]
    assert landed == ["fast"]


def test_that_a_gesture_does_not_stop_the_numbers_of_the_design(hands: Hands) -> None:
    both = background(hands, hands.post)
    landed: list[object] = []
    both.committed.submit(saying("design", landed))
    for n in range(5):
        both.previewed.submit(saying(f"gesture {n}", landed))
    hands.finish()
    assert landed == ["design", "gesture 4"]
    both.committed.submit(saying("more", landed))
    both.previewed.submit(saying("more", landed))
    both.drop()
    hands.finish()
    assert len(landed) == 2


def test_that_results_arrive_in_the_order_they_were_sent(hands: Hands, lane: Lane) -> None:
    landed: list[object] = []

    def run(cancelled: Cancelled, send: Send) -> None:
        for n in range(4):
            assert not cancelled()
            send(n)

    lane.submit(Request(frozenset({"steps"}), run, landed.append))
    hands.finish()
    assert landed == [0, 1, 2, 3]
