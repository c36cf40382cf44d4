"""Steps that all commands share: find, change, tidy up, check, report."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from designer.commands.base import Aspect, Change, ChangeSet
from designer.commands.embedding import refresh_embedded
from designer.errors.findings import FindingCode
from designer.errors.tree import CommandError
from designer.model.evolve import evolve
from designer.model.frame import has_same_frame
from designer.model.link_exceptions import missing_links
from designer.model.links import LinkEnd
from designer.model.query import resolve_end
from designer.model.structure_check import check_structure, exception_findings
from designer.wording.wording import Wording, worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.catalog.library import CatalogLibrary
    from designer.model.block import Block, LinkException
    from designer.model.design import Design
    from designer.model.ids import BlockId, BundleId, InstanceId
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle
    from designer.model.query import ResolvedEnd
    from designer.units.record import FrozenRecord

RecordT = TypeVar("RecordT", bound="FrozenRecord")


def edited(record: RecordT, **changes: object) -> RecordT:
    """Return a changed copy of a record, refusing values that are not allowed.

    Parameters
    ----------
    record
        Any record.
    **changes
        New values by field name.

    Returns
    -------
    RecordT
        The same object if every value is already there.

    Raises
    ------
    CommandError
        If a value is not allowed.
    """
    if all(getattr(record, name) == value for name, value in changes.items()):
        return record
    try:
        return evolve(record, **changes)
    except ValueError as error:
        raise CommandError(str(error)) from error


def block_of(design: Design, block_id: BlockId) -> Block:
    """Return a block, refusing an unknown id.

    Parameters
    ----------
    design
        The document.
    block_id
        Block id.

    Returns
    -------
    Block
        The block.

    Raises
    ------
    CommandError
        If there is none.
    """
    block = design.block_by_id.get(block_id)
    if block is None:
        raise CommandError(worded('there is no block "{block_id}"', block_id=block_id))
    return block


def instance_of(block: Block, instance_id: InstanceId) -> Instance:
    """Return an instance of a block, refusing an unknown id.

    Parameters
    ----------
    block
        The block.
    instance_id
        Instance id.

    Returns
    -------
    Instance
        The instance.

    Raises
    ------
    CommandError
        If there is none.
    """
    instance = block.instance_by_id.get(instance_id)
    if instance is None:
        raise CommandError(
            worded(
                'block "{id}" has no instance "{instance_id}"', id=block.id, instance_id=instance_id
            )
        )
    return instance


def bundle_of(block: Block, bundle_id: BundleId) -> LinkBundle:
    """Return a link bundle of a block, refusing an unknown id.

    Parameters
    ----------
    block
        The block.
    bundle_id
        Bundle id.

    Returns
    -------
    LinkBundle
        The bundle.

    Raises
    ------
    CommandError
        If there is none.
    """
    bundle = next((b for b in block.link_bundles if b.id == bundle_id), None)
    if bundle is None:
        raise CommandError(
            worded(
                'block "{id}" has no link bundle "{bundle_id}"', id=block.id, bundle_id=bundle_id
            )
        )
    return bundle


def ends_of(design: Design, block: Block, bundle: LinkBundle) -> tuple[ResolvedEnd, ResolvedEnd]:
    """Return the parts and port groups that a bundle links, refusing ends that do not exist.

    Parameters
    ----------
    design
        The document.
    block
        Block that owns the bundle.
    bundle
        The bundle.

    Returns
    -------
    tuple[ResolvedEnd, ResolvedEnd]
        What it links at ``a`` and at ``b``.

    Raises
    ------
    CommandError
        If path or port of an end do not exist.
    """
    found = []
    for end in (bundle.a, bundle.b):
        resolved = resolve_end(design, block, end)
        if resolved is None:
            raise CommandError(
                worded('"{path}" has no ports "{port}"', path=end.path, port=end.port)
            )
        found.append(resolved)
    return found[0], found[1]


def with_block(design: Design, block: Block) -> Design:
    """Return the design with one block replaced by its changed copy.

    Parameters
    ----------
    design
        The document.
    block
        The changed block; its id says which one.

    Returns
    -------
    Design
        The same object if the block is already in it.
    """
    if design.block_by_id.get(block.id) is block:
        return design
    blocks = tuple(block if b.id == block.id else b for b in design.blocks)
    return edited(design, blocks=blocks)


def with_instance(design: Design, block: Block, instance: Instance) -> Design:
    """Return the design with one instance replaced by its changed copy.

    Parameters
    ----------
    design
        The document.
    block
        The block that has the instance.
    instance
        The changed instance; its id says which one.

    Returns
    -------
    Design
        The same object if the instance is already in it.
    """
    if block.instance_by_id[instance.id] is instance:
        return design
    instances = tuple(instance if i.id == instance.id else i for i in block.instances)
    return with_block(design, edited(block, instances=instances))


def without_dangling(design: Design) -> Design:
    """Take out bundles, port groups and exceptions of what no longer exists.

    Parameters
    ----------
    design
        The document, in which instances or bundles have just been taken out or become fewer.

    Returns
    -------
    Design
        The same object if everything is still there.
    """
    while True:
        before = design
        for block in design.blocks:
            design = with_block(design, _block_without_dangling(design, block))
        if design is before:
            return design


def _block_without_dangling(design: Design, block: Block) -> Block:
    def stands(end: LinkEnd) -> bool:
        return resolve_end(design, block, end) is not None

    return edited(
        block,
        port_groups=tuple(
            g for g in block.port_groups if stands(LinkEnd(path=g.path, port=g.port))
        ),
        link_bundles=tuple(b for b in block.link_bundles if stands(b.a) and stands(b.b)),
        exceptions=tuple(
            e for e in block.exceptions if not any(exception_findings(design, block, e))
        ),
        link_exceptions=tuple(e for e in block.link_exceptions if _stands(design, block, e)),
    )


def _stands(design: Design, block: Block, exception: LinkException) -> bool:
    try:
        missing_links(design, block, exception)
    except ValueError:
        return False
    return True


def without_unused_blocks(before: Design, design: Design) -> Design:
    """Take out the blocks that the edit has put out of use.

    Parameters
    ----------
    before
        The design before the edit; blocks that were out of use already are kept.
    design
        The design after it.

    Returns
    -------
    Design
        The same object if every block is still used.
    """
    gone = used_blocks(before, before.root) - used_blocks(design, design.root)
    blocks = tuple(block for block in design.blocks if block.id not in gone)
    view = design.view
    if view.block in gone:
        view = evolve(view, block=None)
    return edited(design, blocks=blocks, view=view)


def used_blocks(design: Design, start: BlockId) -> set[BlockId]:
    """Return the ids of a block and of all blocks that it leads to.

    Parameters
    ----------
    design
        The document.
    start
        Block to start from.

    Returns
    -------
    set[BlockId]
        Block ids, that of the start included.
    """
    seen: set[BlockId] = set()
    pending: list[BlockId] = [start]
    while pending:
        block = design.block_by_id.get(pending.pop())
        if block is None or block.id in seen:
            continue
        seen.add(block.id)
        pending += [i.block for i in block.instances if i.block is not None]
    return seen


def finished(
    before: Design,
    after: Design,
    library: CatalogLibrary,
    *,
    aspects: Aspect,
    touched: Iterable[str] = (),
) -> Change:
    """Embed what the edit needs, check the result, and report the change.

    Parameters
    ----------
    before, after
        The design before and after the edit.
    library
        Catalog that missing records are taken from.
    aspects
        What the edit changed.
    touched
        Places it touched.

    Returns
    -------
    Change
        The checked result; with the design of before if nothing changed.

    Raises
    ------
    CommandError
        If the edit would break the document.
    """
    if after is before:
        return unchanged(before)
    after = refresh_embedded(after, library)
    if has_same_frame(after, before):
        after.resolved_ends.update(before.resolved_ends)
    problems = check_structure(after, before)
    if problems:
        known = {(finding.message, finding.locus) for finding in check_structure(before)}
        for finding in problems:
            if (finding.message, finding.locus) not in known:
                is_size = finding.code is FindingCode.DESIGN_TOO_LARGE
                place = "" if is_size else f"{finding.locus.field}: "
                raise CommandError(f"{place}{finding.message}")
    return Change(after, ChangeSet(aspects, frozenset(touched)))


def unchanged(design: Design) -> Change:
    """Return the outcome of an edit that changes nothing.

    Parameters
    ----------
    design
        The design.

    Returns
    -------
    Change
        The same design.
    """
    return Change(design, ChangeSet(Aspect.NONE))


_NOUNS: Final = {
    "copy": (worded("1 copy"), worded("{n:,} copies", n=0)),
    "instance": (worded("1 instance"), worded("{n:,} instances", n=0)),
    "link": (worded("1 link"), worded("{n:,} links", n=0)),
    "link bundle": (worded("1 link bundle"), worded("{n:,} link bundles", n=0)),
    "pair": (worded("1 pair"), worded("{n:,} pairs", n=0)),
    "port": (worded("1 port"), worded("{n:,} ports", n=0)),
}


def plural(n: int, noun: str) -> str:
    """Return a count with its noun, for labels.

    Parameters
    ----------
    n
        How many. [1]
    noun
        One of the things that edits count: ``copy``, ``instance``, ``link`` ...

    Returns
    -------
    str
        For example ``"1 link bundle"`` or ``"12 copies"``.
    """
    one, many = _NOUNS[noun]
    return one if n == 1 else Wording(many.template, {"n": n})
