"""The inspector of link bundles."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.model.links import RelationKind
from designer.model.query import part_paths
from designer.units.display import quantity_text, significant
from designer.viewmodel.inspector_records import (
    NONE_TEXT,
    Field,
    InspectorRow,
    InspectorSection,
    InspectorView,
    RowButton,
)
from designer.viewmodel.link_heat import link_heat
from designer.viewmodel.single_links import taken_out
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from designer.catalog.library import Part
    from designer.model.block import Block
    from designer.model.links import LinkBundle, Relation
    from designer.workbench.snapshot import Snapshot


TAKE_OUT_KEY: Final = "link.take-out"
"""Button that opens the window for single links."""
RESTORE_KEY: Final = "link.restore"
"""Button that brings back the links of the row of :func:`taken_out` that its value counts."""
MAX_ROWS: Final = 12
"""Most rows of links that are taken out."""


def bundle_view(snapshot: Snapshot, block: Block, bundle: LinkBundle) -> InspectorView:
    """Return what the inspector shows of one link bundle.

    Parameters
    ----------
    snapshot
        The design.
    block
        Block that owns the bundle.
    bundle
        The bundle.

    Returns
    -------
    InspectorView
        Ends, wiring, cabling and totals.
    """
    design = snapshot.design
    key = f"{block.id}/{bundle.id}"
    classes = [c for c in snapshot.graph.link_classes if c.bundle_key == key]
    fabric = design.fabric_by_id.get(bundle.fabric)
    fabrics = tuple((f.id, f.display_name or f.id) for f in design.fabrics)
    per_pair = str(bundle.n_links_per_pair)
    head = (
        InspectorRow(worded("Name"), bundle.name, Field("bundle.name", bundle.name)),
        InspectorRow(
            worded("Fabric"),
            fabric.display_name if fabric is not None else bundle.fabric,
            Field("bundle.fabric", bundle.fabric, fabrics),
        ),
        InspectorRow(
            worded("From"), worded("{path}, port {port}", path=bundle.a.path, port=bundle.a.port)
        ),
        InspectorRow(
            worded("To"), worded("{path}, port {port}", path=bundle.b.path, port=bundle.b.port)
        ),
        InspectorRow(worded("Wiring"), wiring_text(bundle)),
        InspectorRow(
            worded("Links per pair"), per_pair, Field("bundle.n_links_per_pair", per_pair)
        ),
        InspectorRow(
            worded("Sourced"),
            worded("no, assumed") if bundle.is_assumed else worded("yes"),
            badge="assumed" if bundle.is_assumed else "",
            badge_kind="warning",
        ),
    )
    length = "" if bundle.length_m is None else quantity_text(bundle.length_m, "m")
    medium = (
        InspectorRow(
            worded("Cable"),
            _slug_name(design.part_by_slug.get(bundle.cable or ""), bundle.cable),
            Field("bundle.cable", bundle.cable or "", part_choices(snapshot, "cable")),
        ),
        InspectorRow(
            worded("Optical module"),
            _slug_name(design.part_by_slug.get(bundle.optic or ""), bundle.optic),
            Field("bundle.optic", bundle.optic or "", part_choices(snapshot, "optic")),
        ),
        *(
            (
                InspectorRow(
                    worded("Module at the far end"),
                    _slug_name(design.part_by_slug.get(bundle.b_optic), bundle.b_optic),
                    Field("bundle.b_optic", bundle.b_optic, part_choices(snapshot, "optic")),
                ),
            )
            if bundle.b_optic is not None
            else ()
        ),
        _number(worded("Links per cable"), "bundle.n_links_per_cable", bundle.n_links_per_cable),
        _number(worded("Cables per link"), "bundle.n_cables_per_link", bundle.n_cables_per_link),
        *_circuit_switch(snapshot, block, bundle),
        InspectorRow(
            worded("Length"),
            length or worded("from the placement"),
            Field("bundle.length_m", length, hint=worded("empty: from the placement")),
            button=RowButton(
                "bundle.length_m",
                worded("Reset"),
                worded("Take the length from the placement again"),
            )
            if length
            else None,
        ),
    )
    totals = (
        InspectorRow(worded("Links"), f"{sum(c.n_links for c in classes):,}"),
        InspectorRow(worded("Cables"), f"{sum(c.n_cables for c in classes):,}"),
        InspectorRow(worded("Optical modules"), f"{sum(c.n_optics for c in classes):,}"),
        InspectorRow(worded("Rate of a link"), _rates(c.rate_bps for c in classes)),
        *_loads(snapshot, key),
    )
    note = InspectorRow(worded("Note"), bundle.note, Field("bundle.note", bundle.note))
    sections = (
        InspectorSection(worded("Links"), head),
        InspectorSection(worded("Single links"), _single_links(snapshot, key)),
        InspectorSection(worded("Cabling"), medium),
        InspectorSection(worded("In the whole design"), totals),
        InspectorSection(worded("Note"), (note,)),
    )
    return InspectorView(
        bundle.name or bundle.id, worded("Link bundle in {name}", name=block.name), "link", sections
    )


def circuit_switch_paths(snapshot: Snapshot, block: Block) -> tuple[str, ...]:
    """Return where links of a block can pass an optical circuit switch.

    Parameters
    ----------
    snapshot
        The design.
    block
        Block that owns the links.

    Returns
    -------
    tuple[str, ...]
        Paths without indices to the circuit switches below the block.
    """
    of_family = {part.slug: part.family for part in snapshot.design.parts}
    return part_paths(snapshot.design, block, "circuit-switch", of_family)


def _circuit_switch(
    snapshot: Snapshot, block: Block, bundle: LinkBundle
) -> tuple[InspectorRow, ...]:
    paths = circuit_switch_paths(snapshot, block)
    if not paths and bundle.via is None:
        return ()
    via = bundle.via or ""
    hint = worded("empty: none; or one copy of: {paths}", paths=", ".join(paths))
    field = Field("bundle.via", via, hint=hint)
    return (
        InspectorRow(
            worded("Circuit switch"),
            via or NONE_TEXT,
            field,
            tooltip=worded(
                "Path of the optical circuit switch that the links pass: each takes a cable from "
                "either end to it, and two of its ports"
            ),
        ),
    )


def _single_links(snapshot: Snapshot, bundle_key: str) -> tuple[InspectorRow, ...]:
    found = taken_out(snapshot.design, bundle_key)
    n_links = sum(row.n_links for row in found)
    opener = RowButton(
        TAKE_OUT_KEY, worded("Take out…"), worded("Choose a copy and take out one of its links")
    )
    head = InspectorRow(
        worded("Taken out"), f"{n_links:,}" if n_links else NONE_TEXT, button=opener
    )
    rows = [
        InspectorRow(
            row.n_text,
            row.places,
            tooltip=row.text,
            button=None
            if row.owner
            else RowButton(
                RESTORE_KEY, worded("Restore"), worded("Bring these links back"), str(ix)
            ),
        )
        for ix, row in enumerate(found[:MAX_ROWS])
    ]
    if len(found) > MAX_ROWS:
        rows.append(
            InspectorRow(
                worded("And more"),
                worded(
                    "{n_pairs:,} more pairs of copies miss links", n_pairs=len(found) - MAX_ROWS
                ),
            )
        )
    return (head, *rows)


def _loads(snapshot: Snapshot, bundle_key: str) -> Iterator[InspectorRow]:
    heat = link_heat(snapshot.readouts)
    own = [
        heat[ix]
        for ix, c in enumerate(snapshot.graph.link_classes)
        if c.bundle_key == bundle_key and ix in heat
    ]
    if own:
        yield InspectorRow(
            worded("Load, all-to-all"), _percent(max(one.optimum_ratio for one in own))
        )
    split = [one.ecmp_ratio for one in own if one.ecmp_ratio is not None]
    if split:
        yield InspectorRow(worded("Load, equal split"), _percent(max(split)))
    if any(one.is_bottleneck for one in own):
        yield InspectorRow(
            worded("Bottleneck"), worded("full in every optimal routing of all-to-all")
        )


def _percent(ratio: float) -> str:
    return f"{significant(100 * ratio, 3)} %"


def wiring_text(bundle: LinkBundle) -> str:
    """Return which copies a bundle links, in words.

    Parameters
    ----------
    bundle
        The bundle.

    Returns
    -------
    str
        The number of listed pairs, or the rule.
    """
    if bundle.pairs is None:
        return pattern_text(bundle.relations)
    if len(bundle.pairs) == 1:
        return worded("1 pair, listed")
    return worded("{n_pairs:,} pairs, listed one by one", n_pairs=len(bundle.pairs))


def pattern_text(relations: tuple[Relation, ...]) -> str:
    """Return a wiring rule in words.

    Parameters
    ----------
    relations
        Conditions of a bundle.

    Returns
    -------
    str
        ``all to all`` without conditions, otherwise the conditions.
    """
    words = {
        RelationKind.EQUAL: "same",
        RelationKind.NOT_EQUAL: "different",
        RelationKind.SHIFT: "shifted",
        RelationKind.STEP: worded("shifted without wrapping round"),
    }
    texts = []
    for relation in relations:
        is_move = relation.kind in {RelationKind.SHIFT, RelationKind.STEP}
        shift = worded(" by {offset}", offset=relation.offset) if is_move else ""
        texts.append(
            worded(
                "{relation}{shift} {a_dim} and {b_dim}",
                relation=words[relation.kind],
                shift=shift,
                a_dim=relation.a_dim,
                b_dim=relation.b_dim,
            )
        )
    return joined("; ", texts) if texts else worded("all to all")


def _number(label: str, key: str, value: int) -> InspectorRow:
    return InspectorRow(label, f"{value:,}", Field(key, str(value)))


def part_choices(snapshot: Snapshot, family: str) -> tuple[tuple[str, str], ...]:
    """Return the parts of a family that a link may use, and none.

    Parameters
    ----------
    snapshot
        The design and its catalog.
    family
        ``cable`` or ``optic``.

    Returns
    -------
    tuple[tuple[str, str], ...]
        Slugs with names.
    """
    parts = {p.slug: p.name for p in snapshot.design.parts if p.family == family}
    parts |= {p.slug: p.name for p in snapshot.library.parts if p.family == family}
    return (("", NONE_TEXT), *sorted(parts.items()))


def _rates(rates_bps: Iterable[float]) -> str:
    distinct = sorted(set(rates_bps))
    return ", ".join(quantity_text(rate, "bit/s") for rate in distinct) or NONE_TEXT


def _slug_name(part: Part | None, slug: str | None) -> str:
    return part.name if part is not None else (slug or NONE_TEXT)
