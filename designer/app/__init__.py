"""Composition root: arguments, library, workbench, window."""
