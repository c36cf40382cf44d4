"""Units: typed quantities, conversions, reading and showing unit text."""
