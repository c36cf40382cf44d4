"""Edits of single copies: remove, restore and replace them, by exact path from the root."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from typing_extensions import override

from designer.commands.base import Aspect, Change, Command
from designer.commands.editing import edited, finished, plural, with_block
from designer.errors.tree import CommandError
from designer.model.block import ExceptionKind, InstanceException
from designer.model.ids import path_from_text, text_from_path
from designer.model.query import chain_from_path
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance


class RemoveCopies(Command):
    """Take single copies out of the design; the other copies of the instance stay."""

    op: Literal["remove-copies"] = "remove-copies"
    paths: tuple[str, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Remove bus-rack[0]/bus-device[3]/l2[1]"."""
        if len(self.paths) == 1:
            return worded("Remove {name}", name=self.paths[0])
        return worded("Remove {what}", what=plural(len(self.paths), "copy"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Remove the copies; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with an exception per copy at the root block. Copies that are gone
            already are passed over.

        Raises
        ------
        CommandError
            If a path does not exist, lacks an index, or an index is outside the count.
        """
        root = design.root_block
        exceptions = list(root.exceptions)
        gone = {e.path for e in exceptions if e.kind is ExceptionKind.REMOVED}
        touched: set[str] = set()
        for text in self.paths:
            path, _ = exact_copy(design, text)
            outer = {text_from_path(path[: n + 1]) for n in range(len(path))}
            if outer & gone:
                continue
            exceptions = [e for e in exceptions if not is_at_or_below(e.path, text)]
            exceptions.append(InstanceException(path=text, kind=ExceptionKind.REMOVED))
            gone.add(text)
            touched.add(f"{root.id}/{path[0].instance_id}")
        after = with_block(design, edited(root, exceptions=tuple(exceptions)))
        return finished(design, after, library, aspects=Aspect.STRUCTURE, touched=touched)


class RestoreCopies(Command):
    """Bring copies back as the block defines them, everything inside them included."""

    op: Literal["restore-copies"] = "restore-copies"
    paths: tuple[str, ...]

    @property
    @override
    def label(self) -> str:
        """For example "Restore 3 copies"."""
        if len(self.paths) == 1:
            return worded("Restore {name}", name=self.paths[0])
        return worded("Restore {what}", what=plural(len(self.paths), "copy"))

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Restore the copies; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design without the exceptions of the root block at or below the paths.

        Raises
        ------
        CommandError
            If a path does not exist, or the copy lies inside one that is itself removed.
        """
        root = design.root_block
        for text in self.paths:
            path, _ = exact_copy(design, text)
            outer = {text_from_path(path[: n + 1]) for n in range(len(path) - 1)}
            for exception in root.exceptions:
                if exception.kind is ExceptionKind.REMOVED and exception.path in outer:
                    raise CommandError(
                        worded(
                            "{text} is inside {path}; restore that first",
                            text=text,
                            path=exception.path,
                        )
                    )
        kept = tuple(
            e for e in root.exceptions if not any(is_at_or_below(e.path, t) for t in self.paths)
        )
        touched = {f"{root.id}/{path_from_text(text)[0].instance_id}" for text in self.paths}
        after = with_block(design, edited(root, exceptions=kept))
        return finished(design, after, library, aspects=Aspect.STRUCTURE, touched=touched)


class ReplaceCopy(Command):
    """Make one copy another part of the same family."""

    op: Literal["replace-copy"] = "replace-copy"
    path: str
    part: str

    @property
    @override
    def label(self) -> str:
        """For example "Replace node[0]/npu[5] with ascend-910b"."""
        return worded("Replace {path} with {part}", path=self.path, part=self.part)

    @override
    def apply(self, design: Design, library: CatalogLibrary) -> Change:
        """Replace the copy; see :meth:`Command.apply`.

        Returns
        -------
        Change
            The design with the exception at the root block; replacing a copy by the part that
            the block gives it anyway takes the exception out.

        Raises
        ------
        CommandError
            If the path is not one copy of a part, the copy is removed, or the part is unknown,
            of another family, or lacks a port group that the part has.
        """
        path, chain = exact_copy(design, self.path)
        own_slug = chain[-1].part
        if own_slug is None:
            raise CommandError(
                worded("{path} is a block; replace a part inside it", path=self.path)
            )
        root = design.root_block
        outer = {text_from_path(path[: n + 1]) for n in range(len(path))}
        if any(e.kind is ExceptionKind.REMOVED and e.path in outer for e in root.exceptions):
            raise CommandError(worded("{path} is removed; restore it first", path=self.path))
        own = design.part_by_slug.get(own_slug)
        part = design.part_by_slug.get(self.part) or library.part(self.part)
        if part is None:
            raise CommandError(
                worded(
                    'the catalog has no part "{part}"; pick one from the palette', part=self.part
                )
            )
        if own is not None and part.family != own.family:
            raise CommandError(
                worded(
                    '"{slug}" is of family {family}, not {family_2}',
                    slug=part.slug,
                    family=term(part.family),
                    family_2=term(own.family),
                )
            )
        for port in own.ports if own is not None else ():
            if part.port(port.name) is None:
                raise CommandError(
                    worded('"{slug}" has no ports "{name}"', slug=part.slug, name=port.name)
                )
        exceptions = [e for e in root.exceptions if e.path != self.path]
        if part.slug != own_slug:
            exceptions.append(
                InstanceException(path=self.path, kind=ExceptionKind.REPLACED, part=part.slug)
            )
        after = with_block(design, edited(root, exceptions=tuple(exceptions)))
        aspects = Aspect.STRUCTURE | Aspect.PROPERTIES
        touched = (f"{root.id}/{path[0].instance_id}",)
        return finished(design, after, library, aspects=aspects, touched=touched)


def exact_copy(design: Design, text: str) -> tuple[InstancePath, tuple[Instance, ...]]:
    """Read a path that means exactly one copy.

    Parameters
    ----------
    design
        The document.
    text
        Path from the root with every index.

    Returns
    -------
    tuple[InstancePath, tuple[Instance, ...]]
        The path and the instances along it.

    Raises
    ------
    CommandError
        If it does not exist or does not mean one copy.
    """
    try:
        path = path_from_text(text)
    except ValueError as error:
        raise CommandError(str(error)) from error
    chain = chain_from_path(design, design.root_block, path)
    if not chain:
        raise CommandError(worded('there is no "{text}" in the design', text=text))
    for step, instance in zip(path, chain, strict=True):
        if step.copy_ix is None:
            raise CommandError(worded('"{text}" means several copies; give every index', text=text))
        if step.copy_ix >= instance.count:
            raise CommandError(
                worded(
                    "{id} has {count:,} copies, counted from 0; there is no {copy_ix}",
                    id=instance.id,
                    count=instance.count,
                    copy_ix=step.copy_ix,
                )
            )
    return path, chain


def is_at_or_below(path: str, outer: str) -> bool:
    """Return whether a path text is another or leads to something inside it.

    Parameters
    ----------
    path, outer
        Path texts with every index.

    Returns
    -------
    bool
        Whether ``outer`` holds ``path``.
    """
    return path == outer or path.startswith(f"{outer}/")
