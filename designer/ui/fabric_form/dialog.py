"""Insert > Fabric: choose a family or a system, fill in its parameters, see what they build."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.ui.fabric_form.totals import TotalsGrid
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label, plain_tip
from designer.viewmodel.fabric_form import (
    FabricPreview,
    family_rows,
    field_rows,
    preview,
    system_rows,
    totals_request,
)
from designer.viewmodel.fabric_place import texts_in_place
from designer.wording.terms import term
from designer.workbench.worker import Lane

if TYPE_CHECKING:
    from designer.fabric.families.family import Family
    from designer.ui.bridge import WorkbenchBridge
    from designer.viewmodel.fabric_form import FieldRow, TotalRow
    from designer.viewmodel.fabric_place import FabricPlace

_IDLE_MS = 250
"""How long the fields must rest before bisection and cost are worked out."""


class FabricDialog(QDialog):
    """A family or a reference system, its fields, and live totals of what they build.

    Counts follow at once; bisection, diameter, power and cost are worked out beside the window.

    Signals
    -------
    inserted(object)
        A design to insert into the one that is open.
    replaced(object)
        A design to put in the place of what is selected.
    started(object)
        A design to open as a new one.
    """

    inserted = Signal(object)
    replaced = Signal(object)
    started = Signal(object)

    def __init__(
        self, bridge: WorkbenchBridge, parent: QWidget, place: FabricPlace | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("Insert a fabric"))
        self.setAccessibleName(tr("Fabric"))
        self.resize(900, 700)
        self._library = bridge.workbench.library
        self._place = place
        self._in_place = self._make_in_place()
        self._executor = ThreadPoolExecutor(1, "designer-fabric-form")
        self._lane = Lane(self._executor, bridge.post)
        self._rows: list[Family | None] = [*family_rows(), None, *system_rows()]
        self._family: Family = family_rows()[0]
        self._fields: dict[str, QLineEdit | QComboBox] = {}
        self._shown = FabricPreview(None, ())
        self._families = self._make_list()
        self._drawing = plain_label("", "muted")
        self._form_area = QScrollArea(self)
        self._form_area.setWidgetResizable(True)
        self._form_area.setAccessibleName(tr("Parameters"))
        self._drawing.setWordWrap(True)
        self._form_area.setFrameShape(QFrame.Shape.NoFrame)
        self._totals = TotalsGrid(self)
        self._problem = plain_label("", "problem")
        self._problem.setAccessibleName(tr("Problem"))
        self._problem.setVisible(False)
        self._insert = QPushButton(tr("Insert into the design"), self)
        self._insert.setDefault(True)
        self._insert.clicked.connect(self._insert_design)
        self._start = QPushButton(tr("Open as a new design"), self)
        self._start.setAutoDefault(False)
        self._start.clicked.connect(self._start_design)
        self._lay_out()
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_IDLE_MS)
        self._timer.timeout.connect(self.complete)
        self._families.currentRowChanged.connect(self._show_family)
        self._families.setCurrentRow(0)

    @property
    def shown(self) -> FabricPreview:
        """What the fields build at present."""
        return self._shown

    @property
    def problem_text(self) -> str:
        """Why the fields build nothing; empty if they build something."""
        return self._problem.text()

    @property
    def totals_text(self) -> str:
        return self._totals.text

    @property
    def can_insert(self) -> bool:
        return self._insert.isEnabled()

    def choose(self, name: str) -> None:
        """Show the fields of a family.

        Parameters
        ----------
        name
            Slug of the family or system.
        """
        names = ["" if family is None else family.name for family in self._rows]
        self._families.setCurrentRow(names.index(name))

    def prefer_new_design(self) -> None:
        """Let Enter open a new design rather than insert into the one that is open."""
        self._start.setAutoDefault(True)
        self._start.setDefault(True)

    def set_text(self, name: str, text: str) -> None:
        """Put text into a field, as if it were typed or chosen.

        Parameters
        ----------
        name
            Parameter.
        text
            Its text.
        """
        field = self._fields[name]
        if isinstance(field, QComboBox):
            ix = field.findData(text)
            field.setCurrentIndex(ix if ix >= 0 else field.findText(text))
        else:
            field.setText(text)

    def complete(self) -> None:
        """Ask for the numbers that take longer than counting."""
        if self._shown.design is not None:
            self._lane.submit(totals_request(self._shown.design, self._library, self._land))

    def shut_down(self) -> None:
        """Want nothing more, as when the main window is closed."""
        self._timer.stop()
        self._lane.drop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    @override
    def done(self, result: int) -> None:
        self.shut_down()
        super().done(result)

    def _land(self, rows: tuple[TotalRow, ...]) -> None:
        self._show_totals((*self._shown.totals, *rows))

    def _make_in_place(self) -> QCheckBox | None:
        if self._place is None:
            return None
        box = QCheckBox(
            tr(
                "In the place of the selection: {n_accelerators} accelerators, {n_racks} racks",
                n_accelerators=f"{self._place.n_accelerators:,}",
                n_racks=f"{self._place.n_racks:,}",
            ),
            self,
        )
        box.setToolTip(tr("Fill in what is selected, and replace it when inserting"))
        box.toggled.connect(lambda _: self._show_family(self._families.currentRow()))
        return box

    def _is_in_place(self) -> bool:
        return self._in_place is not None and self._in_place.isChecked()

    def _make_list(self) -> QListWidget:
        names = QListWidget(self)
        names.setAccessibleName(tr("Families"))
        names.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        names.setObjectName("choices")
        names.setFixedWidth(300)
        names.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        names.setTextElideMode(Qt.TextElideMode.ElideRight)
        for family in self._rows:
            if family is None:
                heading = QListWidgetItem(tr("Reference systems"), names)
                heading.setFlags(Qt.ItemFlag.NoItemFlags)
            else:
                names.addItem(shown(family.title))
        return names

    def _show_family(self, row: int) -> None:
        family = self._rows[row] if row >= 0 else None
        if family is None:
            return
        self._family = family
        drawing = shown(self._family.drawing)
        is_system = self._family in system_rows()
        self._drawing.setText(tr("As shipped: {what}", what=drawing) if is_system else drawing)
        self._fields = {}
        place = self._place if self._is_in_place() else None
        given = {} if place is None else texts_in_place(family, place)
        box = QWidget(self._form_area)
        box.setObjectName("panel")
        box.setAccessibleName(tr("Fields"))
        form = QFormLayout(box)
        form.setContentsMargins(0, 0, 8, 0)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.ExpandingFieldsGrow)
        for row_of_field in field_rows(self._family, self._library):
            text = given.get(row_of_field.name, row_of_field.text)
            field = row_of_field._replace(text=text)
            widget = self._make_field(field)
            self._fields[field.name] = widget
            form.addRow(shown(field.label) + (f" [{field.unit}]" if field.unit else ""), widget)
        self._form_area.setWidget(box)
        self._refresh()

    def _make_field(self, field: FieldRow) -> QLineEdit | QComboBox:
        widget: QLineEdit | QComboBox
        if field.choices:
            widget = QComboBox(self)
            for choice in field.choices:
                widget.addItem(self._choice_text(choice), choice)
            widget.setCurrentIndex(max(0, widget.findData(field.text)))
            widget.currentIndexChanged.connect(self._refresh)
        else:
            widget = QLineEdit(field.text, self)
            widget.setPlaceholderText(shown(term("automatic")))
            widget.textChanged.connect(self._refresh)
        widget.setAccessibleName(shown(field.label))
        widget.setStatusTip(shown(field.help))
        widget.setToolTip(plain_tip(shown(field.help)))
        return widget

    def _choice_text(self, choice: str) -> str:
        part = self._library.part(choice)
        return part.name if part is not None else shown(term(choice or "automatic"))

    def _texts(self) -> dict[str, str]:
        texts: dict[str, str] = {}
        for name, widget in self._fields.items():
            if isinstance(widget, QComboBox):
                texts[name] = str(widget.currentData())
            else:
                texts[name] = widget.text()
        return texts

    def _refresh(self, *_: object) -> None:
        self._lane.drop()
        self._shown = preview(self._family, self._library, self._texts())
        self._problem.setText(shown(self._shown.problem))
        self._problem.setVisible(bool(self._shown.problem))
        self._show_totals(self._shown.totals)
        has_design = self._shown.design is not None
        self._insert.setEnabled(has_design)
        self._insert.setDefault(has_design)
        self._start.setEnabled(has_design)
        self._timer.start()

    def _show_totals(self, rows: tuple[TotalRow, ...]) -> None:
        self._totals.show_rows(rows)
        self._totals.setVisible(bool(rows))

    def _insert_design(self) -> None:
        if self._shown.design is not None:
            self.accept()
            (self.replaced if self._is_in_place() else self.inserted).emit(self._shown.design)

    def _start_design(self) -> None:
        if self._shown.design is not None:
            self.accept()
            self.started.emit(self._shown.design)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(self._start)
        buttons.addWidget(self._insert)
        right = QVBoxLayout()
        right.setSpacing(10)
        right.addWidget(self._drawing)
        if self._in_place is not None:
            right.addWidget(self._in_place)
        right.addWidget(self._form_area, 1)
        right.addWidget(self._problem)
        right.addWidget(self._totals)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self._families)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(plain_label(tr("Insert a fabric"), "title"))
        layout.addLayout(middle, 1)
        layout.addLayout(buttons)
        self._families.setFocus(Qt.FocusReason.OtherFocusReason)
