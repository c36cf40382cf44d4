"""Dialogs of edits that need more than a click."""
