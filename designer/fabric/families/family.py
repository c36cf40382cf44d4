"""What a family of fabrics is: its parameters and the function that builds a design."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.catalog.part import FabricRole
from designer.fabric.embedding import embed_records
from designer.fabric.families.parameters import Parameter, ParameterKind, Values
from designer.fabric.families.site import Site
from designer.fabric.families.stock import Stock
from designer.model.block import Block, BlockKind
from designer.model.design import AssumptionChoice, Design
from designer.model.evolve import evolve
from designer.model.fabrics import Fabric
from designer.model.ids import FabricId
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from designer.catalog.library import CatalogLibrary
    from designer.fabric.families.packing import Cell
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle

DEFAULT_ASSUMPTIONS: Final = "default-2026"
DEFAULT_ACCELERATOR: Final = "ascend-910c"

ACCELERATOR: Final = Parameter(
    "accelerator",
    worded("Accelerator"),
    DEFAULT_ACCELERATOR,
    worded("part that gives compute, memory, power and price"),
    ParameterKind.PART,
    choices=("accelerator",),
)
RATE: Final = Parameter(
    "rate",
    worded("Link rate"),
    "400G",
    worded("line rate of one link per direction"),
    ParameterKind.RATE,
    unit="bit/s",
)
SWITCH: Final = Parameter(
    "switch",
    worded("Switch"),
    "",
    worded("part; empty for the catalog switch of this radix, else an assumed one"),
    ParameterKind.PART,
    choices=("switch",),
)
NODE: Final = Parameter(
    "node",
    worded("Node"),
    "",
    worded("enclosure; empty for an assumed one"),
    ParameterKind.PART,
    choices=("node",),
)
RACK: Final = Parameter(
    "rack",
    worded("Rack"),
    "",
    worded("rack; empty for an assumed one of 120 kW"),
    ParameterKind.PART,
    choices=("rack",),
)


def role_parameter(default: FabricRole) -> Parameter:
    """Return the parameter that says what the fabric is for.

    Parameters
    ----------
    default
        Role taken if none is given.

    Returns
    -------
    Parameter
        The parameter that says what the fabric is for.
    """
    return Parameter(
        "role",
        worded("Role"),
        default.value,
        worded("what the fabric is for"),
        ParameterKind.CHOICE,
        choices=tuple(r.value for r in FabricRole if r is not FabricRole.IMPORTED),
    )


def node_size(default: int, maximum: int = 16) -> Parameter:
    """Return the parameter for the accelerators of a node.

    Parameters
    ----------
    default, maximum
        Accelerators. [1]

    Returns
    -------
    Parameter
        The parameter for the accelerators of a node.
    """
    return Parameter(
        "node_size",
        worded("Accelerators per node"),
        str(default),
        worded("accelerators in one enclosure"),
        maximum=maximum,
    )


@dataclass(frozen=True, slots=True)
class Family:
    """A family of fabrics.

    Attributes
    ----------
    name
        Slug.
    title
        As in the window.
    drawing
        The fabric in one line.
    parameters
        What the user may choose.
    build
        Function of the values and the catalog.
    source
        Where the wiring rule stands.
    """

    name: str
    title: str
    drawing: str
    parameters: tuple[Parameter, ...]
    build: Callable[[Values, CatalogLibrary], Design]
    source: str = ""

    def design(self, library: CatalogLibrary, texts: Mapping[str, str]) -> Design:
        """Build a design.

        Parameters
        ----------
        library
            Catalog that parts are taken from.
        texts
            Text by parameter name; those not given take their default.

        Returns
        -------
        Design
            Build a design.

        Raises
        ------
        ParameterError
            If the values name something that does not exist; the message has the reason and the
            nearest legal values.
        CatalogError
            If the catalog lacks a part.
        """
        return self.build(Values(self.parameters, texts), library)


def site_for(values: Values, library: CatalogLibrary, fabric_id: str = "") -> Site:
    """Return the site that a family builds on.

    Parameters
    ----------
    values
        With ``rate``, ``role``, ``node`` and ``rack``.
    library
        Catalog.
    fabric_id
        Id of the fabric; that of the role if empty.

    Returns
    -------
    Site
        The site that a family builds on.
    """
    role = FabricRole(values.text("role"))
    stock = Stock(library, values.rate_bps(), role)
    return Site(stock, FabricId(fabric_id or role.value), values.text("node"), values.text("rack"))


class About(NamedTuple):
    """What a generated design is called."""

    name: str
    description: str
    n_planes: int = 1
    note: str = ""


def finished_design(
    site: Site,
    about: About,
    parts: Sequence[tuple[Instance, Cell]],
    bundles_of: Callable[[Cell], Sequence[LinkBundle]],
) -> Design:
    """Return the design of a site.

    Parameters
    ----------
    site
        Blocks and parts.
    about
        What it is called; the note goes to the fabric.
    parts
        Instances of the root block with the ground that one copy takes.
    bundles_of
        Bundles of the root block, by the ground that it takes.

    Returns
    -------
    Design
        The document with the records it uses embedded.
    """
    root, ground = site.group("fabric", about.name, parts, BlockKind.CLUSTER)
    root = evolve(root, link_bundles=tuple(bundles_of(ground)))
    fabric = Fabric(
        id=site.fabric_id,
        role=site.stock.role,
        display_name=about.name,
        n_planes=about.n_planes,
        note=about.note,
    )
    blocks: tuple[Block, ...] = (root, *reversed(site.blocks))
    design = Design(
        name=about.name,
        description=about.description,
        root=root.id,
        assumptions=AssumptionChoice(set=DEFAULT_ASSUMPTIONS),
        fabrics=(fabric,),
        blocks=blocks,
        parts=tuple(site.stock.made.values()),
        prices=tuple(site.stock.prices.values()),
    )
    return embed_records(design, site.stock.library)
