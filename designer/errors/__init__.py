"""Errors that domain code raises, and findings that it collects."""
