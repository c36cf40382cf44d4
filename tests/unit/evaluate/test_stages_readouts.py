"""The stage table and the readouts it makes, on a small hall worked out by hand."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from designer.catalog.library import CatalogLibrary
from designer.commands.base import EVERYTHING, Aspect, ChangeSet
from designer.errors.findings import FindingCode
from designer.evaluate.bounds import Exactness
from designer.evaluate.fabric_numbers import FabricNumbers
from designer.evaluate.readouts import stamped
from designer.evaluate.stages import STAGES, Subject, compute_readouts, run_stages
from designer.evaluate.traffic_choice import TrafficChoice, TrafficRow
from designer.model.block import Block, BlockKind, ExceptionKind, InstanceException
from designer.model.design import AssumptionChoice, AssumptionOverride, Design
from designer.model.evolve import evolve
from designer.topology.build import build_class_graph
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    circuit_switch,
    cloudmatrix_like,
    design,
    figure,
    instance,
    switch,
)
from tests.unit.evaluate.fabrics import two_fabrics
from tests.unit.evaluate.hall import (
    band,
    fibre,
    hall,
    hall_blocks,
    hall_library,
    hall_parts,
    placed,
    rack_part,
)

if TYPE_CHECKING:
    from designer.evaluate.readouts import Readout
    from designer.evaluate.stages import EvaluationState

DOCS = Path(__file__).parents[3] / "docs"


def evaluated(
    subject: Design,
    library: CatalogLibrary | None = None,
    *,
    previous: EvaluationState | None = None,
    aspects: Aspect = Aspect.ALL,
    revision: int = 7,
    traffic: TrafficChoice | None = None,
) -> EvaluationState:
    known = hall_library() if library is None else library
    graph = build_class_graph(subject)
    if traffic is not None:
        with_traffic = Subject(subject, known, graph, revision, traffic=traffic)
        return run_stages(with_traffic, ChangeSet(aspects), previous)
    return compute_readouts(
        subject, known, graph, revision=revision, change=ChangeSet(aspects), previous=previous
    )


def rows(subject: Design, library: CatalogLibrary | None = None) -> dict[str, Readout]:
    return evaluated(subject, library).readouts.by_id


def with_root(*exceptions: InstanceException, **changes: object) -> Design:
    blocks = hall_blocks()
    blocks["root"] = evolve(blocks["root"], exceptions=exceptions, **changes)
    return hall(blocks)


def removed(path: str) -> InstanceException:
    return InstanceException(path=path, kind=ExceptionKind.REMOVED)


COUNTS = {
    "n_accelerators": 24,
    "n_accelerators.acc": 24,
    "n_hosts": 6,
    "n_nodes": 6,
    "n_switch_boxes": 0,
    "n_racks": 4,
    "n_switches": 8,
    "n_switches.leaf": 6,
    "n_switches.spine": 2,
    "n_links.scale-up": 36,
    "n_links.scale-up.lanes": 24,
    "n_links.scale-up.uplink": 12,
    "n_links.scale-out": 0,
    "n_links.frontend": 0,
    "n_cables": 12,
    "n_cables.scale-up": 12,
    "n_cables.scale-out": 0,
    "n_cables.frontend": 0,
    "n_optics": 24,
    "n_optics.scale-up": 24,
    "n_optics.scale-out": 0,
    "n_optics.frontend": 0,
}


def test_that_the_counts_are_those_of_the_drawing() -> None:
    found = rows(hall())
    counts = {k: r.value for k, r in found.items() if r.group == "Counts"}
    assert counts == COUNTS
    assert found["n_accelerators"].exactness is Exactness.EXACT
    assert found["n_accelerators"].formula == "rack/node/acc: 3 x 2 x 4 = 24"
    assert (found["n_racks"].low, found["n_racks"].high) == (4, 4)


def test_that_a_removed_copy_is_taken_out_of_the_counts() -> None:
    found = rows(with_root(removed("rack[1]/node[0]/acc[2]")))
    assert found["n_accelerators"].value == 23
    assert "24" not in found["n_accelerators"].formula
    assert "1 removed or replaced = 23" in found["n_accelerators"].formula
    assert found["n_links.scale-up.lanes"].value == 23


def test_that_an_enclosure_without_accelerators_or_hosts_is_no_node() -> None:
    blocks = hall_blocks()
    blocks["spines"] = evolve(blocks["spines"], kind=BlockKind.NODE)
    assert rows(hall(blocks))["n_nodes"].value == 6


def test_that_parts_drawn_without_a_block_are_counted_as_what_they_are() -> None:
    parts = hall_parts()
    root = block("root", [instance("bare", "rack-part", i=2), instance("lost", "unknown", i=3)])
    found = rows(design([root], [parts["rack-part"]]))
    assert found["n_racks"].value == 2
    assert "unknown" in found["power_it_w"].method
    assert "unknown" in found["capex_usd"].method


def test_that_an_empty_design_has_zero_counts_and_no_fabric_readouts() -> None:
    root = block("root", [], kind=BlockKind.CLUSTER)
    state = evaluated(design([root], []))
    found = state.readouts.by_id
    assert found["n_accelerators"].value == 0
    assert found["n_accelerators"].formula == "none"
    assert found["power_it_w"].value == 0
    assert found["capex_usd"].value == 0
    assert found["memory_bytes"].value == 0
    assert not [k for k in found if k.startswith(("injection", "bisection", "peak", "cable"))]
    assert "power_w_per_accelerator" not in found
    assert "power_rack_max_w" not in found
    assert state.readouts.findings == ()


def test_that_peak_compute_is_accelerators_times_rate_by_format() -> None:
    found = rows(hall())
    assert found["peak_flop_per_s.bf16"].value == 24e15
    assert found["peak_flop_per_s.bf16"].exactness is Exactness.EXACT
    assert found["peak_flop_per_s.int8"].value == 48e15
    assert found["peak_flop_per_s.int8"].exactness is Exactness.ESTIMATE
    assert found["peak_flop_per_s.int8"].low == 24e15


def test_that_an_accelerator_without_a_format_counts_zero_for_it_and_is_named() -> None:
    blocks, parts = hall_blocks(), hall_parts()
    plain = evolve(accelerator("plain"), tdp_w=figure(1, "W"))
    blocks["node"] = evolve(
        blocks["node"], instances=(*blocks["node"].instances, instance("plain", "plain"))
    )
    found = rows(hall(blocks, {**parts, "plain": plain}))
    assert found["peak_flop_per_s.bf16"].value == 30e15
    assert found["peak_flop_per_s.int8"].value == 48e15
    assert "0 for plain" in found["peak_flop_per_s.int8"].method


def test_that_disputed_memory_spans_its_alternatives_and_stays_exact() -> None:
    row = rows(hall())["memory_bytes"]
    assert (row.low, row.value, row.high) == (24 * 60e9, 24 * 64e9, 24 * 64e9)
    assert row.exactness is Exactness.EXACT
    assert row.sources == ("vendor", "other-0")
    assert row.inputs[0].name == "acc.memory_bytes"
    assert "disputed; also other-0: 60 GB" in row.inputs[0].note


PARTS_W = 24 * 1000 + 6 * 200 + 6 * 300 + 2 * 500 + 6 * 100 + 4 * 50 + 24 * 10


def test_that_it_power_is_the_parts_over_conversion_efficiency() -> None:
    found = rows(hall())
    row = found["power_it_w"]
    low = PARTS_W - 24 * 200
    high = PARTS_W + 24 * 200
    assert row.value == pytest.approx(PARTS_W / 0.8)
    assert row.low == pytest.approx(low)
    assert row.high == pytest.approx(high / 0.75)
    assert row.exactness is Exactness.ESTIMATE
    assert row.sources == ("test", "assumed")
    groups = [r.value for k, r in found.items() if k.startswith("power_it_w.")]
    assert sum(groups) == pytest.approx(row.value)
    assert found["power_it_w.conversion"].value == pytest.approx(PARTS_W / 0.8 - PARTS_W)
    assert found["power_it_w.cables"].value == 0
    assert found["power_w_per_accelerator"].value == pytest.approx(PARTS_W / 0.8 / 24)


def test_that_parts_without_a_typical_figure_draw_the_typical_share_of_their_peak() -> None:
    typical = 0.5 * (24_000 + 1_800 + 1_000 + 200 + 240) + 6 * 100 + 6 * 80
    found = rows(hall())
    assert found["power_it_typical_w"].value == pytest.approx(typical / 0.8)
    without = rows(hall(), hall_library("typical_power_fraction"))
    peak = 24_000 + 1_800 + 1_000 + 200 + 240 + 600 + 480
    assert without["power_it_typical_w"].value == pytest.approx(peak / 0.8)


def test_that_a_part_with_a_typical_figure_alone_peaks_at_it() -> None:
    parts = hall_parts()
    parts["acc"] = evolve(parts["acc"], tdp_w=None, typical_w=figure(700, "W"))
    assert rows(hall(parts=parts))["power_it_w.accelerators"].value == 24 * 700


def test_that_facility_power_is_pue_times_it_power() -> None:
    found = rows(hall())
    assert found["power_facility_w"].value == pytest.approx(1.25 * found["power_it_w"].value)
    assert "PUE" in found["power_facility_w"].method
    assert found["power_facility_typical_w"].value == pytest.approx(
        1.25 * found["power_it_typical_w"].value
    )


def test_that_missing_assumptions_are_named_and_facility_power_left_out() -> None:
    state = evaluated(hall(), hall_library("pue_ratio", "conversion_efficiency_fraction"))
    found = state.readouts
    assert found.value("power_it_w") == PARTS_W
    assert "power_facility_w" not in found.by_id
    assert [f.code for f in found.findings] == [FindingCode.REFERENCE_UNKNOWN] * 2
    assert 'assumption set "test" has no pue_ratio' in found.findings[0].message
    state = evaluated(hall(), CatalogLibrary("none"))
    assert len(state.readouts.findings) == 7
    assert "is not in the catalog" in state.readouts.findings[0].message


def test_that_the_users_own_assumption_wins() -> None:
    override = AssumptionOverride(name="pue_ratio", value=2.0)
    other = AssumptionOverride(name="odd", value=1.0, note="mine")
    choice = AssumptionChoice(set="test", overrides=(override, other))
    state = evaluated(evolve(hall(), assumptions=choice))
    row = state.readouts.by_id["power_facility_w"]
    assert row.value == pytest.approx(2 * PARTS_W / 0.8)
    assert row.inputs[-1].kind == "user"
    assert row.inputs[-1].unit == "ratio"
    odd = state.workings.assumptions.get("odd")
    assert odd is not None
    assert (odd.input.unit, odd.input.note) == ("1", "mine")


RACK_W = 50 + 2 * (100 + 4 * 1000 + 200 + 300 + 20)


def test_that_the_highest_rack_includes_its_modules_and_losses() -> None:
    state = evaluated(hall())
    assert state.readouts.value("power_rack_max_w") == pytest.approx(RACK_W / 0.8)
    rack, spines = state.readouts.rack_loads
    assert (rack.path, rack.n_racks, spines.path, spines.n_racks) == ("rack", 3, "spines", 1)
    assert rack.peak_w[1] == pytest.approx(RACK_W / 0.8)
    assert spines.peak_w[1] == pytest.approx((50 + 2 * (500 + 60)) / 0.8)


def test_that_racks_with_exceptions_are_loaded_apart() -> None:
    state = evaluated(
        with_root(
            removed("rack[1]/node[0]"),
            removed("rack[2]"),
            InstanceException(path="spines[0]", kind=ExceptionKind.REPLACED, part="other"),
        )
    )
    loads = {load.path: (load.n_racks, load.part_slug) for load in state.readouts.rack_loads}
    assert loads == {
        "rack": (1, "rack-part"),
        "rack[1]": (1, "rack-part"),
        "spines[0]": (1, "other"),
    }
    by_path = {load.path: load.peak_w[1] for load in state.readouts.rack_loads}
    assert by_path["rack"] - by_path["rack[1]"] == pytest.approx(4620 / 0.8)


def test_that_a_design_that_is_itself_a_rack_is_one_rack() -> None:
    blocks = hall_blocks()
    state = evaluated(hall({"rack": blocks["rack"], "node": blocks["node"]}))
    assert state.readouts.value("n_racks") == 1
    assert [load.path for load in state.readouts.rack_loads] == [""]
    assert state.readouts.by_id["power_rack_max_w"].formula.startswith("the design: ")


def test_that_a_rack_path_has_an_index_only_where_every_dimension_is_fixed() -> None:
    blocks = hall_blocks()
    blocks["root"] = evolve(
        blocks["root"],
        instances=(instance("rack", "rack", block=True, row=2, place=2),),
        link_bundles=(),
        exceptions=(removed("rack[3]/node[1]"),),
    )
    state = evaluated(hall({k: b for k, b in blocks.items() if k != "spines"}))
    loads = [(load.path, load.n_racks) for load in state.readouts.rack_loads]
    assert loads == [("rack[3]", 1), ("rack", 3)]


def test_that_capex_is_pieces_times_price_and_metres_times_price() -> None:
    state = evaluated(hall())
    found = state.readouts.by_id
    metres = state.readouts.value("cable_length_m")
    pieces = 24 * 10_000 + 6 * 1_000 + 6 * 500 + 2 * 5_000 + 24 * 100 + 12 * 10
    pieces += 4 * 2_000 + 6 * 3_000
    assert found["capex_usd"].value == pytest.approx(pieces + 2 * metres)
    assert found["capex_usd.cables"].value == pytest.approx(120 + 2 * metres)
    assert found["capex_usd.accelerators"].low == 24 * 8_000
    assert found["capex_usd.accelerators"].formula == "24 x 10 kUSD = 240 kUSD"
    assert found["capex_usd_per_accelerator"].value == pytest.approx(found["capex_usd"].value / 24)
    groups = [r.value for k, r in found.items() if k.startswith("capex_usd.")]
    assert sum(groups) == pytest.approx(found["capex_usd"].value)


def test_that_parts_without_power_or_price_count_zero_and_are_named() -> None:
    parts = hall_parts()
    parts["acc"] = evolve(parts["acc"], tdp_w=None)
    parts["optic"] = evolve(parts["optic"], tdp_w=None)
    found = rows(hall(parts=parts, without_price=("acc", "fibre")))
    assert found["power_it_w.accelerators"].value == 0
    assert found["power_it_w.accelerators"].formula == "0 W = 0 W"
    assert found["power_it_w"].method.endswith("no power figure, counted as 0: acc, optic")
    assert found["capex_usd"].method.endswith("no price, counted as 0: acc")
    assert found["capex_usd.accelerators"].formula == "0 USD = 0 USD"


def test_that_a_cable_that_draws_power_is_counted_at_both_ends() -> None:
    parts = hall_parts()
    parts["fibre"] = fibre(tdp_w=figure(8, "W"))
    state = evaluated(hall(parts=parts))
    assert state.readouts.value("power_it_w.cables") == 96
    assert state.readouts.value("power_rack_max_w") == pytest.approx((RACK_W + 16) / 0.8)


def test_that_a_fabric_has_its_network_readouts() -> None:
    found = rows(hall())
    assert found["injection_bytes_per_s.scale-up"].value == 50e9
    assert found["diameter_hops.scale-up"].value == 3
    assert found["oversubscription_ratio.scale-up.tier-1"].value == 2
    assert found["bisection_bytes_per_s.scale-up"].exactness is Exactness.EXACT
    assert "injection_bytes_per_s.scale-out" not in found
    assert "24 accelerator endpoints" in found["injection_bytes_per_s.scale-up"].formula


def test_that_a_fabric_of_assumed_wiring_has_estimates_and_names_its_sources() -> None:
    subject = hall()
    first = evolve(subject.fabrics[0], is_assumed=True, sources=("paper",), display_name="Net")
    found = rows(evolve(subject, fabrics=(first, *subject.fabrics[1:])))
    row = found["bisection_bytes_per_s.scale-up"]
    assert row.exactness is Exactness.ESTIMATE
    assert row.method.startswith("exact on the assumed wiring: ")
    assert (row.sources, row.group) == (("paper",), "Net")


def test_that_a_number_that_is_not_finite_is_left_out_with_a_finding(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    # No file and no edit gives such a figure; sums are looked at all the same.
    monkeypatch.setattr("designer.catalog.provenance.MAX_FIGURE", math.inf)
    huge = band(1e308, 1e308, 1e308, "W")
    parts = tuple(evolve(part, tdp_w=huge) if part.slug == "acc" else part for part in hall().parts)
    state = evaluated(evolve(hall(), parts=parts))
    assert "power_facility_w" not in state.readouts.by_id
    assert "power_it_w.accelerators" not in state.readouts.by_id
    assert "power_it_w.switches" in state.readouts.by_id
    assert all(math.isfinite(row.value) for row in state.readouts.rows)
    codes = {f.code for f in state.readouts.findings}
    assert codes == {FindingCode.NUMBER_NOT_FINITE}


def test_that_a_design_too_large_to_count_exactly_says_so() -> None:
    inner = [block(f"b{k}", [instance("x", f"b{k + 1}", block=True, i=10_000)]) for k in range(4)]
    leaf = block("b4", [instance("x", "acc", i=10)])
    state = evaluated(design([*inner, leaf], [accelerator("acc")]))
    assert state.readouts.rows == ()
    assert [f.code for f in state.readouts.findings] == [FindingCode.DESIGN_TOO_LARGE]
    assert state.stages_run == ()
    after = evaluated(hall(), previous=state, aspects=Aspect.VIEW)
    assert after.readouts.value("n_accelerators") == 24


ALL_STAGES = tuple(stage.name for stage in STAGES)
RUNS = {
    Aspect.VIEW: (),
    Aspect.PROPERTIES: (),
    Aspect.PLACEMENT: ("cabling", "cost"),
    Aspect.ASSUMPTIONS: ("assumptions", "cabling", "power", "cost"),
    Aspect.WIRING: ("arrays", "counts", "network", "parts", "traffic", "cabling", "power", "cost"),
    Aspect.STRUCTURE: tuple(name for name in ALL_STAGES if name != "assumptions"),
    Aspect.CATALOG: tuple(name for name in ALL_STAGES if name != "counts"),
}


@pytest.mark.parametrize("aspect", RUNS, ids=lambda a: a.name)
def test_that_only_stages_that_read_what_changed_run_again(aspect: Aspect) -> None:
    subject = hall()
    before = evaluated(subject)
    assert before.stages_run == ALL_STAGES
    after = evaluated(subject, previous=before, aspects=aspect, revision=8)
    assert after.stages_run == RUNS[aspect]
    assert {row.revision for row in after.readouts.rows} == {8}
    assert [row._replace(revision=7) for row in after.readouts.rows] == [*before.readouts.rows]


def test_that_moving_a_rack_changes_cable_length_but_no_count() -> None:
    before = evaluated(hall())
    blocks = hall_blocks()
    first, spines = blocks["root"].instances
    blocks["root"] = evolve(blocks["root"], instances=(first, placed(spines, x_m=50.0)))
    after = evaluated(hall(blocks), previous=before, aspects=Aspect.PLACEMENT)
    assert after.readouts.value("cable_length_max_m") > before.readouts.value("cable_length_max_m")
    assert after.rows_by_stage["network"] is before.rows_by_stage["network"]


def test_that_a_readout_of_the_same_revision_is_not_copied() -> None:
    row = evaluated(hall()).readouts.rows[0]
    assert stamped(row, row.revision) is row
    assert stamped(row, 99).revision == 99


def listed_patterns() -> list[re.Pattern[str]]:
    text = (DOCS / "readouts.md").read_text(encoding="utf-8")
    ids = re.findall(r"^\| `([^`]+)` \|", text, flags=re.MULTILINE)
    return [re.compile(re.sub(r"<[a-z-]+>", "[a-z0-9-]+", one.replace(".", r"\."))) for one in ids]


def test_that_the_readouts_page_lists_exactly_what_is_produced() -> None:
    blocks, parts = hall_blocks(), hall_parts()
    node: Block = blocks["node"]
    more = tuple(instance(name, name) for name in ("nic", "cdu", "ocs"))
    blocks["node"] = evolve(node, instances=(*node.instances, *more))
    parts["ocs"] = circuit_switch("ocs")
    rates = (TrafficRow("rack", "rack", "", "node", None, 1e9),)
    traffic = TrafficChoice("own.json", "rows", rows=rates)
    with_traffic = evaluated(hall(), traffic=traffic).readouts.by_id
    others = (hall(blocks, parts), two_fabrics(), cloudmatrix_like(n_nodes=1))
    produced = set(with_traffic).union(*(rows(other) for other in others))
    patterns = listed_patterns()
    assert patterns
    assert [k for k in produced if not any(p.fullmatch(k) for p in patterns)] == []
    assert [p.pattern for p in patterns if not any(p.fullmatch(k) for k in produced)] == []


def test_that_prices_and_parts_of_the_catalog_fill_what_the_design_does_not_embed() -> None:
    subject = hall(without_price=("acc",))
    quote = next(q for q in hall().prices if q.part == "acc")
    library = replace(hall_library(), prices=(quote,), parts=(rack_part(),))
    assert rows(subject, library)["capex_usd.accelerators"].value == 240_000
    assert band(1, 0, 2, "W").band == (0, 2)


def test_that_everything_is_computed_without_a_previous_state() -> None:
    assert evaluated(hall(), aspects=Aspect.NONE).stages_run == ALL_STAGES
    assert Aspect.ALL is EVERYTHING.aspects


def test_that_a_rack_inside_a_row_is_named_with_the_index_of_its_row() -> None:
    blocks = hall_blocks()
    row = block("row", [instance("rack", "rack", block=True, i=3)])
    root = block(
        "root",
        [instance("row", "row", block=True, i=2)],
        kind=BlockKind.CLUSTER,
        removed=["row[1]/rack[2]/node[0]/acc[0]"],
    )
    subject = hall({"root": root, "row": row, "rack": blocks["rack"], "node": blocks["node"]})
    loads = evaluated(subject).readouts.rack_loads
    assert {load.path: load.n_racks for load in loads} == {"row[1]/rack[2]": 1, "row/rack": 5}
    assert loads[0].peak_w[1] == pytest.approx(loads[1].peak_w[1] - 1000 / 0.8)


def test_that_a_fabric_too_irregular_to_evaluate_says_why(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "designer.evaluate.fabric_readouts.settled_numbers",
        lambda *_: FabricNumbers(0, "", problem="too many copies differ"),
    )
    (finding,) = evaluated(hall()).readouts.findings
    assert finding.message == "fabric scale-up has no numbers: too many copies differ"


def test_that_a_fabric_of_switches_alone_has_no_numbers_and_no_finding() -> None:
    root = block("root", [instance("a", "sw"), instance("b", "sw")], [bundle("ab", "a", "b")])
    state = evaluated(design([root], [switch()]))
    assert state.readouts.findings == ()
    assert "injection_bytes_per_s.scale-up" not in state.readouts.by_id
