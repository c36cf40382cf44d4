"""Which language the window speaks: chosen by the user, or that of the desktop."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QLibraryInfo, QLocale, QObject, QTranslator, Signal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

SYSTEM: Final = "system"
LANGUAGES: Final = {"en": "English", "zh_CN": "简体中文"}
"""Languages by code, named in themselves."""

CHOICES: Final = (SYSTEM, *LANGUAGES)


def language_named(choice: str) -> str:
    """Return the code of the language that a choice stands for.

    Parameters
    ----------
    choice
        ``system`` or a code of :data:`LANGUAGES`.

    Returns
    -------
    str
        A code; English where the desktop speaks a language that the window does not.
    """
    if choice in LANGUAGES:
        return choice
    is_chinese = QLocale.system().language() == QLocale.Language.Chinese
    return "zh_CN" if is_chinese else "en"


class LanguageSwitch(QObject):
    """Installs the translation of the application, and tells when another one is chosen.

    Parameters
    ----------
    application
        The application that speaks.
    resources
        Folder that holds ``translations``.
    choice
        ``system`` or a code of :data:`LANGUAGES`.
    on_choice
        Told of every choice of the user, to keep it.

    Signals
    -------
    changed(str)
        The code of the language that the application speaks from now on.
    """

    changed = Signal(str)

    def __init__(
        self,
        application: QApplication,
        resources: Path,
        choice: str = "en",
        on_choice: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._folder = resources / "translations"
        self._on_choice = on_choice
        self._installed: list[QTranslator] = []
        self.choice = choice
        self.code = language_named(choice)
        self._install()

    def choose(self, choice: str) -> None:
        """Speak another language and remember it."""
        self.choice = choice
        self._on_choice(choice)
        code = language_named(choice)
        if code != self.code:
            self.code = code
            self._install()
            self.changed.emit(code)

    def _install(self) -> None:
        for translator in self._installed:
            self._application.removeTranslator(translator)
        self._installed = []
        QLocale.setDefault(QLocale(self.code))
        if self.code == "en":
            return
        of_qt = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        for folder, name in ((of_qt, f"qtbase_{self.code}"), (str(self._folder), self.code)):
            translator = QTranslator(self)
            if translator.load(name, folder):
                self._application.installTranslator(translator)
                self._installed.append(translator)
