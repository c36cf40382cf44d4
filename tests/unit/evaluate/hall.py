"""A small hall with power, prices and places, whose numbers are easy to work out by hand.

Three compute racks stand at x = 0, 1 and 2 m, a spine rack at x = 5 m. A compute rack holds two
nodes of four accelerators, one host and one leaf; each leaf has one link to each of two spines.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from designer.catalog.assumptions import Assumption, AssumptionSet
from designer.catalog.cables import CableRecord
from designer.catalog.library import CatalogLibrary
from designer.catalog.nodes import NodeRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Alternative, Figure, FigureKind
from designer.catalog.racks import RackRecord
from designer.model.block import BlockKind
from designer.model.evolve import evolve
from designer.model.placement import Placement
from tests.oracle.designs import accelerator, block, bundle, cpu, design, figure, instance, switch

if TYPE_CHECKING:
    from designer.catalog.library import Part
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance

AS_OF = date(2026, 1, 1)
KIND = FigureKind.VENDOR_ANNOUNCED


def band(value: float, low: float, high: float, unit: str, source: str = "test") -> Figure:
    """Return an estimate with a band."""
    return Figure(
        value=value,
        unit=unit,
        low=low,
        high=high,
        kind=FigureKind.OUR_ESTIMATE,
        source=source,
        as_of=AS_OF,
    )


def disputed(value: float, unit: str, *others: float) -> Figure:
    """Return a vendor figure that other sources disagree with."""
    alternatives = tuple(
        Alternative(value=other, kind=KIND, source=f"other-{ix}") for ix, other in enumerate(others)
    )
    return Figure(
        value=value,
        unit=unit,
        kind=KIND,
        source="vendor",
        as_of=AS_OF,
        note="disputed",
        alternatives=alternatives,
    )


def socket(name: str, cage: str, *media: Medium, count: int = 8, gbps: float = 400) -> PartPort:
    """Return a port group of scale-up and scale-out ports."""
    return PartPort(
        name=name,
        count=count,
        rate_bps=figure(gbps * 1e9, "bit/s"),
        cage=cage,
        media=media,
        fabric_roles=(FabricRole.SCALE_UP, FabricRole.SCALE_OUT),
    )


def board(name: str, count: int = 8) -> PartPort:
    """Return a port group for traces."""
    return socket(name, "on-board", Medium.TRACE, count=count)


OSFP = socket("up", "osfp", Medium.FIBRE, Medium.COPPER, count=2)


def fibre(**changes: object) -> CableRecord:
    """Return a fibre trunk of 10 USD and 2 USD per metre."""
    record = CableRecord(
        slug="fibre",
        name="Fibre",
        manufacturer="test",
        medium=Medium.FIBRE,
        connector="mpo-12",
        reach_m=figure(100, "m"),
        price_usd_per_m=band(2, 1, 4, "USD/m"),
    )
    return evolve(record, **changes)


def optic(**changes: object) -> OpticRecord:
    """Return a 400G module of 10 W."""
    record = OpticRecord(
        slug="optic",
        name="Optic",
        manufacturer="test",
        line_rate_bps=figure(400e9, "bit/s"),
        reach_m=figure(100, "m"),
        cage="osfp",
        connector="mpo-12",
        tdp_w=figure(10, "W"),
    )
    return evolve(record, **changes)


def rack_part(**changes: object) -> RackRecord:
    """Return a rack of 42 units and 20 kW."""
    record = RackRecord(
        slug="rack-part",
        name="Rack",
        manufacturer="test",
        usable_u=figure(42, "U"),
        limit_w=figure(20_000, "W"),
        width_m=figure(0.6, "m"),
        depth_m=figure(1.2, "m"),
        tdp_w=figure(50, "W"),
    )
    return evolve(record, **changes)


def node_part(**changes: object) -> NodeRecord:
    """Return a node of 4 units and 100 W."""
    record = NodeRecord(
        slug="node-part",
        name="Node",
        manufacturer="test",
        height_u=figure(4, "U"),
        tdp_w=figure(100, "W"),
        typical_w=figure(80, "W"),
    )
    return evolve(record, **changes)


def hall_parts() -> dict[str, Part]:
    """Return the parts of the hall by slug."""
    peaks = accelerator("acc").peak_rates[0]
    parts: list[Part] = [
        evolve(
            accelerator("acc", board("lane", 2)),
            tdp_w=band(1000, 800, 1200, "W"),
            memory_bytes=disputed(64e9, "byte", 60e9),
            peak_rates=(
                peaks,
                evolve(peaks, number_format="int8", flop_per_s=band(2e15, 1e15, 3e15, "FLOP/s")),
            ),
        ),
        evolve(cpu("cpu", board("lane")), tdp_w=figure(200, "W"), typical_w=figure(100, "W")),
        evolve(switch("leaf", board("down", 4), OSFP), tdp_w=figure(300, "W")),
        evolve(
            switch("spine", socket("down", "osfp", Medium.FIBRE, count=6)), tdp_w=figure(500, "W")
        ),
        fibre(),
        optic(),
        rack_part(),
        node_part(),
    ]
    return {part.slug: part for part in parts}


PRICES = {
    "acc": (10_000, 8_000, 12_000),
    "cpu": (1_000, 900, 1_100),
    "leaf": (500, 400, 600),
    "spine": (5_000, 4_000, 6_000),
    "optic": (100, 80, 120),
    "fibre": (10, 9, 11),
    "rack-part": (2_000, 1_000, 3_000),
    "node-part": (3_000, 2_000, 4_000),
}


def quotes(*without: str) -> tuple[PriceQuote, ...]:
    """Return the prices of the hall."""
    return tuple(
        PriceQuote(part=slug, price_usd=band(*values, "USD", "prices"), currency_year=2026)
        for slug, values in PRICES.items()
        if slug not in without
    )


ASSUMPTIONS = {
    "pue_ratio": (1.25, 1.1, 1.4, "ratio"),
    "conversion_efficiency_fraction": (0.8, 0.75, 1.0, "fraction"),
    "typical_power_fraction": (0.5, 0.4, 0.6, "fraction"),
    "cable_in_rack_m": (1.0, 0.5, 2.0, "m"),
    "cable_riser_m": (2.0, 1.0, 3.0, "m"),
    "cable_slack_fraction": (0.1, 0.0, 0.2, "fraction"),
    "cable_slack_m": (1.0, 0.0, 1.0, "m"),
}


def hall_library(*without: str) -> CatalogLibrary:
    """Return a catalog with the assumption set ``test``, less some assumptions."""
    known = tuple(
        Assumption(name=name, label=name, figure=band(*values, "assumed"))
        for name, values in ASSUMPTIONS.items()
        if name not in without
    )
    return CatalogLibrary(
        version="test", assumption_sets=(AssumptionSet(slug="test", name="t", assumptions=known),)
    )


def placed(one: Instance, **where: object) -> Instance:
    """Return an instance with a placement."""
    return evolve(one, placement=Placement.model_validate(where))


def hall_blocks() -> dict[str, Block]:
    """Return the blocks of the hall by id, the root first."""
    node = block(
        "node",
        [instance("acc", "acc", i=4), instance("cpu", "cpu"), instance("leaf", "leaf")],
        [bundle("lanes", "acc:lane", "leaf:down")],
        kind=BlockKind.NODE,
        part="node-part",
    )
    rack = block(
        "rack",
        [placed(instance("node", "node", block=True, i=2), at_u=1, pitch_y_m=4 * 0.044_45)],
        kind=BlockKind.RACK,
        part="rack-part",
    )
    spines = block(
        "spines", [instance("spine", "spine", i=2)], kind=BlockKind.RACK, part="rack-part"
    )
    root = block(
        "root",
        [
            placed(instance("rack", "rack", block=True, i=3), n_columns=3, pitch_x_m=1.0),
            placed(instance("spines", "spines", block=True), x_m=5.0),
        ],
        [bundle("uplink", "rack/node/leaf:up", "spines/spine:down", cable="fibre", optic="optic")],
        kind=BlockKind.SUPERNODE,
    )
    return {b.id: b for b in (root, rack, spines, node)}


def hall(
    blocks: dict[str, Block] | None = None,
    parts: dict[str, Part] | None = None,
    *,
    without_price: tuple[str, ...] = (),
) -> Design:
    """Return the hall, or a variant of it."""
    own_blocks = hall_blocks() if blocks is None else blocks
    own_parts = hall_parts() if parts is None else parts
    made = design([*own_blocks.values()], [*own_parts.values()])
    return evolve(made, prices=quotes(*without_price))
