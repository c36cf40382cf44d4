"""The failures window: everything fails once, worst first; groups and random failures beside."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from designer.commands.risk_groups import RemoveRiskGroup, SetRiskGroup
from designer.evaluate.failure_modes import NOT_AT_RANDOM, FailureKind
from designer.evaluate.random_failures import MAX_FAILED, MAX_SAMPLES
from designer.model.ids import FabricId, text_from_path
from designer.model.risk_groups import RiskGroup
from designer.ui.failures.table import FailureView
from designer.ui.language.text import shown, tr
from designer.ui.panels.plain import plain_label
from designer.viewmodel.failure_rows import failure_rows, random_lines
from designer.wording.terms import term
from designer.wording.wording import joined, worded
from designer.workbench.failing import RandomWanted, failure_request
from designer.workbench.worker import Lane

if TYPE_CHECKING:
    from PySide6.QtGui import QCloseEvent, QShowEvent

    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.theme.look import Look
    from designer.workbench.failing import FailureProgress

_ALL_FABRICS: Final = worded("All fabrics")
_WATCH_MS: Final = 60
"""How often the buttons look whether the work is done."""


class FailuresDialog(QDialog):
    """What is left when something fails; computed beside the window, never in its thread.

    Signals
    -------
    located(tuple)
        Paths of the failure that was clicked.
    """

    located = Signal(object)

    def __init__(self, bridge: WorkbenchBridge, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("panel")
        self.setWindowTitle(tr("What if something fails"))
        self.setAccessibleName(tr("Failures window"))
        self.resize(1180, 680)
        self._bridge = bridge
        self._executor = ThreadPoolExecutor(1, "designer-failures")
        self._lane = Lane(self._executor, bridge.post)
        self._fabric = self._combo(tr("Fabric that counts"))
        self._bar = QProgressBar(self)
        self._bar.setAccessibleName(tr("Failures tried"))
        self._stop = self._button(tr("Stop"), tr("Leave the rest untried"), self.stop)
        self._again = self._button(
            tr("Try again"), tr("Try every failure of the design"), self.refresh
        )
        self.table = FailureView(look, self)
        self._problem = plain_label("", "problem")
        self._group_name = QLineEdit(self)
        self._group_name.setAccessibleName(tr("Name of the risk group"))
        self._group_name.setPlaceholderText(tr("Name, such as Feed A"))
        self._group_name.setMinimumWidth(240)
        self._add_group = self._button(
            tr("Selection fails together"), tr("Keep the selection as a risk group"), self.add_group
        )
        self._groups = self._combo(tr("Risk groups"))
        self._drop_group = self._button(tr("Forget"), tr("Forget this risk group"), self.drop_group)
        self._n_failed = self._spin(tr("How many fail at a time"), 1, MAX_FAILED, 2)
        self._kind = self._combo(tr("What fails at random"))
        for kind in (k for k in FailureKind if k not in NOT_AT_RANDOM):
            self._kind.addItem(shown(term(kind.value)), kind.value)
        self._kind.setCurrentIndex(self._kind.findData(FailureKind.SWITCH.value))
        self._n_samples = self._spin(tr("Samples"), 2, MAX_SAMPLES, 50)
        self._seed = self._spin(tr("Seed"), 0, 2**31 - 1, 1)
        self._draw = self._button(tr("Draw"), tr("Let so many fail at random, so often"), self.draw)
        self._random = plain_label("", "muted")
        self._random.setAccessibleName(tr("Random failures"))
        self._watch = QTimer(self)
        self._watch.setInterval(_WATCH_MS)
        self._watch.timeout.connect(self._show_buttons)
        self._lay_out()
        self.table.clicked.connect(self._locate)
        self._fabric.activated.connect(self.refresh)
        bridge.snapshot_changed.connect(self._follow)
        bridge.selection_changed.connect(self._show_buttons)

    @property
    def problem(self) -> str:
        return self._problem.text()

    @property
    def random_text(self) -> str:
        return self._random.text()

    @property
    def is_busy(self) -> bool:
        return self._lane.is_busy

    def set_look(self, look: Look) -> None:
        self.table.set_look(look)

    def refresh(self) -> None:
        """Try every failure of the design as it is now."""
        self._fill()
        self._say("")
        self._random.setText("")
        self._bar.setRange(0, 0)
        self._submit(None)

    def draw(self) -> None:
        """Let things fail at random."""
        wanted = RandomWanted(
            FailureKind(self._kind.currentData()),
            self._n_failed.value(),
            self._n_samples.value(),
            self._seed.value(),
        )
        self._say("")
        self._random.setText(tr("Drawing …"))
        self._submit(wanted)

    def stop(self) -> None:
        """Leave what is not tried yet."""
        self._lane.drop()
        self._random.setText("")
        self._show_buttons()

    def add_group(self) -> None:
        """Keep the selection as a risk group of the design."""
        selection = self._bridge.selection
        paths = tuple(text_from_path(path) for path in selection.paths)
        name = self._group_name.text().strip()
        if not paths or not name:
            self._say(tr("Select what fails together, and give the group a name"))
            return
        try:
            group = RiskGroup(name=name, paths=paths)
        except ValueError:
            self._say(tr("This name cannot be used, or the selection is too large for one group"))
            return
        if self._bridge.apply(SetRiskGroup(group=group)):
            self._group_name.clear()

    def drop_group(self) -> None:
        """Forget the risk group that is shown."""
        name = self._groups.currentText()
        if name:
            self._bridge.apply(RemoveRiskGroup(name=name))

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.refresh()

    @override
    def closeEvent(self, event: QCloseEvent) -> None:
        self._lane.drop()
        super().closeEvent(event)

    def shut_down(self) -> None:
        """Want nothing more, as when the main window is closed."""
        self._lane.drop()
        self._executor.shutdown(wait=False, cancel_futures=True)

    def _submit(self, random: RandomWanted | None) -> None:
        fabric = self._fabric.currentData()
        ids = () if fabric is None else (FabricId(fabric),)
        design = self._bridge.snapshot.design
        self._lane.submit(failure_request(design, ids, self._land, random))
        self._show_buttons()
        self._watch.start()

    def _land(self, progress: FailureProgress) -> None:
        self._say(progress.problem)
        if progress.problem:
            self._random.setText("")
        self._bar.setRange(0, max(1, progress.n_all))
        self._bar.setValue(progress.n_done)
        if progress.random is not None:
            self._random.setText(shown(joined("\n", random_lines(progress.random))))
            self._random.setMinimumHeight(self._random.heightForWidth(self._random.width()))
        if progress.effects or not progress.n_all:
            self.table.failures.show(failure_rows(progress.effects))

    def _follow(self) -> None:
        if self.isVisible():
            self.refresh()

    def _locate(self) -> None:
        row = self.table.currentIndex().row()
        if 0 <= row < len(self.table.failures.rows):
            paths = self.table.failures.rows[row].paths
            if paths:
                self.located.emit(paths)

    def _fill(self) -> None:
        design = self._bridge.snapshot.design
        chosen = self._fabric.currentData()
        self._fabric.clear()
        self._fabric.addItem(shown(_ALL_FABRICS), None)
        for fabric in design.fabrics:
            self._fabric.addItem(fabric.display_name or fabric.id, fabric.id)
        self._fabric.setCurrentIndex(max(0, self._fabric.findData(chosen)))
        self._groups.clear()
        self._groups.addItems([group.name for group in design.risk_groups])

    def _show_buttons(self, *_: object) -> None:
        is_busy = self._lane.is_busy
        if not is_busy:
            self._watch.stop()
        self._bar.setVisible(is_busy)
        self._stop.setEnabled(is_busy)
        self._again.setEnabled(not is_busy)
        self._draw.setEnabled(not is_busy)
        self._add_group.setEnabled(bool(self._bridge.selection.paths))
        self._drop_group.setEnabled(self._groups.count() > 0)

    def _say(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _combo(self, name: str) -> QComboBox:
        box = QComboBox(self)
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        return box

    def _spin(self, name: str, low: int, high: int, value: int) -> QSpinBox:
        box = QSpinBox(self)
        box.setAccessibleName(name)
        box.setRange(low, high)
        box.setValue(value)
        return box

    def _button(self, text: str, tip: str, slot: object) -> QPushButton:
        button = QPushButton(text, self)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(slot)
        return button

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 12)
        layout.setSpacing(8)
        layout.addLayout(
            _line(tr("Fabric"), self._fabric, self._bar, self._again, self._stop, grow=-1)
        )
        self._bar.setMinimumWidth(240)
        layout.addWidget(self._problem)
        layout.addWidget(self.table, 1)
        layout.addLayout(
            _line(
                tr("Fails together"),
                self._group_name,
                self._add_group,
                self._groups,
                self._drop_group,
                grow=-1,
            )
        )
        layout.addLayout(
            _line(
                tr("At random"),
                self._n_failed,
                self._kind,
                plain_label(tr("samples"), "small"),
                self._n_samples,
                plain_label(tr("seed"), "small"),
                self._seed,
                self._draw,
                grow=-1,
            )
        )
        layout.addWidget(self._random)


def _line(title: str, *widgets: QWidget, grow: int) -> QHBoxLayout:
    line = QHBoxLayout()
    line.setSpacing(8)
    label = plain_label(title, "small")
    label.setMinimumWidth(96)
    line.addWidget(label)
    for ix, widget in enumerate(widgets):
        line.addWidget(widget, int(ix == grow))
    if grow < 0:
        line.addStretch(1)
    return line
