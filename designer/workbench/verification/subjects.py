"""Designs and numbers that published values are compared with, each made once per run."""

from __future__ import annotations

import math
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from designer.evaluate.switch_matching import mean_distance
from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.traffic_rate import traffic_steps
from designer.fabric.families.registry import family_named
from designer.fabric.registry import build_system
from designer.model.block import Block, ExceptionKind, InstanceException
from designer.model.evolve import evolve
from designer.model.ids import BundleId, FabricId
from designer.model.links import LinkBundle, LinkEnd, Relation, RelationKind
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.evaluate.readouts import Readouts
    from designer.model.design import Design
    from designer.topology.classes import ClassGraph


MATCHED_GAP_RATIO: Final = 0.04
"""Widest interval of a rate under partners that stands for a number. [ratio]"""


class Subject:
    """A design with what is counted and computed from it, worked out on demand.

    Parameters
    ----------
    design, library
        The design, and the catalog.
    system_name
        Slug of the shipped system that it is; empty for fabrics of families.
    """

    def __init__(self, design: Design, library: CatalogLibrary, system_name: str = "") -> None:
        self.design = design
        self.library = library
        self.system_name = system_name

    @cached_property
    def graph(self) -> ClassGraph:
        """The class graph.

        Returns
        -------
        ClassGraph
            The class graph.
        """
        return build_class_graph(self.design)

    @cached_property
    def readouts(self) -> Readouts:
        """Every readout.

        Returns
        -------
        Readouts
            Every readout.
        """
        return Workbench(self.library, self.design).snapshot.readouts

    @property
    def fabric_id(self) -> str:
        """The first fabric."""
        return self.design.fabrics[0].id

    def copies(self, *names: str) -> int:
        """Return the copies of instances by their id.

        Returns
        -------
        int
            The copies of instances by their id. [1]
        """
        return sum(v.n_copies for v in self.graph.vertex_classes if v.chain[-1] in names)

    def family(self, name: str) -> int:
        """Return the copies of parts of a catalog family.

        Returns
        -------
        int
            The copies of parts of a catalog family. [1]
        """
        return sum(v.n_copies for v in self.graph.vertex_classes if v.family == name)

    def racks(self, *names: str) -> int:
        """Return the racks by the id of their instance; all if none is named.

        Returns
        -------
        int
            The racks by the id of their instance; all if none is named. [1]
        """
        return sum(
            e.n_copies
            for e in self.graph.enclosure_classes
            if e.kind.value == "rack" and e.chain and (not names or e.chain[-1] in names)
        )

    def links(self, *endings: str) -> int:
        """Return the links of bundles by the end of their id; all if none is named.

        Returns
        -------
        int
            The links of bundles by the end of their id; all if none is named. [1]
        """
        return sum(
            link.n_links
            for link in self.graph.link_classes
            if not endings or link.bundle_key.rsplit("/", maxsplit=1)[-1].endswith(endings)
        )

    def switch_links(self) -> int:
        """Return the links between switches.

        Returns
        -------
        int
            The links between switches. [1]
        """
        classes = self.graph.vertex_classes
        return sum(
            link.n_links
            for link in self.graph.link_classes
            if classes[link.a_ix].family == classes[link.b_ix].family == "switch"
        )

    def links_between_boards(self, side: int) -> int:
        """Return the links of a grid between accelerators on different square boards.

        Parameters
        ----------
        side
            Accelerators along a side of a board; boards tile the first two dimensions. [1]

        Returns
        -------
        int
            Links that leave a board. [1]
        """
        flat = flatten(self.graph, FabricId(self.fabric_id))
        board = np.concatenate([index[:, :2] // side for index in flat.index_vectors])
        leaves = (board[flat.a_ix] != board[flat.b_ix]).any(axis=1)
        return int(flat.n_links[leaves].sum())

    def cables(self, *endings: str) -> int:
        """Return the cables of bundles by the end of their id.

        Returns
        -------
        int
            The cables of bundles by the end of their id. [1]
        """
        return sum(
            link.n_cables
            for link in self.graph.link_classes
            if link.bundle_key.rsplit("/", maxsplit=1)[-1].endswith(endings)
        )

    def optics(self, fabric_id: str) -> int:
        """Return the modules of a fabric.

        Returns
        -------
        int
            The modules of a fabric. [1]
        """
        return sum(x.n_optics for x in self.graph.link_classes if x.fabric_id == fabric_id)

    def mean_links(self) -> float:
        """Return the mean shortest path between accelerators in links.

        Returns
        -------
        float
            The mean shortest path between accelerators in links. [1]
        """
        row = self.readouts.by_id.get(f"mean_hops.{self.fabric_id}")
        if row is not None:
            return row.value + 1
        return mean_distance(self.graph, FabricId(self.fabric_id))

    def longest_matching_rate(self, active_percent: int) -> float:
        """Return what an endpoint sends under a longest matching of the switches.

        Parameters
        ----------
        active_percent
            Part of the switches that takes part. [%]

        Returns
        -------
        float
            Middle of a certified interval no wider than :data:`MATCHED_GAP_RATIO`, over the rate
            of a link. [1]

        Raises
        ------
        LookupError
            If there is no such interval.
        """
        choice = choice_from_text(f"longest-matching:{active_percent}%")
        steps = traffic_steps(self.graph, FabricId(self.fabric_id), choice, lambda: False)
        low, high = 0.0, math.inf
        for found in steps:
            rate = found.ideal_bytes_per_s
            if rate is None or rate.high is None:
                raise LookupError(found.problem)
            low, high = rate.low or 0.0, rate.high
            if 1 - low / high <= MATCHED_GAP_RATIO:
                break
        else:
            raise LookupError(f"the interval stays wider than {MATCHED_GAP_RATIO:.0%}")
        link = max(one.rate_bps for one in self.graph.link_classes) / 8
        return (low + high) / 2 / link

    def diameter_hops(self) -> float:
        """Return the largest number of switches or relays on a shortest path.

        Returns
        -------
        float
            The largest number of switches or relays on a shortest path. [hop]
        """
        return self.readouts.value(f"diameter_hops.{self.fabric_id}")


class Subjects:
    """Makes subjects and remembers them.

    Parameters
    ----------
    library
        Catalog.
    """

    def __init__(self, library: CatalogLibrary) -> None:
        self.library = library
        self._made: dict[tuple[str, ...], Subject] = {}
        self._used: Subject | None = None

    @property
    def used(self) -> Subject | None:
        """The first subject that was asked for since :meth:`forget_used`."""
        return self._used

    def forget_used(self) -> None:
        """Start with another number."""
        self._used = None

    def family(self, name: str, **texts: object) -> Subject:
        """Return a fabric of a family.

        Parameters
        ----------
        name
            Name of the family.
        **texts
            Its parameters.

        Returns
        -------
        Subject
            Made at the first call.
        """
        plain = {key: str(value) for key, value in texts.items()}
        key = (name, *(f"{k}={v}" for k, v in sorted(plain.items())))
        if key not in self._made:
            design = family_named(name).design(self.library, plain)
            self._made[key] = Subject(design, self.library)
        return self._use(key)

    def system(self, name: str) -> Subject:
        """Return a reference system.

        Parameters
        ----------
        name
            Name of the system.

        Returns
        -------
        Subject
            Made at the first call.
        """
        if (name,) not in self._made:
            design = build_system(name, self.library)
            self._made[name,] = Subject(design, self.library, name)
        return self._use((name,))

    def _use(self, key: tuple[str, ...]) -> Subject:
        subject = self._made[key]
        self._used = self._used or subject
        return subject

    def changed(self, subject: Subject, label: str, design: Design) -> Subject:
        """Return a changed form of a subject.

        Parameters
        ----------
        subject
            The original.
        label
            What was changed.
        design
            The changed design.

        Returns
        -------
        Subject
            Made at the first call for the original and label.
        """
        key = (str(id(subject)), label)
        if key not in self._made:
            self._made[key] = Subject(design, self.library)
        return self._made[key]


def with_node_mesh(design: Design) -> Design:
    """Return a design whose accelerators of one node are joined to each other directly.

    Parameters
    ----------
    design
        A design with a block ``node`` of accelerators ``acc``.

    Returns
    -------
    Design
        With one more bundle in that block for each part of the index of the accelerators.
    """
    node = design.block_by_id[next(b.id for b in design.blocks if b.id == "node")]
    acc = node.instance_by_id[node.instances[0].id]
    part = design.part_by_slug[acc.part or ""]
    end = LinkEnd(path="acc", port=part.ports[0].name)
    names = [f"acc.{dim.name}" for dim in acc.dims if dim.size > 1]
    bundles = []
    for at, name in enumerate(names):
        same = tuple(Relation(a_dim=n, b_dim=n) for n in names[:at])
        differs = Relation(a_dim=name, b_dim=name, kind=RelationKind.NOT_EQUAL)
        bundles.append(
            LinkBundle(
                id=BundleId(f"node-mesh-{at}"),
                fabric=design.fabrics[0].id,
                a=end,
                b=end,
                relations=(*same, differs),
            )
        )
    changed = evolve(node, link_bundles=(*node.link_bundles, *bundles))
    return _with_block(design, changed)


def with_fewer_pairs(design: Design, n: int) -> Design:
    """Return a design without the last of the pairs of switches that it lists.

    Parameters
    ----------
    design
        A design with one bundle of listed pairs in its root block.
    n
        Pairs to take out. [1]

    Returns
    -------
    Design
        The same design for none.
    """
    root = design.root_block
    bundles = tuple(
        evolve(bundle, pairs=bundle.pairs[: len(bundle.pairs) - n]) if bundle.pairs else bundle
        for bundle in root.link_bundles
    )
    return _with_block(design, evolve(root, link_bundles=bundles))


def without_switch(design: Design, path: str) -> Design:
    """Return a design with one switch taken out.

    Parameters
    ----------
    design
        The design.
    path
        Path of the switch from the root, with every index.

    Returns
    -------
    Design
        With an exception in its root block.
    """
    root = design.root_block
    removed = InstanceException(path=path, kind=ExceptionKind.REMOVED)
    return _with_block(design, evolve(root, exceptions=(*root.exceptions, removed)))


def _with_block(design: Design, block: Block) -> Design:
    blocks = tuple(block if b.id == block.id else b for b in design.blocks)
    return evolve(design, blocks=blocks)
