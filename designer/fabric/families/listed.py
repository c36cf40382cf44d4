"""Fabrics whose links no rule of indices gives: over finite fields, and random ones."""

from __future__ import annotations

import math
from random import Random
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.families.arrays import hosted_bank
from designer.fabric.families.clos_families import plural
from designer.fabric.families.family import (
    ACCELERATOR,
    NODE,
    RACK,
    RATE,
    SWITCH,
    About,
    Family,
    finished_design,
    role_parameter,
    site_for,
)
from designer.fabric.families.galois import MAX_ORDER, nearest_prime_powers, prime_power
from designer.fabric.families.listed_graphs import (
    is_connected,
    jellyfish_edges,
    polarfly_edges,
    slim_fly_edges,
    spectral_gap,
    xpander_edges,
)
from designer.fabric.families.packing import Dim
from designer.fabric.families.parameters import Parameter, ParameterError
from designer.fabric.families.site import Label
from designer.model.evolve import evolve
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.listed_graphs import Edge
    from designer.fabric.families.parameters import Values
    from designer.model.design import Design

MAX_EDGES: Final = 1_000_000
MAX_EDGES_FOR_GAP: Final = 20_000
MAX_DRAWS: Final = 50


def _design(
    values: Values,
    library: CatalogLibrary,
    about: About,
    edges: Sequence[Edge],
    *,
    n_switches: int,
    n_hosts: int,
) -> Design:
    if len(edges) > MAX_EDGES:
        raise ParameterError(
            "radix",
            len(edges),
            worded("{n_most:,} links between switches are listed at most", n_most=MAX_EDGES),
        )
    site = site_for(values, library)
    degree = [0] * n_switches
    for a, b in edges:
        degree[a] += 1
        degree[b] += 1
    n_ports = n_hosts + max(degree)
    radix = values.count("radix") if values.is_given("radix") else n_ports
    if radix < n_ports:
        raise ParameterError(
            "radix", radix, worded("a switch needs {n_ports} ports", n_ports=n_ports), [n_ports]
        )
    switch = site.stock.switch(values.text("switch"), radix)
    accelerator = site.stock.accelerator(values.text("accelerator"), 1)
    bank = hosted_bank(site, switch, accelerator, [Dim("i", n_switches)], n_hosts=n_hosts)
    return finished_design(
        site,
        about,
        [(bank.instance, bank.cell)],
        lambda ground: [
            evolve(
                site.link(Label("mesh", "Switch to switch"), bank.end, bank.end, ground=ground),
                pairs=tuple((a, b, 1) for a, b in sorted(edges)),
            )
        ],
    )


def _order(values: Values) -> int:
    q = values.count("q")
    if prime_power(q) is None:
        raise ParameterError(
            "q",
            q,
            worded("there is a finite field only of prime power order"),
            nearest_prime_powers(q),
        )
    return q


def _hosts(values: Values, default: int) -> int:
    return values.count("hosts") if values.is_given("hosts") else default


def _slim_fly(values: Values, library: CatalogLibrary) -> Design:
    q = _order(values)
    if q < 3 or q % 4 == 2:
        raise ParameterError("q", q, worded("q must be 4 w - 1, 4 w or 4 w + 1"), [3, 4, 5])
    delta = (0, 1, 0, -1)[q % 4]
    degree = (3 * q - delta) // 2
    hosts = _hosts(values, math.ceil(degree / 2))
    about = About(
        f"Slim Fly {2 * q * q * hosts:,}",
        f"MMS graph over GF({q}): {2 * q * q:,} switches of degree {degree} with "
        f"{plural(hosts, 'accelerator')} each.",
        note=f"McKay-Miller-Siran graph, q = {q}; Besta and Hoefler, SC14.",
    )
    return _design(values, library, about, slim_fly_edges(q), n_switches=2 * q * q, n_hosts=hosts)


def _polarfly(values: Values, library: CatalogLibrary) -> Design:
    q = _order(values)
    n = q * q + q + 1
    hosts = _hosts(values, math.ceil((q + 1) / 2))
    about = About(
        f"PolarFly {n * hosts:,}",
        f"Polarity graph of the projective plane over GF({q}): {n:,} switches with "
        f"{plural(hosts, 'accelerator')} each.",
        note=f"Erdos-Renyi polarity graph, q = {q}; Lakhotia et al., SC22.",
    )
    return _design(values, library, about, polarfly_edges(q), n_switches=n, n_hosts=hosts)


