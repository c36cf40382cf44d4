"""GraphML: one graph of nodes and edges with data keys, read without entities or a DTD."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Final
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

from defusedxml.common import DefusedXmlException
from defusedxml.sax import parse
from typing_extensions import override

from designer.errors.findings import FindingCode, Locus
from designer.importers.raw_graph import RawGraph, RawLink, RawVertex, refusal
from designer.wording.wording import worded

if TYPE_CHECKING:
    from xml.sax.xmlreader import AttributesImpl, Locator

    from designer.errors.tree import DesignFileError
    from designer.importers.raw_graph import Place

MAX_DEPTH: Final = 16
MAX_FILE_BYTES: Final = 256 * 1024 * 1024
_NUMBERS: Final = frozenset({"int", "long", "float", "double"})


class _Handler(ContentHandler):
    """Collects one graph; stops at the first thing that is not part of one."""

    def __init__(self, file_name: str) -> None:
        super().__init__()
        self.file_name = file_name
        self.keys: dict[str, tuple[str, str]] = {}
        self.defaults: dict[str, dict[str, object]] = {"node": {}, "edge": {}}
        self.vertices: list[RawVertex] = []
        self.links: list[RawLink] = []
        self.is_directed = False
        self.n_graphs = 0
        self._depth = 0
        self._owner: dict[str, object] | None = None
        self._domain = ""
        self._key = ""
        self._text: list[str] | None = None
        self._locator: Locator | None = None

    @override
    def setDocumentLocator(self, locator: Locator) -> None:
        self._locator = locator

    def line(self) -> int:
        found = self._locator.getLineNumber() if self._locator is not None else None
        return found or 0

    def locus(self, place: Place, field: str) -> Locus:
        return Locus(file=self.file_name, line=place if isinstance(place, int) else 0, field=field)

    def _refuse(self, message: str, hint: str, field: str = "") -> DesignFileError:
        return refusal(self.locus(self.line(), field), message, hint)

    @override
    def startElement(self, name: str, attrs: AttributesImpl) -> None:
        self._depth += 1
        tag = name.rpartition(":")[2]
        if self._depth > MAX_DEPTH:
            raise self._refuse(
                worded("nested more than {limit} levels deep", limit=MAX_DEPTH),
                worded("write a plain graph"),
            )
        if self._depth == 1 and tag != "graphml":
            raise self._refuse(
                worded("this is <{tag}>, not <graphml>", tag=tag[:40]),
                worded("choose a GraphML file"),
            )
        if tag == "key":
            self._start_key(attrs)
        elif tag == "graph":
            self._start_graph(attrs)
        elif tag == "node":
            name_of = self._required(attrs, "node", "id")
            self._start_owner("node")
            self.vertices.append(RawVertex(name_of, self._owned(), self.line()))
        elif tag == "edge":
            a, b = (self._required(attrs, "edge", end) for end in ("source", "target"))
            self._start_owner("edge")
            self.links.append(RawLink(a, b, self._owned(), self.line()))
        elif tag == "hyperedge":
            raise self._refuse(
                worded("hyperedges cannot be imported"), worded("write one edge per pair")
            )
        elif tag == "data" and self._owner is not None:
            self._key = self._required(attrs, "data", "key")
            self._text = []
        elif tag == "default" and self._key:
            self._text = []

    def _start_key(self, attrs: AttributesImpl) -> None:
        self._key = self._required(attrs, "key", "id")
        self._domain = attrs.get("for", "all")
        self.keys[self._key] = (attrs.get("attr.name", self._key), attrs.get("attr.type", "string"))

    def _start_graph(self, attrs: AttributesImpl) -> None:
        self.n_graphs += 1
        if self.n_graphs > 1:
            raise self._refuse(
                worded("the file has more than one graph"), worded("write one graph per file")
            )
        self.is_directed = attrs.get("edgedefault", "undirected") == "directed"

    def _start_owner(self, domain: str) -> None:
        self._owner = dict(self.defaults[domain])

    def _owned(self) -> dict[str, object]:
        return self._owner if self._owner is not None else {}

    def _required(self, attrs: AttributesImpl, tag: str, field: str) -> str:
        value: str | None = attrs.get(field)
        if value is None:
            raise self._refuse(
                worded("<{tag}> has no {field}", tag=tag, field=field),
                worded("give it a {field}", field=field),
                field,
            )
        return value

    @override
    def characters(self, content: str) -> None:
        if self._text is not None:
            self._text.append(content)

    @override
    def endElement(self, name: str) -> None:
        self._depth -= 1
        tag = name.rpartition(":")[2]
        if tag == "data" and self._text is not None and self._owner is not None:
            self._owner.update(self._value())
            self._text = None
        elif tag == "default" and self._text is not None:
            for domain in ("node", "edge") if self._domain == "all" else (self._domain,):
                self.defaults.get(domain, {}).update(self._value())
            self._text = None
        elif tag in {"node", "edge"}:
            self._owner = None
        elif tag == "key":
            self._key = ""

    def _value(self) -> dict[str, object]:
        text = "".join(self._text or ()).strip()
        if self._key not in self.keys:
            raise self._refuse(
                worded('key "{key}" is not declared', key=self._key[:40]),
                worded("add a <key> element"),
            )
        field, kind = self.keys[self._key]
        if kind not in _NUMBERS:
            return {field: text}
        try:
            return {field: int(text) if kind in {"int", "long"} else float(text)}
        except ValueError:
            raise self._refuse(
                worded('"{text}" is no number', text=text[:40]), worded("correct it"), field
            ) from None


def read_graphml(data: bytes, file_name: str) -> RawGraph:
    """Read GraphML.

    Parameters
    ----------
    data
        The whole file.
    file_name
        Name to show in messages.

    Returns
    -------
    RawGraph
        Its graph, unchecked.

    Raises
    ------
    DesignFileError
        If it is not such a file, or uses entities or a DTD; the message has file and line.
    """
    handler = _Handler(file_name)
    problem = _parsed(data, handler)
    if problem is not None:
        raise problem
    return RawGraph(
        tuple(handler.vertices), tuple(handler.links), handler.is_directed, handler.locus
    )


def _parsed(data: bytes, handler: _Handler) -> DesignFileError | None:
    # What stands in the way of reading the file as XML, or nothing.
    top = Locus(file=handler.file_name, line=1)
    if len(data) > MAX_FILE_BYTES:
        message = worded(
            "the file has {n_data:,} bytes; the limit is {limit:,}",
            n_data=len(data),
            limit=MAX_FILE_BYTES,
        )
        return refusal(top, message, worded("import a smaller graph"), FindingCode.DESIGN_TOO_LARGE)
    try:
        parse(BytesIO(data), handler, forbid_dtd=True)
    except DefusedXmlException as error:
        message = worded(
            "a document type or entity is declared ({name})", name=type(error).__name__
        )
        locus = handler.locus(handler.line(), "")
        return refusal(locus, message, worded("remove the DOCTYPE"), FindingCode.FILE_SYNTAX)
    except SAXParseException as error:
        locus = Locus(file=handler.file_name, line=error.getLineNumber() or 1)
        message = worded("not valid XML: {why}", why=error.getMessage())
        hint = worded("compare with a file that opens")
        return refusal(locus, message, hint, FindingCode.FILE_SYNTAX)
    except (LookupError, UnicodeError) as error:
        hint = worded("save it as UTF-8")
        return refusal(top, str(error), hint, FindingCode.FILE_SYNTAX)
    if not handler.n_graphs:
        return refusal(
            top, worded("the file has no <graph>"), worded("choose a GraphML file with one graph")
        )
    return None
