"""The shipped catalog, loaded once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from designer.catalog.loader import load_library
from designer.paths import catalogs_dir

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary


@pytest.fixture(scope="session")
def library() -> CatalogLibrary:
    return load_library(catalogs_dir())
