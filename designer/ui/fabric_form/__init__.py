"""The window in which a fabric of a family is chosen and sized."""
