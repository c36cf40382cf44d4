"""Random walks over all commands: undo and redo are exact, ids stay unique, nothing breaks."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from designer.catalog.accelerators import AcceleratorRecord, PeakRate
from designer.catalog.assumptions import Assumption, AssumptionSet
from designer.catalog.library import CatalogLibrary
from designer.catalog.part import FabricRole, Medium, PartPort
from designer.catalog.provenance import Figure, FigureKind, Source
from designer.catalog.racks import RackRecord
from designer.catalog.switches import SwitchRecord
from designer.commands.arraying import ArrayInstances
from designer.commands.assumptions import (
    ApproveFinding,
    ChooseAssumptionSet,
    ResetAssumption,
    SetAssumption,
    SetView,
    WithdrawApproval,
)
from designer.commands.base import Aspect, Change, ChangeSet
from designer.commands.catalog_reset import ResetPart
from designer.commands.clipboard import copy_instances
from designer.commands.connection import plan_connection
from designer.commands.copies import RemoveCopies, ReplaceCopy, RestoreCopies
from designer.commands.grouping import GroupInstances, MakeUnique
from designer.commands.history import History
from designer.commands.housing import PutInto
from designer.commands.insertion import DuplicateInstances
from designer.commands.links import LinkPair, RemoveLinks, RestoreLinks
from designer.commands.macro import Macro
from designer.commands.merging import MergeInstances
from designer.commands.placement import ArrangeGrid, Move, MoveInstances, SetPlacement
from designer.commands.properties import (
    RenameBlock,
    RenameDesign,
    RenameInstance,
    ReplacePart,
    SetNote,
)
from designer.commands.registry import COMMANDS, command_from_json, command_json
from designer.commands.replacing import ReplacePartEverywhere
from designer.commands.risk_groups import RemoveRiskGroup, SetRiskGroup
from designer.commands.splitting import SplitCount
from designer.commands.structure import AddGroup, AddPart, RemoveInstances, SetCount
from designer.commands.ungrouping import UngroupInstance
from designer.commands.wiring import (
    AddFabric,
    EditBundle,
    EditFabric,
    RemoveBundles,
    RemoveFabric,
)
from designer.errors.tree import CommandError
from designer.model.block import Block, BlockKind
from designer.model.design import AssumptionChoice, Design, ViewState
from designer.model.evolve import evolve
from designer.model.fabrics import Fabric
from designer.model.ids import BlockId, FabricId, InstanceId, PathStep, text_from_path
from designer.model.limits import chains_to_block
from designer.model.placement import Placement
from designer.model.query import resolve_end, walk_instances
from designer.model.risk_groups import RiskGroup
from designer.model.structure_check import check_structure

if TYPE_CHECKING:
    from designer.commands.base import Command
    from designer.model.links import LinkBundle


def figure(value: float, unit: str) -> Figure:
    return Figure(
        value=value,
        unit=unit,
        kind=FigureKind.VENDOR_ANNOUNCED,
        source="book",
        as_of=date(2026, 1, 1),
    )


def ports(count: int) -> tuple[PartPort, ...]:
    return (
        PartPort(
            name="p",
            count=count,
            rate_bps=figure(4e11, "bit/s"),
            cage="on-board",
            media=(Medium.TRACE,),
            fabric_roles=(FabricRole.SCALE_UP,),
        ),
    )


def library() -> CatalogLibrary:
    accelerators = [
        AcceleratorRecord(
            slug=slug,
            name=slug,
            manufacturer="test",
            ports=ports(8),
            peak_rates=(PeakRate(number_format="bf16", flop_per_s=figure(1e15, "FLOP/s")),),
            memory_bytes=figure(1e9, "byte"),
            memory_bytes_per_s=figure(1e9, "byte/s"),
        )
        for slug in ("acc", "acc-b")
    ]
    rack = RackRecord(
        slug="rack",
        name="rack",
        manufacturer="test",
        usable_u=figure(42, "U"),
        limit_w=figure(1e4, "W"),
        width_m=figure(0.6, "m"),
        depth_m=figure(1.2, "m"),
    )
    pue = Assumption(name="pue_ratio", label="PUE", figure=figure(1.3, "ratio"))
    return CatalogLibrary(
        version="1",
        parts=(
            *accelerators,
            SwitchRecord(slug="sw", name="sw", manufacturer="test", ports=ports(64)),
            rack,
        ),
        assumption_sets=(
            AssumptionSet(slug="default", name="default", assumptions=(pue,)),
            AssumptionSet(slug="none", name="none", assumptions=()),
        ),
        sources=(Source(slug="book", title="book", accessed=date(2026, 1, 1)),),
    )


LIBRARY = library()
NEW = Design(
    name="new",
    root=BlockId("root"),
    assumptions=AssumptionChoice(set="default"),
    blocks=(Block(id=BlockId("root"), name="root", kind=BlockKind.SUPERNODE),),
)


def seed() -> Design:
    """Build two racks of four accelerators and two switches below one spine switch."""
    root = BlockId("root")
    design = NEW
    for command in (
        AddPart(block=root, part="rack", n_copies=2),
        AddPart(block=BlockId("rack"), part="acc", n_copies=4),
        AddPart(block=BlockId("rack"), part="sw", n_copies=2),
        AddPart(block=root, part="sw", name="spine"),
        RemoveCopies(paths=("rack[1]/acc[3]",)),
        ApproveFinding(key="port-dangling:acc", reason="spare"),
        SetAssumption(name="pue_ratio", value=1.2),
    ):
        design = command.apply(design, LIBRARY).design
    for block, a, b in ((BlockId("rack"), "acc", "sw"), (root, "rack/sw", "spine")):
        best = plan_connection(design, LIBRARY, block, a, b).best
        assert best is not None
        design = best.command.apply(design, LIBRARY).design
    return design


SEED = seed()
PARTS = ("acc", "acc-b", "sw", "rack", "unknown")
KINDS = sorted(command.__name__ for command in COMMANDS)


class Choices:
    """Picks places of a design by the numbers that a test case draws."""

    def __init__(self, design: Design, numbers: tuple[int, ...]) -> None:
        self.design = design
        self.numbers = numbers
        self.block = design.blocks[numbers[0] % len(design.blocks)]
        found = self.block.instances
        first = numbers[1] % len(found) if found else 0
        self.ids = tuple(i.id for i in (*found[first:], *found[:first]))[: 1 + numbers[2] % 3]
        self.instance = self.ids[0] if self.ids else InstanceId("none")
        self.part = PARTS[numbers[3] % len(PARTS)]
        self.n = numbers[4]

    @property
    def instance_of(self) -> str:
        held = self.block.instance_by_id.get(self.instance)
        return held.of if held is not None else ""

    @property
    def copy_path(self) -> str:
        chains = list(walk_instances(self.design, self.design.root_block))
        if not chains:
            return "none[0]"
        chain = chains[self.numbers[1] % len(chains)]
        return text_from_path(tuple(PathStep(i.id, self.n % (i.count + 1)) for i in chain))

    @property
    def device_path(self) -> str:
        chains = walk_instances(self.design, self.design.root_block)
        found = [c for c in chains if c[-1].part in {"acc", "acc-b"}]
        if not found:
            return self.copy_path
        chain = found[self.numbers[1] % len(found)]
        return text_from_path(tuple(PathStep(i.id, self.n % i.count) for i in chain))

    @property
    def exception_path(self) -> str:
        found = self.design.root_block.exceptions
        return found[self.n % len(found)].path if found else self.copy_path

    def links(self, bundle: LinkBundle) -> tuple[LinkPair, ...]:
        places = chains_to_block(self.design, self.block.id)
        ends = [resolve_end(self.design, self.block, end) for end in (bundle.a, bundle.b)]
        if not places or ends[0] is None or ends[1] is None:
            return ()
        outer, block = "", self.design.root_block
        for step in places[0]:
            instance = block.instance_by_id[step]
            outer += f"{step}[{self.n % instance.count}]/"
            block = self.design.block_by_id[instance.block or block.id]
        a, b = (
            outer + "/".join(f"{i.id}[{n % i.count}]" for i in end.instances)
            for end, n in zip(ends, self.numbers, strict=False)
            if end is not None
        )
        n_links = self.numbers[3] or None
        return (LinkPair(bundle=f"{self.block.id}/{bundle.id}", a=a, b=b, n_links=n_links),)

    @property
    def fabric(self) -> Fabric:
        role = (FabricRole.SCALE_UP, FabricRole.STORAGE)[self.n % 2]
        name = f"fabric {self.numbers[2]}"
        return Fabric(id=FabricId(role.value), role=role, display_name=name)

    @property
    def approval_key(self) -> str:
        found = self.design.approvals
        return found[self.n % len(found)].key if found else "port-dangling:none"


def structure_command(kind: str, at: Choices) -> Command | None:
    block, n = at.block.id, at.n
    match kind:
        case "AddPart":
            return AddPart(block=block, part=at.part, n_copies=1 + n % 4, x_m=float(n))
        case "AddGroup":
            return AddGroup(block=block, name=f"group {n}", n_copies=1 + n % 2)
        case "RemoveInstances":
            return RemoveInstances(block=block, instances=at.ids[:1])
        case "SetCount":
            return SetCount(block=block, instance=at.instance, n_copies=n)
        case "DuplicateInstances":
            return DuplicateInstances(block=block, instances=at.ids, dx_m=1.0)
        case "ReplacePart":
            return ReplacePart(block=block, instance=at.instance, part=at.part)
        case "ReplacePartEverywhere":
            held = [p.slug for p in at.design.parts] or [at.part]
            return ReplacePartEverywhere(part=held[n % len(held)], by=at.part)
        case "ArrayInstances":
            return ArrayInstances(
                block=block, instances=at.ids, n_columns=1 + n % 3, n_rows=1 + n % 2,
                pitch_x_m=1.0, pitch_y_m=2.0,
            )  # fmt: skip
        case _:
            return regrouping_command(kind, at)


def regrouping_command(kind: str, at: Choices) -> Command | None:
    block, n = at.block.id, at.n
    match kind:
        case "GroupInstances":
            return GroupInstances(block=block, instances=at.ids, name=f"group {n}")
        case "UngroupInstance":
            found = [
                (b.id, i.id)
                for b in at.design.blocks
                for i in b.instances
                if i.block is not None and at.design.block_by_id[i.block].kind is BlockKind.GROUP
            ]
            place = found[n % len(found)] if found else (block, at.instance)
            return UngroupInstance(block=place[0], instance=place[1])
        case "PutInto":
            hosts = [i.id for i in at.block.instances if i.block is not None] or [at.instance]
            return PutInto(block=block, instances=at.ids, host=hosts[n % len(hosts)])
        case "MakeUnique":
            return MakeUnique(block=block, instance=at.instance)
        case "SplitCount":
            return SplitCount(block=block, instance=at.instance, n_copies=1 + n % 4)
        case "MergeInstances":
            same = [i.id for i in at.block.instances if i.of == at.instance_of]
            return MergeInstances(block=block, instances=tuple(same[:2]) or at.ids)
        case "SetRiskGroup":
            path = at.copy_path.partition("/")[0]
            return SetRiskGroup(group=RiskGroup(name=f"feed {n % 3}", paths=(path,)))
        case "RemoveRiskGroup":
            return RemoveRiskGroup(name=f"feed {n % 3}")
        case _:
            return None


def copy_command(kind: str, at: Choices) -> Command | None:
    match kind:
        case "RemoveCopies":
            return RemoveCopies(paths=(at.copy_path,))
        case "RestoreCopies":
            return RestoreCopies(paths=(at.exception_path,))
        case "ReplaceCopy":
            return ReplaceCopy(path=at.device_path, part=at.part)
        case "InsertBlocks":
            into = at.design.blocks[at.n % len(at.design.blocks)].id
            return evolve(copy_instances(at.design, at.block.id, at.ids), into=into)
        case _:
            return None


def wiring_command(kind: str, at: Choices) -> Command | None:
    block, bundles = at.block.id, at.block.link_bundles
    if kind in {"EditBundle", "RemoveBundles", "RemoveLinks"} and not bundles:
        return None
    match kind:
        case "AddFabric":
            return AddFabric(fabric=at.fabric)
        case "EditFabric":
            return EditFabric(fabric=at.fabric)
        case "RemoveFabric":
            return RemoveFabric(fabric=at.fabric.id)
        case "ConnectPorts":
            a, b = at.instance, at.ids[-1] if at.ids else "none"
            best = plan_connection(at.design, LIBRARY, block, a, b).best
            return best.command if best is not None else None
        case "EditBundle":
            changed = evolve(bundles[0], n_links_per_pair=1 + at.n)
            return EditBundle(block=block, bundle=changed)
        case "RemoveBundles":
            return RemoveBundles(block=block, bundles=(bundles[-1].id,))
        case "RemoveLinks":
            return RemoveLinks(links=at.links(bundles[at.n % len(bundles)]))
        case "RestoreLinks":
            gone = at.design.root_block.link_exceptions
            links = tuple(LinkPair(bundle=e.bundle, a=e.a, b=e.b) for e in gone)
            return RestoreLinks(links=links[at.n % 2 :])
        case _:
            return None


def property_command(kind: str, at: Choices) -> Command | None:
    block, n = at.block.id, at.n
    moves = tuple(Move(instance=i, x_m=float(n), y_m=1.0) for i in at.ids)
    commands: dict[str, Command] = {
        "MoveInstances": MoveInstances(block=block, moves=moves),
        "SetPlacement": SetPlacement(
            block=block, instance=at.instance, placement=Placement(x_m=float(n))
        ),
        "ArrangeGrid": ArrangeGrid(
            block=block, instances=at.ids, n_columns=n, pitch_x_m=1.0, pitch_y_m=1.0
        ),
        "RenameInstance": RenameInstance(block=block, instance=at.instance, name=str(n)),
        "RenameBlock": RenameBlock(block=block, name=str(n)),
        "RenameDesign": RenameDesign(name=str(n)),
        "SetNote": SetNote(note=str(n), block=block),
        "SetAssumption": SetAssumption(name="pue_ratio", value=float(n)),
        "ResetPart": ResetPart(part=at.part),
        "ResetAssumption": ResetAssumption(name="pue_ratio"),
        "ChooseAssumptionSet": ChooseAssumptionSet(set_slug=("default", "none")[n % 2]),
        "ApproveFinding": ApproveFinding(key=f"port-dangling:{at.instance}", reason=str(n)),
        "WithdrawApproval": WithdrawApproval(key=at.approval_key),
        "SetView": SetView(view=ViewState(block=block, center_x_m=float(n))),
        "Macro": Macro(
            title="macro",
            steps=(RenameDesign(name=f"m{n}"), AddPart(block=block, part=at.part)),
        ),
    }
    return commands.get(kind)


def command_for(kind: str, design: Design, numbers: tuple[int, ...]) -> Command | None:
    at = Choices(design, numbers)
    for make in (structure_command, copy_command, wiring_command, property_command):
        command = make(kind, at)
        if command is not None:
            return command
    return None


def applied(command: Command, design: Design) -> Change:
    try:
        return command.apply(design, LIBRARY)
    except CommandError as refusal:
        if "\n" in str(refusal):
            raise AssertionError(refusal) from refusal
        return Change(design, ChangeSet(Aspect.NONE))


def assert_sound(design: Design) -> None:
    assert check_structure(design) == ()
    assert Design.model_validate_json(design.model_dump_json()) == design


STEP = st.tuples(st.sampled_from(KINDS), st.tuples(*[st.integers(0, 9)] * 5))


@given(st.sampled_from((NEW, SEED, SEED, SEED)), st.lists(STEP, min_size=12, max_size=24))
def test_that_undo_and_redo_are_exact_after_any_sequence_of_commands(
    start: Design, steps: list[tuple[str, tuple[int, ...]]]
) -> None:
    history = History(start)
    texts = [start.model_dump_json()]
    for kind, numbers in steps:
        before = history.design
        text = before.model_dump_json()
        command = command_for(kind, before, numbers)
        if command is None:
            continue
        assert command_from_json(command_json(command)) == command
        assert command.label
        change = applied(command, before)
        assert before.model_dump_json() == text
        if change.design is before:
            continue
        assert change.design != before
        assert command.apply(before, LIBRARY).design == change.design
        assert_sound(change.design)
        history.record(change, command.label)
        texts.append(change.design.model_dump_json())
    assert history.position == len(texts) - 1
    for text in reversed(texts[:-1]):
        undone = history.undo()
        assert undone is not None
        assert undone.design.model_dump_json() == text
    for text in texts[1:]:
        redone = history.redo()
        assert redone is not None
        assert redone.design.model_dump_json() == text


def test_that_walks_try_every_kind_of_command() -> None:
    found = {
        kind
        for kind in KINDS
        for n in range(10)
        if command_for(kind, SEED, (n, n, n, n, n)) is not None
    }
    assert sorted(found) == KINDS
