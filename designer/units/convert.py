"""The few conversions that exist."""

from __future__ import annotations

BITS_PER_BYTE = 8


def bytes_per_s_from_bps(line_rate_bps: float) -> float:
    """Return a line rate as bandwidth.

    Parameters
    ----------
    line_rate_bps
        Line rate per direction. [bit/s]

    Returns
    -------
    float
        The same rate per direction. [byte/s]
    """
    return line_rate_bps / BITS_PER_BYTE
