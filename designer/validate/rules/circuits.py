"""Rules about optical circuit switches: what links pass them, and whether they have the ports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.catalog.switches import CircuitSwitchRecord
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.model.ids import path_from_text
from designer.model.query import chain_from_path, index_problem
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from designer.validate.case import BundleInUse, Case
    from designer.wording.wording import Wording


def circuit_unfit(case: Case) -> Iterator[Finding]:
    """Report links through a circuit switch that is not there or has too few ports.

    Parameters
    ----------
    case
        The design under check.

    Yields
    ------
    Finding
        An error per bundle whose path leads to no circuit switch, or to one without ports for
        both ends of all its links.
    """
    n_links: dict[str, int] = {}
    for link in case.graph.link_classes:
        n_links[link.bundle_key] = n_links.get(link.bundle_key, 0) + link.n_links
    used: dict[tuple[str, str], int] = {}
    for bundle in case.bundles:
        if bundle.bundle.via is None:
            continue
        problem = _problem(case, bundle, 2 * n_links.get(bundle.key, 0), used)
        if problem is not None:
            yield Finding(
                FindingCode.CIRCUIT_UNFIT,
                Severity.ERROR,
                problem,
                hint=worded(
                    "name a circuit switch of the design that has two ports for each link, or "
                    "leave it out"
                ),
                locus=Locus(bundle_ids=(bundle.key,)),
            )


def _problem(
    case: Case, bundle: BundleInUse, n_ports: int, used: dict[tuple[str, str], int]
) -> Wording | None:
    text = bundle.bundle.via or ""
    path = path_from_text(text)
    chain = chain_from_path(case.design, bundle.block, path)
    part = case.part(chain[-1].part) if chain else None
    if not chain or index_problem(path, chain) or not isinstance(part, CircuitSwitchRecord):
        return worded(
            'link bundle {bundle}: "{path}" leads to no optical circuit switch',
            bundle=bundle.key,
            path=text,
        )
    n_copies = sum(
        vertex.n_copies
        for vertex in case.graph.vertex_classes
        if vertex.chain[-len(chain) :] == tuple(instance.id for instance in chain)
    )
    for step, instance in zip(path, chain, strict=True):
        if step.copy_ix is not None:
            n_copies //= instance.count
    there = sum(port.count for port in part.ports) * n_copies
    key = (bundle.block.id, text)
    used[key] = used.get(key, 0) + n_ports
    if used[key] > there:
        return worded(
            "link bundle {bundle}: links take {n_used:,} ports of {path}, which has {n_there:,}",
            bundle=bundle.key,
            n_used=used[key],
            path=text,
            n_there=there,
        )
    return None
