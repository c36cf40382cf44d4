"""Windows beside the main window, each built when it is first opened."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from designer.storage.autosave import left_behind
from designer.ui.dialogs.command_palette import CommandPalette
from designer.ui.dialogs.command_rows import menus_of
from designer.ui.single_links.dialog import SingleLinksDialog
from designer.viewmodel.fabric_place import fabric_place

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from PySide6.QtGui import QAction
    from PySide6.QtWidgets import QMainWindow, QWidget

    from designer.errors.findings import Finding
    from designer.ui.bridge import WorkbenchBridge
    from designer.ui.comparison.dialog import CompareDialog
    from designer.ui.documents import Documents
    from designer.ui.edits import Edits
    from designer.ui.fabric_form.dialog import FabricDialog
    from designer.ui.failures.dialog import FailuresDialog
    from designer.ui.fixing.dialog import FixDialog
    from designer.ui.gallery.dialog import GalleryDialog
    from designer.ui.recovery.dialog import RecoveryDialog
    from designer.ui.theme.look import Look
    from designer.ui.tour.overlay import TourOverlay
    from designer.ui.verification.dialog import VerifyDialog
    from designer.viewmodel.gallery_rows import GalleryCard
    from designer.workbench.fixing.fix import Fix
    from designer.workbench.verification.run import VerifiedNumber


class SideWindows:
    """Opens the windows beside a main window: gallery, comparison, fabrics, failures, verification.

    Attributes
    ----------
    gallery, comparison, fabrics, failures, verification, single_links
        The windows; ``None`` until they are opened.
    """

    def __init__(
        self,
        window: QMainWindow,
        bridge: WorkbenchBridge,
        documents: Documents,
        look: Look,
        *,
        place_of: Callable[[str], QWidget],
    ) -> None:
        self._window = window
        self._place_of = place_of
        self._bridge = bridge
        self._documents = documents
        self._look = look
        self.gallery: GalleryDialog | None = None
        self.comparison: CompareDialog | None = None
        self.commands: CommandPalette | None = None
        self.fabrics: FabricDialog | None = None
        self.failures: FailuresDialog | None = None
        self.verification: VerifyDialog | None = None
        self.tour: TourOverlay | None = None
        self.recovery: RecoveryDialog | None = None
        self.single_links: SingleLinksDialog | None = None
        self.fixing: FixDialog | None = None

    def set_look(self, look: Look) -> None:
        self._look = look
        if self.gallery is not None:
            # Its pictures are drawn in the colours of the theme.
            self.gallery.shut_down()
            self.gallery.deleteLater()
            self.gallery = None
        if self.comparison is not None:
            self.comparison.set_look(look)
        if self.failures is not None:
            self.failures.set_look(look)
        if self.verification is not None:
            self.verification.set_look(look)

    def show_gallery(self, edits: Edits) -> None:
        """Open the gallery: empty design, recent files, systems, families.

        Parameters
        ----------
        edits
            Takes a fabric that is inserted into the design.
        """
        if self.gallery is None:
            from designer.ui.gallery.dialog import GalleryDialog

            recent = self._documents.recent()
            self.gallery = GalleryDialog(self._bridge, recent, self._look, self._window)
            self.gallery.chosen.connect(partial(self._start_from, edits))
            self.gallery.size_wanted.connect(partial(self._size_of, edits))
            self.gallery.file_wanted.connect(self._documents.open)
            self.gallery.tour_wanted.connect(self.show_tour)
        else:
            self.gallery.show_recent(self._documents.recent())
        self.gallery.open()

    def show_comparison(self, worked: str = "") -> None:
        """Open the comparison window, or bring it to the front.

        Parameters
        ----------
        worked
            Slug of a worked comparison to show; empty keeps the designs that are chosen.
        """
        if self.comparison is None:
            from designer.ui.comparison.dialog import CompareDialog

            self.comparison = CompareDialog(self._bridge, self._documents, self._look, self._window)
        self.comparison.show()
        self.comparison.raise_()
        if worked:
            self.comparison.show_worked(worked)
        else:
            self.comparison.refresh()

    def show_fabrics(self, edits: Edits, family: str = "") -> None:
        """Open the form for fabrics.

        Parameters
        ----------
        edits
            Takes what is inserted into the design.
        family
            Family or system to show, for a new design; empty shows the first, to be inserted.
        """
        from designer.ui.fabric_form.dialog import FabricDialog

        place = None if family else fabric_place(self._bridge.snapshot, self._bridge.selection)
        self.fabrics = FabricDialog(self._bridge, self._window, place)
        self.fabrics.inserted.connect(edits.insert_fabric)
        self.fabrics.replaced.connect(edits.replace_by_fabric)
        self.fabrics.started.connect(self._documents.open_generated)
        if family:
            self.fabrics.choose(family)
            self.fabrics.prefer_new_design()
        self.fabrics.open()

    def show_failures(self, locate: Callable[[tuple[str, ...]], None]) -> None:
        """Open the failures window, or bring it to the front; ``locate`` shows places."""
        if self.failures is None:
            from designer.ui.failures.dialog import FailuresDialog

            self.failures = FailuresDialog(self._bridge, self._look, self._window)
            self.failures.located.connect(locate)
        self.failures.show()
        self.failures.raise_()

    def show_fixes(self, finding: Finding, fixes: tuple[Fix, ...]) -> None:
        """Show what can be done about a finding, and what that would change."""
        from designer.ui.fixing.dialog import FixDialog

        self.fixing = FixDialog(self._bridge, finding, fixes, self._look, parent=self._window)
        self.fixing.open()

    def show_recovery(self, *, is_asked: bool = True) -> None:
        """Show what a crash left; without being asked only if there is something."""
        from designer.ui.recovery.dialog import RecoveryDialog

        copies = left_behind()
        if copies or is_asked:
            self.recovery = RecoveryDialog(copies, self._window)
            self.recovery.recovered.connect(self._documents.open_recovered)
            self.recovery.open()

    def show_tour(self) -> None:
        """Show what is where in the window, step by step."""
        from designer.ui.tour.overlay import TourOverlay

        if self.tour is None:
            self.tour = TourOverlay(self._window, self._look, self._place_of)
            self.tour.ended.connect(self._forget_tour)
            self.tour.start()

    def show_verification(self) -> None:
        """Open the verification window, or bring it to the front."""
        if self.verification is None:
            from designer.ui.verification.dialog import VerifyDialog

            self.verification = VerifyDialog(
                self._bridge, self._documents, self._look, self._window
            )
            self.verification.opened.connect(self._open_verified)
        self.verification.show()
        self.verification.raise_()

    def show_single_links(self) -> None:
        """Open the window that takes out single links, for what is selected."""
        if self.single_links is None:
            self.single_links = SingleLinksDialog(self._bridge, self._window)
        self.single_links.open_for_selection()

    def stop(self) -> None:
        """Want nothing more from work under way, as when the window is closed."""
        if self.gallery is not None:
            self.gallery.shut_down()
        if self.comparison is not None:
            self.comparison.shut_down()
        if self.fabrics is not None:
            self.fabrics.shut_down()
        if self.failures is not None:
            self.failures.shut_down()
        if self.verification is not None:
            self.verification.shut_down()

    def show_commands(self, actions: Sequence[QAction]) -> None:
        """Open the command palette."""
        menus = menus_of(self._window.menuBar())
        self.commands = CommandPalette(actions, self._look, self._window, menus)
        self.commands.open()

    def _start_from(self, edits: Edits, card: GalleryCard) -> None:
        if not card.name:
            self._documents.new()
        elif card.kind.value == "family":
            self.show_fabrics(edits, card.name)
        elif card.kind.value == "comparison":
            self.show_comparison(card.name)
        else:
            self._documents.open_text(card.name)

    def _size_of(self, edits: Edits, card: GalleryCard) -> None:
        self.show_fabrics(edits, card.name)

    def _open_verified(self, number: VerifiedNumber) -> None:
        subject = number.subject
        if subject is None:
            return
        if subject.system_name:
            self._documents.open_text(subject.system_name)
        else:
            self._documents.open_generated(subject.design)

    def _forget_tour(self) -> None:
        self.tour = None
