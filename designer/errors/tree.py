"""The family of errors.

.. code-block:: text

    DesignerError
    ├─ CatalogError            a catalog file cannot be used
    ├─ DesignFileError         a design file cannot be used
    │  └─ MigrationError       … because a version step failed
    ├─ CommandError            an edit was refused; carries the reason to show
    ├─ EvaluationError         a number cannot be computed
    └─ ExportError             a file cannot be produced

Messages are one line, say what is wrong, where, and what to do.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from designer.errors.findings import Finding


class DesignerError(Exception):
    """Base of all errors that the program raises on purpose."""


class _FindingsError(DesignerError):
    def __init__(self, message: str, findings: tuple[Finding, ...] = ()) -> None:
        super().__init__(message)
        self.findings = findings


class CatalogError(_FindingsError):
    """A catalog cannot be used; ``findings`` has every problem with file, line and field."""


class DesignFileError(_FindingsError):
    """A design file cannot be used; ``findings`` has every problem with file, line and field."""


class MigrationError(DesignFileError):
    """A design file of an older version could not be brought up to date."""


class CommandError(DesignerError):
    """An edit was refused; nothing has changed and the message is shown to the user."""


class EvaluationError(DesignerError):
    """A number cannot be computed for this design."""


class ExportError(DesignerError):
    """A file cannot be produced or written."""
