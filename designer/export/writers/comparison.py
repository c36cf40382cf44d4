"""Comparisons as JSON for scripts and as a workbook."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from designer.export.sheets.comparison import claims_table, comparison_table, iso_table
from designer.export.table import Sheet

if TYPE_CHECKING:
    from designer.catalog.published import WorkedComparison
    from designer.evaluate.claims import ClaimCheck, RuleClaimCheck
    from designer.evaluate.comparison import Band, Comparison
    from designer.evaluate.iso import IsoComparison


def comparison_xlsx(
    comparison: Comparison, iso: IsoComparison | None, checks: tuple[ClaimCheck, ...] = ()
) -> bytes:
    """Return a comparison as a workbook.

    Parameters
    ----------
    comparison
        The comparison.
    iso
        The designs at equal amount, or ``None``.
    checks
        Claims of a worked comparison, which get a sheet.

    Returns
    -------
    bytes
        Contents of the ``.xlsx`` file.
    """
    from designer.export.writers.xlsx import xlsx_bytes  # noqa: PLC0415 - slow to import

    sheets = [Sheet("Comparison", (comparison_table(comparison),))]
    if iso is not None:
        sheets.append(Sheet("Equal amount", (iso_table(iso),)))
    if checks:
        sheets.append(Sheet("Claims", (claims_table(checks),)))
    return xlsx_bytes(tuple(sheets), " / ".join(comparison.names))


def comparison_json(
    comparison: Comparison,
    iso: IsoComparison | None,
    worked: WorkedComparison | None = None,
    checks: tuple[ClaimCheck, ...] = (),
) -> bytes:
    """Return a comparison as JSON.

    Parameters
    ----------
    comparison
        The comparison.
    iso
        The designs at equal amount, or ``None``.
    worked, checks
        The worked comparison that this is, and its claims.

    Returns
    -------
    bytes
        UTF-8 JSON with ``designs``, ``baseline``, ``per``, ``rows``, and ``equal_amount`` where
        asked for; all values in the SI unit beside them. Worked comparisons have ``worked`` and
        ``claims`` as well.
    """
    record: dict[str, Any] = {
        "designs": list(comparison.names),
        "baseline": comparison.names[comparison.baseline_ix],
        "per": comparison.normaliser.value,
        "rows": [
            {
                "id": row.id,
                "unit": row.unit,
                "per": row.per,
                "made": "published" if row.is_published else "computed",
                "values": [
                    None
                    if value is None
                    else {
                        **_band(value.band),
                        "exactness": None if value.exactness is None else value.exactness.value,
                        "sources": list(value.sources),
                    }
                    for value in row.values
                ],
                "ratios": [
                    None if ratio is None else {**_band(ratio.band), "disputed": ratio.is_disputed}
                    for ratio in row.ratios
                ],
            }
            for row in comparison.rows
        ],
    }
    if iso is not None:
        record["equal_amount"] = _iso(iso)
    if worked is not None:
        record["worked"] = {
            "id": worked.slug,
            "title": worked.title,
            "question": worked.question,
            "readouts": list(worked.readouts),
        }
        record["claims"] = [_claim(check) for check in checks]
    return _bytes(record)


def claims_json(
    checks: tuple[ClaimCheck, ...], rule_checks: tuple[RuleClaimCheck, ...] = ()
) -> bytes:
    """Return checked claims as JSON.

    Parameters
    ----------
    checks
        The checked claims.
    rule_checks
        Those about export rules.

    Returns
    -------
    bytes
        UTF-8 JSON with one record per claim under ``claims`` and ``rule_claims``.
    """
    record = {
        "claims": [_claim(check) for check in checks],
        "rule_claims": [_rule_claim(check) for check in rule_checks],
    }
    return _bytes(record)


def _bytes(record: dict[str, Any]) -> bytes:
    text = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=1)
    return f"{text}\n".encode()


def _band(band: Band) -> dict[str, float]:
    return {"value": band.value, "low": band.low, "high": band.high}


def _iso(iso: IsoComparison) -> dict[str, Any]:
    return {
        "id": iso.readout_id,
        "amount": iso.amount,
        "unit": iso.unit,
        "is_budget": iso.is_budget,
        "designs": [
            {
                "name": column.name,
                "n_copies": column.n_copies,
                "n_copies_low": column.n_copies_low,
                "n_copies_high": column.n_copies_high,
                "totals": {
                    row.id: _band(total)
                    for row, total in zip(iso.rows, column.totals, strict=True)
                    if total is not None
                },
            }
            for column in iso.columns
        ],
    }


def _claim(check: ClaimCheck) -> dict[str, Any]:
    claim = check.claim
    return {
        "id": claim.slug,
        "text": claim.text,
        "readout": claim.readout,
        "per": claim.per,
        "claimed": {"low": claim.low_ratio, "high": claim.high_ratio},
        "computed": None if check.computed is None else _band(check.computed),
        "published": None if check.published is None else _band(check.published),
        "verdict": check.verdict.value,
        "deviation": check.deviation,
        "nearest_ratio": check.nearest_ratio,
        "nearest_inputs": [given._asdict() for given in check.nearest_inputs],
        "computed_inputs": [given._asdict() for given in check.computed_inputs],
        "source": claim.source,
        "note": claim.note,
    }


def _rule_claim(check: RuleClaimCheck) -> dict[str, Any]:
    claim, found = check.claim, check.quantities
    quantities = {
        "processing_tpp": found.processing_tpp,
        "density_tpp_per_m2": found.density_tpp_per_m2,
        "memory_bytes_per_s": found.memory_bytes_per_s,
        "io_bytes_per_s": found.io_bytes_per_s,
    }
    return {
        "id": claim.slug,
        "text": claim.text,
        "part": claim.part,
        "ruleset": claim.ruleset,
        "rule": claim.rule,
        "claimed": claim.is_met,
        "answer": check.answer.value,
        "quantities": {
            name: None if band is None else _band(band) for name, band in quantities.items()
        },
        "verdict": check.verdict.value,
        "source": claim.source,
        "note": claim.note,
    }
