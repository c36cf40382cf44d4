"""Single links of a bundle: those a copy has, those that are taken out, and both as edits."""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING, Final, NamedTuple

from designer.commands.links import LinkPair, RemoveLinks, RestoreLinks
from designer.model.block import ExceptionKind
from designer.model.ids import BundleId, PathStep, path_from_text, text_from_path
from designer.model.link_counts import wiring_problem
from designer.model.link_exceptions import links_of_pair, missing_links
from designer.model.link_partners import link_partners
from designer.model.query import chain_from_path, index_problem, resolve_end
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.block import Block, LinkException
    from designer.model.design import Design
    from designer.model.ids import InstancePath
    from designer.model.links import LinkBundle
    from designer.model.query import ResolvedEnd
    from designer.viewmodel.selection import Selection

MAX_CHOICES: Final = 512
"""Most copies and most links that are offered at once."""


class LinkChoice(NamedTuple):
    """The links between one copy and another, by one bundle.

    ``near`` and ``far`` are paths from the root with every index, ``near`` being the copy that was
    asked for; ``is_turned`` says that it is at the second end of the bundle. ``n_links`` are laid,
    ``n_missing`` of them are taken out. [1]
    """

    bundle: str
    near: str
    far: str
    near_port: str
    far_port: str
    n_links: int
    n_missing: int
    is_turned: bool = False

    @property
    def n_there(self) -> int:
        """Links that are not taken out [1]."""
        return self.n_links - self.n_missing

    @property
    def text(self) -> str:
        """For example ``port ub to node[0]/switch[1], port down: 2 of 2 links``."""
        return worded(
            "port {near_port} to {far}, port {far_port}: {n_there} of {n_links} links",
            near_port=self.near_port,
            far=self.far,
            far_port=self.far_port,
            n_there=self.n_there,
            n_links=self.n_links,
        )


class MissingRow(NamedTuple):
    """Links that are taken out.

    ``owner`` is the name of the block that takes them out in each of its copies, empty for the
    root, whose exceptions can be restored here.
    """

    bundle: str
    a: str
    b: str
    n_links: int
    owner: str = ""

    @property
    def places(self) -> str:
        """For example ``node[0]/npu[3] to node[0]/switch[1]``."""
        return worded("{a} to {b}", a=self.a, b=self.b)

    @property
    def n_text(self) -> str:
        """For example ``1 link``."""
        if self.n_links == 1:
            return worded("1 link")
        return worded("{n_links:,} links", n_links=self.n_links)

    @property
    def text(self) -> str:
        """For example ``1 link, node[0]/npu[3] to node[0]/switch[1]``."""
        values = {"links": self.n_text, "a": self.a, "b": self.b}
        if self.owner:
            return worded(
                "{links}, {a} to {b}, in every copy of {block}", **values, block=self.owner
            )
        return worded("{links}, {a} to {b}", **values)


def single_link_bundles(design: Design, block: Block, selection: Selection) -> tuple[str, ...]:
    """Return the bundles that single links can be taken out of.

    Parameters
    ----------
    design
        The document.
    block
        Block of the scope.
    selection
        What is selected.

    Returns
    -------
    tuple[str, ...]
        Keys of the selected bundles of the block or of one around it; else of those of the block
        that link a selected copy, or of all.
    """
    scope = selection.scope
    chosen = tuple(
        key
        for key in selection.bundle_keys
        if owner_scope(design, scope, key) is not None and _wired(design, key) is not None
    )
    if chosen:
        return chosen
    wired = [f"{block.id}/{b.id}" for b in block.link_bundles if _ends(design, block, b)]
    touched = {path[-1].instance_id for path in selection.paths}
    near = [
        key
        for key in wired
        for bundle in [block.bundle_by_id[BundleId(key.partition("/")[2])]]
        if touched & {path_from_text(end.path)[0].instance_id for end in (bundle.a, bundle.b)}
    ]
    return tuple(near or wired)


def owner_scope(design: Design, scope: InstancePath, bundle_key: str) -> InstancePath | None:
    """Return in which copy of its block a bundle is meant.

    Parameters
    ----------
    design
        The document.
    scope
        Indexed path of the block that is being edited.
    bundle_key
        ``block-id/bundle-id``.

    Returns
    -------
    InstancePath | None
        The scope or a path to a block around it; ``None`` if the block of the bundle is neither.
    """
    block_id = bundle_key.partition("/")[0]
    chain = chain_from_path(design, design.root_block, scope) or ()
    blocks = (design.root, *(instance.block for instance in chain))
    depths = [depth for depth, found in enumerate(blocks) if found == block_id]
    return scope[: depths[-1]] if depths else None


