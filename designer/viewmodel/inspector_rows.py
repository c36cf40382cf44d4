"""The inspector: what is known about the selection, and which of it can be edited."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.commands.catalog_reset import is_as_in_catalog
from designer.model.ids import text_from_path
from designer.model.port_counts import port_uses
from designer.units.display import quantity_text
from designer.viewmodel.block_totals import totals_section
from designer.viewmodel.catalog_rows import part_figures
from designer.viewmodel.explain import explain_figure
from designer.viewmodel.inspector_links import bundle_view, part_choices
from designer.viewmodel.inspector_records import (
    MIXED,
    Field,
    InspectorRow,
    InspectorSection,
    InspectorView,
    RowButton,
    scope_block,
    selected_bundles,
    selected_instances,
)
from designer.wording.catalog_labels import labelled
from designer.wording.terms import term
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from designer.catalog.library import Part
    from designer.catalog.provenance import Figure, Source
    from designer.model.block import Block
    from designer.model.ids import InstancePath
    from designer.model.instance import Instance
    from designer.model.links import LinkBundle
    from designer.viewmodel.selection import Selection
    from designer.workbench.snapshot import Snapshot


def inspect(snapshot: Snapshot, selection: Selection) -> InspectorView:
    """Return what the inspector shows.

    Parameters
    ----------
    snapshot
        The design and what was computed from it.
    selection
        What is selected; with nothing selected the block being edited is shown.

    Returns
    -------
    InspectorView
        Sections of rows.
    """
    block = scope_block(snapshot, selection.scope)
    instances = selected_instances(block, selection)
    bundles = selected_bundles(block, selection)
    if len(instances) + len(bundles) > 1:
        return _several(snapshot, instances, bundles, len(selection.paths))
    if instances:
        return _instance(snapshot, selection, block, instances[0])
    if bundles:
        return bundle_view(snapshot, block, bundles[0])
    return _block(snapshot, selection.scope, block)


def _block(snapshot: Snapshot, scope: InstancePath, block: Block) -> InspectorView:
    design = snapshot.design
    source = _sources(snapshot)
    enclosure = design.part_by_slug.get(block.part or "")
    contents = tuple(_contents_row(snapshot, instance) for instance in block.instances)
    if scope:
        head = [InspectorRow(worded("Name"), block.name, Field("block.name", block.name))]
    else:
        head = [
            InspectorRow(worded("Name"), design.name, Field("design.name", design.name)),
            InspectorRow(
                worded("Description"), design.description, Field("design.note", design.description)
            ),
        ]
    head.append(InspectorRow(worded("Kind"), term(block.kind.value)))
    if enclosure is not None:
        head.append(InspectorRow(worded("Enclosure"), enclosure.name))
    sections = [InspectorSection(worded("Block") if scope else worded("Design"), tuple(head))]
    if contents:
        sections.append(InspectorSection(worded("Contents"), contents))
    sections.append(totals_section(snapshot, block.id))
    if enclosure is not None:
        sections.append(_figures(worded("Enclosure figures"), enclosure, source))
    if not scope:
        sections += [_fabrics(snapshot), _assumptions(snapshot, source)]
    if block.note or scope:
        row = InspectorRow(worded("Note"), block.note, Field("block.note", block.note))
        sections.append(InspectorSection(worded("Note"), (row,)))
    subtitle = worded("Whole design") if not scope else worded("Block {id}", id=block.id)
    title = block.name if scope else (design.name or block.name)
    shown = tuple(section for section in sections if section.rows)
    return InspectorView(title, subtitle, block.kind.value, shown)


def _contents_row(snapshot: Snapshot, instance: Instance) -> InspectorRow:
    return InspectorRow(
        instance.name or instance.id,
        f"{instance.count:,} × {_of_text(snapshot, instance)}",
        badge="assumed" if instance.is_assumed else "",
        badge_kind="warning",
    )


def _fabrics(snapshot: Snapshot) -> InspectorSection:
    rows = []
    for fabric in snapshot.design.fabrics:
        links = snapshot.graph.link_classes_by_fabric.get(fabric.id, ())
        n_links = sum(link.n_links for link in links)
        planes = (
            worded(", {n_planes:,} planes", n_planes=fabric.n_planes) if fabric.n_planes > 1 else ""
        )
        rows.append(
            InspectorRow(
                fabric.display_name or fabric.id,
                worded("{n_links:,} links{planes}", n_links=n_links, planes=planes),
                badge="assumed" if fabric.is_assumed else "",
                badge_kind="warning",
                tooltip=fabric.note
                or worded("Fabric {id}, role {role}", id=fabric.id, role=term(fabric.role.value)),
            )
        )
    return InspectorSection(worded("Fabrics"), tuple(rows))


def _assumptions(snapshot: Snapshot, source: Callable[[str], Source | None]) -> InspectorSection:
    choice = snapshot.design.assumptions
    chosen = snapshot.library.assumption_set(choice.set)
    if chosen is None:
        row = InspectorRow(
            worded("Set"), choice.set, badge=worded("not in the catalog"), badge_kind="error"
        )
        return InspectorSection(worded("Assumptions"), (row,))
    overrides = {override.name: override.value for override in choice.overrides}
    rows = []
    for assumption in chosen.assumptions:
        figure = assumption.figure
        is_changed = assumption.name in overrides
        value = overrides.get(assumption.name, figure.value)
        text = quantity_text(value, figure.unit)
        rows.append(
            InspectorRow(
                labelled(assumption.label),
                text,
                Field(
                    f"assumption.{assumption.name}",
                    text,
                    hint=worded("empty: back to the catalog value"),
                ),
                badge="changed" if is_changed else ("estimate" if figure.is_estimate else ""),
                badge_kind="info" if is_changed else "warning",
                tooltip=explain_figure(labelled(assumption.label), figure, source),
                button=_reset_button(f"assumption.{assumption.name}") if is_changed else None,
            )
        )
    return InspectorSection(worded("Assumptions ({name})", name=chosen.name), tuple(rows))


def _instance(
    snapshot: Snapshot, selection: Selection, block: Block, instance: Instance
) -> InspectorView:
    design = snapshot.design
    part = _part_of(snapshot, instance)
    inner = design.block_by_id.get(instance.block) if instance.block is not None else None
    head = [InspectorRow(worded("Name"), instance.name, Field("instance.name", instance.name))]
    head.append(_count_row(instance))
    n_chosen = len(selection.paths)
    if n_chosen == 1:
        head.append(InspectorRow(worded("Path"), text_from_path(selection.paths[0])))
    elif n_chosen < instance.count:
        head.append(
            InspectorRow(
                worded("Selected"),
                worded("{n_chosen:,} of {count:,} copies", n_chosen=n_chosen, count=instance.count),
            )
        )
    if inner is not None:
        head.append(InspectorRow(worded("Block"), inner.name, Field("inner.name", inner.name)))
    if part is not None:
        label = worded("Part") if inner is None else worded("Enclosure")
        is_other = not is_as_in_catalog(design, snapshot.library, part.slug)
        head.append(
            InspectorRow(
                label,
                part.name,
                _part_field(snapshot, part),
                badge=worded("differs") if is_other else "",
                badge_kind="info",
                tooltip=worded("The catalog has other figures for this part now.")
                if is_other
                else "",
                button=_reset_button(f"part.{part.slug}") if is_other else None,
            )
        )
    sections = [InspectorSection(worded("Instance"), tuple(head)), _placement(block, instance)]
    if inner is not None and inner.instances:
        contents = tuple(_contents_row(snapshot, i) for i in inner.instances)
        sections.append(InspectorSection(worded("Contents of one copy"), contents))
        sections.append(totals_section(snapshot, inner.id))
    if part is not None:
        sections.append(_ports(snapshot, selection, instance, part))
        sections.append(_figures(worded("Figures of the part"), part, _sources(snapshot)))
    note = InspectorRow(worded("Note"), instance.note, Field("instance.note", instance.note))
    sections.append(InspectorSection(worded("Note"), (note,)))
    title = instance.name or (inner.name if inner is not None else _of_text(snapshot, instance))
    icon = inner.kind.value if inner is not None else (part.family if part else "group")
    shown = tuple(section for section in sections if section.rows)
    copies = (
        worded("1 copy")
        if instance.count == 1
        else worded("{count:,} copies", count=instance.count)
    )
    return InspectorView(
        title,
        worded("{id}, {copies} in {name}", id=instance.id, copies=copies, name=block.name),
        icon,
        shown,
    )


def _count_row(instance: Instance) -> InspectorRow:
    if len(instance.dims) == 1:
        text = str(instance.count)
        hint: str = worded("a number")
    else:
        text = " × ".join(str(dim.size) for dim in instance.dims)
        hint = " × ".join(dim.name for dim in instance.dims)
    names = ", ".join(
        f"{dim.name} {dim.size:,}" + (" (planes)" if dim.is_plane else "") for dim in instance.dims
    )
    tooltip = worded("{count:,} copies: {names}", count=instance.count, names=names)
    return InspectorRow(
        worded("Copies"), text, Field("instance.count", text, hint=hint), tooltip=tooltip
    )


def _placement(block: Block, instance: Instance) -> InspectorSection:
    place = instance.placement
    rows = [
        _length("X", "placement.x_m", place.x_m),
        _length("Y", "placement.y_m", place.y_m),
    ]
    if instance.count > 1:
        columns = str(place.n_columns)
        rows.append(InspectorRow(worded("Per row"), columns, Field("placement.n_columns", columns)))
        rows.append(_length(worded("Pitch X"), "placement.pitch_x_m", place.pitch_x_m))
        rows.append(_length(worded("Pitch Y"), "placement.pitch_y_m", place.pitch_y_m))
    if place.at_u is not None or block.kind.value == "rack":
        unit = "" if place.at_u is None else str(place.at_u)
        rows.append(
            InspectorRow(
                worded("Lowest rack unit"),
                unit,
                Field("placement.at_u", unit, hint=worded("1 is at the bottom")),
            )
        )
    return InspectorSection(worded("Placement"), tuple(rows))


def _length(label: str, key: str, value_m: float) -> InspectorRow:
    text = quantity_text(value_m, "m")
    return InspectorRow(label, text, Field(key, text, hint=worded("for example 1.2 m or 600 mm")))


def _part_field(snapshot: Snapshot, part: Part) -> Field:
    choices = [(p.slug, p.name) for p in snapshot.library.parts if p.family == part.family]
    if part.slug not in {slug for slug, _ in choices}:
        choices.insert(0, (part.slug, part.name))
    return Field("instance.part", part.slug, tuple(choices))


def _ports(
    snapshot: Snapshot, selection: Selection, instance: Instance, part: Part
) -> InspectorSection:
    chain = (*(step.instance_id for step in selection.scope), instance.id)
    used = {use.port: use.n_used for use in port_uses(snapshot.design) if use.chain == chain}
    rows = []
    for port in part.ports:
        n_used = used.get(port.name, 0)
        is_over = n_used > port.count
        badge = "over-used" if is_over else ("full" if n_used == port.count else "")
        rows.append(
            InspectorRow(
                port.name,
                worded(
                    "{n_used:,} of {count:,} used, {rate}",
                    n_used=n_used,
                    count=port.count,
                    rate=quantity_text(port.rate_bps.value, "bit/s"),
                ),
                badge=badge,
                badge_kind="error" if is_over else "good",
                tooltip=explain_figure(
                    worded("Rate of port {name}", name=port.name), port.rate_bps, _sources(snapshot)
                )
                + worded(
                    "\nCage: {cage}; media: {media}",
                    cage=port.cage,
                    media=", ".join(m.value for m in port.media),
                ),
            )
        )
    return InspectorSection(worded("Ports of one copy"), tuple(rows))


def _figures(title: str, part: Part, source: Callable[[str], Source | None]) -> InspectorSection:
    rows = [_figure_row(label, figure, source) for label, figure in part_figures(part)]
    return InspectorSection(title, tuple(rows))


def _figure_row(label: str, figure: Figure, source: Callable[[str], Source | None]) -> InspectorRow:
    badge = "estimate" if figure.is_estimate else ""
    if figure.alternatives:
        badge = "disputed"
    found = source(figure.source)
    cited = found.title if found is not None else figure.source
    return InspectorRow(
        label,
        f"{quantity_text(figure.value, figure.unit)}\n{cited}",
        badge=badge,
        badge_kind="warning",
        tooltip=explain_figure(label, figure, source),
    )


def _several(
    snapshot: Snapshot,
    instances: tuple[Instance, ...],
    bundles: tuple[LinkBundle, ...],
    n_paths: int,
) -> InspectorView:
    rows: list[InspectorRow] = []
    if instances:
        rows.append(
            InspectorRow(
                worded("Selected copies"),
                worded(
                    "{n_paths:,} of {n_instances:,} instances",
                    n_paths=n_paths,
                    n_instances=len(instances),
                ),
            )
        )
        rows.append(InspectorRow(worded("Of"), _common(_of_text(snapshot, i) for i in instances)))
        counts = _common(str(i.count) for i in instances)
        rows.append(
            InspectorRow(worded("Copies each"), counts, _mixed_field("instance.count", counts))
        )
        parts = [_part_of(snapshot, i) for i in instances]
        families = {part.family if part is not None else "" for part in parts}
        first = parts[0]
        if len(families) == 1 and first is not None:
            shared = _common(part.name for part in parts if part is not None)
            field = _part_field(snapshot, first)
            if shared == MIXED:
                field = Field(field.key, "", (("", MIXED), *field.choices))
            rows.append(InspectorRow(worded("Part"), shared, field))
        rows += _shared_places(instances)
        notes = _common(i.note for i in instances)
        rows.append(InspectorRow(worded("Note"), notes, _mixed_field("instance.note", notes)))
    link_rows: list[InspectorRow] = []
    if bundles:
        link_rows.append(InspectorRow(worded("Link bundles"), f"{len(bundles):,}"))
        link_rows.append(InspectorRow(worded("Fabric"), _common(b.fabric for b in bundles)))
        per_pair = _common(str(b.n_links_per_pair) for b in bundles)
        link_rows.append(
            InspectorRow(
                worded("Links per pair"),
                per_pair,
                _mixed_field("bundle.n_links_per_pair", per_pair),
            )
        )
        for label, key, slugs, family in (
            (worded("Cable"), "bundle.cable", [b.cable or "" for b in bundles], "cable"),
            (worded("Optical module"), "bundle.optic", [b.optic or "" for b in bundles], "optic"),
        ):
            shared = _common(slugs)
            choices = part_choices(snapshot, family)
            if shared == MIXED:
                choices = ((MIXED, MIXED), *choices)
            link_rows.append(InspectorRow(label, shared, Field(key, shared, choices)))
        lengths = _common(
            "" if b.length_m is None else quantity_text(b.length_m, "m") for b in bundles
        )
        link_rows.append(
            InspectorRow(worded("Length"), lengths, _mixed_field("bundle.length_m", lengths))
        )
    sections = (
        InspectorSection(worded("Instances"), tuple(rows)),
        InspectorSection(worded("Links"), tuple(link_rows)),
    )
    n_things = n_paths + len(bundles)
    shown = tuple(section for section in sections if section.rows)
    return InspectorView(
        worded("{n_things:,} selected", n_things=n_things),
        worded("Edits apply to all of them"),
        "select",
        shown,
    )


def _shared_places(instances: tuple[Instance, ...]) -> list[InspectorRow]:
    rows = []
    for label, name in (
        ("X", "x_m"),
        ("Y", "y_m"),
        (worded("Pitch X"), "pitch_x_m"),
        (worded("Pitch Y"), "pitch_y_m"),
    ):
        text = _common(quantity_text(getattr(i.placement, name), "m") for i in instances)
        rows.append(InspectorRow(label, text, _mixed_field(f"placement.{name}", text)))
    return rows


def _reset_button(key: str) -> RowButton:
    return RowButton(key, worded("Reset"), worded("Go back to the value of the catalog"))


def _mixed_field(key: str, text: str) -> Field:
    return Field(key, "" if text == MIXED else text, hint=MIXED if text == MIXED else "")


def _common(texts: Iterable[str]) -> str:
    distinct = set(texts)
    return distinct.pop() if len(distinct) == 1 else MIXED


def _of_text(snapshot: Snapshot, instance: Instance) -> str:
    design = snapshot.design
    inner = design.block_by_id.get(instance.block) if instance.block is not None else None
    if inner is not None:
        return inner.name
    part = design.part_by_slug.get(instance.part or "")
    return part.name if part is not None else instance.of


def _part_of(snapshot: Snapshot, instance: Instance) -> Part | None:
    design = snapshot.design
    slug = instance.part
    if instance.block is not None:
        inner = design.block_by_id.get(instance.block)
        slug = inner.part if inner is not None else None
    return design.part_by_slug.get(slug or "")


def _sources(snapshot: Snapshot) -> Callable[[str], Source | None]:
    def find(slug: str) -> Source | None:
        return snapshot.design.source_by_slug.get(slug) or snapshot.library.source(slug)

    return find
