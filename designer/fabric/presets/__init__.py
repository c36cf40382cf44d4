"""Builders of whole reference systems, one module per system."""
