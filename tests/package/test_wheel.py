"""The wheel: what an installed program finds, from any folder."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_that_the_wheel_carries_its_data_and_runs_from_any_folder(tmp_path: Path) -> None:
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps"),
            *("--no-build-isolation", "--wheel-dir", str(tmp_path), str(ROOT)),
        ],
        check=True,
    )
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    assert (site / "designer/_data/resources/fonts").is_dir()
    done = subprocess.run(
        [sys.executable, "-m", "designer", "evaluate", "gb200-nvl72", "--json"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    values = {row["id"]: row["value"] for row in json.loads(done.stdout)["readouts"]}
    assert values["n_accelerators"] == 72
    where = subprocess.run(
        [sys.executable, "-c", "import designer.paths as p; print(p.catalogs_dir())"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(site)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(site)
