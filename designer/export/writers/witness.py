"""Witness files: the proofs of a fabric's network numbers as JSON."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from designer.evaluate.witness import fabric_witness
from designer.evaluate.witness_traffic import traffic_witness

if TYPE_CHECKING:
    from designer.evaluate.traffic_choice import TrafficChoice
    from designer.export.subject import EvaluatedDesign


def witness_files(
    subject: EvaluatedDesign, traffic: TrafficChoice | None = None
) -> tuple[tuple[str, bytes], ...]:
    """Return one witness file per fabric that has links.

    Parameters
    ----------
    subject
        One revision of a design.
    traffic
        Traffic to prove beside all-to-all, or ``None``.

    Returns
    -------
    tuple[tuple[str, bytes], ...]
        Names such as ``scale-up.witness.json``, and contents: UTF-8 JSON with LF line ends.

    Raises
    ------
    EvaluationError
        If the traffic does not fit a fabric.
    """
    graph = subject.graph
    found: list[tuple[str, bytes]] = []
    for fabric_id, _ in graph.fabric_roles:
        if not graph.link_classes_by_fabric[fabric_id]:
            continue
        witness = {"design": subject.design.name} | fabric_witness(graph, fabric_id)
        if traffic is not None:
            witness["traffic"] = traffic_witness(graph, fabric_id, traffic)
        lines = ",\n".join(
            f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False, allow_nan=False)}"
            for key, value in witness.items()
        )
        name = re.sub(r"[^a-z0-9-]", "-", str(fabric_id))
        found.append((f"{name}.witness.json", f"{{\n{lines}\n}}\n".encode()))
    return tuple(found)
