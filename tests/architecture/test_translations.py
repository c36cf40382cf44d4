"""Texts of the window: every one is found by translators, translated, and compiled."""

from __future__ import annotations

import ast
import re
import string
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from PySide6.QtCore import QTranslator

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT: Final = Path(__file__).resolve().parents[2]
FOLDER: Final = ROOT / "resources" / "translations"
LANGUAGES: Final = ("zh_CN",)
UI: Final = sorted((ROOT / "designer" / "ui").rglob("*.py"))
MODULES: Final = sorted((ROOT / "designer").rglob("*.py"))
WORDED: Final = frozenset({"tr", "worded"})

SHOWING: Final = frozenset({
    "QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction",
    "QDockWidget", "QToolBar", "setText", "setToolTip", "setStatusTip", "setWhatsThis", "setTitle",
    "setWindowTitle", "setAccessibleName", "setAccessibleDescription", "setPlaceholderText",
    "setInformativeText", "setLabelText", "setHeaderLabels", "setHorizontalHeaderLabels",
    "addAction", "addMenu", "addTab", "addItem", "addRow", "showMessage", "setSuffix",
    "setSpecialValueText",
})  # fmt: skip
"""Calls whose literals a user reads."""


def name_of(call: ast.Call) -> str:
    function = call.func
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def calls_in(path: Path) -> Iterator[ast.Call]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def texts_of_source() -> set[str]:
    return {
        str(call.args[0].value)
        for path in MODULES
        for call in calls_in(path)
        if name_of(call) in WORDED
        and isinstance(call.func, ast.Name)
        and isinstance(call.args[0], ast.Constant)
    }


def translations(language: str) -> dict[str, str]:
    tree = ET.parse(FOLDER / f"{language}.ts")  # noqa: S314 - our own file
    found: dict[str, str] = {}
    for message in tree.iter("message"):
        source, target = message.find("source"), message.find("translation")
        assert source is not None
        assert target is not None
        is_finished = target.get("type") != "unfinished"
        found[source.text or ""] = (target.text or "") if is_finished else ""
    return found


def places_in(text: str) -> list[tuple[str, str]]:
    if "{" not in text:  # a lone closing brace, in a text that is taken as it is
        return []
    return sorted(
        (name, spec or "")
        for _, name, spec, _ in string.Formatter().parse(text)
        if name is not None
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(ROOT)))
def test_that_texts_are_literals_that_translators_can_find(path: Path) -> None:
    glued = [
        call.lineno
        for call in calls_in(path)
        if name_of(call) in WORDED
        and isinstance(call.func, ast.Name)
        and path.parent.name not in {"wording", "language"}
        and not (
            call.args
            and isinstance(call.args[0], ast.Constant)
            and isinstance(call.args[0].value, str)
        )
    ]
    assert glued == [], "write one literal with named places"


@pytest.mark.parametrize("path", UI, ids=lambda p: str(p.relative_to(ROOT)))
def test_that_no_text_is_translated_while_a_module_is_imported(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {
        id(node)
        for scope in ast.walk(tree)
        if isinstance(scope, ast.FunctionDef | ast.Lambda)
        for node in ast.walk(scope)
    }
    early = [
        call.lineno
        for call in calls_in_tree(tree)
        if id(call) not in inside and name_of(call) == "tr" and isinstance(call.func, ast.Name)
    ]
    assert early == [], "constants are worded() here and shown() where they are used"


def calls_in_tree(tree: ast.AST) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree) if isinstance(node, ast.Call))


def is_text(node: ast.expr) -> bool:
    if isinstance(node, ast.JoinedStr):
        return any(is_text(part) for part in node.values if isinstance(part, ast.Constant))
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search("[A-Za-z]{2}", node.value) is not None
    )


def untranslated_in(path: Path) -> list[int]:
    return sorted({
        argument.lineno
        for call in calls_in(path)
        if name_of(call) in SHOWING
        for argument in [*call.args, *list_items(call)]
        if is_text(argument)
    })


def list_items(call: ast.Call) -> Iterator[ast.expr]:
    for argument in call.args:
        if isinstance(argument, ast.List | ast.Tuple):
            yield from argument.elts


@pytest.mark.parametrize("path", UI, ids=lambda p: str(p.relative_to(ROOT)))
def test_that_a_module_of_the_window_shows_no_bare_literal(path: Path) -> None:
    assert untranslated_in(path) == [], "use tr() of designer.ui.language.text"


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_every_text_has_a_translation_and_no_translation_is_left_over(language: str) -> None:
    source, known = texts_of_source(), translations(language)
    assert sorted(source - set(known)) == [], "run .ci/translations and translate"
    assert sorted(set(known) - source) == [], "run .ci/translations"
    assert sorted(text for text, target in known.items() if not target) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_a_translation_has_the_places_and_keys_of_its_text(language: str) -> None:
    wrong = [
        source
        for source, target in translations(language).items()
        if target and places_in(source) != places_in(target)
    ]
    assert wrong == []
    without_key = [
        source
        for source, target in translations(language).items()
        if re.search("&[A-Za-z]", source) and target and not re.search("&[A-Za-z]", target)
    ]
    assert without_key == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_what_the_window_loads_is_what_was_translated(language: str) -> None:
    translator = QTranslator()
    assert translator.load(language, str(FOLDER))
    stale = [
        source
        for source, target in translations(language).items()
        if translator.translate("", source) != target
    ]
    assert stale == [], "run .ci/translations"
