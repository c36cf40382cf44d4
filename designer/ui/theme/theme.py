"""Themes: every colour of the program in one record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True)
class Theme:
    """Colours as ``#rrggbb``, by what they are for.

    ``control`` outlines what is typed into or pressed, ``border`` only parts areas. ``part_*``
    fill the glyphs of part families, ``fabric_*`` draw links by fabric role; both sets stay apart
    for colour-blind eyes and are always joined by a label or shape.
    """

    name: str
    is_dark: bool
    window: str
    surface: str
    surface_raised: str
    border: str
    control: str
    text: str
    text_muted: str
    accent: str
    accent_text: str
    selection: str
    canvas_floor: str
    canvas_grid: str
    block_fill: str
    block_header: str
    block_border: str
    block_text: str
    part_accelerator: str
    part_host: str
    part_switch: str
    part_nic: str
    part_other: str
    part_text: str
    removed: str
    fabric_scale_up: str
    fabric_scale_out: str
    fabric_frontend: str
    fabric_other: str
    error: str
    warning: str
    info: str
    good: str


LIGHT: Final = Theme(
    name="light",
    is_dark=False,
    window="#f3f4f6",
    surface="#ffffff",
    surface_raised="#f8f9fb",
    border="#d5d9e0",
    control="#838c9a",
    text="#1b2230",
    text_muted="#5b6474",
    accent="#1f5fbf",
    accent_text="#ffffff",
    selection="#1f5fbf",
    canvas_floor="#eef0f3",
    canvas_grid="#e0e3e8",
    block_fill="#ffffff",
    block_header="#e7ebf1",
    block_border="#7c8796",
    block_text="#27303f",
    part_accelerator="#2f6fb7",
    part_host="#6f63a8",
    part_switch="#ad6313",
    part_nic="#3d7a69",
    part_other="#667080",
    part_text="#ffffff",
    removed="#838c9a",
    fabric_scale_up="#1769aa",
    fabric_scale_out="#b4540a",
    fabric_frontend="#3b7d63",
    fabric_other="#6b7280",
    error="#b3261e",
    warning="#8f5b00",
    info="#2b5ea7",
    good="#2a7241",
)

DARK: Final = Theme(
    name="dark",
    is_dark=True,
    window="#1a1d23",
    surface="#21252c",
    surface_raised="#282d36",
    border="#3a414c",
    control="#6f7987",
    text="#e7eaf0",
    text_muted="#a0a9b8",
    accent="#5b9bf0",
    accent_text="#0d1420",
    selection="#6ea8ff",
    canvas_floor="#15181d",
    canvas_grid="#1f242b",
    block_fill="#232830",
    block_header="#2d343e",
    block_border="#6b7687",
    block_text="#d6dce6",
    part_accelerator="#4d8fd6",
    part_host="#948bd0",
    part_switch="#d98f45",
    part_nic="#62a892",
    part_other="#7b8595",
    part_text="#0f141b",
    removed="#6f7987",
    fabric_scale_up="#58a6e8",
    fabric_scale_out="#e58a3c",
    fabric_frontend="#63b492",
    fabric_other="#98a1b0",
    error="#ff8a80",
    warning="#f0b95a",
    info="#86b4f5",
    good="#7ccb92",
)

CONTRAST: Final = Theme(
    name="contrast",
    is_dark=True,
    window="#000000",
    surface="#000000",
    surface_raised="#0d0d0d",
    border="#8a8a8a",
    control="#ffffff",
    text="#ffffff",
    text_muted="#e0e0e0",
    accent="#ffd60a",
    accent_text="#000000",
    selection="#ffd60a",
    canvas_floor="#000000",
    canvas_grid="#242424",
    block_fill="#000000",
    block_header="#1f1f1f",
    block_border="#d0d0d0",
    block_text="#ffffff",
    part_accelerator="#6cb8ff",
    part_host="#cbbcff",
    part_switch="#ffb02e",
    part_nic="#5fe3b4",
    part_other="#c8c8c8",
    part_text="#000000",
    removed="#a0a0a0",
    fabric_scale_up="#6cb8ff",
    fabric_scale_out="#ffb02e",
    fabric_frontend="#5fe3b4",
    fabric_other="#e0e0e0",
    error="#ff9b94",
    warning="#ffd75e",
    info="#9fccff",
    good="#8ff0a4",
)

THEMES: Final = {theme.name: theme for theme in (LIGHT, DARK, CONTRAST)}
