"""Planes: which copies are in which, by hand-counted arrays."""

from __future__ import annotations

import pytest

from designer.viewmodel.planes import PlaneIndex, plane_indices
from designer.workbench.opening import open_named_or_file


@pytest.mark.parametrize(
    ("stride", "hidden", "copies"),
    [
        (1, {("up", 1)}, [1, 4, 7]),
        (2, {("up", 1)}, [2, 3, 8]),
        (3, {("up", 0), ("up", 2)}, [0, 1, 2, 6, 7, 8]),
        (1, {("out", 1)}, []),
        (1, set(), []),
    ],
)
def test_that_copies_are_found_by_their_plane(
    stride: int, hidden: set[tuple[str, int]], copies: list[int]
) -> None:
    index = PlaneIndex("up", 3, stride)
    assert index.hidden_copies(9, frozenset(hidden)).tolist() == copies


def test_that_chips_in_nodes_and_devices_in_racks_have_the_planes_of_the_fabric() -> None:
    found = plane_indices(open_named_or_file("cloudmatrix-384").document.design)
    assert found == {
        ("node", "l1"): PlaneIndex("scale-up", 7, 1),
        ("bus-rack", "bus-device"): PlaneIndex("scale-up", 7, 2),
    }


def test_that_designs_without_planes_have_none() -> None:
    assert plane_indices(open_named_or_file("gb200-nvl72").document.design) == {}
