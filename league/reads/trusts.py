"""The register, and everything known of one trust."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from league.models import (
    DomainScore,
    FigureKind,
    MetricScore,
    Movement,
    PublishedFigure,
    Quarter,
    Reconciliation,
    SegmentAssignment,
    TrustExplanation,
)
from trusts.models import Trust
from trusts.querysets import TrustQuerySet

from . import held, quarters
from .context import TrustContext
from .context import of_trust as context_of
from .league_tables import shown
from .movements import since_before
from .peer_spreads import PeerSpread, peer_spreads
from .trust_metrics import Beside, beside

UP_TO, LATER = 8, 4
"""Quarters that a page shows of a trust: two years up to its own, and the year after."""


@dataclass(frozen=True)
class TrustInQuarter:
    """One trust's results of one quarter, and what they are set beside."""

    assignment: SegmentAssignment
    peers: int
    """Trusts of its type with a league rank."""
    shares_rank: bool
    domains: tuple[DomainScore, ...]
    metrics: tuple[MetricScore, ...]
    history: tuple[SegmentAssignment, ...]
    """Its published results of the quarters near this one, oldest first."""
    names: Mapping[str, str]
    """Names of all trusts of the quarter, by code."""
    reconciliation: Reconciliation | None
    """The whole quarter beside NHS England's results, None when it was not compared."""
    beside: Beside = field(default_factory=Beside)
    """Its peers' figures, and its own of earlier quarters."""
    explanation: TrustExplanation | None = None
    """The answer in words and how sure its place is; None in an assessment of older rules."""
    spreads: Mapping[int, PeerSpread] = field(default_factory=dict)
    """How the averages of its type lay in each quarter of its history, by assessment id."""
    context: TrustContext = field(default_factory=TrustContext)
    """What else is on record about it, and its own words."""
    moved: Movement | None = None
    """What moved it since the quarter before; None where nothing is kept of that."""
    is_whole: bool = True
    """Whether ``history`` is all there is."""


@dataclass(frozen=True)
class RegisterFrame:
    """What the whole register holds, whatever is filtered away."""

    total: int
    regions: tuple[str, ...]


def register_frame() -> RegisterFrame:
    """One query."""
    counted = Trust.objects.counted_by_region()
    return RegisterFrame(
        total=sum(row["trusts"] for row in counted),
        regions=tuple(row["region"] for row in counted if row["region"]),
    )


def register() -> TrustQuerySet:
    """All trusts by name."""
    return Trust.objects.in_name_order().select_related("successor")


def find(ods_code: str) -> Trust | None:
    return Trust.objects.select_related("successor").filter(pk=ods_code).first()


def history(ods_code: str) -> tuple[SegmentAssignment, ...]:
    """A trust's published results, oldest first."""
    return tuple(SegmentAssignment.objects.across_quarters(ods_code))


@dataclass(frozen=True)
class Near:
    """A trust's results of the quarters nearest to one, oldest first."""

    rows: tuple[SegmentAssignment, ...]
    is_whole: bool
    """Whether there are none further away."""


def near(quarter: Quarter, ods_code: str) -> Near:
    """Two queries: a page costs the same however long the history becomes."""
    days = tuple(SegmentAssignment.objects.days(ods_code))
    up_to = [key for key, starts in days if starts <= quarter.starts]
    later = [key for key, starts in days if starts > quarter.starts]
    chosen = (*up_to[-UP_TO:], *later[:LATER])
    rows = tuple(SegmentAssignment.objects.in_assessments(ods_code, chosen))
    return Near(rows, is_whole=len(rows) == len(days))


def in_quarter(quarter: Quarter, ods_code: str, *, whole: bool = False) -> TrustInQuarter | None:
    """None when the trust is not in the quarter. At most thirteen queries, three of them not
    where the process has answered of another trust of the type.

    Args:
        whole: with all its quarters, not only those near this one.
    """
    past = Near(history(ods_code), is_whole=True) if whole else near(quarter, ods_code)
    return results(quarter, ods_code, past)


def results(quarter: Quarter, ods_code: str, past: Near) -> TrustInQuarter | None:
    """What is known of the trust in the quarter, whose own results are among the ``past``."""
    assessment = shown(quarter)
    assignment = next((row for row in past.rows if row.assessment_id == assessment.pk), None)
    if assignment is None:
        return None
    everyone = held.everyone(assessment)
    ranks = everyone.ranks.get(assignment.type, Counter())
    return TrustInQuarter(
        assignment=assignment,
        peers=sum(ranks.values()),
        shares_rank=ranks.get(assignment.league_rank or 0, 0) > 1,
        domains=tuple(DomainScore.objects.of_trust(assessment, ods_code)),
        metrics=tuple(MetricScore.objects.of_trust(assessment, ods_code)),
        history=past.rows,
        is_whole=past.is_whole,
        names=everyone.names,
        reconciliation=quarters.reconciliation(quarter),
        beside=beside(past.rows, assignment),
        explanation=TrustExplanation.objects.of_trust(assessment, ods_code).first(),
        spreads=peer_spreads(past.rows),
        context=context_of(quarter, ods_code),
        moved=since_before(quarter, ods_code),
    )


def published_scores(quarter: Quarter, ods_code: str) -> dict[str, float]:
    """NHS England's own metric scores of a trust by metric id, those that were known when the
    quarter's shown results were made. Two queries."""
    known = PublishedFigure.objects.in_force(quarter, up_to=shown(quarter).submission.number)
    scores = known.filter(trust=ods_code, kind=FigureKind.METRIC_SCORE)
    told = scores.values_list("key", "value")
    return {key: value for key, value in told if value is not None}


def names_in(quarter: Quarter) -> dict[str, str]:
    """Names by code of all trusts in a quarter, as they were called then."""
    assigned = SegmentAssignment.objects.of_assessment(shown(quarter))
    return dict(assigned.values_list("trust_id", "name"))


def segments_in(quarter: Quarter | None) -> dict[str, int | None]:
    """Final segments by code; none at all without a quarter."""
    if quarter is None:
        return {}
    assigned = SegmentAssignment.objects.of_assessment(shown(quarter))
    return dict(assigned.values_list("trust_id", "final"))
