"""How full the links of a network are, read off a smaller network with the same all-to-all rate.

Every exact reduction keeps what the links carry: links that become one are images of each other or
of one pair, so they are as full as it; a link taken out carries what its vertex sends and receives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from designer.topology.fold import FloatArray, IntArray
    from designer.topology.sparse import Network


class LinkImages(NamedTuple):
    """How full every original link is, given how full the links of the reduced network are.

    Attributes
    ----------
    link_ix
        Link of the reduced network, -1 where the load does not depend on it. (n_original_links,)
    scale_ratio
        Load over capacity as a multiple of that of this link. (n_original_links,)
    fixed_s_per_byte
        Load over capacity for one byte per second of every ordered pair, where ``link_ix`` is -1.
        (n_original_links,)
    """

    link_ix: IntArray
    scale_ratio: FloatArray
    fixed_s_per_byte: FloatArray

    def fill(self, reduced_fill: FloatArray) -> FloatArray:
        """Return how full the original links are.

        Parameters
        ----------
        reduced_fill
            Load over capacity of the reduced links for one byte per second of every ordered pair.
            (n_links,)

        Returns
        -------
        FloatArray
            The same of the original links. (n_original_links,)
        """
        if not len(reduced_fill):
            return self.fixed_s_per_byte
        own = self.scale_ratio * reduced_fill[self.link_ix]
        return np.where(self.link_ix >= 0, own, self.fixed_s_per_byte)

    def lengths(self, reduced_length: FloatArray) -> FloatArray:
        """Return the lengths of the original links that prove what those of the reduced do.

        Parameters
        ----------
        reduced_length
            Length of each reduced link. (n_links,)

        Returns
        -------
        FloatArray
            Length of each original link, zero where it does not limit its image.
            (n_original_links,)
        """
        if not len(reduced_length):
            return np.zeros(len(self.link_ix))
        limits = (self.link_ix >= 0) & (self.scale_ratio >= 1.0)
        return np.where(limits, reduced_length[self.link_ix], 0.0)


def link_places(network: Network, ends: tuple[IntArray, IntArray]) -> IntArray:
    """Return the link between each pair of vertices.

    Parameters
    ----------
    network
        A network with links ordered by their ends, as :func:`make_network` gives it.
    ends
        Vertices that are the same or linked. (n_pairs,)

    Returns
    -------
    IntArray
        Link, -1 for a pair of one vertex with itself. (n_pairs,)
    """
    low, high = np.minimum(*ends), np.maximum(*ends)
    key = network.a_ix * network.n_vertices + network.b_ix
    found = np.searchsorted(key, low * network.n_vertices + high)
    return np.where(low == high, -1, found).astype(np.int64)


def composed(first: LinkImages, then: LinkImages) -> LinkImages:
    """Return the images of two reductions one after the other.

    Parameters
    ----------
    first, then
        Images of the original links, and of the links in between.

    Returns
    -------
    LinkImages
        Images of the original links after both.
    """
    if not len(then.link_ix):
        return first
    at = first.link_ix
    goes_on = at >= 0
    link_ix = np.where(goes_on, then.link_ix[at], -1)
    fixed = np.where(goes_on, first.scale_ratio * then.fixed_s_per_byte[at], first.fixed_s_per_byte)
    return LinkImages(
        link_ix, np.where(goes_on, first.scale_ratio * then.scale_ratio[at], 1), fixed
    )
