"""Whether a document hangs together: every id, path, index and dimension it names exists."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.model.frame import are_same, has_same_frame
from designer.model.ids import path_from_text
from designer.model.limits import MAX_EXCEPTIONS, blocks_inside_out, size_findings
from designer.model.link_counts import wiring_problem
from designer.model.link_exceptions import UnwiredBundleError, missing_links
from designer.model.links import LinkEnd
from designer.model.query import chain_from_path, index_problem, resolve_end
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from designer.model.block import Block, InstanceException
    from designer.model.design import Design
    from designer.model.ids import BlockId
    from designer.model.links import LinkBundle


def check_structure(design: Design, since: Design | None = None) -> tuple[Finding, ...]:
    """Return what keeps a document from being used.

    Parameters
    ----------
    design
        Any document whose fields are valid one by one.
    since
        An earlier state of the document. Blocks for which nothing has changed since, whatever
        they hold included, are left out: they say what they said then.

    Returns
    -------
    tuple[Finding, ...]
        Errors in document order: ids used twice, blocks that contain themselves, names of blocks,
        parts, fabrics, ports or dimensions that do not exist, exceptions outside the counts, and
        designs beyond the size limits. Empty if the document is sound.
    """
    if since is not None and _differs_in_exceptions_alone(design, since):
        return tuple(_changed_exceptions(design, since))
    findings = [*_duplicates(design), *_recursion(design)]
    if design.root not in design.block_by_id:
        findings.append(
            _error(worded('the root block "{root}" does not exist', root=design.root), "root")
        )
    if findings:
        return tuple(findings)
    for block in design.blocks if since is None else _changed_blocks(design, since):
        findings += _block_findings(design, block)
    return (*findings, *size_findings(design))


def _differs_in_exceptions_alone(design: Design, since: Design) -> bool:
    return (
        has_same_frame(design, since)
        and are_same(design.prices, since.prices)
        and are_same(design.sources, since.sources)
        and are_same(design.approvals, since.approvals)
        and are_same(design.risk_groups, since.risk_groups)
        and design.assumptions is since.assumptions
    )


def _changed_exceptions(design: Design, since: Design) -> Iterator[Finding]:
    # Names, ends and sizes are what they were, and so is what earlier exceptions mean.
    n_exceptions = 0
    for block, before in zip(design.blocks, since.blocks, strict=True):
        n_exceptions += len(block.exceptions) + len(block.link_exceptions)
        if block is before:
            continue
        known = {id(exception) for exception in before.exceptions}
        for exception in block.exceptions:
            if id(exception) not in known:
                yield from exception_findings(design, block, exception)
        if not are_same(block.link_exceptions, before.link_exceptions):
            yield from _link_exception_findings(design, block)
    if n_exceptions > MAX_EXCEPTIONS:
        yield from size_findings(design)


def _changed_blocks(design: Design, since: Design) -> Sequence[Block]:
    # Findings of a block depend on the block, on those that it leads to, on parts and fabrics.
    if not (are_same(design.parts, since.parts) and are_same(design.fabrics, since.fabrics)):
        return design.blocks
    before = since.block_by_id
    changed = {block.id for block in design.blocks if before.get(block.id) is not block}
    changed |= before.keys() - design.block_by_id.keys()
    while True:
        outer = {
            block.id
            for block in design.blocks
            if block.id not in changed and any(i.block in changed for i in block.instances)
        }
        if not outer:
            return [block for block in design.blocks if block.id in changed]
        changed |= outer


def _error(message: str, field: str, code: FindingCode = FindingCode.REFERENCE_UNKNOWN) -> Finding:
    return Finding(
        code,
        Severity.ERROR,
        message,
        hint=worded("correct the name or add what it refers to"),
        locus=Locus(field=field),
    )


def _twice(values: Iterable[str]) -> list[str]:
    return [value for value, n in Counter(values).items() if n > 1]


def _duplicates(design: Design) -> Iterator[Finding]:
    groups: list[tuple[str, Iterable[str]]] = [
        ("blocks", (block.id for block in design.blocks)),
        ("fabrics", (fabric.id for fabric in design.fabrics)),
        ("parts", (part.slug for part in design.parts)),
        ("prices", (quote.part for quote in design.prices)),
        ("sources", (source.slug for source in design.sources)),
        ("assumptions", (o.name for o in design.assumptions.overrides)),
        ("approvals", (approval.key for approval in design.approvals)),
        ("risk_groups", (group.name for group in design.risk_groups)),
    ]
    for block in design.blocks:
        groups += [
            (f"{block.id}.instances", (i.id for i in block.instances)),
            (f"{block.id}.link_bundles", (b.id for b in block.link_bundles)),
            (f"{block.id}.port_groups", (g.name for g in block.port_groups)),
        ]
    for place, values in groups:
        for value in _twice(values):
            yield _error(
                worded('"{name}" is there twice', name=value), place, FindingCode.SLUG_DUPLICATE
            )


def _recursion(design: Design) -> Iterator[Finding]:
    _, stuck = blocks_inside_out(design)
    if not stuck:
        return
    seen: list[BlockId] = []
    current = stuck[0]
    while current not in seen:
        seen.append(current)
        inner = (i.block for i in design.block_by_id[current].instances)
        current = next(b for b in inner if b is not None and b in stuck)
    yield _error(
        worded('block "{current}" contains itself', current=current),
        f"{current}.instances",
        FindingCode.FIELD_INVALID,
    )


def _block_findings(design: Design, block: Block) -> Iterator[Finding]:
    if block.part is not None and block.part not in design.part_by_slug:
        yield _error(worded('part "{part}" does not exist', part=block.part), f"{block.id}.part")
    for instance in block.instances:
        place = f"{block.id}/{instance.id}"
        if instance.block is not None and instance.block not in design.block_by_id:
            yield _error(worded('block "{block}" does not exist', block=instance.block), place)
        if instance.part is not None and instance.part not in design.part_by_slug:
            yield _error(worded('part "{part}" does not exist', part=instance.part), place)
    for group in block.port_groups:
        if resolve_end(design, block, LinkEnd(path=group.path, port=group.port)) is None:
            yield _error(
                worded(
                    'port group "{name}" shows {path}:{port}, which does not exist',
                    name=group.name,
                    path=group.path,
                    port=group.port,
                ),
                f"{block.id}.port_groups",
                FindingCode.PORT_UNKNOWN,
            )
    for bundle in block.link_bundles:
        yield from bundle_findings(design, block, bundle)
    for exception in block.exceptions:
        yield from exception_findings(design, block, exception)
    yield from _link_exception_findings(design, block)


def bundle_findings(design: Design, block: Block, bundle: LinkBundle) -> Iterator[Finding]:
    """Yield what keeps a bundle from being wired.

    Parameters
    ----------
    design
        The document.
    block
        The block that owns the bundle.
    bundle
        The bundle.

    Yields
    ------
    Finding
        Errors: unknown fabric, part, end, or relations that cannot hold.
    """
    place = f"{block.id}/{bundle.id}"
    if bundle.fabric not in design.fabric_by_id:
        yield _error(worded('fabric "{fabric}" does not exist', fabric=bundle.fabric), place)
    named = ((bundle.cable, "cable"), (bundle.optic, "optic"), (bundle.b_optic, "optic"))
    for slug, family in named:
        part = design.part_by_slug.get(slug or "")
        if slug is not None and (part is None or part.family != family):
            yield _error(
                worded('{family} "{slug}" does not exist', family=family, slug=slug), place
            )
    ends = [resolve_end(design, block, end) for end in (bundle.a, bundle.b)]
    for end, found in zip((bundle.a, bundle.b), ends, strict=True):
        if found is None:
            path = path_from_text(end.path)
            problem = index_problem(path, chain_from_path(design, block, path) or ())
            code = FindingCode.FIELD_INVALID if problem else FindingCode.PORT_UNKNOWN
            yield _error(
                problem or worded("{path}:{port} does not exist", path=end.path, port=end.port),
                place,
                code,
            )
    a_end, b_end = ends
    if a_end is not None and b_end is not None:
        problem = wiring_problem(a_end, b_end, bundle)
        if problem:
            yield _error(problem, place, FindingCode.FIELD_INVALID)


def _link_exception_findings(design: Design, block: Block) -> Iterator[Finding]:
    seen: set[tuple[object, ...]] = set()
    for ix, exception in enumerate(block.link_exceptions):
        problem = ""
        try:
            found = missing_links(design, block, exception)
        except UnwiredBundleError:
            continue
        except ValueError as error:
            problem = str(error)
        else:
            pair = (found.bundle_key, found.outer_ixs, found.outer, found.a_ixs, found.b_ixs)
            if pair in seen:
                problem = worded(
                    "the links of {a} and {b} are there twice", a=exception.a, b=exception.b
                )
            seen.add(pair)
        if problem:
            place = f"{block.id}.link_exceptions[{ix}]"
            yield _error(problem, place, FindingCode.FIELD_INVALID)


def exception_findings(
    design: Design, block: Block, exception: InstanceException
) -> Iterator[Finding]:
    """Yield what keeps an exception from meaning one copy.

    Parameters
    ----------
    design
        The document.
    block
        The block that owns the exception.
    exception
        The exception.

    Yields
    ------
    Finding
        Errors: unknown path, index missing or outside the count, part missing or unknown.
    """
    place = f"{block.id}.exceptions: {exception.path}"
    path = path_from_text(exception.path)
    chain = chain_from_path(design, block, path)
    if chain is None:
        yield _error(worded("the path does not exist"), place)
        return
    for step in path:
        if step.copy_ix is None:
            yield _error(
                worded('"{instance_id}" needs an index', instance_id=step.instance_id),
                place,
                FindingCode.FIELD_MISSING,
            )
    outside = index_problem(path, chain)
    if outside:
        yield _error(outside, place, FindingCode.FIELD_INVALID)
    is_replaced = exception.kind.value == "replaced"
    if is_replaced != (exception.part is not None):
        message = worded("a replaced copy names its part, a removed one does not")
        yield _error(message, place, FindingCode.FIELD_INVALID)
    elif exception.part is not None and exception.part not in design.part_by_slug:
        yield _error(worded('part "{part}" does not exist', part=exception.part), place)
