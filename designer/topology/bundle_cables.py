"""Chooses how the cables of a bundle are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.topology.cable_listing import (
    ListedCables,
    copies_near_cuts,
    every_copy,
    listed_cable_groups,
)
from designer.topology.cable_space import CableRule, cable_slots, enclosure_chain
from designer.topology.cables import cable_groups
from designer.topology.joining import JoinRule

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.links import LinkBundle
    from designer.topology.chains import DocumentWalk
    from designer.topology.wired import Wired


class BundleCables:
    """Counts the cables of bundles that a walk has found."""

    def __init__(self, walk: DocumentWalk) -> None:
        self.walk = walk

    def _can_link(self, *ends: tuple[str, str]) -> bool:
        parts = ((self.walk.design.part_by_slug.get(slug), name) for slug, name in ends)
        return all(part is not None and part.port(name) is not None for part, name in parts)

    def groups(self, bundle: LinkBundle, wired: Wired) -> Callable[[str, str, int], int]:
        """Return how to count the groups of links that share a cable.

        Parameters
        ----------
        bundle
            The bundle.
        wired
            The same in use.

        Returns
        -------
        Callable[[str, str, int], int]
            Groups by the parts at the ends and the number of links between them. [1]
        """
        if bundle.n_links_per_cable == 1 or bundle.cable is None:
            return lambda _a, _b, n_links: n_links
        (a_chain, a_slug), (b_chain, b_slug) = wired.a, wired.b
        outer = tuple(
            self.walk.dim_ixs_by_chain[enclosure_chain(self.walk.kind_by_chain, c)]
            for c in (a_chain, b_chain)
        )
        rule = CableRule(
            slots=cable_slots(
                tuple(self.walk.dims),
                (self.walk.dim_ixs_by_chain[a_chain], self.walk.dim_ixs_by_chain[b_chain]),
                (outer[0], outer[1]),
                wired.relations,
            ),
            a_end=self.walk.end_boxes(a_chain, a_slug),
            b_end=self.walk.end_boxes(b_chain, b_slug),
            is_same_chain=a_chain == b_chain,
            n_links_per_pair=bundle.n_links_per_pair,
            n_links_per_cable=bundle.n_links_per_cable,
            can_link=lambda a, b: self._can_link((a, wired.a_port), (b, wired.b_port)),
        )
        groups = self._cables(bundle, wired, rule, outer)
        if groups is None:
            return lambda _a, _b, n_links: -(-n_links // bundle.n_links_per_cable)
        turned = {(b, a): n for (a, b), n in groups.items() if rule.is_same_chain and a != b}
        return lambda a, b, _n_links: groups.get((a, b), 0) + turned.get((a, b), 0)

    def _cables(
        self,
        bundle: LinkBundle,
        wired: Wired,
        rule: CableRule,
        outer: tuple[tuple[int, ...], ...],
    ) -> dict[tuple[str, str], int] | None:
        if wired.is_regular and not wired.cuts:
            return cable_groups(rule)
        sizes = tuple(dim.size for dim in self.walk.dims)
        a_dims, b_dims = (self.walk.dim_ixs_by_chain[end[0]] for end in (wired.a, wired.b))
        listed = ListedCables(
            JoinRule(
                sizes,
                a_dims,
                b_dims,
                wired.relations,
                wired.a_fixed,
                wired.b_fixed,
                wired.pairs,
                rule.is_same_chain,
            ),
            wired.cuts,
            rule.a_end,
            rule.b_end,
            outer[0],
            outer[1],
            bundle.n_links_per_pair,
            bundle.n_links_per_cable,
            rule.can_link,
        )
        if not wired.is_regular:
            a, b = every_copy(sizes, a_dims), every_copy(sizes, b_dims)
            if a is None or b is None:
                return None
            return listed_cable_groups(listed, a, b, wired.cuts)
        whole, near = cable_groups(rule), copies_near_cuts(listed)
        if whole is None or near is None:
            return None
        for cuts, sign in (((), -1), (wired.cuts, 1)):
            part = listed_cable_groups(listed, *near, cuts)
            if part is None:
                return None
            for slugs, n in part.items():
                whole[slugs] = whole.get(slugs, 0) + sign * n
        return whole
