"""Help: the pages that come with the program, the keys, and what the program is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, Qt, qVersion
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QTextBrowser,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from designer import __version__
from designer.paths import resources_dir
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.wording.wording import worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.ui.theme.look import Look

_GESTURES = (
    (worded("Drag from the catalog onto the canvas"), worded("Add a part or an assembly")),
    (
        worded("Drag on empty ground to the right"),
        worded("Select what the rectangle encloses"),
    ),
    (
        worded("Drag on empty ground to the left"),
        worded("Select what the rectangle touches"),
    ),
    (worded("Ctrl or Shift + click"), worded("Select as well, or no longer")),
    (worded("Arrow keys"), worded("Move the selection by one step; with Shift by ten")),
    (worded("Alt while dragging"), worded("Move freely, without steps and guide lines")),
    (worded("Drag a selected thing"), worded("Move it")),
    (
        worded("Drag from a port to another"),
        worded("Connect; the number of links is shown before release"),
    ),
    (
        worded("P, arrows and O while connecting"),
        worded("Choose the pattern, how deep the cable ends, and all copies or only two"),
    ),
    (worded("Double click a block"), worded("Enter it; the bar above the canvas leads back")),
    (worded("Wheel, middle drag, Space and drag"), worded("Zoom, pan")),
    ("Esc", worded("Give up the gesture")),
)


class HelpPages:
    """Opens the help dialogs of a window; each is built when it is first shown."""

    def __init__(self, window: QWidget, look: Look) -> None:
        self._window = window
        self._look = look

    def set_look(self, look: Look) -> None:
        self._look = look

    def show_quantities(self) -> None:
        """Show how each number is computed."""
        self.quantities_dialog().open()

    def show_shortcuts(self, keys: Callable[[], tuple[tuple[str, str], ...]]) -> None:
        """Show all keys and gestures."""
        self.shortcuts_dialog(keys()).open()

    def show_about(self) -> None:
        """Show version, licence and libraries."""
        self.about_dialog().open()

    def quantities_dialog(self) -> QDialog:
        """Return the dialog of the help pages, one per quantity."""
        dialog, layout = self._dialog(tr("Quantities"), 860, 600)
        folder = resources_dir() / "help"
        spoken = folder / QLocale().name()
        pages = sorted((spoken if spoken.is_dir() else folder).glob("*.md"))
        titles = QListWidget(dialog)
        titles.setAccessibleName(tr("Help pages"))
        titles.setMaximumWidth(220)
        text = QTextBrowser(dialog)
        text.setAccessibleName(tr("Help page"))
        text.setOpenLinks(False)
        texts = [page.read_text(encoding="utf-8") for page in pages]
        for page, content in zip(pages, texts, strict=True):
            first = content.splitlines()[0] if content else page.stem
            titles.addItem(first.lstrip("# "))
        titles.currentRowChanged.connect(lambda row: text.setMarkdown(texts[row]))
        if pages:
            titles.setCurrentRow(0)
        row = QHBoxLayout()
        row.addWidget(titles)
        row.addWidget(text, 1)
        layout.insertLayout(0, row, 1)
        return dialog

    def shortcuts_dialog(self, keys: tuple[tuple[str, str], ...]) -> QDialog:
        """Return the dialog that lists keys and gestures."""
        dialog, layout = self._dialog(tr("Keys and gestures"), 620, 640)
        tree = QTreeWidget(dialog)
        tree.setAccessibleName(tr("Keys and gestures"))
        tree.setColumnCount(2)
        tree.setHeaderLabels([tr("Key or gesture"), tr("What it does")])
        tree.setRootIsDecorated(False)
        rows = [(key, text.rstrip("…")) for text, key in keys]
        gestures = tuple((shown(gesture), shown(what)) for gesture, what in _GESTURES)
        for left, right in (*gestures, *rows):
            tree.addTopLevelItem(QTreeWidgetItem([left, right]))
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        layout.insertWidget(0, tree, 1)
        return dialog

    def about_dialog(self) -> QDialog:
        """Return the dialog about the program."""
        dialog, layout = self._dialog(tr("About Supernode Designer"), 460, 0)
        layout.insertWidget(0, plain_label(tr("Supernode Designer"), "title", dialog))
        paragraphs = (
            tr("Version {version}, Apache License 2.0.", version=__version__),
            tr(
                "Draw AI supernodes and clusters as graphs, and read throughput, bisection, power "
                "and cost as they follow from the drawing. Every number says how it was computed, "
                "how sure it is and where its inputs come from."
            ),
            tr(
                "Built with Qt {qt} (LGPL 3), NumPy, NetworkX, SciPy, HiGHS, pydantic, pyqtgraph "
                "and XlsxWriter. Typefaces Inter and Noto Sans CJK (SIL Open Font License).",
                qt=qVersion(),
            ),
        )
        text = "\n\n".join(paragraphs)
        layout.insertWidget(1, plain_label(text, "", dialog))
        return dialog

    def _dialog(self, title: str, width: int, height: int) -> tuple[QDialog, QVBoxLayout]:
        dialog = QDialog(self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setWindowTitle(title)
        dialog.setAccessibleName(title)
        dialog.setWindowIcon(self._look.icons.icon("designer", self._look.theme.accent))
        dialog.setMinimumWidth(width)
        dialog.setMinimumHeight(height)
        layout = QVBoxLayout(dialog)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
        buttons.rejected.connect(dialog.reject)
        layout.addWidget(buttons)
        return dialog, layout
