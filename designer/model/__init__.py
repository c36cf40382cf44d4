"""The design document: a small frozen tree of blocks, instances with counts, and link bundles."""
