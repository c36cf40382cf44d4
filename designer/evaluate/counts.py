"""Counts: how many of everything the design has, straight from the class graph."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from designer.evaluate.bounds import Exactness
from designer.evaluate.readouts import Readout
from designer.model.block import BlockKind
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from designer.topology.classes import ClassGraph, EnclosureClass, LinkClass, VertexClass

_METHOD_COPIES: Final = worded("copies counted in the class graph, exceptions taken out")
_METHOD_LINKS: Final = worded("linked pairs of copies times links per pair, exceptions taken out")
_METHOD_CABLES: Final = worded("links over links per cable, times cables per link, per link bundle")
_METHOD_OPTICS: Final = worded(
    "modules at both ends of every optical cable; a twin-port module takes two cables of its "
    "enclosure"
)
_GROUP: Final = worded("Counts")
_ENCLOSURES: Final = (
    ("n_switch_boxes", worded("Switch boxes"), BlockKind.SWITCH_BOX, "switch-box"),
    ("n_racks", worded("Racks"), BlockKind.RACK, "rack"),
)


def copies_text(graph: ClassGraph, item: VertexClass | EnclosureClass) -> str:
    """Return how the number of copies of a class comes about.

    Parameters
    ----------
    graph
        The class graph.
    item
        One of its classes.

    Returns
    -------
    str
        For example ``compute-rack/node/npu: 4 x 3 x 4 x 8 = 384``.
    """
    sizes = [graph.dims[ix].size for ix in item.dim_ixs]
    product = " x ".join(str(s) for s in sizes if s > 1) or "1"
    n_out = math.prod(sizes) - item.n_copies
    less = worded(" - {n_out} removed or replaced", n_out=n_out) if n_out else ""
    place = "/".join(item.chain) or worded("the design")
    return joined("", (place, f": {product}", less, f" = {item.n_copies:,}"))


def is_compute_node(graph: ClassGraph, enclosure: EnclosureClass) -> bool:
    """Return whether an enclosure is a node that holds accelerators or hosts.

    Parameters
    ----------
    graph
        The class graph.
    enclosure
        One of its enclosure classes.

    Returns
    -------
    bool
        Whether its block is a node and has an accelerator or CPU below it.
    """
    depth = len(enclosure.chain)
    return enclosure.kind is BlockKind.NODE and any(
        v.family in {"accelerator", "cpu"} and v.n_copies and v.chain[:depth] == enclosure.chain
        for v in graph.vertex_classes
    )


class _Sheet:
    def __init__(self, graph: ClassGraph, revision: int) -> None:
        self.graph = graph
        self.revision = revision
        self.rows: list[Readout] = []

    def add(self, name: tuple[str, str], n: int, method: str, formula: str) -> None:
        value = float(n)
        row = Readout(
            name[0], _GROUP, name[1], value, value, value, "1", Exactness.EXACT, method, formula,
            (), (), self.revision,
        )  # fmt: skip
        self.rows.append(row)

    def add_copies(
        self, readout_id: str, label: str, classes: list[VertexClass | EnclosureClass]
    ) -> None:
        n = sum(c.n_copies for c in classes)
        formula = joined("; ", [copies_text(self.graph, c) for c in classes if c.n_copies])
        self.add((readout_id, label), n, _METHOD_COPIES, formula or term("none"))

    def add_by_part(self, readout_id: str, label: str, family: str) -> None:
        """Add the count of a family of parts, and of each part in it."""
        classes = [v for v in self.graph.vertex_classes if v.family == family]
        self.add_copies(readout_id, label, [*classes])
        for slug in dict.fromkeys(v.part_slug for v in classes if v.n_copies):
            chosen = [v for v in classes if v.part_slug == slug]
            self.add_copies(f"{readout_id}.{slug}", joined(": ", (label, slug)), [*chosen])

    def add_links(self, readout_id: str, label: str, links: Iterable[LinkClass]) -> None:
        present = [link for link in links if link.n_links]
        terms = [
            worded(
                "{n_pairs:,} pairs x {n_links_per_pair}",
                n_pairs=link.n_links // link.n_links_per_pair,
                n_links_per_pair=link.n_links_per_pair,
            )
            if link.pairs is None
            else worded("{n_links:,} between listed pairs", n_links=link.n_links)
            for link in present
        ]
        n = sum(link.n_links for link in present)
        self.add((readout_id, label), n, _METHOD_LINKS, _sum_text(terms, n))

    def add_fabric_links(self) -> None:
        for fabric_id, links in self.graph.link_classes_by_fabric.items():
            self.add_links(
                f"n_links.{fabric_id}",
                worded("Links: {fabric_id}", fabric_id=term(fabric_id)),
                links,
            )
            bundle_ids = dict.fromkeys(link.bundle_key.rpartition("/")[2] for link in links)
            for bundle_id in bundle_ids:
                chosen = [k for k in links if k.bundle_key.rpartition("/")[2] == bundle_id]
                name = f"n_links.{fabric_id}.{bundle_id}"
                self.add_links(
                    name,
                    worded(
                        "Links: {fabric_id}, {bundle_id}",
                        fabric_id=term(fabric_id),
                        bundle_id=bundle_id,
                    ),
                    chosen,
                )

    def add_bought(self, readout_id: str, label: str, field: str, method: str) -> None:
        """Add the cables or modules of the design, and of each fabric."""
        links = self.graph.link_classes
        self._add_bought(readout_id, label, [(k, getattr(k, field)) for k in links], method)
        for fabric_id, of_fabric in self.graph.link_classes_by_fabric.items():
            counts = [(k, getattr(k, field)) for k in of_fabric]
            self._add_bought(
                f"{readout_id}.{fabric_id}", joined(": ", (label, term(fabric_id))), counts, method
            )

    def _add_bought(
        self, readout_id: str, label: str, counts: list[tuple[LinkClass, int]], method: str
    ) -> None:
        terms = [f"{link.bundle_key}: {n:,}" for link, n in counts if n]
        n_all = sum(n for _, n in counts)
        self.add((readout_id, label), n_all, method, _sum_text(terms, n_all))


def count_readouts(graph: ClassGraph, revision: int) -> tuple[Readout, ...]:
    """Return all counts of a design.

    Parameters
    ----------
    graph
        Class graph of the design.
    revision
        Revision of the design. [1]

    Returns
    -------
    tuple[Readout, ...]
        Readouts of the group ``Counts``; an empty design has zeros.

    Notes
    -----
    **Exactness**: exact; integers of any size are summed, and shown exactly up to 2^53.
    """
    sheet = _Sheet(graph, revision)
    enclosures = graph.enclosure_classes
    sheet.add_by_part("n_accelerators", worded("Accelerators"), "accelerator")
    hosts = [v for v in graph.vertex_classes if v.family == "cpu"]
    sheet.add_copies("n_hosts", worded("Hosts (CPU sockets)"), [*hosts])
    nodes = [e for e in enclosures if is_compute_node(graph, e)]
    sheet.add_copies("n_nodes", worded("Nodes"), [*nodes])
    for readout_id, label, kind, family in _ENCLOSURES:
        blocks = [e for e in enclosures if e.kind is kind]
        bare = [v for v in graph.vertex_classes if v.family == family]
        sheet.add_copies(readout_id, label, [*blocks, *bare])
    sheet.add_by_part("n_switches", worded("Switches"), "switch")
    if any(v.family == "circuit-switch" for v in graph.vertex_classes):
        label = worded("Optical circuit switches")
        sheet.add_by_part("n_circuit_switches", label, "circuit-switch")
    sheet.add_fabric_links()
    sheet.add_bought("n_cables", worded("Cables"), "n_cables", _METHOD_CABLES)
    sheet.add_bought("n_optics", worded("Optical modules"), "n_optics", _METHOD_OPTICS)
    return tuple(sheet.rows)


def _sum_text(terms: Sequence[str], total: int) -> str:
    return joined(" + ", terms or (term("none"),)) + f" = {total:,}"
