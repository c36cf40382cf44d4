"""Explanations in plain text: where a number comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from designer.evaluate.bounds import Exactness
from designer.units.display import quantity_text
from designer.wording.terms import term
from designer.wording.wording import joined, worded

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.catalog.provenance import Figure, Source
    from designer.evaluate.bounds import Input
    from designer.evaluate.readouts import Readout

    SourceLookup = Callable[[str], Source | None]

_EXACTNESS_TEXT = {
    Exactness.EXACT: term("exact"),
    Exactness.INTERVAL: worded("between certified bounds"),
    Exactness.LOWER: worded("certified lower bound"),
    Exactness.UPPER: worded("certified upper bound"),
    Exactness.ESTIMATE: term("estimate"),
}


def value_text(readout: Readout) -> str:
    """Return the value with its unit and the sign of a bound.

    Parameters
    ----------
    readout
        The number.

    Returns
    -------
    str
        For example ``75.26 TB/s``, ``≥ 12 GB/s`` or ``12 to 14 GB/s``.
    """
    text = quantity_text(readout.value, readout.unit)
    match readout.exactness:
        case Exactness.LOWER:
            return f"≥ {text}"
        case Exactness.UPPER:
            return f"≤ {text}"
        case Exactness.INTERVAL if readout.low is not None and readout.high is not None:
            return band_text(readout.low, readout.high, readout.unit)
        case _:
            return text


def band_text(low: float, high: float, unit: str) -> str:
    """Return a range; the unit stands once where both ends share it.

    Parameters
    ----------
    low, high
        Ends, SI.
    unit
        SI symbol.

    Returns
    -------
    str
        For example ``400 to 612 kW``.
    """
    low_text, high_text = quantity_text(low, unit), quantity_text(high, unit)
    if low_text == high_text:
        return low_text
    low_number, _, low_unit = low_text.partition(" ")
    _, _, high_unit = high_text.partition(" ")
    return worded(
        "{low} to {high}",
        low=low_number if low_unit == high_unit else low_text,
        high=high_text,
    )


def explain_readout(readout: Readout, source: SourceLookup) -> str:
    """Return everything needed to trust a number: formula, method, inputs, sources.

    Parameters
    ----------
    readout
        The number.
    source
        Finds a source by its slug.

    Returns
    -------
    str
        Plain text of several lines.
    """
    lines: list[str] = [
        joined(": ", (readout.label, value_text(readout))),
        _certainty(readout),
    ]
    if readout.formula:
        lines += ["", worded("Formula"), joined("", ("  ", readout.formula))]
    lines += ["", worded("Method"), joined("", ("  ", readout.method))]
    # Figures of parts are named after the part, assumptions of the design stand alone.
    assumed = [one for one in readout.inputs if "." not in one.name and one.kind != "graph"]
    given = [one for one in readout.inputs if one not in assumed]
    if given:
        lines += ["", worded("Inputs"), *(_input_line(one) for one in given)]
    if assumed:
        lines += ["", worded("Assumptions"), *(_input_line(one) for one in assumed)]
    if readout.sources:
        lines += ["", worded("Sources"), *(_source_line(slug, source) for slug in readout.sources)]
    lines += ["", worded("{id}, revision {revision}", id=readout.id, revision=readout.revision)]
    return joined("\n", lines)


def summarise_readout(readout: Readout, source: SourceLookup) -> str:
    """Return a short explanation for a tooltip.

    Parameters
    ----------
    readout
        The number.
    source
        Finds a source by its slug.

    Returns
    -------
    str
        Value, certainty, formula, method and the titles of the sources.
    """
    lines: list[str] = [
        joined("", (readout.label, ": ", value_text(readout), "  (", _certainty(readout), ")"))
    ]
    if readout.formula:
        lines.append(worded("Formula: {formula}", formula=readout.formula))
    lines.append(worded("Method: {method}", method=readout.method))
    if readout.sources:
        shown = readout.sources[:3]
        lines.append(worded("Sources: ") + "; ".join(_title(slug, source) for slug in shown))
        if len(readout.sources) > len(shown):
            lines.append(
                worded(
                    "and {n} more, see the explanation below",
                    n=len(readout.sources) - len(shown),
                )
            )
    return joined("\n", lines)


def explain_figure(label: str, figure: Figure, source: SourceLookup) -> str:
    """Return where a catalog figure stands and who disagrees.

    Parameters
    ----------
    label
        What the figure is.
    figure
        The figure.
    source
        Finds a source by its slug.

    Returns
    -------
    str
        Plain text of several lines.
    """
    lines: list[str] = [joined(": ", (label, quantity_text(figure.value, figure.unit)))]
    if figure.low is not None and figure.high is not None:
        lines.append(worded("Range: {band}", band=band_text(figure.low, figure.high, figure.unit)))
    if figure.printed:
        lines.append(worded("Printed as: {printed}", printed=figure.printed))
    lines.append(worded("Kind: {kind}", kind=term(figure.kind)))
    place = f", {figure.locator}" if figure.locator else ""
    lines.append(
        worded(
            "Source: {title}{place} (as of {as_of})",
            title=_title(figure.source, source),
            place=place,
            as_of=figure.as_of,
        )
    )
    if figure.note:
        lines.append(worded("Note: {note}", note=figure.note))
    lines.extend(
        worded(
            "Also published: {value}, {kind}, {title}",
            value=quantity_text(other.value, figure.unit),
            kind=term(other.kind),
            title=_title(other.source, source),
        )
        + (f"; {other.note}" if other.note else "")
        for other in figure.alternatives
    )
    return joined("\n", lines)


def _certainty(readout: Readout) -> str:
    text = _EXACTNESS_TEXT[readout.exactness]
    has_band = readout.exactness is Exactness.ESTIMATE and None not in {readout.low, readout.high}
    if has_band and readout.low is not None and readout.high is not None:
        band = band_text(readout.low, readout.high, readout.unit)
        return (
            text
            if band == quantity_text(readout.value, readout.unit)
            else joined(", ", (text, band))
        )
    return text


def _input_line(one: Input) -> str:
    kind = "" if one.kind == "graph" else joined("", (" [", term(one.kind), "]"))
    cited = f" ({', '.join(one.sources)})" if one.sources else ""
    note = joined("", ("; ", one.note)) if one.note else ""
    value = quantity_text(one.value, one.unit)
    return joined("", ("  ", one.name, " = ", value, kind, cited, note))


def _source_line(slug: str, source: SourceLookup) -> str:
    found = source(slug)
    if found is None:
        return f"  {slug}"
    parts = [
        found.title,
        found.publisher,
        found.url,
        worded("read {accessed}", accessed=found.accessed),
    ]
    return joined("", (f"  {slug}: ", joined(", ", [part for part in parts if part])))


def _title(slug: str, source: SourceLookup) -> str:
    found = source(slug)
    return slug if found is None else found.title
