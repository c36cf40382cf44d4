"""Single copies of the class graph: their names, whether they are there, and where they stand."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.evaluate.cabling import floor_chain
from designer.export.subject import part_of
from designer.model.block import BlockKind, ExceptionKind
from designer.topology.cable_space import enclosure_chain

if TYPE_CHECKING:
    from designer.export.subject import EvaluatedDesign
    from designer.model.instance import Instance
    from designer.topology.classes import Chain, ClassGraph, ExceptionBox

MAX_PLACES: Final = 500_000
"""Most places remembered at a time. [1]"""


class Copy(NamedTuple):
    """One copy: its instance chain, and one index per dimension along the chain."""

    chain: Chain
    indices: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a copy stands.

    Attributes
    ----------
    rack, rack_u
        Name of its rack, empty outside racks, and the lowest rack unit it takes. [U]
    node, kind
        Name of the enclosure that a technician sees, and ``Host`` or ``Switch``.
    part
        Name of the copy inside that enclosure; empty if it is the enclosure.
    floor_name
        Name of what stands on the floor: the rack, or a node or box outside racks.
    x_m, y_m
        Position of that on the floor. [m]
    """

    rack: str
    rack_u: int | None
    node: str
    kind: str
    part: str
    floor_name: str
    x_m: float
    y_m: float


