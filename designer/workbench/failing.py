"""Failures as requests to a worker: results come one by one, and can be called off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.errors.tree import DesignerError
from designer.evaluate.failure_modes import failure_modes
from designer.evaluate.failures import FailureLab, try_failures
from designer.evaluate.random_failures import random_failures
from designer.topology.build import build_class_graph
from designer.workbench.worker import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.evaluate.failure_modes import FailureKind
    from designer.evaluate.failures import FailureEffect
    from designer.evaluate.random_failures import RandomFailures
    from designer.model.design import Design
    from designer.model.ids import FabricId


class FailureProgress(NamedTuple):
    """How far a run is.

    Attributes
    ----------
    n_done, n_all
        Failures tried, and to try. [1]
    effects
        What is known so far.
    random
        Outcome of a random run, once it is done.
    problem
        Why nothing can be tried, or empty.
    """

    n_done: int
    n_all: int
    effects: tuple[FailureEffect, ...] = ()
    random: RandomFailures | None = None
    problem: str = ""


class RandomWanted(NamedTuple):
    """What is to fail at random, how many at a time, how often, and the seed."""

    kind: FailureKind
    n_failed: int
    n_samples: int
    seed: int


def failure_request(
    design: Design,
    fabric_ids: tuple[FabricId, ...],
    land: Callable[[FailureProgress], None],
    random: RandomWanted | None = None,
) -> Request:
    """Return the request to let everything fail once, or things at random.

    Parameters
    ----------
    design
        The document.
    fabric_ids
        Fabrics that count; all of them if empty.
    land
        Called in the owner's thread with every :class:`FailureProgress`.
    random
        What is to fail at random; ``None`` tries one of each kind.

    Returns
    -------
    Request
        For a :class:`~designer.workbench.worker.Lane`.
    """

    def run(is_cancelled: Callable[[], bool], send: Callable[[object], None]) -> None:
        try:
            graph = build_class_graph(design)
            lab = FailureLab(design, graph, fabric_ids)
            if random is None:
                _try_all(lab, is_cancelled, send)
            else:
                _try_random(lab, random, is_cancelled, send)
        except DesignerError as error:
            send(FailureProgress(0, 0, problem=str(error)))

    def take(result: object) -> None:
        if isinstance(result, FailureProgress):
            land(result)

    return Request(frozenset({(id(design), fabric_ids, random)}), run, take)


def _try_all(
    lab: FailureLab, is_cancelled: Callable[[], bool], send: Callable[[object], None]
) -> None:
    modes = failure_modes(lab.design, lab.graph)
    effects: list[FailureEffect] = []
    send(FailureProgress(0, len(modes)))
    for effect in try_failures(lab, modes, is_cancelled):
        effects.append(effect)
        send(FailureProgress(len(effects), len(modes), tuple(effects)))


def _try_random(
    lab: FailureLab,
    wanted: RandomWanted,
    is_cancelled: Callable[[], bool],
    send: Callable[[object], None],
) -> None:
    found = random_failures(
        lab,
        wanted.kind,
        wanted.n_failed,
        n_samples=wanted.n_samples,
        seed=wanted.seed,
        is_cancelled=is_cancelled,
        said=lambda n_done: send(FailureProgress(n_done, wanted.n_samples)),
    )
    if found is not None:
        send(FailureProgress(found.n_samples, wanted.n_samples, random=found))
