"""Traffic as users name it: words, or a file of rows."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from designer.evaluate.traffic_choice import choice_from_text
from designer.storage.traffic_file import read_traffic

if TYPE_CHECKING:
    from designer.evaluate.traffic_choice import TrafficChoice


def traffic_from_text(text: str) -> TrafficChoice:
    """Read a choice of traffic.

    Parameters
    ----------
    text
        Words such as ``group:rack``, or the path of a ``.json`` file.

    Returns
    -------
    TrafficChoice
        The choice.

    Raises
    ------
    DesignFileError
        If the file cannot be used.
    EvaluationError
        If the words mean nothing.
    """
    if text.strip().lower().endswith(".json"):
        return read_traffic(Path(text.strip()))
    return choice_from_text(text)
