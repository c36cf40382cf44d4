"""Longest pairings against all pairings of small tables."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import numpy as np
import pytest

from designer.topology import pairing
from designer.topology.pairing import longest_pairing

if TYPE_CHECKING:
    from designer.topology.fold import IntArray


def table(n: int, seed: int, most: int) -> IntArray:
    rng = Random(seed)  # noqa: S311 - the same table in every run
    found = np.zeros((n, n), dtype=np.int64)
    for a in range(n):
        for b in range(a):
            found[a, b] = found[b, a] = rng.randint(1, most)
    return found


def best(left: tuple[int, ...], distance: IntArray) -> int:
    if len(left) < 2:
        return 0
    first, rest = left[0], left[1:]
    found = max(
        int(distance[first, other]) + best(tuple(x for x in rest if x != other), distance)
        for other in rest
    )
    return max(found, best(rest, distance)) if len(left) % 2 else found


@pytest.mark.parametrize("n", [2, 3, 4, 5, 6, 7, 8])
@pytest.mark.parametrize("most", [1, 2, 4, 50])
def test_that_no_pairing_of_a_small_table_is_longer(n: int, most: int) -> None:
    for seed in range(6):
        distance = table(n, 100 * n + seed, most)
        found = longest_pairing(distance)
        used = [*found.first_ix.tolist(), *found.second_ix.tolist()]
        assert len(set(used)) == len(used) == n - n % 2
        own = distance[found.first_ix, found.second_ix]
        assert int(own.sum()) == best(tuple(range(n)), distance)
        assert (np.diff(own) <= 0).all()
        assert found.is_longest


def test_that_a_pairing_that_was_not_proved_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    # Two triangles of far vertices: the longest permutation turns around them, no pairing can.
    distance = np.ones((6, 6), dtype=np.int64)
    distance[:3, :3] = distance[3:, 3:] = 9
    np.fill_diagonal(distance, 0)
    found = longest_pairing(distance)
    assert int(distance[found.first_ix, found.second_ix].sum()) == 9 + 9 + 1
    assert found.is_longest
    monkeypatch.setattr(pairing, "MAX_EXACT", 4)
    again = longest_pairing(distance)
    assert int(distance[again.first_ix, again.second_ix].sum()) == 9 + 9 + 1
    assert not again.is_longest
