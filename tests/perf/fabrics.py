"""Benchmark of generated fabrics: ``python -m tests.perf.fabrics [NAME ...]``.

Prints, for fabrics of 64 to 1,048,576 accelerators, how long building, writing and evaluating take
and how large the file is.
"""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Final

from designer.fabric.families.registry import family_named
from designer.storage.codec import encode_document, new_document
from designer.workbench.opening import shipped_library
from designer.workbench.workbench import Workbench

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary
    from designer.model.design import Design

FABRICS: Final[dict[str, tuple[str, dict[str, str]]]] = {
    "fat-tree-16": ("fat-tree", {"radix": "16"}),
    "fat-tree-32": ("fat-tree", {"radix": "32"}),
    "fat-tree-48": ("fat-tree", {"radix": "48"}),
    "fat-tree-160": ("fat-tree", {"radix": "160"}),
    "fat-tree-1m": ("fat-tree", {"radix": "256", "accelerators": "1048576"}),
    "ragged-tree": ("fat-tree", {"radix": "64", "accelerators": "50000"}),
    "leaf-spine": ("leaf-spine", {"radix": "1024", "accelerators": "524288"}),
    "rail-1016": ("rail-optimised", {}),
    "rail-1m": ("rail-optimised", {"radix": "256", "nodes": "131072"}),
    "multi-plane": ("multi-plane", {}),
    "torus-64": ("torus", {}),
    "torus-1m": ("torus", {"shape": "64x128x128"}),
    "hypercube-1m": ("hypercube", {"dimensions": "20"}),
    "ub-mesh-1024": ("nd-full-mesh", {"links": "1x1x2x2"}),
    "nd-full-mesh-1m": ("nd-full-mesh", {"shape": "32x32x32x32"}),
    "hyperx-512": ("hyperx", {}),
    "hyperx-1m": ("hyperx", {"shape": "32x32x32", "hosts": "32"}),
    "dragonfly-1056": ("dragonfly", {}),
    "slim-fly-13": ("slim-fly", {"q": "13"}),
    "polarfly-23": ("polarfly", {"q": "23"}),
    "jellyfish-500": ("jellyfish", {"switches": "500", "degree": "24"}),
    "bcube": ("bcube", {"n": "32"}),
    "zcube": ("zcube", {"n": "32"}),
    "hammingmesh": ("hammingmesh", {"x": "16", "y": "16"}),
}
"""Fabrics by name: family and parameters."""


def fabric(name: str, library: CatalogLibrary) -> Design:
    """Return a fabric of the table."""
    family, texts = FABRICS[name]
    return family_named(family).design(library, texts)


def main(names: list[str]) -> None:
    """Print one line for each fabric."""
    library = shipped_library()
    print(f"{'fabric':18}{'accelerators':>14}{'build ms':>10}{'file kB':>9}{'evaluate ms':>13}")
    for name in names or list(FABRICS):
        started_s = time.perf_counter()
        design = fabric(name, library)
        built_s = time.perf_counter()
        size_kb = len(encode_document(new_document(design, library))) / 1e3
        written_s = time.perf_counter()
        readouts = Workbench(library, design).snapshot.readouts
        ended_s = time.perf_counter()
        n = readouts.value("n_accelerators")
        times = ((built_s - started_s) * 1e3, size_kb, (ended_s - written_s) * 1e3)
        print(f"{name:18}{n:14,.0f}{times[0]:10.1f}{times[1]:9.0f}{times[2]:13.0f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