def _jellyfish(values: Values, library: CatalogLibrary) -> Design:
    n, degree, seed = (values.count(name) for name in ("switches", "degree", "seed"))
    if degree >= n:
        raise ParameterError(
            "degree",
            degree,
            worded("{n} switches have {n_others} others to link to", n=n, n_others=n - 1),
            [n - 1],
        )
    if n * degree % 2:
        near = [n - 1, n + 1] if n > degree + 1 else [n + 1]
        raise ParameterError(
            "switches",
            n,
            worded("with an odd degree of {degree} their number must be even", degree=degree),
            near,
        )
    hosts = values.count("hosts")
    if n * degree // 2 > MAX_EDGES:
        raise ParameterError(
            "degree",
            degree,
            worded("{n_most:,} links are listed at most", n_most=MAX_EDGES),
            [2 * MAX_EDGES // n],
        )
    about = About(
        f"Jellyfish {n * hosts:,}",
        f"Random {degree}-regular graph of {n:,} switches with {plural(hosts, 'accelerator')} "
        "each.",
        note=f"Random regular graph, seed {seed}; Singla et al., NSDI 2012.",
    )
    edges = _in_one_piece(n, degree, Random(seed))  # noqa: S311 - wiring, not a secret
    return _design(values, library, about, edges, n_switches=n, n_hosts=hosts)


def _in_one_piece(n: int, degree: int, random: Random) -> list[Edge]:
    # Few random graphs of degree 3 or more are in pieces; such a one is drawn again.
    for _ in range(MAX_DRAWS):
        edges = jellyfish_edges(n, degree, random)
        if is_connected(n, edges):
            return edges
    raise ParameterError(
        "degree",
        degree,
        worded("random graphs of this degree come out in pieces"),
        [3],
    )


def _xpander(values: Values, library: CatalogLibrary) -> Design:
    degree, lift, seed, draws = (values.count(name) for name in ("degree", "lift", "seed", "draws"))
    n, hosts = (degree + 1) * lift, values.count("hosts")
    n_edges = n * degree // 2
    if n_edges > MAX_EDGES:
        raise ParameterError(
            "lift",
            lift,
            worded("{n_most:,} links are listed at most", n_most=MAX_EDGES),
            [2 * MAX_EDGES // (degree * (degree + 1))],
        )
    random = Random(seed)  # noqa: S311 - wiring, not a secret
    drawn = [
        xpander_edges(degree, lift, random)
        for _ in range(draws if n_edges <= MAX_EDGES_FOR_GAP else 1)
    ]
    best = max(drawn, key=lambda edges: spectral_gap(n, edges)) if len(drawn) > 1 else drawn[0]
    about = About(
        f"Xpander {n * hosts:,}",
        f"Random lift of the full mesh of {degree + 1}: {n:,} switches with "
        f"{plural(hosts, 'accelerator')} each.",
        note=f"Best of {len(drawn)} random lifts by spectral gap, seed {seed}; "
        "Valadarsky et al., CoNEXT 2016.",
    )
    return _design(values, library, about, best, n_switches=n, n_hosts=hosts)


_RADIX: Final = Parameter(
    "radix", worded("Switch ports"), "", worded("empty for as many as needed"), maximum=2048
)
_TAIL: Final = (
    _RADIX,
    RATE,
    role_parameter(FabricRole.SCALE_OUT),
    ACCELERATOR,
    SWITCH,
    NODE,
    RACK,
)
_ORDER: Final = Parameter(
    "q", worded("Field order q"), "7", worded("a prime power"), minimum=2, maximum=MAX_ORDER
)
_HALF: Final = Parameter(
    "hosts",
    worded("Accelerators per switch"),
    "",
    worded("empty for half of the degree"),
    maximum=64,
)
_HOSTS: Final = Parameter(
    "hosts", worded("Accelerators per switch"), "8", worded("accelerators at each"), maximum=64
)
_SEED: Final = Parameter(
    "seed",
    worded("Random seed"),
    "1",
    worded("the same seed gives the same fabric"),
    minimum=0,
    maximum=999_999_999,
)
_DEGREE: Final = Parameter(
    "degree",
    worded("Links per switch"),
    "8",
    worded("links to other switches"),
    minimum=2,
    maximum=256,
)

LISTED_FAMILIES: Final = (
    Family(
        "slim-fly",
        worded("Slim Fly"),
        worded("accelerators - switch of a McKay-Miller-Siran graph, diameter 2"),
        (_ORDER, _HALF, *_TAIL),
        _slim_fly,
        "arXiv:1912.08968",
    ),
    Family(
        "polarfly",
        worded("PolarFly"),
        worded("accelerators - point of a projective plane - points orthogonal to it, diameter 2"),
        (_ORDER, _HALF, *_TAIL),
        _polarfly,
        "Lakhotia et al., SC22",
    ),
    Family(
        "jellyfish",
        worded("Jellyfish"),
        worded("accelerators - switch of a random regular graph"),
        (
            Parameter(
                "switches", worded("Switches"), "64", worded("switches"), minimum=3, maximum=100_000
            ),
            _DEGREE,
            _HOSTS,
            _SEED,
            *_TAIL,
        ),
        _jellyfish,
        "Singla et al., NSDI 2012",
    ),
    Family(
        "xpander",
        worded("Xpander"),
        worded("accelerators - switch of a random lift of a full mesh"),
        (
            _DEGREE,
            Parameter(
                "lift",
                worded("Lift"),
                "7",
                worded("switches of each of the degree + 1 groups"),
                maximum=10_000,
            ),
            _HOSTS,
            _SEED,
            Parameter(
                "draws",
                worded("Draws"),
                "3",
                worded("lifts drawn, of which the best is kept"),
                maximum=20,
            ),
            *_TAIL,
        ),
        _xpander,
        "Valadarsky et al., CoNEXT 2016",
    ),
)
