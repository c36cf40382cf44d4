"""The command line."""

from __future__ import annotations

from designer.cli.ports import OpenWindow, Ports

__all__ = ["OpenWindow", "Ports"]
