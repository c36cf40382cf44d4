"""Work that takes longer than a frame: one thread, and the latest request wins.

Nothing locks. A lane belongs to the thread that submits to it; a request runs on the executor and
sees only values that do not change; whatever it sends comes back through ``post``, which hands a
call to the owner's thread. Results of a request that has been superseded are thrown away.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Executor, Future

    from designer.evaluate.flat_space import AnySpace

    Call: TypeAlias = Callable[[], None]
    Post: TypeAlias = Callable[[Call], None]


class CancelToken:
    """Whether a request is still wanted; set by its owner, asked by the worker."""

    __slots__ = ("_is_set",)

    def __init__(self) -> None:
        self._is_set = False

    def cancel(self) -> None:
        """Say that the result is no longer wanted."""
        self._is_set = True

    def __call__(self) -> bool:
        """Return whether the result is no longer wanted.

        Returns
        -------
        bool
            Whether the worker may stop.
        """
        return self._is_set


class Request(NamedTuple):
    """Something to compute.

    Attributes
    ----------
    keys
        What it computes; a request for a part of what is under way changes nothing.
    run
        Called on the worker with a question whether to stop, and where to send results.
    land
        Called in the owner's thread with every result.
    """

    keys: frozenset[object]
    run: Callable[[Callable[[], bool], Callable[[object], None]], None]
    land: Callable[[object], None]


class Lane:
    """At most one request under way and one waiting; a newer one takes the place of the waiting.

    Parameters
    ----------
    executor
        Where requests run.
    post
        Hands a call to the owner's thread; called from any thread.
    """

    def __init__(self, executor: Executor, post: Post) -> None:
        self._executor = executor
        self._post = post
        self._under_way: tuple[Request, CancelToken] | None = None
        self._waiting: Request | None = None

    @property
    def is_busy(self) -> bool:
        """Whether a wanted request is under way or waiting."""
        is_wanted = self._under_way is not None and not self._under_way[1]()
        return is_wanted or self._waiting is not None

    def submit(self, request: Request) -> None:
        """Ask for a result; earlier requests are no longer wanted.

        Parameters
        ----------
        request
            What to compute.
        """
        if self._under_way is None:
            self._start(request)
            return
        running, token = self._under_way
        if request.keys <= running.keys and not token():
            self._waiting = None
            return
        token.cancel()
        self._waiting = request

    def drop(self) -> None:
        """Want nothing any more."""
        self._waiting = None
        if self._under_way is not None:
            self._under_way[1].cancel()

    def _start(self, request: Request) -> None:
        token = CancelToken()
        self._under_way = (request, token)
        future = self._executor.submit(self._work, request, token)
        future.add_done_callback(lambda done: self._post(partial(self._end, token, done)))

    def _work(self, request: Request, token: CancelToken) -> None:
        if not token():
            request.run(
                token, lambda result: self._post(partial(self._land, request, token, result))
            )

    @staticmethod
    def _land(request: Request, token: CancelToken, result: object) -> None:
        if not token():
            request.land(result)

    def _end(self, token: CancelToken, done: Future[None]) -> None:
        waiting, self._waiting, self._under_way = self._waiting, None, None
        if waiting is not None:
            self._start(waiting)
        failure = None if done.cancelled() else done.exception()
        if failure is not None and not token():
            raise failure


@dataclass(frozen=True)
class Background:
    """Where a workbench computes what takes longer than a frame.

    Attributes
    ----------
    committed, previewed
        Lanes for the design and for a gesture under way; they share the thread.
    is_left
        Whether the numbers of a fabric are left to the worker.
    """

    committed: Lane
    previewed: Lane
    is_left: Callable[[AnySpace], bool]

    def drop(self) -> None:
        """Want nothing any more, as when another design is opened."""
        self.committed.drop()
        self.previewed.drop()


def background(
    executor: Executor,
    post: Post,
    is_left: Callable[[AnySpace], bool] | None = None,
) -> Background:
    """Return the two lanes of a workbench.

    Parameters
    ----------
    executor
        One thread.
    post
        Hands a call to the thread of the workbench.
    is_left
        Whether the numbers of a fabric are left to the worker; those that take longer than a
        frame if not given.

    Returns
    -------
    Background
        The lanes.
    """
    return Background(Lane(executor, post), Lane(executor, post), is_left or _is_long)


def _is_long(space: AnySpace) -> bool:
    from designer.evaluate.fabric_tasks import is_short  # noqa: PLC0415 - after the drawing

    return not is_short(space)
