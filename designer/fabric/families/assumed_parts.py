"""Parts that no product in the catalog stands for, sized by rule and marked as our estimate."""

from __future__ import annotations

import math
from datetime import date
from typing import Final

from designer.catalog.cables import CableRecord
from designer.catalog.nodes import NodeRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Figure, FigureKind
from designer.catalog.racks import RackRecord
from designer.catalog.switches import SwitchRecord

AS_OF: Final = date(2026, 11, 24)
MANUFACTURER: Final = "Generic"
CAGE: Final = "osfp"
N_PORTS_PER_RACK_UNIT: Final = 64
RACK_LIMIT_W: Final = 120_000.0
RACK_USABLE_U: Final = 48
RACK_WIDTH_M: Final = 0.7

_ROLES: Final = tuple(role for role in FabricRole if role is not FabricRole.IMPORTED)


def estimate(
    value: float, unit: str, note: str, spread: tuple[float, float] = (0.7, 1.5)
) -> Figure:
    """Return a figure of our own.

    Parameters
    ----------
    value
        In the unit.
    unit
        SI symbol.
    note
        How it was found.
    spread
        Low and high end as multiples of the value. [1]

    Returns
    -------
    Figure
        A figure of our own.
    """
    return Figure(
        value=value,
        unit=unit,
        low=value * spread[0],
        high=value * spread[1],
        kind=FigureKind.OUR_ESTIMATE,
        source="own-derivation",
        as_of=AS_OF,
        note=note,
    )


def rate_name(rate_bps: float) -> str:
    """Return a line rate as part names write it, for example ``400g``.

    Parameters
    ----------
    rate_bps
        Line rate per direction. [bit/s]

    Returns
    -------
    str
        A line rate as part names write it, for example ``400g``.
    """
    return f"{rate_bps / 1e9:.6g}g".replace("+", "")


def assumed_port(name: str, n_ports: int, rate_bps: float, note: str) -> PartPort:
    """Return a port group that takes fibre, copper and traces.

    Parameters
    ----------
    name
        Name of the group.
    n_ports
        Ports. [1]
    rate_bps
        Line rate per direction. [bit/s]
    note
        Why it is assumed.

    Returns
    -------
    PartPort
        A port group that takes fibre, copper and traces.
    """
    return PartPort(
        name=name,
        count=n_ports,
        rate_bps=estimate(rate_bps, "bit/s", note, (1.0, 1.0)),
        cage=CAGE,
        media=(Medium.FIBRE, Medium.COPPER, Medium.BACKPLANE, Medium.TRACE),
        fabric_roles=_ROLES,
    )


def assumed_switch(n_ports: int, rate_bps: float) -> tuple[SwitchRecord, PriceQuote]:
    """Return a switch with as many ports as needed, and its price.

    Parameters
    ----------
    n_ports
        Ports. [1]
    rate_bps
        Line rate per direction. [bit/s]

    Returns
    -------
    tuple[SwitchRecord, PriceQuote]
        A switch with as many ports as needed, and its price.

    Notes
    -----
    Power is 23 W per Tbit/s, price 900 USD per Tbit/s and one rack unit takes 64 ports: the 51.2
    Tbit/s box of the catalog scaled by capacity, with 100 W and 2,000 USD at least.
    """
    rate = rate_name(rate_bps)
    capacity_tbps = n_ports * rate_bps / 1e12
    slug = f"assumed-switch-{n_ports}x{rate}"
    scaled = "Scaled by capacity from a 51.2 Tbit/s box of 128 ports; no product is meant."
    record = SwitchRecord(
        slug=slug,
        name=f"Switch {n_ports} x {rate.upper()} (assumed)",
        manufacturer=MANUFACTURER,
        description="Stands for a switch with this number of ports; the catalog has none.",
        tdp_w=estimate(max(100.0, round(23.0 * capacity_tbps, 1)), "W", scaled),
        height_u=estimate(
            float(math.ceil(n_ports / N_PORTS_PER_RACK_UNIT)),
            "U",
            "64 ports per rack unit.",
            (1, 1),
        ),
        ports=(assumed_port("port", n_ports, rate_bps, "As many ports as the fabric needs."),),
    )
    return record, _price(slug, max(2_000.0, round(900.0 * capacity_tbps, 2)), scaled)


def assumed_node(n_accelerators: int) -> tuple[NodeRecord, PriceQuote]:
    """Return the enclosure of a node, and its price.

    Parameters
    ----------
    n_accelerators
        Accelerators in it. [1]

    Returns
    -------
    tuple[NodeRecord, PriceQuote]
        The enclosure of a node, and its price.
    """
    slug = f"assumed-node-{n_accelerators}"
    note = "75 W, half a rack unit and 3,750 USD per accelerator; no product is meant."
    record = NodeRecord(
        slug=slug,
        name=f"Node for {n_accelerators} accelerators (assumed)",
        manufacturer=MANUFACTURER,
        description="Boards, fans, drives and management; accelerators are counted on their own.",
        tdp_w=estimate(75.0 * n_accelerators, "W", note),
        height_u=estimate(float(node_height_u(n_accelerators)), "U", note, (1, 1)),
    )
    return record, _price(slug, 3_750.0 * n_accelerators, note)


