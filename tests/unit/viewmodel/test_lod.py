"""Level of detail by projected size."""

from __future__ import annotations

import inspect

import pytest

from designer.viewmodel.lod import Detail, detail_of


@pytest.mark.parametrize(
    ("size", "pitch", "is_part", "detail"),
    [
        (1.0, 2.0, False, Detail.TILE),
        (5.0, 6.0, False, Detail.GAPS),
        (5.0, 12.0, False, Detail.GLYPH),
        (18.0, 4.0, False, Detail.GAPS),
        (60.0, 80.0, False, Detail.STAMP),
        (300.0, 400.0, False, Detail.EXPAND),
        (5.0, 6.0, True, Detail.GAPS),
        (300.0, 400.0, True, Detail.GLYPH),
        (0.01, float("inf"), True, Detail.GLYPH),
    ],
)
def test_that_detail_grows_with_projected_size(
    *, size: float, pitch: float, is_part: bool, detail: Detail
) -> None:
    assert detail_of(size, size, pitch, is_part=is_part) is detail


def test_that_detail_never_shrinks_when_zooming_in() -> None:
    order = [Detail.TILE, Detail.GAPS, Detail.GLYPH, Detail.STAMP, Detail.EXPAND]
    seen = [
        order.index(detail_of(0.6 * s, 2.2 * s, 0.65 * s, is_part=False))
        for s in (2**k / 8 for k in range(90))
    ]
    assert seen == sorted(seen)


def test_that_detail_knows_nothing_of_the_viewport() -> None:
    names = set(inspect.signature(detail_of).parameters)
    assert names == {"width_px", "height_px", "pitch_px", "is_part"}
