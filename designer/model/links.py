"""Link bundles: many links described by one rule."""

from __future__ import annotations

from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Final, NamedTuple, TypeAlias

from pydantic import Field

from designer.catalog.provenance import Slug
from designer.model.ids import ID_PATTERN, BundleId, FabricId, Name, Note, PathText
from designer.units.quantity import MAX_COUNT, Count, LengthM
from designer.units.record import FrozenRecord

if TYPE_CHECKING:
    from collections.abc import Mapping


class RelationKind(StrEnum):
    """How the indices of two dimensions must relate for a pair to be linked."""

    EQUAL = "equal"
    NOT_EQUAL = "not-equal"
    SHIFT = "shift"
    STEP = "step"


class Relation(FrozenRecord):
    """A condition on one index of each end.

    ``a_dim`` and ``b_dim`` name a dimension as ``instance-id.dimension``. ``shift`` means
    ``index_b = (index_a + offset) mod size`` and ``step`` the same without wrapping round, so that
    the last copies of a line or a mesh have no partner; all need equal sizes.
    """

    a_dim: Annotated[str, Field(max_length=130)]
    b_dim: Annotated[str, Field(max_length=130)]
    kind: RelationKind = RelationKind.EQUAL
    offset: int = 0


class LinkEnd(FrozenRecord):
    """One end of a bundle: copies of an inner part, and which of its port groups.

    ``path`` is relative to the block that owns the bundle. A step without an index means all
    copies of that instance, a step such as ``switch[3]`` only that one (row-major copy number);
    no relation may name a dimension of such an instance. The path may stop at a block that shows
    ``port`` as one of its own port groups.
    """

    path: PathText
    port: Slug


class PairFacts(NamedTuple):
    """What checks and counts need to know of a list of pairs.

    ``n_times`` is the sum of the last column. ``loop_ix`` is the first row with the same copy
    number at both ends, ``repeat_ix`` the first that is there already, ``mirror_ix`` the first
    that is there already the other way round; -1 where there is none. ``a_times`` and ``b_times``
    give the sum of the last column per copy number.
    """

    n_times: int
    max_a_ix: int
    max_b_ix: int
    loop_ix: int
    repeat_ix: int
    mirror_ix: int
    a_times: Mapping[int, int]
    b_times: Mapping[int, int]


MAX_PAIRS: Final = 1_000_000
"""Most pairs that one bundle lists."""

_CopyIx: TypeAlias = Annotated[int, Field(ge=0, le=MAX_COUNT)]
PairRow: TypeAlias = tuple[_CopyIx, _CopyIx, Count]


class LinkBundle(FrozenRecord):
    """Links between two ends by a wiring rule, or pair by pair.

    Two copies are linked, ``n_links_per_pair`` times, when every relation holds; dimensions that
    no relation names are joined all to all. A bundle from a path to itself needs a
    ``not-equal``, ``shift`` or ``step`` relation, and counts each unordered pair once.

    ``pairs`` lists the linked copies one by one where no rule says which: rows of the copy number
    at ``a``, that at ``b``, and how many times ``n_links_per_pair`` links they have. A copy number
    is row-major over all dimensions along the path below the block that owns the bundle; copies
    of that block itself are wired alike, each within itself. Not together with relations or
    with indices in the paths.

    ``cable`` and ``optic`` name parts; without a cable the link is a trace or backplane lane and
    is neither counted nor bought. ``b_optic`` is the module at ``b`` where it is another one.
    ``n_links_per_cable`` links share one cable, or one link takes ``n_cables_per_link`` cables.
    ``length_m`` overrides the length computed from the placement.

    ``via`` is the path of the optical circuit switch that the links pass: each takes a cable from
    either end to it, and has modules at its own two ends alone.
    """

    id: Annotated[BundleId, Field(pattern=ID_PATTERN)]
    name: Name = ""
    fabric: Annotated[FabricId, Field(pattern=ID_PATTERN)]
    a: LinkEnd
    b: LinkEnd
    relations: tuple[Relation, ...] = Field(default=(), max_length=16)
    pairs: Annotated[tuple[PairRow, ...], Field(max_length=MAX_PAIRS)] | None = None
    n_links_per_pair: Count = 1
    cable: Slug | None = None
    optic: Slug | None = None
    b_optic: Slug | None = None
    n_links_per_cable: Count = 1
    n_cables_per_link: Count = 1
    via: PathText | None = None
    length_m: LengthM | None = None
    is_assumed: bool = False
    note: Note = ""

    @cached_property
    def pair_facts(self) -> PairFacts:
        """Facts about the listed pairs, worked out once; of no pairs if none are listed."""
        a_times: dict[int, int] = {}
        b_times: dict[int, int] = {}
        seen: set[tuple[int, int]] = set()
        loop_ix = repeat_ix = mirror_ix = -1
        n_times = 0
        for ix, (a, b, n) in enumerate(self.pairs or ()):
            n_times += n
            a_times[a] = a_times.get(a, 0) + n
            b_times[b] = b_times.get(b, 0) + n
            if a == b:
                loop_ix = ix if loop_ix < 0 else loop_ix
            elif mirror_ix < 0 and (b, a) in seen:
                mirror_ix = ix
            if repeat_ix < 0 and (a, b) in seen:
                repeat_ix = ix
            seen.add((a, b))
        return PairFacts(
            n_times,
            max(a_times, default=-1),
            max(b_times, default=-1),
            loop_ix,
            repeat_ix,
            mirror_ix,
            a_times,
            b_times,
        )

    @cached_property
    def times_of_pair(self) -> Mapping[tuple[int, int], int]:
        """The last column of the listed pairs by the copy numbers of a row."""
        return {(a, b): n for a, b, n in self.pairs or ()}
