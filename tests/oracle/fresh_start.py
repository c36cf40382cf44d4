"""What a window that has followed the edits shows, against one that has just been opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.workbench.snapshot import Snapshot


def assert_fresh(snapshot: Snapshot, library: CatalogLibrary) -> Snapshot:
    """Compare with a workbench that has never seen another revision, to the last bit.

    Returns
    -------
    Snapshot
        Of that workbench, for further comparisons.
    """
    fresh = Workbench(library, snapshot.design).snapshot
    rows = tuple(row._replace(revision=snapshot.revision) for row in fresh.readouts.rows)
    assert snapshot.readouts.rows == rows
    assert snapshot.findings == fresh.findings
    assert snapshot.readouts.cable_runs == fresh.readouts.cable_runs
    assert snapshot.readouts.rack_loads == fresh.readouts.rack_loads
    assert snapshot.pending == ()
    return fresh
