"""The frozen record that every stored thing is made of."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class FrozenRecord(BaseModel):
    """Immutable, strict record: unknown fields, NaN, infinities and lax casts are errors.

    Sub-records are tuples, never lists or dicts, so that a record is immutable all the way down.
    Changed copies are made with :func:`designer.model.evolve.evolve`, which validates;
    ``model_copy(update=...)`` does not and is not used.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        strict=True,
        allow_inf_nan=False,
        validate_default=True,
        str_max_length=65_536,
        defer_build=True,
    )
