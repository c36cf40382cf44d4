"""The window that takes things out and shows what is left."""
