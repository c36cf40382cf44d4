"""Node-link JSON as networkx writes it: ``nodes`` and ``links`` (or ``edges``)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.errors.findings import FindingCode, Locus
from designer.importers.raw_graph import RawGraph, RawLink, RawVertex, refusal
from designer.storage.positions import locate, text_from_json_path
from designer.storage.strict_json import shown, text_from_bytes, value_from_text
from designer.wording.wording import worded

if TYPE_CHECKING:
    from designer.importers.raw_graph import Place
    from designer.storage.positions import JsonPath

_FORM: Final = worded('write {"nodes": [{"id": ...}], "links": [{"source": ..., "target": ...}]}')


class _Reader:
    """Reads one text; every refusal says where."""

    def __init__(self, text: str, file_name: str) -> None:
        self.text = text
        self.file_name = file_name
        self.value = value_from_text(text, file_name)

    def locus(self, place: Place, field: str) -> Locus:
        path: JsonPath = place if isinstance(place, tuple) else ()
        wanted = (*path, field) if field else path
        found = locate(self.text, [wanted, path])
        spot = found.get(wanted) or found.get(path)
        words = text_from_json_path(wanted)
        if spot is None:
            return Locus(file=self.file_name, field=words)
        return Locus(file=self.file_name, line=spot.line, column=spot.column, field=words)

    def graph(self) -> RawGraph:
        value = self.value
        if not isinstance(value, dict):
            raise refusal(
                self.locus((), ""),
                worded("the file holds {shown}, no graph", shown=shown(value)),
                _FORM,
            )
        vertices = tuple(
            RawVertex(self._name(v.get("id"), ("nodes", ix), "id"), v, ("nodes", ix))
            for ix, v in enumerate(self._records("nodes"))
        )
        key = "links" if "links" in value else "edges"
        links = tuple(
            RawLink(
                self._name(v.get("source"), (key, ix), "source"),
                self._name(v.get("target"), (key, ix), "target"),
                v,
                (key, ix),
            )
            for ix, v in enumerate(self._records(key))
        )
        is_directed = value.get("directed", False)
        if not isinstance(is_directed, bool):
            message = worded("directed is {shown}", shown=shown(is_directed))
            raise refusal(self.locus(("directed",), ""), message, worded("write true or false"))
        return RawGraph(vertices, links, is_directed, self.locus)

    def _records(self, key: str) -> list[dict[str, object]]:
        value = self.value
        found = value.get(key) if isinstance(value, dict) else None
        if not isinstance(found, list):
            is_there = isinstance(value, dict) and key in value
            message = (
                worded("{key} is {shown}", key=key, shown=shown(found))
                if is_there
                else worded("there is no {key}", key=key)
            )
            code = FindingCode.FIELD_INVALID if is_there else FindingCode.FIELD_MISSING
            raise refusal(self.locus((key,), ""), message, _FORM, code)
        for ix, record in enumerate(found):
            if not isinstance(record, dict):
                raise refusal(
                    self.locus((key, ix), ""), worded("this is {shown}", shown=shown(record)), _FORM
                )
        return found

    def _name(self, value: object, place: JsonPath, field: str) -> str:
        if isinstance(value, list) and all(isinstance(v, str | int) for v in value):
            return "(" + ", ".join(str(v) for v in value) + ")"
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            message = (
                worded("{field} is {shown}", field=field, shown=shown(value))
                if value is not None
                else worded("there is no {field}", field=field)
            )
            code = FindingCode.FIELD_INVALID if value is not None else FindingCode.FIELD_MISSING
            raise refusal(
                self.locus(place, field), message, worded("write a text or a number"), code
            )
        return str(value)


def read_node_link(data: bytes, file_name: str) -> RawGraph:
    """Read node-link JSON.

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
        If it is not such a file; the message has file, line and field.
    """
    return _Reader(text_from_bytes(data, file_name), file_name).graph()
