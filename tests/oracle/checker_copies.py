"""Checks what witnesses say of a fabric copy by copy; imports nothing of the program."""

from __future__ import annotations

import math

from tests.oracle.checker import Witness, at_most, cut_capacity, demand, is_bisection
from tests.oracle.reference import PlainGraph, bisection

MAX_SOLVED = 40
"""Most vertices of a fabric whose bisection the checker solves itself."""


def check_counted(witness: Witness) -> float:
    """The bisection of a small fabric, by a program of its own; and the sides that reach it."""
    flat, cut = witness["flat"], witness["counted_cut"]
    unit = math.gcd(*(c for _, _, c in flat["links"]))
    links = tuple((a, b, float(c // unit)) for a, b, c in flat["links"])
    graph = PlainGraph(len(flat["vertices"]), links, tuple(flat["endpoints"]))
    side = cut["side_of_vertex"]
    demand("counted halves", holds=is_bisection(graph, side))
    found = round(cut_capacity(graph, side)) * unit
    demand("counted capacity", holds=found == cut["capacity_bytes_per_s"])
    if len(flat["vertices"]) <= MAX_SOLVED:
        least = round(bisection(graph)) * unit
        demand("counted least", holds=at_most(found, least))
    return float(found)
