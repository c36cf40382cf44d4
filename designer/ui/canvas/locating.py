"""Where things are: the block that has them, and what of it they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.model.ids import BlockId, InstanceId, PathStep, path_from_text
from designer.model.limits import chains_to_block

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.model.design import Design
    from designer.model.ids import InstancePath


def place_of(
    design: Design,
    scope: InstancePath,
    paths: Iterable[InstancePath | str],
    bundle_keys: tuple[str, ...],
) -> tuple[InstancePath, tuple[InstancePath, ...]]:
    """Return the block to enter for some paths and bundles, and the paths inside it.

    The block of the first path, else that of the first bundle, else the present one.
    """
    found = [path_from_text(p) if isinstance(p, str) else tuple(p) for p in paths]
    found = [path for path in found if path]
    if found:
        scope = tuple(step._replace(copy_ix=step.copy_ix or 0) for step in found[0][:-1])
    elif bundle_keys:
        chains = chains_to_block(design, BlockId(bundle_keys[0].partition("/")[0]))
        if chains:
            scope = tuple(PathStep(InstanceId(key), 0) for key in chains[0])
    return scope, tuple((*scope, path[-1]) for path in found if len(path) == len(scope) + 1)
