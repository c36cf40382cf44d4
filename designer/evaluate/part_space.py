"""Joined fabrics and single planes, of which only the throughput of all-to-all is wanted."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from designer.evaluate.network import evaluate_space
from designer.topology.space import SpaceKey

if TYPE_CHECKING:
    from designer.evaluate.fabric_numbers import FabricNumbers
    from designer.topology.space import FabricSpace


@dataclass(frozen=True, eq=False)
class PartSpace:
    """The index space of several fabrics together, or of one plane of a fabric.

    Attributes
    ----------
    space
        The index space.
    """

    space: FabricSpace

    @cached_property
    def key(self) -> SpaceKey:
        """Everything that the throughput depends on; no name is part of it."""
        return SpaceKey(("part", self.space.shape))

    def numbers(self) -> FabricNumbers:
        """Compute the throughput of all-to-all.

        Returns
        -------
        FabricNumbers
            Endpoints and throughput, or why there is none; other numbers may be missing.
        """
        return evaluate_space(self.space, is_rate_only=True)
