"""Checks what witnesses say of a fabric copy by copy; imports nothing of the program."""

from __future__ import annotations

import math

from tests.oracle.checker import Witness, at_most, cut_capacity, demand, is_bisection
from tests.oracle.reference import PlainGraph, bisection

MAX_SOLVED = 40
"""Most vertices of a fabric whose bisection the checker solves itself."""


def flat_graph(witness: Witness) -> tuple[PlainGraph, int]:
    """The fabric link by link, capacities in the greatest unit that divides all of them."""
    flat = witness["flat"]
    unit = math.gcd(*(c for _, _, c in flat["links"]))
    links = tuple((a, b, float(c // unit)) for a, b, c in flat["links"])
    return PlainGraph(len(flat["vertices"]), links, tuple(flat["endpoints"])), unit


def solved_low(witness: Witness) -> float:
    """The bisection of a small fabric; of a larger one nothing, which rests on its proof."""
    if len(witness.get("flat", {}).get("vertices", ())) not in range(1, MAX_SOLVED + 1):
        return math.inf
    graph, unit = flat_graph(witness)
    return round(bisection(graph)) * float(unit)


def check_counted(witness: Witness) -> float:
    """The bisection of a small fabric, by a program of its own; and the sides that reach it."""
    (graph, unit), cut = flat_graph(witness), witness["counted_cut"]
    side = cut["side_of_vertex"]
    demand("counted halves", holds=is_bisection(graph, side))
    found = round(cut_capacity(graph, side)) * unit
    demand("counted capacity", holds=found == cut["capacity_bytes_per_s"])
    demand("counted least", holds=at_most(found, solved_low(witness)))
    return float(found)
