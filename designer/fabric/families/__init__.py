"""Families of fabrics: parameters in, editable design out."""
