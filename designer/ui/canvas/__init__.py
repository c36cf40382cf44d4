"""The canvas: one widget that paints from numpy."""
