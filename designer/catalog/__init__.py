"""The catalog: parts, prices and assumptions, every figure with its source."""
