"""Every family that the program generates, at sizes that full programs solve."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from designer.catalog.loader import load_library
from designer.fabric.families.registry import family_named
from designer.paths import catalogs_dir

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

SMALL: tuple[tuple[str, str], ...] = (
    ("leaf-spine", "accelerators=12 radix=8 node_size=2"),
    ("leaf-spine", "accelerators=14 radix=8 node_size=2"),
    ("leaf-spine", "accelerators=12 radix=8 node_size=2 oversubscription=3"),
    ("multi-plane", "accelerators=12 radix=8 node_size=2 planes=2"),
    ("fat-tree", "accelerators=12 radix=4 node_size=2"),
    ("rail-optimised", "nodes=5 node_size=2 radix=4"),
    ("rail-only", "nodes=5 node_size=2 radix=4"),
    ("node-switched", "nodes=3 node_size=4 planes=2 radix=16"),
    ("full-mesh", "accelerators=7"),
    ("nd-full-mesh", "shape=3x4"),
    ("nd-full-mesh", "shape=5x3 links=1x2"),
    ("torus", "shape=3x4"),
    ("torus", "shape=3x3x6 twisted=yes"),
    ("torus", "shape=3x5"),
    ("mesh", "shape=3x4"),
    ("hypercube", "dimensions=3"),
    ("hypercube", "dimensions=4"),
    ("hyperx", "shape=3x3 hosts=1"),
    ("hyperx", "shape=4x2 hosts=2"),
    ("dragonfly", "hosts=2 routers=2 global_links=1"),
    ("dragonfly", "hosts=1 routers=3 global_links=1 groups=3"),
    ("dragonfly-plus", "hosts=2 routers=2 global_links=1"),
    ("slim-fly", "q=3 hosts=1"),
    ("polarfly", "q=3 hosts=1"),
    ("jellyfish", "switches=8 degree=3 hosts=1"),
    ("xpander", "degree=3 lift=2 hosts=2"),
    ("bcube", "n=3 k=2"),
    ("zcube", "n=4 k=2"),
    ("dcell", "n=3 k=1"),
    ("hammingmesh", "a=2 x=2 y=2"),
)
"""Name and parameters."""


@cache
def _library() -> CatalogLibrary:
    return load_library(catalogs_dir())


def generated(family: str, texts: str) -> Design:
    """Return a generated fabric; parameters are written ``key=value`` with spaces between."""
    return family_named(family).design(_library(), dict(text.split("=") for text in texts.split()))
