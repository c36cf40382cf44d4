"""Graph files: what they become, and one message with file, line and field for bad ones."""

import json
from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from designer.errors.tree import DesignFileError
from designer.evaluate.bounds import Exactness
from designer.evaluate.flat_network import flat_fabric
from designer.evaluate.flat_numbers import flat_numbers
from designer.importers.graph_file import import_graph
from designer.importers.imported_design import FABRIC
from designer.model.design import Design
from designer.model.structure_check import check_structure
from designer.storage.codec import decode_document, encode_document
from designer.topology.build import build_class_graph
from designer.topology.flatten import flatten
from designer.workbench.opening import imported, shipped_library
from designer.workbench.workbench import Workbench
from tests.oracle.networks import UNIT, leaf_spine, torus
from tests.oracle.reference import PlainGraph, all_to_all_per_pair, bisection

DAY = date(2026, 1, 1)
ENDS = '{"id": "a", "kind": "endpoint"}, {"id": "b", "kind": "endpoint"}'


def _as_networkx(graph: PlainGraph) -> "nx.Graph[int]":
    view: nx.Graph[int] = nx.Graph()
    for v in range(graph.n):
        view.add_node(v, kind="endpoint" if v in graph.endpoints else "switch")
    for a, b, c in graph.links:
        view.add_edge(a, b, capacity_bytes_per_s=c * UNIT)
    return view


def _import(tmp_path: Path, text: str | bytes, name: str = "graph.json") -> Design:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    design = import_graph(path, "default-2026", DAY)
    assert check_structure(design) == ()
    return design


def _links_of(design: Design) -> list[tuple[int, int, int]]:
    flat = flatten(build_class_graph(design), FABRIC)
    n = flat.n_links.tolist()
    return sorted(zip(flat.a_ix.tolist(), flat.b_ix.tolist(), n, strict=True))


def _refusal(tmp_path: Path, text: str | bytes, name: str = "graph.json") -> str:
    with pytest.raises(DesignFileError) as caught:
        _import(tmp_path, text, name)
    assert len(caught.value.findings) == 1
    assert "\n" not in str(caught.value)
    assert str(caught.value).startswith(str(tmp_path))
    return str(caught.value).removeprefix(str(tmp_path / name))


@pytest.mark.parametrize("graph", [torus(4, 3), leaf_spine(3, 2, 2, uplink=2.0)])
@pytest.mark.parametrize("edges", ["links", "edges"])
def test_that_a_networkx_dump_gives_the_numbers_of_its_graph(
    tmp_path: Path, graph: PlainGraph, edges: str
) -> None:
    text = json.dumps(nx.node_link_data(_as_networkx(graph), edges=edges))
    design = _import(tmp_path, text)
    numbers = list(flat_numbers(flat_fabric(build_class_graph(design), FABRIC), lambda: False))[-1]
    n = len(graph.endpoints)
    rate, half = numbers.throughput_all_to_all_bytes_per_s, numbers.bisection_bytes_per_s
    assert rate is not None
    assert half is not None
    assert rate.exactness is Exactness.EXACT
    assert rate.value == pytest.approx(all_to_all_per_pair(graph) * (n - 1) * UNIT)
    assert half.high == pytest.approx(bisection(graph) * UNIT)


def test_that_graphml_and_json_of_one_graph_give_one_design(tmp_path: Path) -> None:
    view = _as_networkx(torus(4, 3))
    nx.write_graphml(view, tmp_path / "graph.graphml")
    by_xml = import_graph(tmp_path / "graph.graphml", "default-2026", DAY)
    by_json = _import(tmp_path, json.dumps(nx.node_link_data(view, edges="links")))
    assert by_xml == by_json


def test_that_every_link_is_there_with_its_capacity_and_multiplicity(tmp_path: Path) -> None:
    text = f"""{{"nodes": [{ENDS}, {{"id": "s", "kind": "switch"}}], "links": [
        {{"source": "a", "target": "s", "capacity": "400G", "multiplicity": 3}},
        {{"source": "b", "target": "s", "capacity": "50 GB/s"}},
        {{"source": "s", "target": "b", "capacity_bytes_per_s": 1e9}}]}}"""
    design = _import(tmp_path, text)
    graph = build_class_graph(design)
    found = sorted((c.rate_bps, c.n_links) for c in graph.link_classes)
    assert found == [(8e9, 1), (4e11, 4)]
    network = flat_fabric(graph, FABRIC).network
    assert sorted(network.capacity_bytes_per_s.tolist()) == [51 * UNIT, 150 * UNIT]


