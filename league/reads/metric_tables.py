"""Tables of one metric or one domain, for one trust type in one quarter."""

from __future__ import annotations

from dataclasses import dataclass

from league.models import DomainScore, MetricScore, Quarter, SegmentAssignment
from league.models.results import DomainScoreQuerySet, MetricScoreQuerySet
from league.rules.edition import Metric

from .league_tables import shown


@dataclass(frozen=True)
class Members:
    """Names of a type's trusts by code, as they were called in the quarter, in order of names."""

    names: dict[str, str]

    def without(self, codes: set[str]) -> dict[str, str]:
        return {code: name for code, name in self.names.items() if code not in codes}


def members(quarter: Quarter, trust_type: str) -> Members:
    """One query."""
    table = SegmentAssignment.objects.league_table(shown(quarter), trust_type)
    return Members(dict(table.order_by("name", "trust_id").values_list("trust_id", "name")))


def everyone(quarter: Quarter, trust_type: str, metric: Metric) -> list[MetricScore]:
    """Each trust of the type that may report the metric, scored or not. One query."""
    return list(MetricScore.objects.in_type(shown(quarter), trust_type, metric.id))


def metric_rows(quarter: Quarter, trust_type: str, metric: Metric) -> MetricScoreQuerySet:
    """Those with a figure, best first, with ``place``, ``name`` and ``segment``."""
    rows = MetricScore.objects.in_type(shown(quarter), trust_type, metric.id).with_figure()
    return rows.placed(best_value=None if metric.variants else metric.better.value)


def domain_rows(quarter: Quarter, trust_type: str, domain: str) -> DomainScoreQuerySet:
    """Those with a score, best first, with ``place``, ``name`` and ``overall``."""
    return DomainScore.objects.in_type(shown(quarter), trust_type, domain)
