"""The verification window."""
