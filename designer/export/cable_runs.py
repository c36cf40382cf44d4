"""Cable by cable: the links of the class graph put into the cables that carry them.

A cable never has its links end in different enclosures: links are first grouped by the enclosures
at both ends and only then put ``n_links_per_cable`` to a cable. Ports and cables are numbered as if
nothing were removed, so taking a switch out renames none of the others.
"""

from __future__ import annotations

import itertools
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from designer.export.copies import Copy, CopyBook
from designer.export.subject import part_of
from designer.model.ids import path_from_text
from designer.model.links import RelationKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from designer.export.copies import Place
    from designer.export.subject import EvaluatedDesign
    from designer.model.links import LinkBundle
    from designer.topology.classes import Chain, DimRelation, FixedIndices, LinkClass, PairList

    _Missing: TypeAlias = tuple[
        set[tuple[tuple[int, ...], ...]], dict[tuple[FixedIndices, FixedIndices], int]
    ]


@dataclass(frozen=True, slots=True)
class CableEnd:
    """One end of a cable: where it is plugged in, and the port as labelled."""

    place: Place
    port: str


@dataclass(frozen=True, slots=True)
class CableRun:
    """One cable to lay.

    Attributes
    ----------
    cable_id
        Label, unique in the design and stable while other cables come and go.
    link_class
        What it carries.
    a, z
        Its ends.
    n_links
        Links that it carries; less than it could where copies are removed. [1]
    plane_ix
        Plane of the fabric, or ``None``.
    """

    cable_id: str
    link_class: LinkClass
    a: CableEnd
    z: CableEnd
    n_links: int
    plane_ix: int | None


class _Link(NamedTuple):
    a: Copy
    z: Copy
    is_missing: bool


class _Wiring(NamedTuple):
    """What all uses of one bundle between the same two chains have in common."""

    link_class: LinkClass
    bundle: LinkBundle
    a_chain: Chain
    z_chain: Chain


class CableRuns:
    """All cables of a design, made one by one while they are read.

    Parameters
    ----------
    subject
        The evaluated design.
    """

    def __init__(self, subject: EvaluatedDesign) -> None:
        self._subject = subject

    def __len__(self) -> int:
        return sum(link_class.n_cables for link_class in self._subject.graph.link_classes)

    def __iter__(self) -> Iterator[CableRun]:
        return _CableWalk(self._subject).runs()


