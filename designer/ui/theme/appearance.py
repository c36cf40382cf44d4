"""Which theme is shown: chosen by the user, or that of the platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QStyleFactory, QToolTip

from designer.ui.theme.fonts import register_fonts
from designer.ui.theme.look import SYSTEM, Look, make_look, theme_named
from designer.ui.theme.palette import palette_of
from designer.ui.theme.style import style_sheet

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtWidgets import QApplication


class Appearance(QObject):
    """Sets style, palette, fonts and style sheet of the application, and tells when they change.

    Parameters
    ----------
    application
        The application to dress.
    resources
        Folder of fonts and icons.
    choice
        ``system``, ``light``, ``dark`` or ``contrast``.
    on_choice
        Told of every choice of the user, to keep it.
    """

    changed = Signal(object)

    def __init__(
        self,
        application: QApplication,
        resources: Path,
        choice: str,
        on_choice: Callable[[str], None] = lambda _: None,
    ) -> None:
        super().__init__(application)
        self.application = application
        self.choice = choice
        self._resources = resources
        self._on_choice = on_choice
        self._families = register_fonts(resources)
        style = QStyleFactory.create("Fusion")
        if style is not None:
            application.setStyle(style)
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        if hasattr(hints, "accessibility"):
            hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self.look: Look = self._dress()

    def choose(self, choice: str) -> None:
        """Show another theme and remember it."""
        self.choice = choice
        self._on_choice(choice)
        self._redress()

    def _follow_system(self) -> None:
        if self.choice == SYSTEM:
            self._redress()

    def _redress(self) -> None:
        if theme_named(self.choice) is not self.look.theme:
            self.look = self._dress()
            self.changed.emit(self.look)

    def _dress(self) -> Look:
        look = make_look(theme_named(self.choice), self._resources, self._families)
        palette = palette_of(look.theme)
        self.application.setFont(look.font)
        self.application.setPalette(palette)
        QToolTip.setPalette(palette)
        QToolTip.setFont(look.font)
        self.application.setStyleSheet(style_sheet(look.theme, self._resources / "icons"))
        return look
