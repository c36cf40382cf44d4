"""Repeat instances in columns and rows."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final, Literal

from typing_extensions import override

from designer.commands.adding import inner_wiring, moved, with_added
from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import (
    block_of,
    edited,
    ends_of,
    finished,
    instance_of,
    plural,
    unchanged,
    with_block,
)
from designer.errors.tree import CommandError
from designer.model.ids import BlockId, InstanceId, path_from_text, text_from_path
from designer.model.links import MAX_PAIRS, Relation
from designer.units.quantity import Count, LengthM
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle

MAX_DUPLICATES: Final = 400
"""Most instances that an array adds where it cannot count."""


class ArrayInstances(Command):
    """Repeat instances in columns and rows.

    Instances of one copy each become instances of as many copies as there are places, each linked
    to its own neighbours in the array. Where one of them has several copies already, all are
    duplicated instead.
    """

    op: Literal["array-instances"] = "array-instances"
    block: BlockId
    instances: tuple[InstanceId, ...]
    n_columns: Count
    n_rows: Count
    pitch_x_m: LengthM
    pitch_y_m: LengthM

    @property
    @override
    def label(self) -> str:
        """For example "Array rack 4 × 2"."""
        what = self.instances[0] if len(self.instances) == 1 else ""
        what = what or plural(len(self.instances), "instance")
        return worded(
            "Array {what} {n_columns:,} × {n_rows:,}",
            what=what,
            n_columns=self.n_columns,
            n_rows=self.n_rows,
        )

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Repeat the instances; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the array.

        Raises
        ------
        CommandError
            If block or instances are unknown, the array is too large, or links between the
            instances cannot be repeated.
        """
        block = block_of(design, self.block)
        chosen = [instance_of(block, i) for i in dict.fromkeys(self.instances)]
        n = self.n_columns * self.n_rows
        if not chosen or n == 1:
            return unchanged(design)
        if all(instance.count == 1 for instance in chosen):
            after = self._counted(design, block, chosen, n)
        else:
            after = self._duplicated(design, block, chosen, n)
        touched = {f"{block.id}/{instance.id}" for instance in chosen}
        aspects = Aspect.STRUCTURE | Aspect.WIRING | Aspect.PLACEMENT
        return finished(design, after, library, aspects=aspects, touched=touched)

    def _counted(self, design: Design, block: Block, chosen: list[Instance], n: int) -> Design:
        ids = {instance.id for instance in chosen}
        bundles = tuple(
            _repeated(design, block, bundle, n)
            if {_first(bundle.a.path), _first(bundle.b.path)} <= ids
            else bundle
            for bundle in block.link_bundles
        )
        instances = tuple(self._many(i, n) if i.id in ids else i for i in block.instances)
        return with_block(design, edited(block, instances=instances, link_bundles=bundles))

    def _many(self, instance: Instance, n: int) -> Instance:
        placement = edited(
            instance.placement,
            n_columns=self.n_columns,
            pitch_x_m=self.pitch_x_m,
            pitch_y_m=self.pitch_y_m,
        )
        first, *rest = instance.dims
        return edited(instance, dims=(edited(first, size=n), *rest), placement=placement)

    def _duplicated(self, design: Design, block: Block, chosen: list[Instance], n: int) -> Design:
        if (n - 1) * len(chosen) > MAX_DUPLICATES:
            raise CommandError(
                worded(
                    "this would add {value:,} instances, more than {MAX_DUPLICATES:,}; group "
                    "the selection into a block and repeat that",
                    value=(n - 1) * len(chosen),
                    MAX_DUPLICATES=MAX_DUPLICATES,
                )
            )
        wiring = inner_wiring(block, {instance.id for instance in chosen})
        after = design
        for place in range(1, n):
            row, column = divmod(place, self.n_columns)
            dx_m, dy_m = column * self.pitch_x_m, row * self.pitch_y_m
            copies = [moved(instance, dx_m, dy_m) for instance in chosen]
            after, _ = with_added(after, block.id, copies, wiring=wiring)
        return after


def _first(path: str) -> InstanceId:
    return path_from_text(path)[0].instance_id


def _repeated(design: Design, block: Block, bundle: LinkBundle, n: int) -> LinkBundle:
    # The bundle between single copies that become n, linked place by place.
    if bundle.pairs is not None:
        ends = ends_of(design, block, bundle)
        n_a, n_b = (math.prod(i.count for i in end.instances) for end in ends)
        if n * len(bundle.pairs) > MAX_PAIRS:
            raise CommandError(
                worded(
                    "links {id} would list {value:,} pairs, more than {MAX_PAIRS:,}",
                    id=bundle.id,
                    value=n * len(bundle.pairs),
                    MAX_PAIRS=MAX_PAIRS,
                )
            )
        rows = tuple((a + k * n_a, b + k * n_b, m) for k in range(n) for a, b, m in bundle.pairs)
        return edited(bundle, pairs=rows)
    a, b = path_from_text(bundle.a.path), path_from_text(bundle.b.path)
    dims = [f"{x[0].instance_id}.{block.instance_by_id[x[0].instance_id].dims[0].name}"
            for x in (a, b)]  # fmt: skip
    kept = tuple(r for r in bundle.relations if r.a_dim != dims[0] and r.b_dim != dims[1])
    return edited(
        bundle,
        a=edited(bundle.a, path=text_from_path((a[0]._replace(copy_ix=None), *a[1:]))),
        b=edited(bundle.b, path=text_from_path((b[0]._replace(copy_ix=None), *b[1:]))),
        relations=(Relation(a_dim=dims[0], b_dim=dims[1]), *kept),
    )
