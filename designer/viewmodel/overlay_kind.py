"""The kinds of overlay; apart from their contents, because the command line names them too."""

from __future__ import annotations

from enum import StrEnum


class OverlayKind(StrEnum):
    """What an overlay shows."""

    NONE = "none"
    LOAD = "load"
    ECMP = "ecmp"
    CUT = "cut"
    PORTS = "ports"
    POWER = "power"
    TIERS = "oversubscription"
    AGE = "age"
