"""What an assessment of a quarter returns: frozen, finished, with its reasons."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .edition import Edition, Model
from .panel import State
from .sureness import Sureness


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The organisation next to one in a ranking, and its value."""

    code: str
    value: float


@dataclass(frozen=True, slots=True)
class MetricResult:
    """One trust's value of one metric, its score and why."""

    metric_id: str
    value: float | None
    state: State
    unit: str
    score: float | None
    """Unrounded, 1 to 4; None when it has none."""
    rank: int | None
    """Rank among the ``spread_size`` organisations that share the spread."""
    spread_size: int | None
    """Organisations spread by rank (those that miss the standard, pass the floor...)."""
    pool_size: int | None
    """Organisations of the pool that report the metric."""
    model: Model
    weight: Fraction
    contribution: float | None
    """Weight x score / sum of weights: the contributions sum to the average."""
    rule: str
    """Key of what applied: ``spread``, ``standard-met``, ``floor-missed``, ``band``,
    ``matrix``, ``by-source``, ``published``, or why not scored: ``no-figure``,
    ``not-applicable``, ``suppressed``,
    ``not-submitted``, ``part-missing``, ``unknown-combination``, ``context``."""
    sentence: str
    """The rule as applied, in plain words."""
    better: Neighbour | None = None
    """Next better organisation in the spread (of the nearest better value)."""
    worse: Neighbour | None = None


@dataclass(frozen=True, slots=True)
class DomainResult:
    domain: str
    score: float | None
    """Unrounded mean; None when no metric of the domain is scored."""
    rounded: float | None
    segment: int | None
    metrics_scored: int


@dataclass(frozen=True, slots=True)
class OverrideResult:
    flagged: bool | None
    """None when it is not known (a quarter taken as published)."""
    source: str
    """``reported``, ``derived``, ``published``, ``inferred`` (from the published
    segments) or ``unknown``."""
    moved: bool
    """Whether it made the segment worse."""
    plan: float | None
    variance: float | None
    sentence: str


@dataclass(frozen=True, slots=True)
class LikelyRange:
    """95% bootstrap interval; see :mod:`league.rules.uncertainty`."""

    score_low: float
    score_high: float
    rank_low: int
    rank_high: int


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the way to a segment."""

    key: str
    """``metrics``, ``average``, ``cuts``, ``unadjusted``, ``override``, ``adjusted``,
    ``programme``, ``final``, ``rank``, ``likely-range``."""
    sentence: str
    figures: tuple[tuple[str, str | int | float | None], ...]
    """Named inputs and outputs of the step."""


@dataclass(frozen=True, slots=True)
class TrustResult:
    code: str
    type: str
    average: float | None
    """Unrounded; None when the trust has no scored metric, then it has no segment."""
    rounded: float | None
    """Average metric score, two decimals, half up."""
    weight_sum: Fraction
    metrics_scored: int
    unadjusted: int | None
    override: OverrideResult
    adjusted: int | None
    final: int | None
    league_rank: int | None
    score_rank: int | None
    likely: LikelyRange | None
    domains: tuple[DomainResult, ...]
    metrics: tuple[MetricResult, ...]
    """Every metric of the edition that the trust's type may report."""
    steps: tuple[Step, ...]
    sureness: Sureness | None = None
    """How sure its place is; None without a score, and where nothing was drawn."""


@dataclass(frozen=True, slots=True)
class QuarterResult:
    edition: Edition
    cuts: tuple[float, float, float]
    domain_cuts: tuple[tuple[str, tuple[float, float, float]], ...]
    trusts: tuple[TrustResult, ...]
    """In the order of the panel."""
    draws: int
    seed: int
