"""Exports: a snapshot to bytes; nothing here opens a file."""
