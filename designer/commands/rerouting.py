"""Rewrites every path of a design when instances get another place in its hierarchy."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from designer.commands.editing import edited
from designer.errors.tree import CommandError
from designer.model.ids import path_from_text, text_from_path
from designer.model.query import chain_from_path, index_problem
from designer.model.risk_groups import MAX_RISK_PATHS
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from designer.model.block import Block, LinkException
    from designer.model.design import Approval, Design
    from designer.model.ids import BlockId, InstancePath


class Hop(NamedTuple):
    """What the first steps of a path become.

    Attributes
    ----------
    n_steps
        Steps that are replaced. [1]
    ways
        What they become: one row of steps, or several where all copies of an instance are now
        copies of several instances.
    """

    n_steps: int
    ways: tuple[InstancePath, ...]


class Rerouting:
    """The change of paths that an edit makes, as a rule for the block where it happens.

    Parameters
    ----------
    design
        The document before the edit.
    block_id
        Block whose instances are put elsewhere.
    hop
        Given the rest of a path at that block: what its first steps become, or ``None`` if they
        stay.
    bundle_key
        Given an exception of links and the block that has it: what its bundle is called
        afterwards, as ``block-id/bundle-id``, and whether the bundle has the two ends the other
        way round.
    """

    def __init__(
        self,
        design: Design,
        block_id: BlockId,
        hop: Callable[[InstancePath], Hop | None],
        bundle_key: Callable[[Block, LinkException], tuple[str, bool]],
    ) -> None:
        self._design = design
        self._block_id = block_id
        self._hop = hop
        self._bundle_key = bundle_key

    def ways(self, owner: Block, path: InstancePath) -> tuple[InstancePath, ...]:
        """Return what a path becomes.

        Parameters
        ----------
        owner
            Block that the path is relative to.
        path
            The path before the edit.

        Returns
        -------
        tuple[InstancePath, ...]
            The same path if it does not lead through the block.
        """
        found: list[InstancePath] = [()]
        blocks = self._blocks_along(owner, path)
        at = 0
        while at < len(path):
            hop = self._hop(path[at:]) if blocks[at] == self._block_id else None
            ways = ((path[at],),) if hop is None else hop.ways
            found = [(*before, *way) for before in found for way in ways]
            at += 1 if hop is None else hop.n_steps
        return tuple(found)

    def passes(self, owner: Block, path: InstancePath) -> bool:
        """Return whether a path leads through what is put elsewhere.

        Parameters
        ----------
        owner
            Block that the path is relative to.
        path
            The path before the edit.

        Returns
        -------
        bool
            Whether the rule says anything about it.
        """
        return self.step_ix(owner, path) is not None

    def step_ix(self, owner: Block, path: InstancePath) -> int | None:
        """Return at which step a path leads through what is put elsewhere.

        Parameters
        ----------
        owner
            Block that the path is relative to.
        path
            The path before the edit.

        Returns
        -------
        int | None
            Number of the step, or ``None``. [1]
        """
        blocks = self._blocks_along(owner, path)
        found = (
            at
            for at in range(len(path))
            if blocks[at] == self._block_id and self._hop(path[at:]) is not None
        )
        return next(found, None)

    def _blocks_along(self, owner: Block, path: InstancePath) -> list[BlockId | None]:
        # The block that each step is in.
        chain = chain_from_path(self._design, owner, path) or ()
        inner = [instance.block for instance in chain]
        return [owner.id, *inner, *[None] * (len(path) - len(inner))]

    def one(self, owner: Block, text: str) -> str:
        """Return what a path that means one place becomes.

        Parameters
        ----------
        owner
            Block that the path is relative to.
        text
            The path before the edit.

        Returns
        -------
        str
            The path after it.

        Raises
        ------
        ValueError
            If it becomes several: not for ends of links and their exceptions, which lead to a part.
        """
        (way,) = self.ways(owner, path_from_text(text))
        return text_from_path(way)

    def link_exception(self, owner: Block, exception: LinkException) -> LinkException:
        """Return what an exception of links becomes.

        Parameters
        ----------
        owner
            Block that has it.
        exception
            The exception before the edit.

        Returns
        -------
        LinkException
            With other paths and another bundle, where those change.
        """
        key, is_swapped = self._bundle_key(owner, exception)
        a, b = self.one(owner, exception.a), self.one(owner, exception.b)
        if is_swapped:
            a, b = b, a
        return edited(exception, bundle=key, a=a, b=b)

    def design_with_paths(self, design: Design) -> Design:
        """Return a design with exceptions, risk groups and approvals rewritten.

        Parameters
        ----------
        design
            The document, whose blocks still hold the paths of before.

        Returns
        -------
        Design
            The document with the paths of afterwards; bundles and port groups are as they were.

        Raises
        ------
        CommandError
            If a risk group would have too many places.
        """
        root = self._design.root_block
        groups = []
        for group in design.risk_groups:
            ways = [self._ways_of_place(root, text) for text in group.paths]
            paths = tuple(dict.fromkeys(text for way in ways for text in way))
            if len(paths) > MAX_RISK_PATHS:
                raise CommandError(
                    worded(
                        "risk group {name} would have {n_paths:,} places, more than {most:,}",
                        name=group.name,
                        n_paths=len(paths),
                        most=MAX_RISK_PATHS,
                    )
                )
            groups.append(edited(group, paths=paths))
        return edited(
            design,
            blocks=tuple(self._with_exceptions(block) for block in design.blocks),
            risk_groups=tuple(groups),
            approvals=tuple(self._approvals(design.approvals)),
        )

    def _ways_of_place(self, root: Block, text: str) -> list[str]:
        # A risk group may name a place that is long gone; it goes on naming that.
        path = path_from_text(text)
        if not self.exists(root, path):
            return [text]
        return [text_from_path(way) for way in self.ways(root, path)]

    def exists(self, owner: Block, path: InstancePath) -> bool:
        """Return whether a path leads somewhere.

        Parameters
        ----------
        owner
            Block that the path is relative to.
        path
            The path before the edit.

        Returns
        -------
        bool
            Whether every step and every copy of it is there.
        """
        chain = chain_from_path(self._design, owner, path)
        return chain is not None and not index_problem(path, chain)

    def _with_exceptions(self, block: Block) -> Block:
        return edited(
            block,
            exceptions=tuple(
                edited(e, path=text_from_path(way))
                for e in block.exceptions
                for way in self.ways(block, path_from_text(e.path))
            ),
            link_exceptions=tuple(self.link_exception(block, e) for e in block.link_exceptions),
        )

    def _approvals(self, approvals: tuple[Approval, ...]) -> Iterator[Approval]:
        # Keys are "code:place, place ..."; places that are no paths of the design stay.
        taken = {approval.key for approval in approvals}
        for approval in approvals:
            code, _, places = approval.key.partition(":")
            moved = ", ".join(self._place(place) for place in places.split(", "))
            key = f"{code}:{moved}"
            is_free = key not in taken and len(key) <= 1024
            taken.add(key)
            yield edited(approval, key=key) if is_free else approval

    def _place(self, text: str) -> str:
        root = self._design.root_block
        try:
            path = path_from_text(text)
        except ValueError:
            return text
        if not self.exists(root, path):
            return text
        ways = self.ways(root, path)
        return text_from_path(ways[0]) if len(ways) == 1 else text
