"""The parts of one generated design: from the catalog where one fits, else assumed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.cables import CableRecord
from designer.catalog.nodes import NodeRecord
from designer.catalog.optics import OpticRecord
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.racks import RackRecord
from designer.catalog.switches import SwitchRecord
from designer.errors.tree import CatalogError
from designer.fabric.families.assumed_parts import (
    CAGE,
    assumed_copper,
    assumed_node,
    assumed_optic,
    assumed_port,
    assumed_rack,
    assumed_switch,
    assumed_trunk,
    rate_name,
)
from designer.fabric.families.parameters import ParameterError
from designer.model.evolve import evolve
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary, Part
    from designer.catalog.prices import PriceQuote

MAX_RADIX: Final = 2048
COPPER_REACH_M: Final = 3.0
REACHES_M: Final = (500.0, 2_000.0, 10_000.0)
RATE_TOLERANCE: Final = 0.01
_NEW_PORT: Final = "fabric"
_COPPER: Final = ("dac-400g", "aec-800g")
_OPTICS: Final = (
    ("dr4-400g", "fibre-mpo12"),
    ("fr4-400g", "fibre-lc"),
    ("dr4-800g", "fibre-mpo12"),
    ("2fr4-800g", "fibre-lc"),
)
_SWITCHES: Final = ("th4-box", "th5-box", "th6-box-400g", "th6-box")


class Chosen(NamedTuple):
    """A part, the port group that the fabric uses, and how many ports that has."""

    slug: str
    port: str
    n_ports: int


class CableChoice(NamedTuple):
    """Cable and module of a link bundle; none for traces on a board."""

    cable: str | None
    optic: str | None


TRACE: Final = CableChoice(None, None)


class Stock:
    """Parts that a generator takes, each from the catalog or assumed.

    Parameters
    ----------
    library
        Catalog.
    rate_bps
        Line rate of the links of the fabric per direction. [bit/s]
    role
        What the fabric is for.
    """

    def __init__(self, library: CatalogLibrary, rate_bps: float, role: FabricRole) -> None:
        self.library = library
        self.rate_bps = rate_bps
        self.role = role
        self.made: dict[str, Part] = {}
        self.prices: dict[str, PriceQuote] = {}

    def _keep(self, made: tuple[Part, PriceQuote | None]) -> str:
        part, quote = made
        self.made[part.slug] = part
        if quote is not None:
            self.prices[part.slug] = quote
        return part.slug

    def part(self, slug: str) -> Part:
        """Return a part by slug, catalog or assumed.

        Returns
        -------
        Part
            A part by slug, catalog or assumed.

        Raises
        ------
        CatalogError
            If there is none.
        """
        part = self.made.get(slug) or self.library.part(slug)
        if part is None:
            raise CatalogError(
                worded('the catalog has no part "{slug}"; add it or choose another', slug=slug)
            )
        return part

    def _fits(self, port: PartPort, n_ports: int) -> bool:
        takes_cables = {Medium.FIBRE, Medium.COPPER} <= set(port.media)
        has_enough = port.count >= n_ports
        return self._has_rate(port) and takes_cables and port.cage == CAGE and has_enough

    def _has_rate(self, port: PartPort) -> bool:
        return abs(port.rate_bps.value - self.rate_bps) <= RATE_TOLERANCE * self.rate_bps

    def accelerator(self, slug: str, n_ports: int) -> Chosen:
        """Return an accelerator with enough ports.

        Parameters
        ----------
        slug
            Part that gives compute, memory and power.
        n_ports
            Ports that the fabric takes. [1]

        Returns
        -------
        Chosen
            The part itself if it has a port group that fits; else one that differs only in an
            assumed port group.

        Raises
        ------
        ParameterError
            If the part is no accelerator of the catalog.
        """
        part = self.library.part(slug)
        if not isinstance(part, AcceleratorRecord):
            known = [p.slug for p in self.library.parts if isinstance(p, AcceleratorRecord)]
            raise ParameterError(
                "accelerator", slug, worded("the catalog has no such accelerator"), known
            )
        port = next(
            (p for p in part.ports if self.role in p.fabric_roles and self._fits(p, n_ports)), None
        )
        if port is not None:
            return Chosen(slug, port.name, port.count)
        rate = rate_name(self.rate_bps)
        note = "The fabric needs these ports; the product has others."
        made = evolve(
            part,
            slug=f"{slug}.{n_ports}x{rate}"[:64],
            name=f"{part.name} with {n_ports} x {rate.upper()} (assumed ports)",
            ports=(assumed_port(_NEW_PORT, n_ports, self.rate_bps, note),),
        )
        quote = self.library.price(slug)
        quote = None if quote is None else evolve(quote, part=made.slug)
        return Chosen(self._keep((made, quote)), _NEW_PORT, n_ports)

    def switch(self, slug: str, n_ports: int, parameter: str = "switch") -> Chosen:
        """Return a switch with enough ports.

        Parameters
        ----------
        slug
            Part, or empty for the catalog switch of exactly this radix, else an assumed one.
        n_ports
            Ports that the fabric takes. [1]
        parameter
            Parameter that names the part, to blame in an error.

        Returns
        -------
        Chosen
            A switch with enough ports.

        Raises
        ------
        ParameterError
            If the part is no switch of the catalog, or has too few ports of the rate.
        """
        for candidate in (slug,) if slug else _SWITCHES:
            part = self.library.part(candidate)
            if not isinstance(part, SwitchRecord):
                if slug:
                    known = [p.slug for p in self.library.parts if isinstance(p, SwitchRecord)]
                    raise ParameterError(
                        parameter, slug, worded("the catalog has no such switch"), known
                    )
                continue
            port = next((p for p in part.ports if self._fits(p, n_ports)), None)
            if port is not None and (slug or port.count == n_ports):
                return Chosen(candidate, port.name, port.count)
            if slug:
                if any(self._has_rate(p) and p.count >= n_ports for p in part.ports):
                    raise ParameterError(
                        parameter,
                        slug,
                        worded("its ports have no cages for pluggable modules and copper"),
                    )
                have = ", ".join(f"{p.count} x {rate_name(p.rate_bps.value)}" for p in part.ports)
                wanted = f"{n_ports} x {rate_name(self.rate_bps)}"
                raise ParameterError(
                    parameter,
                    slug,
                    worded("it has {have} ports; {wanted} are needed", have=have, wanted=wanted),
                )
        return self.assumed_switch(n_ports)

    def assumed_switch(self, n_ports: int) -> Chosen:
        """Return a switch that no product stands for.

        Parameters
        ----------
        n_ports
            Ports. [1]

        Returns
        -------
        Chosen
            A switch that no product stands for.

        Raises
        ------
        ParameterError
            If it would be larger than a rack takes.
        """
        if n_ports > MAX_RADIX:
            raise ParameterError(
                "radix",
                n_ports,
                worded("a switch of {n_most:,} ports is the largest", n_most=MAX_RADIX),
                [MAX_RADIX],
            )
        return Chosen(self._keep(assumed_switch(n_ports, self.rate_bps)), "port", n_ports)

    def node(self, slug: str, n_accelerators: int) -> str:
        """Return the enclosure of a node.

        Parameters
        ----------
        slug
            Part, or empty for an assumed one.
        n_accelerators
            Accelerators in it. [1]

        Returns
        -------
        str
            The enclosure of a node.

        Raises
        ------
        ParameterError
            If the part is no node of the catalog with a known height.
        """
        if not slug:
            return self._keep(assumed_node(n_accelerators))
        part = self.library.part(slug)
        if not isinstance(part, NodeRecord) or part.height_u is None:
            known = [p.slug for p in self.library.parts if isinstance(p, NodeRecord)]
            raise ParameterError("node", slug, worded("the catalog has no such node"), known)
        return slug

    def rack(self, slug: str) -> str:
        """Return the rack.

        Parameters
        ----------
        slug
            Part, or empty for an assumed one.

        Returns
        -------
        str
            The rack.

        Raises
        ------
        ParameterError
            If the part is no rack of the catalog.
        """
        if not slug:
            return self._keep(assumed_rack())
        if not isinstance(self.library.part(slug), RackRecord):
            known = [p.slug for p in self.library.parts if isinstance(p, RackRecord)]
            raise ParameterError("rack", slug, worded("the catalog has no such rack"), known)
        return slug

    def cable(self, length_m: float) -> CableChoice:
        """Return cable and module for runs of a length.

        Parameters
        ----------
        length_m
            Longest run; up to 3 m inside a rack is copper. [m]

        Returns
        -------
        CableChoice
            Cable and module for runs of a length.
        """
        if length_m <= COPPER_REACH_M:
            for copper in (self.library.part(slug) for slug in _COPPER):
                if isinstance(copper, CableRecord) and self._is_rate(copper):
                    return CableChoice(copper.slug, None)
            return CableChoice(self._keep(assumed_copper(self.rate_bps)), None)
        for slugs in _OPTICS:
            module, trunk = (self.library.part(slug) for slug in slugs)
            if (
                isinstance(module, OpticRecord)
                and isinstance(trunk, CableRecord)
                and self._is_rate(module)
                and length_m <= min(module.reach_m.value, trunk.reach_m.value)
            ):
                return CableChoice(trunk.slug, module.slug)
        reach_m = next((r for r in REACHES_M if length_m <= r), REACHES_M[-1])
        optic = self._keep(assumed_optic(self.rate_bps, reach_m))
        return CableChoice(self._keep(assumed_trunk(reach_m)), optic)

    def _is_rate(self, part: CableRecord | OpticRecord) -> bool:
        rate = part.line_rate_bps
        return rate is not None and abs(rate.value - self.rate_bps) <= RATE_TOLERANCE * rate.value

    def height_u(self, slug: str) -> int:
        """Return the height of a part, rounded up.

        Returns
        -------
        int
            The height of a part, rounded up. [U]
        """
        figure = self.part(slug).height_u
        return 1 if figure is None else max(1, int(-(-figure.value // 1)))

    def power_w(self, slug: str, n_optics: int = 0) -> float:
        """Return the peak draw of a part with modules of about 9 W in its cages.

        Returns
        -------
        float
            The peak draw of a part with modules of about 9 W in its cages. [W]
        """
        figure = self.part(slug).tdp_w
        return (0.0 if figure is None else figure.band[1]) + 21e-12 * self.rate_bps * n_optics

    def rack_room(self, slug: str) -> tuple[int, float]:
        """Return usable height and supply of a rack.

        Returns
        -------
        tuple[int, float]
            Usable height and supply of a rack. [U], [W]
        """
        part = self.part(slug)
        if not isinstance(part, RackRecord):
            return 48, 0.0
        own_w = 0.0 if part.tdp_w is None else part.tdp_w.value
        return int(part.usable_u.value), part.limit_w.value - own_w

    def rack_width_m(self, slug: str) -> float:
        """Return the width of a rack.

        Returns
        -------
        float
            The width of a rack. [m]
        """
        part = self.part(slug)
        return part.width_m.value if isinstance(part, RackRecord) else 0.7
