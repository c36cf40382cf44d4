"""Small generated fabrics that lose one to four links or copies, against the full programs."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_library
from designer.evaluate.bounds import Exactness
from designer.fabric.families.registry import family_named
from designer.model.block import ExceptionKind, InstanceException, LinkException
from designer.model.evolve import evolve
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path
from designer.paths import catalogs_dir
from designer.topology.build import build_class_graph
from designer.workbench.workbench import Workbench
from tests.oracle.expansion import UNIT_BYTES_PER_S, plain_graph
from tests.oracle.reference import all_to_all_per_pair, bisection
from tests.oracle.routing import depths, split_factor
from tests.oracle.wired_pairs import links_of
from tests.unit.fabric.families.test_against_programs import SMALL

if TYPE_CHECKING:
    from designer.model.design import Design
    from tests.oracle.reference import PlainGraph

LIBRARY = load_library(catalogs_dir())
MAX_CUT_ENDPOINTS = 14
"""Most endpoints of a fabric whose bisection is found by a mixed-integer program here."""


def _end_ids(whole: Design, key: str) -> tuple[str, ...]:
    block_id, _, bundle_id = key.partition("/")
    block = next(b for b in whole.blocks if b.id == block_id)
    bundle = next(b for b in block.link_bundles if b.id == bundle_id)
    return tuple(step.instance_id for step in path_from_text(bundle.a.path))


def _broken(whole: Design, rng: Random, n_failures: int) -> Design:
    """Take out some random links, and sometimes copies of switches."""
    fabric = whole.fabrics[0].id
    own = {f"{b.id}/{k.id}" for b in whole.blocks for k in b.link_bundles if k.fabric == fabric}
    links: list[tuple[str, str, str, int]] = []
    for key, pairs in links_of(whole).items():
        for ends, n in pairs.items() if key in own else ():
            one, other = sorted(ends)
            links.append((key, one, other, n))
    links.sort()
    cuts: dict[tuple[str, str, str], LinkException] = {}
    removed: dict[str, InstanceException] = {}
    for _ in range(n_failures):
        key, a, b, n = rng.choice(links)
        if rng.random() < 0.25:
            chain = chain_from_path(whole, whole.root_block, path_from_text(b))
            part = whole.part_by_slug.get(chain[-1].part or "") if chain else None
            if part is not None and part.family == "switch":
                removed[b] = InstanceException(path=b, kind=ExceptionKind.REMOVED)
                continue
        wanted = _end_ids(whole, key)
        ids = [tuple(s.instance_id for s in path_from_text(end)) for end in (a, b)]
        if ids[0][-len(wanted) :] != wanted:
            a, b = b, a
        n_links = rng.choice([None, rng.randrange(1, n + 1)])
        pair = LinkException(bundle=key, a=a, b=b, n_links=n_links)
        cuts[key, min(a, b), max(a, b)] = pair
    root = evolve(
        whole.root_block,
        exceptions=tuple(removed.values()),
        link_exceptions=tuple(cuts.values()),
    )
    return evolve(whole, blocks=tuple(root if b.id == whole.root else b for b in whole.blocks))


def _is_connected(plain: PlainGraph) -> bool:
    first = depths(plain, plain.endpoints[0])
    return all(first[v] < float("inf") for v in plain.endpoints)


def _all_pairs(plain: PlainGraph) -> float:
    ends = set(plain.endpoints)
    return split_factor(
        plain, lambda a, b: float(a != b and a in ends and b in ends), by_capacity=False
    )


@pytest.mark.parametrize("n_failures", [1, 3])
@pytest.mark.parametrize(("family", "texts"), SMALL, ids=str)
def test_that_numbers_of_a_broken_family_hold_the_full_programs(
    family: str, texts: dict[str, str], n_failures: int
) -> None:
    rng = Random(f"{family} {sorted(texts.items())} {n_failures}")  # noqa: S311 - the same in every run
    whole = family_named(family).design(LIBRARY, texts)
    fabric = whole.fabrics[0].id
    # As many failures as leave every endpoint connected.
    draws = (_broken(whole, rng, n) for n in range(n_failures, -1, -1) for _ in range(12))
    design = next(d for d in draws if _is_connected(plain_graph(build_class_graph(d), fabric)))
    rows = Workbench(LIBRARY, design).snapshot.readouts.by_id
    plain = plain_graph(build_class_graph(design), fabric)
    name = f"throughput_all_to_all_bytes_per_s.{fabric}"
    n = len(plain.endpoints)
    answers = {name: (all_to_all_per_pair(plain) * (n - 1), 1e-7)}
    if f"throughput_ecmp_bytes_per_s.{fabric}" in rows:
        answers[f"throughput_ecmp_bytes_per_s.{fabric}"] = (_all_pairs(plain) * (n - 1), 1e-9)
    if n <= MAX_CUT_ENDPOINTS:
        answers[f"bisection_bytes_per_s.{fabric}"] = (bisection(plain), 1e-7)
    for one, (answer, slack) in answers.items():
        row, expected = rows[one], answer * UNIT_BYTES_PER_S
        if row.exactness is Exactness.EXACT:
            assert row.value == pytest.approx(expected, rel=slack)
        if row.exactness in {Exactness.INTERVAL, Exactness.LOWER}:
            assert row.low is not None
            assert row.low <= expected * (1 + slack)
        if row.exactness in {Exactness.INTERVAL, Exactness.UPPER}:
            assert row.high is not None
            assert row.high >= expected * (1 - slack)
