"""Partners of one copy, against the links of the whole bundle one by one."""

from __future__ import annotations

from itertools import product
from random import Random

import pytest

from designer.commands.editing import ends_of
from designer.model.evolve import evolve
from designer.model.link_partners import link_partners
from designer.model.structure_check import check_structure
from tests.oracle.random_wiring import random_wiring
from tests.oracle.wired_pairs import links_of


@pytest.mark.parametrize("seed", range(30))
def test_that_every_linked_copy_is_among_the_partners(seed: int) -> None:
    rng = Random(seed)  # noqa: S311 - a design that can be made again
    while True:
        design = random_wiring(rng)
        blocks = tuple(evolve(b, exceptions=(), link_exceptions=()) for b in design.blocks)
        if not check_structure(design := evolve(design, blocks=blocks)):
            break
    links = links_of(design)
    for bundle in design.root_block.link_bundles:
        a_end, b_end = ends_of(design, design.root_block, bundle)
        linked = {frozenset(pair) for pair in links.get(f"root/{bundle.id}", {})}
        found: set[frozenset[str]] = set()
        for own, other, is_turned in ((a_end, b_end, False), (b_end, a_end, True)):
            counts = [range(i.count) for i in own.instances]
            for ixs in product(*counts):
                named = zip(ixs, own.copy_ixs, strict=True)
                if any(wanted is not None and ix != wanted for ix, wanted in named):
                    continue
                here = "/".join(f"{i.id}[{n}]" for i, n in zip(own.instances, ixs, strict=True))
                partners = list(link_partners(bundle, own, other, ixs, is_turned=is_turned))
                assert len(set(partners)) == len(partners)
                for far in partners:
                    there = "/".join(
                        f"{i.id}[{n}]" for i, n in zip(other.instances, far, strict=True)
                    )
                    found.add(frozenset((here, there)))
        assert linked <= found
        # What is named too much is of a rule that says which two are not linked.
        if all(relation.kind.value != "not-equal" for relation in bundle.relations):
            assert {pair for pair in found if len(pair) == 2} == linked
