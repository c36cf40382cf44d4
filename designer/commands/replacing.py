"""Replace a part by another wherever the design uses it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import edited, finished, unchanged
from designer.errors.tree import CommandError
from designer.model.block import ExceptionKind
from designer.model.ids import path_from_text
from designer.model.limits import copies_of_block
from designer.model.links import LinkEnd
from designer.model.query import chain_from_path, resolve_end
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.catalog.library import CatalogLibrary, Part
    from designer.model.block import Block
    from designer.model.design import Design


class ReplacePartEverywhere(Command):
    """Make a part another one of the same family in every place that has it.

    Instances, enclosures, single copies that differ, cables and optics are replaced alike.
    """

    op: Literal["replace-part-everywhere"] = "replace-part-everywhere"
    part: str
    by: str

    @property
    @override
    def label(self) -> str:
        """For example "Replace ascend-910c with ascend-910b everywhere"."""
        return worded("Replace {part} with {by} everywhere", part=self.part, by=self.by)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Replace the part; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the other part.

        Raises
        ------
        CommandError
            If the design does not use the part, the catalog lacks the other, it is of another
            family, or lacks ports that links use.
        """
        if self.part == self.by:
            return unchanged(design)
        old = design.part_by_slug.get(self.part)
        if old is None:
            raise CommandError(worded('the design does not use "{part}"', part=self.part))
        new = design.part_by_slug.get(self.by) or library.part(self.by)
        if new is None:
            raise CommandError(
                worded('the catalog has no part "{by}"; pick one from the palette', by=self.by)
            )
        problem = replacement_problem(design, old, new)
        if problem:
            raise CommandError(problem)
        blocks = tuple(self._replaced(design, block) for block in design.blocks)
        after = edited(design, blocks=blocks)
        touched = {f"{b.id}/{i.id}" for b in design.blocks for i in b.instances if i.of == old.slug}
        aspects = Aspect.STRUCTURE | Aspect.PROPERTIES | Aspect.WIRING
        return finished(design, after, library, aspects=aspects, touched=touched)

    def _replaced(self, design: Design, block: Block) -> Block:
        old, new = self.part, self.by
        exceptions = []
        for exception in block.exceptions:
            if exception.kind is ExceptionKind.REPLACED:
                chain = chain_from_path(design, block, path_from_text(exception.path)) or ()
                own = chain[-1].part if chain else None
                part = new if exception.part == old else exception.part
                if part == (new if own == old else own):
                    continue
                exceptions.append(edited(exception, part=part))
            else:
                exceptions.append(exception)
        return edited(
            block,
            part=new if block.part == old else block.part,
            instances=tuple(edited(i, part=new) if i.part == old else i for i in block.instances),
            exceptions=tuple(exceptions),
            link_bundles=tuple(
                edited(
                    b,
                    cable=new if b.cable == old else b.cable,
                    optic=new if b.optic == old else b.optic,
                    b_optic=new if b.b_optic == old else b.b_optic,
                )
                for b in block.link_bundles
            ),
        )


class Replacement(NamedTuple):
    """A part that may stand for another; ``problem`` says why it may not."""

    part: Part
    problem: str


def replacements(design: Design, library: CatalogLibrary, slug: str) -> tuple[Replacement, ...]:
    """Return the parts of the same family as one of a design.

    Parameters
    ----------
    design
        The document.
    library
        The catalog.
    slug
        A part of the design.

    Returns
    -------
    tuple[Replacement, ...]
        Those that may stand for it first, then the others with the reason; by name.
    """
    old = design.part_by_slug.get(slug) or library.part(slug)
    if old is None:
        return ()
    by_slug = {part.slug: part for part in library.parts} | dict(design.part_by_slug)
    found = [
        Replacement(part, replacement_problem(design, old, part))
        for part in by_slug.values()
        if part.family == old.family and part.slug != old.slug
    ]
    return tuple(sorted(found, key=lambda r: (bool(r.problem), r.part.name.casefold())))


def replacement_problem(design: Design, old: Part, new: Part) -> str:
    """Return why a part cannot stand for another everywhere in a design.

    Parameters
    ----------
    design
        The document.
    old, new
        The part of the design, and the one in its place.

    Returns
    -------
    str
        One line, or the empty text if it can.
    """
    if new.family != old.family:
        return worded(
            '"{slug}" is of family {family}, not {family_2}',
            slug=new.slug,
            family=term(new.family),
            family_2=term(old.family),
        )
    for name in sorted(_used_ports(design, old.slug)):
        before, after = old.port(name), new.port(name)
        if after is None:
            return worded(
                '"{slug}" has no ports "{name}", which links use', slug=new.slug, name=name
            )
        if before is not None and not set(before.fabric_roles) & set(after.fabric_roles):
            return worded(
                'ports "{name}" of "{slug}" serve other fabrics', name=name, slug=new.slug
            )
    return ""


def _used_ports(design: Design, slug: str) -> set[str]:
    ends = [
        resolve_end(design, block, end)
        for block in design.blocks
        for end in (
            *(end for bundle in block.link_bundles for end in (bundle.a, bundle.b)),
            *(LinkEnd(path=group.path, port=group.port) for group in block.port_groups),
        )
    ]
    return {end.port.name for end in ends if end is not None and end.part_slug == slug}


def n_places(design: Design, slug: str) -> int:
    """Return how many copies of a part a design has, removed ones included.

    Parameters
    ----------
    design
        The document.
    slug
        Part slug.

    Returns
    -------
    int
        Copies of devices and enclosures, over all copies of the blocks they are in. [1]
    """
    return sum(_copies(design, slug))


def _copies(design: Design, slug: str) -> Iterator[int]:
    for block in design.blocks:
        n_blocks = copies_of_block(design, block.id)
        if block.part == slug:
            yield n_blocks
        for instance in block.instances:
            if instance.part == slug:
                yield n_blocks * instance.count