def node_height_u(n_accelerators: int) -> int:
    """Return the height of an assumed node.

    Parameters
    ----------
    n_accelerators
        Accelerators in it. [1]

    Returns
    -------
    int
        The height of an assumed node. [U]
    """
    return math.ceil(n_accelerators / 2)


def assumed_rack() -> tuple[RackRecord, PriceQuote]:
    """Return a rack that supplies what dense nodes draw, and its price.

    Returns
    -------
    tuple[RackRecord, PriceQuote]
        A rack that supplies what dense nodes draw, and its price.
    """
    note = "Liquid-cooled cabinet of this class; no product is meant."
    record = RackRecord(
        slug="assumed-rack-120kw",
        name="Rack 48U, 120 kW (assumed)",
        manufacturer=MANUFACTURER,
        description="Stands for a cabinet with room and power for dense nodes.",
        usable_u=estimate(float(RACK_USABLE_U), "U", note, (1, 1)),
        limit_w=estimate(RACK_LIMIT_W, "W", note, (0.5, 1.6)),
        width_m=estimate(RACK_WIDTH_M, "m", note, (0.85, 1.15)),
        depth_m=estimate(1.2, "m", note, (0.9, 1.15)),
        tdp_w=estimate(200.0, "W", note),
    )
    return record, _price(record.slug, 10_000.0, note)


def assumed_optic(rate_bps: float, reach_m: float) -> tuple[OpticRecord, PriceQuote]:
    """Return an optical module, and its price.

    Parameters
    ----------
    rate_bps
        Line rate per direction. [bit/s]
    reach_m
        Reach. [m]

    Returns
    -------
    tuple[OpticRecord, PriceQuote]
        An optical module, and its price.
    """
    rate, reach = rate_name(rate_bps), f"{reach_m:g}m"
    note = "21 W and 1,125 USD per Tbit/s, 40 % more beyond 500 m; no product is meant."
    far = 1.4 if reach_m > 500 else 1.0
    slug = f"assumed-optic-{rate}-{reach}"
    record = OpticRecord(
        slug=slug,
        name=f"Optical module {rate.upper()}, {reach_m:g} m (assumed)",
        manufacturer=MANUFACTURER,
        line_rate_bps=estimate(rate_bps, "bit/s", note, (1, 1)),
        reach_m=estimate(reach_m, "m", note, (1, 1)),
        tdp_w=estimate(round(21e-12 * rate_bps * far, 3), "W", note),
        cage=CAGE,
        connector="mpo-12",
    )
    return record, _price(slug, round(max(50.0, 1.125e-9 * rate_bps * far), 2), note)


def assumed_trunk(reach_m: float) -> tuple[CableRecord, PriceQuote]:
    """Return a fibre trunk, and its price with connectors.

    Parameters
    ----------
    reach_m
        Reach of the modules on it. [m]

    Returns
    -------
    tuple[CableRecord, PriceQuote]
        A fibre trunk, and its price with connectors.
    """
    note = "As a single-mode trunk between two modules; no product is meant."
    record = CableRecord(
        slug=f"assumed-fibre-{reach_m:g}m",
        name=f"Fibre trunk for {reach_m:g} m (assumed)",
        manufacturer=MANUFACTURER,
        medium=Medium.FIBRE,
        connector="mpo-12",
        reach_m=estimate(reach_m, "m", note, (1, 1)),
        price_usd_per_m=estimate(2.0, "USD/m", note),
    )
    return record, _price(record.slug, 40.0, note)


def assumed_copper(rate_bps: float) -> tuple[CableRecord, PriceQuote]:
    """Return a passive copper cable for runs inside one rack, and its price.

    Parameters
    ----------
    rate_bps
        Line rate per direction. [bit/s]

    Returns
    -------
    tuple[CableRecord, PriceQuote]
        A passive copper cable for runs inside one rack, and its price.
    """
    note = "As a passive cable of this rate; no product is meant."
    record = CableRecord(
        slug=f"assumed-copper-{rate_name(rate_bps)}",
        name=f"{rate_name(rate_bps).upper()} passive copper cable (assumed)",
        manufacturer=MANUFACTURER,
        medium=Medium.COPPER,
        connector=CAGE,
        reach_m=estimate(3.0, "m", note, (0.7, 1.0)),
        line_rate_bps=estimate(rate_bps, "bit/s", note, (1, 1)),
        tdp_w=estimate(0.2, "W", note),
        price_usd_per_m=estimate(30.0, "USD/m", note),
    )
    return record, _price(record.slug, max(20.0, round(0.225e-9 * rate_bps, 2)), note)


def _price(slug: str, price_usd: float, note: str) -> PriceQuote:
    figure = estimate(price_usd, "USD", note, (0.5, 2.0))
    return PriceQuote(part=slug, price_usd=figure, currency_year=2026)