def end_copies(
    design: Design, scope: InstancePath, bundle_key: str, wanted: InstancePath = ()
) -> tuple[str, ...]:
    """Return copies that a bundle links, to choose one from.

    Parameters
    ----------
    design
        The document.
    scope
        Indexed path of the block that is being edited: the block of the bundle or inside it.
    bundle_key
        ``block-id/bundle-id``.
    wanted
        Path of a copy: only those at or below it if it has any, else of the scope.

    Returns
    -------
    tuple[str, ...]
        Paths from the root with every index, at most :data:`MAX_CHOICES`.
    """
    found, owner = _wired(design, bundle_key), owner_scope(design, scope, bundle_key)
    if found is None or owner is None:
        return ()
    sides = found[1]
    prefix = (wanted or scope)[len(owner) :]
    near = [end for end in sides if _starts(end, prefix)]
    texts: dict[str, None] = {}
    for end in near or sides:
        for ixs in islice(_copies(end, prefix if near else ()), MAX_CHOICES - len(texts)):
            texts.setdefault(_text(owner, end, ixs))
    return tuple(texts)


def links_at(
    design: Design, scope: InstancePath, bundle_key: str, copy: str
) -> tuple[LinkChoice, ...]:
    """Return the links that a bundle gives a copy.

    Parameters
    ----------
    design
        The document.
    scope
        Indexed path of the block that is being edited: the block of the bundle or inside it.
    bundle_key
        ``block-id/bundle-id``.
    copy
        Path of a part from the root, with every index.

    Returns
    -------
    tuple[LinkChoice, ...]
        One per copy at the other end, at most :data:`MAX_CHOICES`.

    Raises
    ------
    ValueError
        If the path is none or has no link of the bundle; with the reason.
    """
    found, owner = _wired(design, bundle_key), owner_scope(design, scope, bundle_key)
    if found is None or owner is None:
        raise ValueError(worded("the bundle is not wired here; see the findings"))
    bundle, ends = found
    inner = _exact_path(design, owner, copy)
    ixs = tuple(step.copy_ix or 0 for step in inner)
    ids = tuple(step.instance_id for step in inner)
    choices: dict[str, LinkChoice] = {}
    rows = [row for row in taken_out(design, bundle_key) if not row.owner]
    gone = {frozenset((row.a, row.b)): row.n_links for row in rows}
    for own, other, is_turned in ((ends[0], ends[1], False), (ends[1], ends[0], True)):
        if ids != tuple(i.id for i in own.instances):
            continue
        for other_ixs in link_partners(bundle, own, other, ixs, is_turned=is_turned):
            pair = (other_ixs, ixs) if is_turned else (ixs, other_ixs)
            n_links = links_of_pair(bundle, ends[0], ends[1], pair)
            far = _text(owner, other, other_ixs)
            if not n_links or far in {copy, *choices} or _is_removed(design, path_from_text(far)):
                continue
            choices[far] = LinkChoice(
                bundle_key,
                copy,
                far,
                own.port.name,
                other.port.name,
                n_links,
                min(n_links, gone.get(frozenset((copy, far)), 0)),
                is_turned,
            )
            if len(choices) == MAX_CHOICES:
                break
    if not choices:
        raise ValueError(worded("{path} has no link of this bundle", path=copy))
    return tuple(choices.values())


def taken_out(design: Design, bundle_key: str = "") -> tuple[MissingRow, ...]:
    """Return the links that are taken out.

    Parameters
    ----------
    design
        The document.
    bundle_key
        Bundle to look at; empty for all.

    Returns
    -------
    tuple[MissingRow, ...]
        Those of the root block first; exceptions that stand for nothing are left out.
    """
    blocks = sorted(design.blocks, key=lambda block: block.id != design.root)
    return tuple(
        row
        for block in blocks
        for row in missing_in(design, block)
        if bundle_key in {"", row.bundle}
    )


def missing_in(design: Design, block: Block) -> tuple[MissingRow, ...]:
    """Return the links that a block takes out.

    Parameters
    ----------
    design
        The document.
    block
        The block.

    Returns
    -------
    tuple[MissingRow, ...]
        Paths are relative to the block.
    """
    owner = "" if block.id == design.root else block.name or block.id
    found = ((e, _n_missing(design, block, e)) for e in block.link_exceptions)
    return tuple(MissingRow(e.bundle, e.a, e.b, n, owner) for e, n in found if n)


