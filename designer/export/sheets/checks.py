"""The checks: every finding with what to do, and who accepted it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.errors.findings import Severity
from designer.export.table import Column, Table

if TYPE_CHECKING:
    from designer.export.subject import EvaluatedDesign


def checks_table(subject: EvaluatedDesign) -> Table:
    """Return the findings, gravest first.

    Parameters
    ----------
    subject
        The evaluated design.

    Returns
    -------
    Table
        One row per finding; approved ones say why. Order within a severity is that of the rules.
    """
    order = list(Severity)
    findings = sorted(subject.findings, key=lambda finding: order.index(finding.severity))
    return Table(
        "checks",
        "Checks",
        (
            Column("Severity", n_chars=10),
            Column("Status", n_chars=10),
            Column("Code", n_chars=22),
            Column("Where", n_chars=40),
            Column("Message", n_chars=60),
            Column("Hint", n_chars=50),
            Column("Approval reason", n_chars=40),
        ),
        tuple(
            (
                finding.severity.value,
                "approved" if finding.approved_reason else "open",
                finding.code.value,
                finding.locus.text(),
                finding.message,
                finding.hint,
                finding.approved_reason,
            )
            for finding in findings
        ),
        notes=() if findings else ("No findings.",),
    )