def test_that_a_switch_of_weight_w_becomes_a_switch_with_w_endpoints(tmp_path: Path) -> None:
    # Three switches in a triangle with 4 endpoints each: 4 x 4 pairs per direction of a link.
    nodes = ", ".join(f'{{"id": {v}, "weight": 4}}' for v in range(3))
    links = ", ".join(
        f'{{"source": {a}, "target": {b}, "capacity_bytes_per_s": 16e9}}'
        for a, b in ((0, 1), (1, 2), (0, 2))
    )
    design = _import(tmp_path, f'{{"nodes": [{nodes}], "edges": [{links}]}}')
    numbers = list(flat_numbers(flat_fabric(build_class_graph(design), FABRIC), lambda: False))[-1]
    assert numbers.n_endpoints == 12
    assert numbers.throughput_all_to_all_bytes_per_s is not None
    assert numbers.throughput_all_to_all_bytes_per_s.value == pytest.approx(11e9)


def test_that_a_directed_graph_of_equal_pairs_is_taken(tmp_path: Path) -> None:
    view = _as_networkx(torus(3, 3))
    both = json.dumps(nx.node_link_data(view.to_directed(), edges="links"))
    plain = json.dumps(nx.node_link_data(view, edges="links"))
    assert _links_of(_import(tmp_path, both)) == _links_of(_import(tmp_path, plain))


def test_that_an_imported_design_saves_opens_and_evaluates(tmp_path: Path) -> None:
    path = tmp_path / "ring.json"
    path.write_text(json.dumps(nx.node_link_data(_as_networkx(torus(6)), edges="links")))
    library = shipped_library()
    document = imported(path, library).document
    assert decode_document(encode_document(document), "x").design == document.design
    workbench = Workbench(library, document.design)
    value = workbench.snapshot.readouts.value("throughput_all_to_all_bytes_per_s.imported")
    assert value == pytest.approx(all_to_all_per_pair(torus(6)) * 5 * UNIT)
    errors = [f for f in workbench.snapshot.findings if f.severity.value == "error"]
    assert errors == []


def test_that_copies_are_laid_out_tier_by_tier_and_do_not_overlap(tmp_path: Path) -> None:
    text = json.dumps(nx.node_link_data(_as_networkx(leaf_spine(6, 3, 4)), edges="links"))
    design = _import(tmp_path, text)
    ids = [one.id for one in design.root_block.instances]
    assert ids == ["endpoint", "switch", "switch-tier-2"]
    tops = [one.placement.y_m for one in design.root_block.instances]
    assert tops == sorted(set(tops))


BAD = [
    ("", ":1: the file is empty"),
    ("[1]", "the file holds a list, no graph"),
    ('{"nodes": []}', "there is no edges"),
    ('{"nodes": 3, "links": []}', ":1: nodes: nodes is 3"),
    ('{"nodes": [], "links": []}', "the graph has no endpoint"),
    ('{"nodes": [{"kind": "switch"}], "links": []}', ":1: nodes[0].id: there is no id"),
    ('{"nodes": [{"id": 1}], "links": []}', "nodes[0].kind: there is neither kind nor weight"),
    (
        f'{{"nodes": [{ENDS},\n{{"id": "a", "kind": "switch"}}], "links": []}}',
        ':2: nodes[2].id: vertex "a" stands twice',
    ),
    (
        '{"nodes": [\n{"id": "a", "kind": "router"}], "links": []}',
        ':2: nodes[0].kind: kind "router" is unknown; write "endpoint" or "switch"',
    ),
    ('{"nodes": [{"id": "a", "kind": "endpoint"}], "links": []}', "has only one endpoint"),
    ('{"nodes": [{"id": "a", "weight": 1.5}], "links": []}', "weight is 1.5"),
    ('{"nodes": [{"id": "a", "weight": -1}], "links": []}', "weight is -1"),
    ('{"nodes": [{"id": "a", "weight": 1e300}], "links": []}', "weight is 1e+300"),
    ('{"nodes": [{"id": "a", "weight": NaN}], "links": []}', "NaN is not a number"),
    ('{"nodes": [{"id": "a", "kind": "endpoint", "weight": 0}], "links": []}', "of weight 0"),
    (f'{{"nodes": [{ENDS}], "links": []}}', ":1: nodes[1].id: the graph is not connected"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), BAD)
def test_that_a_bad_file_is_refused_in_one_line_with_its_place(
    tmp_path: Path, text: str, words: str
) -> None:
    assert words in _refusal(tmp_path, text)


