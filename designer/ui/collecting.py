"""Looking for garbage in the thread of the window, and in no other.

Python looks for garbage wherever objects are made. On a worker that may destroy widgets that were
left over, in a thread that Qt does not allow, which ends the program sooner or later. So nothing
looks by itself while a window is open; a timer looks as often as Python would have.
"""

from __future__ import annotations

import gc
from typing import Final

from PySide6.QtCore import QObject, QTimer

LOOK_MS: Final = 200
_N_NEW_OBJECTS: Final = 20_000
_N_YOUNGER: Final = 20


class Collecting(QObject):
    """Collects garbage from time to time until :meth:`stop`.

    What was made before, such as modules, records and the catalog, is not gone through again:
    that takes 50 ms and more each time, which is felt as a stutter in a drag.

    Parameters
    ----------
    parent
        Lives in the thread of the window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        gc.freeze()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what is due: the young often, the old seldom."""
        n_new, n_young, n_old = gc.get_count()
        if n_old > _N_YOUNGER:
            gc.collect(2)
        elif n_young > _N_YOUNGER:
            gc.collect(1)
        elif n_new > _N_NEW_OBJECTS:
            gc.collect(0)

    def stop(self) -> None:
        """Let Python look by itself again."""
        self._timer.stop()
        gc.enable()
