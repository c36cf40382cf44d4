"""Figures that contradict themselves are refused."""

from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from designer.catalog.provenance import Alternative, Figure, FigureKind


def figure(
    value: float = 1.0, unit: str = "W", low: float | None = None, high: float | None = None
) -> Figure:
    return Figure(
        value=value,
        unit=unit,
        low=low,
        high=high,
        kind=FigureKind.OUR_ESTIMATE,
        source="lab",
        as_of=date(2026, 1, 15),
    )


def test_that_a_figure_in_no_unit_of_the_program_is_refused() -> None:
    with pytest.raises(ValidationError, match='"kW" is not an SI unit'):
        figure(unit="kW")


def test_that_half_a_band_is_refused() -> None:
    with pytest.raises(ValidationError, match="together or not at all"):
        figure(low=0.5)


@pytest.mark.parametrize(("low", "high"), [(1.5, 2.0), (0.1, 0.5), (2.0, 0.5)])
def test_that_a_value_outside_its_band_is_refused(low: float, high: float) -> None:
    with pytest.raises(ValidationError, match="fails"):
        figure(low=low, high=high)


@pytest.mark.parametrize("value", [-1.0, -1e-300, 1e25, 1e308, float("nan"), float("inf")])
def test_that_a_figure_that_no_part_can_have_is_refused(value: float) -> None:
    with pytest.raises(ValidationError):
        figure(value)
    with pytest.raises(ValidationError):
        figure(low=min(value, 0.5), high=max(value, 2.0))


def test_that_an_alternative_that_no_part_can_have_is_refused() -> None:
    other = Alternative(value=-5.0, kind=FigureKind.OUR_ESTIMATE, source="lab")
    with pytest.raises(ValidationError, match="-5 is not from 0 to 1e\\+24"):
        Figure(**(dict(figure()) | {"alternatives": (other,)}))
    assert figure(0.0).band == (0.0, 0.0)


def test_that_a_plain_figure_spans_its_value_alone() -> None:
    assert figure().band == (1.0, 1.0)
    assert figure(low=0.5, high=2.0).band == (0.5, 2.0)
