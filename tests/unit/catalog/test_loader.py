"""Loading catalog folders: every check with a case that fires and one that does not."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Protocol

import pytest

from designer.catalog.loader import load_catalog, load_library
from designer.catalog.toml_file import MAX_FILE_BYTES
from designer.errors.findings import FindingCode, Severity
from designer.errors.tree import CatalogError

if TYPE_CHECKING:
    from pathlib import Path

    from designer.errors.findings import Finding

OPTIC = "optics/example/optic-a.toml"
SWITCH = "switches/example/switch-a.toml"
PRICES = "prices/2026-01.toml"
SET = "assumptions/set-a.toml"
INVALID = FindingCode.FIELD_INVALID
MISSING = FindingCode.FIELD_MISSING
UNKNOWN = FindingCode.FIELD_UNKNOWN
UNIT = FindingCode.UNIT_UNKNOWN
MISMATCH = FindingCode.SLUG_MISMATCH


class Folder(Protocol):
    root: Path

    def write(self, name: str, text: str | bytes) -> None: ...
    def edit(self, name: str, old: str, new: str) -> None: ...


def findings(folder: Folder) -> list[Finding]:
    return list(load_catalog(folder.root).findings)


def only(folder: Folder) -> Finding:
    found = findings(folder)
    assert len(found) == 1, [f"{f.locus.text()}: {f.message}" for f in found]
    return found[0]


def test_that_a_sound_folder_gives_records_and_no_findings(folder: Folder) -> None:
    load = load_catalog(folder.root)
    assert load.findings == ()
    assert load.library.version == "2026.01"
    assert [part.slug for part in load.library.parts] == ["optic-a", "switch-a"]
    quote = load.library.price("optic-a")
    assert quote is not None
    assert (quote.price_usd.low, quote.price_usd.value, quote.price_usd.high) == (150, 250, 400)
    chosen = load.library.assumption_set("set-a")
    assert chosen is not None
    pue = chosen.figure("pue_ratio")
    assert pue is not None
    assert pue.value == 1.2
    assert chosen.figure("no_ratio") is None
    assert load_library(folder.root) == load.library


def test_that_units_become_si_and_the_printed_text_is_kept(folder: Folder) -> None:
    folder.edit(OPTIC, "low = 50\nhigh = 150\n", 'low = 50\nhigh = 150\nprinted = "100 metres"\n')
    optic = load_library(folder.root).part("optic-a")
    assert optic is not None
    assert optic.family == "optic"
    assert optic.line_rate_bps.value == 400e9
    assert optic.line_rate_bps.unit == "bit/s"
    assert optic.line_rate_bps.printed == "400 Gbit/s"
    assert optic.reach_m.printed == "100 metres"
    assert optic.reach_m.alternatives[0].value == 70
    assert optic.reach_m.band == (50, 150)


def test_that_every_problem_of_every_file_is_reported(folder: Folder) -> None:
    folder.edit(OPTIC, 'unit = "Gbit/s"', 'unit = "GB"')
    folder.edit(OPTIC, "low = 50\n", "")
    folder.edit(OPTIC, 'cage = "osfp"', 'cagge = "osfp"')
    folder.edit(SWITCH, 'name = "port"', 'name = "Port 1"')
    folder.edit(SWITCH, "count = 64", "count = 0")
    folder.edit(PRICES, "[optic-a]", "[optic-b]")
    folder.edit(PRICES, "[optic-a.", "[optic-b.")
    folder.edit(SET, 'source = "lab"', 'source = "library"')
    found = {(f.locus.file, f.locus.line, f.locus.field, f.code) for f in findings(folder)}
    assert found == {
        ("catalogs/" + SET, 12, "assumptions[0].figure.source", FindingCode.SOURCE_UNKNOWN),
        ("catalogs/" + OPTIC, 0, "cage", FindingCode.FIELD_MISSING),
        ("catalogs/" + OPTIC, 5, "cagge", FindingCode.FIELD_UNKNOWN),
        ("catalogs/" + OPTIC, 10, "line_rate_bps.unit", FindingCode.FIELD_INVALID),
        ("catalogs/" + OPTIC, 15, "reach_m.low", FindingCode.FIELD_MISSING),
        ("catalogs/" + PRICES, 1, "optic-b", FindingCode.REFERENCE_UNKNOWN),
        ("catalogs/" + SWITCH, 7, "ports[0].name", FindingCode.FIELD_INVALID),
        ("catalogs/" + SWITCH, 8, "ports[0].count", FindingCode.FIELD_INVALID),
    }


def test_that_findings_come_in_the_order_of_files_and_lines(folder: Folder) -> None:
    folder.edit(SWITCH, "count = 64", "count = 0")
    folder.edit(SWITCH, 'name = "Switch A"', "name = 4")
    folder.edit(OPTIC, 'cage = "osfp"', "cage = 1")
    places = [(f.locus.file, f.locus.line) for f in findings(folder)]
    assert places == sorted(places)
    assert len(places) == 3


@pytest.mark.parametrize(
    ("name", "old", "new", "code", "field", "words"),
    [
        (OPTIC, "value = 400", "value = nan", INVALID, "line_rate_bps.value", "not a finite"),
        (OPTIC, "value = 400", "value = -inf", INVALID, "line_rate_bps.value", "not a finite"),
        (OPTIC, "value = 400", "value = -1", INVALID, "line_rate_bps.value", "negative"),
        (OPTIC, "value = 400", 'value = "x"', INVALID, "line_rate_bps.value", "not a number"),
        (OPTIC, "value = 400", "value = true", INVALID, "line_rate_bps.value", "not a number"),
        (OPTIC, "value = 400\n", "", MISSING, "line_rate_bps.value", "missing"),
        (OPTIC, 'unit = "Gbit/s"\n', "", MISSING, "line_rate_bps.unit", "unit is missing"),
        (OPTIC, 'unit = "Gbit/s"', "unit = 4", UNIT, "line_rate_bps.unit", "unknown unit"),
        (
            OPTIC,
            'unit = "Gbit/s"',
            'unit = "Gibt/s"',
            UNIT,
            "line_rate_bps.unit",
            'did you mean "Gbit/s"',
        ),
        (
            OPTIC,
            'unit = "Gbit/s"',
            'unit = "GB"',
            INVALID,
            "line_rate_bps.unit",
            "measures memory capacity",
        ),
        (OPTIC, 'source = "lab"\n', "", MISSING, "line_rate_bps.source", "missing"),
        (
            OPTIC,
            'kind = "vendor-announced"',
            'kind = "rumour"',
            INVALID,
            "line_rate_bps.kind",
            "rumour",
        ),
        (
            OPTIC,
            "as_of = 2026-01-15",
            "as_of = 2026-01-15T10:00:00",
            INVALID,
            "line_rate_bps.as_of",
            "date",
        ),
        (OPTIC, "as_of = 2026-01-15", "as_of = 10:00:00", INVALID, "line_rate_bps.as_of", "date"),
        (
            OPTIC,
            "as_of = 2026-01-15",
            'as_of = 2026-01-15\nnotes = "x"',
            UNKNOWN,
            "line_rate_bps.notes",
            "not a field",
        ),
        (OPTIC, "high = 150", "high = 90", INVALID, "reach_m", "fails"),
        (OPTIC, "high = 150\n", "", MISSING, "reach_m.high", "needs both low and high"),
        (
            OPTIC,
            "{value = 70",
            "{value = -70",
            INVALID,
            "reach_m.alternatives[0].value",
            "negative",
        ),
        (OPTIC, "{value = 70, ", "{", MISSING, "reach_m.alternatives[0].value", "missing"),
        (OPTIC, 'cage = "osfp"', 'cage = "OSFP!"', INVALID, "cage", "OSFP!"),
        (OPTIC, 'slug = "optic-a"', "slug = 5", INVALID, "slug", "string"),
        (OPTIC, 'slug = "optic-a"', 'slug = "optic-b"', MISMATCH, "slug", "not the file name"),
        (OPTIC, 'family = "optic"\n', "", MISSING, "family", "family is missing"),
        (OPTIC, 'family = "optic"', 'family = "cable"', INVALID, "family", "does not belong"),
        (OPTIC, 'family = "optic"', "family = [1]", INVALID, "family", "does not belong"),
        (
            SWITCH,
            "fabric_roles = [",
            "ports = 3\nfabric_roles = [",
            UNKNOWN,
            "ports[0].ports",
            "not a field",
        ),
        (PRICES, "low = 150\n", "", MISSING, "optic-a.price_usd.low", "a price needs both"),
        (
            PRICES,
            "currency_year = 2026",
            "currency_year = 1066",
            INVALID,
            "optic-a.currency_year",
            "2015",
        ),
        (PRICES, "[optic-a]", "year = 2026\n[optic-a]", INVALID, "year", "not a table"),
        (SET, 'slug = "set-a"', 'slug = "set-b"', MISMATCH, "slug", "not the file name"),
        (SET, 'name = "pue_ratio"', 'name = "pue"', INVALID, "assumptions[0].name", "unit suffix"),
        (SET, 'name = "pue_ratio"\n', "", INVALID, "assumptions[0].name", "unit suffix"),
        (
            SET,
            'name = "pue_ratio"',
            'name = "riser_m"',
            INVALID,
            "assumptions[0].figure.unit",
            "the field is length",
        ),
        (
            SET,
            'label = "Power usage effectiveness"\n',
            "",
            MISSING,
            "assumptions[0].label",
            "missing",
        ),
        (SET, 'name = "Set A"\n', "", MISSING, "name", "missing"),
        ("catalog.toml", 'version = "2026.01"', "version = 2026", MISSING, "version", "version"),
        ("sources.toml", 'title = "A laboratory"\n', "", MISSING, "lab.title", "missing"),
        (
            "sources.toml",
            "accessed = 2026-01-15",
            'accessed = "2026"',
            INVALID,
            "lab.accessed",
            "2026",
        ),
    ],
)
def test_that_a_spoiled_field_is_named(
    folder: Folder, name: str, old: str, new: str, code: FindingCode, field: str, words: str
) -> None:
    folder.edit(name, old, new)
    finding = only(folder)
    assert finding.code is code
    assert finding.severity is Severity.ERROR
    assert finding.locus.field == field
    assert finding.locus.file == f"catalogs/{name}"
    assert words in finding.message
    assert finding.hint
    with pytest.raises(CatalogError) as caught:
        load_library(folder.root)
    assert caught.value.findings == (finding,)


def test_that_assumptions_that_are_no_tables_are_reported(folder: Folder) -> None:
    folder.write(SET, 'slug = "set-a"\nname = "Set A"\nassumptions = [1]\n')
    finding = only(folder)
    assert (finding.code, finding.locus.field) == (FindingCode.FIELD_INVALID, "assumptions[0]")


def test_that_a_misspelt_field_gets_the_right_name_as_hint(folder: Folder) -> None:
    folder.edit(OPTIC, "[reach_m]", "[reach]")
    hints = {f.code: f.hint for f in findings(folder)}
    assert hints == {
        FindingCode.FIELD_UNKNOWN: 'did you mean "reach_m"?',
        FindingCode.FIELD_MISSING: "add reach_m",
    }


def test_that_the_same_slug_in_two_files_is_an_error_of_the_second(folder: Folder) -> None:
    text = (folder.root / OPTIC).read_text("utf-8")
    folder.write("optics/other/optic-a.toml", text)
    finding = only(folder)
    assert finding.code is FindingCode.SLUG_DUPLICATE
    assert finding.locus.file == "catalogs/optics/other/optic-a.toml"
    assert "catalogs/optics/example/optic-a.toml" in finding.message


def test_that_two_port_groups_of_one_name_are_an_error(folder: Folder) -> None:
    text = (folder.root / SWITCH).read_text("utf-8")
    folder.write(SWITCH, text + text[text.index("[[ports]]") :])
    finding = only(folder)
    assert finding.code is FindingCode.SLUG_DUPLICATE
    assert finding.locus.field == "ports[1].name"
    assert finding.locus.line == 20


def test_that_a_source_that_nothing_cites_is_a_warning(folder: Folder) -> None:
    text = (folder.root / "sources.toml").read_text("utf-8")
    folder.write("sources.toml", text + '[idle]\ntitle = "Idle"\naccessed = 2026-01-15\n')
    finding = only(folder)
    assert finding.code is FindingCode.SOURCE_ORPHAN
    assert finding.severity is Severity.WARNING
    assert (finding.locus.line, finding.locus.field) == (4, "idle")
    assert load_library(folder.root).version == "2026.01"


def test_that_a_source_cited_only_by_a_spoiled_record_is_no_orphan(folder: Folder) -> None:
    folder.edit(SWITCH, "count = 64", "count = 0")
    folder.edit(SWITCH, 'source = "lab"', 'source = "lab2"')
    text = (folder.root / "sources.toml").read_text("utf-8")
    folder.write("sources.toml", text + '[lab2]\ntitle = "Second"\naccessed = 2026-01-15\n')
    assert only(folder).locus.field == "ports[0].count"


def test_that_an_unknown_source_is_reported_at_its_line(folder: Folder) -> None:
    folder.edit(OPTIC, 'source = "lab", note', 'source = "lib", note')
    finding = only(folder)
    assert finding.code is FindingCode.SOURCE_UNKNOWN
    assert finding.locus.field == "reach_m.alternatives[0].source"
    assert finding.locus.line == 24


def test_that_the_newer_price_file_wins(folder: Folder) -> None:
    text = (folder.root / PRICES).read_text("utf-8")
    folder.write("prices/2026-02.toml", text.replace("value = 250", "value = 200"))
    quote = load_library(folder.root).price("optic-a")
    assert quote is not None
    assert quote.price_usd.value == 200


def test_that_a_file_in_no_family_folder_is_a_warning(folder: Folder) -> None:
    folder.write("switch/lost.toml", 'slug = "lost"\n')
    finding = only(folder)
    assert finding.severity is Severity.WARNING
    assert '"switch"' in finding.message


def test_that_folders_of_other_formats_are_left_alone(folder: Folder) -> None:
    folder.write("systems/notes.toml", "not = [toml")
    assert findings(folder) == []


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (b'slug = "a"\nname = \n', 2, "is not TOML"),
        (b'slug = "a"\nslug = "b"\n', 2, "is not TOML"),
        (b'slug = "a', 1, "is not TOML"),
        (b'slug = "a"\nname = "\xff"\n', 2, "is not UTF-8"),
        (b"x = " + b"[" * 3000 + b"]" * 3000, 0, "nested too deeply"),
        (b"x = " + b"9" * 5000, 1, "is not TOML"),
    ],
)
def test_that_a_file_that_is_no_toml_is_reported_with_its_line(
    folder: Folder, text: bytes, line: int, words: str
) -> None:
    folder.write(OPTIC, text)
    syntax = [f for f in findings(folder) if f.code is FindingCode.FILE_SYNTAX]
    assert [f.locus.line for f in syntax] == [line]
    assert words in syntax[0].message
    assert load_catalog(folder.root).library.part("switch-a") is not None


def test_that_a_byte_order_mark_and_windows_line_ends_are_read(folder: Folder) -> None:
    text = (folder.root / OPTIC).read_text("utf-8").replace("\n", "\r\n")
    folder.write(OPTIC, b"\xef\xbb\xbf" + text.encode())
    assert findings(folder) == []


def test_that_a_file_over_the_size_limit_is_not_read(folder: Folder) -> None:
    folder.write(SWITCH, "")
    os.truncate(folder.root / SWITCH, MAX_FILE_BYTES + 1)
    finding = only(folder)
    assert finding.code is FindingCode.FILE_UNREADABLE
    assert "16 MB" in finding.message


def test_that_a_directory_named_like_a_file_is_reported(folder: Folder) -> None:
    (folder.root / "optics" / "odd.toml").mkdir()
    finding = only(folder)
    assert finding.code is FindingCode.FILE_UNREADABLE


def test_that_a_file_that_cannot_be_read_is_reported(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pathlib import Path

    read_bytes = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path.name == "switch-a.toml":
            raise PermissionError(13, "Permission denied")
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    finding = only(folder)
    assert finding.code is FindingCode.FILE_UNREADABLE
    assert "Permission denied" in finding.message


@pytest.mark.parametrize("name", ["catalog.toml", "sources.toml"])
def test_that_a_missing_root_file_is_reported(folder: Folder, name: str) -> None:
    (folder.root / name).unlink()
    finding = only(folder)
    assert finding.code is FindingCode.FILE_UNREADABLE
    assert finding.locus.file == f"catalogs/{name}"


def test_that_a_missing_folder_is_one_clear_error(tmp_path: Path) -> None:
    load = load_catalog(tmp_path / "nowhere")
    assert [f.code for f in load.findings] == [FindingCode.FILE_UNREADABLE]
    assert load.library.parts == ()
    with pytest.raises(CatalogError, match="there is no catalog folder here"):
        load_library(tmp_path / "nowhere")


def test_that_the_error_message_names_the_first_place_and_counts_the_rest(folder: Folder) -> None:
    folder.edit(SWITCH, "count = 64", "count = 0")
    folder.edit(SWITCH, 'name = "Switch A"', "name = 4")
    with pytest.raises(CatalogError, match=r"switch-a\.toml:3: name: .*\(and 1 more\)$"):
        load_library(folder.root)
