"""Findings as rows: severity, text, place, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from designer.errors.findings import Severity
from designer.wording.wording import listed, worded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from designer.errors.findings import Finding

_ORDER = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}
_WORDS = {
    Severity.ERROR: worded("Error"),
    Severity.WARNING: worded("Warning"),
    Severity.INFO: worded("Remark"),
}


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding as shown.

    Attributes
    ----------
    finding
        The record itself.
    severity_text
        ``Error``, ``Warning``, ``Remark``, or ``Approved``.
    message, where, hint
        What is wrong, the place, and what to do.
    """

    finding: Finding
    severity_text: str
    message: str
    where: str
    hint: str


@dataclass(frozen=True, slots=True)
class FindingCounts:
    """Numbers of open findings by severity, and of approved ones."""

    n_errors: int
    n_warnings: int
    n_infos: int
    n_approved: int

    @property
    def text(self) -> str:
        """The counts in a line, for example ``2 errors, 1 warning``."""
        parts = [
            _counted(self.n_errors, worded("1 error"), worded("{n:,} errors", n=self.n_errors)),
            _counted(
                self.n_warnings, worded("1 warning"), worded("{n:,} warnings", n=self.n_warnings)
            ),
            _counted(self.n_infos, worded("1 remark"), worded("{n:,} remarks", n=self.n_infos)),
        ]
        if self.n_approved:
            parts.append(worded("{n} approved", n=self.n_approved))
        return listed([part for part in parts if part]) or worded("no findings")


def finding_rows(
    findings: Iterable[Finding], severities: frozenset[Severity], *, with_approved: bool
) -> tuple[FindingRow, ...]:
    """Return the findings to show, the gravest first.

    Parameters
    ----------
    findings
        All findings of the design.
    severities
        Severities that are shown.
    with_approved
        Whether findings that the user approved are shown too, after the open ones.

    Returns
    -------
    tuple[FindingRow, ...]
        Rows.
    """
    shown = [
        f for f in findings if f.severity in severities and (with_approved or not f.approved_reason)
    ]
    shown.sort(key=lambda f: (bool(f.approved_reason), _ORDER[f.severity]))
    return tuple(_row(finding) for finding in shown)


def finding_counts(findings: Iterable[Finding]) -> FindingCounts:
    """Return how many findings there are of each kind.

    Parameters
    ----------
    findings
        All findings of the design.

    Returns
    -------
    FindingCounts
        Open ones by severity, and the approved ones.
    """
    open_ones = dict.fromkeys(Severity, 0)
    n_approved = 0
    for finding in findings:
        if finding.approved_reason:
            n_approved += 1
        else:
            open_ones[finding.severity] += 1
    return FindingCounts(
        open_ones[Severity.ERROR], open_ones[Severity.WARNING], open_ones[Severity.INFO], n_approved
    )


def _row(finding: Finding) -> FindingRow:
    approved = bool(finding.approved_reason)
    word = worded("Approved") if approved else _WORDS[finding.severity]
    hint = (
        worded("approved: {reason}", reason=finding.approved_reason) if approved else finding.hint
    )
    return FindingRow(finding, word, finding.message, finding.locus.text(), hint)


def _counted(n: int, one: str, many: str) -> str:
    return one if n == 1 else many if n else ""
