"""Texts that remember how they were made."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING

import pytest

from designer.errors.tree import CommandError
from designer.wording.wording import Wording, listed, worded

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
