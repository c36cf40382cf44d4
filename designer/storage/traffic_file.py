"""Traffic files: rows of who sends how much to whom, read as coming from a stranger."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Final, Self

from pydantic import Field, ValidationError, model_validator

from designer.errors.findings import FindingCode
from designer.errors.tree import DesignFileError
from designer.evaluate.traffic_choice import TrafficChoice, TrafficRow
from designer.storage.field_findings import field_findings
from designer.storage.strict_json import (
    file_finding,
    summary_text,
    text_from_bytes,
    value_from_text,
)
from designer.units.record import FrozenRecord
from designer.wording.wording import worded

if TYPE_CHECKING:
    from pathlib import Path

MAX_TRAFFIC_BYTES: Final = 1024 * 1024

_ChainText = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)*$", max_length=2000)]
_Word = Annotated[str, Field(pattern=r"^[a-z0-9-]*$", max_length=64)]
_Amount = Annotated[float, Field(gt=0, le=1e18, allow_inf_nan=False)]


class _Row(FrozenRecord):
    sender: Annotated[_ChainText, Field(alias="from")]
    receiver: Annotated[_ChainText, Field(alias="to")]
    same: _Word = ""
    differ: _Word = ""
    weight: _Amount | None = None
    bytes_per_s: _Amount | None = None

    @model_validator(mode="after")
    def _has_one_amount(self) -> Self:
        if (self.weight is None) == (self.bytes_per_s is None):
            raise ValueError(worded("give either weight or bytes_per_s"))
        return self


class _File(FrozenRecord):
    traffic: Annotated[tuple[_Row, ...], Field(min_length=1, max_length=200)]

    @model_validator(mode="after")
    def _is_of_one_kind(self) -> Self:
        if len({row.weight is None for row in self.traffic}) > 1:
            raise ValueError(worded("give weight in all rows or bytes_per_s in all rows"))
        return self


def read_traffic(path: Path) -> TrafficChoice:
    """Read a traffic file.

    Parameters
    ----------
    path
        A JSON file ``{"traffic": [{"from": …, "to": …, "weight": …}]}``.

    Returns
    -------
    TrafficChoice
        Its rows.

    Raises
    ------
    DesignFileError
        If it cannot be read or used; ``findings`` has every problem with line and field.
    """
    name = str(path)
    try:
        with path.open("rb") as file:
            data = file.read(MAX_TRAFFIC_BYTES + 1)
    except (OSError, ValueError) as error:
        words = error.strerror if isinstance(error, OSError) else str(error)
        found = file_finding(
            name,
            FindingCode.FILE_UNREADABLE,
            worded("the traffic file cannot be read: {words}", words=words),
            worded("give a JSON file that you may read"),
        )
        raise DesignFileError(summary_text([found]), (found,)) from error
    if len(data) > MAX_TRAFFIC_BYTES:
        found = file_finding(
            name,
            FindingCode.FILE_UNREADABLE,
            worded("the traffic file has more than {limit:,} bytes", limit=MAX_TRAFFIC_BYTES),
            worded("describe classes of endpoints, not single ones"),
        )
        raise DesignFileError(summary_text([found]), (found,))
    text = text_from_bytes(data, name)
    value = value_from_text(text, name)
    try:
        content = _File.model_validate_json(text)
    except ValidationError as error:
        findings = field_findings(error, value, text, name)
        raise DesignFileError(summary_text(findings), findings) from error
    rows = tuple(
        TrafficRow(r.sender, r.receiver, r.same, r.differ, r.weight, r.bytes_per_s)
        for r in content.traffic
    )
    return TrafficChoice(path.name, "rows", rows=rows)
