"""Texts that remember how they were made."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from designer.catalog.part import FabricRole, Medium
from designer.catalog.provenance import FigureKind
from designer.errors.findings import Severity
from designer.errors.tree import CommandError
from designer.evaluate.bounds import Exactness
from designer.evaluate.claims import Verdict
from designer.evaluate.failure_modes import FailureKind
from designer.model.block import BlockKind
from designer.wording.terms import TERMS, term
from designer.wording.wording import Wording, joined, listed, worded
from designer.workbench.verification.published import VerifyStatus

if TYPE_CHECKING:
    from collections.abc import Callable


def test_that_a_wording_is_the_english_text_for_everyone_who_does_not_translate() -> None:
    text = worded("{n_racks} racks in {name}", n_racks=16, name="hall {1}")
    assert text == "16 racks in hall {1}"
    assert isinstance(text, str)
    assert (text.template, dict(text.values)) == (
        "{n_racks} racks in {name}",
        {"n_racks": 16, "name": "hall {1}"},
    )


def test_that_braces_of_a_text_without_values_stay_as_they_are() -> None:
    assert worded("a set {1, 2}") == "a set {1, 2}"


def test_that_a_place_without_a_value_is_refused() -> None:
    with pytest.raises(KeyError, match="name"):
        worded("{n} racks in {name}", n=1)


def test_that_an_error_hands_on_how_its_message_was_made() -> None:
    error = CommandError(worded("no port called {port}", port="ub"))
    assert str(error) == "no port called ub"
    assert error.args[0].template == "no port called {port}"


@pytest.mark.parametrize("again", [copy.copy, copy.deepcopy])
def test_that_a_copy_of_a_wording_can_be_translated_as_well(
    again: Callable[[Wording], Wording],
) -> None:
    text = again(worded("{a} and {b}", a=1, b=worded("two")))
    assert isinstance(text, Wording)
    assert text.template == "{a} and {b}"
    inner = text.values["b"]
    assert isinstance(inner, Wording)
    assert inner.template == "two"


def test_that_the_texts_of_a_list_can_be_translated_one_by_one() -> None:
    text = listed([worded("{n} ports", n=1), "x", worded("none")])
    assert text == "1 ports, x, none"
    assert isinstance(text, Wording)
    assert text.template == "{first}, {others}"
    assert (listed([]), listed(["x"])) == ("", "x")


def test_that_texts_put_together_can_be_translated_one_by_one() -> None:
    text = worded("Sum {n}", n=3) + ": {x}"
    assert text == "Sum 3: {x}"
    assert [str(part) for part in text.values.values()] == ["Sum 3", ": {x}"]
    assert ("> " + text) == "> Sum 3: {x}"
    lines = joined("\n{", [worded("one"), "two"])
    assert lines == "one\n{two"
    assert isinstance(lines.values["part_0"], Wording)


def test_that_only_words_of_closed_lists_become_wordings() -> None:
    assert isinstance(term("switch-box"), Wording)
    assert not isinstance(term("my switch-box"), Wording)


def test_that_every_value_of_a_list_that_windows_show_is_a_term() -> None:
    for words in (
        FabricRole,
        Medium,
        FigureKind,
        BlockKind,
        FailureKind,
        Verdict,
        Exactness,
        Severity,
        VerifyStatus,
    ):
        assert {word.value for word in words} <= {str(word) for word in TERMS}
