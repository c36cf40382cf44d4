"""The shipped catalog as it was read last, kept so that a start need not parse it again.

Reading the catalog takes 0.15 s, most of it in a parser that keeps lines for messages. What came
out of it is kept in the user's cache folder under a digest of all that it depends on: every file
of the catalog, this program, and the library that validates records. A kept catalog is validated
again when it is read, and one that is damaged, or of another version, is read anew and replaced.
"""

from __future__ import annotations

import contextlib
import hashlib
from typing import TYPE_CHECKING, Final

import pydantic
from pydantic import ValidationError

from designer import __version__
from designer.catalog.assumptions import AssumptionSet
from designer.catalog.library import CatalogLibrary, Part
from designer.catalog.prices import PriceQuote
from designer.catalog.provenance import Source
from designer.catalog.published import Claim, PublishedSystem, RuleClaim, WorkedComparison
from designer.catalog.rulesets import RuleSet
from designer.errors.tree import ExportError
from designer.paths import cache_dir
from designer.storage.atomic import write_atomically
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from pathlib import Path

_FILE_NAME: Final = "catalog.json"
_FORMAT: Final = b"3"
_MAX_BYTES: Final = 64 * 2**20


class _Kept(FrozenRecord):
    """Everything of a catalog library."""

    version: str
    parts: tuple[Part, ...]
    prices: tuple[PriceQuote, ...]
    assumption_sets: tuple[AssumptionSet, ...]
    sources: tuple[Source, ...]
    published: tuple[PublishedSystem, ...]
    rulesets: tuple[RuleSet, ...]
    claims: tuple[Claim, ...]
    rule_claims: tuple[RuleClaim, ...]
    comparisons: tuple[WorkedComparison, ...]


def kept_library(catalog: Path, folder: Path | None = None) -> CatalogLibrary:
    """Return a catalog that must be sound, from the cache if nothing has changed since.

    Parameters
    ----------
    catalog
        Catalog folder.
    folder
        Where the cache is; the user's cache folder if not given.

    Returns
    -------
    CatalogLibrary
        The library, the same whether it was kept or read anew. If it cannot be kept, that is no
        reason to bother the user.

    Raises
    ------
    CatalogError
        If the catalog has errors; nothing is kept then.
    """
    key = _key_of(catalog)
    path = (folder or cache_dir()) / _FILE_NAME
    known = _read(path, key)
    if known is not None:
        return known
    from designer.catalog.loader import load_library  # noqa: PLC0415 - seldom needed

    library = load_library(catalog)
    with contextlib.suppress(ExportError, OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, _written(library, key))
    return library


def _key_of(catalog: Path) -> bytes:
    # A digest of all that decides what the library is; length before bytes, so that no two
    # catalogs have the same stream.
    found = hashlib.sha256(b"|".join([_FORMAT, __version__.encode(), pydantic.VERSION.encode()]))
    for path in sorted(catalog.rglob("*.toml")):
        with contextlib.suppress(OSError):
            data = path.read_bytes()
            found.update(f"|{path.relative_to(catalog).as_posix()}|{len(data)}|".encode())
            found.update(data)
    return found.hexdigest().encode()


def _written(library: CatalogLibrary, key: bytes) -> bytes:
    fields = {name: getattr(library, name) for name in _Kept.model_fields}
    data = _Kept(**fields).model_dump_json(exclude_none=True).encode()
    return b"\n".join([key, hashlib.sha256(data).hexdigest().encode(), data])


def _read(path: Path, key: bytes) -> CatalogLibrary | None:
    try:
        with path.open("rb") as file:
            text = file.read(_MAX_BYTES)
    except OSError:
        return None
    found, _, rest = text.partition(b"\n")
    digest, _, data = rest.partition(b"\n")
    if found != key or hashlib.sha256(data).hexdigest().encode() != digest:
        return None
    try:
        kept = _Kept.model_validate_json(data)
    except ValidationError:
        return None
    return CatalogLibrary(**{name: getattr(kept, name) for name in _Kept.model_fields})
