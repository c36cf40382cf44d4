"""The outline: the tree of instances and link bundles, built row by row as it is opened."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from designer.model.ids import PathStep

if TYPE_CHECKING:
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle

MAX_DEPTH = 16


@dataclass(frozen=True, slots=True)
class OutlineRow:
    """One row of the outline.

    Attributes
    ----------
    path
        Path of an instance without indices; for a bundle the path of its block.
    bundle_key
        ``block-id/bundle-id`` of a link bundle, else empty.
    name, detail
        What is shown in the two columns.
    icon
        Icon name.
    parent_ix, row_ix
        Row number of the parent in the outline (-1 for top rows), and place among its siblings.
    block_id
        Block whose contents are the children; empty for parts and bundles.
    """

    path: InstancePath
    bundle_key: str
    name: str
    detail: str
    icon: str
    parent_ix: int
    row_ix: int
    block_id: str = ""


@dataclass
class Outline:
    """Rows numbered in the order in which they were opened; children are made on first sight."""

    design: Design
    rows: list[OutlineRow] = field(default_factory=list)
    _children: dict[int, range] = field(default_factory=dict)

    def children(self, row_ix: int) -> range:
        """Open a row.

        Parameters
        ----------
        row_ix
            Row number; -1 stands for the whole design.

        Returns
        -------
        range
            Row numbers of the children.
        """
        if row_ix not in self._children:
            self._children[row_ix] = self._open(row_ix)
        return self._children[row_ix]

    def find(self, path: InstancePath) -> int:
        """Find the row of an instance.

        Parameters
        ----------
        path
            Path from the root, with or without indices.

        Returns
        -------
        int
            Row number; -1 if there is none.
        """
        row_ix = -1
        for step in path:
            row_ix = next(
                (
                    child
                    for child in self.children(row_ix)
                    if not self.rows[child].bundle_key
                    and self.rows[child].path[-1].instance_id == step.instance_id
                ),
                -1,
            )
            if row_ix < 0:
                return -1
        return row_ix

    def find_bundle(self, scope: InstancePath, bundle_key: str) -> int:
        """Find the row of a link bundle.

        Parameters
        ----------
        scope
            Path of the block that owns the bundle.
        bundle_key
            ``block-id/bundle-id``.

        Returns
        -------
        int
            Row number; -1 if there is none.
        """
        parent = self.find(scope) if scope else -1
        if scope and parent < 0:
            return -1
        return next(
            (ix for ix in self.children(parent) if self.rows[ix].bundle_key == bundle_key), -1
        )

    def _open(self, row_ix: int) -> range:
        path: InstancePath = ()
        block: Block | None = self.design.root_block
        if row_ix >= 0:
            row = self.rows[row_ix]
            path = row.path
            block = None
            if row.block_id and not row.bundle_key and len(path) < MAX_DEPTH:
                block = next((b for b in self.design.blocks if b.id == row.block_id), None)
        first = len(self.rows)
        if block is not None:
            for instance in block.instances:
                self.rows.append(
                    self._instance_row(instance, path, (row_ix, len(self.rows) - first))
                )
            for bundle in block.link_bundles:
                self.rows.append(
                    self._bundle_row(
                        f"{block.id}/{bundle.id}", bundle, path, (row_ix, len(self.rows) - first)
                    )
                )
        return range(first, len(self.rows))

    def _instance_row(
        self, instance: Instance, parent_path: InstancePath, place: tuple[int, int]
    ) -> OutlineRow:
        count = f" ×{instance.count:,}" if instance.count > 1 else ""
        block = self.design.block_by_id.get(instance.block) if instance.block is not None else None
        if block is not None:
            detail, icon = block.name, block.kind.value
        else:
            part = self.design.part_by_slug.get(instance.part or "")
            detail = part.name if part is not None else instance.of
            icon = part.family if part is not None else "warning"
        return OutlineRow(
            path=(*parent_path, PathStep(instance.id)),
            bundle_key="",
            name=(instance.name or instance.id) + count,
            detail=detail,
            icon=icon,
            parent_ix=place[0],
            row_ix=place[1],
            block_id=instance.block or "",
        )

    def _bundle_row(
        self, key: str, bundle: LinkBundle, path: InstancePath, place: tuple[int, int]
    ) -> OutlineRow:
        fabric = self.design.fabric_by_id.get(bundle.fabric)
        return OutlineRow(
            path=path,
            bundle_key=key,
            name=bundle.name or bundle.id,
            detail=fabric.display_name if fabric is not None else bundle.fabric,
            icon="link",
            parent_ix=place[0],
            row_ix=place[1],
        )
