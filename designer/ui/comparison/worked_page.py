"""The page of a worked comparison: what is asked, and the quantities that answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from designer.ui.comparison.table import CompareView
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.comparison_rows import worked_lines
from designer.wording.catalog_labels import labelled

if TYPE_CHECKING:
    from designer.ui.theme.look import Look
    from designer.workbench.comparing import WorkedAnswer


class WorkedPage(QWidget):
    """A question above the table of computed and published quantities with their sources."""

    def __init__(self, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Worked comparison"))
        self._title = plain_label("", "title")
        self._question = plain_label("")
        self._question.setWordWrap(True)
        self.table = CompareView(look, tr("Worked comparison"), tr("Quantity"), self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 8, 0, 0)
        layout.addWidget(self._title)
        layout.addWidget(self._question)
        layout.addWidget(self.table, 1)

    @property
    def question_text(self) -> str:
        return self._question.text()

    def show_answer(self, answer: WorkedAnswer) -> None:
        """Show a worked comparison.

        Parameters
        ----------
        answer
            Its designs with their numbers.
        """
        self._title.setText(shown(labelled(answer.worked.title)))
        self._question.setText(shown(labelled(answer.worked.question)))
        self.table.show_table(worked_lines(answer))
