"""What is in each rack, racks with the same contents together."""

from __future__ import annotations

import itertools
import math
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from designer.export.copies import Copy, CopyBook
from designer.export.subject import part_of
from designer.model.block import BlockKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.export.subject import EvaluatedDesign
    from designer.topology.classes import Chain

MAX_RACKS: Final = 200_000
"""Most racks told apart one by one when copies differ. [1]"""


@dataclass(frozen=True)
class RackContents:
    """Racks that hold the same.

    Attributes
    ----------
    chain
        Instance chain of the racks.
    first_name, last_name
        Paths of the first and last of them.
    n_racks
        How many there are. [1]
    rack_slug
        The rack part; empty if the block names none.
    parts
        Pieces by part slug in one rack, the rack itself left out. [1]
    n_used_u
        Rack units taken in one rack. [U]
    n_optics, n_cable_ends
        Optical modules, and cable ends by part slug, plugged in within one rack, spread evenly
        over the racks of the chain. [1]
    """

    chain: Chain
    first_name: str
    last_name: str
    n_racks: int
    rack_slug: str
    parts: Counter[str]
    n_used_u: float
    n_optics: dict[str, float]
    n_cable_ends: dict[str, float]


def rack_contents(subject: EvaluatedDesign) -> Iterator[RackContents]:
    """Yield the racks of a design, those with the same contents together.

    Parameters
    ----------
    subject
        The evaluated design.

    Yields
    ------
    RackContents
        One record per kind of rack, in document order; removed racks are left out.
    """
    book = CopyBook(subject)
    done: set[Chain] = set()
    for enclosure_class in subject.graph.enclosure_classes:
        chain = enclosure_class.chain
        if enclosure_class.kind is not BlockKind.RACK or chain in done or not chain:
            continue
        done.add(chain)
        yield from _RackKind(subject, book, chain).contents()


class _RackKind:
    def __init__(self, subject: EvaluatedDesign, book: CopyBook, chain: Chain) -> None:
        self._subject = subject
        self._book = book
        self._chain = chain
        self._dim_ixs = book.dim_ixs_by_chain[chain]
        self._sizes = [subject.graph.dims[dim_ix].size for dim_ix in self._dim_ixs]

    def contents(self) -> Iterator[RackContents]:
        groups: dict[tuple[bool, ...], list[Copy]] = {}
        for copy in self._copies():
            groups.setdefault(self._differences(copy), []).append(copy)
        present = {
            key: slug for key, racks in groups.items() if (slug := self._slug(racks[0])) is not None
        }
        n_present = sum(len(groups[key]) for key in present) * self._n_per_copy()
        for key, slug in present.items():
            racks = groups[key]
            parts, n_used_u = self._inside(racks[0])
            n_optics, n_cable_ends = self._plugged(n_present)
            yield RackContents(
                chain=self._chain,
                first_name=self._book.name(racks[0]),
                last_name=self._last_name(racks),
                n_racks=len(racks) * self._n_per_copy(),
                rack_slug=slug,
                parts=parts,
                n_used_u=n_used_u,
                n_optics=n_optics,
                n_cable_ends=n_cable_ends,
            )

    def _boxes_differ(self) -> bool:
        n_steps = len(self._chain)
        return any(
            box.chain[:n_steps] == self._chain[: len(box.chain)]
            for box in self._subject.graph.boxes
        )

    def _copies(self) -> Iterator[Copy]:
        # One copy stands for all where none differs.
        if not self._boxes_differ():
            yield Copy(self._chain, (0,) * len(self._sizes))
            return
        ranges = [range(size) for size in self._sizes]
        for indices in itertools.islice(itertools.product(*ranges), MAX_RACKS):
            yield Copy(self._chain, indices)

    def _n_per_copy(self) -> int:
        return 1 if self._boxes_differ() else math.prod(self._sizes)

    def _last_name(self, racks: list[Copy]) -> str:
        if self._boxes_differ():
            return self._book.name(racks[-1])
        return self._book.name(Copy(self._chain, tuple(size - 1 for size in self._sizes)))

    def _differences(self, copy: Copy) -> tuple[bool, ...]:
        value_by_dim = dict(zip(self._dim_ixs, copy.indices, strict=True))
        return tuple(
            all(value_by_dim.get(dim_ix, value) == value for dim_ix, value in box.fixed)
            for box in self._subject.graph.boxes
        )

    def _slug(self, copy: Copy) -> str | None:
        instance = self._book.instances(self._chain)[-1]
        block = self._subject.design.block_by_id.get(instance.block) if instance.block else None
        usual = block.part if block is not None and block.part is not None else ""
        return self._book.part_slug(copy, usual)

    def _inside(self, rack: Copy) -> tuple[Counter[str], float]:
        parts: Counter[str] = Counter()
        n_used_u = 0.0
        counted: set[Chain] = set()
        for chain, usual in self._inner_chains():
            counts = self._inner_counts(rack, chain, usual)
            parts += counts
            is_inside_counted = any(chain[:end] in counted for end in range(1, len(chain)))
            heights = {slug: self._height_u(slug) for slug in counts}
            if not is_inside_counted and any(heights.values()):
                counted.add(chain)
                n_used_u += sum(heights[slug] * n for slug, n in counts.items())
        return parts, n_used_u

    def _inner_chains(self) -> list[tuple[Chain, str]]:
        n_steps = len(self._chain)
        graph = self._subject.graph
        usual_by_chain: dict[Chain, str] = {}
        pairs = [(inner.chain, inner.part_slug) for inner in graph.enclosure_classes]
        pairs += [(inner.chain, inner.part_slug) for inner in graph.vertex_classes]
        for chain, slug in pairs:
            if slug is not None and len(chain) > n_steps:
                usual_by_chain.setdefault(chain, slug)
        inside = [
            (chain, slug)
            for chain, slug in usual_by_chain.items()
            if chain[:n_steps] == self._chain
        ]
        return sorted(inside, key=lambda item: len(item[0]))

    def _inner_counts(self, rack: Copy, chain: Chain, usual: str) -> Counter[str]:
        dims = self._subject.graph.dims
        inner_dim_ixs = self._book.dim_ixs_by_chain[chain][len(self._dim_ixs) :]
        sizes = [dims[dim_ix].size for dim_ix in inner_dim_ixs]
        if not self._boxes_differ():
            return Counter({usual: math.prod(sizes)})
        counts: Counter[str] = Counter()
        for rest in itertools.product(*(range(size) for size in sizes)):
            slug = self._book.part_slug(Copy(chain, (*rack.indices, *rest)), usual)
            if slug is not None:
                counts[slug] += 1
        return counts

    def _height_u(self, slug: str) -> float:
        part = part_of(self._subject, slug)
        return part.height_u.value if part is not None and part.height_u is not None else 0.0

    def _plugged(self, n_racks: int) -> tuple[dict[str, float], dict[str, float]]:
        n_optics: dict[str, float] = {}
        n_cable_ends: dict[str, float] = {}
        graph = self._subject.graph
        for link_class in graph.link_classes:
            ends = zip((link_class.a_ix, link_class.b_ix), link_class.modules, strict=True)
            for vertex_ix, (optic, n_modules) in ends:
                chain = graph.vertex_classes[vertex_ix].chain
                if chain[: len(self._chain)] != self._chain:
                    continue
                if optic is not None:
                    n_optics[optic] = n_optics.get(optic, 0.0) + n_modules / n_racks
                if link_class.cable is not None:
                    share = link_class.n_cables / n_racks
                    n_cable_ends[link_class.cable] = n_cable_ends.get(link_class.cable, 0.0) + share
        return n_optics, n_cable_ends