BAD_LINKS = [
    ('"source": "a", "target": "b"', "the link has no capacity"),
    ('"source": "a", "target": "b", "capacity_bytes_per_s": 0', "capacity_bytes_per_s is 0"),
    ('"source": "a", "target": "b", "capacity_bytes_per_s": -5', "capacity_bytes_per_s is -5"),
    ('"source": "a", "target": "b", "capacity_bytes_per_s": 1e30', "is 1e+30"),
    ('"source": "a", "target": "b", "capacity_bytes_per_s": 1e999', "is Infinity"),
    ('"source": "a", "target": "b", "capacity_bytes_per_s": "5"', 'is "5"'),
    ('"source": "a", "target": "b", "capacity": 400', "capacity 400 has no unit"),
    ('"source": "a", "target": "b", "capacity": "400 parsec"', 'unknown unit "parsec"'),
    ('"source": "a", "target": "b", "capacity": "4 W"', "W"),
    ('"source": "a", "target": "a", "capacity": "4G"', 'vertex "a" is linked to itself'),
    ('"source": "a", "target": "c", "capacity": "4G"', 'there is no vertex "c"'),
    ('"source": "a", "capacity": "4G"', "there is no target"),
    ('"source": "a", "target": "b", "capacity": "4G", "multiplicity": 0', "multiplicity is 0"),
    ('"source": "a", "target": "b", "capacity": "4G", "multiplicity": 1e12', "multiplicity is"),
    ('"source": "a", "target": "b", "capacity": "4G", "capacity_bytes_per_s": 1', "two capacities"),
]


@pytest.mark.parametrize(("link", "words"), BAD_LINKS)
def test_that_a_bad_link_is_refused_with_its_line(tmp_path: Path, link: str, words: str) -> None:
    text = f'{{"nodes": [{ENDS}], "links": [\n\n{{{link}}}]}}'
    found = _refusal(tmp_path, text)
    assert words in found
    assert found.startswith(":3: links[0]")


def test_that_a_directed_graph_with_a_one_way_link_is_refused(tmp_path: Path) -> None:
    link = '{"source": "a", "target": "b", "capacity": "4G"}'
    text = f'{{"directed": true, "nodes": [{ENDS}], "links": [{link}]}}'
    assert 'the graph is directed and "a" to "b" has no equal link' in _refusal(tmp_path, text)


HEAD = '<graphml><key id="k" for="node" attr.name="kind" attr.type="string"/><graph>'
BAD_XML = [
    ("<graphml>\n<graph>", ":2: not valid XML"),
    ("<html></html>", ":1: this is <html>, not <graphml>"),
    ("<graphml></graphml>", "the file has no <graph>"),
    ("<graphml><graph/><graph/></graphml>", "more than one graph"),
    (HEAD + "\n<node/></graph></graphml>", ":2: id: <node> has no id"),
    (HEAD + '<node id="a"><data key="z">1</data></node></graph></graphml>', "is not declared"),
    (HEAD + "<hyperedge/></graph></graphml>", "hyperedges cannot be imported"),
    (HEAD + '\n<node id="a"><data key="k">x</data></node></graph></graphml>', ":2: kind: kind"),
    (
        '<!DOCTYPE b [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><graphml>&b;</graphml>',
        "a document type or entity is declared",
    ),
    ("<a>" * 40, ":1: this is <a>, not <graphml>"),
    ("<graphml>" * 40, "nested more than 16 levels deep"),
    (
        '<?xml version="1.0" encoding="klingon"?><graphml/>',
        ":1: unknown encoding: klingon; save it as UTF-8",
    ),
]


@pytest.mark.parametrize(("text", "words"), BAD_XML)
def test_that_bad_graphml_is_refused_in_one_line(tmp_path: Path, text: str, words: str) -> None:
    assert words in _refusal(tmp_path, text, "graph.graphml")


@pytest.mark.parametrize("data", [b"\xff\xfe{\x00}\x00", b'{"nodes": "\xe9"}', b"\x00\x01\x02\x03"])
def test_that_another_encoding_is_refused(tmp_path: Path, data: bytes) -> None:
    assert "save it as UTF-8" in _refusal(tmp_path, data)


def test_that_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(DesignFileError, match="there is no such file; choose a node-link JSON"):
        import_graph(tmp_path / "none.json", "default-2026", DAY)


def test_that_too_many_capacities_are_refused(tmp_path: Path) -> None:
    nodes = ", ".join(f'{{"id": {v}, "kind": "endpoint"}}' for v in range(80))
    links = ", ".join(
        f'{{"source": {v}, "target": {v + 1}, "capacity_bytes_per_s": {v + 1}}}' for v in range(79)
    )
    text = f'{{"nodes": [{nodes}], "links": [{links}]}}'
    assert "79 different capacities" in _refusal(tmp_path, text)


def test_that_hostile_names_do_no_harm(tmp_path: Path) -> None:
    name = json.dumps("\u202e<b>\x00" + "x" * 5000)
    text = f"""{{"nodes": [{{"id": {name}, "kind": "endpoint"}}, {{"id": "", "weight": 1}}],
        "links": [{{"source": {name}, "target": "", "capacity": "4G"}}]}}"""
    design = _import(tmp_path, text)
    assert "\u202e" not in design.root_block.instances[0].note
