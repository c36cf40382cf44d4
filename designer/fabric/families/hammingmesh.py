"""HammingMesh: boards with a mesh on them, whose rows and columns meet in switches."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.part import FabricRole
from designer.fabric.families.clos_families import plural
from designer.fabric.families.family import (
    ACCELERATOR,
    NODE,
    RACK,
    RATE,
    SWITCH,
    About,
    Family,
    finished_design,
    role_parameter,
    site_for,
)
from designer.fabric.families.packing import Dim, divisors, packed
from designer.fabric.families.parameters import Parameter, ParameterError
from designer.fabric.families.site import (
    ON_BOARD,
    Bank,
    Label,
    dims_of,
    end_of,
)
from designer.fabric.layout import board_row, stacked
from designer.model.block import Block, BlockKind
from designer.model.ids import BlockId, InstanceId
from designer.model.instance import Instance
from designer.model.links import Relation, RelationKind
from designer.model.placement import Placement
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.packing import Cell
    from designer.fabric.families.parameters import Values
    from designer.fabric.families.site import End, Site
    from designer.model.design import Design
    from designer.model.links import LinkBundle


class _Axis(NamedTuple):
    """One direction of row or column networks.

    ``along`` is the board index that a network runs along, ``across`` the board index and ``line``
    the index on the board that tell networks apart. A switch serves ``n_shared`` networks, or a
    network has ``n_leaves`` leaves and half as many spines.
    """

    name: str
    along: str
    across: str
    line: str
    n_boards: int
    n_lines_of_boards: int
    n_shared: int
    n_leaves: int


def _axis(
    name: str, along: str, across: str, line: str, *, sizes: tuple[int, int, int], radix: int
) -> _Axis:
    a, n_boards, n_across = sizes
    n_ports = 2 * n_boards
    if n_ports <= radix:
        most = radix // n_ports
        shared = [f for f in divisors(a * n_across) if f <= most and (a % f == 0 or f % a == 0)]
        return _Axis(name, along, across, line, n_boards, n_across, max(shared), 0)
    half = radix // 2
    if n_ports % half:
        step = half // 2
        low = n_boards // step * step
        raise ParameterError(
            along,
            n_boards,
            worded(
                "leaves of {radix} ports take {half} of the {n_ports} ports of a row, and these "
                "do not fill them",
                radix=radix,
                half=half,
                n_ports=n_ports,
            ),
            [low, low + step],
        )
    n_leaves = n_ports // half
    if n_leaves % 2 or half % (n_leaves // 2):
        near = [half // 2 * leaves for leaves in (2, 4, 8, 16, 32) if leaves <= 2 * half]
        raise ParameterError(
            along,
            n_boards,
            worded(
                "{n_leaves} leaves cannot spread their uplinks over half as many spines evenly",
                n_leaves=n_leaves,
            ),
            near,
        )
    return _Axis(name, along, across, line, n_boards, n_across, 0, n_leaves)


def _split_dims(name: str, size: int, inner: int) -> list[Dim]:
    # An index as an outer and an inner part, so that a relation can name one of them.
    parts = [Dim(f"{name}-hi", size // inner), Dim(f"{name}-lo", inner)]
    return [dim._replace(is_splittable=False) for dim in parts if dim.size > 1]


def _line_inner(axis: _Axis, a: int) -> tuple[int, int]:
    # How much of the index on the board, and of the board index, one switch serves.
    shared = max(1, axis.n_shared)
    return (a, shared // a) if shared % a == 0 else (shared, 1)


class _Machine:
    """Boards and switches of one design."""

    def __init__(self, site: Site, values: Values) -> None:
        self.site = site
        self.a, self.x, self.y, self.planes = (
            values.count(name) for name in ("a", "x", "y", "planes")
        )
        radix = values.count("radix")
        self.row = _axis("row", "x", "y", "v", sizes=(self.a, self.x, self.y), radix=radix)
        self.column = _axis("column", "y", "x", "u", sizes=(self.a, self.y, self.x), radix=radix)
        half = radix // 2
        self.switch = site.stock.switch(values.text("switch"), radix)
        n_ports = 4 * self.planes
        self.accelerator = site.stock.accelerator(values.text("accelerator"), n_ports)
        v_inner, y_shared = _line_inner(self.row, self.a)
        u_inner, x_shared = _line_inner(self.column, self.a)
        x_inner = half // 2 if self.row.n_leaves else x_shared
        y_inner = half // 2 if self.column.n_leaves else y_shared
        self.board_dims = [
            *_split_dims("y", self.y, y_inner),
            *_split_dims("x", self.x, x_inner),
        ]
        self.v_dims = _split_dims("v", self.a, v_inner)
        self.u_dims = _split_dims("u", self.a, u_inner)

    def boards(self) -> tuple[Bank, End]:
        """Return racks of boards, and the accelerators as seen from outside the racks.

        Returns
        -------
        tuple[Bank, End]
            Racks of boards, and the accelerators as seen from outside the racks.
        """
        site = self.site
        board = self._board()
        room = site.node_room(board, self.accelerator, self.accelerator.n_ports)
        in_rack, outside = packed(self.board_dims, [room]).levels
        rack = site.add(
            Block(
                id=BlockId("rack"),
                name="Rack",
                kind=BlockKind.RACK,
                part=site.rack_slug,
                instances=(
                    Instance(
                        id=InstanceId("board"),
                        name="Board",
                        block=board.id,
                        dims=dims_of(in_rack),
                        placement=stacked(1, site.stock.height_u(board.part or "")),
                    ),
                ),
            )
        )
        instance = Instance(
            id=InstanceId("rack"), name="Rack", block=rack.id, dims=dims_of(outside)
        )
        end = end_of(
            "rack/board/line/acc",
            self.accelerator.port,
            (
                ("acc", self.u_dims),
                ("line", self.v_dims),
                ("board", in_rack),
                ("rack", outside),
            ),
        )
        return Bank(instance, site.rack_cell(), end), end

    def _board(self) -> Block:
        site, a = self.site, self.a
        line = Block(
            id=BlockId("line"),
            name="Row on a board",
            kind=BlockKind.GROUP,
            instances=(
                Instance(
                    id=InstanceId("acc"),
                    name="Accelerator",
                    part=self.accelerator.slug,
                    dims=dims_of(self.u_dims),
                    placement=board_row(0, a),
                ),
            ),
            link_bundles=self._steps("acc", "acc", self.u_dims, ()),
        )
        site.add(line)
        board = Block(
            id=BlockId("board"),
            name=f"Board of {a} x {a}",
            kind=BlockKind.NODE,
            part=site.stock.node(site.node_slug, a * a),
            instances=(
                Instance(
                    id=InstanceId("line"),
                    name="Row",
                    block=line.id,
                    dims=dims_of(self.v_dims),
                    placement=Placement(pitch_y_m=0.14),
                ),
            ),
            link_bundles=self._steps("line/acc", "line", self.v_dims, self.u_dims),
        )
        return site.add(board)

    def _steps(
        self, path: str, instance_id: str, dims: Sequence[Dim], same: Sequence[Dim]
    ) -> tuple[LinkBundle, ...]:
        # Links of neighbours along one side of a board; ``same`` are the indices of the other.
        end = end_of(path, self.accelerator.port, ())
        equal = tuple(Relation(a_dim=f"acc.{d.name}", b_dim=f"acc.{d.name}") for d in same)
        if not dims:
            return ()
        if len(dims) > 1:
            # Parts of a side go to different switches, so that no single index steps along it.
            steps = [
                (end._replace(path=path.replace(instance_id, f"{instance_id}[{at}]", 1)), at)
                for at in range(self.a)
            ]
            return tuple(
                self.site.link(
                    Label(f"mesh-{at}", "On the board"),
                    one,
                    other,
                    equal,
                    n=self.planes,
                    ground=ON_BOARD,
                )
                for (one, at), (other, _) in pairwise(steps)
            )
        name = f"{instance_id}.{dims[0].name}"
        step = Relation(a_dim=name, b_dim=name, kind=RelationKind.STEP, offset=1)
        label = Label("mesh", "On the board")
        bundle = self.site.link(label, end, end, (*equal, step), n=self.planes, ground=ON_BOARD)
        return (bundle,)

    def network(self, axis: _Axis, lines: Sequence[Dim]) -> tuple[list[Bank], list[Dim]]:
        """Return the switches of all networks of an axis, and the indices that tell them apart.

        Returns
        -------
        tuple[list[Bank], list[Dim]]
            The switches of all networks of an axis, and the indices that tell them apart.
        """
        site = self.site
        planes = self.planes
        plane = [Dim("plane", planes, is_plane=True, is_splittable=False)] if planes > 1 else []
        across = [d for d in self.board_dims if d.name.startswith(axis.across)]
        if axis.n_shared:
            v_inner, b_inner = _line_inner(axis, self.a)
            apart = [d for d in across if d.name.endswith("hi") or b_inner == 1]
            apart += [d for d in lines if d.name.endswith("hi") or v_inner == 1]
            bank = site.switch_bank(
                Label(f"{axis.name}-switch", f"{axis.name.title()} switch"),
                self.switch,
                [*plane, *apart],
            )
            return [bank], apart
        apart = [*across, *lines]
        leaf_dim = next(d for d in self.board_dims if d.name == f"{axis.along}-hi")
        leaves = site.switch_bank(
            Label(f"{axis.name}-leaf", f"{axis.name.title()} leaf"),
            self.switch,
            [*plane, *apart, leaf_dim],
        )
        spines = site.switch_bank(
            Label(f"{axis.name}-spine", f"{axis.name.title()} spine"),
            self.switch,
            [*plane, *apart, Dim("s", axis.n_leaves // 2, is_splittable=False)],
        )
        return [leaves, spines], [*apart, leaf_dim]

    def edge_bundles(
        self, axis: _Axis, accelerators: End, bank: Bank, apart: Sequence[Dim], *, ground: Cell
    ) -> list[LinkBundle]:
        """Return the links of both edges of every board to the switches of an axis.

        Returns
        -------
        list[LinkBundle]
            The links of both edges of every board to the switches of an axis.
        """
        is_row = axis.name == "row"
        step = "acc" if is_row else "line"
        found: list[LinkBundle] = []
        edges = [("first", 0), ("last", self.a - 1)] if self.a > 1 else [("both", None)]
        for edge, index in edges:
            steps = accelerators.path.split("/")
            at = steps.index(step)
            if index is not None:
                steps[at] = f"{step}[{index}]"
            relations = tuple(
                Relation(
                    a_dim=accelerators.indices(d.name)[0].name,
                    b_dim=bank.end.indices(d.name)[0].name,
                )
                for d in apart
            )
            found.append(
                self.site.link(
                    Label(f"{axis.name}-{edge}", f"Board to {axis.name} switch"),
                    accelerators._replace(path="/".join(steps)),
                    bank.end,
                    relations,
                    n=1 if index is not None else 2,
                    ground=ground,
                )
            )
        return found


def _hammingmesh(values: Values, library: CatalogLibrary) -> Design:
    site = site_for(values, library)
    radix = values.count("radix")
    if radix % 4:
        near = [n for n in (radix // 4 * 4, radix // 4 * 4 + 4) if n]
        raise ParameterError(
            "radix", radix, worded("boards take ports in pairs, halves of it up"), near
        )
    machine = _Machine(site, values)
    boards, accelerators = machine.boards()
    networks = [
        (machine.row, *machine.network(machine.row, machine.v_dims)),
        (machine.column, *machine.network(machine.column, machine.u_dims)),
    ]

    def bundles(ground: Cell) -> list[LinkBundle]:
        found: list[LinkBundle] = []
        for axis, banks, apart in networks:
            found += machine.edge_bundles(axis, accelerators, banks[0], apart, ground=ground)
            if len(banks) > 1:
                found.append(_tree(site, axis, banks, radix=radix, ground=ground))
        return found

    a, x, y = machine.a, machine.x, machine.y
    return finished_design(
        site,
        About(
            f"HammingMesh {a}x{a}, {x} x {y}",
            f"{plural(x * y, 'board')} of {a} x {a} accelerators, {a * a * x * y:,} in all; rows "
            "and columns of boards meet in switches.",
            machine.planes,
            "Hoefler et al., SC22, arXiv:2209.01346.",
        ),
        [
            (boards.instance, boards.cell),
            *((bank.instance, bank.cell) for _, banks, _ in networks for bank in banks),
        ],
        bundles,
    )


def _tree(
    site: Site, axis: _Axis, banks: Sequence[Bank], *, radix: int, ground: Cell
) -> LinkBundle:
    leaves, spines = banks[0].end, banks[1].end
    shared = [name for name in leaves.dims if name in spines.dims]
    relations = tuple(
        Relation(a_dim=leaves.indices(name)[0].name, b_dim=spines.indices(name)[0].name)
        for name in shared
        if leaves.indices(name)
    )
    n = radix // 2 // (axis.n_leaves // 2)
    label = Label(f"{axis.name}-up", f"{axis.name.title()} leaf to spine")
    return site.link(label, leaves, spines, relations, n=n, ground=ground)


HAMMINGMESH_FAMILIES: Final = (
    Family(
        "hammingmesh",
        worded("HammingMesh"),
        worded("accelerators in a mesh on a board - row and column switches of all boards"),
        (
            Parameter(
                "a",
                worded("Side of a board"),
                "2",
                worded("accelerators along one side"),
                maximum=8,
            ),
            Parameter("x", worded("Boards in a row"), "8", worded("boards"), maximum=1024),
            Parameter("y", worded("Boards in a column"), "8", worded("boards"), maximum=1024),
            Parameter(
                "planes", worded("Planes"), "1", worded("disjoint copies of all links"), maximum=16
            ),
            Parameter(
                "radix",
                worded("Switch ports"),
                "64",
                worded("ports of every switch"),
                minimum=4,
                maximum=1024,
            ),
            RATE,
            role_parameter(FabricRole.SCALE_OUT),
            ACCELERATOR,
            SWITCH,
            NODE,
            RACK,
        ),
        _hammingmesh,
        "arXiv:2209.01346",
    ),
)
