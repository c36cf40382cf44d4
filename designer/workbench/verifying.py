"""Verification as a request to a worker: rows come one by one, and can be called off."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.workbench.verification.published import published_numbers
from designer.workbench.verification.run import verified
from designer.workbench.verification.subjects import Subjects
from designer.workbench.worker import Request

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.library import CatalogLibrary
    from designer.workbench.verification.run import VerifiedNumber


class VerifyProgress(NamedTuple):
    """How far a run is.

    Attributes
    ----------
    n_done, n_all
        Published numbers compared, and to compare. [1]
    row
        The one that was compared last; ``None`` at the start.
    """

    n_done: int
    n_all: int
    row: VerifiedNumber | None = None


def verification_request(
    library: CatalogLibrary, land: Callable[[VerifyProgress], None]
) -> Request:
    """Return the request to compute every published number again.

    Parameters
    ----------
    library
        Catalog.
    land
        Called in the owner's thread with every :class:`VerifyProgress`.

    Returns
    -------
    Request
        For a :class:`~designer.workbench.worker.Lane`.
    """

    def run(is_cancelled: Callable[[], bool], send: Callable[[object], None]) -> None:
        rows = published_numbers()
        send(VerifyProgress(0, len(rows)))
        subjects = Subjects(library)
        for n_done, row in enumerate(rows, start=1):
            if is_cancelled():
                return
            send(VerifyProgress(n_done, len(rows), verified(row, subjects)))

    def take(result: object) -> None:
        if isinstance(result, VerifyProgress):
            land(result)

    return Request(frozenset({"verification"}), run, take)
