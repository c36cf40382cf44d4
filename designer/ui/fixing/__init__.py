"""Quick fixes in the window."""
