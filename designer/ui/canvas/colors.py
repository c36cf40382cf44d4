"""The colours of the canvas, mixed once per theme and kept as plain integers."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from designer.catalog.part import FabricRole
    from designer.model.fabrics import Fabric
    from designer.ui.theme.theme import Theme


def _rgba(text: str) -> int:
    return QColor(text).rgba()


def mixed(first: str, second: str, share: float) -> int:
    """Return a colour between two, ``share`` of the way to the second."""
    a, b = QColor(first), QColor(second)
    return QColor(
        round(a.red() + (b.red() - a.red()) * share),
        round(a.green() + (b.green() - a.green()) * share),
        round(a.blue() + (b.blue() - a.blue()) * share),
    ).rgba()


class CableMark(NamedTuple):
    """How an overlay shows the cables of a bundle: colour, pixels of extra width, and text."""

    color: int
    extra_px: int
    text: str


class GlyphMark(NamedTuple):
    """How an overlay shows the parts of an instance: fill, colour of the text, and text."""

    color: int
    text_color: int
    text: str


@dataclass(frozen=True)
class CanvasColors:
    """Colours as ``0xAARRGGBB``; ``parts`` and ``rims`` go by part family.

    ``bundle_marks`` and ``glyph_marks`` are those of the overlay that is shown, by
    ``block-id/bundle-id`` and by block and instance; ``n_planes`` counts the planes of each fabric.
    """

    floor: int
    grid: int
    body: int
    body_alt: int
    header: int
    rail: int
    border: int
    text: int
    text_muted: int
    part_text: int
    removed: int
    pill: int
    parts: dict[str, int]
    rims: dict[str, int]
    glyphs: dict[str, int]
    fabrics: dict[str, int]
    bundle_marks: Mapping[str, CableMark] = field(default_factory=dict)
    glyph_marks: Mapping[tuple[str, str], GlyphMark] = field(default_factory=dict)
    n_planes: Mapping[str, int] = field(default_factory=dict)

    def mark_of(self, bundle_keys: Sequence[str]) -> CableMark | None:
        """Return the mark of the bundles on one lane: the widest."""
        if not self.bundle_marks:
            return None
        found = [self.bundle_marks[key] for key in bundle_keys if key in self.bundle_marks]
        return max(found, key=lambda mark: mark.extra_px, default=None)

    def fabric(self, fabric_id: str) -> int:
        return self.fabrics.get(fabric_id, self.fabrics[""])

    def part(self, family: str) -> int:
        return self.parts.get(family, self.parts[""])

    def rim(self, family: str) -> int:
        return self.rims.get(family, self.rims[""])

    def glyph(self, family: str) -> int:
        return self.glyphs.get(family, self.glyphs[""])


def _role_color(theme: Theme, role: FabricRole) -> str:
    return {
        "scale-up": theme.fabric_scale_up,
        "scale-out": theme.fabric_scale_out,
        "frontend": theme.fabric_frontend,
    }.get(role.value, theme.fabric_other)


def canvas_colors(theme: Theme, fabrics: Iterable[Fabric]) -> CanvasColors:
    """Return the colours for a theme and the fabrics of a design."""
    families = {
        "accelerator": theme.part_accelerator,
        "cpu": theme.part_host,
        "switch": theme.part_switch,
        "circuit-switch": theme.part_switch,
        "nic": theme.part_nic,
        "": theme.part_other,
    }
    rim_to = "#ffffff" if theme.is_dark else "#000000"
    return CanvasColors(
        floor=_rgba(theme.canvas_floor),
        grid=_rgba(theme.canvas_grid),
        body=_rgba(theme.block_fill),
        body_alt=mixed(theme.block_fill, theme.canvas_floor, 0.55),
        header=_rgba(theme.block_header),
        rail=mixed(theme.block_fill, theme.block_border, 0.22),
        border=_rgba(theme.block_border),
        text=_rgba(theme.block_text),
        text_muted=_rgba(theme.text_muted),
        part_text=_rgba(theme.part_text),
        removed=_rgba(theme.removed),
        pill=_rgba(theme.surface),
        parts={family: _rgba(color) for family, color in families.items()},
        rims={family: mixed(color, rim_to, 0.28) for family, color in families.items()},
        glyphs={
            family: mixed(theme.block_fill, color, 0.5) if family else _rgba(theme.block_header)
            for family, color in families.items()
        },
        fabrics={
            **{fabric.id: _rgba(_role_color(theme, fabric.role)) for fabric in fabrics},
            "": _rgba(theme.fabric_other),
        },
        n_planes={fabric.id: fabric.n_planes for fabric in fabrics},
    )
