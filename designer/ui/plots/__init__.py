"""Readout plots."""
