"""What somebody hands in for one quarter: plain data, whatever file or form it came from."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TrustLine:
    """A trust of the quarter, as named and classed then."""

    code: str
    name: str
    type: str
    """A trust type's slug."""
    subtype: str = ""
    region: str = ""
    icb: str = ""


@dataclass(frozen=True, slots=True)
class ValueLine:
    """One trust's figure for one metric of the edition (or its deficit flag)."""

    code: str
    metric: str
    unit: str
    value: float | None
    state: str
    """A value state; ``reported`` exactly when there is a value."""
    period: str = ""
    source_rank: float | None = None
    file: int | None = None
    """Position in ``Handover.files``."""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One published result of one trust."""

    code: str
    kind: str
    """A figure kind."""
    key: str
    """Metric id, domain key, or empty."""
    value: float | None
    """None where the cell is empty: it takes back what such a cell gave before."""
    layout: str = field(default="", compare=False)
    """A figure layout: the kind of file."""


@dataclass(frozen=True, slots=True)
class FileLine:
    name: str
    sha256: str
    size: int
    rows: int


@dataclass(frozen=True)
class Handover:
    """Everything of one quarter. A trust that has values or figures has a trust line."""

    quarter: str
    """Slug."""
    trusts: tuple[TrustLine, ...]
    values: tuple[ValueLine, ...]
    figures: tuple[FigureLine, ...] = ()
    files: tuple[FileLine, ...] = ()
    fictional: bool = False
