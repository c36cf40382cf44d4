"""The bundled fonts have every character that the window says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QRawFont

from designer.paths import resources_dir

if TYPE_CHECKING:
    from collections.abc import Iterator


def fonts() -> list[QRawFont]:
    return [QRawFont(str(path), 13) for path in sorted((resources_dir() / "fonts").glob("*.otf"))]


def missing(text: set[str]) -> set[str]:
    known = fonts()
    return {
        c for c in text if not c.isspace() and not any(f.supportsCharacter(ord(c)) for f in known)
    }


def gb2312() -> Iterator[str]:
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            character = bytes([high, low]).decode("gb2312", errors="ignore")
            if character:
                yield character


@pytest.mark.usefixtures("qapp")
def test_that_every_character_of_gb_2312_can_be_drawn() -> None:
    every = set(gb2312())
    assert len(every) == 7_445
    assert missing(every) == set()


@pytest.mark.usefixtures("qapp")
def test_that_every_character_of_the_translations_can_be_drawn() -> None:
    text = (resources_dir() / "translations" / "zh_CN.ts").read_text(encoding="utf-8")
    said = set("".join(re.findall(r"<translation[^>]*>(.*?)</translation>", text, re.DOTALL)))
    assert len(said) > 300
    assert missing(said) == set()


def test_that_the_fonts_are_small_and_have_their_licence_beside_them() -> None:
    folder = resources_dir() / "fonts"
    cjk = folder / "NotoSansCJKsc-Regular-GB2312.otf"
    assert cjk.stat().st_size < 2_500_000
    licence = (folder / "LICENSE-OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE Version 1.1" in licence
    assert all(path.name in licence for path in folder.glob("*.otf"))
