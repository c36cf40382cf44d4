"""The style sheet: spacing on a grid of 4 and 8 px, three text sizes, one border colour."""

from __future__ import annotations

from string import Template
from typing import TYPE_CHECKING, Final

from designer.ui.theme.fonts import SMALL_PX, TITLE_PX
from designer.ui.theme.palette import blend

if TYPE_CHECKING:
    from pathlib import Path

    from designer.ui.theme.theme import Theme

_SHEET: Final = Template("""
QMainWindow { background: $window; }
QMainWindow::separator { background: $border; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }
QMenuBar { background: $surface; border-bottom: 1px solid $border; padding: 2px 4px; }
QMenuBar::item { padding: 4px 8px; border-radius: 4px; background: transparent; }
QMenuBar::item:selected { background: $hover; }
QMenu { background: $surface; border: 1px solid $border; padding: 4px; }
QMenu::item { padding: 5px 24px 5px 8px; border-radius: 4px; }
QMenu::item:selected { background: $hover; color: $text; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $border; margin: 4px 8px; }
QMenu::icon { padding-left: 8px; }
QToolBar { background: $surface; border: none; border-bottom: 1px solid $border;
  padding: 4px 8px; spacing: 2px; }
QToolBar::separator { width: 1px; background: $border; margin: 4px 6px; }
QToolButton { border: 1px solid transparent; border-radius: 4px; padding: 4px; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $pressed; border-color: $border; }
QToolButton:focus { border-color: $accent; }
QDockWidget { titlebar-close-icon: none; titlebar-normal-icon: none; }
QDockWidget::title { background: $window; padding: 6px 12px; text-align: left;
  border-bottom: 1px solid $border; }
QTabBar { background: $window; }
QTabBar::tab { background: transparent; color: $text_muted; padding: 6px 12px;
  border: none; border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $border; }
QHeaderView { background: $surface; }
QHeaderView::section { background: $surface; color: $text_muted; font-size: ${small}px;
  border: none; border-bottom: 1px solid $border; padding: 4px 8px; }
QTreeView, QTableView, QListView { background: $surface; border: none; outline: none;
  selection-background-color: $selected; selection-color: $text; }
QTreeView::item, QTableView::item { padding: 3px 4px; border: none; }
QTreeView::item:hover, QTableView::item:hover { background: $hover; }
QTreeView::item:selected, QTableView::item:selected { background: $selected; color: $text; }
QTreeView::item:selected:active, QTableView::item:selected:active { background: $selected_strong; }
QLineEdit, QPlainTextEdit { background: $surface; color: $text;
  border: 1px solid $control; border-radius: 4px; padding: 3px 8px;
  selection-background-color: $selection; selection-color: $accent_text; }
QLineEdit:focus, QPlainTextEdit:focus { border-color: $accent; }
QLineEdit:disabled { color: $disabled; background: $surface_raised; }
QLineEdit[invalid="true"] { border-color: $error; }
QPushButton { background: $surface_raised; color: $text; border: 1px solid $control;
  border-radius: 4px; padding: 4px 12px; }
QPushButton:hover { background: $hover; }
QPushButton:pressed { background: $pressed; }
QPushButton:focus { border-color: $accent; }
QPushButton:disabled { color: $disabled; }
QPushButton:default { background: $accent; color: $accent_text; border-color: $accent; }
QComboBox { background: $surface; color: $text; border: 1px solid $control; border-radius: 4px;
  padding: 3px 8px; selection-background-color: $selection; selection-color: $accent_text; }
QComboBox:focus, QComboBox:on { border-color: $accent; }
QComboBox:disabled { color: $disabled; border-color: $border; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url("$icons/chevron-$ink.svg"); width: 14px; height: 14px; }
QComboBox QAbstractItemView { background: $surface; color: $text; border: 1px solid $control;
  padding: 2px; selection-background-color: $selected; selection-color: $text; }
QComboBox QLineEdit { border: none; padding: 0; background: transparent; }
QCheckBox { spacing: 6px; }
QCheckBox::indicator, QTreeView::indicator, QListView::indicator { width: 13px; height: 13px;
  border: 1px solid $control; border-radius: 3px; background: $surface; }
QCheckBox::indicator:checked, QTreeView::indicator:checked, QListView::indicator:checked {
  background: $accent; border-color: $accent; image: url("$icons/tick-$ink_on_accent.svg"); }
QTreeView::indicator:indeterminate { background: $accent; border-color: $accent;
  image: url("$icons/dash-$ink_on_accent.svg"); }
QCheckBox::indicator:focus { border-color: $accent; }
QCheckBox::indicator:disabled { border-color: $border; }
QStatusBar { background: $surface; border-top: 1px solid $border; color: $text_muted; }
QStatusBar::item { border: none; }
QStatusBar QLabel { color: $text_muted; padding: 2px 8px; }
QScrollArea { border: none; background: $surface; }
QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $handle; border-radius: 4px; margin: 1px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $text_muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QSplitter::handle { background: $border; }
QSplitter::handle:vertical { height: 1px; }
QToolTip { background: $surface_raised; color: $text; border: 1px solid $border; padding: 6px; }
QFrame#card { background: $surface_raised; border: 1px solid $border; border-radius: 6px; }
QWidget#breadcrumb { background: $surface; border-bottom: 1px solid $border; }
QWidget#segments { background: $surface; border-bottom: 1px solid $border; }
QToolButton#segment { border: 1px solid $border; border-radius: 0; padding: 3px 10px;
  color: $text_muted; margin-left: -1px; background: $surface; }
QToolButton#segment[place="first"] { border-top-left-radius: 4px; border-bottom-left-radius: 4px;
  margin-left: 0; }
QToolButton#segment[place="last"] { border-top-right-radius: 4px; border-bottom-right-radius: 4px; }
QToolButton#segment:hover { background: $hover; color: $text; }
QToolButton#segment:checked { background: $selected; color: $text; border-color: $accent; }
QToolButton#segment:focus { border-color: $accent; }
QDialog#popup { background: $surface; border: 1px solid $control; }
QWidget#panel, QWidget#inspector-body { background: $surface; }
QListWidget#choices { background: $surface_raised; border: 1px solid $border;
  border-radius: 6px; padding: 4px; }
QListWidget#choices::item { padding: 5px 8px; border-radius: 4px; }
QListWidget#choices::item:selected { background: $selected_strong; color: $text; }
QLabel#title { font-size: ${title}px; font-weight: 600; color: $text; }
QLabel#section { color: $text_muted; font-size: ${small}px; font-weight: 600; }
QLabel#muted, QLabel#empty { color: $text_muted; }
QLabel#small { color: $text_muted; font-size: ${small}px; }
QLabel#problem { color: $error; font-size: ${small}px; }
QLabel#badge { border: 1px solid $border; border-radius: 3px; padding: 0 4px;
  color: $text_muted; font-size: 11px; }
QLabel#badge[kind="good"] { color: $good; border-color: $good; }
QLabel#badge[kind="warning"] { color: $warning; border-color: $warning; }
QLabel#badge[kind="error"] { color: $error; border-color: $error; }
QLabel#badge[kind="info"] { color: $info; border-color: $info; }
""")


def style_sheet(theme: Theme, icons: Path) -> str:
    """Return the style sheet in the colours of a theme; ``icons`` is the folder of the icons."""
    return _SHEET.substitute(
        window=theme.window,
        surface=theme.surface,
        surface_raised=theme.surface_raised,
        icons=icons.as_posix(),
        ink="white" if theme.is_dark else "black",
        ink_on_accent="black" if theme.is_dark else "white",
        border=theme.border,
        control=theme.control,
        text=theme.text,
        text_muted=theme.text_muted,
        accent=theme.accent,
        accent_text=theme.accent_text,
        selection=theme.selection,
        error=theme.error,
        warning=theme.warning,
        info=theme.info,
        good=theme.good,
        disabled=blend(theme.surface, theme.text, 0.45),
        hover=blend(theme.surface, theme.text, 0.06),
        pressed=blend(theme.surface, theme.text, 0.12),
        selected=blend(theme.surface, theme.accent, 0.18),
        selected_strong=blend(theme.surface, theme.accent, 0.28),
        handle=blend(theme.surface, theme.text, 0.22),
        small=SMALL_PX,
        title=TITLE_PX,
    )
