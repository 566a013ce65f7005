"""What one year of the NHS Oversight Framework consists of.

An edition is data: nothing in the rules asks which year it is. Its text is read
and checked by :mod:`league.rules.edition_file`.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cached_property


class Model(StrEnum):
    """How a value becomes a metric score."""

    RANKED = "ranked"
    """Spread from 1.00 to 4.00 by rank in the pool."""
    STANDARD = "ranked-with-standard"
    """1.00 when the standard is reached, the others spread from 2.00 to 4.00."""
    FLOOR = "ranked-with-floor"
    """4.00 when the floor is missed, the others spread from 1.00 to 3.00."""
    STANDARD_AND_FLOOR = "ranked-with-standard-and-floor"
    """1.00 at the standard, 4.00 under the floor, 2.00 to 3.00 in between."""
    BANDED = "banded"
    """Fixed bands of the value, each worth 1, 2, 3 or 4."""
    MATRIX = "matrix"
    """Two banded parts looked up in a four by four table."""
    BY_SOURCE = "by-source"
    """The score itself is handed in by its source; its cuts are not published."""
    CONTEXT = "context"
    """Shown, never scored."""


class Better(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


class Pool(StrEnum):
    """Whom an organisation is ranked against for a metric."""

    ALL = "all"
    """Everyone with a value, of any trust type."""
    TYPE = "type"
    """Those of the same trust type."""


class Evidence(StrEnum):
    """How a rule is known."""

    MANUAL = "manual"
    """NHS England's methodology manual says so."""
    CHECKED = "checked"
    """It reproduces the published figures."""
    DECODED = "decoded"
    """Read off the published figures; official wording not seen."""
    OPEN = "open"
    """Not known: the figure is taken as its source gives it."""


@dataclass(frozen=True)
class Band:
    """One band: values for which ``value <operator> limit`` holds score ``score``."""

    operator: str
    """One of ``>=``, ``>``, ``<=``, ``<``."""
    limit: float
    score: int

    def __str__(self) -> str:
        return f"{self.operator} {self.limit:g}"


@dataclass(frozen=True)
class Scoring:
    """A model with its parameters, in the unit of the values that it scores."""

    model: Model
    unit: str
    standard: float | None = None
    floor: float | None = None
    bands: tuple[Band, ...] = ()
    """Tried in order, best first; a value that fits none of them scores 4."""
    parts: tuple[str, ...] = ()
    """For a matrix: the metric ids of its rows and of its columns."""
    matrix: tuple[tuple[int | None, ...], ...] = ()
    """For a matrix: ``matrix[row score - 1][column score - 1]``; None is not known."""
    evidence: Evidence = Evidence.CHECKED
    cut_between: tuple[tuple[float, float], ...] = ()
    """For each decoded cut the two observed values that it lies between."""


@dataclass(frozen=True)
class Metric:
    """One measure of the framework. ``id`` is the official id of its value, or of
    its score when only the score is published."""

    id: str
    name: str
    definition: str
    """One plain sentence."""
    domain: str
    unit: str
    better: Better
    pool: Pool
    weight: Fraction
    """Share in the average; 0 for parts and context, which never count."""
    scoring: Scoring
    types: tuple[str, ...]
    """Trust types that may report it."""
    source: str
    lag: str
    """How far the data usually lie behind the quarter, in words."""
    decimals: int = 2
    score_id: str | None = None
    """Official id of its score; None when it has none."""
    part_of: str | None = None
    """The metric that it is a part of."""
    variants: tuple[Scoring, ...] = ()
    """Other scorings for values handed in in another unit; ranked apart."""
    labels: tuple[str, ...] = ()
    """Names of the bands 1 to 4, for metrics scored by their source."""
    possible: tuple[float, ...] = ()
    """Lowest and highest value that can be, where its unit alone would say otherwise."""

    @property
    def counts(self) -> bool:
        """Whether its score enters the averages."""
        return self.weight > 0

    @property
    def scorings(self) -> tuple[Scoring, ...]:
        return (self.scoring, *self.variants)


@dataclass(frozen=True)
class Domain:
    key: str
    name: str
    score_id: str
    segment_id: str


class CutKind(StrEnum):
    QUARTILES = "quartiles"
    """The quartiles of all trusts' rounded scores (inclusive, linear interpolation)."""
    THRESHOLDS = "thresholds"
    """Fixed, whatever the distribution."""


@dataclass(frozen=True)
class CutRule:
    """Where segments 1, 2 and 3 end. A score on a cut belongs to the better segment."""

    kind: CutKind
    thresholds: tuple[float, ...] = ()
    """For fixed thresholds: the three upper bounds."""
    round_to: int | None = None
    """For quartiles: decimals that the cut is rounded to (half up), or None."""
    evidence: Evidence = Evidence.CHECKED
    note: str = ""


@dataclass(frozen=True)
class OverrideRule:
    """The financial override: a flagged trust is no better than ``no_better_than``."""

    no_better_than: int
    flag: str
    """``reported`` (derived where it is not reported) or ``derived``."""
    plan: str
    variance: str
    """Metric ids; flagged when plan < 0, or plan + variance < 0."""
    evidence: Evidence
    note: str = ""


@dataclass(frozen=True)
class FigureIds:
    """Official ids of the overall results."""

    average: str
    unadjusted_segment: str
    adjusted_segment: str
    override: str
    final_segment: str | None = None
    programme: str | None = None


@dataclass(frozen=True)
class Edition:
    slug: str
    name: str
    financial_year: str
    """``2025-26``; the quarters of that year belong to the edition."""
    summary: str
    domains: tuple[Domain, ...]
    metrics: tuple[Metric, ...]
    """In the order in which pages list them."""
    cuts: CutRule
    domain_cuts: CutRule
    override: OverrideRule
    figures: FigureIds
    programme_segment: int | None
    """Final segment of a trust in the improvement programme; None when unused."""
    sources: tuple[str, ...]
    notes: tuple[str, ...]
    checksum: str
    """SHA-256 of the file's text, kept with each assessment."""
    results_page: str = ""
    """Address of NHS England's page of results and data files; empty where it is not known."""
    manual_page: str = ""
    """Address of its methodology manual for the year; empty where it is not known."""

    @cached_property
    def by_id(self) -> dict[str, Metric]:
        """Metrics by id."""
        return {metric.id: metric for metric in self.metrics}

    @cached_property
    def shares(self) -> dict[str, float]:
        """Weights by metric id, as floats: a fraction takes long to become one."""
        return {metric.id: float(metric.weight) for metric in self.metrics}

    @cached_property
    def by_score_id(self) -> dict[str, Metric]:
        """Metrics by the official id of their score."""
        return {metric.score_id: metric for metric in self.metrics if metric.score_id}

    @cached_property
    def counted(self) -> tuple[Metric, ...]:
        """Metrics that enter the averages."""
        return tuple(metric for metric in self.metrics if metric.counts)

    def domain(self, key: str) -> Domain:
        """The domain of that key; KeyError when there is none."""
        for domain in self.domains:
            if domain.key == key:
                return domain
        raise KeyError(key)
