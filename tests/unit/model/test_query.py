"""What paths of a document lead to."""

from __future__ import annotations

from designer.model.evolve import evolve
from designer.model.query import part_paths, resolve_end
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    circuit_switch,
    design,
    instance,
    switch,
)


def test_that_the_ends_of_a_block_under_edit_are_those_of_the_edit() -> None:
    up = bundle("up", "acc", "sw")
    root = block("root", [instance("acc", "acc"), instance("sw", "sw")], [up])
    subject = design([root], [accelerator(), switch()])
    before = resolve_end(subject, root, up.a)
    assert before is not None
    assert before.part_slug == "acc"
    assert resolve_end(subject, root, up.a) is before
    other = evolve(root, instances=(instance("acc", "sw"), instance("sw", "sw")))
    during = resolve_end(subject, other, up.a)
    assert during is not None
    assert during.part_slug == "sw"
    assert resolve_end(subject, root, up.a) is before


def test_that_circuit_switches_are_found_at_any_depth() -> None:
    rack = block("rack", [instance("ocs", "ocs", i=2), instance("acc", "acc")])
    root = block("root", [instance("rack", "rack", block=True), instance("sw", "sw")])
    subject = design([root, rack], [accelerator(), switch(), circuit_switch()])
    family = {part.slug: part.family for part in subject.parts}
    assert part_paths(subject, root, "circuit-switch", family) == ("rack/ocs",)
