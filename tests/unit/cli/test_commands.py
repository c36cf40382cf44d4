"""Every command on real designs: what it prints, what it writes, how it ends."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
from typing_extensions import override

from designer import __version__
from designer.cli.exporting import formats_from_text
from designer.cli.main import run
from designer.errors.findings import Severity
from designer.fabric.registry import SYSTEM_BUILDERS, build_system
from designer.model.design import Approval
from designer.model.evolve import evolve
from designer.storage.codec import new_document
from designer.storage.files import read_design, write_design
from designer.viewmodel.overlay_kind import OverlayKind
from designer.viewmodel.sight import Sight
from designer.viewmodel.view_kind import ViewKind
from designer.viewmodel.window_request import WindowRequest
from designer.workbench.opening import shipped_library
from designer.workbench.workbench import Workbench
from tests.oracle.checker import check_traffic, check_witness

if TYPE_CHECKING:
    from designer.cli.main import Ports
    from designer.model.design import Design
    from designer.viewmodel.screenshot_request import ScreenshotRequest


class Outcome(Protocol):
    @property
    def code(self) -> int: ...
    @property
    def out(self) -> str: ...
    @property
    def err(self) -> str: ...


class Designer(Protocol):
    def __call__(self, *argv: str) -> Outcome: ...


class Noted(Protocol):
    windows: list[WindowRequest]
    pictures: list[str]
    sights: list[Sight]
    requests: list[ScreenshotRequest]
    window_code: int
    has_qt: bool


def broken_design() -> Design:
    """A rack that overflows: more nodes than it has room for."""
    design = build_system("gb200-nvl72", shipped_library())
    blocks = []
    for block in design.blocks:
        instances = tuple(
            evolve(i, dims=(evolve(i.dims[0], size=99),)) if i.id == "compute-tray" else i
            for i in block.instances
        )
        blocks.append(evolve(block, instances=instances))
    return evolve(design, blocks=tuple(blocks))


def saved(design: Design, folder: Path) -> Path:
    path = folder / "design.cluster.json"
    write_design(path, new_document(design, shipped_library()))
    return path


def test_that_evaluate_prints_values_with_exactness(designer: Designer) -> None:
    outcome = designer("evaluate", "cloudmatrix-384")
    assert outcome.code == 0
    assert outcome.err == ""
    assert "\x1b[" not in outcome.out
    line = next(one for one in outcome.out.splitlines() if "bisection_bytes_per_s.scale-up" in one)
    assert line.split() == [
        "Bisection", "75.26", "TB/s", "=", "exact", "bisection_bytes_per_s.scale-up",
    ]  # fmt: skip
    assert "Findings:" in outcome.out


def test_that_evaluate_json_is_the_contract(designer: Designer) -> None:
    outcome = designer("evaluate", "gb200-nvl72", "--json")
    record = json.loads(outcome.out)
    assert outcome.code == 0
    assert list(record) == ["design", "revision", "readouts", "findings", "fabrics"]
    by_id = {row["id"]: row for row in record["readouts"]}
    assert by_id["n_accelerators"]["value"] == 72
    assert by_id["bisection_bytes_per_s.scale-up"]["value"] == pytest.approx(32.4e12)
    assert by_id["bisection_bytes_per_s.scale-up"]["exactness"] == "exact"


def test_that_a_file_gives_the_numbers_of_the_system_it_was_made_from(
    designer: Designer, tmp_path: Path
) -> None:
    path = tmp_path / "copy.cluster.json"
    assert designer("generate", "gb200-nvl72", "-o", str(path)).code == 0
    from_file = json.loads(designer("evaluate", str(path), "--json").out)
    from_name = json.loads(designer("evaluate", "gb200-nvl72", "--json").out)
    assert from_file["readouts"] == from_name["readouts"]


def test_that_an_error_in_the_design_ends_with_code_one(designer: Designer, tmp_path: Path) -> None:
    path = saved(broken_design(), tmp_path)
    for command in ("evaluate", "check"):
        outcome = designer(command, str(path))
        assert outcome.code == 1
        assert outcome.err == ""
    outcome = designer("check", str(path))
    assert outcome.out.startswith("error [")
    record = json.loads(designer("check", str(path), "--json").out)
    assert list(record) == ["design", "revision", "findings"]
    assert "error" in {finding["severity"] for finding in record["findings"]}


def test_that_approved_errors_end_with_code_zero(designer: Designer, tmp_path: Path) -> None:
    design = broken_design()
    findings = Workbench(shipped_library(), design).snapshot.findings
    approvals = tuple(
        Approval(key=f.approval_key, reason="mock-up")
        for f in findings
        if f.severity is Severity.ERROR
    )
    path = saved(evolve(design, approvals=approvals), tmp_path)
    outcome = designer("check", str(path))
    assert outcome.code == 0
    assert "approved: mock-up" in outcome.out
    assert f"{len(approvals)} approved" in outcome.out


def test_that_check_says_how_many_findings_there_are(designer: Designer) -> None:
    outcome = designer("check", "cloudmatrix-384")
    assert outcome.code == 0
    assert outcome.out.splitlines()[-1].startswith("Findings: ")


def test_that_list_names_what_the_other_commands_take(designer: Designer) -> None:
    record = json.loads(designer("list", "--json").out)
    names = [entry["name"] for entry in record["systems"]]
    assert names == sorted(builder.name for builder in SYSTEM_BUILDERS)
    assert {"cloudmatrix-384", "gb200-nvl72"} <= set(names)
    assert all(set(entry) == {"name", "title", "description"} for entry in record["systems"])
    table = designer("list").out
    assert all(name in table for name in names)


def test_that_export_writes_every_format_and_says_where(
    designer: Designer, noted: Noted, tmp_path: Path
) -> None:
    folder = tmp_path / "new" / "folder"
    outcome = designer("export", "gb200-nvl72", "--to", str(folder))
    assert outcome.code == 0
    written = sorted(path.name for path in folder.iterdir())
    assert sorted(Path(line).name for line in outcome.out.splitlines()) == written
    assert {Path(name).suffix for name in written} == {
        ".xlsx", ".csv", ".json", ".pdf", ".png", ".svg",
    }  # fmt: skip
    assert noted.pictures == ["pdf", "png", "svg"]
    assert set(noted.sights) == {Sight()}
    assert (folder / "gb200-nvl72.svg").read_text() == "svg of GB200 NVL72"


def test_that_export_json_is_what_evaluate_prints(designer: Designer, tmp_path: Path) -> None:
    designer("export", "gb200-nvl72", "--to", str(tmp_path), "--formats", "json")
    printed = designer("evaluate", "gb200-nvl72", "--json").out
    assert (tmp_path / "gb200-nvl72.json").read_text(encoding="utf-8") == printed


def test_that_export_makes_only_the_formats_asked_for(
    designer: Designer, noted: Noted, tmp_path: Path
) -> None:
    assert (
        designer("export", "gb200-nvl72", "--to", str(tmp_path), "--formats", "CSV,json").code == 0
    )
    assert {path.suffix for path in tmp_path.glob("gb200*")} == {".csv", ".json"}
    assert noted.pictures == []


def test_that_export_replaces_files_only_when_told(designer: Designer, tmp_path: Path) -> None:
    argv = ("export", "gb200-nvl72", "--to", str(tmp_path), "--formats", "json")
    assert designer(*argv).code == 0
    (tmp_path / "gb200-nvl72.json").write_text("mine")
    outcome = designer(*argv)
    assert outcome.code == 2
    assert "exists already" in outcome.err
    assert (tmp_path / "gb200-nvl72.json").read_text() == "mine"
    assert designer(*argv, "--force").code == 0
    assert (tmp_path / "gb200-nvl72.json").read_text() != "mine"


def test_that_pictures_show_the_overlay_and_view_that_are_asked_for(
    designer: Designer, noted: Noted, tmp_path: Path
) -> None:
    argv = ("export", "gb200-nvl72", "--to", str(tmp_path), "--formats", "png,svg,pdf")
    assert designer(*argv, "--overlay", "power", "--view", "floor-plan").code == 0
    assert set(noted.sights) == {Sight(ViewKind.FLOOR_PLAN, OverlayKind.POWER)}


def test_that_screenshots_are_asked_for_in_every_theme_and_chosen_languages(
    designer: Designer, noted: Noted, tmp_path: Path
) -> None:
    outcome = designer("screenshots", "--to", str(tmp_path), "--language", "zh_CN")
    assert (outcome.code, outcome.out) == (0, f"{tmp_path / 'overview-light.png'}\n")
    (request,) = noted.requests
    assert request.themes == ("light", "dark", "contrast")
    assert (request.languages, request.states) == (("zh_CN",), ())
    unknown = designer("screenshots", "--to", str(tmp_path), "sunset")
    assert unknown.code == 2
    assert '"sunset" is no state; there are: overview, node' in unknown.err


def test_that_without_qt_the_pictures_are_left_out_and_said(
    designer: Designer, noted: Noted, tmp_path: Path
) -> None:
    noted.has_qt = False
    outcome = designer("export", "gb200-nvl72", "--to", str(tmp_path))
    assert outcome.code == 0
    assert outcome.err.splitlines() == [
        f"designer: left out {name}: Qt cannot start here" for name in ("pdf", "png", "svg")
    ]
    assert (tmp_path / "gb200-nvl72.xlsx").exists()


def test_that_a_picture_asked_for_by_name_is_not_left_out_silently(
    designer: Designer, noted: Noted, tmp_path: Path
) -> None:
    noted.has_qt = False
    folder = tmp_path / "out"
    outcome = designer("export", "gb200-nvl72", "--to", str(folder), "--formats", "json,png")
    assert (outcome.code, outcome.err) == (2, "designer: png: Qt cannot start here\n")
    assert not folder.exists()


def test_that_a_smaller_system_can_be_generated(designer: Designer, tmp_path: Path) -> None:
    path = tmp_path / "small.cluster.json"
    argv = ("generate", "cloudmatrix-384", "--output", str(path), "--count", "n_groups=1")
    assert designer(*argv).code == 0
    assert read_design(path).design.name == "CloudMatrix 96"
    assert designer(*argv).code == 2
    assert designer(*argv, "--force").code == 0


def test_that_no_command_opens_an_empty_window(designer: Designer, noted: Noted) -> None:
    noted.window_code = 7
    assert designer().code == 7
    assert noted.windows == [WindowRequest()]


def test_that_open_passes_on_what_it_was_given(designer: Designer, noted: Noted) -> None:
    argv = "open cloudmatrix-384 --screenshot out.png --scope compute-rack[0] --theme dark"
    more = ("--size", "800x600", "--overlay", "cut", "--language", "zh_CN", "--view", "topology")
    assert designer(*argv.split(), *more).code == 0
    assert noted.windows == [
        WindowRequest(
            design="cloudmatrix-384",
            screenshot=Path("out.png"),
            scope="compute-rack[0]",
            theme="dark",
            language="zh_CN",
            size=(800, 600),
            overlay="cut",
            view="topology",
        )
    ]


def test_that_version_and_help_are_printed(designer: Designer) -> None:
    assert designer("--version").out == f"designer {__version__}\n"
    outcome = designer("--help")
    assert outcome.code == 0
    for command in ("open", "evaluate", "check", "export", "list", "generate"):
        assert command in outcome.out


@pytest.mark.parametrize(
    ("text", "formats"),
    [("xlsx", ("xlsx",)), (" PDF , csv,pdf,", ("pdf", "csv"))],
)
def test_that_formats_are_read_from_a_list(text: str, formats: tuple[str, ...]) -> None:
    assert formats_from_text(text) == formats


@pytest.mark.parametrize("text", ["", ",", "docx", "xlsx,exe"])
def test_that_an_unknown_format_is_refused_with_those_that_exist(text: str) -> None:
    with pytest.raises(ValueError, match="xlsx, csv, json, pdf, png, svg"):
        formats_from_text(text)


class Terminal(io.StringIO):
    @override
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("n_columns", "has_ids"), [("80", False), ("160", True)])
def test_that_ids_are_printed_where_there_is_room(
    ports: Ports, monkeypatch: pytest.MonkeyPatch, n_columns: str, *, has_ids: bool
) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    monkeypatch.setenv("COLUMNS", n_columns)
    monkeypatch.setenv("TERM", "xterm")
    assert run(["evaluate", "gb200-nvl72"], ports) == 0
    assert ("bisection_bytes_per_s.scale-up" in terminal.getvalue()) is has_ids
    assert "32.4 TB/s" in terminal.getvalue()
    assert "\x1b[" in terminal.getvalue()


def test_that_certify_proves_chosen_traffic(designer: Designer, tmp_path: Path) -> None:
    argv = ["certify", "gb200-nvl72", "--to", str(tmp_path), "--traffic", "group:node"]
    assert designer(*argv).code == 0
    plain = json.loads((tmp_path / "scale-up.witness.json").read_text(encoding="utf-8"))
    check_witness(plain)
    check_traffic(plain["traffic"])


def test_that_certify_writes_a_proof_per_fabric(designer: Designer, tmp_path: Path) -> None:
    outcome = designer("certify", "gb200-nvl72", "--to", str(tmp_path))
    assert outcome.code == 0
    path = tmp_path / "scale-up.witness.json"
    assert str(path) in outcome.out.splitlines()
    witness = json.loads(path.read_text(encoding="utf-8"))
    assert witness["format"] == "designer.witness"
    assert witness["cut"]["capacity_bytes_per_s"] == 36 * 18 * 50_000_000_000
    again = designer("certify", "gb200-nvl72", "--to", str(tmp_path))
    assert again.code == 2
    assert "use --force" in again.err
