"""Edits of single links: take out and bring back what two copies have of a bundle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field
from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import edited, finished, plural, unchanged, with_block
from designer.errors.tree import CommandError
from designer.model.block import LinkException
from designer.model.ids import BUNDLE_KEY_PATTERN, PathText
from designer.model.link_exceptions import missing_links
from designer.units.quantity import Count
from designer.units.record import FrozenRecord
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block
    from designer.model.design import Design
    from designer.model.link_exceptions import MissingLinks


class LinkPair(FrozenRecord):
    """The links of a bundle between two copies: paths from the root, with every index.

    ``bundle`` is ``block-id/bundle-id``. ``n_links`` of them are meant, all if it is not given.
    """

    bundle: Annotated[str, Field(pattern=BUNDLE_KEY_PATTERN)]
    a: PathText
    b: PathText
    n_links: Count | None = None


class RemoveLinks(Command):
    """Take links between two copies out of the design; the other links of the bundle stay."""

    op: Literal["remove-links"] = "remove-links"
    links: tuple[LinkPair, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Remove links node[0]/npu[3] to node[0]/switch[1]"."""
        return worded("Remove {what}", what=_what(self.links))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Remove the links; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with an exception per pair of copies at the root block. Links that are gone
            already are passed over; of those that are left, the number asked for goes.

        Raises
        ------
        CommandError
            If bundle or copies do not exist, or the bundle does not link the copies.
        """
        root = design.root_block
        gone = {_pair(found): (e, found) for e, found in _exceptions(design, root)}
        for link in self.links:
            wanted = _found(design, root, link)
            _, old = gone.get(_pair(wanted), (None, None))
            n_gone = old.n_links if old is not None else 0
            asked = link.n_links or wanted.n_present
            n_links = min(wanted.n_present, n_gone + asked)
            exception = LinkException(
                bundle=link.bundle,
                a=link.a,
                b=link.b,
                n_links=None if n_links == wanted.n_present else n_links,
            )
            gone[_pair(wanted)] = (exception, wanted._replace(n_links=n_links))
        return _changed(design, library, tuple(e for e, _ in gone.values()), self.links)


class RestoreLinks(Command):
    """Bring links back as the bundle makes them."""

    op: Literal["restore-links"] = "restore-links"
    links: tuple[LinkPair, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Restore links node[0]/npu[3] to node[0]/switch[1]"."""
        return worded("Restore {what}", what=_what(self.links))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Restore the links; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design without the exceptions of the root block for these copies, or with as many
            links less missing as asked for.

        Raises
        ------
        CommandError
            If bundle or copies do not exist, or the bundle does not link the copies.
        """
        root = design.root_block
        gone = {_pair(found): (e, found) for e, found in _exceptions(design, root)}
        for link in self.links:
            wanted = _found(design, root, link)
            exception, old = gone.pop(_pair(wanted), (None, None))
            if exception is None or old is None or link.n_links is None:
                continue
            if old.n_links > link.n_links:
                n_links = old.n_links - link.n_links
                gone[_pair(wanted)] = (edited(exception, n_links=n_links), old)
        return _changed(design, library, tuple(e for e, _ in gone.values()), self.links)


def _what(links: tuple[LinkPair, ...]) -> str:
    if len(links) != 1:
        return worded("links of {pairs} of copies", pairs=plural(len(links), "pair"))
    (link,) = links
    noun = "links" if link.n_links is None else plural(link.n_links, "link")
    return worded("{noun} {a} to {b}", noun=noun, a=link.a, b=link.b)


def _pair(found: MissingLinks) -> tuple[object, ...]:
    return (found.bundle_key, found.outer_ixs, found.outer, found.a_ixs, found.b_ixs)


def _found(design: Design, root: Block, link: LinkPair) -> MissingLinks:
    try:
        exception = LinkException(bundle=link.bundle, a=link.a, b=link.b)
        return missing_links(design, root, exception)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _exceptions(design: Design, root: Block) -> list[tuple[LinkException, MissingLinks]]:
    return [(e, missing_links(design, root, e)) for e in root.link_exceptions]


def _changed(
    design: Design,
    library: CatalogLibrary,
    exceptions: tuple[LinkException, ...],
    links: tuple[LinkPair, ...],
) -> Change:
    root = design.root_block
    after = with_block(design, edited(root, link_exceptions=exceptions))
    if after is design:
        return unchanged(design)
    touched = {link.bundle for link in links}
    return finished(design, after, library, aspects=Aspect.WIRING, touched=touched)
