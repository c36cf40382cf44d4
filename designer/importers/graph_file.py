"""Import a graph file: node-link JSON or GraphML, told apart by what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from designer.importers.graph_record import checked_graph
from designer.importers.graphml import read_graphml
from designer.importers.imported_design import imported_design
from designer.importers.node_link import read_node_link
from designer.storage.files import read_bytes
from designer.wording.wording import worded

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from designer.importers.raw_graph import RawGraph
    from designer.model.design import Design

_HINT: Final = worded("choose a node-link JSON or GraphML file that you may read")


def read_graph(data: bytes, file_name: str) -> RawGraph:
    """Read a graph file of either format.

    Parameters
    ----------
    data
        The whole file.
    file_name
        Name to show in messages; its ending decides where the content does not.

    Returns
    -------
    RawGraph
        Its graph, unchecked.

    Raises
    ------
    DesignFileError
        If it is no such file.
    """
    start = data.lstrip()[:1]
    is_xml = start == b"<" or (start != b"{" and file_name.lower().endswith((".graphml", ".xml")))
    return read_graphml(data, file_name) if is_xml else read_node_link(data, file_name)


def import_graph(path: Path, assumptions: str, day: date) -> Design:
    """Import a graph file as a design.

    Parameters
    ----------
    path
        The file.
    assumptions
        Assumption set of the design.
    day
        Day of the import.

    Returns
    -------
    Design
        The design, named after the file.

    Raises
    ------
    DesignFileError
        If the file cannot be read or used; one message with file, line and field.
    """
    raw = read_graph(read_bytes(path, _HINT), str(path))
    graph = checked_graph(raw, str(path))
    return imported_design(graph, path.name.split(".")[0], assumptions, day)
