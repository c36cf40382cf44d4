"""Mean path lengths of Table 3 of the ZCube paper, one failed switch included."""

from __future__ import annotations

import pytest

from designer.catalog.loader import load_library
from designer.paths import catalogs_dir
from designer.workbench.verification.left_out import reason_left_out
from designer.workbench.verification.published import (
    PublishedNumber,
    VerifyStatus,
    published_numbers,
)
from designer.workbench.verification.run import verified
from designer.workbench.verification.subjects import Subjects

ROWS = [row for row in published_numbers() if row.id.startswith("ZC3-")]
SUBJECTS = Subjects(load_library(catalogs_dir()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.id)
def test_that_a_mean_path_is_that_of_the_paper(row: PublishedNumber) -> None:
    found = verified(row, SUBJECTS)
    if reason_left_out(row.id):
        assert found.status is VerifyStatus.LEFT_OUT
        return
    assert found.status is VerifyStatus.PASS, found
    assert found.computed == pytest.approx(row.value, abs=1.01e-5)
