"""The circuit switch that links pass, chosen in the inspector."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit

from designer.errors.findings import FindingCode
from designer.ui.panels.inspector import InspectorPanel
from designer.workbench.opening import open_named_or_file

if TYPE_CHECKING:
    from designer.model.links import LinkBundle
    from designer.ui.window import MainWindow
    from tests.ui.conftest import WindowOpener

KEY = "bundle.via"


@pytest.fixture
def window(open_window: WindowOpener) -> MainWindow:
    return open_window(open_named_or_file("tpu-v4-pod"))


def inspector_of(window: MainWindow) -> InspectorPanel:
    panel = window.findChild(InspectorPanel)
    assert panel is not None
    return panel


def routed(window: MainWindow) -> LinkBundle:
    block = window.bridge.snapshot.design.root_block
    return next(bundle for bundle in block.link_bundles if bundle.via is not None)


def select(window: MainWindow, bundle: LinkBundle) -> None:
    window.bridge.select((), (f"{window.bridge.scope_block.id}/{bundle.id}",))


def type_into(window: MainWindow, text: str) -> None:
    editor = inspector_of(window).editor(KEY)
    assert isinstance(editor, QLineEdit)
    editor.setText(text)
    editor.editingFinished.emit()


def test_that_links_are_taken_off_a_circuit_switch_and_put_back(window: MainWindow) -> None:
    bundle = routed(window)
    select(window, bundle)
    readouts = window.bridge.snapshot.readouts
    before = readouts.value("n_cables")
    editor = inspector_of(window).editor(KEY)
    assert isinstance(editor, QLineEdit)
    assert editor.text() == bundle.via
    assert "ocs" in editor.placeholderText() + editor.toolTip()
    type_into(window, "")
    changed = routed_by_id(window, bundle)
    assert changed.via is None
    # a link that passes no switch takes one cable where it took two
    snapshot = window.bridge.snapshot
    n_links = sum(
        link.n_links
        for link in snapshot.graph.link_classes
        if link.bundle_key.endswith(f"/{bundle.id}")
    )
    assert n_links > 0
    assert snapshot.readouts.value("n_cables") == before - n_links
    type_into(window, str(bundle.via))
    assert window.bridge.snapshot.readouts.value("n_cables") == before
    window.actions_by_id["edit.undo"].trigger()
    window.actions_by_id["edit.undo"].trigger()
    assert routed_by_id(window, bundle) == bundle


def test_that_a_path_to_no_circuit_switch_is_refused_with_those_that_are_there(
    window: MainWindow,
) -> None:
    bundle = routed(window)
    select(window, bundle)
    for text, reason in (
        ("ocs-rack[0]", "leads to no optical circuit switch; there are: ocs-rack/ocs"),
        ("nowhere", "leads to no optical circuit switch"),
        ("ocs-rack[99]/ocs[0]", "outside its count"),
        ("ocs rack", ""),
    ):
        type_into(window, text)
        problem = inspector_of(window).problem_text(KEY)
        assert problem
        assert reason in problem
    assert routed_by_id(window, bundle) == bundle


def test_that_a_switch_with_too_few_ports_is_reported(window: MainWindow) -> None:
    bundle = routed(window)
    block = window.bridge.scope_block
    other = next(b for b in block.link_bundles if b.via is not None and b.via != bundle.via)
    select(window, bundle)
    # every circuit switch has ports for the links that it has, and no more
    type_into(window, str(other.via))
    assert routed_by_id(window, bundle).via == other.via
    codes = {finding.code for finding in window.bridge.snapshot.findings}
    assert FindingCode.CIRCUIT_UNFIT in codes


def routed_by_id(window: MainWindow, bundle: LinkBundle) -> LinkBundle:
    block = window.bridge.snapshot.design.root_block
    return next(one for one in block.link_bundles if one.id == bundle.id)
