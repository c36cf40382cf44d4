"""Edits of fabrics and link bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import (
    block_of,
    bundle_of,
    edited,
    ends_of,
    finished,
    plural,
    unchanged,
    with_block,
    without_dangling,
)
from designer.commands.identity import fresh_id
from designer.errors.tree import CommandError
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, BundleId, FabricId
from designer.model.link_counts import wiring_problem
from designer.model.links import LinkBundle
from designer.model.port_counts import port_uses
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block
    from designer.model.design import Design


class AddFabric(Command):
    """Add a fabric without links."""

    op: Literal["add-fabric"] = "add-fabric"
    fabric: Fabric

    @property
    @override
    def label(self) -> str:
        """For example "Add fabric scale-up"."""
        return worded("Add fabric {name}", name=self.fabric.display_name or self.fabric.id)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        if self.fabric.id in design.fabric_by_id:
            raise CommandError(worded('there is a fabric "{id}" already', id=self.fabric.id))
        after = edited(design, fabrics=(*design.fabrics, self.fabric))
        return finished(design, after, library, aspects=Aspect.WIRING)


class EditFabric(Command):
    """Replace the fabric of the same id by a changed one.

    Another role is refused if a link bundle of the fabric has ports that do not serve it.
    """

    op: Literal["edit-fabric"] = "edit-fabric"
    fabric: Fabric

    @property
    @override
    def label(self) -> str:
        """For example "Edit fabric scale-up"."""
        return worded("Edit fabric {name}", name=self.fabric.display_name or self.fabric.id)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing in the fields of one fabric is one step."""
        return f"fabric:{self.fabric.id}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        if self.fabric.id not in design.fabric_by_id:
            raise CommandError(worded('there is no fabric "{id}"', id=self.fabric.id))
        fabrics = tuple(self.fabric if f.id == self.fabric.id else f for f in design.fabrics)
        after = edited(design, fabrics=fabrics)
        if self.fabric.role is not design.fabric_by_id[self.fabric.id].role:
            owned = ((block, b) for block in after.blocks for b in block.link_bundles)
            for block, bundle in owned:
                if bundle.fabric == self.fabric.id:
                    require_wireable(after, block, bundle)
        return finished(design, after, library, aspects=Aspect.WIRING)


class RemoveFabric(Command):
    """Remove a fabric with all its link bundles."""

    op: Literal["remove-fabric"] = "remove-fabric"
    fabric: FabricId

    @property
    @override
    def label(self) -> str:
        """For example "Remove fabric frontend"."""
        return worded("Remove fabric {fabric}", fabric=self.fabric)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        if self.fabric not in design.fabric_by_id:
            raise CommandError(worded('there is no fabric "{fabric}"', fabric=self.fabric))
        after = edited(design, fabrics=tuple(f for f in design.fabrics if f.id != self.fabric))
        touched: set[str] = set()
        for block in design.blocks:
            gone = {b.id for b in block.link_bundles if b.fabric == self.fabric}
            kept = tuple(b for b in block.link_bundles if b.id not in gone)
            after = with_block(after, edited(block, link_bundles=kept))
            touched |= {f"{block.id}/{bundle_id}" for bundle_id in gone}
        after = without_dangling(after)
        return finished(design, after, library, aspects=Aspect.WIRING, touched=touched)


