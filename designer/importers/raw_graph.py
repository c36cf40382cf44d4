"""A graph as a file has it, before anything has been checked: attributes and where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import DesignFileError
from designer.wording.wording import joined

if TYPE_CHECKING:
    from collections.abc import Mapping

    from designer.storage.positions import JsonPath

Place: TypeAlias = "JsonPath | int"
"""Where something stands: keys and indices in JSON, a line in XML."""


class RawVertex(NamedTuple):
    """A vertex: its id as text, its attributes and its place."""

    name: str
    attributes: Mapping[str, object]
    place: Place


class RawLink(NamedTuple):
    """A link: the ids of its ends as text, its attributes and its place."""

    a: str
    b: str
    attributes: Mapping[str, object]
    place: Place


class Locator(Protocol):
    """Turns a place and a field into line, column and words."""

    def __call__(self, place: Place, field: str) -> Locus:
        """Return where a field of something stands."""
        ...


class RawGraph(NamedTuple):
    """A graph as a file has it.

    Attributes
    ----------
    vertices, links
        In the order of the file.
    is_directed
        Whether a link is one direction only.
    locate
        Finds the line of a place.
    """

    vertices: tuple[RawVertex, ...]
    links: tuple[RawLink, ...]
    is_directed: bool
    locate: Locator


def refusal(
    locus: Locus, message: str, hint: str, code: FindingCode = FindingCode.FIELD_INVALID
) -> DesignFileError:
    """Return the error that says in one line what is wrong with a file, where, and what to do.

    Parameters
    ----------
    locus
        Place in the file.
    message, hint
        What is wrong and what to do.
    code
        Kind of finding.

    Returns
    -------
    DesignFileError
        With one finding.
    """
    text = joined("", (f"{locus.text()}: ", message, "; ", hint))
    return DesignFileError(text, (Finding(code, Severity.ERROR, message, hint, locus),))
