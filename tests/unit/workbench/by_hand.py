"""A worker that works when told to, and the post that it hands results to."""

from __future__ import annotations

from collections import deque
from concurrent.futures import Executor, Future
from typing import TYPE_CHECKING, Any

from typing_extensions import override

if TYPE_CHECKING:
    from collections.abc import Callable


class Hands(Executor):
    """Runs what was submitted, one at a time, when told to; keeps what is posted."""

    def __init__(self) -> None:
        self.jobs: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self.posted: deque[Callable[[], None]] = deque()

    @override
    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        self.jobs.append((future, lambda: fn(*args, **kwargs)))
        return future

    def post(self, call: Callable[[], None]) -> None:
        self.posted.append(call)

    def work(self) -> bool:
        """Run one job; return whether there was one."""
        if not self.jobs:
            return False
        future, job = self.jobs.popleft()
        try:
            future.set_result(job())
        except Exception as failure:  # noqa: BLE001 - a future keeps whatever went wrong
            future.set_exception(failure)
        return True

    def deliver(self) -> None:
        """Hand everything that was posted to the owner."""
        while self.posted:
            self.posted.popleft()()

    def finish(self) -> None:
        """Work and deliver until nothing is left."""
        while self.work() or self.posted:
            self.deliver()
