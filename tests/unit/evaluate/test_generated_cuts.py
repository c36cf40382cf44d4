"""Every generated family, intact and broken: its bisection is that of a mixed-integer program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.oracle.broken_designs import broken
from tests.oracle.generated import SMALL, generated
from tests.unit.evaluate.test_generated_families import FAILURES, both_of, check_cut

if TYPE_CHECKING:
    from random import Random

CUT = [one for one in SMALL if "twisted" not in one[1]]
"""Those that the mixed-integer program solves in a second."""


@pytest.mark.parametrize(("family", "texts"), CUT, ids=str)
def test_that_an_intact_family_has_the_bisection_of_its_expansion(family: str, texts: str) -> None:
    both = both_of(generated(family, texts))
    assert both is not None
    check_cut(both)


@pytest.mark.parametrize(("family", "texts"), CUT, ids=str)
@settings(max_examples=1, deadline=None, phases=(Phase.generate,))
@given(rng=st.randoms(use_true_random=False), n_failures=st.integers(1, 4))
def test_that_a_broken_family_has_the_bisection_of_its_expansion(
    family: str, texts: str, rng: Random, n_failures: int
) -> None:
    both = both_of(broken(generated(family, texts), rng, n_failures, FAILURES))
    if both is not None:
        check_cut(both)