class ConnectPorts(Command):
    """Add a link bundle to a block.

    The id of the bundle is a wish; it is made fresh if something has it. ``fabric`` is added if
    the design does not have the fabric that the bundle names.
    """

    op: Literal["connect-ports"] = "connect-ports"
    block: BlockId
    bundle: LinkBundle
    fabric: Fabric | None = None

    @property
    @override
    def label(self) -> str:
        """For example "Connect npu to l1"."""
        return worded("Connect {a} to {b}", a=self.bundle.a.path, b=self.bundle.b.path)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Add the bundle; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the bundle, which ``touched`` names.

        Raises
        ------
        CommandError
            If an end, port group, fabric, cable, optic or dimension does not exist, a port group
            does not serve the fabric or has too few ports, or a path is linked to itself.
        """
        block = block_of(design, self.block)
        after = self._with_fabric(design)
        new_id = fresh_id(design, self.bundle.id)
        bundle = edited(self.bundle, id=BundleId(new_id))
        block = edited(block, link_bundles=(*block.link_bundles, bundle))
        after = with_block(after, block)
        require_wireable(after, block, bundle)
        change = finished(
            design, after, library, aspects=Aspect.WIRING, touched=(f"{block.id}/{new_id}",)
        )
        require_ports(change.design, design)
        return change

    def _with_fabric(self, design: Design) -> Design:
        if self.bundle.fabric in design.fabric_by_id:
            return design
        if self.fabric is None or self.fabric.id != self.bundle.fabric:
            raise CommandError(
                worded('there is no fabric "{fabric}"; add it first', fabric=self.bundle.fabric)
            )
        return edited(design, fabrics=(*design.fabrics, self.fabric))


class EditBundle(Command):
    """Replace the link bundle of the same id by a changed one."""

    op: Literal["edit-bundle"] = "edit-bundle"
    block: BlockId
    bundle: LinkBundle

    @property
    @override
    def label(self) -> str:
        """For example "Edit links ub-uplink"."""
        return worded("Edit links {name}", name=self.bundle.name or self.bundle.id)

    @property
    @override
    def merge_key(self) -> str | None:
        """Typing in the fields of one bundle is one step."""
        return f"bundle:{self.block}/{self.bundle.id}"

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Change the bundle; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the changed bundle.

        Raises
        ------
        CommandError
            As for :class:`ConnectPorts`. Port groups that had too few ports before are let pass
            if they now lack no more than they did.
        """
        block = block_of(design, self.block)
        old = bundle_of(block, self.bundle.id)
        if old == self.bundle:
            return unchanged(design)
        bundles = tuple(self.bundle if b.id == old.id else b for b in block.link_bundles)
        block = edited(block, link_bundles=bundles)
        after = with_block(design, block)
        require_wireable(after, block, self.bundle)
        after = without_dangling(after)
        touched = (f"{block.id}/{old.id}",)
        change = finished(design, after, library, aspects=Aspect.WIRING, touched=touched)
        require_ports(change.design, design)
        return change


class RemoveBundles(Command):
    """Remove link bundles from a block."""

    op: Literal["remove-bundles"] = "remove-bundles"
    block: BlockId
    bundles: tuple[BundleId, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Remove links ub-uplink"."""
        if len(self.bundles) == 1:
            return worded("Remove links {name}", name=self.bundles[0])
        return worded("Remove {what}", what=plural(len(self.bundles), worded("link bundle")))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        block = block_of(design, self.block)
        gone = {bundle_of(block, bundle_id).id for bundle_id in self.bundles}
        kept = tuple(b for b in block.link_bundles if b.id not in gone)
        after = without_dangling(with_block(design, edited(block, link_bundles=kept)))
        touched = {f"{block.id}/{bundle_id}" for bundle_id in gone}
        return finished(design, after, library, aspects=Aspect.WIRING, touched=touched)


def require_wireable(design: Design, block: Block, bundle: LinkBundle) -> None:
    """Refuse a bundle whose ends or relations do not exist or do not suit the fabric.

    Parameters
    ----------
    design
        The document, the fabric of the bundle included.
    block
        The block that owns the bundle.
    bundle
        The bundle.

    Raises
    ------
    CommandError
        With the reason.
    """
    fabric = design.fabric_by_id.get(bundle.fabric)
    if fabric is None:
        raise CommandError(
            worded('there is no fabric "{fabric}"; add it first', fabric=bundle.fabric)
        )
    a_end, b_end = ends_of(design, block, bundle)
    for found in (a_end, b_end):
        if fabric.role not in found.port.fabric_roles:
            served = ", ".join(role.value for role in found.port.fabric_roles)
            raise CommandError(
                worded(
                    'ports "{name}" of {part_slug} serve {served}, not {value}',
                    name=found.port.name,
                    part_slug=found.part_slug,
                    served=served,
                    value=fabric.role.value,
                )
            )
    problem = wiring_problem(a_end, b_end, bundle)
    if problem:
        raise CommandError(problem)
    if not set(a_end.port.media) & set(b_end.port.media):
        raise CommandError(
            worded(
                'ports "{name}" of {part_slug} and "{name_2}" of {part_slug_2} have no medium '
                "in common",
                name=a_end.port.name,
                part_slug=a_end.part_slug,
                name_2=b_end.port.name,
                part_slug_2=b_end.part_slug,
            )
        )


def require_ports(after: Design, before: Design) -> None:
    """Refuse an edit that takes ports which are not there.

    Parameters
    ----------
    after, before
        The design after and before the edit.

    Raises
    ------
    CommandError
        If a port group is over-used that was not, or is more so than it was.
    """
    uses_before = {(use.chain, use.port): use.n_used for use in port_uses(before)}
    for use in port_uses(after):
        was = uses_before.get((use.chain, use.port), 0)
        if use.n_used > use.n_ports and use.n_used > was:
            raise CommandError(
                worded(
                    '{chain} has {plural} "{port}", {value:,} of them free, but {value_2:,} '
                    "more would be needed",
                    chain="/".join(use.chain),
                    plural=plural(use.n_ports, "port"),
                    port=use.port,
                    value=use.n_ports - was if was < use.n_ports else 0,
                    value_2=use.n_used - was,
                )
            )
