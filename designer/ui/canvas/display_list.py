"""What one frame draws, collected from the scene plan into a few large batches."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from numpy.typing import NDArray

    from designer.ui.canvas.colors import CanvasColors
    from designer.viewmodel.cells import Cell, CellException
    from designer.viewmodel.planes import HiddenPlanes
    from designer.viewmodel.scene_plan import ScenePlan


class Cable(NamedTuple):
    """Key of a cable batch; all pieces of a batch have one direction and one width."""

    color: int
    is_dashed: bool
    is_horizontal: bool
    thick: float
    is_marked: bool = False


@dataclass
class StampBatch:
    """Places of one small cell."""

    cell: Cell
    scale: float
    exceptions: tuple[CellException, ...]
    depth: int
    corners: list[NDArray[np.float64]] = field(default_factory=list)


@dataclass
class TextBatch:
    """Centres of one text."""

    text: str
    color: int
    width: float
    height: float
    is_bold: bool
    centres: list[NDArray[np.float64]] = field(default_factory=list)


class Title(NamedTuple):
    """A text in a box [device px], at the left or in the middle, elided."""

    text: str
    x: float
    y: float
    width: float
    height: float
    is_centred: bool = False


class Pill(NamedTuple):
    """A count label on cables, and its middle on every copy of a cell [device px]."""

    text: str
    color: int
    centres: NDArray[np.float64]


@dataclass
class DisplayList:
    """Batches of one frame in drawing order; coordinates in device pixels."""

    fills: defaultdict[int, defaultdict[tuple[int, int], list[NDArray[np.float64]]]] = field(
        default_factory=lambda: defaultdict(lambda: defaultdict(list))
    )
    hatches: list[NDArray[np.float64]] = field(default_factory=list)
    stamps: dict[tuple[object, ...], StampBatch] = field(default_factory=dict)
    cables: defaultdict[Cable, list[NDArray[np.float64]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    texts: dict[tuple[object, ...], TextBatch] = field(default_factory=dict)
    titles: list[Title] = field(default_factory=list)
    pills: list[Pill] = field(default_factory=list)


class Group(NamedTuple):
    """Copies of one cell at one scale; corners in device pixels, shape (n, 2)."""

    cell: Cell
    scale: float
    corners: NDArray[np.float64]
    names: tuple[str, ...]
    exceptions: tuple[CellException, ...]
    depth: int


@dataclass(frozen=True)
class Sheet:
    """What a frame is collected for.

    Attributes
    ----------
    plan, colors
        What to draw, and how it is coloured.
    width, height
        Size of the picture. [device px]
    ratio
        Device pixels per logical pixel. [1]
    hidden_fabrics
        Fabrics whose cables are not drawn.
    can_stamp
        Whether small cells may be drawn as pictures.
    has_labels
        Whether names of copies and counts of links are written.
    text_width
        Width of a count label; without it there are no count labels. [device px]
    hidden_planes
        Planes whose copies and cables are not drawn.
    main_depth
        Depth down to which cables are drawn however close they are. [1]
    out
        What has been collected.
    """

    plan: ScenePlan
    colors: CanvasColors
    width: float
    height: float
    ratio: float
    hidden_fabrics: frozenset[str] = frozenset()
    can_stamp: bool = True
    has_labels: bool = True
    text_width: Callable[[str], float] | None = None
    hidden_planes: HiddenPlanes = frozenset()
    main_depth: int = 0
    out: DisplayList = field(default_factory=DisplayList)
