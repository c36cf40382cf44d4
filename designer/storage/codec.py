"""Design files: ``*.cluster.json`` to and from the design document.

The format is described in ``docs/file-format.md``. Writing is canonical, so that equal documents
give equal bytes; reading treats every file as coming from a stranger.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Annotated, Final

from pydantic import Field, ValidationError

from designer import __version__
from designer.catalog.provenance import Slug
from designer.errors.findings import Finding, FindingCode, Locus, Severity
from designer.errors.tree import DesignFileError
from designer.model.design import Design
from designer.model.ids import Name
from designer.model.structure_check import check_structure
from designer.storage.canonical import content_sha256, content_text, line_from_value, plain_record
from designer.storage.field_findings import field_findings
from designer.storage.positions import locate
from designer.storage.strict_json import (
    START,
    file_finding,
    shown,
    summary_text,
    text_from_bytes,
    value_from_text,
)
from designer.storage.structure_findings import placed_in_file
from designer.units.record import FrozenRecord
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.catalog.library import CatalogLibrary

FORMAT: Final = "designer.cluster"
FORMAT_VERSION: Final = 1

_Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
_DocumentId = Annotated[
    str, Field(pattern=r"^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$")
]


class CatalogStamp(FrozenRecord):
    """Which catalog a design was made with."""

    id: Slug
    version: Name
    sha256: _Sha256


class _FileRecord(FrozenRecord):
    format: Name
    format_version: int
    app_version: Name = ""
    document_id: _DocumentId
    revision: Annotated[int, Field(ge=0, le=2**53)]
    catalogs: Annotated[tuple[CatalogStamp, ...], Field(max_length=64)] = ()
    content: Design
    sha256: _Sha256 | None = None


@dataclass(frozen=True)
class DesignDocument:
    """A design with what its file says about it.

    Attributes
    ----------
    design
        The design.
    document_id
        Stays the same from save to save; a copy under another name gets its own.
    revision
        Counts up by one with every save. [1]
    app_version
        Version of the program that wrote it.
    catalogs
        Catalogs it was made with.
    notices
        Warnings of the reader, such as a checksum that does not match.
    """

    design: Design
    document_id: str
    revision: int = 0
    app_version: str = __version__
    catalogs: tuple[CatalogStamp, ...] = ()
    notices: tuple[Finding, ...] = field(default=(), compare=False)


def catalog_stamp(design: Design, library: CatalogLibrary) -> CatalogStamp:
    """Return what a design file says about the catalog it was made with.

    Parameters
    ----------
    design
        The design.
    library
        The catalog.

    Returns
    -------
    CatalogStamp
        Its version, and the digest of the records that the design uses.
    """
    digest = library.digest_of(design.part_by_slug, design.assumptions.set)
    return CatalogStamp(id="core", version=library.version, sha256=digest)


def new_document(design: Design, library: CatalogLibrary) -> DesignDocument:
    """Wrap a design that has never been saved.

    Parameters
    ----------
    design
        The design.
    library
        The catalog it was made with.

    Returns
    -------
    DesignDocument
        Revision 0 under a new document id.
    """
    return DesignDocument(design, str(uuid.uuid4()), catalogs=(catalog_stamp(design, library),))


def next_revision(
    document: DesignDocument, design: Design, library: CatalogLibrary
) -> DesignDocument:
    """Return the document to save after editing.

    Parameters
    ----------
    document
        The document as opened or last saved.
    design
        The design now.
    library
        The catalog in use now.

    Returns
    -------
    DesignDocument
        Same document id, revision one higher, this program and this catalog.
    """
    return DesignDocument(
        design,
        document.document_id,
        document.revision + 1,
        catalogs=(catalog_stamp(design, library),),
    )


def encode_document(document: DesignDocument) -> bytes:
    """Write a document.

    Parameters
    ----------
    document
        Any document.

    Returns
    -------
    bytes
        UTF-8 JSON with LF line ends; equal documents give equal bytes.

    Raises
    ------
    ValueError
        If a number of the design is not finite.
    """
    members = {
        "format": line_from_value(FORMAT),
        "format_version": line_from_value(FORMAT_VERSION),
        "app_version": line_from_value(document.app_version),
        "document_id": line_from_value(document.document_id),
        "revision": line_from_value(document.revision),
        "catalogs": line_from_value([plain_record(stamp) for stamp in document.catalogs]),
        "content": content_text(document.design),
        "sha256": line_from_value(content_sha256(document.design)),
    }
    lines = ",\n".join(f'"{key}": {text}' for key, text in members.items())
    return f"{{\n{lines}\n}}\n".encode()


def decode_document(data: bytes, file_name: str) -> DesignDocument:
    """Read a document.

    Parameters
    ----------
    data
        The whole file.
    file_name
        Name to show in messages.

    Returns
    -------
    DesignDocument
        The document; ``notices`` has a warning if the checksum does not match.

    Raises
    ------
    DesignFileError
        If the file cannot be used; ``findings`` has every problem with line, column and field.
    """
    text = text_from_bytes(data, file_name)
    value = value_from_text(text, file_name)
    header = _header_finding(value, text, file_name)
    if header is not None:
        raise DesignFileError(summary_text([header]), (header,))
    try:
        record = _FileRecord.model_validate_json(text)
    except ValidationError as error:
        findings = field_findings(error, value, text, file_name)
        raise DesignFileError(summary_text(findings), findings) from error
    findings = placed_in_file(check_structure(record.content), record.content, text, file_name)
    if findings:
        raise DesignFileError(summary_text(findings), findings)
    return DesignDocument(
        design=record.content,
        document_id=record.document_id,
        revision=record.revision,
        app_version=record.app_version,
        catalogs=record.catalogs,
        notices=_checksum_notices(record, text, file_name),
    )


def _header_finding(value: object, text: str, file_name: str) -> Finding | None:
    code, hint = FindingCode.FIELD_INVALID, worded("open a .cluster.json file")
    key = "format_version"
    version = value.get(key) if isinstance(value, dict) else None
    if not isinstance(value, dict):
        key, message = "", worded("the file holds {shown} instead of a design", shown=shown(value))
    elif value.get("format") != FORMAT:
        key, message = (
            "format",
            worded('this is not a design file: "format" is not "{format}"', format=FORMAT),
        )
    elif type(version) is not int or version < 1:
        message, hint = (
            worded(
                '"{key}" must be {known}; it is {shown}',
                key=key,
                known=FORMAT_VERSION,
                shown=shown(version),
            ),
            worded("correct it"),
        )
    elif version > FORMAT_VERSION:
        code, hint = FindingCode.VERSION_NEWER, worded("open it with a newer program")
        message = worded(
            "the file has format version {version}; this program reads {known}",
            version=version,
            known=FORMAT_VERSION,
        )
    else:
        return None
    is_there = isinstance(value, dict) and key in value
    position = locate(text, [(key,)])[(key,)] if is_there else START
    return file_finding(file_name, code, message, hint, position=position, field=key)


def _checksum_notices(record: _FileRecord, text: str, file_name: str) -> tuple[Finding, ...]:
    if record.sha256 == content_sha256(record.content):
        return ()
    position = locate(text, [("sha256",)]).get(("sha256",), START)
    message = (
        worded("the checksum does not match")
        if record.sha256
        else worded("the file has no checksum")
    )
    return (
        Finding(
            FindingCode.CHECKSUM_MISMATCH,
            Severity.WARNING,
            worded("{message}: the file was edited by hand or is damaged", message=message),
            worded("look the design over and save it"),
            Locus(file=file_name, line=position.line, column=position.column, field="sha256"),
        ),
    )
