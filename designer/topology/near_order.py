"""An order of the vertices in which neighbours are near each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from designer.topology.fold import IntArray
    from designer.topology.sparse import Network


def near_order(network: Network) -> IntArray:
    """Return the vertices in the order of reverse Cuthill and McKee.

    Parameters
    ----------
    network
        The network.

    Returns
    -------
    IntArray
        Every vertex once. (n_vertices,)
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import reverse_cuthill_mckee

    n = network.n_vertices
    ends = (
        np.concatenate([network.a_ix, network.b_ix]),
        np.concatenate([network.b_ix, network.a_ix]),
    )
    ones = np.ones(len(ends[0]), dtype=np.int8)
    matrix = coo_array((ones, ends), shape=(n, n)).tocsr()
    return np.asarray(reverse_cuthill_mckee(matrix, symmetric_mode=True), dtype=np.int64)
