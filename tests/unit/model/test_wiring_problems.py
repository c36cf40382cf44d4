"""What cannot be wired is said in one line, where it is."""

from __future__ import annotations

import pytest

from designer.model.block import LinkException
from designer.model.cable_counts import cable_groups
from designer.model.evolve import evolve
from designer.model.link_counts import wiring_problem
from designer.model.query import resolve_end
from designer.model.structure_check import check_structure
from tests.oracle.designs import accelerator, block, bundle, design, instance, switch

ROOT = [instance("acc", "acc", i=4), instance("sw", "sw", x=2, y=2)]


def problem(*relations: tuple[str, str, str], a: str, b: str, pairs: object = None) -> str:
    one = bundle("b", a, b, *relations, pairs=pairs)
    subject = design([block("root", ROOT, [one])], [accelerator(), switch()])
    ends = [resolve_end(subject, subject.root_block, end) for end in (one.a, one.b)]
    first, second = ends
    assert first is not None
    assert second is not None
    return str(wiring_problem(first, second, one))


@pytest.mark.parametrize(
    ("said", "relations", "a", "b", "pairs"),
    [
        ("can only be related to itself", [("sw.x", "equal", "sw.y")], "sw", "sw", None),
        ("there can be no relations", [("acc.i", "equal", "acc.i")], "acc", "sw", ((0, 1, 1),)),
        ("the paths can have no indices", [], "acc[1]", "sw", ((0, 1, 1),)),
        ("copy 2 is linked to itself", [], "sw", "sw", ((0, 1, 1), (2, 2, 1))),
        ("the pair of 1 and 0 is there twice", [], "sw", "sw", ((0, 1, 1), (1, 0, 1))),
        ("there is no 4", [], "acc", "sw", ((0, 4, 1),)),
        ("is linked to itself", [("sw.x", "equal", "sw.x")], "sw", "sw", None),
        ("but the path names one copy", [("sw.x", "equal", "sw.x")], "sw[0]", "sw", None),
    ],
)
def test_that_each_reason_is_named(
    said: str,
    relations: list[tuple[str, str, str]],
    a: str,
    b: str,
    pairs: tuple[tuple[int, int, int], ...] | None,
) -> None:
    assert said in problem(*relations, a=a, b=b, pairs=pairs)


def test_that_a_bundle_without_an_end_has_no_cables() -> None:
    one = bundle("b", "acc", "nothing")
    subject = design([block("root", ROOT, [one])], [accelerator(), switch()])
    assert cable_groups(subject, subject.root_block, one) == 0


@pytest.mark.parametrize(
    ("said", "exceptions"),
    [
        ("have 2 links of root/b, not 3", [("acc[0]", "sw[1]", 3)]),
        ("are there twice", [("acc[0]", "sw[1]", 1), ("acc[0]", "sw[1]", 2)]),
        ("have no link of root/m", [("sw[0]", "sw[3]", 1)]),
    ],
)
def test_that_missing_links_that_are_not_there_are_findings(
    said: str, exceptions: list[tuple[str, str, int]]
) -> None:
    mesh = bundle("m", "sw", "sw", ("sw.x", "equal", "sw.x"), ("sw.y", "not-equal", "sw.y"))
    root = block("root", ROOT, [bundle("b", "acc", "sw", n=2), mesh])
    cuts = tuple(
        LinkException(bundle="root/m" if a.startswith("sw") else "root/b", a=a, b=b, n_links=n)
        for a, b, n in exceptions
    )
    subject = design([evolve(root, link_exceptions=cuts)], [accelerator(), switch()])
    found = [f for f in check_structure(subject) if "link_exceptions" in f.locus.field]
    assert len(found) == 1
    assert said in found[0].message
