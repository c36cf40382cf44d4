"""A checked graph: every vertex an endpoint or a switch, every link with a capacity."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.errors.findings import FindingCode, Locus
from designer.importers.raw_graph import refusal
from designer.storage.strict_json import shown
from designer.units.parse import quantity_from_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.errors.tree import DesignFileError
    from designer.importers.raw_graph import Place, RawGraph, RawLink, RawVertex

MAX_VERTICES: Final = 200_000
MAX_LINKS: Final = 1_000_000
MAX_ENDPOINTS: Final = 4_000_000
MAX_CAPACITIES: Final = 64
MAX_CAPACITY_BYTES_PER_S: Final = 10**17
MAX_MULTIPLICITY: Final = 1_000_000
_KINDS: Final = ("endpoint", "switch")


class GraphLink(NamedTuple):
    """A link between two vertices by number, the lower first, with its capacity per direction."""

    a_ix: int
    b_ix: int
    capacity_bytes_per_s: int
    multiplicity: int


@dataclass(frozen=True)
class GraphRecord:
    """A graph that can become a design.

    Attributes
    ----------
    names
        Ids of the vertices as in the file.
    is_endpoint
        Whether a vertex is one endpoint; others are switches.
    n_hanging
        Endpoints that a switch stands for besides. [1]
    links
        Every linked pair once per capacity, in order.
    """

    names: tuple[str, ...]
    is_endpoint: tuple[bool, ...]
    n_hanging: tuple[int, ...]
    links: tuple[GraphLink, ...]


class _Checker:
    def __init__(self, raw: RawGraph, file_name: str) -> None:
        self.raw = raw
        self.top = Locus(file=file_name)
        self.number: dict[str, int] = {}

    def refuse(self, place: Place, field: str, message: str, hint: str) -> DesignFileError:
        return refusal(self.raw.locate(place, field), message, hint)

    def checked(self) -> GraphRecord:
        raw = self.raw
        for what, n, limit in (
            ("vertices", len(raw.vertices), MAX_VERTICES),
            ("links", len(raw.links), MAX_LINKS),
        ):
            if n > limit:
                message = worded(
                    "the graph has {n:,} {what}; at most {limit:,} can be imported",
                    n=n,
                    what=what,
                    limit=limit,
                )
                code = FindingCode.DESIGN_TOO_LARGE
                raise refusal(
                    self.top, message, worded("import a part of it, or generate it"), code
                )
        kinds = [self._vertex(vertex) for vertex in raw.vertices]
        n_endpoints = sum(int(is_end) + n for is_end, n in kinds)
        if n_endpoints < 2:
            what = worded("no endpoint") if n_endpoints == 0 else worded("only one endpoint")
            hint = worded('give vertices "kind": "endpoint", or switches a weight')
            raise refusal(self.top, worded("the graph has {what}", what=what), hint)
        if n_endpoints > MAX_ENDPOINTS:
            message = worded(
                "the graph has {n_endpoints:,} endpoints; at most {limit:,}",
                n_endpoints=n_endpoints,
                limit=MAX_ENDPOINTS,
            )
            raise refusal(
                self.top, message, worded("lower the weights"), FindingCode.DESIGN_TOO_LARGE
            )
        links = self._links()
        self._connected(links)
        return GraphRecord(
            tuple(v.name for v in raw.vertices),
            tuple(is_end for is_end, _ in kinds),
            tuple(n for _, n in kinds),
            links,
        )

    def _vertex(self, vertex: RawVertex) -> tuple[bool, int]:
        place, attributes = vertex.place, vertex.attributes
        if vertex.name in self.number:
            message = worded("vertex {shown} stands twice", shown=shown(vertex.name))
            raise self.refuse(place, "id", message, worded("give every vertex its own id"))
        self.number[vertex.name] = len(self.number)
        weight = self._whole(vertex, "weight", None)
        kind = attributes.get("kind")
        if kind is None and weight is None:
            message = worded("there is neither kind nor weight")
            raise self.refuse(place, "kind", message, worded('write "endpoint" or "switch"'))
        if kind is not None and kind not in _KINDS:
            message = worded("kind {shown} is unknown", shown=shown(kind))
            raise self.refuse(place, "kind", message, worded('write "endpoint" or "switch"'))
        if kind == "endpoint" and weight == 0:
            message = worded("an endpoint of weight 0")
            raise self.refuse(
                place, "weight", message, worded('write 1 or more, or "kind": "switch"')
            )
        if kind == "switch" or (kind is None and weight == 0):
            return False, weight or 0
        return (True, 0) if weight in {None, 1} else (False, weight or 0)

    def _whole(self, of: RawVertex | RawLink, field: str, absent: int | None) -> int | None:
        value = of.attributes.get(field)
        if value is None:
            return absent
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        number = float(value) if isinstance(value, int | float) and abs(value) < 1e300 else math.inf
        if not is_number or not number.is_integer() or not 0 <= number <= MAX_MULTIPLICITY:
            message, hint = (
                worded("{field} is {shown}", field=field, shown=shown(value)),
                worded("a whole number up to {limit:,}", limit=MAX_MULTIPLICITY),
            )
            raise self.refuse(of.place, field, message, worded("write {hint}", hint=hint))
        return int(number)

    def _capacity(self, link: RawLink) -> int:
        given = [f for f in ("capacity_bytes_per_s", "capacity") if f in link.attributes]
        if len(given) != 1:
            what = worded("no capacity") if not given else worded("two capacities")
            hint = worded('write "capacity_bytes_per_s": 50e9 or "capacity": "400G"')
            raise self.refuse(
                link.place,
                given[0] if given else "",
                worded("the link has {what}", what=what),
                hint,
            )
        field, value = given[0], link.attributes[given[0]]
        rate = self._rate(link, field, value)
        if not math.isfinite(rate) or not 1 <= rate <= MAX_CAPACITY_BYTES_PER_S:
            message = worded("{field} is {shown}", field=field, shown=shown(value))
            hint = worded(
                "write a rate from 1 to {limit:.0e} byte/s per direction",
                limit=MAX_CAPACITY_BYTES_PER_S,
            )
            raise self.refuse(link.place, field, message, hint)
        return round(rate)

    def _rate(self, link: RawLink, field: str, value: object) -> float:
        if field == "capacity":
            if not isinstance(value, str) or value.strip()[-1:].isdigit():
                message = worded("{field} {shown} has no unit", field=field, shown=shown(value))
                raise self.refuse(link.place, field, message, worded('write a text such as "400G"'))
            try:
                return quantity_from_text(value, "byte/s")
            except ValueError as error:
                raise self.refuse(
                    link.place, field, str(error), worded('such as "50 GB/s"')
                ) from error
        if isinstance(value, bool) or not isinstance(value, int | float):
            message = worded("{field} is {shown}", field=field, shown=shown(value))
            raise self.refuse(link.place, field, message, worded("write a number of byte/s"))
        return float(value) if abs(value) < 1e300 else math.inf

    def _links(self) -> tuple[GraphLink, ...]:
        times: dict[tuple[int, int, int], int] = {}
        first: dict[tuple[int, int, int], RawLink] = {}
        for link in self.raw.links:
            for end, field in ((link.a, "source"), (link.b, "target")):
                if end not in self.number:
                    message = worded("there is no vertex {shown}", shown=shown(end))
                    raise self.refuse(
                        link.place, field, message, worded("add it, or correct the id")
                    )
            a, b = self.number[link.a], self.number[link.b]
            if a == b:
                message = worded("vertex {shown} is linked to itself", shown=shown(link.a))
                raise self.refuse(link.place, "target", message, worded("remove the link"))
            n = self._whole(link, "multiplicity", 1)
            if not n:
                message, hint = (
                    worded("multiplicity is 0"),
                    worded("write 1 or more, or remove the link"),
                )
                raise self.refuse(link.place, "multiplicity", message, hint)
            key = (a, b, self._capacity(link))
            if not self.raw.is_directed:
                key = (min(a, b), max(a, b), key[2])
            times[key] = times.get(key, 0) + n
            first.setdefault(key, link)
        self._few_capacities({key[2] for key in times})
        if self.raw.is_directed:
            times = self._both_ways(times, first)
        return tuple(GraphLink(*key, n) for key, n in sorted(times.items()))

    def _few_capacities(self, found: set[int]) -> None:
        if len(found) > MAX_CAPACITIES:
            message = worded(
                "the links have {n_found:,} different capacities; at most {limit}",
                n_found=len(found),
                limit=MAX_CAPACITIES,
            )
            raise refusal(self.top, message, worded("round the capacities, each is a kind of port"))

    def _both_ways(
        self, times: dict[tuple[int, int, int], int], first: dict[tuple[int, int, int], RawLink]
    ) -> dict[tuple[int, int, int], int]:
        for (a, b, capacity), n in times.items():
            if times.get((b, a, capacity)) != n:
                link = first[a, b, capacity]
                message = worded(
                    "the graph is directed and {from_name} to {to_name} has no equal link the "
                    "other way",
                    from_name=shown(link.a),
                    to_name=shown(link.b),
                )
                hint = worded(
                    "links here carry the same in both directions: write both, or no direction"
                )
                raise self.refuse(link.place, "source", message, hint)
        return {key: n for key, n in times.items() if key[0] < key[1]}

    def _connected(self, links: tuple[GraphLink, ...]) -> None:
        parent = list(range(len(self.number)))

        def root(v: int) -> int:
            while parent[v] != v:
                parent[v] = parent[parent[v]]
                v = parent[v]
            return v

        for link in links:
            parent[root(link.a_ix)] = root(link.b_ix)
        for ix, vertex in enumerate(self.raw.vertices):
            if root(ix) != root(0):
                other = self.raw.vertices[0].name
                message = worded(
                    "the graph is not connected: no path from {shown} to this vertex",
                    shown=shown(other),
                )
                raise self.refuse(
                    vertex.place, "id", message, worded("link its parts, or import one part")
                )


def checked_graph(raw: RawGraph, file_name: str) -> GraphRecord:
    """Check a graph.

    Parameters
    ----------
    raw
        The graph as read.
    file_name
        Name to show in messages.

    Returns
    -------
    GraphRecord
        The graph; a vertex of weight above 1, and a switch with a weight, is a switch with as
        many endpoints.

    Raises
    ------
    DesignFileError
        With one message that has file, line and field, if anything about it cannot be used.
    """
    return _Checker(raw, file_name).checked()
