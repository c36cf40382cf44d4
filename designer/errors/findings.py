"""Findings: everything that the program has to say about a file or a design.

A finding is collected, not raised. The same records are shown in the window, printed by the
command line and written into every export.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


class FindingCode(StrEnum):
    """Closed list of finding codes; each has a page in ``docs/findings/``."""

    # files
    FILE_UNREADABLE = "file-unreadable"
    FILE_SYNTAX = "file-syntax"
    FIELD_INVALID = "field-invalid"
    FIELD_UNKNOWN = "field-unknown"
    FIELD_MISSING = "field-missing"
    UNIT_UNKNOWN = "unit-unknown"
    SLUG_MISMATCH = "slug-mismatch"
    SLUG_DUPLICATE = "slug-duplicate"
    SOURCE_UNKNOWN = "source-unknown"
    SOURCE_ORPHAN = "source-orphan"
    REFERENCE_UNKNOWN = "reference-unknown"
    VERSION_NEWER = "version-newer"
    CHECKSUM_MISMATCH = "checksum-mismatch"
    # size and structure
    DESIGN_EMPTY = "design-empty"
    DESIGN_TOO_LARGE = "design-too-large"
    # connectivity
    FABRIC_DISCONNECTED = "fabric-disconnected"
    PLANE_DISCONNECTED = "plane-disconnected"
    ENDPOINT_UNREACHABLE = "endpoint-unreachable"
    ENDPOINT_UNCONNECTED = "endpoint-unconnected"
    SWITCH_UNCONNECTED = "switch-unconnected"
    FABRIC_OPEN = "fabric-open"
    # ports and links
    PORT_DANGLING = "port-dangling"
    PORT_OVERUSED = "port-overused"
    PORT_UNKNOWN = "port-unknown"
    RATE_MISMATCH = "rate-mismatch"
    MEDIUM_MISMATCH = "medium-mismatch"
    CONNECTOR_MISMATCH = "connector-mismatch"
    REACH_EXCEEDED = "reach-exceeded"
    BUNDLE_EMPTY = "bundle-empty"
    CIRCUIT_UNFIT = "circuit-unfit"
    # physical
    RACK_SPACE_EXCEEDED = "rack-space-exceeded"
    RACK_POSITION_OVERLAP = "rack-position-overlap"
    RACK_POWER_EXCEEDED = "rack-power-exceeded"
    # truth
    ASSUMED_WIRING = "assumed-wiring"
    PART_WITHOUT_PRICE = "part-without-price"
    PART_WITHOUT_POWER = "part-without-power"
    NUMBER_NOT_FINITE = "number-not-finite"
    TRAFFIC_UNFIT = "traffic-unfit"


@dataclass(frozen=True, slots=True)
class Locus:
    """Where a finding is: what to draw, or which line of which file.

    Attributes
    ----------
    paths
        Instance paths such as ``compute-rack[3]/node[0]``; without an index all copies are meant.
    bundle_ids
        Link bundles as ``block-id/bundle-id``.
    file, line, column, field
        Place in a file; ``line`` counts from 1, 0 means unknown.
    """

    paths: tuple[str, ...] = ()
    bundle_ids: tuple[str, ...] = ()
    file: str = ""
    line: int = 0
    column: int = 0
    field: str = ""

    def text(self) -> str:
        """Return the place in one line.

        Returns
        -------
        str
            ``file:line: field`` for files, otherwise the paths and bundles.
        """
        if self.file:
            place = f"{self.file}:{self.line}" if self.line else self.file
            return f"{place}: {self.field}" if self.field else place
        return ", ".join([*self.paths, *self.bundle_ids]) or self.field or "design"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to know about a file or a design.

    Attributes
    ----------
    code, severity
        What kind of finding, and how much it matters.
    message
        One line: what is wrong, with numbers.
    hint
        One line: what to do.
    locus
        Where.
    approved_reason
        Reason given by the user who approved it; empty if not approved.
    """

    code: FindingCode
    severity: Severity
    message: str
    hint: str = ""
    locus: Locus = field(default_factory=Locus)
    approved_reason: str = ""

    @property
    def approval_key(self) -> str:
        """Key under which an approval of this finding is stored in the design."""
        return f"{self.code}:{self.locus.text()}"

    @property
    def is_blocking(self) -> bool:
        """Whether this is an error that nobody has approved."""
        return self.severity is Severity.ERROR and not self.approved_reason
