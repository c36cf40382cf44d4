"""Direct fabrics of accelerators: torus, mesh, hypercube, full mesh and its products."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from designer.catalog.part import FabricRole
from designer.fabric.families.arrays import Pattern, accelerator_bank, hosted_bank, wire
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
from designer.fabric.families.packing import Dim
from designer.fabric.families.parameters import Parameter, ParameterError, ParameterKind
from designer.fabric.families.site import Label
from designer.model.links import Relation, RelationKind
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.packing import Cell
    from designer.fabric.families.parameters import Values
    from designer.fabric.families.site import End, Site
    from designer.model.design import Design
    from designer.model.links import LinkBundle

MAX_DIMS: Final = 12
MAX_SIZE: Final = 4_000_000
AXES: Final = ("x", "y", "z", "w", "v", "u", "t", "s", "r", "q", "p", "o")

_COMMON: Final = (node_size(8), RATE, role_parameter(FabricRole.SCALE_UP), ACCELERATOR, NODE, RACK)
_LINKS: Final = Parameter(
    "links",
    worded("Links per pair"),
    "1",
    worded("parallel links, one number or one per dimension"),
    ParameterKind.SHAPE,
    maximum=1000,
)


def _shape_parameter(default: str, minimum: int, what: str) -> Parameter:
    return Parameter(
        "shape",
        worded("Shape"),
        default,
        what,
        ParameterKind.SHAPE,
        minimum=minimum,
        maximum=MAX_SIZE,
    )


def _checked_shape(values: Values) -> tuple[int, ...]:
    shape = values.shape("shape")
    if len(shape) > MAX_DIMS:
        raise ParameterError(
            "shape",
            len(shape),
            worded("there are {n_most} dimensions at most", n_most=MAX_DIMS),
        )
    total = math.prod(shape)
    if total > MAX_SIZE:
        raise ParameterError(
            "shape",
            _text(shape),
            worded("that is {total:,}; {n_most:,} at most", total=total, n_most=MAX_SIZE),
        )
    if total < 2:
        raise ParameterError(
            "shape", _text(shape), worded("at least two are needed for a link"), ["2"]
        )
    return shape


def _text(shape: tuple[int, ...]) -> str:
    return "x".join(str(size) for size in shape)


def _links(values: Values, n_dims: int) -> tuple[int, ...]:
    links = values.shape("links")
    if len(links) == 1:
        return links * n_dims
    if len(links) != n_dims:
        raise ParameterError(
            "links",
            _text(links),
            worded("there must be one number, or {n_dims}, one per dimension", n_dims=n_dims),
        )
    return links


def _degree(size: int, kind: str) -> int:
    if kind == "all":
        return size - 1
    return min(size - 1, 2)


def _grid_design(
    values: Values,
    library: CatalogLibrary,
    title: str,
    shape: tuple[int, ...],
    *,
    kind: str,
    is_twisted: bool = False,
) -> Design:
    links = _links(values, len(shape)) if values.is_given("links") else (1,) * len(shape)
    site = site_for(values, library)
    n_ports = sum(_degree(k, kind) * n for k, n in zip(shape, links, strict=True))
    chosen = site.stock.accelerator(values.text("accelerator"), n_ports)
    axes = AXES[: len(shape)]
    dims = [
        Dim(axis, size, is_splittable=kind == "all", is_better_whole=True)
        for axis, size in zip(axes, shape, strict=True)
    ]
    bank = accelerator_bank(
        site, chosen, [d for d in dims if d.size > 1], values.count("node_size")
    )

    def bundles(ground: Cell) -> tuple[LinkBundle, ...]:
        if is_twisted:
            return _twisted(site, bank.end, ground, links)
        patterns = [
            Pattern(axis, kind, n)
            for axis, size, n in zip(axes, shape, links, strict=True)
            if size > 1
        ]
        return wire(site, bank.end, patterns, axes, ground=ground)

    return finished_design(
        site,
        About(
            f"{title} {_text(shape)}",
            f"{math.prod(shape):,} accelerators, {n_ports} links each.",
        ),
        [(bank.instance, bank.cell)],
        bundles,
    )


def _twisted(site: Site, end: End, ground: Cell, links: tuple[int, ...]) -> tuple[LinkBundle, ...]:
    # Coordinates (x, y, z - x - y): a step along a short axis moves the long one back as well,
    # so that going round a short axis shifts by half of the long one and no link is special.
    def shift(axis: str, offset: int) -> Relation:
        index = end.indices(axis)[0]
        return Relation(
            a_dim=index.name, b_dim=index.name, kind=RelationKind.SHIFT, offset=offset % index.size
        )

    def same(axis: str) -> Relation:
        index = end.indices(axis)[0]
        return Relation(a_dim=index.name, b_dim=index.name)

    return tuple(
        site.link(Label(f"{axis}-ring", f"Along {axis}"), end, end, relations, n=n, ground=ground)
        for axis, relations, n in zip(
            ("x", "y", "z"),
            (
                (shift("x", 1), same("y"), shift("z", -1)),
                (same("x"), shift("y", 1), shift("z", -1)),
                (same("x"), same("y"), shift("z", 1)),
            ),
            links,
            strict=True,
        )
    )


def _torus(values: Values, library: CatalogLibrary) -> Design:
    shape = _checked_shape(values)
    is_twisted = values.text("twisted") == "yes"
    if is_twisted and (len(shape) != 3 or shape[0] != shape[1] or shape[2] != 2 * shape[0]):
        side = max(3, shape[0])
        raise ParameterError(
            "shape",
            _text(shape),
            worded("a twisted torus is k x k x 2k with k of 3 or more"),
            [_text((side, side, 2 * side))],
        )
    if is_twisted and shape[0] < 3:
        raise ParameterError("shape", _text(shape), worded("k must be 3 or more"), ["3x3x6"])
    title = "Twisted torus" if is_twisted else "Torus"
    return _grid_design(values, library, title, shape, kind="ring", is_twisted=is_twisted)


def _mesh(values: Values, library: CatalogLibrary) -> Design:
    return _grid_design(values, library, "Mesh", _checked_shape(values), kind="line")


def _hypercube(values: Values, library: CatalogLibrary) -> Design:
    n_dims = values.count("dimensions")
    # Two bits make a ring of four, the same graph with half of the dimensions.
    pairs = n_dims // 2 if n_dims > MAX_DIMS else 0
    shape = (4,) * pairs + (2,) * (n_dims - 2 * pairs)
    return _grid_design(values, library, "Hypercube", shape, kind="ring")


def _full_mesh(values: Values, library: CatalogLibrary) -> Design:
    return _grid_design(values, library, "Full mesh", (values.count("accelerators"),), kind="all")


def _nd_full_mesh(values: Values, library: CatalogLibrary) -> Design:
    return _grid_design(values, library, "Full mesh", _checked_shape(values), kind="all")


def _hyperx(values: Values, library: CatalogLibrary) -> Design:
    shape = _checked_shape(values)
    links = _links(values, len(shape))
    n_hosts = values.count("hosts")
    site = site_for(values, library)
    n_ports = n_hosts + sum((k - 1) * n for k, n in zip(shape, links, strict=True))
    radix = values.count("radix") if values.is_given("radix") else n_ports
    if n_ports > radix:
        raise ParameterError(
            "radix",
            radix,
            worded(
                "each switch needs {n_ports} ports: {n_hosts} down and the rest to other switches",
                n_ports=n_ports,
                n_hosts=n_hosts,
            ),
            [n_ports],
        )
    switch = site.stock.switch(values.text("switch"), radix)
    chosen = site.stock.accelerator(values.text("accelerator"), 1)
    axes = AXES[: len(shape)]
    dims = [
        Dim(axis, size, is_better_whole=True)
        for axis, size in zip(axes, shape, strict=True)
        if size > 1
    ]
    bank = hosted_bank(site, switch, chosen, dims, n_hosts=n_hosts)
    patterns = [
        Pattern(axis, "all", n)
        for axis, size, n in zip(axes, shape, links, strict=True)
        if size > 1
    ]
    return finished_design(
        site,
        About(
            f"HyperX {_text(shape)}",
            f"{math.prod(shape):,} switches with {n_hosts} accelerators each.",
        ),
        [(bank.instance, bank.cell)],
        lambda ground: wire(site, bank.end, patterns, axes, ground=ground),
    )


HOSTS: Final = Parameter(
    "hosts",
    worded("Accelerators per switch"),
    "8",
    worded("accelerators at each switch"),
    maximum=64,
)

GRID_FAMILIES: Final = (
    Family(
        "full-mesh",
        worded("Full mesh"),
        worded("every accelerator - every other"),
        (
            Parameter(
                "accelerators",
                worded("Accelerators"),
                "16",
                worded("accelerators, all joined directly"),
                minimum=2,
                maximum=4096,
            ),
            _LINKS,
            *_COMMON,
        ),
        _full_mesh,
    ),
    Family(
        "nd-full-mesh",
        worded("nD full mesh (UB-Mesh)"),
        worded("accelerator - every other that differs in one index"),
        (
            _shape_parameter(
                "4x4x8x8", 1, worded("accelerators along each dimension, outermost first")
            ),
            _LINKS,
            *_COMMON,
        ),
        _nd_full_mesh,
        "arXiv:2503.20377",
    ),
    Family(
        "torus",
        worded("Torus"),
        worded("accelerator - both neighbours along each dimension, with wrap"),
        (
            _shape_parameter("4x4x4", 1, worded("accelerators along each dimension")),
            _LINKS,
            Parameter(
                "twisted",
                worded("Twisted"),
                "no",
                worded("k x k x 2k whose short axes shift the long one by k"),
                ParameterKind.CHOICE,
                choices=("no", "yes"),
            ),
            *_COMMON,
        ),
        _torus,
        "arXiv:2304.01433",
    ),
    Family(
        "mesh",
        worded("Mesh"),
        worded("accelerator - both neighbours along each dimension, no wrap"),
        (
            _shape_parameter("4x4x4", 1, worded("accelerators along each dimension")),
            _LINKS,
            *_COMMON,
        ),
        _mesh,
    ),
    Family(
        "hypercube",
        worded("Hypercube"),
        worded("accelerator - those that differ in one bit"),
        (
            Parameter(
                "dimensions", worded("Dimensions"), "6", worded("bits of the index"), maximum=21
            ),
            *_COMMON,
        ),
        _hypercube,
    ),
    Family(
        "hyperx",
        worded("HyperX"),
        worded("accelerators - switch - every switch that differs in one index"),
        (
            _shape_parameter("8x8", 1, worded("switches along each dimension")),
            HOSTS,
            _LINKS,
            Parameter(
                "radix",
                worded("Switch ports"),
                "",
                worded("empty for as many as needed"),
                maximum=2048,
            ),
            RATE,
            role_parameter(FabricRole.SCALE_OUT),
            ACCELERATOR,
            SWITCH,
            NODE,
            RACK,
        ),
        _hyperx,
    ),
)
