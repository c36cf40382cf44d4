"""Who may import whom, and what is loaded when."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINT_IMPORTS = "from importlinter.cli import lint_imports_command as main; main()"


def loaded_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint('\\n'.join(sorted(sys.modules)))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


def test_that_the_import_contracts_are_kept() -> None:
    done = subprocess.run(
        [sys.executable, "-c", LINT_IMPORTS, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


@pytest.mark.parametrize("package", ["PySide6", "pyqtgraph", "scipy", "networkx", "highspy"])
def test_that_the_command_line_starts_without(package: str) -> None:
    assert package not in loaded_after("import designer.cli.main")


@pytest.mark.parametrize("package", ["pyqtgraph", "scipy", "networkx", "highspy", "xlsxwriter"])
def test_that_the_window_code_is_imported_without(package: str) -> None:
    assert package not in loaded_after("import designer.app.main, designer.ui.start")


@pytest.mark.parametrize("package", ["numpy", "PySide6"])
def test_that_the_document_layers_load_without(package: str) -> None:
    assert package not in loaded_after("import designer.commands.base, designer.model.design")
