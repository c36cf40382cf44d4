from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.commands.base import EVERYTHING, Aspect, Change, ChangeSet
from designer.commands.history import History
from designer.commands.properties import RenameDesign
from designer.model.evolve import evolve

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design


def named(design: Design, name: str) -> Change:
    aspects = ChangeSet(Aspect.PROPERTIES, frozenset({name}))
    return Change(evolve(design, name=name), aspects)


@pytest.fixture
def history(design: Design) -> History:
    history = History(design)
    for name in ("a", "b"):
        history.record(named(design, name), f"Rename {name}")
    return history


def test_that_a_fresh_history_has_nothing_to_undo_or_redo(design: Design) -> None:
    history = History(design)
    assert (history.undo(), history.redo()) == (None, None)
    assert (history.can_undo, history.can_redo, history.position) == (False, False, 0)
    assert (history.undo_label, history.redo_label, history.labels) == ("", "", ())
    assert history.design is design


def test_that_undo_hands_back_the_very_design(history: History, design: Design) -> None:
    after = history.design
    undone = history.undo()
    assert undone is not None
    assert undone.change_set.touched == {"b"}
    assert (history.undo_label, history.redo_label) == ("Rename a", "Rename b")
    first = history.undo()
    assert first is not None
    assert first.design is design
    assert history.design is design
    assert history.labels == ("Rename a", "Rename b")
    history.redo()
    redone = history.redo()
    assert redone is not None
    assert redone.design is after
    assert not history.can_redo


def test_that_a_new_step_drops_the_undone_ones(history: History, design: Design) -> None:
    history.undo()
    history.record(named(design, "c"), "Rename c")
    assert history.labels == ("Rename a", "Rename c")
    assert history.position == 2


def test_that_a_change_of_nothing_makes_no_step(history: History) -> None:
    history.undo()
    history.record(Change(history.design, EVERYTHING), "Nothing")
    assert history.labels == ("Rename a", "Rename b")


def test_that_equal_keys_in_a_row_become_one_step(design: Design) -> None:
    history = History(design)
    for name in ("x", "y", "z"):
        history.record(named(design, name), f"Move to {name}", "move")
    assert history.labels == ("Move to z",)
    undone = history.undo()
    assert undone is not None
    assert undone.design is design
    assert undone.change_set.touched == {"x", "y", "z"}


@pytest.mark.parametrize("ending", ["seal", "undo and redo", "other key", "no key"])
def test_that_merging_ends(ending: str, design: Design) -> None:
    history = History(design)
    history.record(named(design, "x"), "x", None if ending == "no key" else "move")
    if ending == "seal":
        history.seal()
    elif ending == "undo and redo":
        history.undo()
        history.redo()
    key = {"other key": "other", "no key": None}.get(ending, "move")
    history.record(named(design, "y"), "y", key)
    assert history.labels == ("x", "y")


def test_that_the_oldest_steps_go_beyond_the_budget(design: Design) -> None:
    history = History(design, max_steps=3)
    changes = [named(design, str(n)) for n in range(5)]
    for change in changes:
        history.record(change, change.design.name)
    assert history.labels == ("2", "3", "4")
    while history.can_undo:
        history.undo()
    assert history.design is changes[1].design
    assert history.position == 0


def test_that_going_to_a_step_touches_all_steps_on_the_way(
    history: History, design: Design
) -> None:
    back = history.go_to(0)
    assert back is not None
    assert back.design is design
    assert back.change_set.touched == {"a", "b"}
    assert history.go_to(0) is None
    forward = history.go_to(2)
    assert forward is not None
    assert forward.design.name == "b"
    for position in (-1, 3):
        with pytest.raises(IndexError):
            history.go_to(position)


def test_that_the_log_tells_everything_and_whether_a_part_of_it_stands_alone(
    design: Design, library: CatalogLibrary
) -> None:
    history = History(design)
    first, second = RenameDesign(name="a"), RenameDesign(name="b")
    history.apply(first, library)
    history.seal()
    history.seal()
    history.apply(second, library)
    assert (history.origin, history.log) == (design, (first, "seal", second))
    assert not history.leans_on_earlier(0)
    began = len(history.log)
    history.undo()
    assert history.leans_on_earlier(began)
    history.redo()
    assert history.leans_on_earlier(began)
    own = len(history.log)
    history.apply(first, library)
    history.undo()
    history.redo()
    assert not history.leans_on_earlier(own)
    assert history.log[-3:] == (first, "undo", "redo")
