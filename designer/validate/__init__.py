"""Validation: rules that turn a design into findings."""
