"""Words of closed lists: kinds of parts and blocks, roles, certainty, severity."""

from __future__ import annotations

from typing import Final

from designer.wording.wording import Wording, worded

TERMS: Final = frozenset((
    # what a block or a part is
    worded("cluster"), worded("supernode"), worded("rack"), worded("node"), worded("switch-box"),
    worded("group"), worded("accelerator"), worded("cpu"), worded("switch"), worded("nic"),
    worded("circuit-switch"),
    worded("cable"), worded("optic"), worded("facility"), worded("part"), worded("assembly"),
    # what fails
    worded("switch box"), worded("adapter"), worded("link"), worded("plane"), worded("risk group"),
    # what a fabric is for, and what carries it
    worded("scale-up"), worded("scale-out"), worded("frontend"), worded("storage"),
    worded("management"), worded("imported"), worded("trace"), worded("backplane"),
    worded("copper"), worded("fibre"),
    # how sure a number is, and where it is from
    worded("exact"), worded("interval"), worded("lower"), worded("upper"), worded("estimate"),
    worded("vendor-announced"), worded("third-party-measured"), worded("list-or-street-price"),
    worded("our-estimate"), worded("assumed"),
    # what export rules say of an accelerator
    worded("met"), worded("not met"), worded("disputed"), worded("undetermined"),
    # what a check or a claim came to
    worded("error"), worded("warning"), worded("info"), worded("pass"), worded("fail"),
    worded("misprint"), worded("left-out"), worded("reproduced"), worded("published-only"),
    worded("refuted"), worded("unknown"), worded("removed"), worded("replaced"),
    worded("reused"), worded("sample"),
    # choices of a form
    worded("yes"), worded("no"), worded("automatic"),
    # groups of what is bought
    worded("accelerators"), worded("hosts"), worded("nics"), worded("switches"),
    worded("enclosures"), worded("racks"), worded("optics"), worded("cables"),
    worded("other"), worded("peak"), worded("typical"), worded("none"), worded("joined"),
    # steps of an evaluation
    worded("rollup"), worded("class graph"), worded("arrays"), worded("assumptions"),
    worded("counts"), worded("compute"), worded("memory"), worded("network"), worded("power"),
    worded("connections"), worded("cabling"), worded("cost"), worded("parts"), worded("rules"),
    worded("traffic"),
    # marks in the inspector
    worded("changed"), worded("over-used"), worded("full"),
    # units that are counted
    worded("links"), worded("ports"), worded("cabinets"), worded("modules"), worded("hops"),
    # how shortest paths share traffic
    worded("equal share per link"), worded("share by link capacity"),
))  # fmt: skip
"""Every word that :func:`term` knows."""


def term(word: str) -> str:
    """Return a word of a closed list so that the window can translate it.

    Parameters
    ----------
    word
        For example the value of an enumeration.

    Returns
    -------
    str
        A wording if it is one of :data:`TERMS`; the word itself otherwise, such as a name.
    """
    return Wording(word, {}) if word in TERMS else word
