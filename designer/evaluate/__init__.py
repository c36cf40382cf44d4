"""Evaluation: arrays in, arrays out, every number with exactness, method and inputs."""
