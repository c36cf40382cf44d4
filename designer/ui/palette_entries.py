"""What the palette offers, and what choosing an entry does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from designer.commands.structure import AddPart
from designer.errors.tree import DesignerError
from designer.viewmodel.assembly_commands import assembly_command
from designer.viewmodel.catalog_rows import CatalogGroup, assembly_groups, part_groups
from designer.workbench.opening import open_named_or_file, system_names

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.model.design import Design
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.edits import Edits
    from designer.ui.panels.catalog import CatalogPanel


class PaletteEntries:
    """Fills the palette and adds what is chosen in it at the centre of the canvas."""

    def __init__(
        self,
        bridge: WorkbenchBridge,
        panel: CatalogPanel,
        edits: Edits,
        centre: Callable[[], tuple[float, float]],
    ) -> None:
        self._bridge = bridge
        self._panel = panel
        self._edits = edits
        self._centre = centre
        self._systems: dict[str, Design] = {}
        self._pending: list[str] = []
        self._timer = QTimer(panel)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._load_next)
        self._parts: tuple[CatalogGroup, ...] = part_groups(bridge.workbench.library)
        panel.show_groups(self._parts)
        panel.part_chosen.connect(self.add_part)
        panel.assembly_chosen.connect(self.add_assembly)

    def load_assemblies(self) -> None:
        """Read the shipped systems one by one, between other events, and offer their blocks."""
        self._pending = list(system_names())
        self._timer.start()

    def _load_next(self) -> None:
        if self._pending:
            self._design(self._pending.pop(0))
        if self._pending:
            self._timer.start()
            return
        systems = sorted(self._systems.items(), key=lambda pair: pair[1].name.casefold())
        self._panel.show_groups((*self._parts, *assembly_groups(systems)))

    def _design(self, name: str) -> Design | None:
        if name not in self._systems:
            try:
                self._systems[name] = open_named_or_file(name).document.design
            except DesignerError as problem:
                self._bridge.hint.emit(f"{name}: {problem}")
        return self._systems.get(name)

    def add_part(self, slug: str) -> None:
        x_m, y_m = self._centre()
        block = self._bridge.scope_block
        self._edits.add(AddPart(block=block.id, part=slug, x_m=x_m, y_m=y_m))

    def add_assembly(self, payload: str) -> None:
        system, _, block_id = payload.partition("/")
        design = self._design(system)
        if design is None:
            return
        x_m, y_m = self._centre()
        into = self._bridge.scope_block.id
        self._edits.add(assembly_command(design, block_id, into, (x_m, y_m)))
