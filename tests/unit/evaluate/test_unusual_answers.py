"""What comes out where a solver of eigenvalues gives up, nothing is sent, or fabrics fall apart."""

from __future__ import annotations

from typing import TYPE_CHECKING

import networkx as nx
import numpy as np
import pytest
import scipy.linalg
import scipy.sparse.linalg

from designer.catalog.library import CatalogLibrary
from designer.commands.copies import RemoveCopies
from designer.evaluate.ecmp import Split, split_rate
from designer.evaluate.failure_modes import FailureKind, failure_modes
from designer.evaluate.failures import FailureLab, try_failures
from designer.evaluate.flows import source_folds
from designer.evaluate.spectral import fiedler_vector, spectral_low
from designer.evaluate.switch_matching import throughput_upper_bound
from designer.evaluate.traffic_choice import choice_from_text
from designer.evaluate.traffic_rate import traffic_numbers
from designer.model.ids import FabricId
from designer.topology.build import build_class_graph
from designer.topology.fold import base_fold
from designer.topology.nxgraph import flat_view
from designer.topology.symmetry import build_space
from tests.oracle.designs import (
    accelerator,
    block,
    bundle,
    cloudmatrix_like,
    design,
    instance,
    switch,
)
from tests.oracle.drawn import drawn
from tests.oracle.networks import UNIT, leaf_spine, network_of, random_regular
from tests.oracle.reference import PlainGraph, bisection

if TYPE_CHECKING:
    from collections.abc import Callable

SCALE_UP = FabricId("scale-up")
RING = random_regular(3, 12, 1)


def gives_up(error: Exception) -> Callable[..., object]:
    def refuse(*_: object, **__: object) -> object:
        raise error

    return refuse


def test_that_the_spectral_bound_holds_and_is_zero_where_eigenvalues_do_not_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    network = network_of(RING)
    low = spectral_low(network)
    assert 0 < low <= bisection(RING) * UNIT * (1 + 1e-9)
    assert fiedler_vector(network) is not None
    with monkeypatch.context() as patch:
        patch.setattr(scipy.linalg, "eigh", gives_up(np.linalg.LinAlgError("no")))
        assert spectral_low(network) == 0.0
    with monkeypatch.context() as patch:
        patch.setattr(np.linalg, "cholesky", gives_up(np.linalg.LinAlgError("no")))
        assert spectral_low(network) == 0.0
    error = scipy.sparse.linalg.ArpackError(-9)
    monkeypatch.setattr(scipy.sparse.linalg, "eigsh", gives_up(error))
    assert fiedler_vector(network) is None


def test_that_two_vertices_have_no_spectrum_to_speak_of() -> None:
    pair = network_of(PlainGraph(2, ((0, 1, 1.0),), (0, 1)))
    assert fiedler_vector(pair) is None
    assert spectral_low(pair) == 0.0


def test_that_traffic_of_nobody_fits_any_number_of_times() -> None:
    base = base_fold(build_space(build_class_graph(cloudmatrix_like(n_nodes=1)), SCALE_UP))
    sources = source_folds(base)
    nothing = [np.zeros(one.fold.n_cells) for one in sources]
    found = split_rate(base, sources, nothing, Split.PER_LINK)
    assert found.factor == float("inf")
    assert not found.orbit_load.any()


def test_that_the_bound_by_distances_needs_a_connected_fabric() -> None:
    islands = [
        block("root", [instance("acc", "acc", i=4)], [
            bundle("b", "acc", "acc", pairs=((0, 1, 1), (2, 3, 1)))
        ])
    ]  # fmt: skip
    with pytest.raises(ValueError, match="not connected"):
        throughput_upper_bound(build_class_graph(design(islands, [accelerator()])), SCALE_UP)


def test_that_the_heaviest_matching_of_a_line_is_found_where_few_are_far_apart() -> None:
    # Distances 1 to 3 on a line of four: the best is 3 + 1 + 1 + 3, as the ends have one each.
    line = bundle("line", "acc", "acc", ("acc.i", "step", "acc.i", 1))
    subject = design([block("root", [instance("acc", "acc", i=4)], [line])], [accelerator()])
    assert throughput_upper_bound(build_class_graph(subject), SCALE_UP) == pytest.approx(2 * 3 / 8)


def test_that_what_a_failure_cuts_off_of_listed_pairs_is_what_networkx_finds() -> None:
    subject = drawn(leaf_spine(4, 2, 3))
    graph = build_class_graph(subject)
    lab = FailureLab(subject, graph)
    library = CatalogLibrary(version="test")
    n_cut = 0
    for effect in try_failures(lab, failure_modes(subject, graph)):
        if effect.mode.kind is not FailureKind.SWITCH:
            continue
        left = RemoveCopies(paths=(effect.mode.name,)).apply(subject, library).design
        view = flat_view(build_class_graph(left), SCALE_UP)
        parts = [
            sum(view.nodes[v]["family"] == "accelerator" for v in part)
            for part in nx.connected_components(view)
        ]
        (fabric,) = effect.fabrics
        assert fabric.n_endpoints == max(parts)
        assert fabric.n_cut_off == 12 - max(parts)
        n_cut += fabric.n_cut_off
    assert n_cut > 0


def test_that_traffic_along_rails_of_something_else_gives_no_number() -> None:
    root = block(
        "root",
        [instance("acc", "acc", i=4), instance("sw", "sw", i=2)],
        [bundle("b", "acc", "sw")],
    )
    graph = build_class_graph(design([root], [accelerator(), switch()]))
    found = traffic_numbers(graph, SCALE_UP, choice_from_text("rail:sw"))
    assert found.ideal_bytes_per_s is None