class _CableWalk:
    def __init__(self, subject: EvaluatedDesign) -> None:
        self._subject = subject
        self._book = CopyBook(subject)
        self._n_ports_used: defaultdict[tuple[Copy, str], int] = defaultdict(int)
        self._n_cables_made: defaultdict[str, int] = defaultdict(int)
        self._label_by_key = _labels(subject)
        self._missing_by_key: dict[str, _Missing] = {}
        self._listed_by_key: dict[str, dict[int, list[tuple[int, int]]]] = {}

    def runs(self) -> Iterator[CableRun]:
        done: set[tuple[str, Chain, Chain]] = set()
        for wiring in self._wirings():
            key = (wiring.link_class.bundle_key, wiring.a_chain, wiring.z_chain)
            if key not in done:
                done.add(key)
                yield from self._runs_of(wiring)

    def _wirings(self) -> Iterator[_Wiring]:
        graph = self._subject.graph
        for link_class in graph.link_classes:
            if link_class.cable is not None:
                block_id, _, bundle_id = link_class.bundle_key.partition("/")
                block = next(b for b in self._subject.design.blocks if b.id == block_id)
                bundle = next(b for b in block.link_bundles if b.id == bundle_id)
                a_chain = graph.vertex_classes[link_class.a_ix].chain
                z_chain = graph.vertex_classes[link_class.b_ix].chain
                yield _Wiring(link_class, bundle, a_chain, z_chain)

    def _runs_of(self, wiring: _Wiring) -> Iterator[CableRun]:
        z_node_chain = self._book.enclosure_chain(wiring.z_chain)
        for links in self._links_by_a_node(wiring):
            by_z_node: defaultdict[Copy, list[_Link]] = defaultdict(list)
            for link in links:
                by_z_node[self._book.outer(link.z, z_node_chain)].append(link)
            for z_node in sorted(by_z_node):
                for cable in _batches(by_z_node[z_node], wiring.bundle.n_links_per_cable):
                    yield from self._cables(wiring, cable)

    def _links_by_a_node(self, wiring: _Wiring) -> Iterator[list[_Link]]:
        dims = self._subject.graph.dims
        node_chain = self._book.enclosure_chain(wiring.a_chain)
        a_dim_ixs = self._book.dim_ixs_by_chain[wiring.a_chain]
        n_outer = len(self._book.dim_ixs_by_chain[node_chain])
        ranges = [range(dims[dim_ix].size) for dim_ix in a_dim_ixs]
        for outer in itertools.product(*ranges[:n_outer]):
            inner = itertools.product(*ranges[n_outer:])
            copies = [Copy(wiring.a_chain, (*outer, *rest)) for rest in inner]
            yield [link for a in copies for link in self._links_from(wiring, a)]

    def _links_from(self, wiring: _Wiring, a: Copy) -> Iterator[_Link]:
        for z, n_times in self._partners(wiring, a):
            if wiring.a_chain == wiring.z_chain and not self._is_first_of_pair(wiring, a, z):
                continue
            n_links = n_times * wiring.link_class.n_links_per_pair
            n_missing = self._n_missing(wiring, a, z)
            for strand in range(n_links):
                yield _Link(a, z, strand >= n_links - n_missing)

    def _n_missing(self, wiring: _Wiring, a: Copy, z: Copy) -> int:
        link_class = wiring.link_class
        if not link_class.cuts:
            return 0
        key = link_class.bundle_key
        if key not in self._missing_by_key:
            missing: defaultdict[tuple[FixedIndices, FixedIndices], int] = defaultdict(int)
            for cut in link_class.cuts:
                missing[cut.a_fixed, cut.b_fixed] += cut.n_links
            dims = {tuple(tuple(d for d, _ in own) for own in pair) for pair in missing}
            self._missing_by_key[key] = (dims, missing)
        all_dims, found = self._missing_by_key[key]
        ends = [(self._values(a), self._values(z))]
        if wiring.a_chain == wiring.z_chain:
            ends.append((ends[0][1], ends[0][0]))
        return sum(
            found.get((tuple((d, one[d]) for d in a_dims), tuple((d, other[d]) for d in z_dims)), 0)
            for a_dims, z_dims in all_dims
            for one, other in ends
        )

    def _partners(self, wiring: _Wiring, a: Copy) -> Iterator[tuple[Copy, int]]:
        # Copies that the rule links a copy to, read from a to z.
        link_class = wiring.link_class
        a_values = self._values(a)
        if any(a_values[dim_ix] != value for dim_ix, value in link_class.a_fixed):
            return
        z_dim_ixs = self._book.dim_ixs_by_chain[wiring.z_chain]
        if link_class.pairs is not None:
            yield from self._listed(wiring, link_class.pairs, a_values)
            return
        by_z_dim = {relation.b_dim_ix: relation for relation in link_class.relations}
        z_fixed = dict(link_class.b_fixed)
        choices = [
            [z_fixed[dim_ix]]
            if dim_ix in z_fixed
            else self._choices(by_z_dim.get(dim_ix), dim_ix, a_values)
            for dim_ix in z_dim_ixs
        ]
        for indices in itertools.product(*choices):
            yield Copy(wiring.z_chain, indices), 1

    def _values(self, copy: Copy) -> dict[int, int]:
        dim_ixs = self._book.dim_ixs_by_chain[copy.chain]
        return dict(zip(dim_ixs, copy.indices, strict=True))

    def _listed(
        self, wiring: _Wiring, pairs: PairList, a_values: dict[int, int]
    ) -> Iterator[tuple[Copy, int]]:
        dims = self._subject.graph.dims
        key = wiring.link_class.bundle_key
        if key not in self._listed_by_key:
            listed: defaultdict[int, list[tuple[int, int]]] = defaultdict(list)
            for a_ix, z_ix, n_times in pairs.rows:
                listed[a_ix].append((z_ix, n_times))
            self._listed_by_key[key] = listed
        copy_ix = 0
        for dim_ix in pairs.a_dim_ixs:
            copy_ix = copy_ix * dims[dim_ix].size + a_values[dim_ix]
        n_outer = len(self._book.dim_ixs_by_chain[wiring.z_chain]) - len(pairs.b_dim_ixs)
        outer = tuple(a_values.values())[:n_outer]
        for z_ix, n_times in self._listed_by_key[key].get(copy_ix, ()):
            rest, inner = z_ix, []
            for dim_ix in reversed(pairs.b_dim_ixs):
                rest, value = divmod(rest, dims[dim_ix].size)
                inner.append(value)
            yield Copy(wiring.z_chain, (*outer, *reversed(inner))), n_times

    def _choices(
        self, relation: DimRelation | None, dim_ix: int, value_by_dim: dict[int, int]
    ) -> Sequence[int]:
        size = self._subject.graph.dims[dim_ix].size
        if relation is None:
            return range(size)
        value = value_by_dim[relation.a_dim_ix]
        if relation.kind is RelationKind.NOT_EQUAL:
            return [other for other in range(size) if other != value]
        wanted = value + relation.offset
        if relation.kind is RelationKind.STEP:
            return [wanted] if 0 <= wanted < size else []
        return [wanted % size]

    def _is_first_of_pair(self, wiring: _Wiring, a: Copy, z: Copy) -> bool:
        # Each unordered pair is counted once, from its lower end unless only the other fits.
        if a.indices == z.indices:
            return False
        if a.indices < z.indices or wiring.link_class.pairs is not None:
            return True
        return not self._is_linked(wiring, z, a)

    def _is_linked(self, wiring: _Wiring, a: Copy, z: Copy) -> bool:
        link_class = wiring.link_class
        a_values, z_values = self._values(a), self._values(z)
        if any(a_values[dim_ix] != value for dim_ix, value in link_class.a_fixed):
            return False
        if any(z_values[dim_ix] != value for dim_ix, value in link_class.b_fixed):
            return False
        return all(
            z_values[relation.b_dim_ix] in self._choices(relation, relation.b_dim_ix, a_values)
            for relation in link_class.relations
        )

    def _cables(self, wiring: _Wiring, links: list[_Link]) -> Iterator[CableRun]:
        link_class, bundle = wiring.link_class, wiring.bundle
        key = link_class.bundle_key
        first_number = self._n_cables_made[key]
        self._n_cables_made[key] += bundle.n_cables_per_link
        if bundle.via is not None:
            n_present = sum(1 for link in links if self._is_present(wiring, link))
            for strand in range(bundle.n_cables_per_link if n_present else 0):
                yield from self._to_circuit(wiring, links, n_present, first_number + strand)
            return
        a_copies = [link.a for link in links]
        z_copies = [link.z for link in links]
        a_port = self._port(a_copies, link_class.a_port)
        z_port = self._port(z_copies, link_class.b_port)
        n_present = sum(1 for link in links if self._is_present(wiring, link))
        if n_present == 0:
            return
        for strand in range(bundle.n_cables_per_link):
            suffix = f".{strand}" if bundle.n_cables_per_link > 1 else ""
            yield CableRun(
                cable_id=f"{self._label_by_key[key]}-{first_number + strand:06d}",
                link_class=link_class,
                a=CableEnd(self._book.place(a_copies[0]), a_port + suffix),
                z=CableEnd(self._book.place(z_copies[0]), z_port + suffix),
                n_links=n_present,
                plane_ix=self._plane_ix(links[0]),
            )

    def _to_circuit(
        self, wiring: _Wiring, links: list[_Link], n_present: int, number: int
    ) -> Iterator[CableRun]:
        # A cable from either end to the circuit switch that joins them.
        link_class = wiring.link_class
        switch = self._circuit_switch(links[0].a, link_class.via or "")
        if switch is None:
            return
        name = f"{self._label_by_key[link_class.bundle_key]}-{number:06d}"
        for side, copy, port in (
            ("a", links[0].a, link_class.a_port),
            ("z", links[0].z, link_class.b_port),
        ):
            yield CableRun(
                cable_id=f"{name}{side}",
                link_class=link_class,
                a=CableEnd(self._book.place(copy), self._port([copy], port)),
                z=CableEnd(self._book.place(switch), self._port([switch], "port")),
                n_links=n_present,
                plane_ix=self._plane_ix(links[0]),
            )

    def _circuit_switch(self, a: Copy, via: str) -> Copy | None:
        # The copy that a path means; steps without an index are those of the linked copy.
        steps = path_from_text(via)
        chain = tuple(step.instance_id for step in steps)
        dim_ixs = self._book.dim_ixs_by_chain.get(chain)
        if dim_ixs is None:
            return None
        values = self._values(a)
        indices: list[int] = []
        for depth, step in enumerate(steps, start=1):
            outer = self._book.dim_ixs_by_chain[chain[: depth - 1]]
            own = self._book.dim_ixs_by_chain[chain[:depth]][len(outer) :]
            rest = step.copy_ix
            found: list[int] = []
            for d in reversed(own):
                if rest is None:
                    found.append(values.get(d, 0))
                else:
                    rest, value = divmod(rest, self._subject.graph.dims[d].size)
                    found.append(value)
            if rest:
                return None
            indices += reversed(found)
        return Copy(chain, tuple(indices))

    def _port(self, copies: list[Copy], port_name: str) -> str:
        # Numbered on the chip it belongs to, or on the enclosure where a cable serves several.
        first = copies[0]
        place = self._book.place(first)
        if len(set(copies)) == 1:
            number = self._next_port(first, port_name)
            return f"{place.part}:{port_name}[{number}]" if place.part else f"{port_name}[{number}]"
        node = self._book.outer(first, self._book.enclosure_chain(first.chain))
        number = self._next_port(node, f"{first.chain[-1]}:{port_name}")
        return f"{first.chain[-1]}:{port_name}[{number}]"

    def _next_port(self, owner: Copy, port_name: str) -> int:
        number = self._n_ports_used[owner, port_name]
        self._n_ports_used[owner, port_name] += 1
        return number

    def _is_present(self, wiring: _Wiring, link: _Link) -> bool:
        if link.is_missing:
            return False
        if not self._subject.graph.boxes:
            return True
        ends = ((link.a, wiring.link_class.a_port), (link.z, wiring.link_class.b_port))
        for copy, port_name in ends:
            usual = self._book.instances(copy.chain)[-1].of
            slug = self._book.part_slug(copy, usual)
            part = part_of(self._subject, slug) if slug is not None else None
            if part is None or part.port(port_name) is None:
                return False
        return True

    def _plane_ix(self, link: _Link) -> int | None:
        for copy in (link.a, link.z):
            for dim_ix, value in zip(
                self._book.dim_ixs_by_chain[copy.chain], copy.indices, strict=True
            ):
                if self._subject.graph.dims[dim_ix].is_plane:
                    return value
        return None


def _batches(links: list[_Link], size: int) -> Iterator[list[_Link]]:
    links = sorted(links)
    for start in range(0, len(links), size):
        yield links[start : start + size]


def _labels(subject: EvaluatedDesign) -> dict[str, str]:
    # The bundle id alone, unless two blocks use the same one.
    keys = dict.fromkeys(link_class.bundle_key for link_class in subject.graph.link_classes)
    ids = [key.partition("/")[2] for key in keys]
    return {
        key: bundle_id if ids.count(bundle_id) == 1 else key.replace("/", ".")
        for key, bundle_id in zip(keys, ids, strict=True)
    }
