"""Fresh ids."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.model.design import Design

_MAX_STEM: Final = 52
_ID: Final = re.compile(r"[a-z0-9][a-z0-9-]*")


def slug_of(text: str) -> str:
    """Return a text in the characters that ids allow.

    Parameters
    ----------
    text
        Any text, for example a part slug or a name.

    Returns
    -------
    str
        Lower-case letters, digits and single hyphens; ``item`` if nothing is left.
    """
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:_MAX_STEM].strip("-") or "item"


def _ids_in(design: Design) -> Iterator[str]:
    yield from (fabric.id for fabric in design.fabrics)
    for block in design.blocks:
        yield block.id
        yield from (instance.id for instance in block.instances)
        yield from (bundle.id for bundle in block.link_bundles)
    for approval in design.approvals:
        yield from _ID.findall(approval.key)


def fresh_id(design: Design, stem: str, *, taken: frozenset[str] = frozenset()) -> str:
    """Return an id that nothing in the design has.

    A number of one or two digits at the end of the stem gives way to the new one; longer ones are
    taken as part of a product name. The suffix is one above the highest in use with that stem,
    among blocks, instances, bundles and fabrics alike, and also among ids that approvals still
    name. An id that was removed, and that nothing names any more, may come back: the document
    alone does not tell.

    Parameters
    ----------
    design
        The document.
    stem
        Text that the id starts with.
    taken
        More ids to stay clear of.

    Returns
    -------
    str
        The stem itself if it is free, otherwise ``stem-2``, ``stem-3`` ...
    """
    wished = slug_of(stem)
    in_use = {*_ids_in(design), *taken}
    if wished not in in_use:
        return wished
    base = re.sub(r"-[0-9]{1,2}$", "", wished)
    numbered = re.compile(rf"^{re.escape(base)}-([0-9]{{1,6}})$")
    numbers = [int(match.group(1)) for found in in_use if (match := numbered.match(found))]
    return f"{base}-{max([1, *numbers]) + 1}"
