"""Designs that are opened to be compared: evaluated on a worker and kept."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from designer.errors.tree import DesignerError
from designer.workbench.comparing import checked_claims, checked_rule_claims, opened_side, side_of
from designer.workbench.worker import Lane, Request

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.claims import ClaimCheck, RuleClaimCheck
    from designer.evaluate.comparison import Side
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.documents import Documents


class _Opened(NamedTuple):
    name: str
    side: Side


class _Checked(NamedTuple):
    claims: tuple[ClaimCheck, ...]
    rule_claims: tuple[RuleClaimCheck, ...]


class _Refused(NamedTuple):
    name: str
    problem: DesignerError


class OpenedSides(QObject):
    """What has been opened, by name; asking for more starts the worker.

    Parameters
    ----------
    bridge
        Its catalog is used, and results come back to its thread.

    Signals
    -------
    arrived()
        A design has been evaluated.
    checked(object, object)
        Claims about systems, and about rules, beside what was computed.
    refused(str, object)
        A design cannot be opened, and why.
    """

    arrived = Signal()
    checked = Signal(object, object)
    refused = Signal(str, object)

    def __init__(self, bridge: WorkbenchBridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._executor = ThreadPoolExecutor(1, "designer-compare")
        self._lane = Lane(self._executor, bridge.post)
        self._claims = Lane(self._executor, bridge.post)
        self._sides: dict[str, Side] = {}

    def side(self, name: str) -> Side | None:
        """Return a design that has been evaluated, or ``None``."""
        return self._sides.get(name)

    def of_window(self, documents: Documents) -> Side:
        """Return the design of the window as it is now."""
        is_edited = self._bridge.workbench.is_modified
        return side_of(self._bridge.snapshot, "" if is_edited else documents.system_name)

    def want(self, names: Iterable[str]) -> None:
        """Evaluate those of these designs that are not there yet, and no others any more."""
        missing = tuple(dict.fromkeys(name for name in names if name not in self._sides))
        if not missing:
            self._lane.drop()
            return
        library = self._bridge.workbench.library
        run = partial(_open_all, library, missing)
        self._lane.submit(Request(frozenset(missing), run, self._land))

    @property
    def is_checking(self) -> bool:
        """Whether claims are being checked."""
        return self._claims.is_busy

    def check_claims(self) -> None:
        """Check every claim of the catalog, which evaluates the systems that they are about."""
        library = self._bridge.workbench.library
        self._claims.submit(
            Request(frozenset({"claims"}), partial(_check_all, library), self._land)
        )

    def stop(self) -> None:
        """Want nothing more, as when the window is closed."""
        self._lane.drop()
        self._claims.drop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _land(self, result: object) -> None:
        if isinstance(result, _Opened):
            self._sides[result.name] = result.side
            self.arrived.emit()
        elif isinstance(result, _Checked):
            self.checked.emit(result.claims, result.rule_claims)
        elif isinstance(result, _Refused):
            self.refused.emit(result.name, result.problem)


def _check_all(
    library: CatalogLibrary, cancelled: Callable[[], bool], send: Callable[[object], None]
) -> None:
    if not cancelled():
        send(_Checked(checked_claims(library), checked_rule_claims(library)))


def _open_all(
    library: CatalogLibrary,
    names: tuple[str, ...],
    cancelled: Callable[[], bool],
    send: Callable[[object], None],
) -> None:
    for name in names:
        if cancelled():
            return
        try:
            send(_Opened(name, opened_side(library, name)))
        except DesignerError as problem:
            send(_Refused(name, problem))
