"""An order that puts neighbours side by side."""

from __future__ import annotations

import numpy as np
import pytest

from designer.topology.near_order import near_order
from designer.topology.sparse import make_network


@pytest.mark.parametrize("seed", range(5))
def test_that_a_shuffled_line_is_put_in_a_row_again(seed: int) -> None:
    names = np.random.default_rng(seed).permutation(40)
    ends = (names[:-1], names[1:])
    network = make_network(np.ones(40, dtype=np.int64), ends, np.ones(39, dtype=np.int64))
    order = near_order(network)
    assert sorted(order.tolist()) == list(range(40))
    place = np.argsort(order)
    assert np.abs(place[ends[0]] - place[ends[1]]).max() == 1


def test_that_vertices_without_links_are_in_the_order_too() -> None:
    none = np.zeros(0, dtype=np.int64)
    network = make_network(np.ones(3, dtype=np.int64), (none, none), none)
    assert sorted(near_order(network).tolist()) == [0, 1, 2]
