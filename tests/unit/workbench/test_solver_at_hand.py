"""The worker brings the solver, so that small fabrics are computed in the edit from then on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from designer.commands.copies import RemoveCopies
from designer.workbench.opening import open_named_or_file, shipped_library
from designer.workbench.workbench import Workbench
from designer.workbench.worker import background
from tests.unit.workbench.by_hand import Hands

if TYPE_CHECKING:
    import pytest


def test_that_the_worker_brings_the_solver_that_small_edits_wait_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.delitem(sys.modules, "highspy", raising=False)
    hands = Hands()
    rack = open_named_or_file("gb200-nvl72").document.design
    workbench = Workbench(shipped_library(), rack, is_deferred=True)
    workbench.work_in(background(hands, hands.post))
    assert workbench.evaluate().pending
    hands.work()
    assert "highspy" in sys.modules
    edited = workbench.apply(RemoveCopies(paths=("rack[0]/switch-tray[0]/nvswitch[0]",)))
    assert "scale-up" not in edited.pending