class CopyBook:
    """Names and places of copies, looked up once each.

    Parameters
    ----------
    subject
        The evaluated design.
    """

    def __init__(self, subject: EvaluatedDesign) -> None:
        self._subject = subject
        self._places: dict[Copy, Place] = {}
        self._boxes_by_chain: dict[Chain, tuple[ExceptionBox, ...]] = {}
        self._instances: dict[Chain, tuple[Instance, ...]] = {}

    @property
    def graph(self) -> ClassGraph:
        """The class graph."""
        return self._subject.graph

    @cached_property
    def _kind_by_chain(self) -> dict[Chain, BlockKind]:
        return {c.chain: c.kind for c in self.graph.enclosure_classes}

    @cached_property
    def dim_ixs_by_chain(self) -> dict[Chain, tuple[int, ...]]:
        """Dimensions along every chain, outermost first."""
        dim_ixs = {c.chain: c.dim_ixs for c in self.graph.enclosure_classes}
        return dim_ixs | {c.chain: c.dim_ixs for c in self.graph.vertex_classes}

    def enclosure_chain(self, chain: Chain) -> Chain:
        """Return the chain of the node or switch box that carries a copy.

        Parameters
        ----------
        chain
            Chain of the copy.

        Returns
        -------
        Chain
            The innermost such enclosure; the chain itself if it stands on its own.
        """
        return enclosure_chain(self._kind_by_chain, chain)

    def outer(self, copy: Copy, chain: Chain) -> Copy:
        """Return the copy of an outer chain that holds a copy.

        Parameters
        ----------
        copy
            A copy.
        chain
            A leading part of its chain.

        Returns
        -------
        Copy
            The copy that holds it.
        """
        return Copy(chain, copy.indices[: len(self.dim_ixs_by_chain.get(chain, ()))])

    def part_slug(self, copy: Copy, usual_slug: str) -> str | None:
        """Return the part that a copy is, exceptions taken into account.

        Parameters
        ----------
        copy
            A copy.
        usual_slug
            The part of copies that do not differ.

        Returns
        -------
        str | None
            Part slug; ``None`` if the copy, or anything that holds it, is removed.
        """
        boxes = self._boxes(copy.chain)
        if not boxes:
            return usual_slug
        value_by_dim = dict(zip(self.dim_ixs_by_chain[copy.chain], copy.indices, strict=True))
        slug: str | None = usual_slug
        for box in boxes:
            if any(value_by_dim[dim_ix] != value for dim_ix, value in box.fixed):
                continue
            if box.kind is ExceptionKind.REMOVED:
                return None
            slug = box.part_slug
        return slug

    def _boxes(self, chain: Chain) -> tuple[ExceptionBox, ...]:
        if chain not in self._boxes_by_chain:
            self._boxes_by_chain[chain] = tuple(
                box
                for box in self.graph.boxes
                if chain[: len(box.chain)] == box.chain
                and (box.kind is ExceptionKind.REMOVED or box.chain == chain)
            )
        return self._boxes_by_chain[chain]

    def instances(self, chain: Chain) -> tuple[Instance, ...]:
        """Return the instances along a chain.

        Parameters
        ----------
        chain
            Instance ids from the root down.

        Returns
        -------
        tuple[Instance, ...]
            One per step.
        """
        if chain not in self._instances:
            design = self._subject.design
            block = design.root_block
            found: list[Instance] = []
            for instance_id in chain:
                instance = block.instance_by_id[instance_id]
                found.append(instance)
                if instance.block is not None:
                    block = design.block_by_id[instance.block]
            self._instances[chain] = tuple(found)
        return self._instances[chain]

    def flat_ixs(self, copy: Copy) -> tuple[int, ...]:
        """Return the flat copy index of every step, row-major over its dimensions.

        Parameters
        ----------
        copy
            A copy.

        Returns
        -------
        tuple[int, ...]
            One index per step of the chain.
        """
        position = 0
        flat: list[int] = []
        for instance in self.instances(copy.chain):
            index = 0
            for dim in instance.dims:
                index = index * dim.size + copy.indices[position]
                position += 1
            flat.append(index)
        return tuple(flat)

    def name(self, copy: Copy, first_step: int = 0) -> str:
        """Return the path of a copy, for example ``compute-rack[3]/node[0]``.

        Parameters
        ----------
        copy
            A copy.
        first_step
            Steps left out at the start. [1]

        Returns
        -------
        str
            Path text; instances with one copy have no index.
        """
        steps = zip(self.instances(copy.chain), self.flat_ixs(copy), strict=True)
        return "/".join(
            instance.id if instance.count == 1 else f"{instance.id}[{index}]"
            for instance, index in list(steps)[first_step:]
        )

    def place(self, copy: Copy) -> Place:
        """Return where a copy stands.

        Parameters
        ----------
        copy
            A copy of a part.

        Returns
        -------
        Place
            Its rack, enclosure and position.
        """
        if copy not in self._places:
            if len(self._places) > MAX_PLACES:
                self._places.clear()
            self._places[copy] = self._place(copy)
        return self._places[copy]

    def _place(self, copy: Copy) -> Place:
        node_chain = self.enclosure_chain(copy.chain)
        n_rack_steps = self._n_rack_steps(copy.chain)
        floor = self.outer(copy, floor_chain(self.graph, copy.chain))
        x_m, y_m = self._floor_position(copy, len(floor.chain))
        rack_u = self._rack_u(copy, n_rack_steps) if n_rack_steps else None
        is_host = self._kind_by_chain.get(node_chain) is BlockKind.NODE or (
            node_chain == copy.chain and not self._is_switch(copy.chain)
        )
        return Place(
            rack=self.name(self.outer(copy, copy.chain[:n_rack_steps])) if n_rack_steps else "",
            rack_u=rack_u,
            node=self.name(self.outer(copy, node_chain)),
            kind="Host" if is_host else "Switch",
            part="" if node_chain == copy.chain else self.name(copy, len(node_chain)),
            floor_name=self.name(floor),
            x_m=x_m,
            y_m=y_m,
        )

    def _is_switch(self, chain: Chain) -> bool:
        part = part_of(self._subject, self.instances(chain)[-1].of)
        return part is not None and part.family in {"switch", "switch-box", "circuit-switch"}

    def _n_rack_steps(self, chain: Chain) -> int:
        for end in range(1, len(chain) + 1):
            if self._kind_by_chain.get(chain[:end]) is BlockKind.RACK:
                return end
        return 0

    def _floor_position(self, copy: Copy, n_steps: int) -> tuple[float, float]:
        x_m = y_m = 0.0
        steps = zip(self.instances(copy.chain), self.flat_ixs(copy), strict=True)
        for instance, index in list(steps)[:n_steps]:
            where = instance.placement
            row, column = divmod(index, where.n_columns)
            x_m += where.x_m + column * where.pitch_x_m
            y_m += where.y_m + row * where.pitch_y_m
        return x_m, y_m

    def _rack_u(self, copy: Copy, n_rack_steps: int) -> int | None:
        steps = list(zip(self.instances(copy.chain), self.flat_ixs(copy), strict=True))
        for instance, index in steps[n_rack_steps:]:
            where = instance.placement
            if where.at_u is not None:
                return where.at_u + index // where.n_columns * self._height_u(instance)
        return None

    def _height_u(self, instance: Instance) -> int:
        block = self._subject.design.block_by_id.get(instance.block) if instance.block else None
        slug = block.part if block is not None else instance.part
        part = part_of(self._subject, slug) if slug is not None else None
        height = part.height_u.value if part is not None and part.height_u is not None else 1.0
        return max(1, math.ceil(height))
