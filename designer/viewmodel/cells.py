"""What the canvas draws: cells with arrays of child cells and arrays of cable segments.

A cell is made once per block or part, whatever the counts are. Coordinates inside a cell are its
own metres, from its upper left corner, ``y`` pointing down.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.viewmodel.grid import Box, Grid

NO_BOX: Final = Box(0.0, 0.0, 0.0, 0.0)

if TYPE_CHECKING:
    from designer.model.block import ExceptionKind
    from designer.model.ids import InstanceId, InstancePath
    from designer.viewmodel.planes import PlaneIndex


class CellForm(StrEnum):
    """How the contents of a block are laid out."""

    PART = "part"
    BOARD = "board"
    FRONT = "front"
    ELEVATION = "elevation"
    FLOOR = "floor"
    TIERS = "tiers"
    LINEUP = "lineup"
    PLAN = "plan"
    FOOTPRINT = "footprint"


_WITHOUT_POSITIONS: Final = frozenset({CellForm.TIERS, CellForm.LINEUP})


@dataclass(frozen=True, slots=True)
class Route:
    """An array of equal straight cable segments.

    Attributes
    ----------
    bundle_keys
        Bundles that run here, as ``block-id/bundle-id``.
    fabric_id
        Their fabric.
    grid
        Segments: width or height is zero. [m]
    n_links
        Links on the route of one copy of the cell; sets the line width. [1]
    is_assumed
        Whether to draw it dashed.
    is_own
        Whether the cell owns the bundle; otherwise it only passes through.
    planes
        How the segments are divided among planes, where each belongs to one copy of a child.
    """

    bundle_keys: tuple[str, ...]
    fabric_id: str
    grid: Grid
    n_links: int
    is_assumed: bool
    is_own: bool
    planes: PlaneIndex | None = None


@dataclass(frozen=True, slots=True)
class CountLabel:
    """Text at a cable bus.

    Attributes
    ----------
    bundle_key
        The bundle it describes.
    fabric_id
        Its fabric.
    texts
        What to say, longest first, for example ``L1 to L2: 5,376 links`` and ``5,376 links``.
    x, y
        Middle of the text. [m]
    room
        Length of the straight piece it stands on; zero beside an upright one, where the text
        starts at ``x`` and is shown only in the scope itself. [m]
    """

    bundle_key: str
    fabric_id: str
    texts: tuple[str, ...]
    x: float
    y: float
    room: float


class Note(NamedTuple):
    """A text that explains the drawing, shown in the middle of its box where it fits [m]."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class CellException:
    """A copy that differs; ``path`` is relative to the cell and has every index."""

    path: InstancePath
    kind: ExceptionKind
    part_slug: str | None


@dataclass(frozen=True)
class Child:
    """An instance in a cell: an array of slots that each show one child cell.

    Attributes
    ----------
    instance_id, name
        The instance.
    grid
        Slots. [m]
    cell
        What every slot shows, scaled by ``scale`` and placed at ``inset_x``, ``inset_y``.
    is_placed
        Whether the user gave the position, which a move then changes.
    anchor_x, anchor_y
        Where in a slot the point is that its placement names. [m]
    planes
        How the copies are divided among the planes of a fabric, if they are.
    """

    instance_id: InstanceId
    name: str
    grid: Grid
    cell: Cell
    scale: float
    inset_x: float
    inset_y: float
    is_assumed: bool = False
    is_placed: bool = True
    anchor_x: float = 0.0
    anchor_y: float = 0.0
    planes: PlaneIndex | None = None


@dataclass(frozen=True)
class Cell:
    """A block or part as drawn.

    Attributes
    ----------
    key
        Unique in a plan, for example ``node:board``.
    form
        Layout of the contents.
    block_id
        The block, or empty for parts.
    part_slug, family
        The part or enclosure; empty for plain groups.
    title, label
        Full name and the short text that fits a small glyph.
    width, height
        Size. [m]
    origin_x, origin_y
        Where the point (0, 0) of the placements is. [m]
    header
        Where the title goes; empty for parts. [m]
    children, routes, labels
        Contents.
    exits
        Per fabric, the point where its cables come out on top. [m]
    exceptions
        Copies that differ in every use of this cell.
    main_family
        Family that fills the glyph when the contents are too small to see.
    lane
        Distance of cable lanes. [m]
    rails
        Rack units, to be drawn faintly behind the contents. [m]
    notes
        Texts such as unit numbers, tiers and the width of aisles.
    """

    key: str
    form: CellForm
    block_id: str
    part_slug: str
    family: str
    title: str
    label: str
    width: float
    height: float
    origin_x: float = 0.0
    origin_y: float = 0.0
    header: Box = NO_BOX
    children: tuple[Child, ...] = ()
    routes: tuple[Route, ...] = ()
    labels: tuple[CountLabel, ...] = ()
    exits: dict[str, tuple[float, float]] = field(default_factory=dict)
    exceptions: tuple[CellException, ...] = ()
    main_family: str = ""
    lane: float = 0.0
    rails: Grid | None = None
    notes: tuple[Note, ...] = ()

    @property
    def has_positions(self) -> bool:
        """Whether its contents are drawn where they were placed, so that dragging moves them."""
        return self.form not in _WITHOUT_POSITIONS

    @property
    def is_part(self) -> bool:
        """Whether the cell is a part, which has no contents."""
        return self.form is CellForm.PART

    @cached_property
    def child_by_id(self) -> dict[InstanceId, Child]:
        """Children by instance id."""
        return {child.instance_id: child for child in self.children}


def fit(cell: Cell, width: float, height: float) -> tuple[float, float, float]:
    """Return how a cell is scaled and centred in a slot.

    Parameters
    ----------
    cell
        The cell.
    width, height
        Size of the slot. [m]

    Returns
    -------
    tuple[float, float, float]
        Scale and the inset of the upper left corner. [1, m, m]
    """
    scale = min(width / cell.width, height / cell.height)
    return scale, (width - cell.width * scale) / 2, (height - cell.height * scale) / 2


_GENERIC_WORDS = frozenset({"box", "gpu", "npu", "chip", "switch", "cpu", "dpu", "nic", "rack"})
_MAX_LABEL = 6


def short_label(slug: str, family: str) -> str:
    """Return the text for a small glyph, for example ``910C`` or ``L1``.

    Parameters
    ----------
    slug
        Part slug.
    family
        Part family.

    Returns
    -------
    str
        At most six characters.
    """
    if family == "cpu":
        return "CPU"
    # What follows a dot tells variants of one part apart, which no small glyph has room for.
    slug = slug.partition(".")[0]
    words = slug.replace("_", "-").split("-")
    if family == "nic":
        return "DPU" if "dpu" in words else "NIC"
    telling = [word for word in words if word not in _GENERIC_WORDS] or words
    word = telling[-1].upper()
    if len(word) <= _MAX_LABEL:
        return word
    digits = "".join(c for c in word if c.isdigit())
    if family == "switch":
        return f"SW{digits}"[:_MAX_LABEL]
    # Half a word reads like a typing error; an initial syllable like a name.
    return word[:_MAX_LABEL] if digits else word[:3]
