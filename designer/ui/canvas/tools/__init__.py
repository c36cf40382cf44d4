"""Gestures, one class each."""
