"""Our own files: reading and writing designs and settings."""