def take_out_command(choice: LinkChoice, n_links: int) -> RemoveLinks:
    """Return the edit that takes links out.

    Parameters
    ----------
    choice
        Between which copies.
    n_links
        How many. [1]

    Returns
    -------
    RemoveLinks
        The edit.
    """
    a, b = (choice.far, choice.near) if choice.is_turned else (choice.near, choice.far)
    return RemoveLinks(links=(LinkPair(bundle=choice.bundle, a=a, b=b, n_links=n_links),))


def put_back_command(rows: tuple[MissingRow, ...]) -> RestoreLinks | None:
    """Return the edit that brings links back.

    Parameters
    ----------
    rows
        What is missing; rows of other blocks than the root are passed over.

    Returns
    -------
    RestoreLinks | None
        The edit, or ``None`` if nothing is left.
    """
    links = tuple(LinkPair(bundle=r.bundle, a=r.a, b=r.b) for r in rows if not r.owner)
    return RestoreLinks(links=links) if links else None


def _ends(
    design: Design, block: Block, bundle: LinkBundle
) -> tuple[ResolvedEnd, ResolvedEnd] | None:
    a, b = resolve_end(design, block, bundle.a), resolve_end(design, block, bundle.b)
    if a is None or b is None or wiring_problem(a, b, bundle):
        return None
    return a, b


def _exact_path(design: Design, scope: InstancePath, copy: str) -> InstancePath:
    # Steps of a copy below the scope.
    path = path_from_text(copy)
    chain = chain_from_path(design, design.root_block, path)
    if chain is None:
        raise ValueError(worded("the path {path} does not exist", path=copy))
    if problem := index_problem(path, chain):
        raise ValueError(problem)
    if any(step.copy_ix is None for step in path):
        raise ValueError(worded("{path} needs an index at every step, as in npu[0]", path=copy))
    if path[: len(scope)] != scope:
        raise ValueError(worded("{path} is not in {scope}", path=copy, scope=text_from_path(scope)))
    return path[len(scope) :]


def _wired(
    design: Design, bundle_key: str
) -> tuple[LinkBundle, tuple[ResolvedEnd, ResolvedEnd]] | None:
    block_id, _, bundle_id = bundle_key.partition("/")
    block = next((b for b in design.blocks if b.id == block_id), None)
    bundle = block.bundle_by_id.get(BundleId(bundle_id)) if block is not None else None
    ends = _ends(design, block, bundle) if block is not None and bundle is not None else None
    return (bundle, ends) if bundle is not None and ends is not None else None


def _starts(end: ResolvedEnd, prefix: InstancePath) -> bool:
    # Whether a copy, or what is around it, can be at an end.
    if not prefix or len(prefix) > len(end.instances):
        return False
    steps = zip(prefix, end.instances, end.copy_ixs, strict=False)
    return all(
        step.instance_id == instance.id and (named is None or step.copy_ix in {None, named})
        for step, instance, named in steps
    )


def _copies(end: ResolvedEnd, inside: InstancePath) -> Iterator[tuple[int, ...]]:
    choices: list[range] = []
    for at, (instance, named) in enumerate(zip(end.instances, end.copy_ixs, strict=True)):
        ix = inside[at].copy_ix if at < len(inside) else None
        ix = named if ix is None else ix
        choices.append(range(min(instance.count, MAX_CHOICES)) if ix is None else range(ix, ix + 1))
    return product(*choices)


def _text(scope: InstancePath, end: ResolvedEnd, ixs: tuple[int, ...]) -> str:
    steps = (PathStep(i.id, ix) for i, ix in zip(end.instances, ixs, strict=True))
    return text_from_path((*scope, *steps))


def _is_removed(design: Design, path: InstancePath) -> bool:
    # Whether a block along a path takes out the copy or what is around it.
    chain = chain_from_path(design, design.root_block, path) or ()
    blocks = (design.root, *(instance.block for instance in chain))
    for depth, block_id in enumerate(blocks):
        block = design.block_by_id.get(block_id) if block_id is not None else None
        for one in block.exceptions if block is not None else ():
            gone = path_from_text(one.path)
            if one.kind is ExceptionKind.REMOVED and path[depth : depth + len(gone)] == gone:
                return True
    return False


def _n_missing(design: Design, block: Block, exception: LinkException) -> int:
    try:
        return missing_links(design, block, exception).n_links
    except ValueError:
        return 0
