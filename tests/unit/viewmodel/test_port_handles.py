"""Port handles: which ports are free to be dragged from."""

from __future__ import annotations

from designer.commands.structure import AddPart
from designer.fabric.registry import build_system
from designer.viewmodel.port_handles import port_handles
from designer.workbench.opening import new_design, shipped_library


def test_that_a_wired_accelerator_has_no_free_port() -> None:
    design = build_system("cloudmatrix-384", shipped_library())
    node = next(b for b in design.blocks if b.id == "node")
    handles = {h.port: (h.n_free, h.n_ports) for h in port_handles(design, node, "npu")}
    assert handles == {"ub": (0, 14), "roce": (0, 1)}


def test_that_a_block_sums_its_ports_by_role() -> None:
    design = build_system("cloudmatrix-384", shipped_library())
    handles = port_handles(design, design.root_block, "bus-rack")
    totals = {h.role.value: h.n_ports for h in handles}
    assert totals["scale-up"] == 14 * 2 * 48
    assert all(h.port == "" for h in handles)


def test_that_a_new_part_has_all_ports_free_and_says_so() -> None:
    design = new_design().document.design
    command = AddPart.model_validate({"block": "cluster", "part": "ascend-910c"})
    after = command.apply(design, shipped_library()).design
    first = port_handles(after, after.root_block, "ascend-910c")[0]
    assert first.text == "ub: 14 of 14 free"
    assert port_handles(after, after.root_block, "nothing") == ()
