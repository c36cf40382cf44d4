"""Fabrics in which accelerators relay or have several ports: BCube, ZCube and DCell."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.families.arrays import accelerator_bank, hosted_bank
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
    node_size,
    role_parameter,
    site_for,
)
from designer.fabric.families.packing import Dim, largest_divisor
from designer.fabric.families.parameters import Parameter, ParameterError, ParameterKind
from designer.fabric.families.site import Label
from designer.model.evolve import evolve
from designer.model.links import Relation
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.packing import Cell
    from designer.fabric.families.parameters import Values
    from designer.fabric.families.site import Bank, End, Site
    from designer.model.design import Design
    from designer.model.links import LinkBundle

MAX_ACCELERATORS: Final = 4_000_000
MAX_LISTED: Final = 1_000_000
MAX_CELLS: Final = 200_000

_TAIL: Final = (RATE, role_parameter(FabricRole.SCALE_OUT), ACCELERATOR, SWITCH, NODE, RACK)


class _Digits:
    """An index of digits base n, each in pieces that fit a node or a rack."""

    def __init__(self, n: int, n_digits: int, pieces: tuple[int, ...]) -> None:
        self.n = n
        self.n_digits = n_digits
        self.pieces = pieces

    def dims(self, places: Sequence[int]) -> list[Dim]:
        """Return the dimensions of some digits, given as their places, outermost first.

        Returns
        -------
        list[Dim]
            The dimensions of some digits, given as their places, outermost first.
        """
        return [
            Dim(self.name(place, piece), size, is_splittable=False)
            for place in places
            for piece, size in enumerate(self.pieces)
            if size > 1
        ]

    @staticmethod
    def name(place: int, piece: int) -> str:
        """Return the name of a piece of a digit.

        Returns
        -------
        str
            The name of a piece of a digit.
        """
        return f"d{place}{'abc'[piece]}"

    def equal(self, a: End, b: End, places: Sequence[tuple[int, int]]) -> tuple[Relation, ...]:
        """Return relations that make digits of one end equal to digits of the other.

        Returns
        -------
        tuple[Relation, ...]
            Relations that make digits of one end equal to digits of the other.
        """
        return tuple(
            Relation(
                a_dim=a.indices(self.name(a_place, piece))[0].name,
                b_dim=b.indices(self.name(b_place, piece))[0].name,
            )
            for a_place, b_place in places
            for piece, size in enumerate(self.pieces)
            if size > 1
        )


def _pieces(n: int, last: int = 1) -> tuple[int, ...]:
    # A digit as pieces of at most eight, the innermost a multiple of ``last``.
    inner = max((d for d in range(1, 9) if n % d == 0 and d % last == 0), default=last)
    rest = n // inner
    middle = largest_divisor(rest, 8)
    return (rest // middle, middle, inner)


def _checked(values: Values) -> tuple[int, int]:
    n, k = values.count("n"), values.count("k")
    if n**k > MAX_ACCELERATORS:
        most = max(m for m in range(2, n) if m**k <= MAX_ACCELERATORS)
        raise ParameterError(
            "n",
            n,
            worded(
                "{n}^{k} accelerators are more than {n_most:,}",
                n=n,
                k=k,
                n_most=MAX_ACCELERATORS,
            ),
            [most],
        )
    return n, k


def _level(
    site: Site, values: Values, digits: _Digits, level: int, *, n_ports: int, places: list[int]
) -> Bank:
    switch = site.stock.switch(values.text("switch"), n_ports)
    label = Label(f"level-{level}", f"Level {level} switch")
    return site.switch_bank(label, switch, digits.dims(places))


def _bcube(values: Values, library: CatalogLibrary) -> Design:
    n, k = _checked(values)
    site = site_for(values, library)
    digits = _Digits(n, k, _pieces(n))
    every = list(range(k - 1, -1, -1))
    accelerator = site.stock.accelerator(values.text("accelerator"), k)
    bank = accelerator_bank(site, accelerator, digits.dims(every), values.count("node_size"))
    levels = [
        _level(site, values, digits, at, n_ports=n, places=[p for p in every if p != at])
        for at in range(k)
    ]

    def bundles(ground: Cell) -> list[LinkBundle]:
        return [
            site.link(
                Label(f"to-level-{at}", f"Accelerator to level {at}"),
                bank.end,
                level.end,
                digits.equal(bank.end, level.end, [(p, p) for p in every if p != at]),
                ground=ground,
            )
            for at, level in enumerate(levels)
        ]

    return finished_design(
        site,
        About(
            f"BCube({n}, {k})",
            f"{n**k:,} accelerators that relay, {k} levels of {n ** (k - 1):,} switches of "
            f"{n} ports.",
        ),
        [(bank.instance, bank.cell), *((level.instance, level.cell) for level in levels)],
        bundles,
    )


def _zcube(values: Values, library: CatalogLibrary) -> Design:
    n, k = _checked(values)
    if values.text("partial") == "yes":
        return _zcube_partial(values, library, n, k)
    site = site_for(values, library)
    digits = _Digits(n, k, _pieces(n))
    every = list(range(k - 1, -1, -1))
    accelerator = site.stock.accelerator(values.text("accelerator"), k)
    bank = accelerator_bank(site, accelerator, digits.dims(every), values.count("node_size"))
    levels = [
        _level(
            site,
            values,
            digits,
            at,
            n_ports=n * (1 + (at > 0) + (at < k - 1)),
            places=[p for p in every if p != at],
        )
        for at in range(k)
    ]
    return finished_design(
        site,
        About(
            f"ZCube({n}, {k})",
            f"{n**k:,} accelerators with {plural(k, 'port')}, {k} levels of {n ** (k - 1):,} "
            "switches.",
            note="SIGCOMM 2025, From ATOP to ZCube.",
        ),
        [(bank.instance, bank.cell), *((level.instance, level.cell) for level in levels)],
        lambda ground: _zcube_bundles(site, digits, bank, levels, ground=ground),
    )


def _zcube_bundles(
    site: Site, digits: _Digits, bank: Bank, levels: Sequence[Bank], *, ground: Cell
) -> list[LinkBundle]:
    k = digits.n_digits
    found: list[LinkBundle] = []
    for at, level in enumerate(levels):
        places = [(p, p) for p in range(k) if p != at]
        found.append(
            site.link(
                Label(f"to-level-{at}", f"Accelerator to level {at}"),
                bank.end,
                level.end,
                digits.equal(bank.end, level.end, places),
                ground=ground,
            )
        )
    for at in range(1, len(levels)):
        # Switch i of a child block goes to switches i n .. i n + n - 1 of the parent block: its
        # index digits move up one place, and the new lowest digit is free.
        places = [(p, p) for p in range(at + 1, k)] + [(p - 1, p) for p in range(1, at)]
        a, b = levels[at - 1].end, levels[at].end
        found.append(
            site.link(
                Label(f"level-{at}-down", f"Level {at - 1} to level {at}"),
                a,
                b,
                digits.equal(a, b, places),
                ground=ground,
            )
        )
    return found


def _zcube_partial(values: Values, library: CatalogLibrary, n: int, k: int) -> Design:
    if k != 3:
        raise ParameterError("k", k, worded("the partial form has three levels"), [3])
    if n % 2:
        raise ParameterError(
            "n",
            n,
            worded("top switches of the partial form serve index pairs, so that n must be even"),
            [x for x in (n - 1, n + 1) if x > 1],
        )
    site = site_for(values, library)
    # The innermost piece of every digit is 2: which switch of a pair.
    in_node = largest_divisor(n // 2, 4)
    pieces = (n // 2 // in_node, in_node, 2)
    digits = _Digits(n, k, pieces)
    accelerator = site.stock.accelerator(values.text("accelerator"), 2)
    bank = accelerator_bank(site, accelerator, digits.dims([2, 1, 0]), values.count("node_size"))
    bottom = _level(site, values, digits, 0, n_ports=2 * n, places=[2, 1])
    middle = _level(site, values, digits, 1, n_ports=3 * n, places=[2, 0])
    top_switch = site.stock.switch(values.text("switch"), 2 * n)
    pair_dims = [d for d in digits.dims([0]) if not d.name.endswith("c")]
    top = site.switch_bank(
        Label("level-2", "Level 2 switch"), top_switch, [*pair_dims, Dim("j", n)]
    )

    def bundles(ground: Cell) -> list[LinkBundle]:
        found = _zcube_bundles(site, digits, bank, [bottom, middle], ground=ground)
        same_pair = tuple(
            Relation(
                a_dim=middle.end.indices(d.name)[0].name, b_dim=top.end.indices(d.name)[0].name
            )
            for d in pair_dims
        )
        label = Label("level-2-down", "Level 1 to level 2")
        return [*found, site.link(label, middle.end, top.end, same_pair, ground=ground)]

    banks = (bank, bottom, middle, top)
    return finished_design(
        site,
        About(
            f"ZCube({n}, 3) partial",
            f"{n**3:,} accelerators with 2 ports; the top level has {n * n // 2:,} switches.",
            note="SIGCOMM 2025, From ATOP to ZCube; how the top level is halved is deduced.",
        ),
        [(b.instance, b.cell) for b in banks],
        bundles,
    )


def dcell_sizes(n: int, k: int) -> list[int]:
    """Return the servers of DCells of level 0 to k.

    Parameters
    ----------
    n, k
        Servers of the smallest cell, and level. [1]

    Returns
    -------
    list[int]
        ``t_0 = n`` and ``t_l = t_(l-1) (t_(l-1) + 1)``. [1]
    """
    sizes = [n]
    while len(sizes) <= k:
        sizes.append(sizes[-1] * (sizes[-1] + 1))
    return sizes


def dcell_cross_links(n: int, k: int) -> list[tuple[int, int]]:
    """Return the links between the servers of a DCell; servers are numbers from 0.

    Parameters
    ----------
    n, k
        Servers of the smallest cell, and level. [1]

    Returns
    -------
    list[tuple[int, int]]
        Level l joins its sub-cells i < j: server j - 1 of i to server i of j.
    """
    sizes = dcell_sizes(n, k)
    found: list[tuple[int, int]] = []
    for level in range(1, k + 1):
        inner, outer = sizes[level - 1], sizes[level]
        for first in range(0, sizes[k], outer):
            found += [
                (first + i * inner + j - 1, first + j * inner + i)
                for i in range(inner + 1)
                for j in range(i + 1, inner + 1)
            ]
    return found


def _dcell(values: Values, library: CatalogLibrary) -> Design:
    n, k = values.count("n"), values.count("k")
    sizes = dcell_sizes(n, k)
    if sizes[k] * k > MAX_LISTED:
        fits = [m for m in range(2, n) if dcell_sizes(m, k)[k] * k <= MAX_LISTED]
        raise ParameterError(
            "n",
            n,
            worded(
                "that is {n:.4g} accelerators; {n_most:,} links are listed at most",
                n=sizes[k],
                n_most=MAX_LISTED,
            ),
            fits[-1:],
        )
    site = site_for(values, library)
    switch = site.stock.switch(values.text("switch"), n)
    accelerator = site.stock.accelerator(values.text("accelerator"), 1 + k)
    cells = sizes[k] // n
    bank = hosted_bank(site, switch, accelerator, [Dim("cell", cells)], n_hosts=n)
    hosts = bank.end._replace(path="rack/node/acc", port=accelerator.port)

    def bundles(ground: Cell) -> list[LinkBundle]:
        if k == 0:
            return []
        label = Label("cross", "Accelerator to accelerator")
        pairs = tuple((a, b, 1) for a, b in dcell_cross_links(n, k))
        return [evolve(site.link(label, hosts, hosts, ground=ground), pairs=pairs)]

    return finished_design(
        site,
        About(
            f"DCell({n}, {k})",
            f"{sizes[k]:,} accelerators that relay, {cells:,} switches of {n} ports.",
            note="Guo et al., SIGCOMM 2008.",
        ),
        [(bank.instance, bank.cell)],
        bundles,
    )


def _size(default: str, maximum: int, what: str) -> Parameter:
    return Parameter("n", worded("Base n"), default, what, minimum=2, maximum=maximum)


SERVER_CENTRIC_FAMILIES: Final = (
    Family(
        "bcube",
        "BCube",
        worded("accelerator - one switch of each level, accelerators relay"),
        (
            _size("8", 256, worded("ports of every switch")),
            Parameter("k", worded("Levels"), "2", worded("ports of every accelerator"), maximum=4),
            node_size(8),
            *_TAIL,
        ),
        _bcube,
        "Guo et al., SIGCOMM 2009",
    ),
    Family(
        "zcube",
        "ZCube",
        worded("accelerator - one switch of each level, and levels joined to each other"),
        (
            _size("8", 256, worded("accelerators of a switch")),
            Parameter("k", worded("Levels"), "2", worded("ports of every accelerator"), maximum=4),
            Parameter(
                "partial",
                worded("Partial"),
                "no",
                worded("three levels, accelerators on the lower two"),
                ParameterKind.CHOICE,
                choices=("no", "yes"),
            ),
            node_size(8),
            *_TAIL,
        ),
        _zcube,
        "doi 10.1145/3718958.3750503",
    ),
    Family(
        "dcell",
        "DCell",
        worded("accelerators of a cell - switch, and each to one in another cell per level"),
        (
            _size("4", 64, worded("accelerators of the smallest cell")),
            Parameter("k", worded("Level"), "1", worded("level of the cell"), minimum=0, maximum=3),
            *_TAIL,
        ),
        _dcell,
        "Guo et al., SIGCOMM 2008",
    ),
)
