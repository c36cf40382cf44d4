"""Supernode Designer: draw AI supernodes and clusters, read certified numbers live."""

__version__ = "0.1.0"
