"""Fabric generators and reference systems: parameters to blocks and link bundles."""
