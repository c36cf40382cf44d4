"""What the palette offers, and what choosing an entry does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from designer.commands.structure import AddPart
from designer.errors.tree import DesignerError
from designer.storage.settings import load_settings, save_settings
from designer.ui.language.text import told, tr
from designer.viewmodel.assembly_commands import assembly_command
from designer.viewmodel.catalog_rows import assembly_groups
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
        self._in_use: frozenset[str] = frozenset()
        self._timer = QTimer(panel)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._load_next)
        self._parts = panel.groups
        panel.set_favourites(load_settings().settings.favourites)
        panel.favourites_changed.connect(self._keep_favourites)
        bridge.snapshot_changed.connect(self._follow)
        self._follow()
        panel.part_chosen.connect(self.add_part)
        panel.assembly_chosen.connect(self.add_assembly)

    def _follow(self) -> None:
        slugs = frozenset(part.slug for part in self._bridge.snapshot.design.parts)
        if slugs != self._in_use:
            self._in_use = slugs
            self._panel.set_in_use(slugs)

    def _keep_favourites(self, payloads: tuple[str, ...]) -> None:
        settings = load_settings().settings
        try:
            changed = settings.model_validate({**settings.model_dump(), "favourites": payloads})
            save_settings(changed)
        except (DesignerError, OSError, ValueError) as problem:
            self._bridge.hint.emit(
                tr("The favourites cannot be remembered: {reason}", reason=told(problem))
            )

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
                self._bridge.hint.emit(f"{name}: {told(problem)}")
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
