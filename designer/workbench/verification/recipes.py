"""How each published number is computed from a generated design; by group and metric."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from designer.evaluate.switch_matching import moore_mean, throughput_upper_bound
from designer.fabric.families.server_centric import dcell_sizes
from designer.model.ids import FabricId
from designer.workbench.verification.subjects import (
    with_fewer_pairs,
    with_node_mesh,
    without_switch,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from designer.workbench.verification.published import PublishedNumber
    from designer.workbench.verification.subjects import Subject, Subjects

LANES_PER_PORT: Final = 4
N_MATCHED_GRAPHS: Final = 3
"""Random graphs whose mean stands for the one of a source."""
MAX_MEAN_SWITCHES: Final = 120
"""Most switches of graphs that are averaged; larger ones differ by less."""


def computed_value(row: PublishedNumber, subjects: Subjects) -> float:
    """Return a published number as the program computes it.

    Parameters
    ----------
    row
        The number; its value is not looked at.
    subjects
        Makes the designs.

    Returns
    -------
    float
        In the unit of the row.

    Raises
    ------
    LookupError
        If nothing says how.
    """
    for pattern, recipe in _RECIPES:
        if re.match(pattern, row.id):
            return float(recipe(row, subjects))
    raise LookupError(f"no recipe for {row.id}")


def _number(row: PublishedNumber, name: str) -> int:
    value = row.parameters[name]
    if not isinstance(value, int):
        raise TypeError(f"{row.id} has no whole number {name}")
    return value


def _cloudmatrix(row: PublishedNumber, subjects: Subjects) -> float:
    system = subjects.system("cloudmatrix-384")
    ports = {p.slug: {q.name: q for q in p.ports} for p in system.design.parts}
    ub, up = ports["ascend-910c"]["ub"], ports["ub-l1"]["up"]
    cables = system.cables("ub-uplink")
    values: dict[str, Callable[[], float]] = {
        "npus": lambda: system.family("accelerator"),
        "l1-switch-chips": lambda: system.copies("l1"),
        "l2-switch-chips": lambda: system.copies("l2"),
        "npu-ub-bandwidth": lambda: ub.count * ub.rate_bps.value / 8e9,
        "l1-uplink-per-chip": lambda: up.count * up.rate_bps.value / 8e9,
        "ub-optical-cables": lambda: cables,
        "ub-400g-ports-per-node": lambda: cables / (system.copies("l1") / 7),
        "ub-400g-ports-per-compute-rack": lambda: cables / system.racks("compute-rack"),
        "racks": system.racks,
        "optical-modules-scale-up": lambda: system.optics("scale-up"),
        "optical-modules-scale-out": lambda: system.optics("scale-out"),
        "expandable-npus": lambda: subjects.system("atlas-900-a3").family("accelerator"),
    }
    return values[row.metric]()


def _ub_mesh(row: PublishedNumber, subjects: Subjects) -> float:
    system = subjects.system("ub-mesh-superpod")
    accelerator = next(p for p in system.design.parts if p.family == "accelerator")
    n = system.family("accelerator")
    ports = sum(p.count for p in accelerator.ports if "scale-up" in p.fabric_roles)
    switched = system.links("lrs-hrs") * LANES_PER_PORT
    if row.metric == "optical-module-saving":
        return 100 * (1 - switched / (n * 64))
    rack = n * ports * LANES_PER_PORT
    mesh = system.links("row-mesh", "column-mesh") * LANES_PER_PORT
    beyond = system.racks("rack") * _number(row, "dcn_lanes_per_rack")
    share = rack if row.metric == "share-xy-passive-copper-1m" else switched
    return 100 * share / (rack + mesh + switched + beyond)


def _atlas_cabinet(row: PublishedNumber, subjects: Subjects) -> float:
    cabinet = subjects.system("atlas-950-cabinet")
    links = {
        "x-mesh-edges": cabinet.links("x-mesh"),
        "y-mesh-edges": cabinet.links("y-mesh"),
        "uplink-ports": cabinet.links("npu-lrs"),
    }
    total = 2 * (links["x-mesh-edges"] + links["y-mesh-edges"]) + links["uplink-ports"]
    return links.get(row.metric, total / cabinet.family("accelerator"))


def _atlas_pod(row: PublishedNumber, subjects: Subjects) -> float:
    pod = subjects.system("atlas-950-superpod")
    n = pod.family("accelerator")
    if row.metric == "compute-cabinets":
        return pod.racks("rack")
    if row.metric == "npus":
        return n * _number(row, "superpods")
    injection = pod.readouts.value("injection_total_bytes_per_s.scale-up")
    return 2 * injection / 1e15


def _atlas_960(_row: PublishedNumber, subjects: Subjects) -> float:
    # The claim counts every port of the accelerators; one of each has no link in the wiring.
    pod = subjects.system("atlas-960-superpod")
    accelerator = next(p for p in pod.design.parts if p.family == "accelerator")
    ports = [p for p in accelerator.ports if "scale-up" in p.fabric_roles]
    each = sum(p.count * p.rate_bps.value for p in ports) / 8
    return 2 * pod.family("accelerator") * each / 1e15


def _nvl72(row: PublishedNumber, subjects: Subjects) -> float:
    rack = subjects.system("gb200-nvl72")
    n = rack.family("accelerator")
    both_ways = 2 * rack.readouts.value("injection_total_bytes_per_s.scale-up") / 1e12
    return {
        "gpu-bandwidth": both_ways / n,
        "fabric-bandwidth": both_ways,
        "gpus-per-su": 8.0 * n,
        "max-gpus": 128.0 * n,
    }[row.metric]


def _superpod(row: PublishedNumber, subjects: Subjects) -> float:
    planes = row.parameters.get("planes", 1)
    radix = row.parameters.get("radix", row.parameters.get("switch_ports_400g"))
    pod = subjects.family(
        "rail-optimised", nodes=row.parameters["nodes"], radix=radix, planes=planes
    )
    values: dict[str, Callable[[], float]] = {
        "gpus": lambda: pod.family("accelerator"),
        "leaf": lambda: pod.copies("leaf"),
        "spine": lambda: pod.copies("spine"),
        "core": lambda: pod.copies("core"),
        "node-leaf-cables": lambda: _access(pod),
        "leaf-spine-cables": lambda: _between(pod, "leaf", "spine"),
        "spine-core-cables": lambda: _between(pod, "spine", "core"),
    }
    value = values[row.metric]()
    # Links of two planes share one 800G cable.
    return value / _number(row, "planes") if planes != 1 and "cables" in row.metric else value


def _access(subject: Subject) -> int:
    classes = subject.graph.vertex_classes
    return sum(
        x.n_links
        for x in subject.graph.link_classes
        if {classes[x.a_ix].family, classes[x.b_ix].family} == {"accelerator", "switch"}
        and "relay" not in {classes[x.a_ix].chain[-1], classes[x.b_ix].chain[-1]}
    )


def _between(subject: Subject, one: str, other: str) -> int:
    classes = subject.graph.vertex_classes
    return sum(
        x.n_links
        for x in subject.graph.link_classes
        if {classes[x.a_ix].chain[-1], classes[x.b_ix].chain[-1]} == {one, other}
    )


def _tpu(row: PublishedNumber, subjects: Subjects) -> float:
    if row.metric == "optical-links-per-cube":
        cube = subjects.family("mesh", shape="4x4x4")
        return 6 * cube.family("accelerator") - 2 * cube.links()
    torus = subjects.family("torus", shape="16x16x16", rate="400G")
    return torus.readouts.value("bisection_bytes_per_s.scale-up") / 1e12


def _frontier(row: PublishedNumber, subjects: Subjects) -> float:
    system = subjects.family(
        "dragonfly", hosts=16, routers=32, global_links=10, groups=74, rate="200G"
    )
    if row.metric == "intra-group-ports":
        return 2 * system.links("router-all") / 74
    return system.links("access") / 74 * 200e9 / 1e12


def _hpn(row: PublishedNumber, subjects: Subjects) -> float:
    system = subjects.family("rail-optimised", nodes=1920, radix=256, planes=2, rate="200G")
    return system.family("accelerator") if row.metric == "gpus" else system.copies("leaf")


def _llama(_row: PublishedNumber, subjects: Subjects) -> float:
    cluster = subjects.system("llama3-roce-24k")
    pods = sum(e.n_copies for e in cluster.graph.enclosure_classes if e.chain[-1:] == ("pod",))
    return cluster.family("accelerator") / pods


def _zcube_subject(group: str, subjects: Subjects) -> Subject:
    _, n, name = group.split("-", 2)
    n_gpus = int(n)
    radix = {1024: 32, 4096: 64, 16384: 128}[n_gpus]
    if name == "ROFT":
        return subjects.family("rail-optimised", nodes=n_gpus // 8, radix=radix)
    if name == "Railonly":
        return subjects.family("rail-only", nodes=n_gpus // 8, radix=radix)
    if name == "Dragonfly":
        return subjects.family("dragonfly", hosts={1024: 4, 16384: 8}[n_gpus])
    if name == "HPN":
        ports = {1024: 64, 4096: 256, 16384: 256}[n_gpus]
        return subjects.family("rail-optimised", nodes=n_gpus // 8, radix=ports, planes=2)
    digits = name.removesuffix("partial")[len("BCube") :]
    texts: dict[str, object] = {"n": digits[:-1], "k": digits[-1]}
    if name.endswith("partial"):
        texts["partial"] = "yes"
    return subjects.family(name[: len("BCube")].lower(), **texts)


def _zcube_paths(row: PublishedNumber, subjects: Subjects) -> float:
    subject = _zcube_subject(row.group, subjects)
    if "-srv" in row.metric:
        subject = subjects.changed(subject, "node mesh", with_node_mesh(subject.design))
    if row.metric in {"apl", "apl-srv"}:
        return subject.mean_links()
    failed = _mean_with_one_failed(subject, subjects)
    if row.metric.endswith("one-switch-failed"):
        return failed
    whole = round(subject.mean_links(), 5)
    return 1e4 * (round(failed, 5) - whole) / whole


def _mean_with_one_failed(subject: Subject, subjects: Subjects) -> float:
    # All switches of one level are alike, so that one of each level stands for it.
    total = weight = 0.0
    for vertex in subject.graph.vertex_classes:
        if vertex.family != "switch":
            continue
        path = "/".join(f"{step}[0]" for step in vertex.chain)
        broken = subjects.changed(subject, f"without {path}", without_switch(subject.design, path))
        total += vertex.n_copies * broken.mean_links()
        weight += vertex.n_copies
    return total / weight


def _zcube_counts(row: PublishedNumber, subjects: Subjects) -> float:
    subject = _zcube_subject(row.group, subjects)
    name = row.group.rpartition("-")[2]
    n_access, n_switch = _access(subject), subject.switch_links()
    if row.metric.startswith("switches"):
        return subject.family("switch") - subject.copies("relay")
    if name == "HPN":
        # Both 200G links of an accelerator share one 400G cable.
        n_access //= 2
    if row.metric == "cables-400g":
        return {"ROFT": n_access + n_switch, "HPN": n_access}.get(name, 0)
    if row.metric == "cables-200g":
        return {"ROFT": 0, "HPN": n_switch}.get(name, n_access + n_switch)
    copper = 0
    if name == "Dragonfly":
        copper = n_access + subject.links("router-all")
    elif name.startswith(("BCube", "ZCube")):
        copper = subject.links("to-level-0")
    fibre = n_access + n_switch - copper
    return {"copper-cables": copper, "fibre-cables": fibre}.get(row.metric, 2 * fibre)


def _no_switch_fails(row: PublishedNumber, subjects: Subjects) -> float:
    n_gpus, probability = _number(row, "gpus"), row.parameters["p_switch"]
    if not isinstance(probability, float):
        raise TypeError(f"{row.id} has no probability")
    if row.group == "ZC-FAIL-640":
        fabric = subjects.family("rail-optimised", nodes=n_gpus // 8, radix=128)
    else:
        fabric = subjects.family("zcube", n=128, k=2)
    return 100 * (1 - probability) ** fabric.family("switch")


def _zcube_diameter(row: PublishedNumber, subjects: Subjects) -> float:
    name = row.group.rpartition("-")[2]
    texts: dict[str, tuple[str, dict[str, object]]] = {
        "ROFT": ("rail-optimised", {"nodes": 128, "radix": 32}),
        "HPN": ("rail-optimised", {"nodes": 128, "radix": 64, "planes": 2}),
        "BCuben2": ("bcube", {"n": 16, "k": 2}),
        "Dragonfly": ("dragonfly", {"hosts": 4}),
        "ZCuben2": ("zcube", {"n": 16, "k": 2}),
        "ZCuben3": ("zcube", {"n": 8, "k": 3}),
        "ZCuben3partial": ("zcube", {"n": 8, "k": 3, "partial": "yes"}),
    }
    if name == "Railonly":
        # Inside one rail, as the paper counts it: a leaf-spine fabric of the same size.
        return subjects.family(
            "leaf-spine", accelerators=128, radix=32, node_size=1
        ).diameter_hops()
    family, values = texts[name]
    return subjects.family(family, **values).diameter_hops()


def _hammingmesh(row: PublishedNumber, subjects: Subjects) -> float:
    switch_usd, dac_usd, aoc_usd = (
        _number(row, name) for name in ("switch_usd", "dac_usd", "aoc_usd")
    )
    planes = _number(row, "planes")
    if row.group == "HM-S-TOR":
        torus = subjects.family("torus", shape=f"{row.parameters['x']}x{row.parameters['y']}")
        return planes * torus.links_between_boards(_number(row, "board")) * aoc_usd / 1e6
    if row.group in {"HM-S-FT", "HM-L-FT"}:
        n = _number(row, "acc")
        family = "leaf-spine" if row.group == "HM-S-FT" else "fat-tree"
        tree = subjects.family(family, accelerators=n, radix=64)
        copper, optical = _access(tree), tree.switch_links()
        n_switches = tree.family("switch")
        return planes * (n_switches * switch_usd + copper * dac_usd + optical * aoc_usd) / 1e6
    mesh = subjects.family(
        "hammingmesh", a=row.parameters["board"], x=row.parameters["x"], y=row.parameters["y"],
        planes=planes,
    )  # fmt: skip
    edges, upper = _access(mesh), mesh.switch_links()
    usd = mesh.family("switch") * switch_usd + edges * (dac_usd + aoc_usd) / 2 + upper * aoc_usd
    return usd / 1e6


def _tub(row: PublishedNumber, subjects: Subjects) -> float:
    group = row.group
    if group.startswith("TUBF-SF"):
        subject = subjects.family("slim-fly", q=row.parameters["q"], hosts=row.parameters["H"])
    elif group.startswith(("TUB-jf", "TUB-xp")):
        subject = _random_fabric(row, subjects)
    elif group.startswith("TUBF-PF"):
        subject = subjects.family("polarfly", q=row.parameters["q"], hosts=row.parameters["H"])
    else:
        family, texts = _TUB_FAMILIES[group]
        subject = subjects.family(family, **texts)
    return throughput_upper_bound(subject.graph, FabricId(subject.fabric_id))


def _random_fabric(row: PublishedNumber, subjects: Subjects) -> Subject:
    # As many switches and links as the authors' graph; theirs lacks a link or three where ports
    # were left over, so that as many are taken out.
    n, n_links = _number(row, "switches"), _number(row, "links")
    hosts = row.parameters["H"]
    if not isinstance(hosts, list):
        raise TypeError(f"{row.id} has no list H")
    degree = _number(row, "radix") - int(hosts[0])
    if row.group.startswith("TUB-xp"):
        return subjects.family("xpander", degree=degree, lift=n // (degree + 1), hosts=hosts[0])
    full = subjects.family("jellyfish", switches=n, degree=degree, hosts=hosts[0])
    n_missing = full.switch_links() - n_links
    label = f"without {n_missing} links"
    return subjects.changed(full, label, with_fewer_pairs(full.design, n_missing))


_TUB_FAMILIES: Final[dict[str, tuple[str, dict[str, object]]]] = {
    "TUB-ClosN8192": ("fat-tree", {"radix": 32}),
    "TUBF-DF-4-2-9": ("dragonfly", {"routers": 4, "hosts": 2, "global_links": 2, "groups": 9}),
    "TUBF-HX-8x8": ("hyperx", {"shape": "8x8", "hosts": 8}),
    "TUBF-HX-16x16": ("hyperx", {"shape": "16x16", "hosts": 16}),
    "TUBF-FM4-8844": ("nd-full-mesh", {"shape": "4x4x8x8"}),
    "TUBF-TOR-444": ("torus", {"shape": "4x4x4"}),
    "TUBF-TOR-888": ("torus", {"shape": "8x8x8"}),
    "TUBF-TOR-32x32": ("torus", {"shape": "32x32"}),
    "TUBF-MESH-8x8": ("mesh", {"shape": "8x8"}),
    "TUBF-MESH-444": ("mesh", {"shape": "4x4x4"}),
    "TUBF-CUBE-10": ("hypercube", {"dimensions": 10}),
    "TUBF-K64": ("full-mesh", {"accelerators": 64}),
    "TUBF-FT3-32": ("fat-tree", {"radix": 32}),
}


def _moore(row: PublishedNumber, _subjects: Subjects) -> float:
    n, degree = _number(row, "N"), _number(row, "degree")
    return degree / moore_mean(n, degree)


def _longest_matching(row: PublishedNumber, subjects: Subjects) -> float:
    # As many accelerators as links to other switches, so that no access link binds; the rate of a
    # switch does not depend on how many share it.
    n, degree = _number(row, "switches"), _number(row, "degree")
    fraction = row.parameters["active_fraction"]
    if not isinstance(fraction, float):
        raise TypeError(f"{row.id} has no fraction")
    texts: dict[str, object] = {"degree": degree, "hosts": degree}
    if row.group.startswith("TB-XP"):
        made = [subjects.family("xpander", lift=n // (degree + 1), **texts)]
    else:
        seeds = range(1, 1 + (N_MATCHED_GRAPHS if n <= MAX_MEAN_SWITCHES else 1))
        made = [subjects.family("jellyfish", switches=n, seed=seed, **texts) for seed in seeds]
    rates = [one.longest_matching_rate(round(100 * fraction)) for one in made]
    per_switch = degree * sum(rates) / len(rates)
    if row.metric == "switch-throughput":
        return per_switch
    return per_switch / _number(row, "servers_per_switch")


def _fat_tree(row: PublishedNumber, subjects: Subjects) -> float:
    k = _number(row, "k")
    size = max(d for d in range(1, 9) if (k // 2) % d == 0)
    tree = subjects.family("fat-tree", radix=k, node_size=size)
    return {
        "switches": tree.family("switch"),
        "cables": tree.links(),
        "switch-links": tree.switch_links(),
    }.get(row.metric, tree.family("accelerator"))


def _reference(row: PublishedNumber, subjects: Subjects) -> float:
    name = row.group
    if name == "REF-FT48":
        return _fat_tree(row, subjects)
    if name == "REF-DC63":
        return dcell_sizes(_number(row, "n"), _number(row, "k"))[-1]
    if name.startswith("REF-SF"):
        q, p = _number(row, "q"), _number(row, "p")
        return subjects.family("slim-fly", q=q, hosts=p).family("accelerator")
    p, a, h = (_number(row, key) for key in ("p", "a", "h"))
    made = subjects.family("dragonfly", hosts=p, routers=a, global_links=h)
    return made.family("accelerator")


def _deepseek(row: PublishedNumber, subjects: Subjects) -> float:
    if row.group == "DSV3NET-FT3":
        return _fat_tree(row, subjects)
    if row.group == "DSV3NET-FT2":
        made = subjects.family("leaf-spine", accelerators=2048, radix=64)
    else:
        made = subjects.family("rail-only", nodes=2048, radix=64)
    return {
        "endpoints": made.family("accelerator"),
        "switches": made.family("switch") - made.copies("relay"),
        "switch-links": made.switch_links(),
    }[row.metric]


_RECIPES: Final[tuple[tuple[str, Callable[[PublishedNumber, Subjects], float]], ...]] = (
    (r"CM384\.", _cloudmatrix),
    (r"UBM-", _ub_mesh),
    (r"A950-RACK\.", _atlas_cabinet),
    (r"A950\.", _atlas_pod),
    (r"A960\.", _atlas_960),
    (r"NVL72\.", _nvl72),
    (r"DGX-", _superpod),
    (r"TPUV4\.", _tpu),
    (r"FRONTIER\.", _frontier),
    (r"HPN7\.", _hpn),
    (r"LLAMA3-NET\.", _llama),
    (r"ZC3-", _zcube_paths),
    (r"ZC[67]-", _zcube_counts),
    (r"ZC-DIAM", _zcube_diameter),
    (r"ZC-FAIL", _no_switch_fails),
    (r"HM-", _hammingmesh),
    (r"TUB", _tub),
    (r"TB-(JF|XP)", _longest_matching),
    (r"TBB-", _moore),
    (r"TB-FT|SC24", _fat_tree),
    (r"REF-", _reference),
    (r"DSV3NET", _deepseek),
)
