"""Whatever stands in a catalog file, loading ends with findings and never with a traceback."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from designer.catalog.accelerators import AcceleratorRecord
from designer.catalog.loader import load_catalog
from designer.catalog.record_reader import Place, record_from_table
from designer.catalog.toml_file import TomlFile
from designer.paths import catalogs_dir

TEXT = (catalogs_dir() / "accelerators/huawei/ascend-910c.toml").read_bytes()
KEYS = ("tdp_w", "ports", "peak_rates", "n_dies", "value", "unit", "kind", "alternatives", "low")


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, len(TEXT)),
    st.integers(0, 60),
    st.one_of(st.binary(max_size=8), st.sampled_from([b"\n", b"[", b'"', b" = {", b"inf", b"-1"])),
)
def test_that_a_mangled_file_gives_findings(start: int, length: int, new: bytes) -> None:
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "accelerators" / "x" / "ascend-910c.toml"
        path.parent.mkdir(parents=True)
        path.write_bytes(TEXT[:start] + new + TEXT[start + length :])
        load = load_catalog(Path(name))
    assert len(load.findings) >= 2  # the version and the sources are missing
    assert all("\n" not in finding.message for finding in load.findings)


TABLES = st.dictionaries(
    st.sampled_from(KEYS),
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS), inner, max_size=4)
        ),
        max_leaves=12,
    ),
)


@settings(deadline=None)
@given(TABLES)
def test_that_a_table_of_any_shape_gives_findings(table: dict[str, Any]) -> None:
    record, findings = record_from_table(table, AcceleratorRecord, Place(TomlFile("a.toml", "a")))
    assert record is None
    assert findings
