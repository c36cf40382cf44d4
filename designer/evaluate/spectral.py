"""Eigenvalues of the Laplacian: a split to start from, and a lower bound on the bisection.

For a split with values 1 and -1 the quadratic form of the Laplacian is four times the cut, so the
cut is at least a quarter of the second eigenvalue of the pencil times the endpoints. The
eigenvalue itself is not trusted: a Cholesky factorisation proves that it is no smaller.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from designer.topology.fold import FloatArray
    from designer.topology.sparse import Network

MAX_DENSE_VERTICES = 1_500
"""Largest network whose bound is proved, at a cost that grows with the cube."""
MAX_SPARSE_VERTICES = 30_000
"""Largest network that is split along an eigenvector."""


def fiedler_vector(network: Network) -> FloatArray | None:
    """Return an eigenvector of the second smallest eigenvalue of the Laplacian, or nearly one.

    Parameters
    ----------
    network
        A connected network.

    Returns
    -------
    FloatArray | None
        One value per vertex, or ``None`` if the iteration does not converge. (n_vertices,)
    """
    from scipy.sparse import coo_array, diags_array
    from scipy.sparse.linalg import ArpackError, eigsh

    n = network.n_vertices
    if not 8 <= n <= MAX_SPARSE_VERTICES:
        return None
    capacity = network.capacity_bytes_per_s / float(network.capacity_bytes_per_s.max())
    half = coo_array((capacity, (network.a_ix, network.b_ix)), shape=(n, n)).tocsr()
    degree = network.degree_bytes_per_s / float(network.capacity_bytes_per_s.max())
    # The largest eigenvalues of the negative are found faster than the smallest of the Laplacian.
    shifted = half + half.T - diags_array(degree) + diags_array(np.full(n, 2 * degree.max()))
    start = np.cos(np.arange(n) * 0.7) + 1e-3 * np.arange(n) / n
    try:
        _, vectors = eigsh(shifted, k=2, which="LA", v0=start, ncv=min(n, 40), maxiter=60, tol=1e-3)
    except ArpackError:
        return None
    spread = np.std(vectors, axis=0)
    found: FloatArray = vectors[:, int(np.argmax(spread))]
    return found


def spectral_low(network: Network) -> float:
    """Return the lower bound on the bisection that the second eigenvalue proves.

    Parameters
    ----------
    network
        A connected network, every endpoint its own vertex.

    Returns
    -------
    float
        Bound, 0 if the network is larger than :data:`MAX_DENSE_VERTICES` or nothing is proved.
        [byte/s]

    Notes
    -----
    **Proof.** Let ``x`` be 1 and -1 on the sides, ``L`` the Laplacian, ``M`` the endpoints of
    each vertex. ``x' L x`` is four times the cut. If ``L - s M + a (M 1)(M 1)'`` is positive
    semidefinite, then ``x' L x >= s x' M x - a (1' M x)^2``; the last term is 0 for an even count
    and for an odd one 1, and ``x' M x`` is N.
    """
    from scipy.linalg import eigh

    n = network.n_vertices
    if n > MAX_DENSE_VERTICES or n < 3:
        return 0.0
    unit = float(network.capacity_bytes_per_s.max())
    laplacian = np.zeros((n, n))
    capacity = network.capacity_bytes_per_s / unit
    laplacian[network.a_ix, network.b_ix] = -capacity
    laplacian[network.b_ix, network.a_ix] = -capacity
    laplacian[np.arange(n), np.arange(n)] = network.degree_bytes_per_s / unit
    weight = network.weight.astype(np.float64)
    n_endpoints = network.n_endpoints
    penalty = 2.0 * float(np.trace(laplacian)) / n_endpoints**2
    bordered = laplacian + penalty * np.outer(weight, weight)
    try:
        top = eigh(np.diag(weight), bordered, eigvals_only=True, subset_by_index=(n - 1, n - 1))
    except np.linalg.LinAlgError:
        return 0.0
    rounding = 1e-13 + 1.2e-16 * (n + 2) * float(np.trace(bordered))
    odd = penalty if n_endpoints % 2 else 0.0
    for margin in (1e-9, 1e-6, 1e-3):
        value = (1.0 - margin) / float(top[0])
        try:
            np.linalg.cholesky(bordered - value * np.diag(weight) + 1e-13 * np.eye(n))
        except np.linalg.LinAlgError:
            continue
        return max(0.0, (value * n_endpoints - odd - rounding * n) / 4.0) * unit
    return 0.0
