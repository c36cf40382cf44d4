"""A small sound catalog folder that tests then spoil in one place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

SOURCES = """\
[lab]
title = "A laboratory"
accessed = 2026-01-15
"""

OPTIC = """\
slug = "optic-a"
family = "optic"
name = "Optic A"
manufacturer = "Example"
cage = "osfp"
connector = "mpo-16"

[line_rate_bps]
value = 400
unit = "Gbit/s"
kind = "vendor-announced"
source = "lab"
as_of = 2026-01-15

[reach_m]
value = 100
unit = "m"
kind = "our-estimate"
low = 50
high = 150
source = "lab"
as_of = 2026-01-15
alternatives = [
  {value = 70, kind = "third-party-measured", source = "lab", note = "OM3"},
]
"""

SWITCH = """\
slug = "switch-a"
family = "switch"
name = "Switch A"
manufacturer = "Example"

[[ports]]
name = "port"
count = 64
cage = "osfp"
media = ["fibre"]
fabric_roles = ["scale-out"]

[ports.rate_bps]
value = 400
unit = "Gbit/s"
kind = "vendor-announced"
source = "lab"
as_of = 2026-01-15
"""

PRICES = """\
[optic-a]
currency_year = 2026

[optic-a.price_usd]
value = 250
unit = "USD"
low = 150
high = 400
kind = "list-or-street-price"
source = "lab"
as_of = 2026-01-15
"""

ASSUMPTIONS = """\
slug = "set-a"
name = "Set A"

[[assumptions]]
name = "pue_ratio"
label = "Power usage effectiveness"

[assumptions.figure]
value = 1.2
unit = "ratio"
kind = "third-party-measured"
source = "lab"
as_of = 2026-01-15
"""


class CatalogFolder:
    """A catalog folder on disk whose files can be replaced and edited."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("catalog.toml", 'version = "2026.01"\n')
        self.write("sources.toml", SOURCES)
        self.write("optics/example/optic-a.toml", OPTIC)
        self.write("switches/example/switch-a.toml", SWITCH)
        self.write("prices/2026-01.toml", PRICES)
        self.write("assumptions/set-a.toml", ASSUMPTIONS)

    def write(self, name: str, text: str | bytes) -> None:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())

    def edit(self, name: str, old: str, new: str) -> None:
        text = (self.root / name).read_text("utf-8")
        assert old in text
        self.write(name, text.replace(old, new, 1))


@pytest.fixture
def folder(tmp_path: Path) -> CatalogFolder:
    return CatalogFolder(tmp_path / "catalogs")
